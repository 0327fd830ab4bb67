#include "app/ui/screens/due_list.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/model/deadline_fields.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/deadlines.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t ahead_ms = std::int64_t{7} * 24 * 3'600'000, hour_ms = 3'600'000;
constexpr std::size_t shown_max = 8;
constexpr std::int64_t asked_max = 50;

// The fields of a row, in the order of Query::fields.
enum Column : std::size_t { label, owner, due, parent };

model::Query query_of(const Desk& desk, const model::RecordType& type, const model::DeadlineDeclaration& deadline) {
    const model::FieldId due_field = model::field_of(deadline, model::DeadlinePart::due);
    // By the hour, so that the question stays the same from frame to frame.
    const std::int64_t until = (desk.now().ms / hour_ms) * hour_ms + ahead_ms;
    model::Query query{.type = type.id};
    query.filters = {{.field = due_field, .test = model::Filter::Test::is_set, .value = model::Empty{}},
                     {.field = due_field, .test = model::Filter::Test::at_most, .value = until}};
    query.sorts = {{.field = due_field}};
    query.fields = {model::find_field(type, type.label_field)->id, model::common_field::owner, due_field};
    if (const model::Field* of = model::parent_field(type)) {
        query.fields.push_back(of->id);
    }
    query.count = asked_max;
    return query;
}

std::optional<Instant> instant_in(const model::Row& row, Column column) {
    const auto* ms = column < row.values.size() ? std::get_if<std::int64_t>(&row.values[column]) : nullptr;
    return ms == nullptr ? std::nullopt : std::optional(Instant{*ms});
}

// What is listed is neither paused nor stopped.
model::DeadlineState state_of(const model::DeadlineDeclaration& deadline, Instant due_at, Instant now,
                              const model::WorkCalendar& calendar) {
    if (now > due_at) {
        return model::DeadlineState::overdue;
    }
    const bool is_reminded = std::ranges::any_of(deadline.reminders, [&](const model::TimeSpan& reminder) {
        const auto at = model::moved(due_at, reminder, -1, calendar, model::Catalogue::utc_offset_minutes);
        return at && now >= *at;
    });
    return is_reminded ? model::DeadlineState::reminder : model::DeadlineState::in_time;
}

bool is_escalated_to(const Desk& desk, const model::DeadlineDeclaration& deadline, Instant due_at) {
    return std::ranges::any_of(deadline.escalations, [&](const model::Escalation& escalation) {
        const auto at = model::moved(due_at, escalation.after, 1, desk.catalogue().calendar(),
                                     model::Catalogue::utc_offset_minutes);
        return at && desk.now() > *at &&
               std::ranges::find(escalation.roles, desk.actor().role) != escalation.roles.end();
    });
}

}  // namespace

void DueList::subscribe(Desk& desk) {
    if (sources_.empty()) {
        for (const model::RecordType* type : desk.offered_types()) {
            for (const model::DeadlineDeclaration& deadline : type->deadlines) {
                sources_.push_back({.type = type, .deadline = &deadline, .query = nullptr});
            }
        }
    }
    for (Source& source : sources_) {
        model::Query query = query_of(desk, *source.type, *source.deadline);
        if (source.query == nullptr) {
            source.query = desk.link().watch(std::move(query));
        } else if (source.query->query() != query) {
            source.query->change(std::move(query));
        }
    }
}

std::vector<DueList::Item> DueList::items(const Desk& desk) const {
    std::vector<Item> items;
    for (const Source& source : sources_) {
        for (const model::Row& row : source.query->page().rows) {
            const auto due_at = instant_in(row, due);
            if (due_at && (row.values[owner] == model::Value(desk.actor().user) ||
                           is_escalated_to(desk, *source.deadline, *due_at))) {
                items.push_back({&source, &row, *due_at});
            }
        }
    }
    std::ranges::stable_sort(items, {}, [](const Item& item) { return item.due.ms; });
    items.resize(std::min(items.size(), shown_max));
    return items;
}

void DueList::draw(Desk& desk) {
    subscribe(desk);
    const std::vector<Item> due_items = items(desk);
    if (due_items.empty()) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "due", {.gap = 4});
    kit::heading(ui, say(ui, Say::due_soon), 3);
    kit::caption(ui, say(ui, Say::due_soon_hint));
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::due_soon));
    for (const Item& item : due_items) {
        draw_item(desk, item);
    }
}

void DueList::draw_item(Desk& desk, const Item& item) {
    kit::Ui& ui = desk.ui();
    const model::DeadlineDeclaration& deadline = *item.source->deadline;
    const model::RecordType& type = *item.source->type;
    const auto* name = std::get_if<std::string>(&item.row->values[label]);
    const std::string title = name != nullptr && !name->empty() ? *name : std::string(say(ui, type.title));
    const model::DeadlineState state = state_of(deadline, item.due, desk.now(), desk.catalogue().calendar());
    std::string detail = std::string(views::words_of(ui, state)) + " · ";
    if (item.row->labels.size() > parent && !item.row->labels[parent].empty()) {
        detail += item.row->labels[parent] + " · ";
    }
    detail += std::string(say(ui, type.title)) + " · " + std::string(say(ui, deadline.title));
    if (item.row->labels.size() > owner && item.row->values[owner] != model::Value(desk.actor().user)) {
        detail += " · " + item.row->labels[owner];
    }
    const std::string when = views::display_moment(ui, item.due), id = print(item.row->id) + deadline.name;
    if (kit::line(ui, title,
                  {.icon = kit::icon_named(type.icon),
                   .detail = detail,
                   .value = when,
                   .leads_on = true,
                   .tone = views::tone_of(state),
                   .id = id})) {
        desk.go({.screen = Screen::detail, .type = type.id, .record = item.row->id});
    }
}

}  // namespace xingke::ui
