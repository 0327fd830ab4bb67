#include "app/store/transfer/export.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "app/base/sqlite.h"
#include "app/model/validate.h"
#include "app/store/transfer/limits.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using store::export_table;

namespace {

RecordId id_of(std::uint8_t number) {
    RecordId id;
    id.bytes[15] = number;
    return id;
}

struct World {
    model::Catalogue catalogue{1, store::small::types()};
    std::unique_ptr<store::Store> database;

    World() {
        auto opened = store::Store::open(":memory:", {}, catalogue);
        REQUIRE(opened.has_value());
        database = std::move(*opened);
    }

    void write(RecordId id, std::vector<std::pair<model::FieldId, model::Value>> values) {
        std::vector<store::FieldWrite> writes = {{model::life_field, {std::int64_t{1}, 1}}};
        for (auto& [field, value] : values) {
            writes.emplace_back(field, model::FieldState{std::move(value), 1});
        }
        auto transaction = Transaction::begin(database->database());
        REQUIRE(transaction.has_value());
        REQUIRE(database->write(store::small::customer, id, writes).has_value());
        REQUIRE(transaction->commit().has_value());
    }
};

}  // namespace

TEST_CASE("each kind of value is exported as the import reads it") {
    World world;
    using namespace store::small::customer_field;
    world.write(id_of(1), {{store::small::customer_field::name, std::string("总公司")}});
    world.write(id_of(2), {{store::small::customer_field::name, std::string("=1+1")},
                           {phone, std::string("13800138000")},
                           {stage, std::string("won")},
                           {tags, model::Elements{"a", "c"}},
                           {amount, std::int64_t{123'456'789}},
                           {since, std::int64_t{20'000}},
                           {key_account, true},
                           {note, std::string("one\ntwo")},
                           {group, id_of(1)}});
    model::Query query;
    query.type = store::small::customer;
    query.fields = {store::small::customer_field::name, phone, stage, tags, amount, since, key_account, note, group};
    query.sorts = {{phone, true}};
    const auto table = export_table(*world.database, query, {});
    REQUIRE(table.has_value());
    std::vector<std::string> titles;
    std::ranges::transform(table->columns, std::back_inserter(titles), &formats::SheetColumn::title);
    CHECK(titles == std::vector<std::string>{"名称", "电话", "阶段", "标签", "金额", "起始", "重点", "备注", "集团"});
    CHECK(table->columns[4].form == formats::ColumnForm::decimal);
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows.all()[0].cells == std::vector<std::string>{"=1+1", "13800138000", "won", "a、c", "1234567.89",
                                                                 "2024-10-04", "是", "one\ntwo", "总公司"});
    CHECK(table->rows.all()[1].cells == std::vector<std::string>{"总公司", "", "", "", "", "", "", "", ""});
    const model::RecordType& type = *world.catalogue.find("customer");
    for (std::size_t i = 1; i + 1 < query.fields.size(); ++i) {
        const model::Field& field = *model::find_field(type, query.fields[i]);
        CAPTURE(field.name);
        const auto again = model::parse_value(field, table->rows.all()[0].cells[i]);
        REQUIRE(again.has_value());
        const auto record = world.database->read(type.id, id_of(2));
        CHECK(*again == model::value_of(**record, field.id));
    }
}

TEST_CASE("an export is not cut at the size of a window") {
    World world;
    const int row_count = static_cast<int>(model::window_rows_max) * 2 + 1;
    for (int i = 0; i < row_count; ++i) {
        RecordId id = id_of(static_cast<std::uint8_t>(i % 256));
        id.bytes[14] = static_cast<std::uint8_t>(i / 256);
        world.write(id, {{store::small::customer_field::name, std::to_string(10'000 + i)}});
    }
    model::Query query;
    query.type = store::small::customer;
    query.fields = {store::small::customer_field::name};
    query.sorts = {{store::small::customer_field::name, false}};
    query.first = 7;
    query.count = 1;
    const auto table = export_table(*world.database, query, {});
    REQUIRE(table.has_value());
    REQUIRE(table->rows.size() == static_cast<std::size_t>(row_count));
    CHECK(table->rows.all().front().cells.front() == "10000");
    CHECK(table->rows.all().back().cells.front() == std::to_string(10'000 + row_count - 1));
}
