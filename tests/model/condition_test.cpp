#include "app/model/condition.h"

#include <doctest/doctest.h>

#include "app/model/record.h"
#include "app/model/record_type.h"

using namespace xingke::model;

namespace {

const RecordType type = {
    .name = "thing",
    .fields = {{.id = 1, .name = "stage", .kind = kind::Choice{{{"won", {"成", "Won"}}, {"lost", {"败", "Lost"}}}}},
               {.id = 2, .name = "is_key", .kind = kind::YesNo{}}},
};

Record record_with(FieldId field, Value value) {
    Record record;
    record.fields[field] = {std::move(value), 0};
    return record;
}

}  // namespace

TEST_CASE("a condition holds when all its terms do") {
    using Test = Condition::Test;
    struct Case {
        std::vector<Condition::Term> terms;
        Record record;
        bool expected;
    };
    const std::vector<Case> cases = {
        {{}, {}, true},
        {{{"stage", Test::is, "won"}}, record_with(1, std::string("won")), true},
        {{{"stage", Test::is, "won"}}, record_with(1, std::string("lost")), false},
        {{{"stage", Test::is, "won"}}, {}, false},
        {{{"stage", Test::is_not, "won"}}, {}, true},
        {{{"stage", Test::is_set, ""}}, record_with(1, std::string("lost")), true},
        {{{"stage", Test::is_set, ""}}, record_with(1, std::string()), false},
        {{{"stage", Test::is_not_set, ""}}, {}, true},
        {{{"is_key", Test::is, "yes"}}, record_with(2, true), true},
        {{{"is_key", Test::is, "yes"}}, {}, false},
        {{{"is_key", Test::is, "no"}}, {}, true},
        {{{"stage", Test::is, "won"}, {"is_key", Test::is, "yes"}}, record_with(1, std::string("won")), false},
        {{{"no_such_field", Test::is_not, "x"}}, {}, false},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CHECK(holds(Condition{c.terms}, type, c.record) == c.expected);
    }
}
