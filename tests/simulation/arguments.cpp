#include "tests/simulation/arguments.h"

#include <charconv>
#include <string_view>

namespace xingke::simulation {
namespace {

bool parse_number(std::string_view text, std::uint64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

template <class Each>
bool for_each_of_list(std::string_view list, Each each) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (!each(list.substr(0, comma))) {
            return false;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return true;
}

// "7" or "3-9".
bool add_range(std::string_view text, std::set<std::uint64_t>& numbers) {
    constexpr std::uint64_t count_max = 1'000'000;
    const std::size_t dash = text.find('-');
    std::uint64_t first = 0, last = 0;
    if (!parse_number(text.substr(0, dash), first)) {
        return false;
    }
    last = first;
    if (dash != std::string_view::npos && !parse_number(text.substr(dash + 1), last)) {
        return false;
    }
    if (last < first || last - first > count_max) {
        return false;
    }
    for (std::uint64_t number = first; number <= last; ++number) {
        numbers.insert(number);
    }
    return true;
}

// Options without a value.
bool take_flag(std::string_view name, Arguments& arguments) {
    if (name == "--trace") {
        arguments.world.traces = true;
    } else if (name == "--no-faults") {
        arguments.world.has_faults = false;
    } else if (name == "--ctest") {
        arguments.is_ctest = true;
    } else {
        return false;
    }
    return true;
}

bool take_value(std::string_view name, std::string_view value, Arguments& arguments) {
    if (name == "--without") {
        return for_each_of_list(value,
                                [&](std::string_view one) { return arguments.world.without.emplace(one).second; });
    }
    if (name == "--skip") {
        return for_each_of_list(value, [&](std::string_view one) { return add_range(one, arguments.world.skipped); });
    }
    if (name == "--plant") {
        arguments.mistake = value;
        return true;
    }
    std::uint64_t number = 0;
    if (!parse_number(value, number)) {
        return false;
    }
    if (name == "--seeds") {
        arguments.seed_count = number;
    } else if (name == "--from") {
        arguments.from = number;
    } else if (name == "--jobs" && number > 0) {
        arguments.job_count = number;
    } else if (name == "--devices" && number > 0) {
        arguments.world.device_count = number;
    } else if (name == "--seconds" && number > 0) {
        arguments.world.busy_ms = static_cast<std::int64_t>(number) * 1000;
    } else if (name == "--exhaustive") {
        arguments.is_exhaustive = true;
        arguments.departures_max = number;
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::optional<Arguments> parse_arguments(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        if (take_flag(argv[i], arguments)) {
            continue;
        }
        if (i + 1 == argc || !take_value(argv[i], argv[i + 1], arguments)) {
            return std::nullopt;
        }
        ++i;
    }
    return arguments;
}

}  // namespace xingke::simulation
