// Queries against a naive oracle: the same records in memory, filtered and sorted by plain code.
#include "app/store/query_sql.h"

#include <algorithm>
#include <map>

#include "app/base/text.h"
#include "app/model/expression_parse.h"
#include "app/store/pinyin.h"
#include "tests/simulation/seeded_random.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;
using namespace xingke::store::small;
using model::Filter;
using model::Value;
using simulation::SeededRandom;

namespace {

constexpr std::uint32_t row_count = 20'000;

std::string random_name(SeededRandom& random) {
    static constexpr std::string_view parts[] = {"华", "兴", "安", "昂", "科技", "A",
                                                 "b",  "１", "é",  "张", "王",   "重庆"};
    std::string name;
    for (std::uint64_t i = random.below(5); i > 0; --i) {
        name += parts[random.below(std::size(parts))];
    }
    return name;
}

Value random_value(SeededRandom& random, model::FieldId field) {
    if (random.below(5) == 0) {
        return model::Empty{};
    }
    switch (field) {
        case customer_field::name:
        case customer_field::note:
            return random_name(random);
        case customer_field::phone:
            return std::to_string(random.below(40));
        case customer_field::stage: {
            static constexpr std::string_view stages[] = {"new", "talking", "won", "lost", "gone"};
            return std::string(stages[random.below(5)]);
        }
        case customer_field::tags: {
            model::Elements tags;
            for (const char* tag : {"a", "b", "c"}) {
                if (random.below(2) == 0) {
                    tags.emplace_back(tag);
                }
            }
            return tags;
        }
        case customer_field::key_account:
            return random.below(2) == 0;
        case customer_field::place:
            return model::Position{static_cast<std::int32_t>(random.below(3)), 0, 0};
        case customer_field::group:
            return id(static_cast<std::uint32_t>(random.below(50)) + 1);
        default:
            return static_cast<std::int64_t>(random.below(60)) - 20;
    }
}

constexpr model::FieldId value_fields[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, model::common_field::updated};

class Oracle {
public:
    explicit Oracle(std::map<RecordId, model::Record> records) : records_(std::move(records)) {}

    const model::Record& record(RecordId record) const { return records_.at(record); }

    std::vector<RecordId> answer(const model::Query& query) const {
        std::vector<RecordId> found;
        for (const auto& [record_id, record] : records_) {
            const auto life = std::get<std::int64_t>(model::value_of(record, model::life_field));
            const bool is_wanted = query.deleted ? life > 0 && life % 2 == 0 : life % 2 == 1;
            if (is_wanted &&
                std::ranges::all_of(query.filters, [&](const Filter& filter) { return passes(record, filter); })) {
                found.push_back(record_id);
            }
        }
        return sorted(query, found);
    }

    std::string label(const Value& reference) const {
        const auto* const target = std::get_if<RecordId>(&reference);
        const auto found = target == nullptr ? records_.end() : records_.find(*target);
        if (found == records_.end()) {
            return "";
        }
        const auto* const name = std::get_if<std::string>(&model::value_of(found->second, customer_field::name));
        return name == nullptr ? "" : *name;
    }

private:
    static bool passes(const model::Record& record, const Filter& filter) {
        const Value& value = model::value_of(record, filter.field);
        const auto* const text = std::get_if<std::string>(&filter.value);
        const bool is_same_kind = value.index() == filter.value.index();
        const bool is_ordered =
            is_same_kind && (std::holds_alternative<std::string>(value) || std::holds_alternative<bool>(value) ||
                             std::holds_alternative<std::int64_t>(value));
        switch (filter.test) {
            case Filter::Test::equals:
                return std::holds_alternative<model::Empty>(filter.value) ? model::is_empty(value)
                                                                          : value == filter.value;
            case Filter::Test::not_equals:
                return std::holds_alternative<model::Empty>(filter.value) ? !model::is_empty(value)
                                                                          : value != filter.value;
            case Filter::Test::contains:
                if (const auto* const own = std::get_if<std::string>(&value); own != nullptr && text != nullptr) {
                    return fold(*own).find(fold(*text)) != std::string::npos;
                }
                if (const auto* const elements = std::get_if<model::Elements>(&value);
                    elements != nullptr && text != nullptr) {
                    return std::ranges::find(*elements, *text) != elements->end();
                }
                return false;
            case Filter::Test::less:
                return is_ordered && value < filter.value;
            case Filter::Test::at_most:
                return is_ordered && value <= filter.value;
            case Filter::Test::greater:
                return is_ordered && value > filter.value;
            case Filter::Test::at_least:
                return is_ordered && value >= filter.value;
            case Filter::Test::is_empty:
                return model::is_empty(value);
            case Filter::Test::is_set:
                return !model::is_empty(value);
        }
        return false;
    }

