#include "app/model/numbering.h"

#include <algorithm>
#include <set>

#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

NumberPattern pattern_of(std::string_view text, Reset reset) {
    const Result<NumberPattern> pattern = parse_pattern(text, reset);
    REQUIRE(pattern);
    return *pattern;
}

std::string complaint(std::string_view text, Reset reset) {
    const Result<NumberPattern> pattern = parse_pattern(text, reset);
    return pattern ? "" : words(pattern.error().message, Language::chinese);
}

constexpr std::string_view contract = "HT-{yyyymmdd}-{device}-{count:4}";

}  // namespace

TEST_CASE("numbers as people know them [5.7]") {
    struct Case {
        std::string_view pattern;
        Reset reset;
        std::uint64_t count;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {contract, Reset::daily, 3, "HT-20261121-7K-0003"},
        {"JBL-QR-XS.{device}.{count:3}/{yyyy}", Reset::yearly, 12, "JBL-QR-XS.7K.012/2026"},
        {"{yymm}HX_{device}_{count:3}-N", Reset::monthly, 1, "2611HX_7K_001-N"},
        {"{device}-{count:1}", Reset::never, 10'000, "7K-10000"},
        {"TS{yyyymm}-{device}-{count:2}", Reset::monthly, 100, "TS202611-7K-100"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.pattern);
        const NumberPattern pattern = pattern_of(c.pattern, c.reset);
        CHECK(print_pattern(pattern) == c.pattern);
        const std::string number = number_text(pattern, {2026, 11, 21}, "7K", c.count);
        CHECK(number == c.expected);
        const auto parsed = parse_number(pattern, number);
        REQUIRE(parsed);
        CHECK(parsed->device_code == "7K");
        CHECK(parsed->count == c.count);
    }
}

TEST_CASE("patterns whose numbers could collide are refused, with the reason") {
    struct Case {
        std::string_view pattern;
        Reset reset;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {"HT-{yyyymmdd}-{count:4}", Reset::daily, "编号格式“HT-{yyyymmdd}-{count:4}”不对：须有且仅有一个 {device}"},
        {"{device}-{device}-{count:4}", Reset::never,
         "编号格式“{device}-{device}-{count:4}”不对：须有且仅有一个 {device}"},
        {"HT-{device}", Reset::never, "编号格式“HT-{device}”不对：须有且仅有一个 {count:4}"},
        {"HT{device}-{count:4}", Reset::never,
         "编号格式“HT{device}-{count:4}”不对：设备码的前后须用“-”“/”“.”或“_”隔开"},
        {"{device}{count:4}", Reset::never, "编号格式“{device}{count:4}”不对：设备码的前后须用“-”“/”“.”或“_”隔开"},
        {"{device}-{count:4}{yyyy}", Reset::never,
         "编号格式“{device}-{count:4}{yyyy}”不对：设备码的前后须用“-”“/”“.”或“_”隔开"},
        {"{device}-{count:4}", Reset::daily, "编号格式“{device}-{count:4}”不对：按日重新计数时，编号里须有相应的日期"},
        {"{yyyymm}-{device}-{count:4}", Reset::daily,
         "编号格式“{yyyymm}-{device}-{count:4}”不对：按日重新计数时，编号里须有相应的日期"},
        {"{yyyy}-{device}-{count:4}", Reset::monthly,
         "编号格式“{yyyy}-{device}-{count:4}”不对：按月重新计数时，编号里须有相应的日期"},
        {"{yyyy}-{device}-{count:4}", Reset::yearly, ""},
        {"{yyyymmdd}-{device}-{count:4}", Reset::never, ""},
        {"{day}-{device}-{count:4}", Reset::never, "编号格式“{day}-{device}-{count:4}”不对：没有“{day}”这一部分"},
        {"{device}-{count:0}", Reset::never, "编号格式“{device}-{count:0}”不对：没有“{count:0}”这一部分"},
        {"{device}-{count:4", Reset::never, "编号格式“{device}-{count:4”不对：没有“{count:4}”这一部分"},
        {"合同-{device}-{count:4}", Reset::never, ""},
        {"", Reset::never, "编号格式“”不对：须有且仅有一个 {device}"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.pattern);
        if (c.pattern.starts_with("合同")) {
            CHECK_FALSE(
                complaint(c.pattern, c.reset).empty());  // Letters of A–Z only: numbers are typed and read aloud.
        } else {
            CHECK(complaint(c.pattern, c.reset) == c.expected);
        }
    }
    CHECK_FALSE(complaint(std::string(61, 'A'), Reset::never).empty());
}

TEST_CASE("what is no number of a pattern is not read as one") {
    const NumberPattern pattern = pattern_of(contract, Reset::daily);
    for (const std::string_view wrong :
         {"", "HT-20261121-7K-", "HT-20261121-7K-003", "HT-20261121-7K-00003", "HT-20261121-7K-0000",
          "HT-20261131-7K-0003", "HT-20261121-7-0003", "HT-20261121-7U-0003", "HT-20261121-7K0A1-0003",
          "XX-20261121-7K-0003", "HT-20261121-7K-0003x", "HT-2026112-7K-0003", "HT-20261121-7K-99999999999999999999"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_number(pattern, wrong));
    }
    // As people read codes aloud and write them down.
    const auto parsed = parse_number(pattern, "HT-20261121-oL-12345");
    REQUIRE(parsed);
    CHECK(parsed->device_code == "01");
    CHECK(parsed->count == 12'345);
    CHECK(parsed->date == Date{2026, 11, 21});
}

TEST_CASE("device codes are short, different from each other, and read back") {
    std::set<std::string> codes;
    const std::vector<std::uint32_t> borders = {0, 1, 1'023, 1'024, 1'025, 33'791, 33'792, 33'793, 1'082'367};
    for (std::uint32_t index = 0; index < 40'000; ++index) {
        const std::string code = device_code(index);
        CHECK(codes.insert(code).second);
        CHECK(index_of_device_code(code) == index);
    }
    for (const std::uint32_t index : borders) {
        CAPTURE(index);
        const std::string code = device_code(index);
        CHECK(code.size() == (index < 1'024 ? 2 : index < 33'792 ? 3 : 4));
        CHECK(index_of_device_code(code) == index);
    }
    CHECK(device_code(1'082'368).empty());
    CHECK_FALSE(index_of_device_code("7"));
    CHECK_FALSE(index_of_device_code("7KAAA"));
    CHECK_FALSE(index_of_device_code("7-"));
}

TEST_CASE("devices that never meet give no number twice, whatever their clocks do, and each counts upwards") {
    constexpr std::uint64_t seed = 9;
    const std::vector<std::pair<std::string_view, Reset>> patterns = {{contract, Reset::daily},
                                                                      {"{yyyymm}-{device}-{count:1}", Reset::monthly},
                                                                      {"{yyyy}.{device}.{count:3}", Reset::yearly},
                                                                      {"A_{device}_{count:2}", Reset::never},
                                                                      {"{count:1}-{device}-{yyyymmdd}", Reset::daily},
                                                                      {"{yymm}-{device}-{count:2}", Reset::monthly}};
    for (std::uint64_t i = 0; i < 120; ++i) {
        CAPTURE(seed + i);
        simulation::SeededRandom random(seed + i);
        const auto& [text, reset] = patterns[static_cast<std::size_t>(random.below(patterns.size()))];
        const NumberPattern pattern = pattern_of(text, reset);
        // Codes of all sizes, neighbours among them.
        std::vector<std::uint32_t> devices = {0, 1, 32, 1'023, 1'024, 1'056, 33'792};
        std::vector<NumberingState> states(devices.size());
        std::vector<std::string> last(devices.size());
        std::vector<std::string> last_period(devices.size());
        std::set<std::string> numbers;
        for (int step = 0; step < 400; ++step) {
            const auto device = static_cast<std::size_t>(random.below(devices.size()));
            // A wrong clock jumps to and fro over the end of a year.
            const Date date =
                date_of_days(days_since_epoch({2026, 12, 20}) + static_cast<std::int64_t>(random.below(40)));
            const std::string code = device_code(devices[device]);
            auto [number, state] = next_number(pattern, date, code, states[device]);
            CAPTURE(number);
            CHECK(numbers.insert(number).second);
            const auto parsed = parse_number(pattern, number);
            REQUIRE(parsed);
            CHECK(parsed->device_code == code);
            CHECK(parsed->count == state.counts[period_of(pattern, date)]);
            CHECK(state.counts[period_of(pattern, date)] == states[device].counts[period_of(pattern, date)] + 1);
            states[device] = std::move(state);
        }
    }
}

TEST_CASE("a device's numbers sort as they were given, and a new period counts from one") {
    const NumberPattern pattern = pattern_of(contract, Reset::daily);
    NumberingState state;
    std::string last;
    for (int day = 20; day <= 23; ++day) {
        for (std::uint64_t count = 1; count <= 30; ++count) {
            auto [number, next] = next_number(pattern, {2026, 11, day}, "7K", std::move(state));
            state = std::move(next);
            CHECK(number > last);
            CHECK(parse_number(pattern, number)->count == count);
            last = number;
        }
    }
    CHECK(state.counts.size() == 4);
}
