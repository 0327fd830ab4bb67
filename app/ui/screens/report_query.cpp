#include "app/ui/screens/report_query.h"

#include <algorithm>
#include <utility>

#include "app/base/bytes.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Chart = model::ReportDeclaration::Chart;
using Test = model::Filter::Test;
using model::Expression;
using model::Field;
using model::Value;

constexpr std::string_view none_key = "-";
constexpr std::int64_t heat_days = 26 * 7;
constexpr std::size_t part_count_max = 40;

std::int64_t first_of_month(int year, int month) {
    return days_since_epoch({year, month, 1});
}

std::int64_t next_month(std::int64_t day) {
    const Date date = date_of_days(day);
    return date.month == 12 ? first_of_month(date.year + 1, 1) : first_of_month(date.year, date.month + 1);
}

bool is_time(const Field& field) {
    return std::holds_alternative<model::kind::DateTime>(field.kind);
}

// The first instant or day of a day, as the field counts.
Value start_of(const Field& field, std::int64_t day, int utc_offset_minutes) {
    return is_time(field) ? instant_of({.date = date_of_days(day)}, utc_offset_minutes).ms : day;
}

std::string hexadecimal(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string from_hexadecimal(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        out += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    }
    return out;
}

Expression literal(Value value, model::ExpressionKind kind) {
    return {model::Literal{kind, std::move(value)}};
}

// `<a person of the record>.department`, or that of whoever asks.
Expression department(const model::Catalogue& catalogue, model::FieldId first_step) {
    const Field* field = model::find_field(*catalogue.find("user"), "department");
    return {model::FieldPath{{first_step, field->id}, model::ExpressionKind::text}};
}

const model::Option* option_of(const Field* field, std::string_view key) {
    const auto* choice = field == nullptr ? nullptr : std::get_if<model::kind::Choice>(&field->kind);
    if (choice == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(choice->options, key, &model::Option::key);
    return found == choice->options.end() ? nullptr : &*found;
}

std::int64_t number_in(const std::vector<Value>& values, std::size_t index) {
    const auto* number = index < values.size() ? std::get_if<std::int64_t>(&values[index]) : nullptr;
    return number == nullptr ? 0 : *number;
}

}  // namespace

DaySpan span_of(const ReportChoice& choice, Date today) {
    const std::int64_t day = days_since_epoch(today);
    switch (choice.period) {
        case Period::week:
            return {day - (weekday(today) - 1), day - (weekday(today) - 1) + 6};
        case Period::month:
            return {first_of_month(today.year, today.month), next_month(day) - 1};
        case Period::quarter: {
            const std::int64_t first = first_of_month(today.year, (today.month - 1) / 3 * 3 + 1);
            return {first, next_month(next_month(next_month(first))) - 1};
        }
        case Period::year:
            return {first_of_month(today.year, 1), first_of_month(today.year + 1, 1) - 1};
        case Period::all:
            return {};
        case Period::custom:
            return {choice.from ? std::optional(days_since_epoch(*choice.from)) : std::nullopt,
                    choice.to ? std::optional(days_since_epoch(*choice.to)) : std::nullopt};
    }
    return {};
}

std::optional<ReportQuery> ReportQuery::of(const model::Catalogue& catalogue, const model::ReportDeclaration& report) {
    ReportQuery query;
    query.report_ = &report;
    query.catalogue_ = &catalogue;
    query.type_ = catalogue.find(report.type);
    if (query.type_ == nullptr) {
        return std::nullopt;
    }
    const std::pair<std::string_view, const Field**> wanted[] = {{report.period, &query.period_},
                                                                 {report.by, &query.by_},
                                                                 {report.split, &query.split_},
                                                                 {report.amount, &query.amount_},
                                                                 {report.only_field, &query.only_}};
    for (const auto& [name, field] : wanted) {
        *field = name.empty() ? nullptr : model::find_field(*query.type_, name);
        if (!name.empty() && *field == nullptr) {  // hidden by the company
            return std::nullopt;
        }
    }
    return query;
}

std::vector<const model::Option*> ReportQuery::series() const {
    std::vector<const model::Option*> options;
    if (split_ != nullptr) {
        for (const model::Option& option : std::get<model::kind::Choice>(split_->kind).options) {
            options.push_back(&option);
        }
    }
    return options;
}