    // Empty first; then what the form says.
    std::pair<int, std::string> sort_key(const model::Record& record, model::FieldId field) const {
        const Value& value = model::value_of(record, field);
        if (std::holds_alternative<model::Empty>(value)) {
            return {field == customer_field::group || field == customer_field::name ? 0 : -1000, ""};
        }
        if (field == customer_field::name) {
            const std::string& name = std::get<std::string>(value);
            return {1, pinyin_sort_key(name) + '\0' + name};
        }
        if (field == customer_field::group) {
            const std::string name = label(value);
            const bool is_empty = !has_label(value);
            const auto& bytes = std::get<RecordId>(value).bytes;
            const std::string tie(bytes.begin(), bytes.end());  // two of one name are not mixed
            return {is_empty ? 0 : 1, is_empty ? tie : pinyin_sort_key(name) + '\0' + name + '\0' + tie};
        }
        if (field == customer_field::stage) {
            static constexpr std::string_view stages[] = {"new", "talking", "won", "lost"};
            const auto* const found = std::ranges::find(stages, std::get<std::string>(value));
            return {static_cast<int>(found - std::begin(stages)), ""};
        }
        if (const auto* const text = std::get_if<std::string>(&value)) {
            return {0, *text};
        }
        if (const auto* const number = std::get_if<std::int64_t>(&value)) {
            return {static_cast<int>(*number), ""};
        }
        if (const auto* const yes = std::get_if<bool>(&value)) {
            return {*yes ? 1 : 0, ""};
        }
        std::string joined;
        if (const auto* const elements = std::get_if<model::Elements>(&value)) {
            for (const std::string& element : *elements) {
                joined += (joined.empty() ? "\n" : "") + element + "\n";
            }
        }
        return {0, joined};
    }

    bool has_label(const Value& reference) const {
        const auto found = records_.find(std::get<RecordId>(reference));
        return found != records_.end() &&
               std::holds_alternative<std::string>(model::value_of(found->second, customer_field::name));
    }

    std::vector<RecordId> sorted(const model::Query& query, const std::vector<RecordId>& found) const {
        struct Keyed {
            RecordId record;
            std::vector<std::pair<int, std::string>> keys;
        };
        std::vector<Keyed> rows;
        for (const RecordId& record_id : found) {
            Keyed& row = rows.emplace_back(Keyed{record_id, {}});
            for (const model::Sort& sort : query.sorts) {
                row.keys.push_back(sort_key(records_.at(record_id), sort.field));
            }
        }
        const bool ids_descend = !query.sorts.empty() && query.sorts.back().descending;
        std::ranges::sort(rows, [&](const Keyed& a, const Keyed& b) {
            for (std::size_t i = 0; i < query.sorts.size(); ++i) {
                if (a.keys[i] != b.keys[i]) {
                    return query.sorts[i].descending ? b.keys[i] < a.keys[i] : a.keys[i] < b.keys[i];
                }
            }
            return ids_descend ? b.record < a.record : a.record < b.record;
        });
        std::vector<RecordId> records;
        for (const Keyed& row : rows) {
            records.push_back(row.record);
        }
        return records;
    }

