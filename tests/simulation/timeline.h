// Virtual time: what is to happen, in order. Nothing here waits; a day passes as fast as its events run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace xingke::simulation {

class Timeline {
public:
    std::int64_t now_ms() const { return now_ms_; }
    bool is_empty() const { return events_.empty(); }
    std::int64_t next_ms() const { return events_.top().at_ms; }

    void after(std::int64_t delay_ms, std::function<void()> what) {
        events_.push({now_ms_ + std::max<std::int64_t>(delay_ms, 0), order_++, std::move(what)});
    }
    // Runs the next event; events of one moment run in the order in which they were asked for.
    void step() {
        Event event = std::move(const_cast<Event&>(events_.top()));
        events_.pop();
        now_ms_ = event.at_ms;
        event.what();
    }
    // Runs everything up to that moment, and stands there afterwards.
    void run_until(std::int64_t at_ms) {
        while (!is_empty() && next_ms() <= at_ms) {
            step();
        }
        now_ms_ = std::max(now_ms_, at_ms);
    }

private:
    struct Event {
        std::int64_t at_ms = 0;
        std::uint64_t order = 0;
        std::function<void()> what;
        bool operator<(const Event& other) const {
            return std::pair(at_ms, order) > std::pair(other.at_ms, other.order);
        }
    };
    std::priority_queue<Event> events_;
    std::int64_t now_ms_ = 0;
    std::uint64_t order_ = 0;
};

}  // namespace xingke::simulation
