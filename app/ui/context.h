// What every screen needs at hand, owned by App and passed by reference to whatever draws. Plain data and references:
// no singletons, so that several apps (tests with two devices) live in one process.
#pragma once

#include <cstdint>
#include <string>

#include "app/client/screen_link.h"
#include "app/model/catalogue.h"
#include "app/platform/screen_platform.h"
#include "app/ui/app.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui {

enum class ThemeChoice : std::uint8_t { system, light, dark };
enum class ContrastChoice : std::uint8_t { system, usual, high };

struct Context {
    platform::ScreenPlatform& platform;
    const model::Catalogue& catalogue;
    client::ScreenLink& link;
    kit::Ui& ui;

    // Chosen in settings, kept in Preferences under "language", "theme", "contrast", "text_percent"; app.cpp reads them
    // at start and applies a change at the next frame.
    Language language = Language::chinese;
    ThemeChoice theme = ThemeChoice::system;
    ContrastChoice contrast = ContrastChoice::system;
    int text_percent = 100;

    // What the host last said (App::on_view, on_host_state, on_update_ready).
    View view;
    bool is_online = true;
    bool is_visible = true;
    bool is_update_ready = false;

    int utc_offset_minutes() const { return platform.clock.utc_offset_minutes(platform.clock.now()); }
};

}  // namespace xingke::ui
