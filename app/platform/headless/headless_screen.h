// The screen's platform without a screen: for native tests and for drawing to pictures. Everything the app tells its
// host is kept here to be looked at; time stands still until it is moved. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/platform/screen_platform.h"

namespace xingke::platform {

// Boxes of fixed widths instead of letters: the same on every machine, no font needed.
class BoxGlyphs final : public Glyphs {
public:
    FontMetrics metrics(FontFace face, float pixel_size) override;
    bool draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) override;
};

class HeadlessClock final : public Clock {
public:
    Instant now() override { return wall; }
    std::int64_t monotonic_ms() override { return monotonic; }
    int utc_offset_minutes(Instant) override { return offset_minutes; }

    Instant wall{1'795'000'000'000};  // 2026-11-18 in Shanghai
    std::int64_t monotonic = 1'000;
    int offset_minutes = 480;
};

// The same numbers in every run.
class HeadlessRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;

    std::uint64_t state = 0x9E3779B97F4A7C15;  // two screens in one test need two
};

class HeadlessTextInput final : public TextInput {
public:
    void offer(const std::vector<TextField>& offered) override { fields = offered; }
    void focus(std::uint32_t id) override { wanted = id; }
    void blur() override { wants_blur = true; }
    const TextField* find(std::string_view label) const;

    std::vector<TextField> fields;
    std::uint32_t wanted = 0;  // the app asked for the focus; the test answers with App::on_text_focus
    bool wants_blur = false;
};

class HeadlessSemantics final : public SemanticsMirror {
public:
    void show(const std::vector<SemanticNode>& shown, std::string_view page_title,
              std::string_view page_language) override;
    // The first node of this role and name; null when there is none.
    const SemanticNode* find(SemanticRole role, std::string_view name) const;
    std::size_t count(SemanticRole role) const;
    // One line a node, indented below its parent: for snapshots and failure messages.
    std::string print() const;

    std::vector<SemanticNode> nodes;
    std::string title, language;
    int shown_count = 0;
};

class HeadlessWindow final : public Window {
public:
    void request_frame(int delay_ms) override;
    bool prefers_dark() override { return is_dark; }
    bool prefers_more_contrast() override { return wants_contrast; }
    bool prefers_reduced_motion() override { return reduces_motion; }
    std::string preferred_language() override { return locale; }
    void set_address(std::string_view fragment, bool replace) override;
    void open_link(std::string_view url) override { links.emplace_back(url); }
    void reload() override { ++reload_count; }
    void print(std::string_view pages) override { printed.emplace_back(pages); }
    void set_theme_color(std::uint32_t rgba) override { theme_color = rgba; }

    bool is_dark = false, reduces_motion = false, wants_contrast = false;
    std::string locale = "zh-CN";
    int wanted_frame_ms = -1;  // -1: none is wanted
    std::vector<std::string> addresses;
    std::vector<std::string> links;
    int reload_count = 0;
    std::vector<std::string> printed;
    std::uint32_t theme_color = 0;
};

class HeadlessScreen {
public:
    explicit HeadlessScreen(std::unique_ptr<Glyphs> drawn_by = std::make_unique<BoxGlyphs>());

    // References into this object, which must outlive the app.
    ScreenPlatform ports();

    std::unique_ptr<Glyphs> glyphs;
    HeadlessClock clock;
    HeadlessRandom random;
    HeadlessTextInput text_input;
    HeadlessSemantics semantics;
    HeadlessWindow window;

    struct Copied final : Clipboard {
        void copy(std::string_view words) override { text = words; }
        std::string text;
    } clipboard;

    struct Exchanged final : FileExchange {
        void ask_for_file(std::string_view accept) override { asked_for.emplace_back(accept); }
        void hand_out(std::string_view file_name, std::string_view media_type,
                      std::span<const std::uint8_t> bytes) override;
        struct File {
            std::string name, media_type;
            Bytes bytes;
        };
        void pick(std::string_view accept, PickFrom from) override { picks.emplace_back(accept, from); }
        std::vector<std::string> asked_for;
        std::vector<File> handed_out;
        std::vector<std::pair<std::string, PickFrom>> picks;
    } files;

    // Nothing is decoded here: a picture looks as it does while it is loading.
    struct Shown final : Pictures {
        std::uint64_t texture(std::string_view, std::string_view) override { return 0; }
        void show(std::string_view name, std::string_view media_type, std::span<const std::uint8_t> bytes) override;
        std::vector<Exchanged::File> shown;
    } pictures;

    // Asked where it is, it stands still until the test answers with App::on_located(asked, …).
    struct Stood final : Location {
        void ask(std::uint32_t request) override { asked = request; }
        std::uint32_t asked = 0;
    } location;

    struct Kept final : Preferences {
        std::string read(std::string_view key) override;
        void write(std::string_view key, std::string_view value) override;
        std::map<std::string, std::string, std::less<>> values;
    } preferences;

    std::vector<Bytes> sent;  // frames to the data side, unless `send` takes them
    std::function<void(Bytes)> send;
};

}  // namespace xingke::platform
