// The wasm module's entry points, called by web/start.js, web/data_worker.js and web/js/*.js. One module, two instances
// that share no memory: screen_ exports draw and take input on the page's main thread, data_ exports own the database
// in a worker. Bytes passed in are borrowed for the call.
#include <emscripten/emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/base/check.h"
#include "app/catalogue/all.h"
#include "app/client/data_host.h"
#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"
#include "app/platform/browser/js.h"
#include "app/ui/app.h"
#include "app/ui/kit/fonts.h"

namespace {

using namespace xingke;
namespace browser = platform::browser;

// ImGui spreads what happened between two frames over several, so that a press and a release are both seen.
constexpr int frames_after_input = 3;

struct ScreenAbilities {
    std::unique_ptr<Clock> clock = browser::make_clock();
    std::unique_ptr<Random> random = browser::make_random();
    std::unique_ptr<platform::Glyphs> glyphs = browser::make_glyphs();
    std::unique_ptr<platform::TextInput> text_input = browser::make_text_input();
    std::unique_ptr<platform::SemanticsMirror> semantics = browser::make_semantics_mirror();
    std::unique_ptr<platform::Clipboard> clipboard = browser::make_clipboard();
    std::unique_ptr<platform::FileExchange> file_exchange = browser::make_file_exchange();
    std::unique_ptr<platform::Preferences> preferences = browser::make_preferences();
    std::unique_ptr<platform::Window> window = browser::make_window();
    std::unique_ptr<platform::Pictures> pictures = browser::make_pictures();
    std::unique_ptr<platform::Location> location = browser::make_location();
};

platform::ScreenPlatform refer_to(const ScreenAbilities& abilities) {
    return {
        .clock = *abilities.clock,
        .random = *abilities.random,
        .glyphs = *abilities.glyphs,
        .text_input = *abilities.text_input,
        .semantics = *abilities.semantics,
        .clipboard = *abilities.clipboard,
        .file_exchange = *abilities.file_exchange,
        .preferences = *abilities.preferences,
        .window = *abilities.window,
        .pictures = *abilities.pictures,
        .location = *abilities.location,
        .send_to_data = [](const Bytes& frame) { js_mailbox_send(frame.data(), browser::size_of(frame)); },
    };
}

// Where glyphs cannot be read back (glyphs.js), the textures get them from the canvas.
void fill_textures(const ImDrawData& draw_data) {
    if (draw_data.Textures == nullptr || js_glyphs_are_readable() != 0) {
        return;
    }
    for (ImTextureData* texture : *draw_data.Textures) {
        const std::vector<ui::kit::PlacedGlyph> glyphs = ui::kit::glyphs_awaited(*texture);
        if (texture->Status != ImTextureStatus_OK) {
            ImGui_ImplOpenGL3_UpdateTexture(texture);
        }
        for (const ui::kit::PlacedGlyph& glyph : glyphs) {
            js_glyphs_upload(static_cast<std::uint32_t>(texture->TexID), static_cast<int>(glyph.face),
                             static_cast<double>(glyph.pixel_size), glyph.code_point, glyph.x, glyph.y);
        }
    }
}

class Screen {
public:
    Screen() { CHECK(ImGui_ImplOpenGL3_Init("#version 300 es"), "the WebGL 2 context was made before"); }

    ui::App& app() { return app_; }

    // Something came in: frames until ImGui has dealt with it. An app that wants more asks for itself.
    void wake() {
        frames_left_ = std::max(frames_left_, frames_after_input);
        abilities_.window->request_frame(0);
    }

    // How many frames were drawn.
    int frame(double time_ms) {
        if (is_lost_) {
            return 0;
        }
        ImGui_ImplOpenGL3_NewFrame();
        ImDrawData* draw_data = app_.frame(time_ms);
        if (draw_data != nullptr) {
            fill_textures(*draw_data);
            ImGui_ImplOpenGL3_RenderDrawData(draw_data);
        }
        show_cursor();
        frames_left_ -= 1;
        if (frames_left_ > 0) {
            abilities_.window->request_frame(0);
        }
        return 1;
    }
    int settle(double time_ms) {
        int drawn = 0;
        do {
            drawn += frame(time_ms);
        } while (frames_left_ > 0 && !is_lost_);
        return drawn;
    }

