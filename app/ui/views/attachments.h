// Photos and files of a record: picked and taken in its form, looked at on its page. Each is a record of type
// `attachment` (model/attachment.h), made with the record that names it; its bytes are the data side's.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/attachment.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

// What was picked in a form and is not saved. Shared with the answers of the data side, which may come after the form.
struct NewFiles {
    std::map<std::string, model::FileDescription> kept;                 // by element
    int keeping_count = 0;                                              // being written to the device
    std::vector<std::pair<std::string, model::FileDescription>> fresh;  // kept since the last frame
    Message problem;
};

bool edit_attachments(kit::Ui& ui, EditContext& context, const model::kind::Attachment& kind, FieldEdit& edit,
                      std::string_view id, const kit::ChoiceFieldOptions& options);
// The files' own records: those that were added begin with the form's record, those that were taken out end.
void append_file_changes(RecordId subject, model::TypeId subject_type, const FieldEdit& edit,
                         const model::Value& before, std::vector<model::Change>& changes);

// What a page keeps of the files that it shows.
struct ShownFiles {
    std::map<RecordId, std::unique_ptr<client::LiveRecord>> records;
    struct Opening {
        std::int64_t done = 0;
        bool is_under_way = false;
        Message problem;
    };
    std::map<std::string, std::shared_ptr<Opening>> openings;  // by hash
};
void draw_attachments(kit::Ui& ui, client::ScreenLink& link, const model::Value& value, ShownFiles& shown);

}  // namespace xingke::ui::views
