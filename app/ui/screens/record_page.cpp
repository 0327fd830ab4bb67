#include "app/ui/screens/record_page.h"

#include "app/ui/kit/widgets.h"
#include "app/ui/screens/list_views.h"
#include "app/ui/screens/record_actions.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {

RecordScreen::RecordScreen(Desk& desk, const model::RecordType& type, RecordId record)
    : type_(&type),
      record_(record),
      view_(desk.link(), desk.catalogue(), type, record),
      step_(type),
      sign_(type),
      merge_(type),
      pool_(type) {}

std::string RecordScreen::label(const Desk& desk) const {
    const client::LiveRecord& live = view_.record();
    return live.version() > 0 && live.answer().exists ? label_of(desk, *type_, live.answer().record) : std::string();
}

void RecordScreen::draw(Desk& desk, const Route& route) {
    kit::Ui& ui = desk.ui();
    const client::LiveRecord& live = view_.record();
    const bool is_deleted = live.version() > 0 && live.answer().exists && !model::is_alive(live.answer().record);
    if (is_deleted) {
        const std::string_view action =
            desk.may(model::Action::remove, *type_) ? say(ui, Say::restore) : std::string_view();
        if (kit::banner(ui, kit::Tone::warning, say(ui, Say::removed_notice), action, kit::Icon::trash)) {
            restore(desk, *type_, live.answer());
        }
    }
    std::string tab = route.view.empty() ? "details" : route.view;
    const std::string tab_before = tab;
    const views::DetailResult result = view_.draw(ui, desk.actor(), tab, extras(desk));
    if (tab != tab_before) {
        Route other = route;
        other.view = tab == "details" ? "" : tab;
        desk.go(other);
    }
    follow(desk, result);
    step_.draw(desk, live.answer());
    presence_.draw(desk, live.answer());
    paper_.follow(desk, live.answer());
    map_.draw(ui);
    sign_.draw(desk, live.answer());
    convert_.draw(desk, live.answer());
    plan_.draw(desk, live.answer());
    merge_.draw(desk, live.answer());
    pool_.draw(desk, live.answer());
    if (is_asking_remove_ && ask_remove(desk, *type_, live.answer(), is_asking_remove_)) {
        desk.leave_to({.screen = Screen::list, .type = type_->id});
    }
    if (is_asking_purge_ && ask_purge(desk, *type_, live.answer(), is_asking_purge_)) {
        desk.leave_to({.screen = Screen::list, .type = type_->id, .view = std::string(key_of(ListView::bin))});
    }
}

std::vector<Command> RecordScreen::commands(Desk& desk) {
    const kit::Ui& ui = desk.ui();
    const client::RecordAnswer& answer = view_.record().answer();
    std::vector<Command> commands;
    if (!answer.exists || !model::is_alive(answer.record)) {
        return commands;
    }
    const model::Workflow* workflow = desk.catalogue().find_workflow(type_->id);
    for (const client::OfferedStep& step : answer.steps) {
        const model::Transition* transition = workflow == nullptr ? nullptr : workflow->find_transition(step.name);
        if (transition != nullptr) {
            commands.push_back({std::string(say(ui, transition->declaration.title)), kit::Icon::arrow_right,
                                [this, &desk, name = step.name] { take_step(desk, name); }});
        }
    }
    if (desk.may(model::Action::edit, *type_)) {
        commands.push_back({std::string(say(ui, Say::edit)), kit::Icon::pencil, [this, &desk] {
                                desk.go({.screen = Screen::edit, .type = type_->id, .record = record_});
                            }});
    }
    for (const model::RecordType* child : desk.catalogue().children_of(*type_)) {
        if (!child->is_system && desk.may(model::Action::create, *child)) {
            commands.push_back({say(ui, Say::new_record, {{"type", say(ui, child->title)}}) + " · " + label(desk),
                                kit::Icon::plus, [this, &desk, id = child->id] {
                                    desk.go({.screen = Screen::create, .type = id, .parent = record_});
                                }});
        }
    }
    commands.push_back({std::string(say(ui, Say::print)), kit::Icon::printer,
                        [this, &desk] { print_record(desk, *type_, view_.record().answer()); }});
    return commands;
}

