// What happened to a record, newest first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/client/frames.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

// A moment of a record's history.
struct Version {
    std::int64_t entry = 0;  // TimelineEntry::entry
    Instant at;
};

// "张伟修改了联系电话": what an entry says, without its values.
std::string words_of_entry(const kit::Ui& ui, const model::RecordType& type, const client::TimelineEntry& entry);
kit::Icon icon_of_entry(const client::TimelineEntry& entry);

struct TimelineResult {
    std::optional<std::uint64_t> undo;  // counter of the transaction to take back
    std::optional<Version> version;     // that shall be shown
};
TimelineResult draw_timeline(kit::Ui& ui, const model::RecordType& type,
                             const std::vector<client::TimelineEntry>& entries);

}  // namespace xingke::ui::views
