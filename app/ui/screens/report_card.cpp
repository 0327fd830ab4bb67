#include "app/ui/screens/report_card.h"

#include <cstdlib>
#include <utility>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Chart = model::ReportDeclaration::Chart;
using kit::Icon;

constexpr std::size_t bars_max = 12;

std::string percent(std::int64_t part, std::int64_t whole) {
    return std::to_string((100 * part + whole / 2) / whole) + "%";
}

std::string with_part(std::string_view text, const std::string& part) {
    constexpr std::string_view place = "{part}";
    std::string words(text);
    if (const std::size_t at = words.find(place); at != std::string::npos) {
        words.replace(at, place.size(), part);
    }
    return words;
}

}  // namespace

bool ReportCard::is_figure() const {
    return query_.report().chart == Chart::figure;
}

void ReportCard::ask(Desk& desk, const ReportChoice& choice) {
    model::GroupQuery wanted = query_.groups(desk, choice);
    if (groups_ == nullptr || wanted != asked_) {
        asked_ = wanted;
        groups_ = desk.link().watch(std::move(wanted));
    }
}

std::string ReportCard::words_of(const kit::Ui& ui, const ReportPart& part) const {
    const std::string count = group_thousands(part.count);
    if (query_.amount() == nullptr || part.amount == 0) {
        return count;
    }
    return count + " · ¥" + views::display_brief(ui, *query_.amount(), part.amount);
}

std::string ReportCard::note_of(const kit::Ui& ui, const std::vector<ReportPart>& parts, std::size_t index) const {
    const model::ReportDeclaration& report = query_.report();
    const ReportPart& part = parts[index];
    if (report.chart == Chart::funnel) {
        const std::int64_t before = index == 0 ? 0 : parts[index - 1].count;
        return before == 0 ? std::string() : say(ui, Say::chart_conversion, {{"part", percent(part.count, before)}});
    }
    std::string note;
    if (!report.split.empty() && query_.amount() != nullptr) {
        note = "¥" + views::display_brief(ui, *query_.amount(), part.amount);
    }
    std::int64_t of = 0, against = 0;
    const std::vector<const model::Option*> options = query_.series();
    for (std::size_t i = 0; i < options.size(); ++i) {
        of += options[i]->key == report.rate_of ? part.divided[i] : 0;
        against += options[i]->key == report.rate_against ? part.divided[i] : 0;
    }
    if (of + against > 0) {
        note += (note.empty() ? "" : " · ") + with_part(say(ui, report.rate), percent(of, of + against));
    }
    return note;
}

kit::ChartData ReportCard::data_of(const kit::Ui& ui, const std::vector<ReportPart>& parts) const {
    const model::ReportDeclaration& report = query_.report();
    kit::ChartData data{.title = say(ui, report.title)};
    const std::vector<const model::Option*> options = query_.series();
    for (const model::Option* option : options) {
        data.series.emplace_back(say(ui, option->title));
        data.series_tones.push_back(kit::tone_of(option->tone));
    }
    if (data.series.empty()) {
        data.series.emplace_back(say(ui, Say::record_count));
    }
    // Money decides how long a bar is; a funnel is of records, and so are shares.
    const bool is_by_amount =
        query_.amount() != nullptr && (report.chart == Chart::bars || report.chart == Chart::line);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const ReportPart& part = parts[i];
        kit::ChartRow row{.name = part.name, .values = {}, .note = note_of(ui, parts, i), .tone = part.tone};
        for (const std::int64_t count : part.divided) {
            row.values.push_back({static_cast<double>(count), std::to_string(count)});
        }
        if (options.empty()) {
            row.values.push_back({static_cast<double>(is_by_amount ? part.amount : part.count),
                                  report.chart == Chart::line && is_by_amount
                                      ? "¥" + views::display_brief(ui, *query_.amount(), part.amount)
                                      : words_of(ui, part)});
        }
        data.rows.push_back(std::move(row));
    }
    return data;
}

std::optional<kit::ChartPress> ReportCard::draw_chart(kit::Ui& ui, const kit::ChartData& data) const {
    const std::string_view id = query_.report().key;
    switch (query_.report().chart) {
        case Chart::line:
            return kit::line_chart(ui, id, data);
        case Chart::funnel:
            return kit::funnel_chart(ui, id, data);
        case Chart::ring:
            return kit::ring_chart(ui, id, data);
        case Chart::days:
            return kit::heat_chart(ui, id, data);
        case Chart::bars:
        case Chart::figure:
            break;
    }
    return kit::bar_chart(ui, id, data);
}

