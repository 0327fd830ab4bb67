#include "app/ui/screens/presence_dialog.h"

#include <utility>

#include "app/model/travel.h"
#include "app/model/workflow.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr std::string_view check_in = "check_in", check_out = "finish";

// The option of 签到定位 and 签退定位 that an answer is.
std::string_view outcome_of(const platform::Located* located) {
    using Outcome = platform::Located::Outcome;
    if (located == nullptr || located->outcome == Outcome::unavailable) {
        return "unavailable";
    }
    return located->outcome == Outcome::refused ? "refused" : views::is_exact(*located) ? "found" : "inaccurate";
}

const model::Value& value_in(const model::RecordType& type, const model::Record& record, std::string_view field) {
    static const model::Value none;
    const model::Field* declared = model::find_field(type, field);
    return declared == nullptr ? none : model::value_of(record, declared->id);
}

}  // namespace

bool PresenceDialog::is_for(const model::RecordType& type, const model::Record& record, std::string_view step) {
    // Who finishes a planned visit writes it down afterwards: where he is then says nothing.
    const bool is_there = value_in(type, record, "state") == model::Value(std::string("checked_in"));
    return type.name == "visit" && (step == check_in || (step == check_out && is_there));
}

void PresenceDialog::press(Desk& desk, const client::RecordAnswer& visit, std::string step) {
    step_ = std::move(step);
    is_open_ = true;
    customer_.reset();
    const model::RecordType* type = desk.catalogue().find(visit.record.type);
    const model::RecordType* customers = desk.catalogue().find("customer");
    const auto* customer = std::get_if<RecordId>(&value_in(*type, visit.record, "customer"));
    if (customers != nullptr && customer != nullptr) {
        customer_ = desk.link().watch(*customer, customers->id);
    }
    locating_.begin(desk.ui());
}

void PresenceDialog::draw(Desk& desk, const client::RecordAnswer& visit) {
    kit::Ui& ui = desk.ui();
    if (!is_open_) {
        return;
    }
    const platform::Located* located = locating_.answer(ui);
    const bool is_customer_known = customer_ == nullptr || customer_->version() > 0;
    if (located != nullptr && views::is_exact(*located) && is_customer_known) {
        take(desk, visit, With::place);
    }
    const std::string title = words_of_step(desk, visit);
    const kit::Dialog dialog(ui, "presence", is_open_, {.title = title});
    if (!dialog.is_open()) {
        return;
    }
    if (located == nullptr) {
        kit::progress(ui, say(ui, Say::locating), -1);
        kit::soft_text(ui, say(ui, Say::locating));
    } else {
        const std::string problem = views::problem_of(ui, *located);
        kit::banner(ui, kit::Tone::warning, problem, {}, kit::Icon::map_pin);
    }
    draw_buttons(desk, visit, located);
}

void PresenceDialog::draw_buttons(Desk& desk, const client::RecordAnswer& visit, const platform::Located* located) {
    kit::Ui& ui = desk.ui();
    const bool has_place = located != nullptr && located->outcome == platform::Located::Outcome::found;
    const kit::Stack stack(ui, {.gap = 8});
    if (located != nullptr &&
        kit::button(ui, say(ui, Say::locate_again), {.icon = kit::Icon::refresh, .fills = true})) {
        locating_.begin(ui);
    }
    if (has_place && kit::button(ui, say(ui, Say::use_this_place), {.fills = true})) {
        take(desk, visit, With::place);
    }
    if (kit::button(
            ui, say(ui, Say::go_on_without_place),
            {.kind = located == nullptr ? kit::ButtonKind::secondary : kit::ButtonKind::primary, .fills = true})) {
        take(desk, visit, With::nothing);
    }
}

// A customer that nobody has located yet is where his first visitor stands.
void PresenceDialog::keep_customer_place(const Desk& desk, const model::Position& place,
                                         std::vector<model::Change>& changes) const {
    if (customer_ == nullptr || !customer_->answer().exists || step_ != check_in) {
        return;
    }
    const model::Record& customer = customer_->answer().record;
    const model::RecordType& type = *desk.catalogue().find(customer.type);
    const model::Field* field = model::find_field(type, "place");
    const bool is_own = model::value_of(customer, model::common_field::owner) == model::Value(desk.actor().user);
    if (field != nullptr && is_own && model::is_empty(model::value_of(customer, field->id))) {
        model::Change& change = changes.emplace_back();
        change.record = customer.id;
        change.type = type.id;
        change.field = field->id;
        change.value = place;
    }
}

void PresenceDialog::take(Desk& desk, const client::RecordAnswer& visit, With with) {
    kit::Ui& ui = desk.ui();
    const model::RecordType& type = *desk.catalogue().find(visit.record.type);
    const platform::Located* located = locating_.answer(ui);
    const bool is_in = step_ == check_in;
    std::vector<model::Change> changes;
    const auto set = [&](std::string_view name, model::Value value) {
        if (const model::Field* field = model::find_field(type, name)) {
            changes.push_back(
                {.record = visit.record.id, .type = type.id, .field = field->id, .value = std::move(value)});
        }
    };
    set(is_in ? "checked_in_location" : "checked_out_location", std::string(outcome_of(located)));
    const std::string step = words_of_step(desk, visit);
    std::string words = say(ui, Say::toast_presence_without, {{"step", step}});
    if (with == With::place && located != nullptr) {
        const model::Position place = views::position_of(*located);
        set(is_in ? "checked_in_place" : "checked_out_place", place);
        words = say(ui, Say::toast_presence, {{"step", step}, {"metres", std::to_string(place.accuracy_m)}});
        const model::RecordType* customers = desk.catalogue().find("customer");
        if (customer_ != nullptr && customer_->answer().exists) {
            const auto* known =
                std::get_if<model::Position>(&value_in(*customers, customer_->answer().record, "place"));
            if (known != nullptr) {
                const std::string distance = views::distance_words(ui, model::metres_between(place, *known));
                words = say(ui, Say::toast_presence_far, {{"step", step}, {"distance", distance}});
            }
        }
        if (views::is_exact(*located)) {
            keep_customer_place(desk, place, changes);
        }
    }
    is_open_ = false;
    locating_.forget();
    save(desk, {.base = visit.cursor,
                .changes = std::move(changes),
                .words = std::move(words),
                .step = {visit.record.id, type.id, step_}});
}

std::string PresenceDialog::words_of_step(const Desk& desk, const client::RecordAnswer& visit) const {
    const model::Workflow* workflow = desk.catalogue().find_workflow(visit.record.type);
    const model::Transition* transition = workflow == nullptr ? nullptr : workflow->find_transition(step_);
    return transition == nullptr ? std::string() : std::string(say(desk.ui(), transition->declaration.title));
}

}  // namespace xingke::ui
