// The notices above a form: a draft that can be taken up again, changes of others that meet one's own, and a record
// that was deleted underneath.
#include <algorithm>
#include <utility>

#include "app/model/attachment.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/record_form.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using kit::Icon;
using kit::Tone;

std::string shown(const kit::Ui& ui, const model::Field& field, const model::Value& value, std::string_view label) {
    const std::string text = views::display_text(ui, field, value, label);
    return text.empty() ? std::string(say(ui, Say::not_filled)) : text;
}

std::string name_in(const client::RecordAnswer& answer, model::FieldId field) {
    const auto found =
        std::find_if(answer.labels.begin(), answer.labels.end(), [&](const auto& l) { return l.first == field; });
    return found != answer.labels.end() ? found->second : std::string();
}

}  // namespace

void FormScreen::draw_notices(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (base_ && !model::is_alive(live_->answer().record)) {
        kit::banner(ui, Tone::bad, say(ui, Say::removed_while_editing), {}, Icon::trash);
    }
    if (offered_draft_) {
        draw_draft_offer(desk);
    }
    const bool has_clashes = base_ && !base_->clashes().empty();
    if (has_clashes) {
        draw_clashes(desk);
    }
    if (!kit::is_wide(ui) && (offered_draft_ || has_clashes)) {
        kit::gap(ui, 12);
    }
}

void FormScreen::draw_draft_offer(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Centred centred(ui, kit::metric::form_max, 0);
    kit::gap(ui, 12);
    const kit::Card card(ui, "draft", {.padding = 12, .is_flat = true, .tone = Tone::accent});
    const kit::Row row(ui, {.gap = 8, .wraps = !kit::is_wide(ui)});
    kit::text(ui, say(ui, Say::draft_offer));
    if (kit::is_wide(ui)) {
        kit::spring(ui);
    }
    if (kit::button(ui, say(ui, Say::draft_drop), {.kind = kit::ButtonKind::ghost, .small = true})) {
        drop_draft(desk);
    }
    if (kit::button(ui, say(ui, Say::draft_take), {.small = true})) {
        take_draft(desk);
    }
}

void FormScreen::draw_clashes(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Centred centred(ui, kit::metric::form_max, 0);
    kit::gap(ui, 12);
    const kit::SemanticScope alert(ui, kit::Role::alert, say(ui, Say::clash_title));
    const kit::Card card(ui, "clashes", {.is_flat = true, .tone = Tone::warning});
    kit::text(ui, say(ui, Say::clash_title), {.type = kit::Type::body_strong});
    std::optional<Takeover> settled;
    for (const FormBase::Clash& clash : base_->clashes()) {
        const kit::IdScope scope(ui, clash.field);
        const model::Field& field = *model::find_field(*type_, clash.field);
        const std::string theirs = shown(ui, field, clash.theirs, name_in(live_->answer(), clash.field));
        const std::string mine = shown(ui, field, clash.mine, {});
        const std::string_view title = say(ui, field.title);
        kit::text(ui, say(ui, Say::clash_line, {{"field", title}, {"theirs", theirs}, {"mine", mine}}));
        const kit::Row row(ui, {});
        if (kit::button(ui, say(ui, Say::take_theirs), {.small = true})) {
            settled = base_->take_theirs(clash.field);
            break;
        }
        if (kit::button(ui, say(ui, Say::keep_mine), {.small = true})) {
            settled = base_->keep_mine(clash.field);
            break;
        }
    }
    if (settled) {
        apply(id_, *settled);
    }
}

// Not while one is offered, so that what is typed now does not overwrite what was typed before.
void FormScreen::keep_draft(Desk& desk) {
    if (offered_draft_ || is_saved_ || rework_ || !form_->is_dirty()) {
        return;
    }
    Draft draft{.record = record_, .parent = parent_, .entries = {}};
    const std::vector<model::Change> changes = form_->changes();
    for (const model::Change& change : changes) {
        const bool is_child = change.record != id_;
        const auto is_there = [&](const Draft::Entry& e) { return e.is_child == is_child && e.field == change.field; };
        // Files are not part of a draft: their bytes are kept for a day only.
        const model::Field* field = is_child ? nullptr : model::find_field(*type_, change.field);
        const bool is_file = change.type == model::attachment_type ||
                             (field != nullptr && std::holds_alternative<model::kind::Attachment>(field->kind));
        if (is_file || change.field == model::life_field ||
            std::any_of(draft.entries.begin(), draft.entries.end(), is_there)) {
            continue;
        }
        const model::Value start = base_ ? model::value_of(live_->answer().record, change.field) : model::Value{};
        const auto value = typed_value(start, change.record, change.field, changes);
        draft.entries.push_back({.is_child = is_child, .field = change.field, .value = value.value_or(change.value)});
    }
    std::string text = print_draft(draft);
    if (!draft.entries.empty() && text != kept_draft_) {
        desk.context.platform.preferences.write(draft_key(type_->name), text);
        kept_draft_ = std::move(text);
    }
}

void FormScreen::take_draft(Desk& desk) {
    const Draft draft = *std::exchange(offered_draft_, std::nullopt);
    for (const Draft::Entry& entry : draft.entries) {
        if (!entry.is_child) {
            put(desk, *type_, id_, entry.field, entry.value);
        } else if (child_type_ != nullptr) {
            put(desk, *child_type_, child_id_, entry.field, entry.value);
        }
    }
}

void FormScreen::drop_draft(Desk& desk) {
    offered_draft_.reset();
    kept_draft_.clear();
    desk.context.platform.preferences.write(draft_key(type_->name), "");
}

}  // namespace xingke::ui