    // Everything on the graphics card is gone; nothing can be drawn until it comes back.
    void graphics_lost() { is_lost_ = true; }
    void graphics_restored() {
        is_lost_ = false;
        ImGui_ImplOpenGL3_DestroyDeviceObjects();
        app_.on_graphics_lost();
        wake();
    }

private:
    void show_cursor() {
        const int cursor = ImGui::GetMouseCursor();
        if (cursor != cursor_) {
            cursor_ = cursor;
            js_window_set_cursor(cursor);
        }
    }

    ScreenAbilities abilities_;
    model::Catalogue catalogue_ = catalogue::core();
    ui::App app_{refer_to(abilities_), catalogue_};
    int frames_left_ = 0;
    int cursor_ = ImGuiMouseCursor_Arrow;
    bool is_lost_ = false;
};

class Data {
public:
    explicit Data(browser::Storage storage) : files_(browser::make_files(storage)) { host_->start(); }

    client::DataHost& host() { return *host_; }
    // The database and then the files are let go of; only what JavaScript still waits for may come after.
    void close() {
        host_->close();
        host_.reset();
    }
    bool is_open() const { return host_ != nullptr; }

private:
    std::unique_ptr<Clock> clock_ = browser::make_clock();
    std::unique_ptr<Random> random_ = browser::make_random();
    std::unique_ptr<Files> files_;
    std::unique_ptr<platform::Network> network_ = browser::make_network();
    std::unique_ptr<platform::FileFormats> formats_ = browser::make_file_formats();
    std::unique_ptr<platform::BlobFiles> blobs_ = browser::make_blob_files();
    model::Catalogue catalogue_ = catalogue::core();
    std::unique_ptr<client::DataHost> host_ = std::make_unique<client::DataHost>(
        platform::DataPlatform{.clock = *clock_,
                               .random = *random_,
                               .files = *files_,
                               .network = *network_,
                               .formats = *formats_,
                               .blobs = *blobs_},
        catalogue_, [](const Bytes& frame) { js_mailbox_send(frame.data(), browser::size_of(frame)); });
};

// JavaScript calls functions, not objects: here are the two, of which each instance makes one.
std::unique_ptr<Screen> screen;
std::unique_ptr<Data> data;

std::string_view text(const char* at, int size) {
    return {at, static_cast<std::size_t>(size)};
}
std::span<const std::uint8_t> bytes(const std::uint8_t* at, int size) {
    return {at, static_cast<std::size_t>(size)};
}

void begin() {
    browser::send_log_to_console();
    browser::report_failed_checks();
}

}  // namespace

