#include "app/ui/screens/target_panel.h"

#include <algorithm>
#include <tuple>

#include "app/base/date.h"
#include "app/base/text.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Test = model::Filter::Test;
constexpr std::int64_t targets_max = 100;
constexpr std::size_t spans_max = 6;

// What is asked of each target, in the order of Query::fields.
enum Column : std::size_t { person, from, until, amount };

std::int64_t number_in(const std::vector<model::Value>& values, std::size_t index) {
    const auto* number = index < values.size() ? std::get_if<std::int64_t>(&values[index]) : nullptr;
    return number == nullptr ? 0 : *number;
}

model::FieldId id_of(const model::RecordType& type, std::string_view field) {
    return model::find_field(type, field)->id;
}

// "62%", of what may be nothing.
std::string share_of(const TargetLine& line) {
    return std::to_string(line.goal <= 0 ? 0
                                         : static_cast<std::int64_t>(static_cast<double>(line.reached) * 100 /
                                                                     static_cast<double>(line.goal))) +
           "%";
}

}  // namespace

std::vector<TargetLine> with_departments(std::vector<TargetLine> persons) {
    const auto order = [](const TargetLine& line) {
        return std::tie(line.first, line.last, line.department, line.name);
    };
    std::ranges::stable_sort(persons, [&](const TargetLine& a, const TargetLine& b) { return order(a) < order(b); });
    std::vector<TargetLine> lines;
    for (std::size_t at = 0; at < persons.size();) {
        const auto is_same = [&](const TargetLine& line) {
            return std::tie(line.first, line.last, line.department) ==
                   std::tie(persons[at].first, persons[at].last, persons[at].department);
        };
        std::size_t end = at;
        TargetLine whole = persons[at];
        whole.person = whole.target = {};
        whole.goal = whole.reached = 0;
        for (; end < persons.size() && is_same(persons[end]); ++end) {
            whole.goal += persons[end].goal;
            whole.reached += persons[end].reached;
        }
        if (end - at > 1) {
            lines.push_back(std::move(whole));
        }
        lines.insert(lines.end(), persons.begin() + static_cast<std::ptrdiff_t>(at),
                     persons.begin() + static_cast<std::ptrdiff_t>(end));
        at = end;
    }
    return lines;
}

void TargetPanel::subscribe(Desk& desk) {
    const model::RecordType *type = desk.catalogue().find("sales_target"),
                            *contract = desk.catalogue().find("contract");
    if (type == nullptr || contract == nullptr) {
        return;
    }
    const std::int64_t today = days_since_epoch(local_time(desk.now(), desk.context.utc_offset_minutes()).date);
    model::Query query{.type = type->id};
    query.filters = {{.field = id_of(*type, "from"), .test = Test::at_most, .value = today},
                     {.field = id_of(*type, "until"), .test = Test::at_least, .value = today}};
    query.fields = {id_of(*type, "person"), id_of(*type, "from"), id_of(*type, "until"), id_of(*type, "amount")};
    query.count = targets_max;
    if (targets_ == nullptr) {
        targets_ = desk.link().watch(std::move(query));
    } else if (targets_->query() != query) {
        targets_->change(std::move(query));
    }
    for (const model::Row& row : targets_->page().rows) {
        const Days days{number_in(row.values, from), number_in(row.values, until)};
        if (signed_.contains(days) || signed_.size() >= spans_max) {
            continue;
        }
        model::GroupQuery groups{.query = {.type = contract->id}, .by = {}, .measures = {}};
        const model::FieldId signed_on = id_of(*contract, "sign_date");
        groups.query.filters = {{.field = signed_on, .test = Test::at_least, .value = days.first},
                                {.field = signed_on, .test = Test::at_most, .value = days.second}};
        groups.by = {{.field = model::common_field::owner}};
        groups.measures = {{.field = id_of(*contract, "amount")}};
        signed_.emplace(days, desk.link().watch(std::move(groups)));
    }
}

std::vector<TargetLine> TargetPanel::lines(Desk& desk) {
    std::vector<TargetLine> persons;
    const Departments& people = people_.people(desk);
    for (const model::Row& row : targets_->page().rows) {
        const auto* id = std::get_if<RecordId>(&row.values[person]);
        TargetLine line{.person = id == nullptr ? RecordId{} : *id,
                        .target = row.id,
                        .name = row.labels.size() > person ? row.labels[person] : std::string(),
                        .department = {},
                        .first = number_in(row.values, from),
                        .last = number_in(row.values, until),
                        .goal = number_in(row.values, amount)};
        if (const auto found = people.find(line.person); found != people.end()) {
            line.department = found->second.second;
        }
        const auto groups = signed_.find({line.first, line.last});
        if (groups != signed_.end()) {
            for (const model::Group& group : groups->second->answer().groups.groups) {
                line.reached += group.keys.front() == model::Value(line.person) ? number_in(group.figures, 0) : 0;
            }
        }
        persons.push_back(std::move(line));
    }
    return with_departments(std::move(persons));
}

void TargetPanel::draw(Desk& desk) {
    subscribe(desk);
    if (targets_ == nullptr || targets_->version() == 0 || targets_->page().rows.empty()) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(ui, "targets");
    const kit::Card card(ui, "targets", {.gap = 12});
    kit::heading(ui, say(ui, Say::targets), 3);
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::targets));
    for (const TargetLine& line : lines(desk)) {
        draw_line(desk, line);
    }
}

void TargetPanel::draw_line(Desk& desk, const TargetLine& line) {
    kit::Ui& ui = desk.ui();
    const model::RecordType& type = *desk.catalogue().find("sales_target");
    const model::Field& money = *model::find_field(type, "amount");
    const bool is_person = !line.person.is_nil();
    const std::string name = is_person ? line.name : say(ui, Say::target_department, {{"department", line.department}});
    const kit::IdScope scope(ui, print(line.target) + name);
    const std::string sums = say(ui, Say::target_sums,
                                 {{"reached", views::display_brief(ui, money, line.reached)},
                                  {"goal", views::display_brief(ui, money, line.goal)}});
    const std::string reached = say(ui, Say::target_reached, {{"share", share_of(line)}});
    const kit::SemanticScope item(ui, kit::Role::listitem, name);
    const kit::Stack stack(ui, {.gap = 4});
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        if (is_person ? kit::link(ui, name) : false) {
            desk.go({.screen = Screen::detail, .type = type.id, .record = line.target});
        }
        if (!is_person) {
            kit::text(ui, name, {.type = kit::Type::body_strong});
        }
        kit::caption(ui, sums);
        kit::caption(ui, say(ui, Say::target_until, {{"date", print(date_of_days(line.last))}}));
    }
    const float part = line.goal <= 0 ? 0 : static_cast<float>(line.reached) / static_cast<float>(line.goal);
    kit::progress(ui, name + " " + reached, std::clamp(part, 0.0F, 1.0F));
    kit::caption(ui, reached);
}

}  // namespace xingke::ui
