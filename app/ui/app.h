// The interface as a whole: what a host calls. Builds frames with Dear ImGui; the host draws their draw data and calls
// again only when asked to (Window::request_frame). All positions in CSS pixels.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "app/base/bytes.h"
#include "app/model/catalogue.h"
#include "app/platform/screen_platform.h"

struct ImDrawData;

namespace xingke::ui {

enum class PointerKind : std::uint8_t { mouse, touch, pen };
enum class PointerPhase : std::uint8_t { down, move, up, cancel, leave };

struct Pointer {
    std::int32_t id = 0;
    PointerKind kind = PointerKind::mouse;
    PointerPhase phase = PointerPhase::move;
    float x = 0, y = 0;
    std::uint8_t button = 0;  // 0 left, 1 middle, 2 right
    double time_ms = 0;       // monotonic
};

struct Key {
    std::string_view name;  // KeyboardEvent.key: "Enter", "a", "ArrowDown", …
    bool down = true;
    bool control = false, shift = false, alt = false, meta = false;
};

struct View {
    float width = 0, height = 0;  // CSS pixels of the visible part (without the on-screen keyboard)
    float scale = 1;              // device pixels in one CSS pixel
    float inset_top = 0, inset_right = 0, inset_bottom = 0, inset_left = 0;  // safe area
};

enum class TextEnd : std::uint8_t { enter, tab, shift_tab, escape, blur };

class App {
public:
    App(platform::ScreenPlatform platform, const model::Catalogue& core);
    ~App();

    // One frame. The draw data is valid until the next call. `time_ms` is monotonic.
    ImDrawData* frame(double time_ms);

    void on_view(const View& view);
    void on_pointer(const Pointer& pointer);
    void on_wheel(float x, float y, float delta_x, float delta_y);
    // True: the app used it and the browser must not.
    bool on_key(const Key& key);
    // The input over a field: it got focus (by a gesture the host handled), its text changed, it is done.
    void on_text_focus(std::uint32_t field);
    void on_text(std::uint32_t field, std::string_view text, bool is_composing);
    void on_text_end(std::uint32_t field, TextEnd end);
    // A screen reader or a test pressed a node of the semantics tree.
    void on_semantic_press(std::uint32_t node);
    void on_data(std::span<const std::uint8_t> frame);
    void on_file(std::string_view name, std::span<const std::uint8_t> bytes);
    void on_picked(platform::PickedFile file);
    // The answer to Location::ask.
    void on_located(std::uint32_t request, const platform::Located& located);
    void on_address(std::string_view fragment);
    void on_host_state(bool online, bool visible);
    void on_update_ready();   // a new version waits
    void on_theme_changed();  // the system's light/dark preference
    void on_graphics_lost();  // textures must be made again
    // Where the host shows a page of its own instead (another window owns the data …); see client::Phase.

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::ui
