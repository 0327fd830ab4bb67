#include "app/ui/views/pool.h"

#include <algorithm>

#include "app/model/sight.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

constexpr int company_offset = model::Catalogue::utc_offset_minutes;

std::string title_of(const kit::Ui& ui, const std::vector<model::Option>& options, const model::Value& key) {
    const auto* text = std::get_if<std::string>(&key);
    const auto found = std::find_if(options.begin(), options.end(), [&](const model::Option& option) {
        return text != nullptr && option.key == *text;
    });
    return found == options.end() ? std::string() : std::string(say(ui, found->title));
}

std::string label_in(const client::RecordAnswer& answer, model::FieldId field) {
    for (const auto& [id, label] : answer.labels) {
        if (id == field) {
            return label;
        }
    }
    return {};
}

void add(std::string& line, const std::string& part) {
    if (!part.empty()) {
        line += (line.empty() ? "" : " · ") + part;
    }
}

// Who gave it away, when and why: what decides whether it is worth claiming.
std::string way_into_pool(const kit::Ui& ui, const client::RecordAnswer& answer) {
    std::string line;
    add(line, title_of(ui, model::pool_reasons(), model::value_of(answer.record, model::pool_field::reason)));
    if (const auto* ms = std::get_if<std::int64_t>(&model::value_of(answer.record, model::pool_field::pooled_at))) {
        add(line, display_moment(ui, Instant{*ms}));
    }
    const std::string former = label_in(answer, model::pool_field::former_owner);
    if (!former.empty()) {
        add(line, say(ui, Say::pool_former_owner, {{"name", former}}));
    }
    return line;
}

bool is_waiting_claim(const client::RecordAnswer& answer) {
    return std::ranges::count(answer.pending, model::common_field::owner) > 0 &&
           model::value_of(answer.record, model::pool_field::reason) ==
               model::Value(std::string(model::key_of(model::PoolReason::claimed)));
}

}  // namespace

DaysLeft days_left(const kit::Ui& ui, const model::Value& due, const model::Value& remind, const model::Value& exempt) {
    const auto* ms = std::get_if<std::int64_t>(&due);
    if (ms == nullptr) {
        return {};
    }
    if (*ms == model::never_due_ms) {
        const std::string why = title_of(ui, model::pool_exemptions(), exempt);
        return {"∞" + (why.empty() ? "" : " " + why), kit::Tone::neutral};
    }
    const Instant now = ui.platform.clock.now();
    const std::int64_t days = model::days_left({*ms}, now, company_offset);
    if (days <= 0) {
        return {std::string(say(ui, days < 0 ? Say::pool_is_over : Say::pool_tonight)), kit::Tone::bad};
    }
    const auto* remind_ms = std::get_if<std::int64_t>(&remind);
    const bool is_near = remind_ms != nullptr && now.ms >= *remind_ms;
    return {say(ui, Say::pool_days, {{"count", std::to_string(days)}}), days <= 1 ? kit::Tone::bad
                                                                        : is_near ? kit::Tone::warning
                                                                                  : kit::Tone::neutral};
}

PoolPress draw_pool(kit::Ui& ui, const model::Catalogue& catalogue, const model::RecordType& type,
                    const client::RecordAnswer& answer, const client::RecordAnswer& rules, const model::Actor& actor) {
    const model::RecordType* rule_type = catalogue.find("pool_rule");
    if (!type.is_pooled || rule_type == nullptr || !model::is_alive(answer.record)) {
        return PoolPress::none;
    }
    PoolPress pressed = PoolPress::none;
    const model::PoolFacts facts = model::pool_facts(type, answer.record);
    const model::PoolRules own = model::pool_rules_of(*rule_type, rules.exists ? &rules.record : nullptr);
    if (facts.has_owner && !own.is_on && !is_waiting_claim(answer)) {
        return pressed;
    }
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, Say::pool));
    const kit::Stack stack(ui, {.gap = 8});
    if (!facts.has_owner) {
        {
            const kit::Row row(ui, {.gap = 8, .wraps = true});
            kit::chip(ui, say(ui, Say::pool_customer), {.tone = kit::Tone::accent, .icon = kit::Icon::users});
            kit::caption(ui, way_into_pool(ui, answer));
        }
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        const bool answers_for_others = model::reach_of(type, actor.role) != model::Reach::own;
        if (model::may(actor, model::Action::edit, type) &&
            kit::button(ui, say(ui, Say::pool_claim), {.kind = kit::ButtonKind::primary, .icon = kit::Icon::user})) {
            pressed = PoolPress::claim;
        }
        if (answers_for_others && model::may(actor, model::Action::edit, type) &&
            kit::button(ui, say(ui, Say::pool_assign), {.icon = kit::Icon::users})) {
            pressed = PoolPress::assign;
        }
        return pressed;
    }
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    if (is_waiting_claim(answer)) {
        kit::chip(ui, say(ui, Say::pool_unconfirmed), {.tone = kit::Tone::warning, .icon = kit::Icon::clock});
    }
    if (!own.is_on) {
        return pressed;
    }
    const auto value = [&](model::FieldId field) { return model::value_of(answer.record, field); };
    const DaysLeft left = days_left(ui, value(model::pool_field::due_at), value(model::pool_field::remind_at),
                                    value(model::pool_field::exempt));
    if (!left.words.empty()) {
        kit::chip(ui, left.words, {.tone = left.tone, .icon = kit::Icon::clock});
    }
    const model::PoolCalendar calendar{catalogue.calendar(), company_offset};
    kit::caption(ui, words(model::explanation(model::pool_due(facts, own, calendar), company_offset), ui.language));
    const Message longer = model::how_to_extend(facts, own, calendar, ui.platform.clock.now());
    if (longer.key != Text::nothing) {
        kit::caption(ui, words(longer, ui.language));
    }
    return pressed;
}

}  // namespace xingke::ui::views
