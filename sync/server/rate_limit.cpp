#include "sync/server/rate_limit.h"

#include <algorithm>

namespace xingke::server {

std::int64_t FailureLimit::wait_ms(const std::string& key, std::int64_t now_ms) const {
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.failures < failures_max_) {
        return 0;
    }
    return std::max<std::int64_t>(0, found->second.since_ms + window_ms_ - now_ms);
}

void FailureLimit::count(const std::string& key, std::int64_t now_ms) {
    if (!entries_.contains(key)) {
        make_room(now_ms);
    }
    Entry& entry = entries_[key];
    if (entry.failures == 0 || now_ms - entry.since_ms >= window_ms_) {
        entry = {now_ms, 0};
    }
    ++entry.failures;
}

void FailureLimit::take_back(const std::string& key) {
    const auto found = entries_.find(key);
    if (found != entries_.end() && --found->second.failures <= 0) {
        entries_.erase(found);
    }
}

void FailureLimit::make_room(std::int64_t now_ms) {
    if (entries_.size() < keys_max_) {
        return;
    }
    std::erase_if(entries_, [&](const auto& entry) { return now_ms - entry.second.since_ms >= window_ms_; });
    if (entries_.size() >= keys_max_) {
        entries_.erase(entries_.begin());
    }
}

bool RequestLimit::take(const std::string& key, std::int64_t now_ms) {
    auto found = buckets_.find(key);
    if (found == buckets_.end()) {
        make_room(now_ms);
        found = buckets_.emplace(key, Bucket{burst_, now_ms}).first;
    }
    Bucket& bucket = found->second;
    const double elapsed_s = static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.at_ms)) / 1000.0;
    bucket.left = std::min(burst_, bucket.left + elapsed_s * per_second_);
    bucket.at_ms = now_ms;
    if (bucket.left < 1) {
        return false;
    }
    bucket.left -= 1;
    return true;
}

void RequestLimit::make_room(std::int64_t now_ms) {
    if (buckets_.size() < keys_max_) {
        return;
    }
    // A bucket that has had the time to fill up again says nothing.
    const auto full_after_ms = static_cast<std::int64_t>(burst_ / per_second_ * 1000.0);
    std::erase_if(buckets_, [&](const auto& entry) { return now_ms - entry.second.at_ms >= full_after_ms; });
    if (buckets_.size() >= keys_max_) {
        buckets_.erase(buckets_.begin());
    }
}

}  // namespace xingke::server
