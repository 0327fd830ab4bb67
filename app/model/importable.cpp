#include "app/model/importable.h"

#include <algorithm>
#include <variant>

#include "app/base/text.h"

namespace xingke::model {
namespace {

bool is_importable(const Field& field) {
    return is_typed(field) && !std::holds_alternative<kind::Place>(field.kind) &&
           !std::holds_alternative<kind::Attachment>(field.kind) &&
           !std::holds_alternative<kind::Signature>(field.kind);
}

bool is_common(FieldId id) {
    return id >= common_field::owner && id <= common_field::updated;
}

std::string titles_of(const std::vector<Option>& options, Language language) {
    std::string out;
    for (const Option& option : options) {
        if (option.is_retired) {
            continue;
        }
        out += out.empty() ? "" : language == Language::chinese ? "、" : ", ";
        out += option.title.in(language);
    }
    return out;
}

// What the field's kind says of its values.
class Hint {
public:
    explicit Hint(Language language) : language_(language) {}

    Message operator()(const kind::Text& text) const {
        return text.is_credit_code ? Message{Text::hint_credit_code, {}}
                                   : Message{Text::hint_text, {argument("max", std::to_string(text.characters_max))}};
    }
    Message operator()(const kind::Digits& digits) const {
        return {
            Text::hint_digits,
            {argument("min", std::to_string(digits.digits_min)), argument("max", std::to_string(digits.digits_max))}};
    }
    Message operator()(const kind::Phone& phone) const {
        return {phone.allowed == kind::PhoneKind::mobile ? Text::hint_mobile : Text::hint_phone, {}};
    }
    Message operator()(const kind::Email&) const { return {Text::hint_email, {}}; }
    Message operator()(const kind::Choice& choice) const {
        return {Text::hint_choice, {argument("options", titles_of(choice.options, language_))}};
    }
    Message operator()(const kind::Choices& choices) const {
        return {Text::hint_choices, {argument("options", titles_of(choices.options, language_))}};
    }
    Message operator()(const kind::Region&) const { return {Text::hint_region, {}}; }
    Message operator()(const kind::Number&) const { return {Text::hint_number, {}}; }
    Message operator()(const kind::Money&) const { return {Text::hint_money, {}}; }
    Message operator()(const kind::Percent&) const { return {Text::hint_percent, {}}; }
    Message operator()(const kind::Date&) const { return {Text::hint_date, {}}; }
    Message operator()(const kind::DateTime&) const { return {Text::hint_date_time, {}}; }
    Message operator()(const kind::YesNo&) const { return {Text::hint_yes_no, {}}; }
    Message operator()(const kind::Reference&) const { return {}; }
    Message operator()(const kind::Place&) const { return {}; }
    Message operator()(const kind::References&) const { return {Text::hint_references, {}}; }
    Message operator()(const kind::Attachment&) const { return {}; }
    Message operator()(const kind::Signature&) const { return {}; }

private:
    Language language_;
};

}  // namespace

const RecordType* child_type(const Catalogue& catalogue, const RecordType& type) {
    return type.create_with.empty() ? nullptr : catalogue.find(type.create_with);
}

std::vector<ImportField> importable_fields(const Catalogue& catalogue, const RecordType& type) {
    std::vector<ImportField> fields;
    for (const Field& field : type.fields) {
        if (is_importable(field)) {
            fields.push_back({field.id, &field, &type});
        }
    }
    const RecordType* child = child_type(catalogue, type);
    if (child == nullptr) {
        return fields;
    }
    const Field* parent = parent_field(*child);
    for (const Field& field : child->fields) {
        if (is_importable(field) && !is_common(field.id) && &field != parent) {
            fields.push_back({static_cast<FieldId>(field.id | child_field_flag), &field, child});
        }
    }
    return fields;
}

std::string column_title(const std::vector<ImportField>& fields, const ImportField& field, Language language) {
    const std::string_view title = field.field->title.in(language);
    const auto is_taken = [&](const ImportField& other) {
        return !other.is_childs() && fold(other.field->title.in(language)) == fold(title);
    };
    if (!field.is_childs() || std::ranges::none_of(fields, is_taken)) {
        return std::string(title);
    }
    const std::string_view space = language == Language::chinese ? "" : " ";
    return std::string(field.type->title.in(language)).append(space).append(title);
}

bool is_in_template(const ImportField& field) {
    return !(field.is_childs() && std::holds_alternative<kind::YesNo>(field.field->kind));
}

std::string column_hint(const ImportField& field, Language language) {
    std::string out = field.is_required() ? words({Text::hint_required, {}}, language) : "";
    Message of_kind = std::visit(Hint(language), field.field->kind);
    if (of_kind.key == Text::nothing) {
        return out;
    }
    out += out.empty() || language == Language::chinese ? "" : " ";
    return out + words(of_kind, language);
}

std::vector<std::string> column_choices(const ImportField& field, Language language) {
    std::vector<std::string> out;
    if (const auto* const choice = std::get_if<kind::Choice>(&field.field->kind)) {
        for (const Option& option : choice->options) {
            if (!option.is_retired) {
                out.emplace_back(option.title.in(language));
            }
        }
    } else if (std::holds_alternative<kind::YesNo>(field.field->kind)) {
        for (const bool value : {true, false}) {
            out.emplace_back(value ? (language == Language::chinese ? "是" : "Yes")
                                   : (language == Language::chinese ? "否" : "No"));
        }
    }
    return out;
}

}  // namespace xingke::model
