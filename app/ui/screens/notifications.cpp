#include "app/ui/screens/notifications.h"

#include <array>
#include <utility>

#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t shown_max = 100;

// The fields that the list reads, in the order of Query::fields (app/catalogue/system.cpp).
constexpr std::array<std::string_view, 8> columns = {"text",          "text_english", "subject_type", "subject",
                                                     "subject_label", "is_read",      "kind",         "created"};
enum Column : std::size_t { text, text_english, subject_type, subject, subject_label, is_read, kind, created };

const model::RecordType& notification_type(const Desk& desk) {
    return *desk.catalogue().find("notification");
}
model::FieldId id_of(const Desk& desk, std::string_view field) {
    return model::find_field(notification_type(desk), field)->id;
}

model::Query mine(const Desk& desk) {
    model::Query query{.type = notification_type(desk).id};
    query.filters = {{.field = id_of(desk, "recipient"), .value = desk.actor().user}};
    for (const std::string_view column : columns) {
        query.fields.push_back(id_of(desk, column));
    }
    query.sorts = {{.field = model::common_field::created, .descending = true}};
    query.count = shown_max;
    return query;
}

model::Query mine_unread(const Desk& desk) {
    model::Query query = mine(desk);
    query.filters.push_back({.field = id_of(desk, "is_read"), .test = model::Filter::Test::not_equals, .value = true});
    return query;
}

std::string text_at(const model::Row& row, Column column) {
    const auto* words = std::get_if<std::string>(&row.values[column]);
    return words == nullptr ? std::string() : *words;
}
std::int64_t number_at(const model::Row& row, Column column) {
    const auto* number = std::get_if<std::int64_t>(&row.values[column]);
    return number == nullptr ? 0 : *number;
}
bool is_unread(const model::Row& row) {
    return row.values[is_read] != model::Value(true);
}

}  // namespace

std::uint64_t NotificationsScreen::unread_count(Desk& desk) {
    if (unread_ == nullptr) {
        unread_ = desk.link().watch(mine_unread(desk));
    }
    return unread_->version() == 0 ? 0 : static_cast<std::uint64_t>(unread_->page().total);
}

void NotificationsScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (newest_ == nullptr) {
        newest_ = desk.link().watch(mine(desk));
    }
    const kit::ScrollArea scroll(ui, "notifications", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    {
        const kit::Row row(ui, {});
        if (kit::is_wide(ui)) {
            kit::heading(ui, say(ui, Say::notifications), 1);
        }
        kit::spring(ui);
        if (unread_count(desk) > 0 && kit::button(ui, say(ui, Say::mark_all_read), {.icon = kit::Icon::check})) {
            std::vector<RecordId> records;
            for (const model::Row& unread : unread_->page().rows) {
                records.push_back(unread.id);
            }
            mark_as_read(desk, records);
        }
    }
    if (newest_->version() > 0 && newest_->page().rows.empty()) {
        kit::empty_state(ui, {.icon = kit::Icon::bell,
                              .title = say(ui, Say::notifications_empty),
                              .sentence = say(ui, Say::notifications_empty_hint)});
        return;
    }
    {
        const kit::Card card(ui, "list", {.gap = 4});
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::notifications));
        for (const model::Row& row : newest_->page().rows) {
            draw_row(desk, row);
        }
    }
    kit::gap(ui, 24);
}

void NotificationsScreen::draw_row(Desk& desk, const model::Row& row) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(static_cast<model::TypeId>(number_at(row, subject_type)));
    const std::string title = text_at(row, ui.language == Language::english ? text_english : text);
    std::string detail = type == nullptr ? "" : std::string(say(ui, type->title)) + " · ";
    detail += text_at(row, subject_label);
    if (is_unread(row)) {
        detail = std::string(say(ui, Say::unread)) + " · " + detail;
    }
    const std::string when = views::display_moment(ui, Instant{number_at(row, created)}), id = print(row.id);
    const kit::LineOptions options{.icon = type == nullptr ? kit::Icon::bell : kit::icon_named(type->icon),
                                   .detail = detail,
                                   .value = when,
                                   .leads_on = type != nullptr,
                                   .tone = is_unread(row) ? kit::Tone::accent : kit::Tone::neutral,
                                   .id = id};
    if (!kit::line(ui, title, options)) {
        return;
    }
    if (is_unread(row)) {
        mark_as_read(desk, {row.id});
    }
    const auto record = parse_id<RecordTag>(text_at(row, subject));
    if (type != nullptr && record) {
        desk.go({.screen = Screen::detail, .type = type->id, .record = *record});
    }
}

void NotificationsScreen::mark_as_read(Desk& desk, const std::vector<RecordId>& records) {
    const model::TypeId type = notification_type(desk).id;
    std::vector<model::Change> changes;
    const auto add = [&](RecordId record, std::string_view field, model::Value value) {
        model::Change& change = changes.emplace_back();
        change.record = record;
        change.type = type;
        change.field = id_of(desk, field);
        change.value = std::move(value);
    };
    for (const RecordId record : records) {
        add(record, "is_read", true);
        add(record, "read_at", desk.now().ms);
    }
    // Nobody is told: the mark goes away, and it is in no way lost when it could not be saved.
    desk.link().commit(model::Intent::edit, desk.link().sync().cursor, std::move(changes),
                       [](const client::Committed&) {});
}

}  // namespace xingke::ui
