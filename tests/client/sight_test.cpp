// What a device keeps when what its person may see changes: records come and go whole, and nothing typed is lost.
#include "tests/client/harness.h"
#include "tests/simulation/disk_image.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

struct House : Harness {
    RecordId colleague_id;
    Device& sales = add_device("sales");
    Device& manager = add_device("manager");
    Device& colleague = join("colleague");

    Device& join(const std::string& login) {
        colleague_id = server.add_person(login, "赵敏", model::Role::salesperson).user;
        return add_device(login);
    }
    void hand_over(RecordId id, model::Value to) {
        REQUIRE(edit(manager, id, model::common_field::owner, std::move(to)).saved);
        run();
    }
    static bool has(Device& device, RecordId id) { return show(device, id).exists; }
    static std::string files_of(Device& device) {
        std::string all;
        for (const auto& [name, bytes] : simulation::take_image(device.disk(), "crm.db")) {
            all.append(bytes.begin(), bytes.end());
        }
        return all;
    }
};

}  // namespace

TEST_CASE("a customer that is handed over moves from one device to the other, with its history and its words") {
    House house;
    const RecordId id = house.create(house.sales, "内蒙古神秘公司").record;
    house.run();
    CHECK(House::has(house.manager, id));
    CHECK_FALSE(House::has(house.colleague, id));
    house.hand_over(id, house.colleague_id);
    CHECK_FALSE(House::has(house.sales, id));
    CHECK(House::name(house.colleague, id) == "内蒙古神秘公司");
    CHECK(House::name(house.manager, id) == "内蒙古神秘公司");
    house.sales.stop();
    CHECK(House::files_of(house.sales).find("内蒙古神秘公司") == std::string::npos);
}

TEST_CASE("nobody's customer comes to everybody") {
    House house;
    const RecordId id = house.create(house.sales, "甲公司").record;
    house.run();
    house.hand_over(id, model::Empty{});
    for (Device* device : {&house.sales, &house.manager, &house.colleague}) {
        CHECK(House::name(*device, id) == "甲公司");
    }
    // Whoever takes it has it alone, but for the manager.
    REQUIRE(House::edit(house.colleague, id, model::common_field::owner, house.colleague_id).saved);
    house.run();
    CHECK(House::has(house.colleague, id));
    CHECK_FALSE(House::has(house.sales, id));
}

TEST_CASE("what was typed without a network into a customer that was handed over meanwhile waits for its author") {
    House house;
    const RecordId id = house.create(house.sales, "甲公司").record;
    house.run();
    Harness::cut(house.sales);
    const Committed typed = House::edit(house.sales, id, customer_field::remark, std::string("下周签合同"));
    REQUIRE(typed.saved);
    house.hand_over(id, house.colleague_id);
    house.mend(house.sales);
    house.run(10'000);
    CHECK_FALSE(House::has(house.sales, id));
    CHECK(house.sales.link().sync().waiting == 0);
    CHECK(house.sales.link().sync().needs_you == 1);
    house.sales.link().inbox();
    house.sales.pump();
    REQUIRE(house.sales.link().inbox().items.size() == 1);
    const InboxItem item = house.sales.link().inbox().items.front();
    CHECK(item.what == InboxItem::What::rejected);
    CHECK(item.counter == typed.counter);
    CHECK(model::is_empty(House::value(house.colleague, id, customer_field::remark)));
    // Given back, it can be sent again.
    const RecordId seller = house.sales.link().session().actor.user;
    house.hand_over(id, seller);
    house.sales.link().resolve_rejected(typed.counter, true);
    house.sales.pump();
    house.run();
    CHECK(House::value(house.manager, id, customer_field::remark) == model::Value(std::string("下周签合同")));
}

TEST_CASE("another department makes the manager's device begin anew, and what waits there is sent all the same") {
    House house;
    house.server.move("sales", "销售部/华东");
    house.server.move("colleague", "销售部/华南");
    const RecordId east = house.create(house.sales, "华东客户").record;
    const RecordId south = house.create(house.colleague, "华南客户").record;
    house.run();
    CHECK(House::has(house.manager, east));
    CHECK(House::has(house.manager, south));
    Harness::cut(house.manager);
    REQUIRE(House::edit(house.manager, east, customer_field::remark, std::string("重点")).saved);
    const RecordId own = house.create(house.manager, "经理的客户").record;
    house.server.move("manager", "销售部/华东");
    house.mend(house.manager);
    house.run(15'000);
    CHECK(house.manager.link().sync().phase == SyncPhase::idle);
    CHECK(house.manager.link().sync().waiting == 0);
    CHECK(House::has(house.manager, east));
    CHECK(House::has(house.manager, own));
    CHECK_FALSE(House::has(house.manager, south));
    CHECK(House::value(house.sales, east, customer_field::remark) == model::Value(std::string("重点")));
    CHECK(house.manager.link().sync().needs_you == 0);
    // A form loaded before and saved after is no conflict with oneself.
    REQUIRE(House::edit(house.manager, east, customer_field::remark, std::string("很重点")).saved);
    house.run();
    CHECK(house.manager.link().sync().needs_you == 0);
}

TEST_CASE("a revoked device erases what it keeps at its next contact, and says so") {
    House house;
    house.create(house.sales, "内蒙古神秘公司");
    house.run();
    const auto report = [&] {
        std::string id;
        house.sales.link().device_report([&](const DeviceReport& answer) { id = answer.device; });
        house.sales.pump();
        return *parse_id<DeviceTag>(id);
    };
    const DeviceId device = report();
    house.server.revoke_device(device);
    CHECK(house.sales.link().session().phase == Phase::signed_in);
    house.run(60'000);
    CHECK(house.sales.link().session().phase == Phase::signed_out);
    CHECK(house.sales.link().session().error.key == Text::device_revoked);
    CHECK(House::files_of(house.sales).find("内蒙古神秘公司") == std::string::npos);
    // The person is welcome, on what is a new device to the server.
    house.sales.link().sign_in("sales", "password");
    house.sales.pump();
    house.run();
    CHECK(house.sales.link().session().phase == Phase::signed_in);
    CHECK(report() != device);
    CHECK(Harness::count(house.sales) == 1);
}

}  // namespace xingke::client
