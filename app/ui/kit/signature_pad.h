// A field that one signs with a finger, a pen or the mouse. It has the shape of a signature (model/signature.h) and
// scales with the view. Drawing on it does not scroll the page around it.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/kit/choice_fields.h"

namespace xingke::ui::kit {

// `text`: as model/signature.h writes it, empty while nobody has signed. True: a stroke was added, or all were cleared.
bool signature_pad(Ui& ui, std::string_view id, std::string& text, const ChoiceFieldOptions& options = {});
// The strokes of `text`, as large as fits into the box.
void draw_signature(const Ui& ui, const Box& box, std::string_view text);

}  // namespace xingke::ui::kit
