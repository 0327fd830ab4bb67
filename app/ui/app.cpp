#include "app/ui/app.h"

#include <imgui.h>

#include <string>
#include <utility>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/layer.h"
#include "app/ui/context.h"
#include "app/ui/kit/frame.h"
#include "app/ui/kit/ui.h"
#include "app/ui/screens/shell.h"

namespace xingke::ui {
namespace {

// A key that was not used at once: the screens get it when the fields have taken what was typed before it.
struct HeldKey {
    std::string name;
    Key key;
};

ThemeChoice theme_choice_of(std::string_view word) {
    return word == "light" ? ThemeChoice::light : word == "dark" ? ThemeChoice::dark : ThemeChoice::system;
}

ContrastChoice contrast_choice_of(std::string_view word) {
    return word == "usual" ? ContrastChoice::usual : word == "high" ? ContrastChoice::high : ContrastChoice::system;
}

int percent_of(std::string_view digits) {
    int percent = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9' || percent > 1000) {
            return 100;
        }
        percent = percent * 10 + (c - '0');
    }
    return percent < 75 || percent > 200 ? 100 : percent;
}

// Keys that mean something to every screen: the browser must not act on them as well.
bool is_ours(const Key& key) {
    const bool is_command = key.control || key.meta;
    return (is_command && (key.name == "k" || key.name == "s" || key.name == "K" || key.name == "S")) ||
           key.name == "Escape" || (!is_command && !key.alt && (key.name == "?" || key.name == "/"));
}

}  // namespace

struct App::Impl {
    Impl(platform::ScreenPlatform host, const model::Catalogue& the_core)
        : core(the_core),
          catalogue(model::with_layers(core, {}, {}).catalogue),
          platform(std::move(host)),
          imgui(ImGui::CreateContext()),
          ui(platform),
          link(platform.send_to_data),
          context{platform, catalogue, link, ui},
          screens(context) {}

    void read_preferences() {
        const std::string language = platform.preferences.read("language");
        const std::string preferred = language.empty() ? platform.window.preferred_language() : language;
        context.language = preferred.starts_with("zh") ? Language::chinese : Language::english;
        context.theme = theme_choice_of(platform.preferences.read("theme"));
        context.contrast = contrast_choice_of(platform.preferences.read("contrast"));
        context.text_percent = percent_of(platform.preferences.read("text_percent"));
    }

    // What settings and host say, in force from the next pass.
    void apply_settings() {
        const bool is_dark = context.theme == ThemeChoice::dark ||
                             (context.theme == ThemeChoice::system && platform.window.prefers_dark());
        const bool is_high = context.contrast == ContrastChoice::high ||
                             (context.contrast == ContrastChoice::system && platform.window.prefers_more_contrast());
        const kit::Theme* theme = is_high
                                      ? (is_dark ? &kit::dark_high_contrast_theme() : &kit::light_high_contrast_theme())
                                  : is_dark ? &kit::dark_theme()
                                            : &kit::light_theme();
        if (theme != ui.theme || !has_told_theme) {
            ui.theme = theme;
            has_told_theme = true;
            platform.window.set_theme_color(kit::rgba_of(theme->sidebar));
        }
        ui.language = context.language;
        ui.text_scale = static_cast<float>(context.text_percent) / 100;
        ui.reduces_motion = platform.window.prefers_reduced_motion();
    }

    // What company and person declare on top of the core, but never under somebody's hands: a form that is being filled
    // in is finished as it was begun.
    void follow_declarations() {
        if (link.declarations_version() == declared_version || screens.is_typing()) {
            return;
        }
        declared_version = link.declarations_version();
        screens.leave_catalogue();
        catalogue = model::with_layers(core, link.declarations(), link.session().actor).catalogue;
        screens.enter_catalogue();
    }

    void deliver_keys() {
        const std::vector<HeldKey> keys = std::exchange(held_keys, {});
        for (const HeldKey& held : keys) {
            Key key = held.key;
            key.name = held.name;
            screens.on_key(key);
            ui.layout.is_unsettled = true;
        }
    }

    void wake() { platform.window.request_frame(0); }

    const model::Catalogue& core;
    model::Catalogue catalogue;
    std::uint64_t declared_version = 0;
    platform::ScreenPlatform platform;
    ImGuiContext* imgui;
    kit::Ui ui;
    client::ScreenLink link;
    Context context;
    Screens screens;
    std::vector<HeldKey> held_keys;
    bool has_told_theme = false;
};

