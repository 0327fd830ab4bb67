#include "app/model/siblings.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

RecordId record_id(std::uint8_t number) {
    RecordId id;
    id.bytes.back() = number;
    return id;
}

const Field one{.id = 9, .name = "is_primary", .kind = kind::YesNo{}, .one_of_siblings = true};

// What changes, as "1- 2+".
std::string settle(const std::vector<std::pair<std::uint8_t, bool>>& contacts, std::optional<std::uint8_t> chosen) {
    std::vector<Record> siblings;
    for (const auto& [number, is_one] : contacts) {
        siblings.push_back({record_id(number), 3, {}});
        if (is_one) {
            siblings.back().fields[one.id].value = true;
        }
    }
    std::string text;
    const auto chosen_id = chosen ? std::optional(record_id(*chosen)) : std::nullopt;
    for (const auto& [id, is_one] : outdated_siblings(one, siblings, chosen_id)) {
        text += (text.empty() ? "" : " ") + std::to_string(id.bytes.back()) + (is_one ? "+" : "-");
    }
    return text;
}

}  // namespace

TEST_CASE("exactly one among siblings is the one [S06]") {
    CHECK(settle({}, std::nullopt).empty());
    CHECK(settle({{1, false}}, std::nullopt) == "1+");
    CHECK(settle({{2, false}, {1, false}}, std::nullopt) == "1+");
    CHECK(settle({{1, true}, {2, false}}, std::nullopt).empty());
    CHECK(settle({{1, true}, {2, true}}, 2) == "1-");
    CHECK(settle({{1, true}, {2, true}}, std::nullopt) == "2-");
    CHECK(settle({{1, false}, {2, true}}, std::nullopt).empty());
}

TEST_CASE("records are the same together when all of the fields are filled in and alike [S02]") {
    const Catalogue catalogue = catalogue::core();
    const RecordType& report = *catalogue.find("daily_report");
    Record record{.id = record_id(1), .type = report.id, .fields = {}};
    record.fields[find_field(report, "day")->id].value = std::int64_t{20'778};
    CHECK(key_together(report, record).empty());
    record.fields[find_field(report, "reporter")->id].value = record_id(7);
    const std::string key = key_together(report, record);
    CHECK_FALSE(key.empty());
    record.fields[find_field(report, "day")->id].value = std::int64_t{20'779};
    CHECK(key_together(report, record) != key);
    CHECK(key_together(*catalogue.find("customer"), record).empty());
}

}  // namespace xingke::model
