// Limits and intervals of the client, each named here once.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xingke::client {

// --- sync ---
constexpr std::int64_t retry_first_ms = 1'000;     // doubled with each failure …
constexpr std::int64_t retry_most_ms = 60'000;     // … up to this, less a random part of up to a half
constexpr std::int64_t poll_interval_ms = 30'000;  // while the page is visible; /live usually comes before
constexpr std::int64_t live_reopen_first_ms = 2'000;
constexpr std::uint32_t pull_record_count = 2'000;  // of one page
constexpr int request_timeout_ms = 60'000;

// --- database ---
constexpr std::int64_t checkpoint_after_ms = 3'000;  // without work, when the log has grown
constexpr std::int64_t wal_bytes_kept = 512 * 1024;
constexpr std::int64_t checked_page_count_max = 8'192;  // whole, after an unclean end: 32 MB

// --- answers ---
constexpr int timeline_entries_max = 100;
constexpr std::size_t inbox_items_max = 500;
constexpr std::size_t preview_rows = 20;

// --- files ---
constexpr std::int64_t file_bytes_max = 20 * 1024 * 1024;  // the server's own limit may be another, and is said later
constexpr std::int64_t blob_piece_bytes = 1024 * 1024;
constexpr std::int64_t sent_bytes_max = 200 * 1024 * 1024;     // of files that the server has, too
constexpr std::int64_t draft_kept_ms = 24LL * 60 * 60 * 1000;  // of a form that was never saved

// --- import ---
constexpr std::size_t import_rows_per_slice = 500;
constexpr std::size_t records_per_piece = 500;       // of a transaction that is written in pieces …
constexpr std::size_t change_count_at_once = 1'000;  // … which a smaller one is not

}  // namespace xingke::client