App::App(platform::ScreenPlatform platform, const model::Catalogue& core)
    : impl_(std::make_unique<Impl>(std::move(platform), core)) {
    ImGui::SetCurrentContext(impl_->imgui);
    kit::set_up_imgui(impl_->ui);
    impl_->read_preferences();
}

App::~App() {
    ImGuiContext* imgui = impl_->imgui;
    impl_.reset();
    ImGui::DestroyContext(imgui);
}

ImDrawData* App::frame(double time_ms) {
    Impl& app = *impl_;
    ImGui::SetCurrentContext(app.imgui);
    app.apply_settings();
    app.follow_declarations();
    return kit::draw_frame(app.ui, time_ms, [&app] {
        app.apply_settings();
        app.screens.draw();
        app.deliver_keys();
        app.ui.semantics.page_title = app.screens.page_title();
    });
}

void App::on_view(const View& view) {
    impl_->ui.view = view;
    impl_->context.view = view;
    // A keyboard came up over the field that is written in.
    if (impl_->ui.text_fields.editing != 0) {
        impl_->ui.focus.reveal = impl_->ui.text_fields.editing;
    }
    impl_->wake();
}

void App::on_pointer(const Pointer& pointer) {
    ImGui::SetCurrentContext(impl_->imgui);
    if (pointer.phase == PointerPhase::down) {
        impl_->ui.focus.is_visible = false;
    }
    kit::pointer_event(impl_->ui, pointer);
    impl_->wake();
}

void App::on_wheel(float x, float y, float delta_x, float delta_y) {
    ImGui::SetCurrentContext(impl_->imgui);
    kit::wheel_event(impl_->ui, x, y, delta_x, delta_y);
    impl_->wake();
}

bool App::on_key(const Key& key) {
    Impl& app = *impl_;
    ImGui::SetCurrentContext(app.imgui);
    if (!key.down) {
        return false;
    }
    if (kit::key_event(app.ui, key)) {
        app.wake();
        return true;
    }
    app.held_keys.push_back({std::string(key.name), key});
    app.wake();
    return is_ours(key);
}

void App::on_text_focus(std::uint32_t field) {
    kit::text_focused(impl_->ui, field);
    impl_->wake();
}

void App::on_text(std::uint32_t field, std::string_view text, bool is_composing) {
    kit::text_changed(impl_->ui, field, text, is_composing);
    impl_->wake();
}

void App::on_text_end(std::uint32_t field, TextEnd end) {
    kit::text_ended(impl_->ui, field, end);
    impl_->wake();
}

void App::on_semantic_press(std::uint32_t node) {
    impl_->ui.focus.activate = node;
    impl_->wake();
}

void App::on_data(std::span<const std::uint8_t> frame) {
    if (impl_->link.receive(frame)) {
        impl_->wake();
    }
}

void App::on_file(std::string_view name, std::span<const std::uint8_t> bytes) {
    impl_->screens.on_file(name, bytes);
    impl_->wake();
}

void App::on_picked(platform::PickedFile file) {
    impl_->ui.picks.arrived.push_back(std::move(file));
    impl_->wake();
}

void App::on_located(std::uint32_t request, const platform::Located& located) {
    if (request == impl_->ui.whereabouts.asked) {
        impl_->ui.whereabouts.answered = request;
        impl_->ui.whereabouts.located = located;
    }
    impl_->wake();
}

void App::on_address(std::string_view fragment) {
    impl_->screens.go_to_address(fragment);
    impl_->wake();
}

void App::on_host_state(bool online, bool visible) {
    impl_->context.is_online = online;
    impl_->context.is_visible = visible;
    impl_->link.host_state(online, visible);
    impl_->wake();
}

void App::on_update_ready() {
    impl_->context.is_update_ready = true;
    impl_->wake();
}

void App::on_theme_changed() {
    impl_->wake();
}

void App::on_graphics_lost() {
    ImGui::SetCurrentContext(impl_->imgui);
    // The pixels are still here; only the textures must be made again.
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->BackendUserData = nullptr;
        texture->SetStatus(ImTextureStatus_WantCreate);
    }
    impl_->wake();
}

}  // namespace xingke::ui
