#include "app/ui/views/map_dialog.h"

#include <array>
#include <utility>

#include "app/model/travel.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"

namespace xingke::ui::views {

void MapDialog::open(const model::Position& to, std::string name) {
    to_ = to;
    name_ = std::move(name);
    is_open_ = true;
}

void MapDialog::draw(kit::Ui& ui) {
    const std::string title = say(ui, Say::map_open, {{"name", name_}});
    const kit::Dialog dialog(ui, "map", is_open_, {.title = title, .gap = 4});
    if (!dialog.is_open()) {
        return;
    }
    struct App {
        model::MapApp app;
        Say name;
    };
    constexpr std::array apps = {App{model::MapApp::system, Say::map_system}, App{model::MapApp::amap, Say::map_amap},
                                 App{model::MapApp::baidu, Say::map_baidu}};
    for (const App& app : apps) {
        const std::string_view name = say(ui, app.name);
        if (kit::line(ui, name, {.icon = kit::Icon::navigation, .leads_on = true, .id = name})) {
            ui.platform.window.open_link(model::map_address(app.app, to_, name_));
            is_open_ = false;
        }
    }
    const std::string_view copy = say(ui, Say::copy_coordinates);
    if (kit::line(ui, copy, {.icon = kit::Icon::copy, .id = copy})) {
        // "geo:31.2,121.4?…": what stands between.
        const std::string address = model::map_address(model::MapApp::system, to_, {});
        ui.platform.clipboard.copy(address.substr(4, address.find('?') - 4));
        kit::show_toast(ui, {.words = std::string(say(ui, Say::copied))});
        is_open_ = false;
    }
}

}  // namespace xingke::ui::views
