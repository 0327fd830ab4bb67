// How one change meets the state of its field at the server (sync.md 5.1, 5.2). Pure: the same code on server and
// device, and in the simulation's oracle's place the oracle has its own.
#pragma once

#include <cstdint>

#include "app/model/change.h"
#include "app/model/field.h"

namespace xingke::merge {

enum class Meeting : std::uint8_t {
    applied,    // the field takes the change's value at the new seq
    unchanged,  // the field already holds that value; nothing is written
    sibling,    // the field keeps its value (it was set concurrently by another device, and first in server order stays
                // visible); the incoming value must be kept as a sibling for its author to decide
};

struct Merged {
    Meeting meeting = Meeting::applied;
    model::Value value;  // what the field holds afterwards
};

struct Incoming {
    model::Operation operation = model::Operation::set;
    model::Value value;
    model::Seq base = 0;                  // what the author had seen
    bool current_is_authors_own = false;  // the present version was written by the author's own device
};

// `current` with seq 0 and Empty is a field that has never been set.
// Concurrent: current.seq > base, and not the author's own. Elements never conflict: adding wins.
Merged merge(model::MergeRule rule, const model::FieldState& current, const Incoming& incoming);

}  // namespace xingke::merge
