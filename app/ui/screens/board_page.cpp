#include "app/ui/screens/board_page.h"

#include <algorithm>
#include <utility>

#include "app/ui/kit/overlay.h"

namespace xingke::ui {

BoardScreen::BoardScreen(const model::RecordType& type, const model::Workflow* workflow)
    : type_(&type), workflow_(workflow), board_(type, workflow), step_(type) {}

void BoardScreen::draw(Desk& desk, const Route& route) {
    kit::Ui& ui = desk.ui();
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const kit::Inside inside(ui, kit::is_wide(ui) ? page.inset(kit::gutter(ui), 0) : page);
    board_.ask(desk.link(), head_.query(desk, *type_, route));
    head_.draw(desk, *type_, route, board_.total());
    const views::BoardResult result = board_.draw(ui, desk.may(model::Action::edit, *type_));
    if (result.opened) {
        desk.go({.screen = Screen::detail, .type = type_->id, .record = *result.opened});
    }
    if (result.move) {
        begin_move(desk, *result.move);
    }
    follow_move(desk);
}

bool BoardScreen::on_key(Desk& desk, const Key& key) {
    return board_.on_key(desk.ui(), key);
}

void BoardScreen::begin_move(Desk& desk, views::BoardMove move) {
    live_ = desk.link().watch(move.record, type_->id);
    move_ = std::move(move);
}

// As soon as all is known of the record.
void BoardScreen::follow_move(Desk& desk) {
    if (live_ == nullptr || live_->version() == 0) {
        return;
    }
    if (move_) {
        workflow_ != nullptr ? take_step(desk) : set_stage(desk);
        move_.reset();
    }
    step_.draw(desk, live_->answer());
}

std::string_view BoardScreen::title_of(const Desk& desk, std::string_view key) const {
    const auto& options = std::get<model::kind::Choice>(model::stage_field(*type_)->kind).options;
    const auto option = std::ranges::find(options, key, &model::Option::key);
    return option == options.end() ? say(desk.ui(), Say::no_stage) : say(desk.ui(), option->title);
}

void BoardScreen::take_step(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::RecordAnswer& answer = live_->answer();
    const std::string& from = workflow_->state_of(answer.record).key;
    const model::Transition* transition = workflow_->step_between(from, move_->to);
    std::string problem;
    if (transition == nullptr) {
        problem = say(ui, Say::move_no_step, {{"from", title_of(desk, from)}, {"to", title_of(desk, move_->to)}});
    } else if (std::ranges::find(answer.steps, transition->declaration.name, &client::OfferedStep::name) ==
               answer.steps.end()) {
        problem = say(ui, Say::move_not_yours, {{"step", say(ui, transition->declaration.title)}});
    }
    if (!problem.empty()) {
        kit::show_toast(ui, {.words = std::move(problem), .tone = kit::Tone::warning});
        return;
    }
    step_.press(desk, answer, transition->declaration.name);
}

void BoardScreen::set_stage(Desk& desk) {
    const model::Field& stage = *model::stage_field(*type_);
    const model::Value to = move_->to.empty() ? model::Value() : model::Value(move_->to);
    save(desk,
         {.base = live_->answer().cursor,
          .changes = {{.record = move_->record, .type = type_->id, .field = stage.id, .value = to}},
          .words = say(desk.ui(), Say::toast_moved, {{"name", move_->label}, {"stage", title_of(desk, move_->to)}})});
}

}  // namespace xingke::ui
