// A value as people read it (validate.h: print_value).
#include <algorithm>

#include "app/base/date.h"
#include "app/base/regions.h"
#include "app/base/text.h"
#include "app/model/validate.h"

namespace xingke::model {
namespace {

std::string option_title(const std::vector<Option>& options, const std::string& key, Language language) {
    const auto found = std::ranges::find(options, key, &Option::key);
    // An option that a newer version knows: its key is better than nothing.
    return found == options.end() ? key : std::string(found->title.in(language));
}

std::string two_decimals(std::int64_t hundredths) {
    const std::uint64_t size =
        hundredths < 0 ? ~static_cast<std::uint64_t>(hundredths) + 1 : static_cast<std::uint64_t>(hundredths);
    const std::string cents = std::to_string(size % 100);
    std::string out = hundredths < 0 ? "-" : "";
    out += group_thousands(static_cast<long long>(size / 100));
    out += cents.size() == 1 ? ".0" : ".";
    return out + cents;
}

std::string decimal_degrees(std::int32_t e7) {
    const std::int64_t size = e7 < 0 ? -static_cast<std::int64_t>(e7) : e7;
    std::string fraction = std::to_string(size % 10'000'000);
    fraction.insert(0, 7 - fraction.size(), '0');
    return (e7 < 0 ? "-" : "") + std::to_string(size / 10'000'000) + "." + fraction.substr(0, 5);
}

struct Printer {
    const Value& value;
    Language language;
    int utc_offset_minutes;

    std::string text() const {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? "" : *text;
    }
    std::int64_t integer() const {
        const auto* integer = std::get_if<std::int64_t>(&value);
        return integer == nullptr ? 0 : *integer;
    }

    std::string operator()(const kind::Text&) const { return text(); }
    std::string operator()(const kind::Digits&) const { return text(); }
    std::string operator()(const kind::Email&) const { return text(); }
    std::string operator()(const kind::Phone&) const {
        const std::string number = text();
        if (!is_mobile_number(number)) {
            return number;
        }
        return number.substr(0, 3) + " " + number.substr(3, 4) + " " + number.substr(7);
    }
    std::string operator()(const kind::Choice& choice) const { return option_title(choice.options, text(), language); }
    std::string operator()(const kind::Choices& choices) const {
        std::string out;
        const auto* elements = std::get_if<Elements>(&value);
        for (const std::string& key : elements == nullptr ? Elements{} : *elements) {
            if (!out.empty()) {
                out += language == Language::chinese ? "、" : ", ";
            }
            out += option_title(choices.options, key, language);
        }
        return out;
    }
    std::string operator()(const kind::Region&) const {
        return language == Language::chinese ? region_title(text()) : region_title_english(text());
    }
    std::string operator()(const kind::Number&) const { return group_thousands(integer()); }
    std::string operator()(const kind::Money&) const { return "¥" + two_decimals(integer()); }
    std::string operator()(const kind::Percent&) const { return two_decimals(integer()) + "%"; }
    std::string operator()(const kind::Date&) const { return print(date_of_days(integer())); }
    std::string operator()(const kind::DateTime&) const {
        return print(local_time(Instant{integer()}, utc_offset_minutes));
    }
    std::string operator()(const kind::YesNo&) const {
        const auto* yes = std::get_if<bool>(&value);
        const bool is_yes = yes != nullptr && *yes;
        if (language == Language::chinese) {
            return is_yes ? "是" : "否";
        }
        return is_yes ? "Yes" : "No";
    }
    std::string operator()(const kind::Reference&) const {
        const auto* id = std::get_if<RecordId>(&value);
        return id == nullptr ? "" : print(*id);
    }
    std::string operator()(const kind::Place&) const {
        const auto* position = std::get_if<Position>(&value);
        return position == nullptr
                   ? ""
                   : decimal_degrees(position->latitude_e7) + ", " + decimal_degrees(position->longitude_e7);
    }
    // Whoever knows the labels prints these (joined_labels); without them there is the number of records.
    std::string operator()(const kind::References&) const { return count(); }
    std::string operator()(const kind::Attachment&) const { return count(); }
    std::string operator()(const kind::Signature&) const { return words({Text::signed_by_hand, {}}, language); }

    std::string count() const {
        const auto* elements = std::get_if<Elements>(&value);
        return elements == nullptr ? "" : std::to_string(elements->size());
    }
};

}  // namespace

std::string joined_labels(std::string_view labels, Language language) {
    std::string out;
    for (const std::string_view label : split(labels, label_separator)) {
        if (!label.empty()) {
            out += out.empty() ? "" : language == Language::chinese ? "、" : ", ";
            out += label;
        }
    }
    return out;
}

std::string print_value(const Field& field, const Value& value, Language language, int utc_offset_minutes) {
    if (is_empty(value)) {
        return "";
    }
    return std::visit(Printer{value, language, utc_offset_minutes}, field.kind);
}

}  // namespace xingke::model
