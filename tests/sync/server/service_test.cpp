#include "sync/server/service.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a request frame gets its response frame, and commits are told after they are durable") {
    World world;
    Service service(*world.storage, world.rules);
    std::vector<Seq> told;
    service.tell_commits_to([&](TenantId company, Seq head) {
        CHECK(company == world.company.id);
        CHECK(head == world.head());
        told.push_back(head);
    });
    TestDevice device(world, world.seller, model::Role::salesperson);
    const auto transaction = device.transaction(new_customer(world, world.new_id(), "客户"), 0);
    const Bytes request = protocol::encode({77, protocol::PushRequest{{transaction}}});
    const auto response = must(protocol::decode(must(service.handle(device.caller, request))));
    CHECK(response.request == 77);
    CHECK(std::get<protocol::PushResponse>(response.body).outcomes.at(0).seq == world.head());
    CHECK(told == std::vector<Seq>{world.head()});

    const auto pulled =
        must(protocol::decode(must(service.handle(device.caller, protocol::encode({78, pull_from(0)})))));
    CHECK(std::get<protocol::PullResponse>(pulled.body).point == world.head());
    CHECK(told.size() == 1);
}

TEST_CASE("what is no request is refused and changes nothing") {
    World world;
    Service service(*world.storage, world.rules);
    TestDevice device(world, world.seller, model::Role::salesperson);
    const Seq head = world.head();
    const Bytes response_as_request = protocol::encode({1, protocol::PushResponse{}});
    CHECK(service.handle(device.caller, response_as_request).error().fault == Fault::invalid_input);
    CHECK(service.handle(device.caller, as_bytes("X not a frame at all")).error().fault == Fault::unsupported);
    CHECK(service.handle(device.caller, as_bytes("")).error().fault == Fault::invalid_input);
    CHECK(world.head() == head);
}

}  // namespace xingke::server
