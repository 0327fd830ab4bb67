#include "tests/ui/scenarios/scene.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

namespace xingke::ui {

using Role = platform::SemanticRole;

Scene::Scene() {
    server.add_person("lina", "李娜", model::Role::salesperson);
}

void save_form(Seat& seat) {
    seat.press(Role::button, "保存");
    seat.wait();
}

void create_customer(Seat& seat, const std::string& name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    save_form(seat);
    REQUIRE(seat.sees(Role::heading, name));
}

void choose(Seat& seat, std::string_view field, std::string_view option) {
    seat.press(Role::combobox, field);
    seat.press(Role::menuitem, option);
}

void pick(Seat& seat, std::string_view field, std::string_view name) {
    seat.press(Role::combobox, field);
    seat.wait();
    seat.press_last(Role::button, name);
    seat.settle();
}

void sign(Seat& seat, std::string_view pad) {
    const platform::Rect rect = seat.node(Role::img, pad).rect;
    const auto touch = [&](PointerPhase phase, float x, float y) {
        seat.app->on_pointer({.id = 5,
                              .kind = PointerKind::touch,
                              .phase = phase,
                              .x = rect.x + rect.width * x,
                              .y = rect.y + rect.height * y});
        seat.settle();
    };
    touch(PointerPhase::down, 0.2F, 0.2F);
    touch(PointerPhase::move, 0.5F, 0.8F);
    touch(PointerPhase::up, 0.5F, 0.8F);
    REQUIRE(seat.node(Role::img, pad).value == "已签名，1笔");
}

std::string shown_record(const Seat& seat) {
    const std::string& address = seat.screen.window.addresses.back();
    constexpr std::size_t id_size = 36;
    const std::size_t slash = address.find('/', 2);
    REQUIRE(slash != std::string::npos);
    return address.substr(slash + 1, id_size);
}

std::size_t count_rows(const Seat& seat) {
    const auto& nodes = seat.screen.semantics.nodes;
    return static_cast<std::size_t>(std::ranges::count_if(
        nodes, [](const platform::SemanticNode& node) { return node.role == Role::row && node.row_index > 0; }));
}

void pass_days(Company& company, int days) {
    constexpr std::int64_t day_ms = 86'400'000;
    for (Seat* seat : company.seats) {
        seat->switch_off();
    }
    company.timeline.run_until(company.timeline.now_ms() + days * day_ms);
    for (Seat* seat : company.seats) {
        seat->restart();
    }
    company.seats.front()->wait(3'000);
}

}  // namespace xingke::ui