extern "C" {

// Stands for the C++ library's, which would be 25 KB of the first visit to make one name readable in the message of an
// exception that nobody caught.
char* __cxa_demangle(const char* mangled, char* buffer, size_t* length, int* status);
char* __cxa_demangle(const char*, char*, size_t*, int* status) {
    if (status != nullptr) {
        *status = -2;  // not a name that can be read
    }
    return nullptr;
}

// False: this browser has no WebGL 2.
EMSCRIPTEN_KEEPALIVE int screen_start() {
    begin();
    if (js_graphics_start() == 0) {
        return 0;
    }
    screen = std::make_unique<Screen>();
    js_input_start();
    js_window_start();
    const std::string address = browser::take_text(js_window_address());
    if (!address.empty()) {
        screen->app().on_address(address);
    }
    screen->wake();
    return 1;
}

EMSCRIPTEN_KEEPALIVE int screen_frame(double time_ms) {
    return screen->frame(time_ms);
}

EMSCRIPTEN_KEEPALIVE int screen_settle(double time_ms) {
    return screen->settle(time_ms);
}

EMSCRIPTEN_KEEPALIVE void screen_graphics_lost() {
    screen->graphics_lost();
}

EMSCRIPTEN_KEEPALIVE void screen_graphics_restored() {
    screen->graphics_restored();
}

EMSCRIPTEN_KEEPALIVE void screen_view(float width, float height, float scale, float top, float right, float bottom,
                                      float left) {
    screen->app().on_view({.width = width,
                           .height = height,
                           .scale = scale,
                           .inset_top = top,
                           .inset_right = right,
                           .inset_bottom = bottom,
                           .inset_left = left});
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_pointer(int id, int kind, int phase, float x, float y, int button, double time_ms) {
    screen->app().on_pointer({.id = id,
                              .kind = static_cast<ui::PointerKind>(kind),
                              .phase = static_cast<ui::PointerPhase>(phase),
                              .x = x,
                              .y = y,
                              .button = static_cast<std::uint8_t>(button),
                              .time_ms = time_ms});
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_wheel(float x, float y, float delta_x, float delta_y) {
    screen->app().on_wheel(x, y, delta_x, delta_y);
    screen->wake();
}

// `flags`: 1 control, 2 shift, 4 alt, 8 meta.
EMSCRIPTEN_KEEPALIVE int screen_key(const char* name, int size, int down, int flags) {
    const bool is_used = screen->app().on_key({.name = text(name, size),
                                               .down = down != 0,
                                               .control = (flags & 1) != 0,
                                               .shift = (flags & 2) != 0,
                                               .alt = (flags & 4) != 0,
                                               .meta = (flags & 8) != 0});
    screen->wake();
    return is_used ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void screen_text_focus(std::uint32_t field) {
    screen->app().on_text_focus(field);
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_text(std::uint32_t field, const char* at, int size, int is_composing) {
    screen->app().on_text(field, text(at, size), is_composing != 0);
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_text_end(std::uint32_t field, int end) {
    screen->app().on_text_end(field, static_cast<ui::TextEnd>(end));
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_press(std::uint32_t node) {
    screen->app().on_semantic_press(node);
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_data(const std::uint8_t* at, int size) {
    screen->app().on_data(bytes(at, size));
}

EMSCRIPTEN_KEEPALIVE void screen_file(const char* name, int name_size, const std::uint8_t* at, int size) {
    screen->app().on_file(text(name, name_size), bytes(at, size));
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_picked(const char* name, int name_size, const char* type, int type_size,
                                        const char* thumbnail, int thumbnail_size, const std::uint8_t* at, int size) {
    const std::span<const std::uint8_t> content = bytes(at, size);
    screen->app().on_picked({.name = std::string(text(name, name_size)),
                             .media_type = std::string(text(type, type_size)),
                             .bytes = {content.begin(), content.end()},
                             .thumbnail = std::string(text(thumbnail, thumbnail_size))});
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_located(std::uint32_t request, int outcome, std::int32_t latitude_e7,
                                         std::int32_t longitude_e7, std::int32_t accuracy_m) {
    using Outcome = platform::Located::Outcome;
    const Outcome said = outcome == 0 ? Outcome::found : outcome == 1 ? Outcome::refused : Outcome::unavailable;
    screen->app().on_located(request, {said, latitude_e7, longitude_e7, accuracy_m});
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_address(const char* fragment, int size) {
    screen->app().on_address(text(fragment, size));
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_host_state(int online, int visible) {
    screen->app().on_host_state(online != 0, visible != 0);
}

EMSCRIPTEN_KEEPALIVE void screen_update_ready() {
    screen->app().on_update_ready();
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void screen_theme_changed() {
    screen->app().on_theme_changed();
    screen->wake();
}

EMSCRIPTEN_KEEPALIVE void data_start(int has_files) {
    begin();
    data = std::make_unique<Data>(has_files != 0 ? browser::Storage::origin_private : browser::Storage::memory);
}

EMSCRIPTEN_KEEPALIVE void data_receive(const std::uint8_t* at, int size) {
    if (data->is_open()) {
        data->host().receive(bytes(at, size));
    }
}

EMSCRIPTEN_KEEPALIVE double data_tick() {
    return data->is_open() ? static_cast<double>(data->host().tick()) : -1;
}

EMSCRIPTEN_KEEPALIVE void data_close() {
    if (data->is_open()) {
        data->close();
    }
}
}
