// How far the write-ahead log goes, kept in a small file of its own: SQLite takes a log whose end is gone, or is
// damaged, for one that never was longer, and everything behind the damage is lost without a word.
//
// The mark is written after the log was synced, and is not synced itself: it may be older than the log, never newer.
// Before the log is emptied the mark is, durably. So a log that holds less than its mark says was damaged.
//
// File: magic 4, salts of the log 8, bytes of the log 8 (little endian), CRC-32C of these 4. Anything else: no mark.
#pragma once

#include <array>
#include <cstdint>

#include "app/base/files.h"

namespace xingke {

struct CommitMark {
    std::array<std::uint8_t, 8> salts{};  // as in the log's header
    std::int64_t log_bytes = 0;
};

Result<void> write_mark(File& file, const CommitMark& mark);
// Writes nothing when there is none.
Result<void> clear_mark(File& file);

// False: transactions that were reported as saved are missing from the log.
Result<bool> is_log_whole(File& log, File& mark);

}  // namespace xingke
