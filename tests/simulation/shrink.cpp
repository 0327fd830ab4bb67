#include "tests/simulation/shrink.h"

#include <algorithm>

namespace xingke::simulation {
namespace {

// "I6: p1 sees half of a transaction" is of the same kind as any other that begins with I6.
std::string kind_of(const std::string& violation) {
    return violation.substr(0, violation.find(':'));
}

std::vector<std::string> names_to_leave_out() {
    std::vector<std::string> names;
    for (const NamedFault& fault : named_faults()) {
        names.emplace_back(fault.name);
    }
    for (std::size_t act = 0; act < Player::act_count; ++act) {
        names.emplace_back(Player::name_of(static_cast<Player::Act>(act)));
    }
    return names;
}

class Shrinker {
public:
    Shrinker(const WorldOptions& failing, const Report& report, const RunWorld& run, int run_count_max)
        : run_(run), run_count_max_(run_count_max), kind_(kind_of(report.violations.front())) {
        smallest_ = {failing, report, 0};
        smallest_.options.traces = false;
    }

    Shrunk run() {
        shorten();
        while (smallest_.options.device_count > 2 &&
               fails_with([](WorldOptions& options) { --options.device_count; })) {
        }
        for (const std::string& name : names_to_leave_out()) {
            fails_with([&name](WorldOptions& options) { options.without.insert(name); });
        }
        leave_out_actions();
        shorten();
        std::set<std::uint64_t>& skipped = smallest_.options.skipped;
        skipped.erase(skipped.upper_bound(smallest_.report.action_count), skipped.end());
        return smallest_;
    }

private:
    template <class Change>
    bool fails_with(Change change) {
        if (smallest_.run_count >= run_count_max_) {
            return false;
        }
        WorldOptions options = smallest_.options;
        change(options);
        ++smallest_.run_count;
        Report report = run_(options);
        const bool is_same = std::ranges::any_of(
            report.violations, [this](const std::string& violation) { return kind_of(violation) == kind_; });
        if (is_same) {
            smallest_.options = std::move(options);
            smallest_.report = std::move(report);
            // Both are known only after a run, and must not be drawn anew when something else changes.
            smallest_.options.device_count = smallest_.report.device_count;
        }
        return is_same;
    }

    void shorten() {
        for (const std::int64_t percent : {50, 80}) {
            const auto by = [percent](WorldOptions& options) {
                // Whole seconds, as the command line has them.
                options.busy_ms = options.busy_ms * percent / 100'000 * 1000;
            };
            while (smallest_.options.busy_ms > 1'000 && fails_with(by)) {
            }
        }
    }

    // In halves, quarters … and at last one by one.
    void leave_out_actions() {
        for (std::uint64_t size = std::max<std::uint64_t>(1, smallest_.report.action_count / 2);; size /= 2) {
            for (std::uint64_t first = 1; first <= smallest_.report.action_count; first += size) {
                const std::uint64_t last = std::min(first + size - 1, smallest_.report.action_count);
                const auto& skipped = smallest_.options.skipped;
                bool is_left_out = true;
                for (std::uint64_t number = first; number <= last; ++number) {
                    is_left_out = is_left_out && skipped.contains(number);
                }
                if (!is_left_out) {
                    fails_with([first, last](WorldOptions& options) {
                        for (std::uint64_t number = first; number <= last; ++number) {
                            options.skipped.insert(number);
                        }
                    });
                }
            }
            if (size <= 1) {
                return;
            }
        }
    }

    const RunWorld& run_;
    int run_count_max_;
    std::string kind_;
    Shrunk smallest_;
};

}  // namespace

Shrunk shrink(const WorldOptions& failing, const Report& report, const RunWorld& run, int run_count_max) {
    WorldOptions options = failing;
    options.busy_ms = report.busy_ms;
    options.device_count = report.device_count;
    return Shrinker(options, report, run, run_count_max).run();
}

std::string command_line(const WorldOptions& options) {
    std::string text = "--from " + std::to_string(options.seed) + " --seeds 1";
    if (options.device_count != 0) {
        text += " --devices " + std::to_string(options.device_count);
    }
    if (options.busy_ms != 0) {
        text += " --seconds " + std::to_string(options.busy_ms / 1000);
    }
    if (!options.has_faults) {
        text += " --no-faults";
    }
    std::string names;
    for (const std::string& name : options.without) {
        names += (names.empty() ? "" : ",") + name;
    }
    text += names.empty() ? "" : " --without " + names;
    std::string numbers;
    for (auto at = options.skipped.begin(); at != options.skipped.end();) {
        const std::uint64_t first = *at;
        std::uint64_t last = first;
        while (++at != options.skipped.end() && *at == last + 1) {
            ++last;
        }
        numbers += (numbers.empty() ? "" : ",") + std::to_string(first);
        numbers += last > first ? "-" + std::to_string(last) : "";
    }
    return text + (numbers.empty() ? "" : " --skip " + numbers);
}

}  // namespace xingke::simulation
