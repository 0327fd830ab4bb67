#include "app/ui/kit/overlay.h"

#include <algorithm>
#include <cmath>

#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

constexpr ImGuiWindowFlags layer_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing |
                                         ImGuiWindowFlags_NoScrollWithMouse;

// A window of ImGui's above all that were begun before it in this frame.
void begin_window(const Ui& ui, std::string_view prefix, ItemId id, const Box& box) {
    char name[40];
    ImFormatString(name, sizeof(name), "%.*s%08x", static_cast<int>(prefix.size()), prefix.data(), id);
    ImGui::SetNextWindowPos(box.min());
    ImGui::SetNextWindowSize({box.width, box.height});
    ImGui::Begin(name, nullptr, layer_flags);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImGui::GetWindowDrawList()->_FringeScale = 1 / ui.view.scale;
}

Box whole_view(const Ui& ui) {
    return {0, 0, ui.view.width, ui.view.height};
}

// Opens the layer at its first draw, and says whether it has been told to close since the last one.
bool enter_layer(Ui& ui, ItemId id) {
    Overlays& o = ui.overlays;
    auto found =
        std::find_if(o.layers.begin(), o.layers.end(), [id](const OpenLayer& layer) { return layer.id == id; });
    if (found == o.layers.end()) {
        OpenLayer layer;
        layer.id = id;
        layer.focus_before = ui.focus.focused;
        o.layers.push_back(layer);
        found = o.layers.end() - 1;
        ui.focus.focused = 0;
        ui.layout.is_unsettled = true;
        if (ui.text_fields.editing != 0) {
            ui.platform.text_input.blur();
        }
    }
    found->is_seen = true;
    o.current = static_cast<int>(found - o.layers.begin()) + 1;
    const bool wants_close = found->wants_close;
    found->wants_close = false;
    return wants_close;
}

// The darkened page behind; a press on it asks the layer to close.
void draw_scrim(Ui& ui, ItemId id, bool is_dark) {
    const float shown = glide_from(ui, id ^ 0x5C21U, 0, 1, usual_ms);
    if (is_dark) {
        fill(ui, whole_view(ui), fade(theme(ui).scrim, shown));
    }
    PressOptions options;
    options.is_silent = true;
    options.takes_focus = false;
    options.allows_overlap = true;
    if (press(ui, id ^ 0x5C22U, whole_view(ui), options).pressed) {
        for (OpenLayer& layer : ui.overlays.layers) {
            layer.wants_close = layer.wants_close || layer.id == id;
        }
    }
}

// Keeps presses on the surface itself from reaching the scrim.
void block(Ui& ui, ItemId id, const Box& box) {
    PressOptions options;
    options.is_silent = true;
    options.takes_focus = false;
    options.allows_overlap = true;
    press(ui, id ^ 0xB10CU, box, options);
}

void draw_panel(Ui& ui, const Box& box, float radius, bool is_sheet) {
    draw_shadow(ui, box, radius, is_sheet ? 16.0F : 24.0F);
    fill(ui, is_sheet ? Box{box.x, box.y, box.width, box.height + radius} : box, theme(ui).raised, radius);
    if (!is_sheet) {
        stroke(ui, box, theme(ui).border, radius);
    }
}

void push_flow_at(Ui& ui, const Box& frame, float gap) {
    Flow flow;
    flow.frame = frame;
    flow.gap = gap;
    flow.x = frame.x;
    flow.y = frame.y;
    flow.used_right = frame.x;
    flow.used_bottom = frame.y;
    ui.layout.flows.push_back(flow);
}

}  // namespace

bool has_overlay(const Ui& ui) {
    return !ui.overlays.layers.empty();
}

// --- Dialog
// -----------------------------------------------------------------------------------------------------------