bool ReportQuery::is_by_owner() const {
    return by_ != nullptr && by_->id == model::common_field::owner;
}

model::Query ReportQuery::base(const Desk& desk, const ReportChoice& choice) const {
    model::Query query{.type = type_->id};
    const int offset = desk.context.utc_offset_minutes();
    const DaySpan days = span_of(choice, local_time(desk.now(), offset).date);
    if (period_ != nullptr && days.first) {
        query.filters.push_back({period_->id, Test::at_least, start_of(*period_, *days.first, offset)});
    }
    if (period_ != nullptr && days.last) {
        query.filters.push_back({period_->id, Test::less, start_of(*period_, *days.last + 1, offset)});
    }
    if (only_ != nullptr) {
        query.filters.push_back({only_->id, Test::equals, std::string(report_->only_option)});
    }
    if (choice.scope == Scope::mine) {
        query.filters.push_back({model::common_field::owner, Test::equals, desk.actor().user});
    } else if (choice.scope == Scope::department) {
        query.conditions.push_back({model::Call{
            model::Function::equal,
            {department(*catalogue_, model::common_field::owner), department(*catalogue_, model::me_step)}}});
    }
    return query;
}

model::GroupQuery ReportQuery::groups(const Desk& desk, const ReportChoice& choice) const {
    model::GroupQuery query{.query = base(desk, choice)};
    if (by_ != nullptr) {
        using Step = model::GroupBy::Step;
        query.by.push_back({by_->id, report_->chart == Chart::line ? Step::month : Step::value});
    }
    if (split_ != nullptr) {
        query.by.push_back({.field = split_->id});
    }
    if (amount_ != nullptr) {
        query.measures.push_back({.field = amount_->id});
    }
    return query;
}

std::string ReportQuery::key_of(const Value& value, const ReportChoice& choice, const Departments& people) const {
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty()) {
        return *text;
    }
    if (const auto* day = std::get_if<std::int64_t>(&value)) {
        return print(date_of_days(*day));
    }
    const auto* id = std::get_if<RecordId>(&value);
    if (id == nullptr) {
        return std::string(none_key);
    }
    if (!is_by_owner() || !choice.by_department) {
        return print(*id);
    }
    const auto person = people.find(*id);
    const bool has_none = person == people.end() || person->second.second.empty();
    return has_none ? std::string(none_key) : hexadecimal(person->second.second);
}

std::vector<ReportPart> ReportQuery::parts(const Desk& desk, const ReportChoice& choice, const model::Groups& groups,
                                           const Departments& people) const {
    std::vector<ReportPart> parts;
    const std::vector<const model::Option*> options = series();
    for (const model::Group& group : groups.groups) {
        const std::string key = by_ == nullptr ? std::string() : key_of(group.keys.front(), choice, people);
        auto part = std::ranges::find(parts, key, &ReportPart::key);
        if (part == parts.end()) {
            parts.push_back({.key = key, .name = name_of_part(desk, people, key)});
            part = parts.end() - 1;
            part->divided.resize(options.size());
            const bool has_label = !group.labels.empty() && !group.labels.front().empty();
            if (has_label && !(is_by_owner() && choice.by_department)) {
                part->name = group.labels.front();
            }
            const model::Option* option = option_of(by_, key);
            part->tone = option == nullptr ? kit::Tone::neutral : kit::tone_of(option->tone);
        }
        part->count += group.count;
        part->amount += amount_ == nullptr ? 0 : number_in(group.figures, 0);
        for (std::size_t i = 0; i < options.size(); ++i) {
            part->divided[i] += group.keys.back() == Value(options[i]->key) ? group.count : 0;
        }
    }
    order(desk, parts, choice);
    return parts;
}

