#include "app/model/validate.h"

#include <algorithm>

#include "app/base/credit_code.h"
#include "app/base/phone_prefixes.h"
#include "app/base/regions.h"
#include "app/base/text.h"
#include "app/model/field_rules.h"
#include "app/model/signature.h"

namespace xingke::model {
namespace {

// How much of a wrong value a message repeats.
constexpr std::size_t quoted_characters_max = 40;

std::string shown(std::string_view text) {
    return std::string(first_characters(text, quoted_characters_max));
}

bool is_all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Checks one value of one field; the message names the field, the rule and the value.
class Checker {
public:
    Checker(const Field& field, const Value& value, std::vector<Issue>& issues)
        : field_(field), value_(value), issues_(issues) {}

    void operator()(const kind::Text& text) const {
        if (const auto* value = expect<std::string>()) {
            check_length(*value, text.characters_max);
            if (!text.multiline && value->find_first_of("\r\n") != std::string::npos) {
                add(Text::one_line);
            }
            if (text.is_credit_code) {
                check_credit_code(*value);
            }
        }
    }

    void operator()(const kind::Digits& digits) const {
        const auto* value = expect<std::string>();
        if (value == nullptr) {
            return;
        }
        const int count = static_cast<int>(value->size());
        if (!is_all_digits(*value)) {
            // "邮编须为6位数字" tells more than "只能填数字" where the number of digits is fixed.
            if (digits.digits_min == digits.digits_max) {
                add(Text::digits_exactly, {argument("count", std::to_string(digits.digits_min))});
            } else {
                add(Text::not_digits, {argument("value", shown(*value))});
            }
        } else if (count < digits.digits_min || count > digits.digits_max) {
            if (digits.digits_min == digits.digits_max) {
                add(Text::digits_exactly, {argument("count", std::to_string(digits.digits_min))});
            } else {
                add(Text::digits_between, {argument("min", std::to_string(digits.digits_min)),
                                           argument("max", std::to_string(digits.digits_max))});
            }
        }
    }

    void operator()(const kind::Phone& phone) const {
        const auto* value = expect<std::string>();
        if (value == nullptr) {
            return;
        }
        if (phone.allowed == kind::PhoneKind::mobile) {
            if (!is_mobile_number(*value)) {
                add(Text::not_mobile, {argument("value", shown(*value))});
            }
        } else if (!is_phone_number(*value)) {
            add(Text::not_phone, {argument("value", shown(*value))});
        }
    }

    void operator()(const kind::Email& email) const {
        if (const auto* value = expect<std::string>()) {
            check_length(*value, email.characters_max);
            if (!is_email(*value)) {
                add(Text::not_email, {argument("value", shown(*value))});
            }
        }
    }

    void operator()(const kind::Choice& choice) const {
        if (const auto* value = expect<std::string>()) {
            check_option(choice.options, *value);
        }
    }

    void operator()(const kind::Choices& choices) const {
        if (const auto* value = expect<Elements>()) {
            for (const std::string& key : *value) {
                check_option(choices.options, key);
            }
        }
    }

    void operator()(const kind::Region&) const {
        const auto* value = expect<std::string>();
        if (value != nullptr && !is_region(*value)) {
            add(Text::not_region, {argument("value", shown(*value))});
        }
    }

    void operator()(const kind::Number& number) const {
        const auto* value = expect<std::int64_t>();
        if (value == nullptr) {
            return;
        }
        if (*value < number.least) {
            add(Text::number_too_small, {argument("min", std::to_string(number.least))});
        } else if (*value > number.most) {
            add(Text::number_too_large, {argument("max", std::to_string(number.most))});
        }
    }

    void operator()(const kind::Money&) const { expect<std::int64_t>(); }
    void operator()(const kind::Percent&) const { expect<std::int64_t>(); }
    void operator()(const kind::Date&) const { expect<std::int64_t>(); }
    void operator()(const kind::DateTime&) const { expect<std::int64_t>(); }
    void operator()(const kind::YesNo&) const { expect<bool>(); }
    void operator()(const kind::Reference&) const { expect<RecordId>(); }
    void operator()(const kind::Place&) const { expect<Position>(); }
    void operator()(const kind::References& references) const { check_records(references.count_max); }
    void operator()(const kind::Attachment& attachment) const { check_records(attachment.count_max); }
    void operator()(const kind::Signature&) const {
        const auto* strokes = expect<std::string>();
        if (strokes != nullptr && !parse_signature(*strokes)) {
            add(Text::not_signature);
        }
    }

private:
    template <class Expected>
    const Expected* expect() const {
        const auto* value = std::get_if<Expected>(&value_);
        if (value == nullptr) {
            add(Text::wrong_kind);
        }
        return value;
    }

    void check_records(int count_max) const {
        const auto* elements = expect<Elements>();
        if (elements == nullptr) {
            return;
        }
        if (elements->size() > static_cast<std::size_t>(count_max)) {
            add(Text::too_many_elements,
                {argument("max", std::to_string(count_max)), argument("count", std::to_string(elements->size()))});
        }
        for (const std::string& element : *elements) {
            if (!parse_id<RecordTag>(element)) {
                return add(Text::not_reference, {argument("value", shown(element))});
            }
        }
    }

