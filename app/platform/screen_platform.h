// What a host must offer to the screen side (the main thread: drawing and input). browser/ and headless/ build one.
// What the host tells the screen comes the other way, as calls of ui::App (ui/app.h).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/clock.h"
#include "app/base/random.h"

namespace xingke::platform {

// Rectangles in CSS pixels from the top left of the canvas.
struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Rect&) const = default;
};

// --- Glyphs: the device's own fonts, drawn by the host. -------------------------------------------------------------
enum class FontFace : std::uint8_t { regular, bold, mono };

struct GlyphBitmap {
    int width = 0, height = 0;  // pixels; 0×0 for white space
    int left = 0, top = 0;      // from the pen position on the base line to the top-left pixel; y grows downwards
    float advance = 0;          // pixels
    bool is_coloured = false;   // emoji: `pixels` are RGBA; otherwise alpha only
    std::vector<std::uint8_t> pixels;
};

struct FontMetrics {
    float ascent = 0, descent = 0;  // pixels, both positive
};

class Glyphs {
public:
    virtual ~Glyphs() = default;
    virtual FontMetrics metrics(FontFace face, float pixel_size) = 0;
    // False when no font of the device has it.
    virtual bool draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) = 0;
};

// --- Text input: while a field is edited, a real input element lies over it. -----------------------------------------
enum class InputKind : std::uint8_t { text, multiline, password, tel, email, number, decimal, search, username };

struct TextField {
    std::uint32_t id = 0;  // ImGui id of the field
    Rect rect;             // where the text stands (inside the frame's padding)
    Rect clip;             // the visible part of the page it scrolls in
    InputKind kind = InputKind::text;
    std::string label;  // accessible name
    std::string value;
    std::string placeholder;
    float font_size = 16;            // CSS pixels
    float line_height = 0;           // of a multiline field, CSS pixels; 0: 1.5 × font_size
    std::uint32_t text_rgba = 0xff;  // 0xRRGGBBAA
    std::uint32_t background_rgba = 0xffffffff;
    bool is_read_only = false;
    bool is_invalid = false;
    std::string error;  // said by screen readers
    bool operator==(const TextField&) const = default;
};

class TextInput {
public:
    virtual ~TextInput() = default;
    // The fields of the frame just drawn, in tab order. The host focuses the one under a finger inside the gesture
    // itself, from this table, then tells App::on_text_focus(id).
    virtual void offer(const std::vector<TextField>& fields) = 0;
    // Focus from the program (first field of a form, Tab, an error): best effort on phones, where only a gesture may.
    virtual void focus(std::uint32_t id) = 0;
    virtual void blur() = 0;
};

// --- Semantics: what is on the canvas, for screen readers and tests. -------------------------------------------------
enum class SemanticRole : std::uint8_t {
    none,
    button,
    link,
    checkbox,
    radio,
    switch_,
    tab,
    textbox,
    searchbox,
    combobox,
    option,
    menuitem,
    heading,
    list,
    listitem,
    row,
    cell,
    columnheader,
    grid,
    dialog,
    alert,
    status,
    navigation,
    main,
    text,
    img,
    progressbar,
    group,
    form,
};
std::string_view name_of(SemanticRole role);  // the ARIA role's name

struct SemanticNode {
    std::uint32_t id = 0;
    std::uint32_t parent = 0;  // 0: the page
    SemanticRole role = SemanticRole::none;
    std::string name;
    std::string value;
    std::string description;  // error or help
    Rect rect;
    bool is_disabled = false, is_checked = false, is_selected = false, is_expanded = false, is_focused = false;
    bool has_checked = false, has_selected = false, has_expanded = false, is_modal = false;
    bool is_current = false;           // the page one is on, in navigation
    int level = 0;                     // of a heading
    int row_index = 0, row_count = 0;  // from 1; 0: not in a list
    bool operator==(const SemanticNode&) const = default;
};

class SemanticsMirror {
public:
    virtual ~SemanticsMirror() = default;
    // The whole page, parents before children, after a frame whose tree differs from the last one shown.
    virtual void show(const std::vector<SemanticNode>& nodes, std::string_view page_title,
                      std::string_view language) = 0;
};

