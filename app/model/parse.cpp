// What a person or a file wrote, as a value (validate.h: parse_value).
#include <algorithm>

#include "app/base/credit_code.h"
#include "app/base/date.h"
#include "app/base/regions.h"
#include "app/base/text.h"
#include "app/model/signature.h"
#include "app/model/validate.h"

namespace xingke::model {
namespace {

Error invalid(Text key, const Field& field, std::string_view text) {
    return {Fault::invalid_input,
            {key, {argument("field", field.title), argument("value", std::string(first_characters(text, 40)))}},
            ""};
}

// "12,345.6" with `decimals` 2 → 1234560; nullopt for anything that is not a number or has more decimals than fit.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals) {
    std::size_t at = 0;
    const bool is_negative = !text.empty() && text.front() == '-';
    if (is_negative) {
        at = 1;
    }
    std::int64_t value = 0;
    int decimals_seen = -1;
    bool has_digit = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == ',' && decimals_seen < 0) {
            continue;
        }
        if (c == '.' && decimals_seen < 0) {
            decimals_seen = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals_seen == decimals || value > (INT64_MAX - 9) / 10) {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
        has_digit = true;
        decimals_seen += decimals_seen >= 0 ? 1 : 0;
    }
    for (int i = std::max(decimals_seen, 0); i < decimals; ++i) {
        if (value > INT64_MAX / 10) {
            return std::nullopt;
        }
        value *= 10;
    }
    if (!has_digit) {
        return std::nullopt;
    }
    return is_negative ? -value : value;
}

const Option* find_option(const std::vector<Option>& options, std::string_view text) {
    const std::string folded = fold(text);
    for (const Option& option : options) {
        if (option.key == text || fold(option.title.chinese) == folded || fold(option.title.english) == folded) {
            return &option;
        }
    }
    return nullptr;
}

class Parser {
public:
    Parser(const Field& field, std::string_view text) : field_(field), text_(text) {}

