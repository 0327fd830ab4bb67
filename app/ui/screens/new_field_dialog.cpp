#include "app/ui/screens/new_field_dialog.h"

#include <array>

#include "app/base/text.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

struct OfferedKind {
    std::string_view key;
    Say title;
};
constexpr std::array offered_kinds = {OfferedKind{"text", Say::kind_text},
                                      OfferedKind{"long_text", Say::kind_long_text},
                                      OfferedKind{"number", Say::kind_number},
                                      OfferedKind{"money", Say::kind_money},
                                      OfferedKind{"percent", Say::kind_percent},
                                      OfferedKind{"date", Say::kind_date},
                                      OfferedKind{"date_time", Say::kind_date_time},
                                      OfferedKind{"yes_no", Say::kind_yes_no},
                                      OfferedKind{"choice", Say::kind_choice},
                                      OfferedKind{"choices", Say::kind_choices},
                                      OfferedKind{"phone", Say::kind_phone},
                                      OfferedKind{"email", Say::kind_email},
                                      OfferedKind{"reference", Say::kind_reference},
                                      OfferedKind{"references", Say::kind_references},
                                      OfferedKind{"attachment", Say::kind_attachment},
                                      OfferedKind{"signature", Say::kind_signature}};

bool is_text(std::string_view kind) {
    return kind == "text" || kind == "long_text" || kind == "phone" || kind == "email";
}

// One option a line. The keys follow from the places, and never change afterwards.
std::vector<model::Option> options_of(std::string_view lines) {
    std::vector<model::Option> options;
    for (const std::string_view line : split(lines, '\n')) {
        const std::string_view title = trim(line);
        if (!title.empty()) {
            options.push_back({.key = "x_" + std::to_string(options.size() + 1), .title = {title, title}});
        }
    }
    return options;
}

}  // namespace

void NewFieldDialog::open(const model::RecordType& type) {
    *this = {};
    is_open_ = true;
    type_ = type.name;
}

void NewFieldDialog::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(type_);
    if (type == nullptr) {
        return;
    }
    const kit::Dialog dialog(ui, "new_field", is_open_, {.title = say(ui, Say::new_field)});
    if (!dialog.is_open()) {
        return;
    }
    kit::text_field(ui, "zh", title_.chinese, {.label = say(ui, Say::name_in_chinese), .required = true});
    kit::text_field(ui, "en", title_.english,
                    {.label = say(ui, Say::name_in_english), .placeholder = say(ui, Say::same_as_chinese)});
    draw_kind(desk);
    kit::toggle(ui, say(ui, Say::mark_required), required_);
    kit::toggle(ui, say(ui, Say::show_in_list), in_list_);
    if (is_text(kind_)) {
        kit::toggle(ui, say(ui, Say::find_by_search), searchable_);
    }
    if (kind_ == "text") {
        kit::toggle(ui, say(ui, Say::mark_unique), unique_, say(ui, Say::unique_hint));
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::save), {.kind = kit::ButtonKind::primary, .disabled = !is_complete()})) {
        is_open_ = false;
        add(desk, *type);
    }
}

void NewFieldDialog::draw_kind(Desk& desk) {
    kit::Ui& ui = desk.ui();
    std::vector<kit::Choice> kinds;
    for (const OfferedKind& kind : offered_kinds) {
        kinds.push_back({.key = std::string(kind.key), .title = std::string(say(ui, kind.title))});
    }
    kit::select_field(ui, "kind", kinds, kind_, {.label = say(ui, Say::kind_of_field), .may_clear = false});
    if (kind_ == "choice" || kind_ == "choices") {
        kit::text_field(ui, "options", option_lines_,
                        {.label = say(ui, Say::options_in_lines), .kind = kit::InputKind::multiline, .required = true});
    }
    if (kind_ == "reference" || kind_ == "references") {
        std::vector<kit::Choice> types;
        for (const model::RecordType* offered : desk.offered_types()) {
            types.push_back({.key = offered->name, .title = std::string(say(ui, offered->title))});
        }
        kit::select_field(ui, "referred", types, referred_, {.label = say(ui, Say::record_type), .required = true});
    }
}

bool NewFieldDialog::is_complete() const {
    const bool has_options = (kind_ != "choice" && kind_ != "choices") || !options_of(option_lines_).empty();
    return !trim(title_.chinese).empty() && has_options &&
           ((kind_ != "reference" && kind_ != "references") || !referred_.empty());
}

model::Kind NewFieldDialog::kind() const {
    namespace kind = model::kind;
    constexpr int long_text_characters = 2'000;
    return kind_ == "long_text"    ? model::Kind(kind::Text{.characters_max = long_text_characters, .multiline = true})
           : kind_ == "number"     ? model::Kind(kind::Number{})
           : kind_ == "money"      ? model::Kind(kind::Money{})
           : kind_ == "percent"    ? model::Kind(kind::Percent{})
           : kind_ == "date"       ? model::Kind(kind::Date{})
           : kind_ == "date_time"  ? model::Kind(kind::DateTime{})
           : kind_ == "yes_no"     ? model::Kind(kind::YesNo{})
           : kind_ == "choice"     ? model::Kind(kind::Choice{.options = options_of(option_lines_)})
           : kind_ == "choices"    ? model::Kind(kind::Choices{.options = options_of(option_lines_)})
           : kind_ == "phone"      ? model::Kind(kind::Phone{})
           : kind_ == "email"      ? model::Kind(kind::Email{})
           : kind_ == "reference"  ? model::Kind(kind::Reference{.type = referred_})
           : kind_ == "references" ? model::Kind(kind::References{.type = referred_})
           : kind_ == "attachment" ? model::Kind(kind::Attachment{})
           : kind_ == "signature"  ? model::Kind(kind::Signature{})
                                   : model::Kind(kind::Text{});
}

void NewFieldDialog::add(Desk& desk, const model::RecordType& type) {
    const RecordId record = make_record_id(desk);
    model::Field field;
    field.id = model::new_field_id(type, record);
    field.name = std::string(model::layered_prefix) + std::to_string(field.id);
    field.title = title_.title();
    field.kind = kind();
    field.required = required_;
    field.in_list = in_list_;
    field.unique = unique_ && kind_ == "text";
    field.searchable = searchable_ && is_text(kind_) ? model::Searchable::text : model::Searchable::no;
    // Beside what people know already: in the form's last section.
    field.section = type.sections.empty() ? std::string() : type.sections.back().key;
    field.source = "company";
    declare(desk, record, model::layered::NewField{.of = type.name, .field = std::move(field)}, title_.chinese,
            say(desk.ui(), Say::toast_field_added, {{"field", title_.chinese}}));
}

}  // namespace xingke::ui
