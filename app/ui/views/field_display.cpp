#include "app/ui/views/field_display.h"

#include <algorithm>

#include "app/base/date.h"
#include "app/base/text.h"
#include "app/model/pool.h"
#include "app/model/validate.h"
#include "app/ui/say.h"

namespace xingke::ui::views {
namespace {

namespace k = model::kind;
using kit::Icon;

const model::Option* find_option(const std::vector<model::Option>& options, const model::Value& value) {
    const auto* key = std::get_if<std::string>(&value);
    const auto found = std::find_if(options.begin(), options.end(), [key](const model::Option& option) {
        return key != nullptr && option.key == *key;
    });
    return found == options.end() ? nullptr : &*found;
}

std::string text_of(const model::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

int offset_now(const kit::Ui& ui, Instant at) {
    return ui.platform.clock.utc_offset_minutes(at);
}

struct LinkOf {
    const model::Value& value;
    std::string operator()(const k::Phone&) const { return "tel:" + text_of(value); }
    std::string operator()(const k::Email&) const { return "mailto:" + text_of(value); }
    std::string operator()(const k::Place&) const {
        const auto* position = std::get_if<model::Position>(&value);
        if (position == nullptr) {
            return {};
        }
        const auto degrees = [](std::int32_t e7) {
            const std::int64_t size = e7 < 0 ? -std::int64_t{e7} : e7;
            std::string fraction = std::to_string(size % 10'000'000);
            fraction.insert(0, 7 - fraction.size(), '0');
            return (e7 < 0 ? "-" : "") + std::to_string(size / 10'000'000) + "." + fraction;
        };
        return "geo:" + degrees(position->latitude_e7) + "," + degrees(position->longitude_e7);
    }
    std::string operator()(const k::Text&) const { return {}; }
    std::string operator()(const k::Digits&) const { return {}; }
    std::string operator()(const k::Choice&) const { return {}; }
    std::string operator()(const k::Choices&) const { return {}; }
    std::string operator()(const k::Region&) const { return {}; }
    std::string operator()(const k::Number&) const { return {}; }
    std::string operator()(const k::Money&) const { return {}; }
    std::string operator()(const k::Percent&) const { return {}; }
    std::string operator()(const k::Date&) const { return {}; }
    std::string operator()(const k::DateTime&) const { return {}; }
    std::string operator()(const k::YesNo&) const { return {}; }
    std::string operator()(const k::Reference&) const { return {}; }
    std::string operator()(const k::References&) const { return {}; }
    std::string operator()(const k::Attachment&) const { return {}; }
    std::string operator()(const k::Signature&) const { return {}; }
};

// How a kind looks: its icon, and how wide its column is.
struct Look {
    Icon icon;
    float width;
    bool is_right = false;
};

struct LookOf {
    Look operator()(const k::Text& text) const { return {Icon::text, text.multiline ? 280.0F : 180.0F}; }
    Look operator()(const k::Digits&) const { return {Icon::hash, 120}; }
    Look operator()(const k::Phone&) const { return {Icon::phone, 140}; }
    Look operator()(const k::Email&) const { return {Icon::mail, 200}; }
    Look operator()(const k::Choice&) const { return {Icon::tag, 120}; }
    Look operator()(const k::Choices&) const { return {Icon::tag, 180}; }
    Look operator()(const k::Region&) const { return {Icon::map_pin, 150}; }
    Look operator()(const k::Number&) const { return {Icon::hash, 110, true}; }
    Look operator()(const k::Money&) const { return {Icon::dollar, 130, true}; }
    Look operator()(const k::Percent&) const { return {Icon::trending_up, 90, true}; }
    Look operator()(const k::Date&) const { return {Icon::calendar, 120}; }
    Look operator()(const k::DateTime&) const { return {Icon::clock, 140}; }
    Look operator()(const k::YesNo&) const { return {Icon::square_check, 100}; }
    Look operator()(const k::Reference&) const { return {Icon::link, 150}; }
    Look operator()(const k::Place&) const { return {Icon::map_pin, 180}; }
    Look operator()(const k::References&) const { return {Icon::link, 180}; }
    Look operator()(const k::Attachment&) const { return {Icon::paperclip, 180}; }
    Look operator()(const k::Signature&) const { return {Icon::pencil, 100}; }
};

Look look_of(const model::Field& field) {
    return std::visit(LookOf{}, field.kind);
}

}  // namespace

std::string display_text(const kit::Ui& ui, const model::Field& field, const model::Value& value,
                         std::string_view label) {
    if (!model::type_referred_to(field.kind).empty()) {
        const bool is_out_of_sight = label.empty() && std::holds_alternative<RecordId>(value);
        return is_out_of_sight ? std::string(say(ui, Say::reference_out_of_sight))
                               : model::joined_labels(label, ui.language);
    }
    if (std::holds_alternative<k::DateTime>(field.kind)) {
        const auto* ms = std::get_if<std::int64_t>(&value);
        return ms == nullptr ? std::string() : display_moment(ui, Instant{*ms});
    }
    return model::print_value(field, value, ui.language, offset_now(ui, ui.platform.clock.now()));
}

std::string display_brief(const kit::Ui& ui, const model::Field& field, const model::Value& value) {
    const auto* fen = std::get_if<std::int64_t>(&value);
    if (fen == nullptr || !std::holds_alternative<k::Money>(field.kind)) {
        return display_text(ui, field, value, {});
    }
    struct Unit {
        std::int64_t yuan;
        std::string_view name;
    };
    constexpr Unit chinese[] = {{100'000'000, "亿"}, {10'000, "万"}, {1, ""}};
    constexpr Unit english[] = {{1'000'000, "M"}, {1'000, "k"}, {1, ""}};
    const std::uint64_t size = *fen < 0 ? 0 - static_cast<std::uint64_t>(*fen) : static_cast<std::uint64_t>(*fen);
    for (const Unit& unit : ui.language == Language::chinese ? chinese : english) {
        const std::uint64_t fen_of_unit = static_cast<std::uint64_t>(unit.yuan) * 100;
        if (size < fen_of_unit && unit.yuan > 1) {
            continue;
        }
        const std::uint64_t tenths = (size / 10 + fen_of_unit / 200) / (fen_of_unit / 100);
        const std::string fraction = tenths % 10 == 0 || unit.yuan == 1 ? "" : "." + std::to_string(tenths % 10);
        const std::uint64_t whole = unit.yuan == 1 ? (size + 50) / 100 : tenths / 10;
        return (*fen < 0 ? "-" : "") + group_thousands(static_cast<std::int64_t>(whole)) + fraction +
               std::string(unit.name);
    }
    return "0";
}

kit::Tone display_tone(const model::Field& field, const model::Value& value) {
    if (const auto* choice = std::get_if<k::Choice>(&field.kind)) {
        const model::Option* option = find_option(choice->options, value);
        return option == nullptr ? kit::Tone::neutral : kit::tone_of(option->tone);
    }
    return kit::Tone::neutral;
}

bool is_shown_as_chip(const model::Field& field) {
    const auto* choice = std::get_if<k::Choice>(&field.kind);
    return choice != nullptr && std::any_of(choice->options.begin(), choice->options.end(),
                                            [](const model::Option& option) { return !option.tone.empty(); });
}

bool is_aligned_right(const model::Field& field) {
    return look_of(field).is_right;
}

std::string link_of(const model::Field& field, const model::Value& value) {
    return model::is_empty(value) ? std::string() : std::visit(LinkOf{value}, field.kind);
}

kit::Icon icon_of(const model::Field& field) {
    return look_of(field).icon;
}

float column_width(const model::Field& field) {
    if (field.id == model::pool_field::due_at) {
        return 110;  // days, and not a date
    }
    if (field.id == model::common_field::owner || field.id == model::common_field::creator) {
        return 96;  // names of colleagues are short
    }
    return look_of(field).width;
}

std::string display_moment(const kit::Ui& ui, Instant at) {
    if (at.ms == 0) {
        return {};
    }
    const Instant now = ui.platform.clock.now();
    const DateTime local = local_time(at, offset_now(ui, at));
    const DateTime today = local_time(now, offset_now(ui, now));
    const std::string time = two_digits(local.hour) + ":" + two_digits(local.minute);
    const std::int64_t days = days_since_epoch(today.date) - days_since_epoch(local.date);
    if (days == 0) {
        return say(ui, Say::today_at, {{"time", time}});
    }
    if (days == 1) {
        return say(ui, Say::yesterday_at, {{"time", time}});
    }
    const std::string day = print(local.date);
    return (local.date.year == today.date.year ? day.substr(5) : day) + " " + time;
}

}  // namespace xingke::ui::views
