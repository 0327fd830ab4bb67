// Any bytes as a question to a small real database: what is asked for is answered, or is invalid_input; a window is a
// part of the whole answer, whichever way it was found; and groups count the same rows.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/model/expression_check.h"
#include "app/model/expression_parse.h"
#include "app/store/store.h"
#include "tests/model/expression_examples.h"

using namespace xingke;
using namespace xingke::model;

namespace {

constexpr int record_count = 40;

struct World {
    Catalogue catalogue = examples::catalogue();
    std::unique_ptr<store::Store> store;
    std::vector<RecordId> records;

    World() {
        auto opened = store::Store::open(":memory:", {}, catalogue);
        CHECK(opened.has_value(), "a database in memory opens");
        store = std::move(opened).value();
        examples::RandomWorld random(7);
        for (const RecordType& type : catalogue.types()) {
            for (int i = 0; i < record_count; ++i) {
                RecordId id;
                id.bytes[0] = static_cast<std::uint8_t>(type.id);
                id.bytes[15] = static_cast<std::uint8_t>(i + 1);
                records.push_back(id);
                std::vector<store::FieldWrite> writes = {{life_field, {std::int64_t{i % 9 == 0 ? 2 : 1}, 1}}};
                for (const auto& [field, state] : random.record(type, id).fields) {
                    if (field != life_field) {
                        writes.emplace_back(field, state);
                    }
                }
                CHECK(store->write(type.id, id, writes).has_value(), "a record is written");
            }
        }
    }
};

// Small numbers, so that most fields exist.
FieldId read_field(Reader& reader) {
    const std::uint8_t number = reader.u8();
    return static_cast<FieldId>(number < 200 ? number % 24 : 1'000 + number % 8);
}

Value read_value(Reader& reader, const World& world) {
    switch (reader.u8() % 7) {
        case 0:
            return Empty{};
        case 1:
            return reader.zigzag();
        case 2:
            return reader.boolean();
        case 3:
            return reader.text(64);
        case 4:
            return world.records[reader.u8() % world.records.size()];
        case 5:
            return Elements{reader.text(16)};
        default:
            return Position{static_cast<std::int32_t>(reader.zigzag() % 900'000'000), 1, 1};
    }
}

Query read_query(Reader& reader, const World& world) {
    Query query;
    const TypeId types[] = {examples::user_id, examples::customer_id, examples::complaint_id, 2};
    query.type = types[reader.u8() % 4];
    const RecordType* type = world.catalogue.find(query.type);
    for (int left = reader.u8() % 4; left > 0; --left) {
        Filter filter;
        filter.field = read_field(reader);
        filter.test = static_cast<Filter::Test>(reader.u8() % 9);
        filter.value = read_value(reader, world);
        query.filters.push_back(std::move(filter));
    }
    for (int left = reader.u8() % 3; left > 0 && type != nullptr; --left) {
        const auto bytes = reader.blob(200);
        const auto expression =
            reader.boolean() ? parse_expression(as_text(bytes), *type, world.catalogue) : decode_expression(bytes);
        if (expression) {
            query.conditions.push_back(*expression);
        }
    }
    query.search = reader.text(24);
    for (int left = reader.u8() % 4; left > 0; --left) {
        const FieldId field = read_field(reader);
        query.sorts.push_back({field, reader.boolean()});
    }
    for (int left = reader.u8() % 6; left > 0; --left) {
        query.fields.push_back(read_field(reader));
    }
    query.deleted = reader.boolean();
    query.first = reader.zigzag();
    query.count = reader.zigzag();
    return query;
}

template <class T>
bool is_answered(const Result<T>& result) {
    CHECK(result || result.error().fault == Fault::invalid_input, "a question is answered or is not valid");
    return result.has_value();
}

void ask(store::Store& store, const Query& query) {
    const auto page = store.page(query);
    if (!is_answered(page)) {
        return;
    }
    const auto count = store.count(query);
    CHECK(is_answered(count) && *count == page->total, "a page counts as count() does");
    CHECK(page->rows.size() <= static_cast<std::size_t>(window_rows_max), "a window has its limit");
    Query whole = query;
    whole.first = 0;
    whole.count = window_rows_max;
    for (int round = 0; round < 2; ++round) {  // directly, and by the order that is made then
        const auto all = store.page(whole);
        CHECK(all && static_cast<std::int64_t>(all->rows.size()) == page->total, "everything is in the whole answer");
        for (std::size_t i = 0; i < page->rows.size(); ++i) {
            CHECK(all->rows[static_cast<std::size_t>(page->first) + i].id == page->rows[i].id, "in the same place");
        }
        while (round == 0 && *store.prepare_order(query)) {
        }
    }
    GroupQuery groups{.query = query};
    const auto grouped = store.groups(groups);
    if (is_answered(grouped)) {
        std::int64_t sum = 0;
        for (const Group& group : grouped->groups) {
            sum += group.count;
        }
        CHECK(sum == page->total, "a group has the rows of the question");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    Reader reader({data, size});
    ask(*world.store, read_query(reader, world));
    return 0;
}