std::optional<std::string> ReportCard::draw(Desk& desk, const ReportChoice& choice, const Departments& people) {
    kit::Ui& ui = desk.ui();
    const model::ReportDeclaration& report = query_.report();
    const bool is_known = groups_ != nullptr && groups_->version() > 0;
    const model::Groups none;
    std::vector<ReportPart> parts = query_.parts(desk, choice, is_known ? groups_->answer().groups : none, people);
    const kit::IdScope scope(ui, report.key);
    if (is_figure()) {
        const std::string figure = !is_known ? "…" : parts.empty() ? "0" : words_of(ui, parts.front());
        const bool pressed = kit::stat(ui, say(ui, report.title), figure, kit::icon_named(query_.type().icon));
        return pressed ? std::optional(std::string(report.key)) : std::nullopt;
    }
    const kit::Card card(ui, "card", {.gap = 8});
    kit::heading(ui, say(ui, report.title), 3);
    std::int64_t total = 0;
    for (const ReportPart& part : parts) {
        total += part.count;
    }
    if (!is_known) {
        kit::skeleton(ui, 0, 120);
        return std::nullopt;
    }
    if (total == 0) {
        kit::soft_text(ui, say(ui, Say::chart_empty));
        return std::nullopt;
    }
    std::string rest;
    if (report.chart == Chart::bars && parts.size() > bars_max) {
        rest = say(ui, Say::chart_rest, {{"count", std::to_string(parts.size() - bars_max)}});
        parts.resize(bars_max);
    }
    const std::optional<kit::ChartPress> pressed = draw_chart(ui, data_of(ui, parts));
    if (!rest.empty()) {
        kit::caption(ui, rest);
    }
    if (!pressed) {
        return std::nullopt;
    }
    const std::vector<const model::Option*> options = query_.series();
    std::string what = std::string(report.key) + "." + parts[pressed->row].key;
    return options.empty() ? what : what + "." + options[pressed->series]->key;
}

std::vector<std::vector<std::string>> ReportCard::rows(Desk& desk, const ReportChoice& choice,
                                                       const Departments& people) const {
    const kit::Ui& ui = desk.ui();
    const std::string title(say(ui, query_.report().title));
    std::vector<std::vector<std::string>> rows;
    if (groups_ == nullptr) {
        return rows;
    }
    const auto money = [&](std::int64_t fen) {
        if (query_.amount() == nullptr) {
            return std::string();
        }
        const std::string cents = std::to_string(std::abs(fen % 100));
        return std::string(fen < 0 ? "-" : "") + std::to_string(std::abs(fen / 100)) + "." +
               (cents.size() < 2 ? "0" : "") + cents;
    };
    const std::vector<const model::Option*> options = query_.series();
    for (const ReportPart& part : query_.parts(desk, choice, groups_->answer().groups, people)) {
        if (query_.report().chart == Chart::days && part.count == 0) {
            continue;
        }
        rows.push_back({title, part.name, "", std::to_string(part.count), money(part.amount)});
        for (std::size_t i = 0; i < options.size(); ++i) {
            rows.push_back(
                {title, part.name, std::string(say(ui, options[i]->title)), std::to_string(part.divided[i]), ""});
        }
    }
    return rows;
}

const Departments& PeopleSource::people(Desk& desk) {
    const model::RecordType* type = desk.catalogue().find("user");
    const model::Field* label = model::find_field(*type, type->label_field);
    const model::Field* department = model::find_field(*type, "department");
    if (query_ == nullptr) {
        model::Query query{.type = type->id};
        query.fields = {label->id, department->id};
        query.count = model::window_rows_max;
        query_ = desk.link().watch(std::move(query));
    }
    if (version_ != query_->version()) {
        version_ = query_->version();
        people_.clear();
        for (const model::Row& row : query_->page().rows) {
            const auto text = [&](std::size_t i) {
                const auto* value = std::get_if<std::string>(&row.values[i]);
                return value == nullptr ? std::string() : *value;
            };
            people_[row.id] = {text(0), text(1)};
        }
    }
    return people_;
}

}  // namespace xingke::ui