    std::map<RecordId, model::Record> records_;
};

model::Query random_query(SeededRandom& random) {
    model::Query query{.type = customer};
    for (std::uint64_t i = random.below(3); i > 0; --i) {
        const model::FieldId field = value_fields[random.below(std::size(value_fields))];
        Filter filter{field, static_cast<Filter::Test>(random.below(9)), random_value(random, field)};
        if (filter.test == Filter::Test::contains && random.below(2) == 0) {
            filter.value = std::string(random.below(2) == 0 ? "a" : "技ａ");
        }
        if (random.below(12) == 0) {
            filter.value = random_value(random, value_fields[random.below(std::size(value_fields))]);
        }
        query.filters.push_back(std::move(filter));
    }
    for (std::uint64_t i = random.below(3); i > 0; --i) {
        const model::FieldId field = value_fields[random.below(std::size(value_fields))];
        const bool is_known = std::ranges::find(query.sorts, field, &model::Sort::field) != query.sorts.end();
        if (field != customer_field::place && !is_known) {
            query.sorts.push_back({field, random.below(2) == 0});
        }
    }
    query.deleted = random.below(8) == 0;
    query.first = static_cast<std::int64_t>(random.below(4) == 0 ? random.below(row_count) : random.below(30));
    query.count = static_cast<std::int64_t>(random.below(60));
    return query;
}

}  // namespace

TEST_CASE("queries answer as plain code over 20,000 records does") {
    const std::uint64_t seed = 42;
    CAPTURE(seed);
    SeededRandom random(seed);
    Fixture fixture;
    Store& store = *fixture.store;
    std::map<RecordId, model::Record> records;
    {
        auto transaction = Transaction::begin(store.database());
        REQUIRE(transaction);
        for (std::uint32_t i = 1; i <= row_count; ++i) {
            model::Record record{.id = id(i), .type = customer};
            record.fields[model::life_field] = {static_cast<std::int64_t>(random.below(10) == 0 ? 2 : 1), 1};
            for (const model::FieldId field : value_fields) {
                record.fields[field] = {random_value(random, field), 1};
            }
            REQUIRE(
                store.write(customer, record.id, std::vector<FieldWrite>(record.fields.begin(), record.fields.end())));
            records[record.id] = std::move(record);
        }
        REQUIRE(transaction->commit());
    }
    const Oracle oracle(std::move(records));
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        const model::Query query = random_query(random);
        const std::vector<RecordId> expected = oracle.answer(query);
        const auto page = store.page(query);
        REQUIRE_MESSAGE(page.has_value(), (page.has_value() ? "" : page.error().detail));
        REQUIRE(page->total == static_cast<std::int64_t>(expected.size()));
        const auto first = std::min<std::size_t>(static_cast<std::size_t>(query.first), expected.size());
        const auto count = std::min<std::size_t>(static_cast<std::size_t>(query.count), expected.size() - first);
        REQUIRE(page->rows.size() == count);
        for (std::size_t i = 0; i < count; ++i) {
            const model::Row& row = page->rows[i];
            REQUIRE(row.id == expected[first + i]);
            const model::Record& record = oracle.record(row.id);
            CHECK(row.values[7] == model::value_of(record, customer_field::note));
            CHECK(row.values[9] == model::value_of(record, customer_field::group));
            CHECK(row.labels[9] == oracle.label(row.values[9]));
        }
    }
}

namespace {

std::vector<FieldWrite> random_edit(SeededRandom& random) {
    std::vector<FieldWrite> writes;
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
        const model::FieldId field = value_fields[random.below(std::size(value_fields))];
        writes.emplace_back(field, model::FieldState{random_value(random, field), 2});
    }
    if (random.below(6) == 0) {
        writes.emplace_back(model::life_field, model::FieldState{static_cast<std::int64_t>(1 + random.below(2)), 2});
    }
    return writes;
}

