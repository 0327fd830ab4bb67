// Counting what somebody does too often: failed sign-ins by login and by address, requests by session. In memory, for
// this process; bounded, whatever keys are thrown at it. Times come in, so that tests need not wait. Single-threaded.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace xingke::server {

// At most `failures_max` within a window that begins with the first of them.
class FailureLimit {
public:
    FailureLimit(int failures_max, std::int64_t window_ms, std::size_t keys_max)
        : failures_max_(failures_max), window_ms_(window_ms), keys_max_(keys_max) {}

    // How long until the next attempt is welcome; 0: now.
    std::int64_t wait_ms(const std::string& key, std::int64_t now_ms) const;
    // Counted when an attempt begins, so that many at once do not slip through; taken back when it succeeds.
    void count(const std::string& key, std::int64_t now_ms);
    void take_back(const std::string& key);
    void forget(const std::string& key) { entries_.erase(key); }
    std::size_t key_count() const { return entries_.size(); }

private:
    struct Entry {
        std::int64_t since_ms = 0;
        int failures = 0;
    };
    void make_room(std::int64_t now_ms);

    int failures_max_;
    std::int64_t window_ms_;
    std::size_t keys_max_;
    std::unordered_map<std::string, Entry> entries_;
};

// A bucket of `burst` requests that fills by `per_second`.
class RequestLimit {
public:
    RequestLimit(double per_second, double burst, std::size_t keys_max)
        : per_second_(per_second), burst_(burst), keys_max_(keys_max) {}

    // False: too many.
    bool take(const std::string& key, std::int64_t now_ms);
    std::size_t key_count() const { return buckets_.size(); }

private:
    struct Bucket {
        double left = 0;
        std::int64_t at_ms = 0;
    };
    void make_room(std::int64_t now_ms);

    double per_second_;
    double burst_;
    std::size_t keys_max_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace xingke::server
