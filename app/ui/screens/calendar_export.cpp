#include "app/ui/screens/calendar_export.h"

#include <utility>
#include <vector>

#include "app/base/bytes.h"
#include "app/model/calendar_file.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/views/calendar.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t days_back = 31;

// What an appointment has, by the names that the types use; the columns of the question are in this order.
struct Columns {
    const model::Field *title = nullptr, *when = nullptr, *end = nullptr, *place = nullptr, *content = nullptr,
                       *remind = nullptr, *state = nullptr, *customer = nullptr;

    explicit Columns(const model::RecordType& type) {
        const auto find = [&](std::string_view name) { return model::find_field(type, name); };
        const std::vector<const model::Field*> dates = views::calendar_fields(type);
        title = find(type.label_field);
        when = dates.empty() ? nullptr : dates.front();
        end = find("end");
        place = find("place") != nullptr ? find("place") : find("address");
        content = find("content") != nullptr ? find("content") : find("notes");
        remind = find("remind_at");
        state = find("state");
        customer = find("customer");
    }
    std::vector<const model::Field*> all() const { return {title, when, end, place, content, remind, state, customer}; }
};
enum Column : std::size_t { title, when, end, place, content, remind, state, customer, column_count };

// The values of one row, by column; what the type has not is empty.
struct Cells {
    const Columns& columns;
    const model::Row& row;

    std::size_t place_of(Column column) const {
        std::size_t at = 0;
        for (std::size_t i = 0; i < column; ++i) {
            at += columns.all()[i] != nullptr ? 1 : 0;
        }
        return at;
    }
    const model::Value& value(Column column) const {
        static const model::Value none;
        return columns.all()[column] == nullptr ? none : row.values[place_of(column)];
    }
    std::string text(Column column) const {
        const auto* text = std::get_if<std::string>(&value(column));
        return text == nullptr ? std::string() : *text;
    }
    std::optional<Instant> moment(Column column) const {
        const auto* ms = std::get_if<std::int64_t>(&value(column));
        return ms == nullptr ? std::nullopt : std::optional(Instant{*ms});
    }
    std::string label(Column column) const {
        const std::size_t at = place_of(column);
        return columns.all()[column] == nullptr || at >= row.labels.size() ? std::string() : row.labels[at];
    }
};

model::CalendarEvent event_of(const Cells& cells) {
    const std::string about = cells.label(customer);
    model::CalendarEvent event{.id = cells.row.id,
                               .title = cells.text(title) + (about.empty() ? "" : " · " + about),
                               .place = cells.text(place),
                               .description = cells.text(content),
                               .start = {},
                               .end = cells.moment(end),
                               .day = {},
                               .remind_at = cells.moment(remind),
                               .is_cancelled = cells.text(state) == "cancelled"};
    const auto* at = std::get_if<std::int64_t>(&cells.value(when));
    if (at != nullptr && std::holds_alternative<model::kind::Date>(cells.columns.when->kind)) {
        event.day = date_of_days(*at);
    } else if (at != nullptr) {
        event.start = Instant{*at};
    }
    return event;
}

}  // namespace

void CalendarExport::begin(Desk& desk, const model::RecordType& type, model::Query query) {
    const Columns columns(type);
    if (columns.title == nullptr || columns.when == nullptr) {
        return;
    }
    const int offset = desk.context.utc_offset_minutes();
    const std::int64_t first_day = days_since_epoch(local_time(desk.now(), offset).date) - days_back;
    const bool is_day = std::holds_alternative<model::kind::Date>(columns.when->kind);
    const std::int64_t first = is_day ? first_day : instant_of({.date = date_of_days(first_day)}, offset).ms;
    model::Filter& from_then_on = query.filters.emplace_back();
    from_then_on.field = columns.when->id;
    from_then_on.test = model::Filter::Test::at_least;
    from_then_on.value = first;
    query.sorts = {{.field = columns.when->id}};
    query.fields.clear();
    for (const model::Field* field : columns.all()) {
        if (field != nullptr) {
            query.fields.push_back(field->id);
        }
    }
    query.first = 0;
    query.count = model::window_rows_max;
    live_ = desk.link().watch(std::move(query));
}

void CalendarExport::follow(Desk& desk, const model::RecordType& type) {
    if (live_ == nullptr || live_->version() == 0) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const Columns columns(type);
    std::vector<model::CalendarEvent> events;
    for (const model::Row& row : live_->page().rows) {
        events.push_back(event_of({columns, row}));
    }
    const std::string name(say(ui, type.title_plural));
    const std::string file = model::print_calendar(name, events, desk.now());
    desk.context.platform.file_exchange.hand_out(name + ".ics", "text/calendar", as_bytes(file));
    kit::show_toast(ui, {.words = say(ui, Say::toast_calendar_exported, {{"count", std::to_string(events.size())}})});
    live_.reset();
}

}  // namespace xingke::ui
