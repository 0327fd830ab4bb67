#include "app/ui/screens/calendar_page.h"

#include <utility>

namespace xingke::ui {

void CalendarScreen::draw(Desk& desk, const Route& route) {
    kit::Ui& ui = desk.ui();
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const kit::Inside inside(ui, kit::is_wide(ui) ? page.inset(kit::gutter(ui), 0) : page);
    const int offset = desk.context.utc_offset_minutes();
    calendar_.ask(ui, desk.link(), head_.query(desk, *type_, route), offset);
    if (head_.draw(desk, *type_, route, calendar_.total(), true)) {
        export_.begin(desk, *type_, head_.query(desk, *type_, route));
    }
    export_.follow(desk, *type_);
    const views::CalendarResult result = calendar_.draw(ui, {.may_create = desk.may(model::Action::create, *type_),
                                                             .may_move = desk.may(model::Action::edit, *type_),
                                                             .utc_offset_minutes = offset});
    if (result.opened) {
        desk.go({.screen = Screen::detail, .type = type_->id, .record = *result.opened});
    }
    if (result.wants_new) {
        desk.go({.screen = Screen::create, .type = type_->id, .day = *result.wants_new});
    }
    if (result.move) {
        live_ = desk.link().watch(result.move->record, type_->id);
        move_ = result.move;
    }
    move(desk);
}

// As soon as the record's cursor is known.
void CalendarScreen::move(Desk& desk) {
    if (!move_ || live_ == nullptr || live_->version() == 0) {
        return;
    }
    const views::CalendarMove wanted = *std::exchange(move_, std::nullopt);
    save(desk, {.base = live_->answer().cursor,
                .changes = {{.record = wanted.record, .type = type_->id, .field = wanted.field, .value = wanted.value}},
                .words = say(desk.ui(), Say::toast_day, {{"name", wanted.label}, {"date", print(wanted.day)}})});
    live_.reset();
}

}  // namespace xingke::ui
