#include "tests/ui/screens/seat.h"

#include <algorithm>
#include <utility>

#include "app/catalogue/all.h"
#include "tests/ui/draw/picture.h"

#include <imgui.h>

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticNode;
using platform::SemanticRole;

constexpr int rounds_max = 500;
constexpr std::int64_t step_ms = 20;

}  // namespace

Company::Company() : catalogue(catalogue::core()), server(7, timeline, catalogue) {
    server.add_person("sales", "张伟", model::Role::salesperson);
    server.add_person("manager", "陈静", model::Role::manager);
    server.add_person("admin", "王强", model::Role::administrator);
    server.on_commit = [this](model::Seq head) {
        for (Seat* seat : seats) {
            seat->hear_news(head);
        }
    };
}

std::unique_ptr<Seat> Company::seat(const std::string& login) {
    auto made = std::make_unique<Seat>(*this);
    if (!login.empty()) {
        made->sign_in(login);
    }
    return made;
}

Seat::Seat(Company& company, std::unique_ptr<platform::Glyphs> glyphs)
    : screen(std::move(glyphs)),
      company_(company),
      random_(100 + company.seats.size()),
      network_(200 + company.seats.size(), company.timeline, company.server, company.faults, [this] { pump(); }) {
    screen.window.reduces_motion = true;
    screen.random.state = random_.next();
    company_.seats.push_back(this);
    start();
}

Seat::~Seat() {
    switch_off();
    std::erase(company_.seats, this);
}

void Seat::start() {
    screen.sent.clear();
    app = std::make_unique<App>(screen.ports(), company_.catalogue);
    host_ = std::make_unique<client::DataHost>(
        platform::DataPlatform{screen.clock, random_, disk_, network_, formats_, blobs_}, company_.catalogue,
        [this](Bytes frame) { to_screen_.push_back(std::move(frame)); });
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    app->on_view(view_);
    host_->start();
    pump();
    settle();
}

void Seat::switch_off() {
    if (!host_) {
        return;
    }
    host_->close();
    host_.reset();
    network_.forget_callers();
    to_screen_.clear();
    app.reset();
}

void Seat::restart() {
    switch_off();
    start();
}

void Seat::restart_damaged(std::string_view words, std::string_view spared) {
    constexpr std::size_t page_bytes = 4096;
    switch_off();
    File* const file = disk_.open("crm.db");
    Bytes bytes(static_cast<std::size_t>(*file->size()));
    REQUIRE(file->read(0, bytes).has_value());
    int count = 0;
    for (std::size_t at = 0; at + page_bytes <= bytes.size(); at += page_bytes) {
        const std::string_view page = as_text(std::span(bytes).subspan(at, page_bytes));
        const std::size_t place = page.find(words);
        if (place != std::string_view::npos && page.find(spared) == std::string_view::npos) {
            bytes[at + place] ^= 0xFF;
            ++count;
        }
    }
    REQUIRE(count > 0);
    REQUIRE(file->write(0, bytes).has_value());
    start();
}

void Seat::pump() {
    if (!host_) {
        return;
    }
    const std::int64_t wait_ms = host_->tick();
    const std::uint64_t number = ++next_tick_;
    if (wait_ms >= 0) {
        company_.timeline.after(wait_ms, [this, number] {
            if (number == next_tick_) {
                pump();
            }
        });
    }
}

// Both ways, never from inside the other's call, as between two workers.
bool Seat::deliver() {
    const std::vector<Bytes> to_data = std::exchange(screen.sent, {});
    for (const Bytes& frame : to_data) {
        host_->receive(frame);
    }
    if (!to_data.empty()) {
        pump();
    }
    const std::vector<Bytes> to_screen = std::exchange(to_screen_, {});
    for (const Bytes& frame : to_screen) {
        app->on_data(frame);
    }
    return !to_data.empty() || !to_screen.empty();
}

bool Seat::draw() {
    if (screen.window.wanted_frame_ms != 0) {
        return false;
    }
    screen.window.wanted_frame_ms = -1;
    app->frame(static_cast<double>(company_.timeline.now_ms()));
    tests::accept_textures();
    return true;
}

void Seat::settle() {
    if (!host_) {
        return;
    }
    screen.clock.wall = {1'795'000'000'000 + company_.timeline.now_ms()};
    screen.clock.monotonic = 1'000 + company_.timeline.now_ms();
    for (int round = 0; round < rounds_max; ++round) {
        const bool has_moved = deliver();
        if (!draw() && !has_moved) {
            return;
        }
    }
    FAIL("the screen never comes to rest");
}

