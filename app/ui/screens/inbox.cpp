#include "app/ui/screens/inbox.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using client::InboxItem;
using kit::ButtonKind;
using kit::Icon;
using kit::Tone;
using kit::Type;

std::string shown(const kit::Ui& ui, const model::Field* field, const model::Value& value, std::string_view label) {
    std::string text = field != nullptr ? views::display_text(ui, *field, value, label) : std::string();
    return text.empty() ? std::string(say(ui, Say::not_filled)) : text;
}

struct Side {
    Say title;
    std::string value, author;
    Tone tone;
};
void draw_side(kit::Ui& ui, const Side& side) {
    const kit::Card card(ui, side.title == Say::my_value ? "mine" : "theirs",
                         {.padding = 12, .gap = 4, .is_flat = true, .tone = side.tone});
    kit::caption(
        ui,
        side.author.empty() ? std::string(say(ui, side.title)) : std::string(say(ui, side.title)) + " · " + side.author,
        kit::theme(ui).text_soft);
    kit::text(ui, side.value, {.type = Type::body_strong});
}

constexpr std::size_t typed_lines_max = 12;  // of what was typed; an import can hold thousands
// How the resolution is written into the conflict record (catalogue/system.cpp).
constexpr std::string_view conflict_type = "conflict", state_field = "state", kept = "kept", taken = "taken";

}  // namespace

void InboxScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::InboxAnswer& inbox = desk.link().inbox();
    const kit::ScrollArea scroll(ui, "inbox", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::inbox), 1);
    }
    if (inbox.items.empty()) {
        kit::empty_state(ui, {.icon = Icon::check_circle,
                              .title = say(ui, Say::inbox_empty),
                              .sentence = say(ui, Say::inbox_empty_hint)});
        return;
    }
    {
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::inbox));
        std::set<std::uint64_t> rejected;  // a rejected transaction is one thing, however many fields it had
        for (const InboxItem& item : inbox.items) {
            const bool is_conflict = item.what == InboxItem::What::conflict;
            if (!is_conflict && !rejected.insert(item.counter).second) {
                continue;
            }
            const kit::IdScope scope(ui, is_conflict ? print(item.conflict) : std::to_string(item.counter));
            const kit::SemanticScope entry(ui, {.role = kit::Role::listitem, .name = item.record_label});
            const kit::Card card(ui, "item");
            is_conflict ? draw_conflict(desk, item) : draw_rejected(desk, item);
        }
    }
    kit::gap(ui, 24);
    if (dropping_) {
        const kit::Answer answer = kit::ask(ui, "drop", is_asking_drop_,
                                            {.title = say(ui, Say::drop_question),
                                             .sentence = say(ui, Say::drop_text),
                                             .yes = say(ui, Say::drop_change),
                                             .no = say(ui, Say::cancel),
                                             .is_dangerous = true});
        if (answer == kit::Answer::yes) {
            desk.link().resolve_rejected(*dropping_, false);
            kit::show_toast(ui, {.words = std::string(say(ui, Say::toast_dropped))});
        }
        if (answer != kit::Answer::none || !is_asking_drop_) {
            dropping_.reset();
        }
    }
}

void InboxScreen::draw_heading(Desk& desk, const InboxItem& item, Say what, Tone tone) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(item.type);
    const std::string title = !item.record_label.empty() ? item.record_label
                              : type != nullptr          ? std::string(say(ui, type->title))
                                                         : std::string(say(ui, Say::inbox));
    {
        const kit::Row row(ui, {.gap = 8});
        if (type != nullptr && kit::link(ui, title, kit::icon_named(type->icon))) {
            desk.go({.screen = Screen::detail, .type = type->id, .record = item.record});
        }
        kit::spring(ui);
        kit::chip(ui, say(ui, what), {.tone = tone});
    }
    kit::caption(ui, views::display_moment(ui, item.at), kit::theme(ui).text_soft);
}