    Result<Value> operator()(const kind::Text& text) const {
        if (text.is_credit_code) {
            return Value(normal_credit_code(text_));
        }
        return Value(text.multiline ? replace_all(replace_all(text_, "\r\n", "\n"), "\r", "\n") : std::string(text_));
    }
    Result<Value> operator()(const kind::Digits&) const { return Value(fold(text_)); }
    Result<Value> operator()(const kind::Phone& phone) const {
        // Spaces, hyphens and a leading +86 are ways of writing a mobile number, not part of it.
        if (phone.allowed == kind::PhoneKind::mobile) {
            std::string digits = digits_of(text_);
            if (digits.size() == 13 && digits.starts_with("86")) {
                digits.erase(0, 2);
            }
            const bool has_letters = std::ranges::any_of(
                fold(text_), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
            return Value(has_letters || digits.empty() ? std::string(text_) : digits);
        }
        return Value(fold(text_));
    }
    Result<Value> operator()(const kind::Email&) const { return Value(std::string(text_)); }

    Result<Value> operator()(const kind::Choice& choice) const {
        const Option* option = find_option(choice.options, text_);
        if (option == nullptr) {
            return invalid(Text::not_option, field_, text_);
        }
        return Value(option->key);
    }

    Result<Value> operator()(const kind::Choices& choices) const {
        Elements keys;
        for (const std::string& title : split_list(text_)) {
            const Option* option = find_option(choices.options, title);
            if (option == nullptr) {
                return invalid(Text::not_option, field_, title);
            }
            keys.push_back(option->key);
        }
        std::ranges::sort(keys);
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        return Value(std::move(keys));
    }

    Result<Value> operator()(const kind::Region&) const {
        if (is_region(text_)) {
            return Value(std::string(text_));
        }
        std::optional<std::string> key = find_region(text_);
        if (!key) {
            return invalid(Text::not_region, field_, text_);
        }
        return Value(std::move(*key));
    }

    Result<Value> operator()(const kind::Number&) const { return number(0); }
    Result<Value> operator()(const kind::Money&) const { return number(2); }
    Result<Value> operator()(const kind::Percent&) const { return number(2); }

    Result<Value> operator()(const kind::Date&) const {
        const std::optional<xingke::Date> date = parse_date(fold(text_));
        if (!date) {
            return invalid(Text::not_date, field_, text_);
        }
        return Value(days_since_epoch(*date));
    }

    // Read as China Standard Time, which is what files from Chinese offices mean; forms know the device's own offset
    // and hand over an instant.
    Result<Value> operator()(const kind::DateTime&) const {
        constexpr int china_offset_minutes = 480;
        const std::optional<xingke::DateTime> time = parse_date_time(fold(text_));
        if (!time) {
            return invalid(Text::not_date, field_, text_);
        }
        return Value(instant_of(*time, china_offset_minutes).ms);
    }

    Result<Value> operator()(const kind::YesNo&) const {
        const std::string text = fold(text_);
        for (const std::string_view yes : {"是", "yes", "y", "true", "1", "√", "对", "有"}) {
            if (text == yes) {
                return Value(true);
            }
        }
        for (const std::string_view no : {"否", "no", "n", "false", "0", "×", "不", "无"}) {
            if (text == no) {
                return Value(false);
            }
        }
        return invalid(Text::not_yes_no, field_, text_);
    }

    Result<Value> operator()(const kind::Reference&) const {
        const std::optional<RecordId> id = parse_id<RecordTag>(text_);
        if (!id) {
            return invalid(Text::not_reference, field_, text_);
        }
        return Value(*id);
    }

    // "39.9042, 116.4074"
    Result<Value> operator()(const kind::Place&) const {
        const std::vector<std::string_view> parts = split(text_, ',');
        if (parts.size() == 2) {
            const auto latitude = parse_decimal(trim(parts[0]), 7);
            const auto longitude = parse_decimal(trim(parts[1]), 7);
            if (latitude && longitude && std::abs(*latitude) <= 900'000'000 && std::abs(*longitude) <= 1'800'000'000) {
                return Value(Position{static_cast<std::int32_t>(*latitude), static_cast<std::int32_t>(*longitude), 0});
            }
        }
        return invalid(Text::not_number, field_, text_);
    }

    // Ids, as files of ours may hold them; names are the store's to look up (transfer/cell_reader.h).
    Result<Value> operator()(const kind::References&) const { return records(); }
    Result<Value> operator()(const kind::Attachment&) const { return records(); }
    Result<Value> operator()(const kind::Signature&) const {
        if (!parse_signature(text_)) {
            return Error{Fault::invalid_input, {Text::not_signature, {argument("field", field_.title)}}, ""};
        }
        return Value(std::string(text_));
    }

private:
    Result<Value> records() const {
        Elements elements;
        for (const std::string_view part : split_list(text_)) {
            const std::optional<RecordId> id = parse_id<RecordTag>(part);
            if (!id) {
                return invalid(Text::not_reference, field_, part);
            }
            elements.push_back(print(*id));
        }
        std::ranges::sort(elements);
        elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
        return Value(std::move(elements));
    }

    Result<Value> number(int decimals) const {
        std::string text = fold(text_);
        for (const std::string_view ornament : {"¥", "元", "%"}) {
            text = replace_all(text, ornament, "");
        }
        const std::optional<std::int64_t> value = parse_decimal(trim(text), decimals);
        if (!value) {
            return invalid(Text::not_number, field_, text_);
        }
        return Value(*value);
    }

    const Field& field_;
    std::string_view text_;
};

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
    const std::string separated =
        replace_all(replace_all(replace_all(text, "\xE3\x80\x81", ";"), "\xEF\xBC\x9B", ";"), "|", ";");
    std::vector<std::string> parts;
    for (const std::string_view part : split(separated, ';')) {
        if (const std::string_view name = trim(part); !name.empty()) {
            parts.emplace_back(name);
        }
    }
    return parts;
}

Result<Value> parse_value(const Field& field, std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) {
        return Value(Empty{});
    }
    return std::visit(Parser(field, trimmed), field.kind);
}

}  // namespace xingke::model
