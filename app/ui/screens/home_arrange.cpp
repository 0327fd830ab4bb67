#include "app/ui/screens/home_arrange.h"

#include <algorithm>
#include <utility>

#include "app/ui/kit/drag.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/home.h"

namespace xingke::ui {
namespace {

constexpr float handle_width = 32;

std::string title_of(const Desk& desk, std::string_view key) {
    const kit::Ui& ui = desk.ui();
    constexpr std::string_view recent = "recent_";
    if (key.starts_with(recent)) {
        const model::RecordType* type = desk.catalogue().find(key.substr(recent.size()));
        return type == nullptr ? std::string(key)
                               : say(ui, Say::recent_records, {{"type", say(ui, type->title_plural)}});
    }
    const Say title = key == "day"       ? Say::part_day
                      : key == "route"   ? Say::today_route
                      : key == "figures" ? Say::part_figures
                      : key == "due"     ? Say::due_soon
                      : key == "targets" ? Say::targets
                                         : Say::part_overview;
    return std::string(say(ui, title));
}

}  // namespace

std::optional<std::string> HomeArrange::draw(Desk& desk, const std::vector<model::HomePart>& shown) {
    kit::Ui& ui = desk.ui();
    if (std::exchange(wants_open_, false)) {
        parts_ = shown;
        is_open_ = true;
    }
    const kit::Dialog dialog(ui, "arrange", is_open_, {.title = say(ui, Say::arrange_home), .gap = 8});
    if (!dialog.is_open()) {
        carried_.reset();
        return std::nullopt;
    }
    kit::soft_text(ui, say(ui, Say::arrange_home_hint));
    draw_parts(desk);
    std::optional<std::string> decided;
    const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
    if (kit::button(ui, say(ui, Say::home_by_default), {.kind = kit::ButtonKind::ghost})) {
        parts_ = model::parse_home({}, home_parts());
    }
    kit::spring(ui);
    if (kit::button(ui, say(ui, Say::done), {.kind = kit::ButtonKind::primary})) {
        is_open_ = false;
        decided = parts_ == shown ? std::nullopt : std::optional(model::print_home(parts_));
    }
    return decided;
}

void HomeArrange::draw_parts(Desk& desk) {
    kit::Ui& ui = desk.ui();
    {
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::arrange_home));
        const kit::Stack stack(ui, {.gap = 2});
        boxes_.assign(parts_.size(), {});
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            draw_part(desk, i);
        }
    }
    if (carried_ && ui.drag.item == 0) {
        carried_.reset();
    } else if (carried_ && kit::was_dropped(ui)) {
        drop(desk);
    } else if (carried_) {
        const kit::Box& from = boxes_[*carried_];
        const kit::Box box = kit::carried_box(ui, from.width, from.height);
        kit::draw_shadow(ui, box, kit::metric::radius, 10);
        kit::fill(ui, box, kit::theme(ui).raised, kit::metric::radius);
        kit::stroke(ui, box, kit::theme(ui).accent, kit::metric::radius, 2);
        kit::draw_text_in(ui, box.without_left(handle_width + 8), kit::Type::body, kit::theme(ui).text,
                          title_of(desk, parts_[*carried_].key));
    }
}

void HomeArrange::draw_part(Desk& desk, std::size_t index) {
    kit::Ui& ui = desk.ui();
    model::HomePart& part = parts_[index];
    const kit::IdScope scope(ui, part.key);
    const std::string title = title_of(desk, part.key);
    const kit::SemanticScope item(ui, kit::Role::listitem, title);
    const kit::Row row(ui, {.gap = 0, .height = kit::metric::touch});
    const kit::Box handle = kit::place(ui, handle_width, kit::metric::touch);
    boxes_[index] = {handle.x, handle.y, handle_width + kit::available_width(ui), handle.height};
    kit::draw_icon(ui, kit::Icon::menu, handle, kit::theme(ui).text_faint, 18);
    const kit::ItemId id = kit::id_of(ui, "handle");
    const kit::Press press = kit::press(ui, id, handle, {.takes_focus = false, .is_silent = true});
    if (!carried_ && kit::begin_drag(ui, id, press)) {
        carried_ = index;
    }
    kit::checkbox(ui, title, part.is_shown);
    kit::spring(ui);
    const bool ups = kit::icon_button(ui, kit::Icon::chevron_up, say(ui, Say::move_part_up, {{"name", title}}),
                                      {.disabled = index == 0});
    const bool downs = kit::icon_button(ui, kit::Icon::chevron_down, say(ui, Say::move_part_down, {{"name", title}}),
                                        {.disabled = index + 1 == parts_.size()});
    if (ups || downs) {
        parts_ = model::moved_part(std::move(parts_), index, ups ? index - 1 : index + 1);
        kit::ask_for_frame(ui);
    }
}

// Before the row under whose middle it was let go.
void HomeArrange::drop(Desk& desk) {
    const std::size_t from = *std::exchange(carried_, std::nullopt);
    const float y = desk.ui().drag.at.y;
    const auto is_above = [&](const kit::Box& box) { return box.y + box.height / 2 < y; };
    auto to = static_cast<std::size_t>(std::ranges::count_if(boxes_, is_above));
    to -= to > from ? 1 : 0;
    parts_ = model::moved_part(std::move(parts_), from, std::min(to, parts_.size() - 1));
    kit::ask_for_frame(desk.ui());
}

}  // namespace xingke::ui
