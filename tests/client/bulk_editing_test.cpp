// One field of many records, in one transaction that is undone whole.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

struct Heard {
    std::vector<BulkProgress> progress;
    std::vector<BulkDone> done;
    ScreenLink::BulkListener listener() {
        return {[this](const BulkProgress& one) { progress.push_back(one); },
                [this](const BulkDone& one) { done.push_back(one); }};
    }
};

Bulk set_status(std::string_view status) {
    return {.query = {.type = catalogue::type_id::customer}, .set = {{customer_field::status, std::string(status)}}};
}

std::int64_t count_status(Device& device, std::string_view status) {
    model::Query query{.type = catalogue::type_id::customer};
    query.filters = {{customer_field::status, model::Filter::Test::equals, std::string(status)}};
    const auto live = device.link().watch(query);
    return live->page().total;
}

void import_rows(Harness& world, Device& device, int count) {
    std::string text = "客户名称\n";
    for (int i = 0; i < count; ++i) {
        text += "第" + std::to_string(i) + "公司\n";
    }
    ScreenLink::ImportListener listener;
    std::vector<model::FieldId> mapping;
    listener.on_preview = [&](const ImportPreview& preview) { mapping = preview.mapping; };
    listener.on_progress = [](const ImportProgress&) {};
    listener.on_done = [](const ImportDone& done) { CHECK(done.error.key == Text::nothing); };
    const RequestId id =
        device.link().import_open(catalogue::type_id::customer, "客户.csv", {text.begin(), text.end()}, listener);
    device.link().import_run({id, mapping, DuplicatePolicy::skip});
    device.pump();
    world.run();
}

}  // namespace

TEST_CASE("a field of all the records of a query becomes one value, everywhere, and is undone at once") {
    Harness world;
    Device& manager = world.add_device("manager");
    Device& admin = world.add_device("admin");
    import_rows(world, manager, 1'200);
    Heard heard;
    manager.link().bulk(set_status("won"), heard.listener());
    manager.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].error.key == Text::nothing);
    CHECK(heard.done[0].changed == 1'200);
    CHECK(heard.done[0].refused == 0);
    CHECK(heard.progress.size() == 3);
    CHECK(heard.progress.back().done == 1'200);
    CHECK(count_status(manager, "won") == 1'200);
    CHECK(count_status(admin, "won") == 1'200);
    REQUIRE(Harness::undo(manager, heard.done[0].counter).saved);
    world.run();
    CHECK(count_status(manager, "won") == 0);
    CHECK(count_status(admin, "won") == 0);
}

TEST_CASE("a bulk edit that is cancelled, or changes nothing, writes nothing") {
    Harness world;
    Device& manager = world.add_device("manager");
    import_rows(world, manager, 3);
    Heard heard;
    const RequestId id = manager.link().bulk(set_status("won"), heard.listener());
    manager.link().bulk_cancel(id);
    manager.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].cancelled);
    CHECK(count_status(manager, "won") == 0);
    manager.link().bulk(set_status("won"), heard.listener());
    manager.link().bulk(set_status("won"), heard.listener());
    manager.pump();
    world.run();
    REQUIRE(heard.done.size() == 3);
    CHECK(heard.done[1].changed == 3);
    CHECK(heard.done[2].changed == 0);
    CHECK(heard.done[2].counter == 0);
}

TEST_CASE("what one may not change is left out and counted, and the others are changed") {
    Harness world;
    Device& sales = world.add_device("sales");
    import_rows(world, sales, 3);
    Heard heard;
    Bulk removal{.query = {.type = catalogue::type_id::customer}, .set = {{model::life_field, std::int64_t{2}}}};
    sales.link().bulk(removal, heard.listener());
    sales.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].refused == 3);
    CHECK(heard.done[0].reason.key == Text::may_not_remove);
    CHECK(heard.done[0].counter == 0);
    CHECK(Harness::count(sales) == 3);
}

TEST_CASE("only the records that are named are changed") {
    Harness world;
    Device& admin = world.add_device("admin");
    import_rows(world, admin, 3);
    const Committed created = world.create(admin, "甲公司");
    Heard heard;
    Bulk one = set_status("won");
    one.query.records = {created.record};
    admin.link().bulk(one, heard.listener());
    admin.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].changed == 1);
    CHECK(count_status(admin, "won") == 1);
    one.set = {{model::life_field, std::int64_t{2}}};
    admin.link().bulk(one, heard.listener());
    admin.pump();
    CHECK(Harness::count(admin) == 3);
}

}  // namespace xingke::client