Dialog::Dialog(Ui& ui, std::string_view id, bool& open, const Options& options)
    : ui_(ui), id_(id_of(ui, id)), padding_(options.padding) {
    if (!open) {
        return;
    }
    outer_layer_ = ui.overlays.current;
    if (enter_layer(ui, id_) && options.may_close) {
        open = false;
        ui.layout.is_unsettled = true;
    }
    is_drawing_ = true;
    scope_.emplace(ui, id);
    begin_window(ui, "dialog", id_, whole_view(ui));
    draw_scrim(ui, id_, true);
    is_sheet_ = !is_wide(ui);
    const float header = options.title.empty() ? 0.0F : 56.0F;
    const float safe = is_sheet_ ? ui.view.inset_bottom : 0;
    const float room = ui.view.height - ui.view.inset_top - (is_sheet_ ? 24.0F : 48.0F);
    const float content = remembered(ui, id_ ^ 0xD1A1U, 120);
    const float wanted =
        options.height > 0 ? options.height : header + content + padding_ + safe + (header > 0 ? 4.0F : padding_);
    const float height = ImMin(wanted, room);
    const float width = is_sheet_ ? ui.view.width : ImMin(options.width, ui.view.width - 32);
    const float shown = glide_from(ui, id_ ^ 0xD1A2U, 0, 1, slow_ms);
    if (is_sheet_) {
        box_ = {0, ui.view.height - height * shown, width, height};
    } else {
        box_ = whole_view(ui).middle(width, height);
        box_.y = std::floor(box_.y * 0.8F + (1 - shown) * 12);
        box_.x = std::floor(box_.x);
    }
    draw_panel(ui, box_, is_sheet_ ? 16.0F : metric::radius_large, is_sheet_);
    block(ui, id_, box_);
    SemanticNode node;
    node.id = id_;
    node.role = options.is_alert ? Role::alert : Role::dialog;
    node.name = options.title;
    node.rect = box_;
    node.is_modal = true;
    add_node(ui, node);
    ui.semantics.parents.push_back(id_);
    if (header > 0) {
        const Box bar = box_.top_part(header).inset(padding_, 0);
        draw_text_in(ui, bar.without_right(44), Type::large_strong, theme(ui).text, options.title);
        if (options.has_close_button && options.may_close) {
            Inside corner(ui, box_.top_part(header).right_part(50).middle(36, is_sheet_ ? 44.0F : 36.0F));
            if (icon_button(ui, Icon::x, say(ui, Say::close))) {
                open = false;
            }
        }
    }
    const Box body = {box_.x, box_.y + header, box_.width, box_.height - header - safe};
    area_.emplace(ui, "body-scroll", body, header > 0 ? 4.0F : padding_, padding_, options.gap);
}

Dialog::~Dialog() {
    if (!is_drawing_) {
        return;
    }
    remember(ui_, id_ ^ 0xD1A1U, area_->used_height());
    area_.reset();
    ui_.semantics.parents.pop_back();
    ImGui::End();
    ui_.overlays.current = outer_layer_;
}

DialogBody::DialogBody(Ui& ui, std::string_view id, const Box& box, float top, float padding, float gap)
    : ui_(ui), inside_(ui, box), area_(ui, id, {.height = box.height}), top_(top) {
    const Box& view = area_.view();
    const float y = area_.content_top() + top;
    push_flow_at(ui, {view.x + padding, y, view.width - 2 * padding, view.bottom() - y - padding}, gap);
    padding_ = padding;
}

float DialogBody::used_height() const {
    const Flow& flow = ui_.layout.flows.back();
    return flow.used_bottom - flow.frame.y;
}

DialogBody::~DialogBody() {
    const float used = used_height();
    ui_.layout.flows.pop_back();
    place(ui_, 0, top_ + used + padding_);
}

// --- Question
// -----------------------------------------------------------------------------------------------------------

