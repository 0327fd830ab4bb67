#include "app/ui/screens/recent_list.h"

#include <string>
#include <utility>

#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

// What is asked of each, in the order of Query::fields.
enum Column : std::size_t { label, changed, owner };

}  // namespace

void RecentList::draw(Desk& desk, bool offers_first) {
    kit::Ui& ui = desk.ui();
    const model::Field* name = model::find_field(*type_, type_->label_field);
    // A notification says the same in two fields.
    const model::Field* english = model::find_field(*type_, "text_english");
    name = english != nullptr && ui.language == Language::english ? english : name;
    if (name == nullptr) {
        return;
    }
    model::Query query{.type = type_->id};
    query.sorts = {{.field = model::common_field::updated, .descending = true}};
    query.fields = {name->id, model::common_field::updated, model::common_field::owner};
    query.count = count_;
    if (live_ == nullptr) {
        live_ = desk.link().watch(std::move(query));
    } else if (live_->query() != query) {
        live_->change(std::move(query));
    }
    const bool is_empty = live_->version() > 0 && live_->page().rows.empty();
    if (is_empty && !offers_first) {
        return;
    }
    const kit::IdScope scope(ui, type_->name);
    const kit::Card card(ui, "recent", {.gap = 4});
    {
        const kit::Row row(ui, {});
        kit::heading(ui, say(ui, Say::recent_records, {{"type", say(ui, type_->title_plural)}}), 3);
        kit::spring(ui);
        if (kit::link(ui, say(ui, Say::see_all))) {
            desk.go(type_->is_system ? Route{.screen = Screen::notifications}
                                     : Route{.screen = Screen::list, .type = type_->id});
        }
    }
    if (live_->version() == 0) {
        for (int i = 0; i < 4; ++i) {
            kit::skeleton(ui, 0, 44);
            kit::gap(ui, 4);
        }
        return;
    }
    if (is_empty) {
        draw_empty(desk);
        return;
    }
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, type_->title_plural));
    for (const model::Row& row : live_->page().rows) {
        draw_row(desk, row);
    }
}

void RecentList::draw_empty(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool may_create = desk.may(model::Action::create, *type_);
    const std::string action = may_create ? say(ui, Say::new_record, {{"type", say(ui, type_->title)}}) : std::string();
    const std::string title = say(ui, Say::list_empty_title, {{"type", say(ui, type_->title_plural)}});
    const kit::EmptyState empty{.icon = kit::icon_named(type_->icon),
                                .title = title,
                                .sentence = say(ui, Say::list_empty_sentence),
                                .action = action,
                                .second_action = may_create ? say(ui, Say::import_records) : std::string_view()};
    const kit::EmptyAnswer answer = kit::empty_state(ui, empty);
    if (answer == kit::EmptyAnswer::action) {
        desk.go({.screen = Screen::create, .type = type_->id});
    } else if (answer == kit::EmptyAnswer::second_action) {
        desk.go({.screen = Screen::import, .type = type_->id});
    }
}

void RecentList::draw_row(Desk& desk, const model::Row& row) {
    kit::Ui& ui = desk.ui();
    const auto* name = std::get_if<std::string>(&row.values[label]);
    const auto* at = std::get_if<std::int64_t>(&row.values[changed]);
    const std::string title = name != nullptr ? *name : std::string(say(ui, type_->title));
    const std::string when = at != nullptr ? views::display_moment(ui, Instant{*at}) : std::string();
    const std::string by = row.labels.size() > owner ? row.labels[owner] : std::string(), id = print(row.id);
    if (kit::line(ui, title, {.detail = by, .value = when, .leads_on = true, .avatar = title, .id = id})) {
        desk.go(type_->is_system ? Route{.screen = Screen::notifications}
                                 : Route{.screen = Screen::detail, .type = type_->id, .record = row.id});
    }
}

}  // namespace xingke::ui
