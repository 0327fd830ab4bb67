// The kit's state, one per App: theme, view, fonts, and what must be kept from frame to frame. Every kit function takes
// it first. Screens read the first block and leave the rest to the kit.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/base/date.h"
#include "app/base/message.h"
#include "app/platform/screen_platform.h"
#include "app/ui/app.h"
#include "app/ui/kit/drag.h"
#include "app/ui/kit/focus.h"
#include "app/ui/kit/gesture.h"
#include "app/ui/kit/ids.h"
#include "app/ui/kit/layout.h"
#include "app/ui/kit/motion.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/semantics.h"
#include "app/ui/kit/text_field.h"
#include "app/ui/kit/theme.h"

struct ImFont;

namespace xingke::ui::kit {

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;
    ImFont* mono = nullptr;
};

// What a choice field keeps while its list is open.
struct OpenList {
    bool is_open = false;
    std::string search;
    std::string group;  // of two steps, the first
    Date month;         // of a calendar
};

// Files that a field has asked for; whoever draws the field takes them.
struct Picks {
    ItemId asked_by = 0;
    std::vector<platform::PickedFile> arrived;
};

// Where the device is: what was last asked, and the last answer. An answer to an earlier question counts no more.
struct Whereabouts {
    std::uint32_t asked = 0, answered = 0;
    platform::Located located;
};

struct Ui {
    explicit Ui(platform::ScreenPlatform& host) : platform(host) {}
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    platform::ScreenPlatform& platform;
    const Theme* theme = &light_theme();
    Language language = Language::chinese;
    View view;
    float text_scale = 1;
    bool reduces_motion = false;
    double time_ms = 0;         // monotonic, of this frame
    bool wants_frame = false;   // something moves: one more frame
    int wants_frame_in_ms = 0;  // > 0: something is due then

    Fonts fonts;
    Ids ids;
    Layout layout;
    Semantics semantics;
    Motion motion;
    Focus focus;
    Gestures gestures;
    Drag drag;
    Scrolls scrolls;
    TextFields text_fields;
    Overlays overlays;
    std::unordered_map<ItemId, OpenList> lists;
    Picks picks;
    Whereabouts whereabouts;
    bool is_touch = false;  // the last pointer was a finger: no hover
    int pass = 0;           // of this frame, from 0
};

inline const Theme& theme(const Ui& ui) {
    return *ui.theme;
}
void ask_for_frame(Ui& ui);
// For what is due later (a toast's end): the earliest wins.
void ask_for_frame_in(Ui& ui, int delay_ms);

}  // namespace xingke::ui::kit
