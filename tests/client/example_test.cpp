// What follows from the example of docs/catalogue.md on two devices and a server, without any code of its own: table
// and migration, list, filter, checks, search, permissions, sync, history, undo, import, export and template.
#include "tests/catalogue/example.h"
#include "app/model/list_filter.h"
#include "app/store/store.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

constexpr model::TypeId equipment = 900;
namespace field {
constexpr model::FieldId name = 1, customer = 2, serial = 3, condition = 5, fault = 6, price = 7, number = 8, total = 9;
}

model::Change put(RecordId id, model::FieldId field, model::Value value) {
    return {id, equipment, field, model::Operation::set, std::move(value)};
}

struct World : Harness {
    World() : Harness(model::core_with_example()) {
        server.add_person("reader", "陈静", model::Role::read_only);
        sales = &add_device("sales");
        manager = &add_device("manager");
        reader = &add_device("reader");
        owner = create(*sales, "甲公司").record;
    }
    RecordId make_cutter() {
        const RecordId id = new_id();
        const Committed made = commit(
            *sales, model::Intent::create,
            {put(id, model::life_field, std::int64_t{1}), put(id, field::name, "激光切割机"),
             put(id, field::customer, owner), put(id, field::serial, "SN-20261"), put(id, field::condition, "good"),
             put(id, field::price, std::int64_t{125'000}), put(id, field::number, std::int64_t{3})});
        for (const model::Issue& issue : made.issues) {
            FAIL_CHECK(words(issue.message, Language::english));
        }
        REQUIRE_MESSAGE(made.saved, words(made.error, Language::english));
        run();
        return id;
    }
    model::Query list() const {
        return {
            .type = equipment, .sorts = {{field::name, false}}, .fields = {field::name, field::customer, field::total}};
    }
    std::int64_t count_where(Device& device, const char* key) const {
        model::ListFilter filter;
        filter.conditions.push_back({field::condition, model::Condition::Test::any_of, {key}});
        const auto expression = model::expression_of(filter, *catalogue.find(equipment), catalogue, {});
        REQUIRE((expression && *expression));
        model::Query query = list();
        query.conditions = {**expression};
        return device.link().watch(query)->page().total;
    }

    Device *sales = nullptr, *manager = nullptr, *reader = nullptr;
    RecordId owner;
};

TEST_CASE("a record of the example is checked, listed, filtered and computed, and reaches other devices") {
    World world;
    const RecordId wrong = world.new_id();
    const Committed refused =
        Harness::commit(*world.sales, model::Intent::create,
                        {put(wrong, model::life_field, std::int64_t{1}), put(wrong, field::condition, "broken")});
    std::vector<std::string> missing;
    for (const model::Issue& issue : refused.issues) {
        missing.push_back(issue.field);
    }
    CHECK(missing == std::vector<std::string>{"name", "customer", "fault"});

    world.make_cutter();
    const auto list = world.manager->link().watch(world.list());
    REQUIRE(list->page().rows.size() == 1);
    const model::Row& row = list->page().rows.front();
    CHECK(row.values[0] == model::Value("激光切割机"));
    CHECK(row.labels[1] == "甲公司");
    CHECK(row.values[2] == model::Value(std::int64_t{375'000}));
    CHECK(world.count_where(*world.manager, "good") == 1);
    CHECK(world.count_where(*world.manager, "broken") == 0);
}

TEST_CASE("a record of the example is found by its name, its sound and its digits") {
    World world;
    const RecordId id = world.make_cutter();
    for (const char* words : {"切割", "jgqgj", "20261"}) {
        CAPTURE(words);
        SearchAnswer answer;
        world.manager->link().search(words, [&answer](const SearchAnswer& found) { answer = found; });
        world.manager->pump();
        REQUIRE(answer.hits.size() == 1);
        CHECK(answer.hits.front().record == id);
        CHECK(answer.hits.front().label == "激光切割机");
    }
}

TEST_CASE("the example has permissions, a secret, a serial number that is unique, a history and undo") {
    World world;
    const RecordId id = world.make_cutter();
    const auto seen = world.reader->link().watch(id, equipment);
    CHECK(seen->answer().exists);
    CHECK(model::is_empty(model::value_of(seen->answer().record, field::price)));
    const RecordId by_reader = world.new_id();
    CHECK_FALSE(Harness::commit(*world.reader, model::Intent::create,
                                {put(by_reader, model::life_field, std::int64_t{1}),
                                 put(by_reader, field::name, "钻床"), put(by_reader, field::customer, world.owner)})
                    .saved);
    const RecordId twin = world.new_id();
    const Committed same =
        Harness::commit(*world.manager, model::Intent::create,
                        {put(twin, model::life_field, std::int64_t{1}), put(twin, field::name, "钻床"),
                         put(twin, field::customer, world.owner), put(twin, field::serial, "sn-20261")});
    REQUIRE(same.issues.size() == 1);
    CHECK(same.issues.front().message.key == Text::value_taken);

    const Committed edit = Harness::commit(*world.sales, model::Intent::edit,
                                           {put(id, field::condition, "broken"), put(id, field::fault, "不能启动")});
    REQUIRE(edit.saved);
    const auto record = world.sales->link().watch(id, equipment);
    CHECK(record->answer().timeline.size() == 2);
    REQUIRE(Harness::undo(*world.sales, edit.counter).saved);
    CHECK(model::value_of(record->answer().record, field::condition) == model::Value("good"));
    CHECK(record->answer().timeline.size() == 3);
}

TEST_CASE("the example is imported by its template's columns and exported") {
    World world;
    const auto exported = [&](bool is_template) {
        Export wanted{.query = world.list(), .is_template = is_template};
        std::string text;
        world.sales->link().export_rows(std::move(wanted),
                                        [&text](const Exported& file) { text = as_text(file.bytes); });
        world.sales->pump();
        return text;
    };
    const std::string header = exported(true);
    for (const char* column : {"设备名称", "客户", "出厂编号", "安装日期", "状态", "故障现象", "单价", "数量"}) {
        CAPTURE(column);
        CHECK(header.find(column) != std::string::npos);
    }
    ImportDone done;
    ImportPreview preview;
    const std::string table =
        "设备名称,客户,出厂编号,状态,单价,数量\r\n钻床,甲公司,SN-9,良好,1200.50,2\r\n,甲公司,SN-8,,,\r\n";
    const RequestId id = world.sales->link().import_open(
        equipment, "设备.csv", {table.begin(), table.end()},
        {[&](const ImportPreview& one) { preview = one; }, {}, [&](const ImportDone& one) { done = one; }});
    CHECK(preview.mapping == std::vector<model::FieldId>{field::name, field::customer, field::serial, field::condition,
                                                         field::price, field::number});
    world.sales->link().import_run({id, preview.mapping, DuplicatePolicy::skip});
    world.sales->pump();
    CHECK(done.created == 1);
    REQUIRE(done.bad.size() == 1);
    CHECK(done.bad.front().line == 3);
    CHECK(exported(false).find("钻床,甲公司,2401") != std::string::npos);
}

TEST_CASE("a database from before the example has its table after the next start, and keeps what it holds") {
    const model::Catalogue core = catalogue::core(), with_example = model::core_with_example();
    auto before = store::Store::open(":memory:", {}, core);
    REQUIRE(before);
    simulation::SeededRandom random(1);
    model::Record kept{make_id<RecordTag>({1'795'000'000'000}, random), catalogue::type_id::customer, {}};
    kept.fields[model::life_field] = {std::int64_t{1}, 1};
    kept.fields[customer_field::name] = {"甲公司", 1};
    const std::vector<store::FieldWrite> fields(kept.fields.begin(), kept.fields.end());
    REQUIRE((*before)->write(kept.type, kept.id, fields).has_value());
    auto after = store::Store::open(store::Store::close(std::move(*before)), with_example);
    REQUIRE(after);
    CHECK(*(*after)->count({.type = equipment}) == 0);
    CHECK(**(*after)->read(kept.type, kept.id) == kept);
}

}  // namespace
}  // namespace xingke::client
