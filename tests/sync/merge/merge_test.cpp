#include "sync/merge/merge.h"

#include <random>

#include <doctest/doctest.h>

namespace xingke::merge {
namespace {

using model::Elements;
using model::Empty;
using model::FieldState;
using model::MergeRule;
using model::Operation;
using model::Value;

Value text(const char* value) {
    return std::string(value);
}

}  // namespace

TEST_CASE("a register: who had seen the current version replaces it, who had not leaves a sibling") {
    struct Case {
        std::string what;
        FieldState current;
        Incoming incoming;
        Meeting meeting;
        Value value;
    };
    const Case cases[] = {
        {"the first value", {Empty{}, 0}, {Operation::set, text("甲"), 0, false}, Meeting::applied, text("甲")},
        {"seen before", {text("甲"), 5}, {Operation::set, text("乙"), 5, false}, Meeting::applied, text("乙")},
        {"seen long before", {text("甲"), 5}, {Operation::set, text("乙"), 9, false}, Meeting::applied, text("乙")},
        {"not seen", {text("甲"), 6}, {Operation::set, text("乙"), 5, false}, Meeting::sibling, text("甲")},
        {"not seen, but one's own",
         {text("甲"), 6},
         {Operation::set, text("乙"), 5, true},
         Meeting::applied,
         text("乙")},
        {"not seen, but equal",
         {text("甲"), 6},
         {Operation::set, text("甲"), 5, false},
         Meeting::unchanged,
         text("甲")},
        {"cleared", {text("甲"), 5}, {Operation::set, Empty{}, 5, false}, Meeting::applied, Empty{}},
        {"cleared while another wrote",
         {text("甲"), 6},
         {Operation::set, Empty{}, 5, false},
         Meeting::sibling,
         text("甲")},
    };
    for (const Case& one : cases) {
        INFO(one.what);
        const Merged merged = merge(MergeRule::value, one.current, one.incoming);
        CHECK(merged.meeting == one.meeting);
        CHECK((merged.value == one.value));
    }
}

TEST_CASE("elements join and leave one by one, whatever others did meanwhile") {
    const FieldState current{Elements{"a", "c"}, 9};
    const auto add = merge(MergeRule::elements, current, {Operation::add, text("b"), 1, false});
    CHECK(add.meeting == Meeting::applied);
    CHECK((add.value == Value(Elements{"a", "b", "c"})));
    const auto again = merge(MergeRule::elements, current, {Operation::add, text("a"), 1, false});
    CHECK(again.meeting == Meeting::unchanged);
    const auto gone = merge(MergeRule::elements, current, {Operation::remove, text("a"), 1, false});
    CHECK((gone.value == Value(Elements{"c"})));
    const auto last = merge(MergeRule::elements, {Elements{"a"}, 2}, {Operation::remove, text("a"), 1, false});
    CHECK((last.value == Value(Empty{})));
}

TEST_CASE("applying a change twice is the same as once") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 generator(seed);
    const Value values[] = {Empty{}, text("a"), text("b"), text("c")};
    for (int i = 0; i < 2000; ++i) {
        const bool is_set = generator() % 2 == 0;
        const auto rule = is_set ? MergeRule::elements : MergeRule::value;
        const FieldState current{is_set ? Value(Elements{"b"}) : values[generator() % 4], generator() % 5};
        const Incoming incoming{is_set ? static_cast<Operation>(1 + generator() % 2) : Operation::set,
                                is_set ? values[1 + generator() % 3] : values[generator() % 4], generator() % 5,
                                generator() % 2 == 0};
        const Merged once = merge(rule, current, incoming);
        if (once.meeting == Meeting::applied) {
            const Merged twice = merge(rule, {once.value, 9}, incoming);
            CHECK(twice.meeting == Meeting::unchanged);
            CHECK((twice.value == once.value));
        } else {
            CHECK((once.value == current.value));
        }
    }
}

}  // namespace xingke::merge