void InboxScreen::draw_conflict(Desk& desk, const InboxItem& item) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(item.type);
    const model::Field* field = type != nullptr ? model::find_field(*type, item.field) : nullptr;
    draw_heading(desk, item, Say::conflict_title, Tone::warning);
    if (field != nullptr) {
        kit::text(ui, say(ui, field->title), {.color = kit::theme(ui).text_soft});
    }
    {
        kit::Columns columns(ui, {.count = 2, .gap = 12});
        columns.next();
        draw_side(ui, {Say::my_value, shown(ui, field, item.mine, item.mine_label), item.mine_author, Tone::accent});
        columns.next();
        draw_side(
            ui, {Say::value_now, shown(ui, field, item.theirs, item.theirs_label), item.theirs_author, Tone::neutral});
    }
    const kit::Row row(ui, {.wraps = true});
    if (kit::button(ui, say(ui, Say::resolve_keep))) {
        resolve(desk, item, false);
    }
    if (kit::button(ui, say(ui, Say::resolve_mine), {.kind = ButtonKind::primary})) {
        resolve(desk, item, true);
    }
}

void InboxScreen::resolve(Desk& desk, const InboxItem& item, bool mine) {
    const model::RecordType* conflict = desk.catalogue().find(conflict_type);
    const model::Field* state = conflict != nullptr ? model::find_field(*conflict, state_field) : nullptr;
    if (state == nullptr) {
        return;
    }
    std::vector<model::Change> changes;
    if (mine) {
        changes.push_back({.record = item.record, .type = item.type, .field = item.field, .value = item.mine});
    }
    changes.push_back(
        {.record = item.conflict, .type = conflict->id, .field = state->id, .value = std::string(mine ? taken : kept)});
    save(desk, {.intent = model::Intent::resolve,
                .base = desk.link().sync().cursor,
                .changes = std::move(changes),
                .words = std::string(say(desk.ui(), Say::toast_resolved))});
}

void InboxScreen::draw_rejected(Desk& desk, const InboxItem& item) {
    kit::Ui& ui = desk.ui();
    draw_heading(desk, item, Say::rejected_title, Tone::bad);
    for (const InboxItem& same : desk.link().inbox().items) {  // One for each of its records that was found wanting.
        if (same.what == InboxItem::What::rejected && same.counter == item.counter) {
            for (const model::Issue& reason : same.reasons) {
                kit::text(ui, say(ui, reason.message), {.color = kit::theme(ui).bad.text});
            }
        }
    }
    std::vector<std::pair<std::string, std::string>> typed;
    for (const model::Change& change : item.changes) {
        const model::RecordType* type = desk.catalogue().find(change.type);
        const model::Field* field = type != nullptr ? model::find_field(*type, change.field) : nullptr;
        const bool is_typed = field != nullptr && !field->set_by_app && !std::holds_alternative<RecordId>(change.value);
        if (is_typed && typed.size() < typed_lines_max) {
            typed.emplace_back(say(ui, field->title), shown(ui, field, change.value, {}));
        }
    }
    if (typed.empty() && item.field != 0) {
        const model::RecordType* type = desk.catalogue().find(item.type);
        const model::Field* field = type != nullptr ? model::find_field(*type, item.field) : nullptr;
        if (field != nullptr) {
            typed.emplace_back(say(ui, field->title), shown(ui, field, item.mine, item.mine_label));
        }
    }
    if (!typed.empty()) {
        const kit::Card card(ui, "typed", {.padding = 12, .gap = 8, .is_flat = true});
        kit::caption(ui, say(ui, Say::what_you_typed), kit::theme(ui).text_soft);
        for (const auto& [name, value] : typed) {
            kit::fact(ui, name, value);
        }
    }
    const kit::Row row(ui, {.wraps = true});
    if (kit::button(ui, say(ui, Say::retry_edited), {.kind = ButtonKind::primary, .icon = Icon::pencil}) && on_rework) {
        on_rework(item);
    }
    if (kit::button(ui, say(ui, Say::retry_as_is), {.icon = Icon::refresh})) {
        desk.link().resolve_rejected(item.counter, true);
        kit::show_toast(ui, {.words = std::string(say(ui, Say::toast_retried))});
    }
    if (kit::button(ui, say(ui, Say::drop_change), {.kind = ButtonKind::danger_ghost})) {
        dropping_ = item.counter;
        is_asking_drop_ = true;
    }
}

}  // namespace xingke::ui
