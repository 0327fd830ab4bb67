#include "app/ui/views/past_version.h"

#include <string>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

std::string_view label_of(const client::RecordAnswer& answer, model::FieldId field) {
    for (const auto& [id, label] : answer.labels) {
        if (id == field) {
            return label;
        }
    }
    return {};
}

bool differs(const client::RecordAnswer& then, const client::RecordAnswer& now, const model::Field& field) {
    return !model::is_bookkeeping(field.id) &&
           model::value_of(then.record, field.id) != model::value_of(now.record, field.id);
}

}  // namespace

PastVersion::PastVersion(client::ScreenLink& link, const model::RecordType& type, RecordId record,
                         const Version& version)
    : type_(type), version_(version), then_(link.watch(record, type.id, version.entry)) {}

PastVersion::Differences PastVersion::differences(const client::RecordAnswer& now) const {
    Differences count;
    for (const model::Field& field : type_.fields) {
        if (differs(then_->answer(), now, field)) {
            ++count.all;
            count.restorable += model::is_typed(field) ? 1 : 0;
        }
    }
    return count;
}

PastVersion::Answer PastVersion::draw(kit::Ui& ui, const client::RecordAnswer& now, bool may_edit) {
    const std::string title = say(ui, Say::version_title, {{"time", display_moment(ui, version_.at)}});
    const kit::SemanticScope semantics(ui, kit::Role::group, title);
    const kit::IdScope scope(ui, version_.entry);
    const kit::Card card(ui, "version", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 14});
    kit::heading(ui, title, 2);
    if (then_->version() == 0) {
        kit::skeleton(ui, 0, 72);
        return Answer::nothing;
    }
    const Differences found = differences(now);
    kit::soft_text(ui, say(ui, found.all > 0 ? Say::version_text : Say::version_same));
    draw_fields(ui, now);
    return draw_buttons(ui, found, may_edit);
}

void PastVersion::draw_fields(kit::Ui& ui, const client::RecordAnswer& now) const {
    const client::RecordAnswer& then = then_->answer();
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 3 : 2, .gap = 20, .row_gap = 16});
    for (const model::Field& field : type_.fields) {
        const model::Value& value = model::value_of(then.record, field.id);
        const bool is_other = differs(then, now, field);
        if (!is_other && model::is_empty(value)) {
            continue;
        }
        columns.next();
        const kit::IdScope scope(ui, field.name);
        const kit::Stack stack(ui, {.gap = 4});
        const std::string words = display_text(ui, field, value, label_of(then, field.id));
        kit::fact(ui, say(ui, field.title), words.empty() ? say(ui, Say::not_filled) : std::string_view(words));
        if (is_other) {
            kit::chip(ui, say(ui, Say::version_differs), {.tone = kit::Tone::warning});
        }
    }
}

PastVersion::Answer PastVersion::draw_buttons(kit::Ui& ui, const Differences& differences, bool may_edit) {
    Answer answer = Answer::nothing;
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        if (may_edit && differences.restorable > 0 &&
            kit::button(ui, say(ui, Say::version_restore),
                        {.kind = kit::ButtonKind::primary, .icon = kit::Icon::rotate_ccw})) {
            is_asking_ = true;
        }
        if (kit::button(ui, say(ui, Say::version_close))) {
            answer = Answer::close;
        }
    }
    const std::string title = say(ui, Say::version_restore_question, {{"time", display_moment(ui, version_.at)}});
    const std::string sentence =
        say(ui, Say::version_restore_text, {{"count", std::to_string(differences.restorable)}});
    const kit::Answer given = kit::ask(
        ui, "restore_version", is_asking_,
        {.title = title, .sentence = sentence, .yes = say(ui, Say::version_restore), .no = say(ui, Say::cancel)});
    return given == kit::Answer::yes ? Answer::restore : answer;
}

}  // namespace xingke::ui::views
