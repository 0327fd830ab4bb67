#include "app/ui/views/form.h"

#include <algorithm>
#include <utility>

#include "app/model/field_rules.h"
#include "app/ui/say.h"
#include "app/ui/views/form_part.h"

namespace xingke::ui::views {
namespace {

using kit::ButtonKind;
using kit::Icon;

// Fields that want the whole width; the others stand two beside each other on wide views.
bool takes_whole_row(const model::RecordType& type, const model::Field& field) {
    const auto* text = std::get_if<model::kind::Text>(&field.kind);
    const bool has_pictures = std::holds_alternative<model::kind::Attachment>(field.kind) ||
                              std::holds_alternative<model::kind::Signature>(field.kind);
    return field.name == type.label_field || has_pictures || (text != nullptr && text->multiline);
}

bool belongs_to(const model::Field& field, const model::RecordType& type, const model::Section* section) {
    if (section == nullptr || type.sections.empty()) {
        return true;
    }
    return field.section == section->key || (field.section.empty() && section == &type.sections.front());
}

}  // namespace

struct Form::Part : FormPart {};

Form::Form(client::ScreenLink& link, const model::Catalogue& catalogue, const model::Record& initial,
           const std::vector<std::pair<model::FieldId, std::string>>& labels)
    : link_(link), catalogue_(catalogue), labels_(labels) {
    add_part(initial);
    parts_.front()->is_optional = false;
}

Form::~Form() = default;

void Form::add_part(const model::Record& initial) {
    auto part = std::make_unique<Part>();
    part->type = catalogue_.find(initial.type);
    part->start = initial;
    part->is_optional = true;
    parts_.push_back(std::move(part));
}

// The words that a value is typed as need the language, so they are made at the first draw or question.
void Form::begin_parts(const kit::Ui& ui) {
    for (const std::unique_ptr<Part>& part : parts_) {
        if (part->edits.empty()) {
            const bool is_optional = part->is_optional;
            static_cast<FormPart&>(*part) =
                begin_part(ui, *part->type, part->start, part == parts_.front() ? labels_ : Labels{});
            part->is_optional = is_optional;
        }
    }
    ui_ = &ui;
    for (PendingValue& pending : std::exchange(pending_, {})) {
        set(pending.record, pending.field, std::move(pending.value), std::move(pending.label));
    }
}

FormAction Form::draw(kit::Ui& ui, const FormOptions& options) {
    const bool is_first_draw = ui_ == nullptr;
    begin_parts(ui);
    if (is_first_draw) {
        kit::scroll_to_top(ui, "form");
    }
    if (is_first_draw && kit::is_wide(ui) && is_new(*parts_.front())) {
        focus_field_ = parts_.front()->type->label_field;
    }
    below_ = options.below;
    FormAction action = FormAction::none;
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    {
        const kit::Inside inside(ui, page.without_bottom(kit::ActionBar::height));
        const kit::SemanticScope semantics(ui, kit::Role::form, options.title);
        const kit::ScrollArea scroll(ui, "form", {});
        const kit::Centred centred(ui, kit::metric::form_max, 16);
        kit::gap(ui, kit::is_wide(ui) ? 24.0F : 12.0F);
        if (kit::is_wide(ui)) {
            kit::heading(ui, options.title, 1);
        }
        draw_summary(ui);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const kit::IdScope scope(ui, static_cast<std::int64_t>(i));
            draw_part(ui, *parts_[i], i);
            if (i == 0 && !options.ticks.empty()) {
                const kit::Card card(ui, "ticks", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 12});
                for (const FormTick& tick : options.ticks) {
                    kit::checkbox(ui, tick.label, *tick.value);
                }
            }
        }
        kit::gap(ui, 24);
    }
    draw_bar(ui, options, page.bottom_part(kit::ActionBar::height), action);
    if (was_entered_) {
        // Enter leads on to the next field; saving is a decision of its own.
        was_entered_ = false;
        kit::move_focus(ui, false);
    }
    return action;
}

