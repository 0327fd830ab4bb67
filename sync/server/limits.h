// Limits and settings of the server, each named here once. What an administrator may want to change stands in the
// structs with its default; the rest are constants.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xingke::server {

// --- commit and pull ---
constexpr std::size_t pull_bytes_aim = 4 * 1024 * 1024;     // a page ends behind the record that reaches it
constexpr std::size_t outcome_bytes_aim = 4 * 1024 * 1024;  // of one response; the rest comes with the next
constexpr std::size_t reasons_of_outcome_max = 50;          // more than a person reads of one rejection
constexpr int number_tries_max = 10'000;                    // until a number that a device gave twice is free
constexpr std::size_t sibling_bytes_max = 32 * 1024;        // encoded; its hexadecimal form must fit a text value
constexpr std::int64_t device_touch_interval_ms = 60'000;   // last_seen is no finer than this: a pull writes nothing

// --- the customer pool ---
constexpr std::size_t pool_records_at_once = 200;  // warned, released or brought to new rules by one transaction

// --- accounts ---
constexpr std::size_t login_bytes_max = 200;
constexpr std::size_t password_characters_min = 8;
constexpr std::size_t password_bytes_max = 1024;
constexpr std::size_t token_bytes = 32;
constexpr std::int64_t session_touch_interval_ms = 10 * 60'000;  // last_used is no finer than this

struct SessionSettings {
    std::int64_t access_lifetime_ms = 30 * 60'000;
    std::int64_t lifetime_ms = 60LL * 24 * 3600 * 1000;  // since it was last renewed
    std::int64_t renewal_grace_ms = 10 * 60'000;         // how late a renewal may be on its way without harm
};

struct AccountSettings {
    SessionSettings session = {};
    int failures_per_login = 10;     // within the window, then nobody gets in by that login
    int failures_per_address = 100;  // many people share an office's address
    std::int64_t failure_window_ms = 15 * 60'000;
    std::size_t counted_keys_max = 100'000;  // logins and addresses remembered at once
};

// --- HTTP ---
constexpr std::size_t header_bytes_max = 16 * 1024;
constexpr std::size_t session_body_bytes_max = 4 * 1024;
constexpr std::size_t live_message_bytes_max = 4 * 1024;
constexpr std::size_t app_file_bytes_max = 64 * 1024 * 1024;
constexpr std::size_t app_files_max = 2000;
constexpr std::size_t logged_path_bytes_max = 200;

struct HttpSettings {
    int header_timeout_ms = 15'000;
    int idle_timeout_ms = 60'000;   // between two requests of one connection
    int body_timeout_ms = 120'000;  // 64 MiB at 4.5 Mbit/s
    int write_timeout_ms = 120'000;
    int stop_timeout_ms = 5'000;  // running requests may finish this long after a stop
    int live_token_timeout_ms = 5'000;
    int live_idle_timeout_ms = 120'000;           // a ping goes out after half of it
    int live_check_interval_ms = 60'000;          // how soon a revoked session is closed when nothing else happens
    int head_poll_interval_ms = 200;              // how soon others' commits are noticed while somebody listens
    int pool_interval_ms = 60'000;                // how often the terms of the customer pool are looked at
    std::int64_t collect_first_ms = 30 * 60'000;  // after the start; files without a record go
    std::int64_t collect_interval_ms = 24LL * 3600 * 1000;
    std::size_t connections_max = 2'000;
    double requests_per_second = 50;  // of one session
    double requests_burst = 200;
    int hash_threads = 2;                 // each argon2id takes 64 MiB while it runs
    std::size_t hashes_waiting_max = 64;  // more sign-ins at once are turned away
};

}  // namespace xingke::server
