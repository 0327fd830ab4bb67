#include "app/ui/screens/plan_dialog.h"

#include <array>
#include <utility>

#include "app/model/validate.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t instalments_max = 36, months_max = 24;

// What is asked, as fields of no record: they are typed and checked like any other.
const std::array<model::Field, 4>& questions(const kit::Ui& ui) {
    static std::array<model::Field, 4> fields = {{
        {.id = 1, .name = "amount", .kind = model::kind::Money{}, .required = true},
        {.id = 2, .name = "count", .kind = model::kind::Number{1, instalments_max}, .required = true},
        {.id = 3, .name = "first", .kind = model::kind::Date{}, .required = true},
        {.id = 4, .name = "months", .kind = model::kind::Number{1, months_max}, .required = true},
    }};
    constexpr std::array<Say, 4> titles = {Say::plan_amount, Say::plan_count, Say::plan_first, Say::plan_months};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields[i].title = {say(ui, titles[i]), say(ui, titles[i])};
    }
    return fields;
}

std::int64_t number_in(const model::Record& record, const model::RecordType& type, std::string_view field) {
    const auto* number = std::get_if<std::int64_t>(&model::value_of(record, model::find_field(type, field)->id));
    return number == nullptr ? 0 : *number;
}

}  // namespace

void PlanDialog::open(Desk& desk, const client::RecordAnswer& contract) {
    const model::RecordType& type = *desk.catalogue().find("contract");
    const std::int64_t open_amount =
        number_in(contract.record, type, "amount") - number_in(contract.record, type, "planned");
    const std::int64_t today = days_since_epoch(local_time(desk.now(), desk.context.utc_offset_minutes()).date);
    const std::array<model::Value, 4> start = {open_amount > 0 ? model::Value(open_amount) : model::Value(),
                                               std::int64_t{1}, today + 30, std::int64_t{1}};
    edits_.clear();
    for (std::size_t i = 0; i < start.size(); ++i) {
        const model::Field& field = questions(desk.ui())[i];
        edits_.emplace(field.id, views::begin_edit(desk.ui(), field, start[i], {}));
    }
    is_open_ = true;
}

model::InstalmentPlan PlanDialog::plan() const {
    const auto number = [&](model::FieldId id) {
        const auto* value = std::get_if<std::int64_t>(&edits_.at(id).value);
        return value == nullptr ? 0 : *value;
    };
    return {.amount = number(1),
            .count = static_cast<int>(number(2)),
            .first_due = date_of_days(number(3)),
            .months_between = static_cast<int>(number(4))};
}

void PlanDialog::draw(Desk& desk, const client::RecordAnswer& contract) {
    kit::Ui& ui = desk.ui();
    if (!is_open_) {
        return;
    }
    const kit::Dialog dialog(ui, "plan", is_open_, {.title = say(ui, Say::plan_receivables)});
    if (!dialog.is_open()) {
        return;
    }
    views::EditContext context{desk.link(), desk.catalogue()};
    bool is_sound = true;
    for (const model::Field& field : questions(ui)) {
        views::FieldEdit& edit = edits_.at(field.id);
        bool entered = false;
        views::edit_field(ui, context, field, edit, {.required = true}, entered);
        is_sound = is_sound && !edit.is_text_wrong && !model::is_empty(edit.value) &&
                   model::validate_value(field, edit.value).empty();
    }
    is_sound = is_sound && plan().amount >= plan().count;
    int number = 0;
    for (const model::Instalment& each : is_sound ? model::instalments_of(plan()) : std::vector<model::Instalment>()) {
        const model::Field& amount = questions(ui)[0];
        const std::string title = say(ui, Say::plan_line, {{"number", std::to_string(++number)}});
        kit::line(ui, title,
                  {.detail = print(each.due), .value = views::display_text(ui, amount, each.amount, {}), .id = title});
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const kit::ButtonOptions yes = {.kind = kit::ButtonKind::primary, .disabled = !is_sound, .id = "make_plan"};
    if (kit::button(ui, say(ui, Say::plan_receivables), yes) && is_sound) {
        is_open_ = false;
        save(desk, {.intent = model::Intent::create,
                    .base = contract.cursor,
                    .changes = model::changes_of_plan(desk.catalogue(), contract.record, plan(),
                                                      [&desk] { return make_record_id(desk); }),
                    .words = say(ui, Say::plan_done, {{"count", std::to_string(plan().count)}})});
    }
}

}  // namespace xingke::ui
