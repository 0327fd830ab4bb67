// The screens as a whole: signing in, the frame around everything (sidebar or bottom bar, sync badge, notices, toasts,
// dialogs) and the screen that the address names. App (ui/app.cpp) owns one and calls it from the main thread:
//
//   each frame, inside the kit's frame     draw()
//   App::on_address                        go_to_address()
//   App::on_file                           on_file()
//   App::on_key, when no field used it     on_key()
//
// Keeps in step with the address bar through platform.window.set_address. Holds no data but what is being typed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/app.h"
#include "app/ui/context.h"
#include "app/ui/routes.h"

namespace xingke::ui {

class Screens {
public:
    explicit Screens(Context& context);
    ~Screens();

    void draw();
    // Asks first when that would lose what was typed. An address that is already shown changes nothing.
    void go(const Route& route);
    void go_to_address(std::string_view fragment);
    // The file that platform.file_exchange.ask_for_file brought.
    void on_file(std::string_view name, std::span<const std::uint8_t> bytes);
    // Ctrl+K, Ctrl+S, Esc, ? and so on. True: used.
    bool on_key(const Key& key);

    // Something is typed that is not saved yet.
    bool is_typing() const;
    // Another catalogue takes the place of the one that the screens were made for: between the two calls nothing of
    // them points into it. They come back as they were, but for what was open above them.
    void leave_catalogue();
    void enter_catalogue();

    const Route& route() const;
    // For the document's title: "北京思优特 · 客户 · 行客".
    std::string page_title() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::ui