    // Codes that do not keep their check characters were issued, too (base/credit_code.h).
    void check_credit_code(const std::string& code) const {
        switch (credit_code_fault(code)) {
            case CreditCodeFault::size:
            case CreditCodeFault::character:
            case CreditCodeFault::division:
                return add(Text::not_credit_code, {argument("value", shown(code))});
            case CreditCodeFault::none:
            case CreditCodeFault::organisation_check:
            case CreditCodeFault::check:
                return;
        }
    }

    void check_length(const std::string& text, int characters_max) const {
        if (text.size() <= static_cast<std::size_t>(characters_max)) {
            return;  // A character has at least one byte, and counting them costs more than all other checks.
        }
        const std::size_t count = count_characters(text);
        if (count > static_cast<std::size_t>(characters_max)) {
            add(Text::too_long,
                {argument("max", std::to_string(characters_max)), argument("count", std::to_string(count))});
        }
    }

    void check_option(const std::vector<Option>& options, const std::string& key) const {
        if (std::ranges::find(options, key, &Option::key) == options.end()) {
            add(Text::not_option, {argument("value", shown(key))});
        }
    }

    void add(Text key, std::vector<MessageArgument> arguments = {}) const {
        arguments.insert(arguments.begin(), argument("field", field_.title));
        issues_.push_back({field_.name, {key, std::move(arguments)}});
    }

    const Field& field_;
    const Value& value_;
    std::vector<Issue>& issues_;
};

Message missing(const Field& field) {
    if (!field.required_text.chinese.empty()) {
        return {Text::declared, {argument("text", field.required_text)}};
    }
    return {Text::required, {argument("field", field.title)}};
}

bool is_local_part(std::string_view text) {
    constexpr std::string_view others = ".!#$%&'*+/=?^_`{|}~-";
    return !text.empty() && text.size() <= 64 && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos && std::ranges::all_of(text, [&](char c) {
               const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               return is_alphanumeric || others.find(c) != std::string_view::npos;
           });
}

// A label of a domain name; characters above ASCII are allowed (internationalised names).
bool is_domain_label(std::string_view text) {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) {
               const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               return is_alphanumeric || c == '-' || static_cast<unsigned char>(c) >= 0x80;
           });
}

}  // namespace

bool is_mobile_number(std::string_view digits) {
    return digits.size() == 11 && is_all_digits(digits) && is_mobile_prefix(digits);
}

bool is_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || !is_local_part(text.substr(0, at))) {
        return false;
    }
    const std::vector<std::string_view> labels = split(text.substr(at + 1), '.');
    return labels.size() >= 2 && labels.back().size() >= 2 && std::ranges::all_of(labels, is_domain_label);
}

std::vector<Issue> validate_value(const Field& field, const Value& value) {
    std::vector<Issue> issues;
    if (!is_empty(value)) {
        std::visit(Checker(field, value, issues), field.kind);
    }
    return issues;
}

std::vector<Issue> validate(const RecordType& type, const Record& record) {
    std::vector<Issue> issues;
    for (const Field& field : type.fields) {
        const Value& value = value_of(record, field.id);
        if (is_empty(value)) {
            // What is not shown cannot be asked for.
            if (is_required(field, record) && is_shown(field, record)) {
                issues.push_back({field.name, missing(field)});
            }
            continue;
        }
        std::visit(Checker(field, value, issues), field.kind);
    }
    return issues;
}

namespace {

const Option* retired_option(const std::vector<Option>& options, std::string_view key) {
    const auto option = std::ranges::find(options, key, &Option::key);
    return option != options.end() && option->is_retired ? &*option : nullptr;
}

// An option among those chosen anew that is not offered any more.
const Option* newly_chosen_retired(const Field& field, const Value& before, const Value& after) {
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind)) {
        const auto* key = std::get_if<std::string>(&after);
        return key != nullptr && after != before ? retired_option(choice->options, *key) : nullptr;
    }
    const auto* choices = std::get_if<kind::Choices>(&field.kind);
    const auto* keys = std::get_if<Elements>(&after);
    if (choices == nullptr || keys == nullptr) {
        return nullptr;
    }
    const auto* held = std::get_if<Elements>(&before);
    for (const std::string& key : *keys) {
        const bool is_new = held == nullptr || !std::ranges::binary_search(*held, key);
        if (const Option* option = is_new ? retired_option(choices->options, key) : nullptr) {
            return option;
        }
    }
    return nullptr;
}

}  // namespace

std::vector<Issue> validate_change(const RecordType& type, const Record* before, const Record& after) {
    std::vector<Issue> issues;
    const auto changes = [&](const Field& field) {
        return before == nullptr || value_of(*before, field.id) != value_of(after, field.id);
    };
    const bool is_step = std::ranges::any_of(type.fields, [&](const Field& f) { return f.is_state && changes(f); });
    for (const Field& field : type.fields) {
        if (!changes(field)) {
            continue;
        }
        if (before != nullptr && !is_step && is_typed(field) && is_read_only(field, *before)) {
            issues.push_back({field.name, {Text::value_read_only, {argument("field", field.title)}}});
        }
        const Value& was = before == nullptr ? Value{} : value_of(*before, field.id);
        if (const Option* option = newly_chosen_retired(field, was, value_of(after, field.id))) {
            issues.push_back(
                {field.name,
                 {Text::option_retired, {argument("field", field.title), argument("value", option->title)}}});
        }
    }
    return issues;
}

}  // namespace xingke::model