Answer ask(Ui& ui, std::string_view id, bool& open, const Question& question) {
    Answer answer = Answer::none;
    bool stays = open;
    {
        Dialog dialog(ui, id, stays, {.title = question.title, .width = 400, .has_close_button = false});
        if (!dialog.is_open()) {
            return answer;
        }
        soft_text(ui, question.sentence);
        gap(ui, 4);
        const ButtonKind kind = question.is_dangerous ? ButtonKind::danger : ButtonKind::primary;
        if (is_wide(ui)) {
            Row row(ui, {.align = Align::end});
            if (button(ui, question.no)) {
                answer = Answer::no;
            }
            if (button(ui, question.yes, {.kind = kind})) {
                answer = Answer::yes;
            }
        } else {
            if (button(ui, question.yes, {.kind = kind, .fills = true})) {
                answer = Answer::yes;
            }
            if (button(ui, question.no, {.fills = true})) {
                answer = Answer::no;
            }
        }
    }
    if (!stays && answer == Answer::none) {
        answer = Answer::no;
    }
    if (answer != Answer::none) {
        open = false;
    }
    return answer;
}

// --- Menu
// ---------------------------------------------------------------------------------------------------------------

Menu::Menu(Ui& ui, std::string_view id, const Box& anchor, bool& open, float width)
    : ui_(ui), open_(open), id_(id_of(ui, id)) {
    if (!open) {
        return;
    }
    outer_layer_ = ui.overlays.current;
    if (enter_layer(ui, id_)) {
        open = false;
        ui.layout.is_unsettled = true;
    }
    is_drawing_ = true;
    is_sheet_ = !is_wide(ui);
    scope_.emplace(ui, id);
    begin_window(ui, "menu", id_, whole_view(ui));
    draw_scrim(ui, id_, is_sheet_);
    const float safe = is_sheet_ ? ui.view.inset_bottom : 0;
    const float content = remembered(ui, id_ ^ 0x3E21U, 96);
    const float room = ui.view.height - ui.view.inset_top - 32;
    const float height = ImMin(content + 12 + safe, is_sheet_ ? room * 0.8F : room);
    const float shown = glide_from(ui, id_ ^ 0x3E22U, 0, 1, quick_ms);
    if (is_sheet_) {
        box_ = {0, ui.view.height - height * shown, ui.view.width, height};
    } else {
        box_ = {ImMin(anchor.x, ui.view.width - width - 12), anchor.bottom() + 4, ImMax(width, anchor.width), height};
        if (box_.bottom() > ui.view.height - 8) {
            const float above = anchor.y - 4 - height;
            box_.y = above >= 8 ? above : ImMax(8.0F, ui.view.height - 8 - height);
        }
    }
    draw_panel(ui, box_, is_sheet_ ? 16.0F : metric::radius, is_sheet_);
    block(ui, id_, box_);
    SemanticNode node;
    node.id = id_;
    node.role = Role::group;
    node.name = id;
    node.rect = box_;
    node.is_modal = true;
    add_node(ui, node);
    ui.semantics.parents.push_back(id_);
    area_.emplace(ui, "menu-scroll", box_.without_bottom(safe), 6.0F, 6.0F, 0.0F);
}

Menu::~Menu() {
    if (!is_drawing_) {
        return;
    }
    remember(ui_, id_ ^ 0x3E21U, area_->used_height());
    area_.reset();
    ui_.semantics.parents.pop_back();
    ImGui::End();
    ui_.overlays.current = outer_layer_;
}

