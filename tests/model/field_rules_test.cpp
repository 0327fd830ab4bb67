#include "app/model/field_rules.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Catalogue sales() {
    return Catalogue(1, {{
                             .id = 1,
                             .name = "sale",
                             .title = {"销售", "Sale"},
                             .title_plural = {"销售", "Sales"},
                             .label_field = "name",
                             .fields = {{.id = 1, .name = "name", .title = {"名称", "Name"}},
                                        {.id = 2, .name = "amount", .title = {"金额", "Amount"}, .kind = kind::Money{}},
                                        {.id = 3, .name = "rate", .title = {"赢率", "Rate"}, .kind = kind::Percent{}},
                                        {.id = 4,
                                         .name = "expected",
                                         .title = {"预计", "Expected"},
                                         .kind = kind::Money{},
                                         .computed = "percent_of(amount, rate)"},
                                        {.id = 5,
                                         .name = "is_large",
                                         .title = {"大额", "Large"},
                                         .kind = kind::YesNo{},
                                         .computed = "expected >= 1000"},
                                        {.id = 6,
                                         .name = "reason",
                                         .title = {"说明", "Reason"},
                                         .visible_when = "amount > 0",
                                         .required_when = "is_large"}},
                             .source = "S02",
                         },
                         {.id = 2,
                          .name = "user",
                          .title = {"用户", "User"},
                          .title_plural = {"用户", "Users"},
                          .label_field = "name",
                          .fields = {{.id = 1, .name = "name", .title = {"姓名", "Name"}}},
                          .source = "S06"}});
}

Record record_of(Value amount, Value rate) {
    Record record{.id = {}, .type = 1, .fields = {}};
    record.fields[2].value = std::move(amount);
    record.fields[3].value = std::move(rate);
    return record;
}

}  // namespace

TEST_CASE("computed fields follow from the others, later ones from earlier ones") {
    struct Case {
        Value amount, rate, expected, is_large;
    };
    const std::vector<Case> cases = {
        {std::int64_t{1'000'000}, std::int64_t{1'000}, std::int64_t{100'000}, true},
        {std::int64_t{999'900}, std::int64_t{1'000}, std::int64_t{99'990}, false},
        {Empty{}, std::int64_t{1'000}, Empty{}, false},
        {std::int64_t{INT64_MAX}, std::int64_t{20'000}, Empty{}, false},
    };
    const Catalogue catalogue = sales();
    CHECK(self_check(catalogue).empty());
    const RecordType& type = catalogue.types().front();
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        Record record = record_of(c.amount, c.rate);
        for (auto& [field, value] : outdated_values(type, record)) {
            record.fields[field].value = std::move(value);
        }
        CHECK(value_of(record, 4) == c.expected);
        CHECK(value_of(record, 5) == c.is_large);
        CHECK(outdated_values(type, record).empty());
    }
}

TEST_CASE("what is computed is nobody's to type") {
    const Catalogue catalogue = sales();
    for (const Field& field : catalogue.types().front().fields) {
        CHECK(is_typed(field) == !(field.computed.is_given() || field.set_by_app));
    }
}

TEST_CASE("a field is shown and required as its rules say") {
    const Catalogue catalogue = sales();
    const Field& reason = *find_field(catalogue.types().front(), "reason");
    Record record = record_of(std::int64_t{0}, std::int64_t{0});
    CHECK_FALSE(is_shown(reason, record));
    CHECK_FALSE(is_required(reason, record));
    record.fields[2].value = std::int64_t{1};
    CHECK(is_shown(reason, record));
    record.fields[5].value = true;
    CHECK(is_required(reason, record));
}
