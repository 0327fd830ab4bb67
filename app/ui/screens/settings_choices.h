// What a person chooses about the interface: applied at once and kept in Preferences, where app.cpp finds it at the
// next start.
#pragma once

#include "app/ui/context.h"

namespace xingke::ui {

void choose_language(Context& context, Language language);
void choose_theme(Context& context, ThemeChoice theme);
void choose_contrast(Context& context, ContrastChoice contrast);
void choose_text_percent(Context& context, int percent);

}  // namespace xingke::ui
