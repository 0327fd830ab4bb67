#include "app/ui/screens/related_work.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/timeline.h"

namespace xingke::ui {
namespace {

constexpr std::array<std::string_view, 5> with_card = {"contact", "opportunity", "contract", "receivable",
                                                       "reimbursement"};
constexpr std::size_t card_rows = 3, watched_max = 16, entries_max = 60;
constexpr std::int64_t asked_of_each = 8;

// What is asked of each, in the order of Query::fields.
enum Column : std::size_t { label, updated };

std::string label_in(const kit::Ui& ui, const model::RecordType& type, const model::Row& row) {
    const auto* words = std::get_if<std::string>(&row.values[label]);
    return words == nullptr || words->empty() ? std::string(say(ui, type.title)) : *words;
}

std::int64_t updated_in(const model::Row& row) {
    const auto* ms = std::get_if<std::int64_t>(&row.values[updated]);
    return ms == nullptr ? 0 : *ms;
}

}  // namespace

void RelatedWork::subscribe(Desk& desk, const model::RecordType& type, RecordId record) {
    if (!sources_.empty()) {
        return;
    }
    for (const model::RecordType* child : desk.catalogue().children_of(type)) {
        if (!desk.may(model::Action::view, *child)) {
            continue;
        }
        model::Query query{.type = child->id};
        query.filters = {{.field = model::parent_field(*child)->id, .value = record}};
        query.sorts = {{.field = model::common_field::updated, .descending = true}};
        query.fields = {model::find_field(*child, child->label_field)->id, model::common_field::updated};
        query.count = asked_of_each;
        sources_.push_back({.type = child, .live = desk.link().watch(std::move(query))});
    }
}

void RelatedWork::draw_cards(Desk& desk, const model::RecordType& type, RecordId record) {
    subscribe(desk, type, record);
    std::vector<const Source*> shown;
    for (const std::string_view name : with_card) {
        const auto source = std::ranges::find_if(sources_, [&](const Source& each) { return each.type->name == name; });
        if (source != sources_.end() && !source->live->page().rows.empty()) {
            shown.push_back(&*source);
        }
    }
    if (shown.empty()) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(ui, "recent_work");
    const int count = kit::is_wide(ui) ? std::min(static_cast<int>(shown.size()), 3) : 1;
    kit::Columns columns(ui, {.count = count, .gap = 12, .row_gap = 12});
    for (const Source* source : shown) {
        columns.next();
        draw_card(desk, *source);
    }
}

void RelatedWork::draw_card(Desk& desk, const Source& source) {
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(ui, source.type->name);
    const kit::Card card(ui, "card", {.padding = 12, .gap = 2});
    const std::string title = say(ui, Say::recent_records, {{"type", say(ui, source.type->title_plural)}});
    kit::caption(ui, title);
    const kit::SemanticScope list(ui, kit::Role::list, title);
    const auto& rows = source.live->page().rows;
    for (std::size_t i = 0; i < std::min(rows.size(), card_rows); ++i) {
        const std::string name = label_in(ui, *source.type, rows[i]), id = print(rows[i].id);
        const std::string when = views::display_moment(ui, Instant{updated_in(rows[i])});
        if (kit::line(ui, name,
                      {.icon = kit::icon_named(source.type->icon), .detail = when, .leads_on = true, .id = id})) {
            desk.go({.screen = Screen::detail, .type = source.type->id, .record = rows[i].id});
        }
    }
}

bool RelatedWork::draw_activity(Desk& desk, const model::RecordType& type, RecordId record) {
    kit::Ui& ui = desk.ui();
    const std::array choices = {kit::Choice{.key = "own", .title = std::string(say(ui, Say::timeline_own))},
                                kit::Choice{.key = "all", .title = std::string(say(ui, Say::timeline_all))}};
    {
        const kit::Row row(ui, {.gap = 8});
        kit::segments(ui, say(ui, Say::timeline_tab), choices, shown_);
    }
    if (shown_ != "all") {
        return false;
    }
    subscribe(desk, type, record);
    watch_newest(desk);
    draw_items(desk);
    return true;
}

// The histories of the records that were changed last: what happened last is in one of them.
void RelatedWork::watch_newest(Desk& desk) {
    std::vector<std::pair<std::int64_t, std::pair<const model::RecordType*, const model::Row*>>> rows;
    for (const Source& source : sources_) {
        for (const model::Row& row : source.live->page().rows) {
            rows.push_back({updated_in(row), {source.type, &row}});
        }
    }
    std::ranges::stable_sort(rows, std::ranges::greater{}, [](const auto& each) { return each.first; });
    rows.resize(std::min(rows.size(), watched_max));
    for (const auto& [at, found] : rows) {
        const auto& [type, row] = found;
        labels_[row->id] = label_in(desk.ui(), *type, *row);
        if (!watched_.contains(row->id)) {
            watched_[row->id] = desk.link().watch(row->id, type->id);
        }
    }
}

std::vector<RelatedWork::Item> RelatedWork::items() const {
    std::vector<Item> items;
    for (const Source& source : sources_) {
        for (const auto& [id, live] : watched_) {
            if (!live->answer().exists || live->answer().record.type != source.type->id) {
                continue;
            }
            for (const client::TimelineEntry& entry : live->answer().timeline) {
                items.push_back({source.type, id, labels_.at(id), &entry});
            }
        }
    }
    std::ranges::stable_sort(items, std::ranges::greater{}, [](const Item& item) { return item.entry->at.ms; });
    items.resize(std::min(items.size(), entries_max));
    return items;
}

void RelatedWork::draw_items(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "activity", {.gap = 2});
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::timeline_all));
    const std::vector<Item> all = items();
    if (all.empty()) {
        kit::soft_text(ui, say(ui, Say::child_empty_sentence));
    }
    for (const Item& item : all) {
        const std::string title = views::words_of_entry(ui, *item.type, *item.entry);
        const std::string detail = std::string(say(ui, item.type->title)) + " · " + item.label;
        const std::string when = views::display_moment(ui, item.entry->at);
        const std::string id = print(item.record) + std::to_string(item.entry->entry);
        if (kit::line(ui, title,
                      {.icon = views::icon_of_entry(*item.entry),
                       .detail = detail,
                       .value = when,
                       .leads_on = true,
                       .id = id})) {
            desk.go({.screen = Screen::detail, .type = item.type->id, .record = item.record});
        }
    }
}

}  // namespace xingke::ui
