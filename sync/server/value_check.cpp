#include "sync/server/value_check.h"

#include "app/base/text.h"
#include "app/model/field_rules.h"
#include "app/model/layer.h"
#include "app/model/saved_view.h"
#include "app/model/siblings.h"
#include "app/model/who.h"
#include "sync/server/company_catalogue.h"

namespace xingke::server {
namespace {

Message about_field(Text text, const model::Field& field) {
    return {text, {argument("field", field.title)}};
}

// Whether another living record has the value now; the table remembers only who had it last.
Result<bool> is_taken(ReadTransaction& storage, const model::Record& record, const model::Field& field,
                      const std::string& key) {
    const auto holder = TRY(storage.find_number(record.type, field.id, key));
    if (!holder || *holder == record.id) {
        return false;
    }
    const auto other = TRY(storage.find_record(*holder));
    return other && model::is_alive(*other) && unique_key(model::value_of(*other, field.id)) == key;
}

Result<bool> is_taken_together(ReadTransaction& storage, const model::RecordType& type, const model::Record& record) {
    const std::string key = model::key_together(type, record);
    const auto holder = key.empty() ? std::nullopt : TRY(storage.find_number(record.type, together_field, key));
    if (!holder || *holder == record.id) {
        return false;
    }
    const auto other = TRY(storage.find_record(*holder));
    return other && model::is_alive(*other) && model::key_together(type, *other) == key;
}

}  // namespace

Message message_together(const model::RecordType& type) {
    std::vector<Title> titles;
    for (const std::string& name : type.unique_together) {
        titles.push_back(model::find_field(type, name)->title);
    }
    return {Text::same_together, {model::titles_argument("fields", titles), argument("type", type.title)}};
}

std::string unique_key(const model::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? fold(*text) : std::string();
}

Result<std::vector<model::Issue>> refusals_of_values(ReadTransaction& storage, const model::Catalogue& core,
                                                     const Application& application, const model::RecordType& type,
                                                     const model::Record* before, const model::Record& after) {
    std::vector<model::Issue> issues;
    for (const model::Field& field : type.fields) {
        const model::Value& value = model::value_of(after, field.id);
        const bool is_changed =
            before == nullptr ? !model::is_empty(value) : value != model::value_of(*before, field.id);
        if (is_changed && model::is_typed(field) && model::is_secret(field, application.actor.role)) {
            issues.push_back({field.name, about_field(Text::value_secret, field)});
        }
        const std::string key = field.unique ? unique_key(value) : "";
        if (!key.empty() && TRY(is_taken(storage, after, field, key))) {
            issues.push_back({field.name,
                              {Text::value_taken,
                               {argument("field", field.title), argument("value", std::get<std::string>(value))}}});
        }
    }
    if (TRY(is_taken_together(storage, type, after))) {
        issues.push_back({type.unique_together.front(), message_together(type)});
    }
    for (model::Issue& issue : model::validate_change(type, before, after)) {
        issues.push_back(std::move(issue));
    }
    if (type.name == model::declaration_type_name) {
        const std::vector<model::Declaration> others = TRY(declarations_of(storage, after.id));
        for (Message& refusal : model::refusals_of_declaration(core, others, before, after, application.actor)) {
            issues.push_back({"", std::move(refusal)});
        }
    }
    if (type.name == model::saved_view_type_name) {
        for (Message& refusal : model::refusals_of_saved_view(type, before, after, application.actor)) {
            issues.push_back({"", std::move(refusal)});
        }
    }
    return issues;
}

}  // namespace xingke::server