// Some records made, changed, deleted or erased; now and then all of it is rolled back.
void edit_some(Store& store, SeededRandom& random) {
    auto transaction = Transaction::begin(store.database());
    REQUIRE(transaction);
    for (std::uint64_t i = random.below(5) == 0 ? 100 : random.below(4); i > 0; --i) {
        const RecordId record = id(1 + static_cast<std::uint32_t>(random.below(700)));
        if (random.below(10) == 0) {
            REQUIRE(store.erase(customer, record));
        } else {
            REQUIRE(store.write(customer, record, random_edit(random)));
        }
    }
    if (random.below(4) != 0) {
        REQUIRE(transaction->commit());
    }
}

}  // namespace

TEST_CASE("an order that was kept over edits and rollbacks is the one that sorting anew gives") {
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    SeededRandom random(seed);
    Fixture fixture;
    Store& store = *fixture.store;
    for (std::uint32_t i = 1; i <= 600; ++i) {
        REQUIRE(fixture.put(customer, id(i), random_edit(random)));
    }
    std::vector<model::Query> queries;
    for (int i = 0; i < 6; ++i) {
        queries.push_back(random_query(random));
    }
    for (int round = 0; round < 600; ++round) {
        CAPTURE(round);
        edit_some(store, random);
        model::Query& query = queries[random.below(queries.size())];
        if (random.below(20) == 0) {
            query = random_query(random);
            query.search = random.below(4) == 0 ? "华" : "";
        }
        query.first = static_cast<std::int64_t>(random.below(500));
        query.count = 1 + static_cast<std::int64_t>(random.below(60));
        const auto kept = store.page(query);
        REQUIRE(kept);
        // Inside a transaction nothing is kept.
        const auto transaction = Transaction::begin(store.database());
        const auto anew = store.page(query);
        REQUIRE(anew);
        CHECK(kept->total == anew->total);
        REQUIRE(kept->rows.size() == anew->rows.size());
        for (std::size_t i = 0; i < kept->rows.size(); ++i) {
            REQUIRE(kept->rows[i].id == anew->rows[i].id);
            REQUIRE(kept->rows[i].values == anew->rows[i].values);
            REQUIRE(kept->rows[i].labels == anew->rows[i].labels);
        }
    }
}

TEST_CASE("a page holds the fields that were asked for, unknown ones empty") {
    Fixture fixture;
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("甲"), 1}}}));
    REQUIRE(fixture.put(contact, id(2),
                        {{contact_field::name, {std::string("乙"), 1}}, {contact_field::customer, {id(1), 1}}}));
    const auto page =
        fixture.store->page({.type = contact, .fields = {contact_field::customer, 999, contact_field::name}});
    REQUIRE(page);
    REQUIRE(page->rows.size() == 1);
    CHECK(page->rows[0].values == std::vector<Value>{id(1), model::Empty{}, std::string("乙")});
    CHECK(page->rows[0].labels == std::vector<std::string>{"甲", "", ""});
}

TEST_CASE("a query of an unknown type or with a filter on an unknown field is refused; such a sort is ignored") {
    Fixture fixture;
    CHECK(fixture.store->page({.type = 99}).error().fault == Fault::invalid_input);
    CHECK(fixture.store->count({.type = customer, .filters = {{999, Filter::Test::is_set, {}}}}).error().fault ==
          Fault::invalid_input);
    CHECK(fixture.store->page({.type = customer, .sorts = {{999, true}}}));
    CHECK(fixture.store->page({.type = customer, .first = -5, .count = -1})->rows.empty());
}