void Seat::wait(std::int64_t ms) {
    const std::int64_t end_ms = company_.timeline.now_ms() + ms;
    while (company_.timeline.now_ms() < end_ms) {
        company_.timeline.run_until(std::min(end_ms, company_.timeline.now_ms() + step_ms));
        for (Seat* seat : company_.seats) {
            seat->settle();
        }
    }
}

void Seat::go_offline() {
    network_.set_online(false);
    network_.set_partitioned(true);
    app->on_host_state(false, true);
    settle();
}

void Seat::go_online() {
    network_.set_online(true);
    network_.set_partitioned(false);
    app->on_host_state(true, true);
    wait(3'000);
}

void Seat::resize(float width, float height, float scale) {
    view_.width = width;
    view_.height = height;
    view_.scale = scale;
    app->on_view(view_);
    settle();
}

ImDrawData& Seat::draw_again(double later_ms) {
    ImDrawData* data = nullptr;
    for (int frame = 0; frame < 3; ++frame) {
        data = app->frame(static_cast<double>(company_.timeline.now_ms()) + later_ms);
        tests::accept_textures();
    }
    return *data;
}

void Seat::sign_in(const std::string& login, const std::string& password) {
    type("账号", login);
    type("密码", password);
    press(SemanticRole::button, "登录");
    wait();
}

bool Seat::sees(SemanticRole role, std::string_view name) const {
    return screen.semantics.find(role, name) != nullptr;
}

bool Seat::sees_text(std::string_view words) const {
    return std::ranges::any_of(screen.semantics.nodes, [words](const SemanticNode& node) {
        return node.name.find(words) != std::string::npos || node.value.find(words) != std::string::npos ||
               node.description.find(words) != std::string::npos;
    });
}

const SemanticNode& Seat::node(SemanticRole role, std::string_view name) const {
    const SemanticNode* found = screen.semantics.find(role, name);
    if (found == nullptr) {
        FAIL("nothing of role " << std::string(platform::name_of(role)) << " is named “" << std::string(name)
                                << "” on\n"
                                << page());
    }
    return *found;
}

void Seat::press(SemanticRole role, std::string_view name) {
    const SemanticNode& wanted = node(role, name);
    if (wanted.is_disabled) {
        FAIL("“" << std::string(name) << "” is disabled on\n" << page());
    }
    app->on_semantic_press(wanted.id);
    settle();
}

void Seat::press_beginning(SemanticRole role, std::string_view name) {
    const auto found = std::ranges::find_if(screen.semantics.nodes, [&](const SemanticNode& n) {
        return n.role == role && std::string_view(n.name).starts_with(name);
    });
    if (found == screen.semantics.nodes.end()) {
        FAIL("nothing of role " << std::string(platform::name_of(role)) << " begins with “" << std::string(name)
                                << "” on\n"
                                << page());
        return;
    }
    app->on_semantic_press(found->id);
    settle();
}

void Seat::press_last(SemanticRole role, std::string_view name) {
    const auto& nodes = screen.semantics.nodes;
    const auto found = std::find_if(nodes.rbegin(), nodes.rend(),
                                    [&](const SemanticNode& n) { return n.role == role && n.name == name; });
    if (found == nodes.rend()) {
        FAIL("nothing of role " << std::string(platform::name_of(role)) << " is named “" << std::string(name)
                                << "” on\n"
                                << page());
        return;
    }
    app->on_semantic_press(found->id);
    settle();
}

void Seat::type(std::string_view label, std::string_view text) {
    const platform::TextField* field = screen.text_input.find(label);
    if (field == nullptr) {
        FAIL("no field is labelled “" << std::string(label) << "” on\n" << page());
        return;
    }
    const std::uint32_t id = field->id;
    app->on_text_focus(id);
    settle();
    app->on_text(id, text, false);
    settle();
    app->on_text_end(id, TextEnd::blur);
    settle();
}

std::string Seat::typed(std::string_view label) const {
    const platform::TextField* field = screen.text_input.find(label);
    return field != nullptr ? field->value : "(no such field)";
}

std::string Seat::error_at(std::string_view label) const {
    const platform::TextField* field = screen.text_input.find(label);
    return field != nullptr ? field->error : "(no such field)";
}

void Seat::key(std::string_view name, bool control) {
    app->on_key({.name = name, .down = true, .control = control});
    settle();
}

void Seat::give_file(std::string_view name, std::string_view text) {
    app->on_file(name, as_bytes(text));
    settle();
}

void Seat::open_address(std::string_view address) {
    app->on_address(address);
    settle();
}

std::string Seat::badge() const {
    for (const SemanticNode& node : screen.semantics.nodes) {
        if (node.role == SemanticRole::button && node.description == "同步") {
            return node.name;
        }
    }
    return "(no badge)";
}

}  // namespace xingke::ui
