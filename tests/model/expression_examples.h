// For the tests of expressions: a small catalogue with every kind of field, records of it, and random well-typed
// expressions over it.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/expression_evaluate.h"
#include "tests/simulation/seeded_random.h"

namespace xingke::model::examples {

constexpr TypeId user_id = 1, customer_id = 10, complaint_id = 11;

inline std::vector<Option> stage_options() {
    return {{"new", {"新", "New"}}, {"won", {"成交", "Won"}}, {"lost", {"输单", "Lost"}}};
}
inline std::vector<Option> tag_options() {
    return {{"vip", {"贵宾", "VIP"}}, {"export", {"出口", "Export"}}, {"debt", {"欠款", "In debt"}}};
}

// One customer refers to another (its head office); complaints refer to a customer.
inline Catalogue catalogue() {
    const auto text = [](FieldId id, const char* name, const char* chinese) {
        return Field{.id = id, .name = name, .title = {chinese, name}};
    };
    const auto field = [&](FieldId id, const char* name, const char* chinese, Kind kind) {
        Field made = text(id, name, chinese);
        made.kind = std::move(kind);
        return made;
    };
    return Catalogue(
        1,
        {{.id = user_id, .name = "user", .title = {"用户", "User"}, .fields = {text(1, "name", "姓名")}},
         {.id = customer_id,
          .name = "customer",
          .title = {"客户", "Customer"},
          .fields = {text(1, "name", "客户名称"), field(2, "stage", "阶段", kind::Choice{stage_options()}),
                     field(3, "amount", "金额", kind::Money{}), field(4, "growth", "成长率", kind::Percent{}),
                     field(5, "visits", "拜访次数", kind::Number{}), field(6, "founded", "成立日期", kind::Date{}),
                     field(7, "called", "来电时间", kind::DateTime{}), field(8, "is_key", "重点", kind::YesNo{}),
                     field(9, "tags", "标签", kind::Choices{tag_options()}),
                     field(10, "head_office", "总部", kind::Reference{"customer"}),
                     field(11, "place", "位置", kind::Place{}), text(12, "full name", "全 称")}},
         {.id = complaint_id,
          .name = "complaint",
          .title = {"投诉", "Complaint"},
          .fields = {field(1, "customer", "客户", kind::Reference{"customer", true}),
                     field(2, "stage", "程度", kind::Choice{stage_options()}), field(3, "cost", "损失", kind::Money{}),
                     field(4, "pieces", "件数", kind::Number{}), field(5, "closed", "已关闭", kind::YesNo{}),
                     field(6, "opened", "日期", kind::Date{}), text(7, "remark", "说明")}}});
}

class RandomWorld {
public:
    explicit RandomWorld(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
    bool one_in(std::size_t count) { return below(count) == 0; }

    std::int64_t number() {
        static constexpr std::int64_t edges[] = {0,
                                                 1,
                                                 -1,
                                                 2,
                                                 3,
                                                 7,
                                                 100,
                                                 10'000,
                                                 INT64_MAX,
                                                 INT64_MIN,
                                                 719'162,
                                                 -719'163,
                                                 20'778,
                                                 20'779,
                                                 2'932'896,
                                                 2'932'897,
                                                 INT64_MAX / 2,
                                                 INT64_MIN / 2 - 1,
                                                 86'400'000,
                                                 -86'400'001,
                                                 1'795'000'000'000};
        return one_in(3) ? static_cast<std::int64_t>(random_.below(2000)) - 1000 : edges[below(std::size(edges))];
    }
    std::string text() {
        static const std::vector<std::string> pool = {"",
                                                      "a",
                                                      "A",
                                                      "ab",
                                                      "won",
                                                      "new",
                                                      "思优特",
                                                      "思优",
                                                      "ｓｙｔ",
                                                      "SYT",
                                                      "é",
                                                      "É",
                                                      "👨‍👩‍👧",
                                                      "\n",
                                                      "\"\\",
                                                      "“x”",
                                                      "10086",
                                                      "行 客",
                                                      "vip",
                                                      "\x7f",
                                                      std::string("a\0b", 3)};
        return pool[below(pool.size())];
    }
    RecordId id() {
        RecordId id;
        id.bytes[0] = static_cast<std::uint8_t>(1 + below(6));
        return id;
    }
    Elements elements() {
        Elements elements;
        for (const Option& option : tag_options()) {
            if (one_in(2)) {
                elements.push_back(option.key);
            }
        }
        std::ranges::sort(elements);
        return elements;
    }

    Value value(const Kind& kind) {
        if (one_in(4)) {
            return Empty{};
        }
        switch (kind_of(kind)) {
            case ExpressionKind::yes_no:
                return one_in(2);
            case ExpressionKind::text: {
                const auto* choice = std::get_if<kind::Choice>(&kind);
                return choice == nullptr ? Value(text()) : Value(choice->options[below(choice->options.size())].key);
            }
            case ExpressionKind::reference:
                return id();
            case ExpressionKind::elements:
                return elements();
            case ExpressionKind::place:
                return Position{static_cast<std::int32_t>(below(100)), 2, 3};
            default:
                return number();
        }
    }

    Record record(const RecordType& type, RecordId id) {
        Record record{.id = id, .type = type.id, .fields = {}};
        record.fields[life_field].value = std::int64_t{one_in(6) ? 2 : 1};
        for (const Field& field : type.fields) {
            if (!one_in(5)) {
                record.fields[field.id].value = value(field.kind);
            }
        }
        return record;
    }

    // A well-typed expression of a kind. `type` is the record it is about; inside a rollup there is no other rollup.
    Expression expression(ExpressionKind kind, const RecordType& type, std::size_t depth, bool may_roll_up = true) {
        if (depth == 0 || one_in(5)) {
            return leaf(kind, type);
        }
        const auto inner = [&](ExpressionKind part) { return expression(part, type, depth - 1, may_roll_up); };
        if (one_in(6) && kind != ExpressionKind::elements && kind != ExpressionKind::place) {
            const bool may_be_empty = kind != ExpressionKind::yes_no && one_in(3);
            return call(Function::if_else, {inner(ExpressionKind::yes_no), inner(kind),
                                            may_be_empty ? Expression{Literal{}} : inner(kind)});
        }
        if (one_in(6) && kind != ExpressionKind::yes_no && kind != ExpressionKind::elements &&
            kind != ExpressionKind::place) {
            return call(Function::coalesce,
                        {inner(kind), one_in(4) ? Expression{Literal{}} : inner(kind), inner(kind)});
        }
        switch (kind) {
            case ExpressionKind::yes_no:
                return condition(type, depth, may_roll_up);
            case ExpressionKind::integer:
                return integer(type, depth, may_roll_up);
            case ExpressionKind::money:
                switch (below(may_roll_up ? 6 : 5)) {
                    case 0:
                        return call(Function::add, {inner(kind), inner(kind)});
                    case 1:
                        return call(Function::subtract, {inner(kind), inner(kind)});
                    case 2:
                        return call(Function::multiply, {inner(kind), inner(ExpressionKind::integer)});
                    case 3:
                        return call(Function::percent_of, {inner(kind), inner(ExpressionKind::percent)});
                    case 4:
                        return call(Function::negate, {inner(kind)});
                    default:
                        return rollup(Rollup::Of::sum, 3, kind, type);
                }
            case ExpressionKind::percent:
                switch (below(3)) {
                    case 0:
                        return call(Function::add, {inner(kind), inner(kind)});
                    case 1:
                        return call(Function::multiply, {inner(ExpressionKind::integer), inner(kind)});
                    default:
                        return call(Function::ratio, {inner(ExpressionKind::money), inner(ExpressionKind::money)});
                }
            case ExpressionKind::date:
                switch (below(may_roll_up ? 4 : 3)) {
                    case 0:
                        return call(Function::add, {inner(kind), inner(ExpressionKind::integer)});
                    case 1:
                        return call(Function::subtract, {inner(kind), inner(ExpressionKind::integer)});
                    case 2:
                        return call(Function::date_of, {inner(ExpressionKind::date_time)});
                    default:
                        return rollup(one_in(2) ? Rollup::Of::least : Rollup::Of::most, 6, kind, type);
                }
            case ExpressionKind::text:
                return one_in(2) ? call(Function::lower, {inner(kind)})
                                 : call(Function::concat, {inner(kind), inner(kind)});
            default:
                return leaf(kind, type);
        }
    }

private:
    static Expression call(Function function, std::vector<Expression> arguments) {
        return {Call{function, std::move(arguments)}};
    }

    Expression literal(ExpressionKind kind) {
        switch (kind) {
            case ExpressionKind::yes_no:
                return {Literal{kind, one_in(2)}};
            case ExpressionKind::reference:
                return {Literal{kind, id()}};
            case ExpressionKind::text: {
                std::string content = text();
                return {Literal{kind, content.empty() ? std::string("w") : content}};
            }
            default:
                return {Literal{kind, number()}};
        }
    }

    Expression leaf(ExpressionKind kind, const RecordType& type) {
        if (kind == ExpressionKind::date && one_in(5)) {
            return call(Function::today, {});
        }
        if (kind == ExpressionKind::date_time && one_in(3)) {
            return call(Function::now, {});
        }
        std::vector<FieldPath> paths;
        for (const Field& field : type.fields) {
            // Choices beside free text would need options; they have a comparison of their own.
            const bool is_choice = std::holds_alternative<kind::Choice>(field.kind);
            // References to one type only, so that every two of them may be compared.
            const auto* link = std::get_if<kind::Reference>(&field.kind);
            if (kind_of(field.kind) == kind && !is_choice && (link == nullptr || link->type == "customer")) {
                paths.push_back({{field.id}, kind});
            }
        }
        const bool has_literal = kind != ExpressionKind::elements && kind != ExpressionKind::place;
        if (paths.empty() || (has_literal && one_in(3))) {
            return literal(kind);
        }
        if (kind == ExpressionKind::text && one_in(6)) {
            return {FieldPath{{me_step, 1}, kind}};
        }
        FieldPath path = paths[below(paths.size())];
        if (type.id == customer_id && one_in(4)) {
            path.steps.insert(path.steps.begin(), one_in(3) ? std::size_t{2} : std::size_t{1}, FieldId{10});
        }
        return {path};
    }

    Expression rollup(Rollup::Of of, FieldId field, ExpressionKind kind, const RecordType& type) {
        if (type.id != customer_id) {
            return leaf(kind, type);
        }
        Rollup rollup{.of = of, .child = complaint_id, .via = 1};
        const Catalogue all = catalogue();
        const RecordType& child = *all.find(complaint_id);
        if (of != Rollup::Of::count) {
            rollup.value.push_back(one_in(2) ? Expression{FieldPath{{field}, kind}}
                                             : expression(kind, child, 1, false));
        }
        if (one_in(2)) {
            rollup.where.push_back(expression(ExpressionKind::yes_no, child, 2, false));
        }
        return {rollup};
    }

    Expression condition(const RecordType& type, std::size_t depth, bool may_roll_up) {
        static constexpr ExpressionKind scalars[] = {ExpressionKind::integer, ExpressionKind::money,
                                                     ExpressionKind::percent, ExpressionKind::date,
                                                     ExpressionKind::text,    ExpressionKind::date_time};
        const ExpressionKind kind = scalars[below(std::size(scalars))];
        const auto inner = [&](ExpressionKind part) { return expression(part, type, depth - 1, may_roll_up); };
        const ExpressionKind yes_no = ExpressionKind::yes_no;
        switch (below(11)) {
            case 0:
                return call(Function::logical_and, {inner(yes_no), inner(yes_no), inner(yes_no)});
            case 1:
                return call(Function::logical_or, {inner(yes_no), inner(yes_no)});
            case 2:
                return call(Function::logical_not, {inner(yes_no)});
            case 3:
                return call(one_in(2) ? Function::equal : Function::not_equal, {inner(kind), inner(kind)});
            case 4:
                return call(one_in(2) ? Function::equal : Function::not_equal, {inner(yes_no), inner(yes_no)});
            case 5:
                return call(one_in(2) ? Function::contains : Function::starts_with,
                            {inner(ExpressionKind::text), inner(ExpressionKind::text)});
            case 6:
                return call(Function::is_set, {inner(one_in(3) ? yes_no : kind)});
            case 7:
                return call(Function::one_of, {inner(kind), inner(kind), inner(kind)});
            case 8:
                return on_choice_or_tags(type);
            case 9:
                return call(one_in(2) ? Function::equal : Function::not_equal,
                            {leaf(ExpressionKind::reference, type),
                             one_in(4) ? Expression{Literal{}} : leaf(ExpressionKind::reference, type)});
            default: {
                static constexpr Function orders[] = {Function::less, Function::at_most, Function::greater,
                                                      Function::at_least};
                return call(orders[below(4)], {inner(kind), inner(kind)});
            }
        }
    }

    Expression on_choice_or_tags(const RecordType& type) {
        const std::vector<Option> options = stage_options();
        const auto option = [&] {
            return Expression{Literal{ExpressionKind::text, options[below(options.size())].key}};
        };
        const Expression stage{FieldPath{{2}, ExpressionKind::text}};
        if (type.id != customer_id || one_in(2)) {
            return one_in(2) ? call(one_in(2) ? Function::equal : Function::not_equal, {stage, option()})
                             : call(Function::one_of, {stage, option(), option()});
        }
        const std::vector<Option> tags = tag_options();
        return call(Function::has, {{FieldPath{{9}, ExpressionKind::elements}},
                                    {Literal{ExpressionKind::text, tags[below(tags.size())].key}}});
    }

    Expression integer(const RecordType& type, std::size_t depth, bool may_roll_up) {
        const auto inner = [&](ExpressionKind part) { return expression(part, type, depth - 1, may_roll_up); };
        const ExpressionKind kind = ExpressionKind::integer;
        switch (below(may_roll_up ? 11 : 9)) {
            case 0:
                return call(Function::add, {inner(kind), inner(kind)});
            case 1:
                return call(Function::subtract, {inner(kind), inner(kind)});
            case 2:
                return call(Function::multiply, {inner(kind), inner(kind)});
            case 3:
                return call(Function::days_between, {inner(ExpressionKind::date), inner(ExpressionKind::date)});
            case 4:
                return call(Function::hours_between,
                            {inner(ExpressionKind::date_time), inner(ExpressionKind::date_time)});
            case 5:
                return call(one_in(3)   ? Function::year
                            : one_in(2) ? Function::month
                                        : Function::day,
                            {inner(ExpressionKind::date)});
            case 6:
                return call(Function::length, {inner(ExpressionKind::text)});
            case 7:
                return type.id == customer_id ? call(Function::length, {{FieldPath{{9}, ExpressionKind::elements}}})
                                              : leaf(kind, type);
            case 8:
                return call(Function::subtract, {inner(ExpressionKind::date), inner(ExpressionKind::date)});
            case 9:
                return rollup(Rollup::Of::count, 0, kind, type);
            default:
                return rollup(one_in(3)   ? Rollup::Of::sum
                              : one_in(2) ? Rollup::Of::least
                                          : Rollup::Of::most,
                              4, kind, type);
        }
    }

    simulation::SeededRandom random_;
};

// Records in memory, as the other records of an expression.
class Records : public RecordSource {
public:
    const Record* find(RecordId id) const override {
        const auto found = records.find(id);
        return found == records.end() ? nullptr : &found->second;
    }
    std::vector<Record> children(TypeId child, FieldId via, RecordId parent) const override {
        std::vector<Record> found;
        for (const auto& [id, record] : records) {
            if (record.type == child && value_of(record, via) == Value(parent)) {
                found.push_back(record);
            }
        }
        return found;
    }
    std::map<RecordId, Record> records;
};

}  // namespace xingke::model::examples
