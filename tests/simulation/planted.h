// Which mistake (app/base/planted.h) is made from now on, in the build that can make them.
#pragma once

#include <optional>
#include <string_view>

#include "app/base/planted.h"

namespace xingke::simulation {

struct NamedMistake {
    Mistake mistake = Mistake::none;
    std::string_view name;
};

inline constexpr NamedMistake named_mistakes[] = {
    {Mistake::split_transaction, "split_transaction"},
    {Mistake::base_not_kept, "base_not_kept"},
    {Mistake::eviction_ignored, "eviction_ignored"},
    {Mistake::eviction_purges_pending, "eviction_purges_pending"},
    {Mistake::erased_not_overwritten, "erased_not_overwritten"},
    {Mistake::saved_before_durable, "saved_before_durable"},
    {Mistake::rejection_blocks, "rejection_blocks"},
    {Mistake::rejection_dropped, "rejection_dropped"},
    {Mistake::poll_forgotten, "poll_forgotten"},
    {Mistake::cursor_off_by_one, "cursor_off_by_one"},
    {Mistake::net_change_skips_record, "net_change_skips_record"},
    {Mistake::tombstone_forgotten, "tombstone_forgotten"},
    {Mistake::stale_permission, "stale_permission"},
    {Mistake::lost_outcome, "lost_outcome"},
    {Mistake::repeat_applied_again, "repeat_applied_again"},
    {Mistake::guard_not_checked, "guard_not_checked"},
    {Mistake::loser_not_kept, "loser_not_kept"},
    {Mistake::clock_decides, "clock_decides"},
    {Mistake::foreign_device_accepted, "foreign_device_accepted"},
};

void plant(Mistake mistake);

}  // namespace xingke::simulation
