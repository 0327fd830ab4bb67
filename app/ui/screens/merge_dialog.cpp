#include "app/ui/screens/merge_dialog.h"

#include <array>
#include <utility>
#include <vector>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

constexpr std::string_view kept_key = "kept", other_key = "other";

std::string label_in(const client::RecordAnswer& answer, model::FieldId field) {
    for (const auto& [id, label] : answer.labels) {
        if (id == field) {
            return label;
        }
    }
    return {};
}

std::string shown(const kit::Ui& ui, const model::Field& field, const client::RecordAnswer& answer) {
    const std::string text =
        views::display_text(ui, field, model::value_of(answer.record, field.id), label_in(answer, field.id));
    return text.empty() ? std::string(say(ui, Say::not_filled)) : text;
}

}  // namespace

MergeDialog::MergeDialog(const model::RecordType& type)
    : type_(type),
      question_{.id = 1, .name = "other", .kind = model::kind::Reference{.type = type.name}, .required = true} {}

void MergeDialog::open(Desk& desk) {
    question_.title = {say(desk.ui(), Say::merge_which), say(desk.ui(), Say::merge_which)};
    other_ = views::begin_edit(desk.ui(), question_, {}, {});
    live_.reset();
    choices_.clear();
    is_open_ = true;
}

bool MergeDialog::differs(const client::RecordAnswer& kept, const model::Field& field) const {
    const model::Value& theirs = model::value_of(live_->answer().record, field.id);
    return model::is_typed(field) && !model::is_empty(theirs) && theirs != model::value_of(kept.record, field.id);
}

void MergeDialog::draw(Desk& desk, const client::RecordAnswer& kept) {
    kit::Ui& ui = desk.ui();
    if (!is_open_) {
        return;
    }
    const std::string title = say(ui, Say::merge_title, {{"name", label_of(desk, type_, kept.record)}});
    const kit::Dialog dialog(ui, "merge", is_open_, {.title = title, .width = 560});
    if (!dialog.is_open()) {
        return;
    }
    kit::soft_text(ui, say(ui, Say::merge_text));
    views::EditContext context{desk.link(), desk.catalogue()};
    bool entered = false;
    if (views::edit_field(ui, context, question_, other_, {.required = true}, entered)) {
        const auto* id = std::get_if<RecordId>(&other_.value);
        live_ = id == nullptr || *id == kept.record.id ? nullptr : desk.link().watch(*id, type_.id);
        choices_.clear();
    }
    const bool is_ready = live_ != nullptr && live_->version() > 0 && live_->answer().exists;
    if (is_ready) {
        draw_differences(desk, kept);
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const kit::ButtonOptions yes = {.kind = kit::ButtonKind::primary, .disabled = !is_ready, .id = "merge_records"};
    if (kit::button(ui, say(ui, Say::merge_do), yes) && is_ready) {
        is_open_ = false;
        merge(desk, kept);
    }
}

void MergeDialog::draw_differences(Desk& desk, const client::RecordAnswer& kept) {
    kit::Ui& ui = desk.ui();
    std::vector<const model::Field*> fields;
    for (const model::Field& field : type_.fields) {
        if (differs(kept, field)) {
            fields.push_back(&field);
        }
    }
    kit::caption(ui, say(ui, fields.empty() ? Say::merge_nothing : Say::merge_differ));
    for (const model::Field* field : fields) {
        const kit::IdScope scope(ui, field->id);
        const bool is_blank = model::is_empty(model::value_of(kept.record, field->id));
        std::string& choice = choices_.try_emplace(field->id, is_blank ? other_key : kept_key).first->second;
        const std::array<kit::Choice, 2> both = {{{std::string(kept_key), shown(ui, *field, kept)},
                                                  {std::string(other_key), shown(ui, *field, live_->answer())}}};
        kit::radio_chips(ui, say(ui, field->title), both, choice);
    }
}

void MergeDialog::merge(Desk& desk, const client::RecordAnswer& kept) {
    const RecordId other = live_->answer().record.id;
    std::vector<model::Change> changes;
    for (const auto& [field, choice] : choices_) {
        if (choice == other_key) {
            changes.push_back({kept.record.id, type_.id, field, model::Operation::set,
                               model::value_of(live_->answer().record, field)});
        }
    }
    save(desk, {.base = kept.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::merge_done, {{"name", label_of(desk, type_, kept.record)}}),
                .absorption = {type_.id, kept.record.id, other}});
}

}  // namespace xingke::ui
