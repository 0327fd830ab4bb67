// What the people in the simulation did and were told, kept outside the system: the truth that it is measured by.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "app/model/change.h"

namespace xingke::simulation {

using Place = std::pair<RecordId, model::FieldId>;

// One action of which a device has said that it is saved.
struct Deed {
    std::size_t person = 0;  // index of the device
    DeviceId device;
    std::uint64_t counter = 0;
    std::map<Place, model::Value> seen;  // what its author's form showed in the fields that it changed
    bool is_settled_by_author = false;   // rejected, and its author has dealt with it
};

using Ledger = std::vector<Deed>;

}  // namespace xingke::simulation
