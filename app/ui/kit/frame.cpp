#include "app/ui/kit/frame.h"

#include <algorithm>
#include <cfloat>

#include "app/ui/kit/fonts.h"

namespace xingke::ui::kit {

void ask_for_frame(Ui& ui) {
    ui.wants_frame = true;
}

void ask_for_frame_in(Ui& ui, int delay_ms) {
    const int delay = std::max(1, delay_ms);
    ui.wants_frame_in_ms = ui.wants_frame_in_ms == 0 ? delay : std::min(ui.wants_frame_in_ms, delay);
}

void set_up_imgui(Ui& ui) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigInputTextCursorBlink = false;
    io.MouseDoubleClickTime = 0;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.WindowMinSize = {1, 1};
    style.ItemSpacing = {0, 0};
    style.FontSizeBase = 14;
    style.CurveTessellationTol = 0.4F;
    style.CircleTessellationMaxError = 0.15F;
    add_fonts(ui);
    ImGuiContext* context = ImGui::GetCurrentContext();
    context->TestEngine = &ui;
    context->TestEngineHookItems = true;
}

namespace {

void begin_frame(Ui& ui, double time_ms) {
    ui.wants_frame = false;
    ui.wants_frame_in_ms = 0;
    advance_gestures(ui, time_ms);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = static_cast<float>(std::clamp((time_ms - ui.time_ms) / 1000, 0.0001, 0.1));
    ui.time_ms = time_ms;
}

void begin_pass(Ui& ui, int pass) {
    ui.pass = pass;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {std::max(1.0F, ui.view.width), std::max(1.0F, ui.view.height)};
    io.DisplayFramebufferScale = {ui.view.scale, ui.view.scale};
    if (pass > 0) {
        io.DeltaTime = 0.0001F;
    }
    deliver_step(ui);
    ImGui::NewFrame();
    ui.ids = Ids{};
    ui.layout.flows.clear();
    ui.layout.is_unsettled = false;
    ui.semantics.nodes.clear();
    ui.semantics.parents.clear();
    ui.semantics.interactive.clear();
    ui.semantics.silent.clear();
    ui.focus.drawing.clear();
    ui.scrolls.order.clear();
    ui.scrolls.open.clear();
    ui.text_fields.offered.clear();
    ui.overlays.current = 0;
    ui.overlays.toast_floor = ui.view.height;
    for (OpenLayer& layer : ui.overlays.layers) {
        layer.is_seen = false;
    }
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::GetWindowDrawList()->_FringeScale = 1 / ui.view.scale;
    const Box whole = {0, 0, io.DisplaySize.x, io.DisplaySize.y};
    fill(ui, whole, theme(ui).canvas);
    Flow flow;
    flow.frame = whole;
    ui.layout.flows.push_back(flow);
}

// Layers that were not drawn are closed; the focus goes back to where it was.
void drop_closed_layers(Ui& ui) {
    Overlays& o = ui.overlays;
    for (std::size_t i = o.layers.size(); i-- > 0;) {
        if (!o.layers[i].is_seen) {
            ui.focus.focused = o.layers[i].focus_before;
            o.layers.erase(o.layers.begin() + static_cast<std::ptrdiff_t>(i));
            ui.layout.is_unsettled = true;
        }
    }
}

void forget_unseen(Ui& ui) {
    std::erase_if(ui.motion.glides, [&](const auto& entry) { return entry.second.seen_ms != ui.time_ms; });
    constexpr std::size_t states_max = 400;
    if (ui.scrolls.states.size() > states_max) {
        std::erase_if(ui.scrolls.states, [&](const auto& entry) { return entry.second.seen_ms != ui.time_ms; });
    }
}

// True: another pass is needed.
bool end_pass(Ui& ui) {
    ui.layout.flows.pop_back();
    ImGui::End();
    drop_closed_layers(ui);
    ui.focus.items.swap(ui.focus.drawing);
    ui.scrolls.last_order = ui.scrolls.order;
    // What nobody took in a whole pass is no longer there.
    if (ui.gestures.steps.empty()) {
        ui.gestures.has_long_press = false;
    }
    ui.focus.activate = 0;
    const bool has_input = !ui.gestures.steps.empty() || ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
    return has_input || ui.layout.is_unsettled;
}

void end_frame(Ui& ui) {
    forget_unseen(ui);
    finish_semantics(ui);
    TextFields& fields = ui.text_fields;
    if (fields.offered != fields.shown) {
        ui.platform.text_input.offer(fields.offered);
        fields.shown = fields.offered;
    }
    if (fields.wants_focus != 0) {
        const ItemId id = fields.wants_focus;
        fields.wants_focus = 0;
        ui.platform.text_input.focus(id);
    }
    const bool has_input = !ui.gestures.steps.empty();
    if (ui.wants_frame || has_input || ui.layout.is_unsettled) {
        ui.platform.window.request_frame(0);
    } else if (ui.wants_frame_in_ms > 0) {
        ui.platform.window.request_frame(ui.wants_frame_in_ms);
    }
}

}  // namespace

ImDrawData* draw_frame(Ui& ui, double time_ms, const std::function<void()>& draw) {
    begin_frame(ui, time_ms);
    for (int pass = 0;; ++pass) {
        begin_pass(ui, pass);
        draw();
        if (!end_pass(ui) || pass + 1 == passes_max) {
            break;
        }
        ImGui::EndFrame();
    }
    ImGui::Render();
    end_frame(ui);
    return ImGui::GetDrawData();
}

bool key_event(Ui& ui, const Key& key) {
    if (!key.down) {
        return false;
    }
    if (key.name == "Escape" && ui.drag.item != 0) {
        cancel_drag(ui);
        return true;
    }
    if (key.name == "Escape" && has_overlay(ui)) {
        ui.overlays.layers.back().wants_close = true;
        return true;
    }
    return focus_key(ui, key);
}

void text_focused(Ui& ui, ItemId field) {
    ui.text_fields.editing = field;
    set_focus(ui, field, true);
    ui.focus.reveal = field;
}

void text_changed(Ui& ui, ItemId field, std::string_view text, bool is_composing) {
    ui.text_fields.is_composing = is_composing;
    if (!is_composing) {
        TextNews& news = ui.text_fields.news[field];
        news.has_text = true;
        news.text = text;
    }
}

void text_ended(Ui& ui, ItemId field, TextEnd end) {
    TextFields& fields = ui.text_fields;
    TextNews& news = fields.news[field];
    news.has_ended = true;
    news.end = end;
    fields.is_composing = false;
    if (fields.editing == field) {
        fields.editing = 0;
    }
    if (end == TextEnd::tab || end == TextEnd::shift_tab) {
        move_focus(ui, end == TextEnd::shift_tab);
    } else if (end == TextEnd::blur && ui.focus.focused == field) {
        ui.focus.is_visible = false;
    }
}

}  // namespace xingke::ui::kit