model::Record Form::typed() const {
    const Part& part = *parts_.front();
    return part.edits.empty() ? part.start : typed_record(part);
}

void Form::draw_summary(kit::Ui& ui) {
    std::size_t count = 0;
    for (const std::unique_ptr<Part>& part : parts_) {
        count += part->errors.size();
    }
    if (!whole_issue_.empty()) {
        kit::banner(ui, kit::Tone::bad, whole_issue_, {}, Icon::alert_circle);
    } else if (count > 1) {
        kit::banner(ui, kit::Tone::bad, say(ui, Say::form_issues, {{"count", std::to_string(count)}}), {},
                    Icon::alert_circle);
    }
}

void Form::draw_part(kit::Ui& ui, Part& part, std::size_t index) {
    if (index > 0) {
        kit::gap(ui, 8);
        kit::heading(ui, say(ui, Say::also_create, {{"type", say(ui, part.type->title)}}), 2);
    }
    if (part.type->sections.empty()) {
        draw_section(ui, part, nullptr, true);
        return;
    }
    for (const model::Section& section : part.type->sections) {
        draw_section(ui, part, &section, &section == &part.type->sections.front());
    }
}

void Form::draw_section(kit::Ui& ui, Part& part, const model::Section* section, bool is_first) {
    const model::Record typed = typed_record(part);
    std::vector<const model::Field*> fields;
    for (const model::Field& field : part.type->fields) {
        // The parent of a first child is the record above it.
        const bool is_given = &part != parts_.front().get() && &field == model::parent_field(*part.type);
        if (is_editable(field) && !is_given && belongs_to(field, *part.type, section) &&
            model::is_shown(field, typed)) {
            fields.push_back(&field);
        }
    }
    // Who it belongs to is a common field, without a section of its own: it closes the first one.
    if (!is_first) {
        std::erase_if(fields,
                      [](const model::Field* f) { return f->id >= model::common_field::owner && f->section.empty(); });
    }
    if (fields.empty()) {
        return;
    }
    const std::string_view title = section == nullptr ? say(ui, Say::basic_section) : say(ui, section->title);
    const kit::IdScope scope(ui, section == nullptr ? "only" : std::string_view(section->key));
    const kit::Card card(ui, "section", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 16});
    const kit::SemanticScope semantics(ui, kit::Role::group, title);
    kit::heading(ui, title, 3);
    std::size_t at = 0;
    while (at < fields.size()) {
        if (takes_whole_row(*part.type, *fields[at]) || !kit::is_wide(ui)) {
            const kit::Stack cell(ui, {});
            draw_field(ui, part, typed, *fields[at]);
            ++at;
            continue;
        }
        kit::Columns columns(ui, {.count = 2, .gap = 20, .row_gap = 16});
        for (; at < fields.size() && !takes_whole_row(*part.type, *fields[at]); ++at) {
            columns.next();
            draw_field(ui, part, typed, *fields[at]);
        }
    }
}

void Form::draw_field(kit::Ui& ui, Part& part, const model::Record& typed, const model::Field& field) {
    FieldEdit& edit = part.edits.at(field.id);
    const auto error = part.errors.find(field.id);
    FieldEditOptions options;
    options.error = error == part.errors.end() ? std::string_view() : error->second;
    options.required = model::is_required(field, typed);
    // As the record was before anything was typed into it (validate_change).
    options.read_only = !is_new(part) && model::is_read_only(field, part.start);
    if (!focus_field_.empty() && focus_field_ == field.name) {
        focus_field_.clear();
        ui.focus.requested = kit::id_of(ui, field.name);
    }
    EditContext context{link_, catalogue_};
    if (edit_field(ui, context, field, edit, options, was_entered_)) {
        part.errors.erase(field.id);
        whole_issue_.clear();
        ui.layout.is_unsettled = true;
    }
    if (below_ && &part == parts_.front().get()) {
        below_(field, edit.value);
    }
}

