#include "tests/ui/kit_stage.h"

#include <string>

#include "app/base/check.h"
#include "tests/ui/draw/picture.h"

namespace xingke::tests {

using ui::Pointer;
using ui::PointerKind;
using ui::PointerPhase;

KitStage::KitStage(std::function<void(ui::kit::Ui&)> draw, ui::View view, std::unique_ptr<platform::Glyphs> glyphs)
    : screen(std::move(glyphs)),
      ports(screen.ports()),
      ui(ports),
      imgui_(ImGui::CreateContext()),
      draw_(std::move(draw)) {
    ImGui::SetCurrentContext(imgui_);
    ui.view = view;
    ui.semantics.is_checking = true;
    ui::kit::set_up_imgui(ui);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    frame();
    settle();
}

KitStage::~KitStage() {
    ImGui::SetCurrentContext(imgui_);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext(imgui_);
}

ImDrawData* KitStage::frame(double ms) {
    time_ms += ms;
    screen.window.wanted_frame_ms = -1;
    ImGui::SetCurrentContext(imgui_);
    ImDrawData* data = ui::kit::draw_frame(ui, time_ms, [this] { draw_(ui); });
    accept_textures();
    return data;
}

int KitStage::settle(int limit) {
    int count = 0;
    for (; count < limit && screen.window.wanted_frame_ms >= 0; ++count) {
        frame(std::max(16, screen.window.wanted_frame_ms));
    }
    return count;
}

const platform::SemanticNode& KitStage::node(platform::SemanticRole role, std::string_view name) const {
    const platform::SemanticNode* found = screen.semantics.find(role, name);
    if (found == nullptr) {
        std::fprintf(stderr, "no %s \"%s\" in:\n%s", std::string(platform::name_of(role)).c_str(),
                     std::string(name).c_str(), screen.semantics.print().c_str());
    }
    CHECK(found != nullptr, "the page holds what the test looks for");
    return *found;
}

void KitStage::press(platform::SemanticRole role, std::string_view name) {
    ui.focus.activate = node(role, name).id;
    frame();
    settle();
}

void KitStage::click(platform::SemanticRole role, std::string_view name) {
    const platform::Rect rect = node(role, name).rect;
    const float x = rect.x + rect.width / 2;
    const float y = rect.y + rect.height / 2;
    ImGui::SetCurrentContext(imgui_);
    for (const PointerPhase phase : {PointerPhase::move, PointerPhase::down, PointerPhase::up}) {
        ui::kit::pointer_event(
            ui, {.id = 1, .kind = PointerKind::mouse, .phase = phase, .x = x, .y = y, .time_ms = time_ms});
    }
    frame();
    settle();
}

void KitStage::finger(PointerPhase phase, float x, float y) {
    ImGui::SetCurrentContext(imgui_);
    ui::kit::pointer_event(ui,
                           {.id = 7, .kind = PointerKind::touch, .phase = phase, .x = x, .y = y, .time_ms = time_ms});
}

void KitStage::tap(platform::SemanticRole role, std::string_view name) {
    const platform::Rect rect = node(role, name).rect;
    const float x = rect.x + rect.width / 2;
    const float y = rect.y + rect.height / 2;
    finger(PointerPhase::down, x, y);
    frame();
    finger(PointerPhase::up, x, y);
    frame();
    settle();
}

void KitStage::drag(float x, float from_y, float to_y, int steps) {
    finger(PointerPhase::down, x, from_y);
    frame();
    for (int step = 1; step <= steps; ++step) {
        finger(PointerPhase::move, x, from_y + (to_y - from_y) * static_cast<float>(step) / static_cast<float>(steps));
        frame(8);
    }
    finger(PointerPhase::up, x, to_y);
    frame(8);
}

void KitStage::type(std::string_view label, std::string_view text) {
    const platform::TextField* field = screen.text_input.find(label);
    CHECK(field != nullptr, "the page holds the field that the test types into");
    const std::uint32_t id = field->id;
    ui::kit::text_focused(ui, id);
    frame();
    ui::kit::text_changed(ui, id, text, false);
    frame();
    settle();
}

bool KitStage::key(std::string_view name, bool shift) {
    ImGui::SetCurrentContext(imgui_);
    const bool used = ui::kit::key_event(ui, {.name = name, .shift = shift});
    frame();
    settle();
    return used;
}

}  // namespace xingke::tests
