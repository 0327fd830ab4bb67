// Databases that earlier versions of the app left behind (tests/data/databases/README.md) open in this one, with
// everything in them: what came from the server, what was deleted, and above all what nobody else has seen yet.
#include <zlib.h>

#include <algorithm>

#include "tests/client/harness.h"
#include "tests/simulation/disk_image.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

std::string path_of(std::uint32_t version) {
    return "tests/data/databases/catalogue-" + std::to_string(version) + ".db.gz";
}

Bytes unzipped(const std::string& path) {
    Bytes bytes;
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) {
        return bytes;
    }
    std::uint8_t part[65536];
    for (int size = 0; (size = gzread(file, part, sizeof part)) > 0;) {
        bytes.insert(bytes.end(), part, part + size);
    }
    gzclose(file);
    return bytes;
}

RecordId find_customer(Device& device, const std::string& name) {
    model::Query query{.type = catalogue::type_id::customer};
    query.filters = {{.field = customer_field::name, .value = name}};
    const auto live = device.link().watch(std::move(query));
    REQUIRE_MESSAGE(live->page().total == 1, name);
    return live->page().rows.front().id;
}

// From version 4 on a salesperson has no records of the manager: neither the one that stayed nor the one in the bin.
void check_content(Device& device, std::uint32_t version) {
    const bool has_all = version < 4;
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(device.link().session().user_name == "张伟");
    CHECK(device.link().sync().waiting == 2);
    CHECK(Harness::count(device) == (has_all ? 23 : 22));
    CHECK(Harness::count(device, catalogue::type_id::contact) == 1);

    const RecordAnswer first = Harness::show(device, find_customer(device, "思优特科技"));
    CHECK(model::value_of(first.record, customer_field::address) == model::Value(std::string("上海市浦东新区")));
    CHECK(model::value_of(first.record, customer_field::partner_kind) ==
          model::Value(model::Elements{"dealer", "hospital"}));
    CHECK(model::value_of(first.record, customer_field::remark) == model::Value(std::string("还没有同步")));
    CHECK(std::ranges::count(first.pending, customer_field::remark) == 1);
    REQUIRE(first.timeline.size() == 4);
    CHECK(first.timeline.front().author_name == "张伟");
    CHECK(first.timeline.front().is_pending);
    const auto before = device.link().watch(first.record.id, first.record.type, first.timeline[1].entry);
    CHECK(model::is_empty(model::value_of(before->answer().record, customer_field::remark)));
    find_customer(device, "离线新建的公司");

    model::Query bin{.type = catalogue::type_id::customer, .deleted = true};
    CHECK(device.link().watch(std::move(bin))->page().total == (has_all ? 1 : 0));
    SearchAnswer hits;
    device.link().search("syt", [&hits](const SearchAnswer& answer) { hits = answer; });
    device.pump();
    REQUIRE(hits.hits.size() == 1);
    CHECK(hits.hits.front().label == "思优特科技");
}

// Every table has the columns that this version asks for.
void check_questions(Device& device, const model::Catalogue& catalogue) {
    for (const model::RecordType& type : catalogue.types()) {
        const auto live = device.link().watch(model::Query{.type = type.id});
        CHECK_MESSAGE(live->version() > 0, type.name);
        CHECK_MESSAGE(live->error().key == Text::nothing, type.name);
    }
}

TEST_CASE("a database of every earlier version opens whole, goes on working, and can still be undone") {
    for (std::uint32_t version = 1; version < catalogue::version; ++version) {
        CAPTURE(version);
        const Bytes bytes = unzipped(path_of(version));
        REQUIRE_MESSAGE(!bytes.empty(),
                        "catalogue::version went up, but no database of the version before was kept: "
                        "see tests/data/databases/README.md");
        Harness world;
        Device& device = world.add_device();
        device.stop();
        simulation::put_image(device.disk(), {{"crm.db", bytes}});
        Harness::cut(device);
        device.start();
        device.pump();
        check_content(device, version);
        check_questions(device, world.catalogue);
        const RecordId id = find_customer(device, "客户7");
        const Committed edited = Harness::edit(device, id, customer_field::address, std::string("杭州市"));
        REQUIRE(edited.saved);
        world.restart(device);
        CHECK(Harness::value(device, id, customer_field::address) == model::Value(std::string("杭州市")));
        REQUIRE(Harness::undo(device, edited.counter).saved);
        CHECK(model::is_empty(Harness::value(device, id, customer_field::address)));
        CHECK(device.link().sync().waiting == 4);
    }
}

}  // namespace
}  // namespace xingke::client
