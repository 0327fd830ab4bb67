// 常用语 beside a field for longer texts: what one writes again and again, put behind what is typed with one press; and
// what is typed kept as one more. They are records of type `quick_phrase` and nobody else's.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/kit/box.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

struct PhraseMenu {
    bool is_open = false;
    kit::Box anchor;
    std::unique_ptr<client::LiveQuery> phrases;  // since it was first opened
};

// Notes and the like, that search finds: not every field of several lines.
bool takes_phrases(const model::Catalogue& catalogue, const model::Field& field);
// The button and its menu. True: `edit.text` has grown by a phrase.
bool draw_phrases(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit);

}  // namespace xingke::ui::views
