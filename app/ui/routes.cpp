#include "app/ui/routes.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "app/base/text.h"

namespace xingke::ui {
namespace {

struct Fixed {
    std::string_view name;
    Screen screen;
};
constexpr std::array fixed_pages = {
    Fixed{"sync", Screen::sync},
    Fixed{"inbox", Screen::inbox},
    Fixed{"settings", Screen::settings},
    Fixed{"search", Screen::search},
    Fixed{"fields", Screen::fields},
    Fixed{"gallery", Screen::gallery},
    Fixed{"me", Screen::me},
    Fixed{"notifications", Screen::notifications},
    Fixed{"reports", Screen::reports},
    Fixed{"pool", Screen::pool},
    Fixed{"route", Screen::route},
    Fixed{"people", Screen::people},
    Fixed{"devices", Screen::devices},
};

// "a=1&b=2": the text of `key`. Keys and values that we write need no escaping (keys of views and tabs, UUIDs).
std::string_view parameter(std::string_view parameters, std::string_view key) {
    for (const std::string_view pair : split(parameters, '&')) {
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == key) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

// "?a=1&b=2" of those that are not empty.
std::string parameters_of(std::initializer_list<std::pair<std::string_view, std::string>> pairs) {
    std::string text;
    for (const auto& [key, value] : pairs) {
        if (!value.empty()) {
            text += (text.empty() ? "?" : "&") + std::string(key) + "=" + value;
        }
    }
    return text;
}

const model::RecordType* find_offered(const model::Catalogue& catalogue, std::string_view name) {
    const model::RecordType* type = catalogue.find(name);
    return type != nullptr && !type->is_system ? type : nullptr;
}

Route type_route(const model::Catalogue& catalogue, const model::RecordType& type,
                 const std::vector<std::string_view>& parts, std::string_view parameters) {
    Route route{.screen = Screen::list, .type = type.id};
    if (parts.size() == 1) {
        route.view = std::string(parameter(parameters, "view"));
        const std::string_view layout = parameter(parameters, "as");
        route.layout = layout == "board" || layout == "calendar" ? std::string(layout) : std::string();
        return route;
    }
    if (parts[1] == "new") {
        route.screen = Screen::create;
        route.parent = parse_id<RecordTag>(parameter(parameters, "parent")).value_or(RecordId{});
        route.day = std::string(parameter(parameters, "day"));
        const std::string_view from = parameter(parameters, "from");
        const std::size_t dot = std::min(from.find('.'), from.size());
        const model::RecordType* from_type = find_offered(catalogue, from.substr(0, dot));
        const auto from_record = parse_id<RecordTag>(from.substr(std::min(dot + 1, from.size())));
        if (from_type != nullptr && from_record) {
            route.from_type = from_type->id;
            route.from = *from_record;
        }
        return route;
    }
    const auto record = parse_id<RecordTag>(parts[1]);
    if (!record) {
        return route;
    }
    route.record = *record;
    const bool edits = parts.size() > 2 && parts[2] == "edit";
    route.screen = edits ? Screen::edit : Screen::detail;
    if (!edits) {
        route.view = std::string(parameter(parameters, "tab"));
    }
    return route;
}

// Of the form for a new record.
std::string parameters_of_new(const model::Catalogue& catalogue, const Route& route) {
    const model::RecordType* from = catalogue.find(route.from_type);
    return parameters_of({{"parent", route.parent.is_nil() ? std::string() : print(route.parent)},
                          {"from", from == nullptr ? std::string() : from->name + "." + print(route.from)},
                          {"day", route.day}});
}

}  // namespace

Route parse_route(const model::Catalogue& catalogue, std::string_view fragment) {
    if (fragment.starts_with('#')) {
        fragment.remove_prefix(1);
    }
    std::string_view parameters;
    if (const std::size_t mark = fragment.find('?'); mark != std::string_view::npos) {
        parameters = fragment.substr(mark + 1);
        fragment = fragment.substr(0, mark);
    }
    std::vector<std::string_view> parts;
    for (const std::string_view part : split(fragment, '/')) {
        if (!part.empty()) {
            parts.push_back(part);
        }
    }
    if (parts.empty()) {
        return {};
    }
    for (const Fixed& fixed : fixed_pages) {
        if (parts[0] == fixed.name) {
            Route route{.screen = fixed.screen};
            if (fixed.screen == Screen::reports) {
                route.view = std::string(parameter(parameters, "of"));
            }
            return route;
        }
    }
    if (parts[0] == "import") {
        const model::RecordType* type = parts.size() > 1 ? find_offered(catalogue, parts[1]) : nullptr;
        return type != nullptr ? Route{.screen = Screen::import, .type = type->id} : Route{};
    }
    const model::RecordType* type = find_offered(catalogue, parts[0]);
    return type != nullptr ? type_route(catalogue, *type, parts, parameters) : Route{};
}

std::string address_of(const model::Catalogue& catalogue, const Route& route) {
    for (const Fixed& fixed : fixed_pages) {
        if (route.screen == fixed.screen) {
            const bool has_figure = route.screen == Screen::reports;
            return "#/" + std::string(fixed.name) + parameters_of({{"of", has_figure ? route.view : std::string()}});
        }
    }
    const model::RecordType* type = catalogue.find(route.type);
    if (type == nullptr) {
        return "#/";
    }
    switch (route.screen) {
        case Screen::import:
            return "#/import/" + type->name;
        case Screen::list:
            return "#/" + type->name + parameters_of({{"view", route.view}, {"as", route.layout}});
        case Screen::create:
            return "#/" + type->name + "/new" + parameters_of_new(catalogue, route);
        case Screen::detail:
            return "#/" + type->name + "/" + print(route.record) + (route.view.empty() ? "" : "?tab=" + route.view);
        case Screen::edit:
            return "#/" + type->name + "/" + print(route.record) + "/edit";
        default:
            return "#/";
    }
}

Route parent_of(const Route& route) {
    switch (route.screen) {
        case Screen::detail:
        case Screen::create:
        case Screen::import:
            return {.screen = Screen::list, .type = route.type};
        case Screen::reports:
            return route.view.empty() ? Route{} : Route{.screen = Screen::reports};
        case Screen::edit:
            return {.screen = Screen::detail, .type = route.type, .record = route.record};
        default:
            return {};
    }
}

}  // namespace xingke::ui
