// What the choice fields share: a frame that looks like a text field and opens a list below it (a sheet on narrow
// views).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

struct ChoiceFrame {
    Box box;
    bool opened = false;  // pressed now
    bool cleared = false;
};

// Label, frame with `shown` (or the placeholder), and × when there is something to clear. The note comes later, by
// draw_field_note, when the list has been drawn.
ChoiceFrame choice_frame(Ui& ui, ItemId id, std::string_view shown, const ChoiceFieldOptions& options,
                         Icon icon = Icon::chevrons_up_down);
// Whether the list of this field is open; kept by id.
bool& is_list_open(Ui& ui, ItemId id);
// What is typed into the list's search field; kept by id.
std::string& list_search(Ui& ui, ItemId id);
// The title, folded, contains the words, folded.
bool title_matches(std::string_view title, std::string_view words);

}  // namespace xingke::ui::kit
