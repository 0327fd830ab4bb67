#include "app/ui/views/field_edit.h"

#include <algorithm>

#include "app/base/regions.h"
#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/signature_pad.h"
#include "app/ui/say.h"
#include "app/ui/views/attachments.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/phrases.h"
#include "app/ui/views/record_pick.h"
#include "app/ui/views/several_references.h"

namespace xingke::ui::views {
namespace {

namespace k = model::kind;

// A retired option is offered only to a record that has it.
std::vector<kit::Choice> choices_of(const kit::Ui& ui, const std::vector<model::Option>& options,
                                    const model::Elements& chosen) {
    std::vector<kit::Choice> choices;
    for (const model::Option& option : options) {
        if (option.is_retired && std::ranges::find(chosen, option.key) == chosen.end()) {
            continue;
        }
        choices.push_back(
            {.key = option.key, .title = std::string(say(ui, option.title)), .tone = kit::tone_of(option.tone)});
    }
    return choices;
}

std::vector<kit::ChoiceGroup> make_region_groups(Language language) {
    std::vector<kit::ChoiceGroup> groups;
    for (const Province& province : provinces()) {
        kit::ChoiceGroup group;
        group.choice.key = province.code;
        group.choice.title = language == Language::chinese ? province.name : province.english;
        for (const City& city : province.cities) {
            group.members.push_back({.key = std::string(city.code), .title = std::string(city.name)});
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

const std::vector<kit::ChoiceGroup>& region_groups(Language language) {
    static const std::vector<kit::ChoiceGroup> chinese = make_region_groups(Language::chinese);
    static const std::vector<kit::ChoiceGroup> english = make_region_groups(Language::english);
    return language == Language::chinese ? chinese : english;
}

// The number as one types it: without currency, percent sign and separators.
std::string plain_number(std::string_view printed) {
    std::string out;
    for (const char c : printed) {
        if ((c >= '0' && c <= '9') || c == '.' || c == '-') {
            out.push_back(c);
        }
    }
    return out;
}

int offset_of(const kit::Ui& ui) {
    return ui.platform.clock.utc_offset_minutes(ui.platform.clock.now());
}

// One widget for each kind; answers whether the value changed.
struct Editor {
    kit::Ui& ui;
    EditContext& context;
    const model::Field& field;
    FieldEdit& edit;
    const FieldEditOptions& options;
    bool& entered;
    std::string_view title;

    kit::ChoiceFieldOptions choice_options() const {
        return {.label = title,
                .help = say(ui, field.help),
                .error = options.error,
                .required = options.required,
                .read_only = options.read_only};
    }

    bool text(kit::InputKind kind, std::string_view prefix = {}, std::string_view suffix = {}, int lines = 3,
              std::string_view placeholder = {}) const {
        const kit::TextFieldResult result = kit::text_field(ui, field.name, edit.text,
                                                            {.label = title,
                                                             .placeholder = placeholder,
                                                             .help = say(ui, field.help),
                                                             .error = options.error,
                                                             .prefix = prefix,
                                                             .suffix = suffix,
                                                             .kind = kind,
                                                             .lines = lines,
                                                             .required = options.required,
                                                             .read_only = options.read_only,
                                                             .focus = options.focus});
        entered = entered || result.entered;
        return result.changed && read_text();
    }

    // What was typed, as a value. Text that cannot be read keeps the last good value, and says why when the form is
    // checked.
    bool read_text() const {
        Result<model::Value> parsed = model::parse_value(field, edit.text);
        edit.is_text_wrong = !parsed.has_value();
        if (!parsed) {
            edit.problem = parsed.error().message;
            return true;
        }
        edit.problem = {};
        edit.value = std::move(parsed).value();
        return true;
    }

    bool operator()(const k::Text& kind) const {
        const bool is_typed = text(kind.multiline ? kit::InputKind::multiline : kit::InputKind::text);
        const bool is_added = !options.read_only && takes_phrases(context.catalogue, field) &&
                              draw_phrases(ui, context, field, edit) && read_text();
        return is_typed || is_added;
    }
    bool operator()(const k::Digits&) const { return text(kit::InputKind::number); }
    bool operator()(const k::Phone&) const { return text(kit::InputKind::tel); }
    bool operator()(const k::Email&) const { return text(kit::InputKind::email); }
    bool operator()(const k::Number&) const { return text(kit::InputKind::number); }
    bool operator()(const k::Money&) const { return text(kit::InputKind::decimal, "¥"); }
    bool operator()(const k::Percent&) const { return text(kit::InputKind::decimal, {}, "%"); }
    bool operator()(const k::DateTime&) const {
        return text(kit::InputKind::text, {}, {}, 1, say(ui, Say::date_time_example));
    }
    bool operator()(const k::Place&) const { return locate(); }

    bool operator()(const k::Date&) const {
        const Instant now = ui.platform.clock.now();
        const Date today = local_time(now, offset_of(ui)).date;
        return kit::date_field(ui, field.name, edit.text, today, choice_options()) && read_text();
    }

    bool operator()(const k::Choice& kind) const {
        std::string key = std::holds_alternative<std::string>(edit.value) ? std::get<std::string>(edit.value) : "";
        const std::vector<kit::Choice> choices = choices_of(ui, kind.options, {key});
        const bool is_radio = kind.as_radio && !options.read_only;
        bool changed = false;
        if (is_radio) {
            kit::draw_field_label(ui, title, options.required);
            changed = kit::radio_chips(ui, title, choices, key, !options.required);
            kit::draw_field_note(ui, say(ui, field.help), options.error);
        } else {
            changed = kit::select_field(ui, field.name, choices, key, choice_options());
        }
        if (changed) {
            edit.value = key.empty() ? model::Value(model::Empty{}) : model::Value(key);
        }
        return changed;
    }

    bool operator()(const k::Choices& kind) const {
        model::Elements keys = std::holds_alternative<model::Elements>(edit.value)
                                   ? std::get<model::Elements>(edit.value)
                                   : model::Elements{};
        const bool changed =
            kit::multi_select_field(ui, field.name, choices_of(ui, kind.options, keys), keys, choice_options());
        if (changed) {
            edit.value = keys.empty() ? model::Value(model::Empty{}) : model::Value(keys);
        }
        return changed;
    }

    bool operator()(const k::Region&) const {
        std::string key = std::holds_alternative<std::string>(edit.value) ? std::get<std::string>(edit.value) : "";
        kit::ChoiceFieldOptions field_options = choice_options();
        field_options.placeholder = say(ui, Say::choose_place);
        const bool changed = kit::two_step_field(ui, field.name, region_groups(ui.language), key, field_options);
        if (changed) {
            edit.value = key.empty() ? model::Value(model::Empty{}) : model::Value(key);
        }
        return changed;
    }

    bool operator()(const k::YesNo&) const {
        bool yes = std::holds_alternative<bool>(edit.value) && std::get<bool>(edit.value);
        const bool changed = kit::toggle(ui, title, yes, say(ui, field.help)) && !options.read_only;
        if (changed) {
            edit.value = yes;
        }
        kit::draw_field_note(ui, {}, options.error);
        return changed;
    }

    bool operator()(const k::Reference& kind) const { return pick(kind); }
    bool operator()(const k::References&) const { return edit_references(ui, context, field, edit, choice_options()); }
    bool operator()(const k::Attachment& kind) const {
        return edit_attachments(ui, context, kind, edit, field.name, choice_options());
    }
    bool operator()(const k::Signature&) const {
        const bool changed = kit::signature_pad(ui, field.name, edit.text, choice_options());
        if (changed) {
            edit.value = edit.text.empty() ? model::Value(model::Empty{}) : model::Value(edit.text);
        }
        return changed;
    }

    bool pick(const k::Reference& kind) const;
    bool locate() const;
};

// A place is not typed: whoever stands there presses.
bool Editor::locate() const {
    kit::draw_field_label(ui, title, options.required);
    const auto* place = std::get_if<model::Position>(&edit.value);
    if (place != nullptr) {
        kit::soft_text(ui, display_text(ui, field, edit.value, {}) + " · " +
                               say(ui, Say::place_taken, {{"metres", std::to_string(place->accuracy_m)}}));
    }
    bool changed = false;
    if (!options.read_only) {
        const kit::IdScope scope(ui, field.name);
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        const bool is_waiting = edit.locating.is_waiting(ui);
        const Say words = is_waiting ? Say::locating : Say::locate_here;
        const kit::ButtonOptions button = {
            .icon = kit::Icon::map_pin, .busy = is_waiting, .small = true, .id = "locate"};
        if (kit::button(ui, say(ui, words), button) && !is_waiting) {
            edit.locating.begin(ui);
        }
        if (place != nullptr && kit::button(ui, say(ui, Say::clear), {.small = true})) {
            edit.value = model::Empty{};
            changed = true;
        }
    }
    std::string problem;
    if (const platform::Located* located = edit.locating.answer(ui)) {
        problem = problem_of(ui, *located);
        const model::Value found = position_of(*located);
        if (located->outcome == platform::Located::Outcome::found && edit.value != found && !changed) {
            edit.value = found;
            changed = true;
        }
        if (problem.empty() || changed) {
            edit.locating.forget();
        }
    }
    kit::draw_field_note(ui, say(ui, field.help), problem.empty() ? options.error : std::string_view(problem));
    return changed;
}

bool Editor::pick(const k::Reference&) const {
    kit::PickerOptions picker;
    picker.field = choice_options();
    picker.shown = edit.label;
    const RecordPick pick = pick_record(ui, context, field, edit, std::move(picker));
    if (pick.picked) {
        edit.value = pick.picked->id;
        edit.label = pick.picked->name;
    } else if (pick.cleared) {
        edit.value = model::Empty{};
        edit.label.clear();
    }
    return pick.picked.has_value() || pick.cleared;
}

}  // namespace

FieldEdit begin_edit(const kit::Ui& ui, const model::Field& field, const model::Value& value, std::string_view label) {
    FieldEdit edit;
    edit.value = value;
    edit.label = label;
    if (model::refers_to_several(field.kind)) {
        const model::Elements elements = elements_in(value);
        const std::vector<std::string_view> labels = split(label, model::label_separator);
        for (std::size_t i = 0; i < std::min(elements.size(), labels.size()); ++i) {
            edit.names[elements[i]] = labels[i];
        }
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        edit.text = *text;
    } else if (!model::is_empty(value)) {
        edit.text = model::print_value(field, value, Language::chinese, offset_of(ui));
        if (std::holds_alternative<k::Money>(field.kind) || std::holds_alternative<k::Percent>(field.kind) ||
            std::holds_alternative<k::Number>(field.kind)) {
            edit.text = plain_number(edit.text);
        }
    }
    return edit;
}

bool edit_field(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                const FieldEditOptions& options, bool& entered) {
    const std::string_view title = say(ui, field.title);
    return std::visit(Editor{ui, context, field, edit, options, entered, title}, field.kind);
}

}  // namespace xingke::ui::views