void Form::draw_bar(kit::Ui& ui, const FormOptions& options, const kit::Box& box, FormAction& action) {
    const kit::ActionBar bar(ui, box, kit::metric::form_max);
    const kit::ButtonOptions save = {.kind = ButtonKind::primary, .busy = options.is_saving, .shortcut = "Ctrl S"};
    if (kit::is_wide(ui)) {
        if (kit::button(ui, say(ui, Say::back), {.kind = ButtonKind::ghost})) {
            action = FormAction::back;
        }
        kit::spring(ui);
        if (options.is_new && kit::button(ui, say(ui, Say::save_and_new), {.disabled = options.is_saving})) {
            action = FormAction::save_and_new;
        }
        if (kit::button(ui, say(ui, Say::save), save)) {
            action = FormAction::save;
        }
        return;
    }
    if (options.is_new && kit::button(ui, say(ui, Say::save_and_new), {.disabled = options.is_saving})) {
        action = FormAction::save_and_new;
    }
    kit::ButtonOptions wide_save = save;
    wide_save.fills = true;
    if (kit::button(ui, say(ui, Say::save), wide_save)) {
        action = FormAction::save;
    }
}

bool Form::is_dirty() const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [](const std::unique_ptr<Part>& part) { return is_touched(*part); });
}

bool Form::check() {
    whole_issue_.clear();
    bool is_good = true;
    for (const std::unique_ptr<Part>& part : parts_) {
        part->errors.clear();
        if (part->is_optional && !is_touched(*part)) {
            continue;
        }
        const std::vector<model::Issue> issues = issues_of(*part);
        is_good = is_good && issues.empty();
        show_in(*part, issues);
    }
    return is_good;
}

std::vector<model::Change> Form::changes() const {
    std::vector<model::Change> changes;
    for (const std::unique_ptr<Part>& part : parts_) {
        append_changes(*part, changes);
    }
    return changes;
}

void Form::show_in(Part& part, const std::vector<model::Issue>& issues) {
    const Language language = ui_ == nullptr ? Language::chinese : ui_->language;
    for (const model::Issue& issue : issues) {
        const model::Field* field = model::find_field(*part.type, issue.field);
        if (field == nullptr || !part.edits.contains(field->id)) {
            whole_issue_ = words(issue.message, language);
            continue;
        }
        part.errors.emplace(field->id, words(issue.message, language));
        if (focus_field_.empty()) {
            focus_field_ = field->name;
        }
    }
}

void Form::show(const std::vector<model::Issue>& issues) {
    whole_issue_.clear();
    for (const std::unique_ptr<Part>& part : parts_) {
        part->errors.clear();
    }
    for (const model::Issue& issue : issues) {
        // The record is not named: the first part that has such a field.
        const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const std::unique_ptr<Part>& part) {
            return model::find_field(*part->type, issue.field) != nullptr;
        });
        show_in(found == parts_.end() ? *parts_.front() : **found, {issue});
    }
}

Form::Part* Form::find_part(RecordId record) {
    const auto found =
        std::find_if(parts_.begin(), parts_.end(), [&](const auto& part) { return part->start.id == record; });
    return found == parts_.end() ? nullptr : found->get();
}

void Form::set_start(RecordId record, model::FieldId field, model::Value value) {
    if (Part* part = find_part(record)) {
        part->start.fields[field].value = std::move(value);
    }
}

void Form::set(RecordId record, model::FieldId field, model::Value value, std::string label) {
    Part* part = find_part(record);
    if (part == nullptr) {
        return;
    }
    const model::Field* declared = model::find_field(*part->type, field);
    const auto edit = part->edits.find(field);
    if (ui_ == nullptr) {
        pending_.push_back({record, field, std::move(value), std::move(label)});
    } else if (declared != nullptr && edit != part->edits.end()) {
        edit->second = begin_edit(*ui_, *declared, value, label);
        part->errors.erase(field);
    }
}

}  // namespace xingke::ui::views