// Options as they are declared, days without gaps, everything else the largest first.
void ReportQuery::order(const Desk& desk, std::vector<ReportPart>& parts, const ReportChoice& choice) const {
    const Date today = local_time(desk.now(), desk.context.utc_offset_minutes()).date;
    std::vector<ReportPart> ordered;
    const auto take = [&](const std::string& key, const std::string& name) {
        const auto found = std::ranges::find(parts, key, &ReportPart::key);
        ordered.push_back(found == parts.end() ? ReportPart{.key = key, .name = name} : *found);
    };
    if (report_->chart == Chart::days) {
        const DaySpan days = span_of(choice, today);
        const std::int64_t last = days.last.value_or(days_since_epoch(today));
        const std::int64_t from = std::max(days.first.value_or(last - heat_days), last - 2 * heat_days - 6);
        for (std::int64_t day = from - (weekday(date_of_days(from)) - 1); day <= last; ++day) {
            take(print(date_of_days(day)), print(date_of_days(day)));
        }
    } else if (report_->chart == Chart::line) {
        std::erase_if(parts, [](const ReportPart& part) { return part.key == none_key; });
        std::int64_t month = parts.empty() ? 0 : days_since_epoch(*parse_date(parts.front().key));
        const std::int64_t last = parts.empty() ? -1 : days_since_epoch(*parse_date(parts.back().key));
        for (; month <= last && ordered.size() < part_count_max; month = next_month(month)) {
            const std::string key = print(date_of_days(month));
            take(key, key.substr(0, 7));
        }
    } else if (by_ != nullptr && std::holds_alternative<model::kind::Choice>(by_->kind)) {
        for (const model::Option& option : std::get<model::kind::Choice>(by_->kind).options) {
            const bool is_there = std::ranges::find(parts, option.key, &ReportPart::key) != parts.end();
            // A funnel narrows stage by stage: what was lost on the way is none of them.
            const bool is_stage = report_->chart == Chart::funnel && option.tone != "bad";
            if (report_->chart == Chart::funnel ? is_stage : is_there) {
                take(option.key, std::string(say(desk.ui(), option.title)));
            }
        }
        if (report_->chart != Chart::funnel && std::ranges::find(parts, none_key, &ReportPart::key) != parts.end()) {
            take(std::string(none_key), {});
        }
    } else {
        std::ranges::stable_sort(parts, [](const ReportPart& a, const ReportPart& b) {
            return std::pair(a.amount, a.count) > std::pair(b.amount, b.count);
        });
        return;
    }
    for (ReportPart& part : ordered) {
        part.divided.resize(series().size());
    }
    parts = std::move(ordered);
}

std::string ReportQuery::name_of_part(const Desk& desk, const Departments& people, std::string_view part) const {
    const kit::Ui& ui = desk.ui();
    if (const model::Option* option = option_of(by_, part)) {
        return std::string(say(ui, option->title));
    }
    if (part == none_key) {
        return std::string(say(ui, is_by_owner() ? Say::nobody : Say::no_stage));
    }
    if (const auto id = parse_id<RecordTag>(part)) {
        const auto person = people.find(*id);
        return person == people.end() ? std::string() : person->second.first;
    }
    return parse_date(part) ? std::string(part) : from_hexadecimal(part);
}

void ReportQuery::add_part_filter(const Desk& desk, const ReportChoice& choice, std::string_view part,
                                  model::Query& query) const {
    const int offset = desk.context.utc_offset_minutes();
    if (is_by_owner() && choice.by_department) {
        const bool has_none = part == none_key;
        const Expression wanted = has_none ? literal({}, model::ExpressionKind::nothing)
                                           : literal(from_hexadecimal(part), model::ExpressionKind::text);
        query.conditions.push_back(
            {model::Call{model::Function::equal, {department(*catalogue_, model::common_field::owner), wanted}}});
        return;
    }
    if (part == none_key) {
        query.filters.push_back({.field = by_->id, .test = Test::is_empty});
    } else if (const auto id = parse_id<RecordTag>(part)) {
        query.filters.push_back({by_->id, Test::equals, *id});
    } else if (const auto date = parse_date(part); date && option_of(by_, part) == nullptr) {
        const std::int64_t first = days_since_epoch(*date);
        const std::int64_t next = report_->chart == Chart::line ? next_month(first) : first + 1;
        query.filters.push_back({by_->id, Test::at_least, start_of(*by_, first, offset)});
        query.filters.push_back({by_->id, Test::less, start_of(*by_, next, offset)});
    } else {
        query.filters.push_back({by_->id, Test::equals, std::string(part)});
    }
}

model::Query ReportQuery::records(const Desk& desk, const ReportChoice& choice, std::string_view part,
                                  std::string_view option) const {
    model::Query query = base(desk, choice);
    if (by_ != nullptr && !part.empty()) {
        add_part_filter(desk, choice, part, query);
    }
    if (split_ != nullptr && !option.empty()) {
        query.filters.push_back({split_->id, Test::equals, std::string(option)});
    }
    return query;
}

}  // namespace xingke::ui