bool menu_item(Ui& ui, Icon icon, std::string_view label, Menu& menu, Tone tone, bool selected) {
    const Box box = place(ui, 0, menu.is_sheet_ ? 48.0F : 36.0F);
    PressOptions options;
    options.node.role = Role::menuitem;
    options.node.name = label;
    options.node.has_selected = selected;
    options.node.is_selected = selected;
    options.radius = 6;
    options.group = menu.id_;
    options.is_group_entry = ui.focus.drawing.empty() || ui.focus.drawing.back().group != menu.id_;
    const Press p = press(ui, id_of(ui, label), box, options);
    draw_wash(ui, p, 6);
    const Theme& t = theme(ui);
    const Color color = tone == Tone::neutral ? t.text : t.tone(tone).text;
    Box inner = box.inset(menu.is_sheet_ ? 14.0F : 10.0F, 0);
    if (icon != Icon::none) {
        draw_icon(ui, icon, inner.left_part(18), tone == Tone::neutral ? t.text_soft : color, 18);
        inner = inner.without_left(28);
    }
    if (selected) {
        draw_icon(ui, Icon::check, inner.right_part(18), t.accent, 18);
        inner = inner.without_right(24);
    }
    draw_text_in(ui, inner, Type::body, color, label);
    if (p.pressed) {
        menu.open_ = false;
    }
    return p.pressed;
}

// --- Toasts
// -------------------------------------------------------------------------------------------------------------

void show_toast(Ui& ui, ToastOptions options) {
    Overlays& o = ui.overlays;
    if (o.toasts.size() >= 3) {
        o.toasts.erase(o.toasts.begin());
    }
    Toast toast;
    toast.number = ++o.toast_number;
    toast.words = std::move(options.words);
    toast.tone = options.tone;
    toast.action = std::move(options.action);
    toast.on_action = std::move(options.on_action);
    toast.shown_ms = options.duration_ms;
    o.toasts.push_back(std::move(toast));
    ask_for_frame(ui);
}

namespace {

struct ToastPlan {
    std::vector<std::string_view> lines;
    Box box;
    float action_width = 0;
};

ToastPlan plan_toast(const Ui& ui, const Toast& toast, float bottom) {
    ToastPlan plan;
    const float most = ImMin(440.0F, ui.view.width - 32);
    plan.action_width = toast.action.empty() ? 0 : text_width(ui, Type::body_strong, toast.action) + 28;
    const float lead = toast.tone == Tone::neutral ? 0.0F : 28.0F;
    const float room = most - 32 - plan.action_width - 34 - lead;
    plan.lines = wrap(ui, Type::body, toast.words, room);
    float words = 0;
    for (const std::string_view line : plan.lines) {
        words = ImMax(words, text_width(ui, Type::body, line));
    }
    const float width = ImMin(most, std::ceil(words) + 32 + plan.action_width + 34 + lead);
    const float height = line_height(ui, Type::body) * static_cast<float>(plan.lines.size()) + 24;
    const float x = is_wide(ui) ? ui.view.width - width - 24 : std::floor((ui.view.width - width) / 2);
    plan.box = {x, bottom - height, width, height};
    return plan;
}

// True while it stays.
bool draw_toast(Ui& ui, Toast& toast, const ToastPlan& plan) {
    IdScope scope(ui, static_cast<std::int64_t>(toast.number));
    const ItemId id = id_of(ui, "toast");
    const float shown = glide_from(ui, id, 0, 1, usual_ms);
    Box box = plan.box;
    box.y += (1 - shown) * 12;
    begin_window(ui, "toast", id, box);
    const bool is_dark = theme(ui).is_dark;
    const Color back = is_dark ? theme(ui).raised : rgb(0x1B242E);
    const Color color = is_dark ? theme(ui).text : rgb(0xF1F4F7);
    ImGui::PushClipRect({0, 0}, {ui.view.width, ui.view.height}, false);
    draw_shadow(ui, box, metric::radius, 14);
    fill(ui, box, back, metric::radius + 2);
    if (is_dark) {
        stroke(ui, box, theme(ui).border_strong, metric::radius + 2);
    }
    ImGui::PopClipRect();
    SemanticNode node;
    node.id = id;
    node.role = toast.tone == Tone::bad ? Role::alert : Role::status;
    node.name = toast.words;
    node.rect = box;
    SemanticScope semantics(ui, std::move(node));
    float x = box.x + 16;
    if (toast.tone != Tone::neutral) {
        const Icon icon = toast.tone == Tone::good     ? Icon::check_circle
                          : toast.tone == Tone::accent ? Icon::info
                                                       : Icon::alert_circle;
        draw_icon(ui, icon, {x, box.y + 12, 18, line_height(ui, Type::body)}, theme(ui).tone(toast.tone).solid, 18);
        x += 28;
    }
    float y = box.y + 12;
    for (const std::string_view line : plan.lines) {
        draw_text(ui, {x, y}, Type::body, color, line);
        y += line_height(ui, Type::body);
    }
    bool stays = true;
    PressOptions options;
    options.radius = 6;
    options.node.role = Role::button;
    if (plan.action_width > 0) {
        options.node.name = toast.action;
        const Box at = Box{box.right() - 38 - plan.action_width, box.y, plan.action_width, box.height}.inset(0, 6);
        const Press p = press(ui, id_of(ui, "action"), at, options);
        fill(ui, at, p.hovered || p.held ? rgb(0xFFFFFF, 0.1F) : 0, 6);
        draw_text_in(ui, at, Type::body_strong, is_dark ? theme(ui).accent : rgb(0x6FCBDD), toast.action,
                     Align::centre);
        if (p.pressed) {
            stays = false;
            if (toast.on_action) {
                toast.on_action();
            }
        }
    }
    options.node.name = say(ui, Say::close);
    const Box corner = box.right_part(38).middle(30, 30);
    const Press p = press(ui, id_of(ui, "close"), corner, options);
    draw_icon(ui, Icon::x, corner, fade(color, p.hovered ? 1.0F : 0.65F), 16);
    stays = stays && !p.pressed;
    ImGui::End();
    return stays;
}

}  // namespace

