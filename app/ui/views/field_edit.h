// One field of a form: what is being typed, as text and value, and the widget that the field's kind asks for.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "app/client/screen_link.h"
#include "app/model/field.h"
#include "app/model/record.h"
#include "app/ui/kit/ui.h"
#include "app/ui/views/whereabouts.h"

namespace xingke::ui::views {

struct NewFiles;
struct PhraseMenu;

struct FieldEdit {
    model::Value value;          // last good value
    std::string text;            // what is typed (numbers, dates, text …)
    std::string label;           // of a reference
    bool is_text_wrong = false;  // `text` cannot be read as a value
    Message problem;             // why
    std::string search;          // reference picker
    // Of a set of records: what is known about each, by its element.
    std::map<std::string, std::string> names;
    std::map<std::string, std::unique_ptr<client::LiveRecord>> referred;
    std::unique_ptr<client::LiveQuery> hits;
    std::shared_ptr<NewFiles> new_files;  // of an attachment: picked, and not yet saved with the record
    std::shared_ptr<PhraseMenu> phrases;  // of a longer text
    Locating locating;                    // of a place
    Instant stamp;
};

struct EditContext {
    client::ScreenLink& link;
    const model::Catalogue& catalogue;
};

FieldEdit begin_edit(const kit::Ui& ui, const model::Field& field, const model::Value& value, std::string_view label);

struct FieldEditOptions {
    std::string_view error = {};
    bool required = false;
    bool read_only = false;
    bool focus = false;
};
// Draws the editor; true when the value changed. Enter in a one-line field sets `entered`.
bool edit_field(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                const FieldEditOptions& options, bool& entered);

}  // namespace xingke::ui::views
