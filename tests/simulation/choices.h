// Every way in which a small case can go: wherever something may happen or not, choose() is asked, and after each run
// next() makes the following one, until there is none. The first answer is always the usual course; a run departs from
// it at most `departures_max` times, and only at its first `points_max` points. Each combination comes exactly once.
#pragma once

#include <cstddef>
#include <vector>

namespace xingke::simulation {

class Choices {
public:
    struct Bounds {
        std::size_t departures_max = 2;
        std::size_t points_max = 30;
    };
    explicit Choices(Bounds bounds) : bounds_(bounds) {}

    // One of `count` courses, 0 being the usual one.
    std::size_t choose(std::size_t count) {
        if (!is_asked_ || asked_ == bounds_.points_max) {
            return 0;
        }
        if (asked_ == points_.size()) {
            points_.push_back({0, count});
        }
        Point& point = points_[asked_++];
        point.count = count;
        return point.chosen < count ? point.chosen : 0;
    }
    // Until then, and while it is off, everything takes its usual course.
    void ask(bool is_asked) { is_asked_ = is_asked; }

    // False: that was the last run.
    bool next() {
        asked_ = 0;
        is_asked_ = false;
        while (!points_.empty()) {
            Point& last = points_.back();
            const bool may_depart = last.chosen > 0 || departure_count() < bounds_.departures_max;
            if (may_depart && last.chosen + 1 < last.count) {
                ++last.chosen;
                return true;
            }
            points_.pop_back();
        }
        return false;
    }

private:
    struct Point {
        std::size_t chosen = 0, count = 1;
    };
    std::size_t departure_count() const {
        std::size_t count = 0;
        for (const Point& point : points_) {
            count += point.chosen > 0 ? 1 : 0;
        }
        return count;
    }

    Bounds bounds_;
    std::vector<Point> points_;
    std::size_t asked_ = 0;
    bool is_asked_ = false;
};

}  // namespace xingke::simulation
