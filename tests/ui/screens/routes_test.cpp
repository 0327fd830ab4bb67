#include "app/ui/routes.h"

#include <string>
#include <vector>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;

namespace {
const std::string record_text = "0192e4a0-7c3b-7def-8123-456789abcdef";
RecordId record_id() {
    return *parse_id<RecordTag>(record_text);
}
}  // namespace

TEST_CASE("every address that we write is read back as the same route") {
    const model::Catalogue catalogue = catalogue::core();
    const model::TypeId customer = catalogue::type_id::customer;
    const std::vector<Route> routes = {
        {},
        {.screen = Screen::list, .type = customer},
        {.screen = Screen::list, .type = customer, .view = "mine"},
        {.screen = Screen::list, .type = customer, .layout = "board"},
        {.screen = Screen::list, .type = customer, .view = "mine", .layout = "calendar"},
        {.screen = Screen::create, .type = customer, .parent = record_id(), .day = "founded:2026-11-20"},
        {.screen = Screen::detail, .type = customer, .record = record_id()},
        {.screen = Screen::detail, .type = customer, .record = record_id(), .view = "visit"},
        {.screen = Screen::create, .type = customer},
        {.screen = Screen::create, .type = catalogue::type_id::visit, .parent = record_id()},
        {.screen = Screen::edit, .type = customer, .record = record_id()},
        {.screen = Screen::import, .type = customer},
        {.screen = Screen::sync},
        {.screen = Screen::inbox},
        {.screen = Screen::settings},
        {.screen = Screen::search},
        {.screen = Screen::gallery},
        {.screen = Screen::me},
        {.screen = Screen::reports},
        {.screen = Screen::reports, .view = "r18-owner.-.won"},
    };
    for (const Route& route : routes) {
        const std::string address = address_of(catalogue, route);
        CAPTURE(address);
        CHECK(parse_route(catalogue, address) == route);
    }
}

TEST_CASE("addresses read as in the documentation") {
    const model::Catalogue catalogue = catalogue::core();
    const model::TypeId customer = catalogue::type_id::customer;
    CHECK(address_of(catalogue, {.screen = Screen::list, .type = customer}) == "#/customer");
    CHECK(address_of(catalogue, {.screen = Screen::detail, .type = customer, .record = record_id()}) ==
          "#/customer/" + record_text);
    CHECK(address_of(catalogue, {.screen = Screen::edit, .type = customer, .record = record_id()}) ==
          "#/customer/" + record_text + "/edit");
    CHECK(address_of(catalogue, {.screen = Screen::import, .type = customer}) == "#/import/customer");
}

TEST_CASE("an address that means nothing leads to the nearest place that exists") {
    const model::Catalogue catalogue = catalogue::core();
    const Route list{.screen = Screen::list, .type = catalogue::type_id::customer};
    CHECK(parse_route(catalogue, "") == Route{});
    CHECK(parse_route(catalogue, "#") == Route{});
    CHECK(parse_route(catalogue, "#/nothing/here") == Route{});
    CHECK(parse_route(catalogue, "#/import") == Route{});
    CHECK(parse_route(catalogue, "#/import/nothing") == Route{});
    CHECK(parse_route(catalogue, "#/customer/not-an-id") == list);
    CHECK(parse_route(catalogue, "/customer") == list);
}

TEST_CASE("records of the system have no address") {
    const model::Catalogue catalogue = catalogue::core();
    CHECK(parse_route(catalogue, "#/user") == Route{});
    CHECK(parse_route(catalogue, "#/conflict/" + record_text) == Route{});
}

TEST_CASE("one step up leads from a form to its record, from a record to its list, from elsewhere home") {
    const model::TypeId customer = catalogue::type_id::customer;
    const Route detail{.screen = Screen::detail, .type = customer, .record = record_id()};
    CHECK(parent_of({.screen = Screen::edit, .type = customer, .record = record_id()}) == detail);
    CHECK(parent_of(detail) == Route{.screen = Screen::list, .type = customer});
    CHECK(parent_of({.screen = Screen::create, .type = customer}) == Route{.screen = Screen::list, .type = customer});
    CHECK(parent_of({.screen = Screen::settings}) == Route{});
}
