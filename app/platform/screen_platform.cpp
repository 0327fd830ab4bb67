#include "app/platform/screen_platform.h"

#include <array>
#include <cstddef>

namespace xingke::platform {
namespace {

// In the order of SemanticRole.
constexpr std::array<std::string_view, 29> role_names = {
    "none",      "button",       "link",        "checkbox", "radio",   "switch", "tab",        "textbox",
    "searchbox", "combobox",     "option",      "menuitem", "heading", "list",   "listitem",   "row",
    "cell",      "columnheader", "grid",        "dialog",   "alert",   "status", "navigation", "main",
    "text",      "img",          "progressbar", "group",    "form",
};
static_assert(role_names.size() == static_cast<std::size_t>(SemanticRole::form) + 1);

}  // namespace

std::string_view name_of(SemanticRole role) {
    return role_names[static_cast<std::size_t>(role)];
}

}  // namespace xingke::platform