// --- The rest -----------------------------------------------------------------------------------------------------
class Clipboard {
public:
    virtual ~Clipboard() = default;
    virtual void copy(std::string_view text) = 0;
};

// A file that a person picked or a photo that they took. Pictures come as JPEG of a bounded size, without what the
// camera wrote about place and time.
struct PickedFile {
    std::string name, media_type;
    Bytes bytes;
    std::string thumbnail;  // of a picture: a square JPEG of at most 8 KiB, in base64
};
enum class PickFrom : std::uint8_t { files, camera };

class FileExchange {
public:
    virtual ~FileExchange() = default;
    // Asks the person for a file (inside the gesture that pressed the button); App::on_file follows, or nothing.
    virtual void ask_for_file(std::string_view accept) = 0;  // ".csv,.txt"
    virtual void hand_out(std::string_view file_name, std::string_view media_type,
                          std::span<const std::uint8_t> bytes) = 0;
    // The same for files to be kept with a record, any number at once; App::on_picked follows for each, or nothing.
    virtual void pick(std::string_view accept, PickFrom from) = 0;
};

// Pictures of people, which only the host can decode.
class Pictures {
public:
    virtual ~Pictures() = default;
    // A texture for ImGui; 0 while the picture is being decoded (a frame follows) and where it cannot be. `key` stands
    // for the content. The picture is square.
    virtual std::uint64_t texture(std::string_view key, std::string_view base64) = 0;
    // Large, over everything, or in a tab of its own; what cannot be shown is handed out as a file.
    virtual void show(std::string_view name, std::string_view media_type, std::span<const std::uint8_t> bytes) = 0;
};

// Where the device is, by whatever it has for that: asked each time, never watched.
struct Located {
    enum class Outcome : std::uint8_t {
        found,
        refused,
        unavailable
    };  // refused: the person, or the system, forbids it
    Outcome outcome = Outcome::unavailable;
    std::int32_t latitude_e7 = 0, longitude_e7 = 0;  // WGS 84, 1e-7 degrees
    std::int32_t accuracy_m = 0;                     // radius in which it is with 95 % probability
};

class Location {
public:
    virtual ~Location() = default;
    // Inside a gesture, so that the host may ask for permission; exactly one App::on_located(request, …) follows, after
    // at most 20 seconds. Needs no network.
    virtual void ask(std::uint32_t request) = 0;
};

// Small settings of this device that must be known before the database is open (language, theme).
class Preferences {
public:
    virtual ~Preferences() = default;
    virtual std::string read(std::string_view key) = 0;  // empty when never written
    virtual void write(std::string_view key, std::string_view value) = 0;
};

class Window {
public:
    virtual ~Window() = default;
    // One more frame, please (at most one is pending). `delay_ms` > 0: not before that.
    virtual void request_frame(int delay_ms) = 0;
    virtual bool prefers_dark() = 0;
    virtual bool prefers_more_contrast() = 0;
    virtual bool prefers_reduced_motion() = 0;
    virtual std::string preferred_language() = 0;  // "zh-CN", "en-GB"
    // The address bar: "#/customer/…". App::on_address follows the Back button and links.
    virtual void set_address(std::string_view fragment, bool replace) = 0;
    virtual void open_link(std::string_view url) = 0;  // tel:, mailto:, maps
    virtual void reload() = 0;                         // to start the new version
    // Pages of XHTML (model/print_form.h), by the system's own print dialog, which also makes PDF files.
    virtual void print(std::string_view pages) = 0;
    virtual void set_theme_color(std::uint32_t rgba) = 0;  // browser chrome around the app
};

struct ScreenPlatform {
    Clock& clock;
    Random& random;  // for the ids of new records
    Glyphs& glyphs;
    TextInput& text_input;
    SemanticsMirror& semantics;
    Clipboard& clipboard;
    FileExchange& file_exchange;
    Preferences& preferences;
    Window& window;
    Pictures& pictures;
    Location& location;
    // To the data side (client/frames.h); answers come back through App::on_data.
    std::function<void(Bytes)> send_to_data;
};

}  // namespace xingke::platform
