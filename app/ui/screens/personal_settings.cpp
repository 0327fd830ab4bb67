#include "app/ui/screens/personal_settings.h"

#include <utility>

namespace xingke::ui {

void PersonalSettings::follow(Desk& desk) {
    const model::RecordType* type = desk.catalogue().find(model::personal_setting_type_name);
    if (live_ == nullptr && type != nullptr) {
        id_ = model::personal_setting_of(desk.actor().user);
        live_ = desk.link().watch(id_, type->id);
    }
}

const model::Value& PersonalSettings::value(model::FieldId field) const {
    static const model::Value none;
    return live_ == nullptr || !live_->answer().exists ? none : model::value_of(live_->answer().record, field);
}

std::vector<model::HomePart> PersonalSettings::home(const std::vector<std::string_view>& known) const {
    const auto* text = std::get_if<std::string>(&value(model::personal_setting_field::home));
    return model::parse_home(text == nullptr ? std::string_view() : std::string_view(*text), known);
}

std::int64_t PersonalSettings::report_hour() const {
    const auto* hour = std::get_if<std::int64_t>(&value(model::personal_setting_field::report_hour));
    return hour == nullptr ? model::report_hour_by_default : *hour;
}

void PersonalSettings::set(Desk& desk, model::FieldId field, model::Value to, std::string words) {
    if (live_ == nullptr || live_->version() == 0 || value(field) == to) {
        return;
    }
    const bool is_new = !live_->answer().exists;
    const model::TypeId type = desk.catalogue().find(model::personal_setting_type_name)->id;
    std::vector<model::Change> changes;
    if (is_new) {
        changes.push_back(
            {.record = id_, .type = type, .field = model::life_field, .value = model::Value(std::int64_t{1})});
    }
    changes.push_back({.record = id_, .type = type, .field = field, .value = std::move(to)});
    save(desk, {.intent = is_new ? model::Intent::create : model::Intent::edit,
                .base = live_->answer().cursor,
                .changes = std::move(changes),
                .words = std::move(words)});
}

}  // namespace xingke::ui
