#include "app/ui/screens/settings_choices.h"

#include <string>

namespace xingke::ui {

void choose_language(Context& context, Language language) {
    context.language = language;
    context.platform.preferences.write("language", language == Language::chinese ? "zh" : "en");
    context.platform.window.request_frame(0);
}

void choose_theme(Context& context, ThemeChoice theme) {
    context.theme = theme;
    constexpr std::string_view keys[] = {"system", "light", "dark"};
    context.platform.preferences.write("theme", keys[static_cast<std::size_t>(theme)]);
    context.platform.window.request_frame(0);
}

void choose_contrast(Context& context, ContrastChoice contrast) {
    context.contrast = contrast;
    constexpr std::string_view keys[] = {"system", "usual", "high"};
    context.platform.preferences.write("contrast", keys[static_cast<std::size_t>(contrast)]);
    context.platform.window.request_frame(0);
}

void choose_text_percent(Context& context, int percent) {
    context.text_percent = percent;
    context.platform.preferences.write("text_percent", std::to_string(percent));
    context.platform.window.request_frame(0);
}

}  // namespace xingke::ui