ActionBar::ActionBar(Ui& ui, const Box& box, float width)
    : inside_(ui, box.middle(ImMin(width, box.width - 2 * gutter(ui)), is_wide(ui) ? metric::control : metric::touch)),
      row_(ui, {.gap = is_wide(ui) ? 8.0F : 10.0F, .height = is_wide(ui) ? metric::control : metric::touch}) {
    fill(ui, box, theme(ui).surface);
    draw_line(ui, box.min(), {box.right(), box.y}, theme(ui).border);
    ui.overlays.toast_floor = ImMin(ui.overlays.toast_floor, box.y);
}

void draw_toasts(Ui& ui, float bottom_space) {
    Overlays& o = ui.overlays;
    const int outer = o.current;
    // Toasts belong to whatever is on top, so that their buttons can be reached.
    o.current = static_cast<int>(o.layers.size());
    float bottom = ImMin(o.toast_floor, ui.view.height - bottom_space - ui.view.inset_bottom) - 16;
    for (std::size_t i = o.toasts.size(); i-- > 0;) {
        // Its action may show another toast: take it out of the list while it is drawn.
        Toast toast = o.toasts[i];
        if (toast.until_ms == 0) {
            toast.until_ms = ui.time_ms + static_cast<double>(toast.shown_ms);
        }
        const ToastPlan plan = plan_toast(ui, toast, bottom);
        const std::uint64_t number = toast.number;
        const bool stays = draw_toast(ui, toast, plan) && ui.time_ms < toast.until_ms;
        const auto found =
            std::find_if(o.toasts.begin(), o.toasts.end(), [number](const Toast& t) { return t.number == number; });
        if (found == o.toasts.end()) {
            continue;
        }
        if (stays) {
            found->until_ms = toast.until_ms;
            ask_for_frame_in(ui, static_cast<int>(toast.until_ms - ui.time_ms) + 1);
            bottom = plan.box.y - 8;
        } else {
            o.toasts.erase(found);
            ui.layout.is_unsettled = true;
        }
    }
    o.current = outer;
}

}  // namespace xingke::ui::kit
