// Fields that people type in. The kit draws frame, label, value, placeholder and error; while one is edited, the
// platform's real input lies over it and does all editing. `value` follows as it is typed (not while composing).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/platform/screen_platform.h"
#include "app/ui/app.h"
#include "app/ui/kit/icons.h"
#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

using platform::InputKind;

// What the host said about a field since it was last drawn.
struct TextNews {
    bool has_text = false;
    std::string text;
    bool has_ended = false;
    TextEnd end = TextEnd::blur;
};

struct TextFields {
    std::vector<platform::TextField> offered;  // of this frame, in tab order
    std::vector<platform::TextField> shown;    // what the host has
    std::unordered_map<ItemId, TextNews> news;
    ItemId editing = 0;  // has the host's focus
    bool is_composing = false;
    ItemId wants_focus = 0;                        // given to the host after it has been offered the field
    std::unordered_map<ItemId, bool> is_revealed;  // passwords shown as text
};

struct TextFieldOptions {
    std::string_view label = {};  // above the field; also its accessible name
    std::string_view name = {};   // accessible name when there is no label
    std::string_view placeholder = {};
    std::string_view help = {};
    std::string_view error = {};                // not empty: drawn in red below
    std::string_view prefix = {}, suffix = {};  // "¥", "%"
    InputKind kind = InputKind::text;
    Icon icon = Icon::none;
    int lines = 4;          // of a multiline field, at least
    bool required = false;  // a mark after the label
    bool read_only = false;
    bool focus = false;      // take the focus now
    bool clearable = false;  // × when not empty (search fields always have it)
    float width = 0;
    float end_space = 0;  // kept free at its end, for a button that lies on it
    bool quiet = false;   // without border, for bars
};

struct TextFieldResult {
    bool changed = false;
    bool entered = false;  // Enter in a one-line field
    bool escaped = false;
    bool ended = false;  // lost the focus, in whatever way
    bool is_editing = false;
};

TextFieldResult text_field(Ui& ui, std::string_view id, std::string& value, const TextFieldOptions& options = {});

}  // namespace xingke::ui::kit
