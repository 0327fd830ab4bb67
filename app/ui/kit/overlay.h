// What lies above the page: dialogs (sheets from below on narrow views), menus, toasts. The topmost one alone gets
// keyboard and pointer; Esc and a press outside close it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/icons.h"
#include "app/ui/kit/layout.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/theme.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui::kit {

struct Toast {
    std::uint64_t number = 0;
    std::string words;
    Tone tone = Tone::neutral;
    std::string action;
    std::function<void()> on_action;
    double until_ms = 0;  // 0: not yet shown
    float shown_ms = 0;
};

struct OpenLayer {
    ItemId id = 0;
    bool wants_close = false;  // Esc or a press outside, told at its next draw
    bool is_seen = false;      // drawn in this frame
    ItemId focus_before = 0;   // gets the focus back
};

struct Overlays {
    std::vector<OpenLayer> layers;  // from below; layer index 1 is layers[0]
    int current = 0;                // being drawn; 0: the page
    std::vector<Toast> toasts;
    std::uint64_t toast_number = 0;
    float toast_floor = 0;  // in this frame: toasts stay above it, so that they never hide an action bar
};

// The decisions of a page (save, start …): a bar fixed at its bottom, its buttons in a row no wider than `width`.
class ActionBar {
public:
    static constexpr float height = 68;
    ActionBar(Ui& ui, const Box& box, float width);

private:
    Inside inside_;
    Row row_;
};

struct ToastOptions {
    std::string words;
    Tone tone = Tone::neutral;
    std::string action = {};  // "撤销"
    std::function<void()> on_action = {};
    float duration_ms = 5000;
};
void show_toast(Ui& ui, ToastOptions options);
// Once per frame, last; `bottom_space` keeps clear of the bottom bar.
void draw_toasts(Ui& ui, float bottom_space);

// What scrolls inside a dialog or menu; theirs alone.
class DialogBody {
public:
    DialogBody(Ui& ui, std::string_view id, const Box& box, float top, float padding, float gap);
    ~DialogBody();
    DialogBody(const DialogBody&) = delete;
    DialogBody& operator=(const DialogBody&) = delete;
    float used_height() const;

private:
    Ui& ui_;
    Inside inside_;
    ScrollArea area_;
    float top_ = 0;
    float padding_ = 0;
};

// Draw it whenever `open`; what is inside goes into the `if`:
//     if (Dialog dialog(ui, "delete", open, {.title = say(ui, Say::delete_title)}); dialog.is_open()) { … }
class Dialog {
public:
    struct Options {
        std::string_view title = {};
        float width = 440;
        float height = 0;       // 0: as its content, at most the view
        bool may_close = true;  // by Esc and a press outside
        bool has_close_button = true;
        bool is_alert = false;
        float padding = 20;
        float gap = 16;
    };
    Dialog(Ui& ui, std::string_view id, bool& open, const Options& options);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    bool is_open() const { return is_drawing_; }

private:
    Ui& ui_;
    bool is_drawing_ = false;
    bool is_sheet_ = false;
    ItemId id_ = 0;
    float padding_ = 0;
    int outer_layer_ = 0;
    Box box_;
    std::optional<IdScope> scope_;
    std::optional<DialogBody> area_;
};

// The usual question. `open` is closed by either answer.
enum class Answer : std::uint8_t { none, yes, no };
struct Question {
    std::string_view title, sentence;
    std::string_view yes, no;
    bool is_dangerous = false;
};
Answer ask(Ui& ui, std::string_view id, bool& open, const Question& question);

// A menu below its anchor (a sheet on narrow views).
class Menu {
public:
    Menu(Ui& ui, std::string_view id, const Box& anchor, bool& open, float width = 220);
    ~Menu();
    Menu(const Menu&) = delete;
    Menu& operator=(const Menu&) = delete;
    bool is_open() const { return is_drawing_; }

private:
    Ui& ui_;
    bool& open_;
    bool is_drawing_ = false;
    bool is_sheet_ = false;
    ItemId id_ = 0;
    int outer_layer_ = 0;
    Box box_;
    std::optional<IdScope> scope_;
    std::optional<DialogBody> area_;
    friend bool menu_item(Ui&, Icon, std::string_view, Menu&, Tone, bool);
};
// Closes its menu when pressed.
bool menu_item(Ui& ui, Icon icon, std::string_view label, Menu& menu, Tone tone = Tone::neutral, bool selected = false);

bool has_overlay(const Ui& ui);

}  // namespace xingke::ui::kit