TEST_CASE("labels are found by their first letter in pinyin, and records by their ids") {
    Fixture fixture;
    Store& store = *fixture.store;
    SeededRandom random(11);
    std::map<std::string, std::int64_t> expected;
    for (std::uint32_t i = 1; i <= 500; ++i) {
        const std::string name = random_name(random);
        const std::string key = pinyin_sort_key(name);
        REQUIRE(fixture.put(customer, id(i), {{customer_field::name, {name, 1}}}));
        ++expected[!key.empty() && key[0] >= 'a' && key[0] <= 'z' ? key.substr(0, 1) : "#"];
    }
    std::int64_t total = 0;
    for (const std::string letter : {"#", "a", "b", "h", "k", "w", "x", "z"}) {
        CAPTURE(letter);
        const auto page = store.page({.type = customer, .initial = letter});
        REQUIRE(page);
        CHECK(page->total == expected[letter]);
        total += page->total;
    }
    CHECK(total >= 400);
    const auto page = store.page({.type = customer, .records = {id(3), id(7), id(9999)}});
    REQUIRE(page);
    CHECK(page->total == 2);
}

TEST_CASE("an order under conditions on the record alone is kept, and follows every edit") {
    Fixture fixture;
    Store& store = *fixture.store;
    for (std::uint32_t i = 1; i <= 300; ++i) {
        REQUIRE(fixture.put(customer, id(i), {{customer_field::stage, {std::string(i % 3 == 0 ? "won" : "new"), 1}}}));
    }
    const model::RecordType& type = *fixture.catalogue.find(customer);
    const auto condition = model::parse_condition("stage == \"won\"", type, fixture.catalogue);
    REQUIRE(condition);
    model::Query query{.type = customer, .conditions = {*condition}, .sorts = {{customer_field::note}}, .count = 10};
    CHECK(store.page(query)->total == 100);
    CHECK(store.page(query)->total == 100);
    REQUIRE(fixture.put(customer, id(1), {{customer_field::stage, {std::string("won"), 2}}}));
    REQUIRE(fixture.put(customer, id(3), {{customer_field::stage, {std::string("new"), 2}}}));
    REQUIRE(fixture.put(customer, id(6), {{customer_field::stage, {std::string("new"), 2}}}));
    query.first = 20;
    const auto page = store.page(query);
    REQUIRE(page);
    CHECK(page->total == 99);
    CHECK(page->rows.size() == 10);
    CHECK(store.reads(query).size() < fixture.catalogue.types().size() + 1);
}

TEST_CASE("a query reads its own type and those whose labels it shows or sorts by") {
    Fixture fixture;
    const Store& store = *fixture.store;
    CHECK(store.reads({.type = contact, .fields = {contact_field::name}}) == std::vector<model::TypeId>{contact});
    CHECK(store.reads({.type = contact, .fields = {contact_field::customer}}) ==
          std::vector<model::TypeId>{contact, customer});
    CHECK(store.reads({.type = contact, .sorts = {{contact_field::customer}}, .fields = {contact_field::name}}) ==
          std::vector<model::TypeId>{contact, customer});
    CHECK(store.reads({.type = contact}) == std::vector<model::TypeId>{contact, customer, user});
}

TEST_CASE("counting, and the first pages by label and by time, come from indexes") {
    Fixture fixture;
    Store& store = *fixture.store;
    const Tables tables(fixture.catalogue);
    const auto plan_of = [&](const SqlText& sql) {
        const SqlText explained{"EXPLAIN QUERY PLAN " + sql.text, sql.parameters};
        std::string plan;
        Statement row = explained.prepare(store.database());
        while (*row.step()) {
            plan += std::string(row.text(3)) + "\n";
        }
        return plan;
    };
    const TypeTable& table = *tables.find(customer);
    CHECK(plan_of(*count_sql(tables, table, {.type = customer})).find("USING COVERING INDEX") != std::string::npos);
    for (const model::FieldId field : {customer_field::name, model::common_field::updated}) {
        for (const bool descending : {false, true}) {
            const auto page =
                page_sql(tables, table, {.type = customer, .sorts = {{field, descending}}, .fields = {1}});
            REQUIRE(page);
            const std::string plan = plan_of(page->sql);
            CAPTURE(plan);
            CHECK(plan.find("TEMP B-TREE") == std::string::npos);
            CHECK(plan.find("USING COVERING INDEX") != std::string::npos);
        }
    }
}