void RecordScreen::follow(Desk& desk, const views::DetailResult& result) {
    if (result.wants_back) {
        desk.go({.screen = Screen::list, .type = type_->id});
    }
    if (result.wants_edit) {
        desk.go({.screen = Screen::edit, .type = type_->id, .record = record_});
    }
    if (result.wants_remove) {
        is_asking_remove_ = true;
    }
    if (result.wants_claim) {
        const client::RecordAnswer& answer = view_.record().answer();
        claim(desk, *type_, record_, answer.cursor, label_of(desk, *type_, answer.record));
    }
    if (result.wants_return) {
        pool_.ask_return(desk);
    }
    if (result.wants_assign) {
        pool_.ask_owner(desk);
    }
    if (result.wants_print) {
        print_record(desk, *type_, view_.record().answer());
    }
    if (result.opened) {
        desk.go({.screen = Screen::detail, .type = result.opened->first, .record = result.opened->second});
    }
    if (result.wants_new_child) {
        desk.go({.screen = Screen::create, .type = *result.wants_new_child, .parent = record_});
    }
    if (result.wants_new_out_of_it) {
        desk.go(
            {.screen = Screen::create, .type = *result.wants_new_out_of_it, .from_type = type_->id, .from = record_});
    }
    follow_work(desk, result);
}

// What the pages of some types have beside what follows from their declarations.
views::DetailExtras RecordScreen::extras(Desk& desk) {
    views::DetailExtras extras;
    const client::LiveRecord& live = view_.record();
    if (FollowUp::is_for(*type_)) {
        extras.in_header = [this, &desk, &live] { follow_up_.draw(desk, *type_, live.answer()); };
    }
    if (type_->name == "customer") {
        extras.in_details = [this, &desk] { related_.draw_cards(desk, *type_, record_); };
        extras.in_timeline = [this, &desk] { return related_.draw_activity(desk, *type_, record_); };
    } else if (type_->name == FollowedList::report_type) {
        extras.in_details = [this, &desk, &live] { followed_.draw(desk, live.answer().record); };
    } else if (type_->name == "contract") {
        extras.prints.emplace_back(say(desk.ui(), Say::print_sale_contract),
                                   [this, &desk, &live] { paper_.begin(desk, live.answer()); });
    }
    return extras;
}

void RecordScreen::take_step(Desk& desk, const std::string& step) {
    const client::RecordAnswer& answer = view_.record().answer();
    if (PresenceDialog::is_for(*type_, answer.record, step)) {
        presence_.press(desk, answer, step);
    } else {
        step_.press(desk, answer, step);
    }
}

// Steps, dialogs and what the history offers.
void RecordScreen::follow_work(Desk& desk, const views::DetailResult& result) {
    if (result.step == "convert" && type_->name == "lead") {
        convert_.open(desk, view_.record().answer());
    } else if (!result.step.empty()) {
        take_step(desk, result.step);
    }
    if (result.wants_way) {
        map_.open(*result.wants_way, label(desk));
    }
    if (result.wants_plan) {
        plan_.open(desk, view_.record().answer());
    }
    if (result.wants_merge) {
        merge_.open(desk);
    }
    if (!result.comment.empty()) {
        save(desk, {.intent = model::Intent::create,
                    .base = view_.record().answer().cursor,
                    .changes = result.comment,
                    .words = std::string(say(desk.ui(), Say::comment_done))});
    }
    if (!result.seat_to_sign.empty()) {
        sign_.open(desk, result.seat_to_sign);
    }
    if (result.undo) {
        undo(desk, *result.undo);
    }
    if (result.wants_purge) {
        is_asking_purge_ = true;
    }
    if (result.restored) {
        const std::string time = views::display_moment(desk.ui(), result.restored->at);
        desk.link().restore_version({.record = record_,
                                     .type = type_->id,
                                     .entry = result.restored->entry,
                                     .base = view_.record().answer().cursor},
                                    [&desk, time](const client::Committed& committed) {
                                        show_outcome(desk, committed,
                                                     say(desk.ui(), Say::toast_version_restored, {{"time", time}}));
                                    });
    }
}

}  // namespace xingke::ui
