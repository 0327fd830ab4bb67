#include "app/ui/screens/pool_page.h"

#include <algorithm>
#include <utility>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

bool is_rule(const model::RecordType& type, const model::Field& field) {
    return model::is_typed(field) && field.name != type.label_field && field.id != model::common_field::owner;
}

// What stands in a rule that nobody has set.
model::Value value_of_default(const model::Field& field) {
    const model::PoolRules rules;
    if (field.name == "follow_up_days") {
        return rules.follow_up_days;
    }
    if (field.name == "remind_days") {
        return rules.remind_days;
    }
    if (field.name == "grace_hours") {
        return rules.grace_hours;
    }
    if (field.name == "exempt_statuses") {
        return rules.exempt_statuses;
    }
    return std::holds_alternative<model::kind::YesNo>(field.kind) ? model::Value(false) : model::Value(std::int64_t{0});
}

}  // namespace

void PoolScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find("pool_rule");
    if (type == nullptr) {
        return;
    }
    follow(desk, *type);
    const bool may_edit = desk.may(model::Action::edit, *type);
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    {
        const kit::Inside inside(ui, may_edit ? page.without_bottom(kit::ActionBar::height) : page);
        const kit::ScrollArea scroll(ui, "pool", {});
        const kit::Centred centred(ui, kit::metric::form_max, 16);
        kit::gap(ui, kit::is_wide(ui) ? 20.0F : 12.0F);
        if (kit::is_wide(ui)) {
            kit::heading(ui, say(ui, Say::pool_rules), 1);
        }
        kit::soft_text(ui, say(ui, may_edit ? Say::pool_rules_hint : Say::pool_rules_read_only));
        if (followed_version_ == 0) {
            kit::skeleton(ui, 0, 72);
        } else {
            draw_forecast(desk, *type);
            draw_fields(desk, *type);
        }
        kit::gap(ui, 24);
    }
    if (may_edit) {
        draw_bar(desk, *type, page.bottom_part(kit::ActionBar::height));
    }
}

// What others changed meanwhile is shown; what is typed here stays.
void PoolScreen::follow(Desk& desk, const model::RecordType& type) {
    if (live_ == nullptr) {
        live_ = desk.link().watch(model::pool_rule_id, type.id);
    }
    if (live_->version() == 0 || live_->version() == followed_version_) {
        return;
    }
    const bool was_typed = followed_version_ != 0 && !changes(type).empty();
    followed_version_ = live_->version();
    if (was_typed) {
        return;
    }
    for (const model::Field& field : type.fields) {
        if (is_rule(type, field)) {
            const model::Value& held = model::value_of(live_->answer().record, field.id);
            edits_[field.id] =
                views::begin_edit(desk.ui(), field, model::is_empty(held) ? value_of_default(field) : held, {});
        }
    }
}

void PoolScreen::draw_fields(Desk& desk, const model::RecordType& type) {
    kit::Ui& ui = desk.ui();
    const bool may_edit = desk.may(model::Action::edit, type);
    const kit::Card card(ui, "rules", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 16});
    views::EditContext context{desk.link(), desk.catalogue()};
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 2 : 1, .gap = 20, .row_gap = 16});
    for (const model::Field& field : type.fields) {
        const auto edit = edits_.find(field.id);
        if (edit == edits_.end()) {
            continue;
        }
        columns.next();
        bool entered = false;
        const std::string problem =
            edit->second.is_text_wrong ? words(edit->second.problem, ui.language) : std::string();
        views::edit_field(ui, context, field, edit->second, {.error = problem, .read_only = !may_edit}, entered);
    }
}

void PoolScreen::draw_forecast(Desk& desk, const model::RecordType& type) {
    kit::Ui& ui = desk.ui();
    if (forecast_ == nullptr) {
        forecast_ = std::make_unique<PoolForecast>();
    }
    const model::Record record = typed(type);
    const model::PoolRules rules = model::pool_rules_of(type, &record);
    const kit::Card card(ui, "forecast", {.gap = 6});
    const PoolForecast::Answer& answer = forecast_->of(desk, rules);
    if (!answer.is_ready) {
        kit::soft_text(ui, say(ui, Say::pool_forecast_reading));
        return;
    }
    if (!rules.is_on) {
        kit::text(ui, say(ui, Say::pool_forecast_off), {.type = kit::Type::body_strong});
        return;
    }
    kit::text(ui,
              say(ui, Say::pool_forecast,
                  {{"tonight", group_thousands(answer.tonight)}, {"tomorrow", group_thousands(answer.tomorrow)}}),
              {.type = kit::Type::body_strong});
    constexpr std::size_t lines_max = 8;
    for (std::size_t i = 0; i < answer.lines.size() && i < lines_max; ++i) {
        const PoolForecast::Line& line = answer.lines[i];
        const kit::Row row(ui, {.gap = 8});
        kit::soft_text(ui, line.owner);
        kit::spring(ui);
        kit::caption(ui,
                     say(ui, Say::pool_forecast_line,
                         {{"tonight", group_thousands(line.tonight)}, {"tomorrow", group_thousands(line.tomorrow)}}));
    }
}

model::Record PoolScreen::typed(const model::RecordType& type) const {
    model::Record record{model::pool_rule_id, type.id, {}};
    record.fields[model::life_field].value = std::int64_t{1};
    for (const auto& [id, edit] : edits_) {
        record.fields[id].value = edit.value;
    }
    return record;
}

std::vector<model::Change> PoolScreen::changes(const model::RecordType& type) const {
    std::vector<model::Change> changes;
    const client::RecordAnswer& answer = live_->answer();
    for (const auto& [id, edit] : edits_) {
        const model::Value& held = model::value_of(answer.record, id);
        const model::Value shown =
            answer.exists && !model::is_empty(held) ? held : value_of_default(*model::find_field(type, id));
        if (edit.value != shown || (!answer.exists && !model::is_empty(edit.value))) {
            changes.push_back({.record = model::pool_rule_id, .type = type.id, .field = id, .value = edit.value});
        }
    }
    return changes;
}

bool PoolScreen::is_sound() const {
    return std::ranges::none_of(edits_, [](const auto& each) { return each.second.is_text_wrong; });
}

void PoolScreen::draw_bar(Desk& desk, const model::RecordType& type, const kit::Box& box) {
    kit::Ui& ui = desk.ui();
    const kit::ActionBar bar(ui, box, kit::metric::form_max);
    kit::spring(ui);
    const bool is_ready = followed_version_ != 0 && is_sound();
    if (!kit::button(ui, say(ui, Say::save), {.kind = kit::ButtonKind::primary, .disabled = !is_ready})) {
        return;
    }
    std::vector<model::Change> wanted = changes(type);
    const bool is_new = !live_->answer().exists;
    if (wanted.empty()) {
        kit::show_toast(ui, {.words = std::string(say(ui, Say::toast_unchanged))});
        return;
    }
    save(desk, {.intent = is_new ? model::Intent::create : model::Intent::edit,
                .base = live_->answer().cursor,
                .changes = std::move(wanted),
                .words = std::string(say(ui, Say::toast_pool_rules))});
}

}  // namespace xingke::ui
