// Mistakes that somebody could make, planted on purpose: tests/simulation shows that each of them is found. Only its
// own build of the touched sources (XINGKE_PLANTED, tests/simulation/CMakeLists.txt) knows how to make them; everywhere
// else planted() is false when the compiler runs, and nothing of it is in the program.
#pragma once

#include <cstdint>

namespace xingke {

enum class Mistake : std::uint8_t {
    none,
    // --- on the device ---
    split_transaction,        // a page is shown before the point is reached at which all is whole
    base_not_kept,            // a form's values count as seen up to now, not up to when they were loaded
    eviction_ignored,         // what goes out of sight stays
    eviction_purges_pending,  // what goes out of sight takes along what still waits to be sent
    erased_not_overwritten,   // what is deleted stays readable in the file
    saved_before_durable,     // "saved" is said before the disk has it
    rejection_blocks,         // a refused transaction is sent again for ever
    rejection_dropped,        // a refused transaction is forgotten instead of shown
    poll_forgotten,           // only hints of the live connection make the device ask
    // --- at the server ---
    cursor_off_by_one,        // a field changed at the very next seq counts as known
    net_change_skips_record,  // of a record that comes into sight only the news is sent
    tombstone_forgotten,      // a deletion is not told
    stale_permission,         // whoever saw a record once is still sent it
    lost_outcome,             // a refusal is answered once, and not kept
    repeat_applied_again,     // a transaction that comes a second time is applied a second time
    guard_not_checked,
    loser_not_kept,           // the value that gave way is nowhere
    clock_decides,            // a device whose clock is ahead wins
    foreign_device_accepted,  // a session may speak for another device
};

#ifdef XINGKE_PLANTED
bool planted(Mistake mistake);
#else
constexpr bool planted(Mistake) {
    return false;
}
#endif

}  // namespace xingke
