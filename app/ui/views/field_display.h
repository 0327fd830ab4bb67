// Values as people read them: words, colours of options, and how they are aligned. By std::visit over model::Kind
// without catch-all, so that a new kind does not compile until it is decided here.
#pragma once

#include <string>
#include <string_view>

#include "app/model/field.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

// "1,234.50", "2026-11-21 09:05", option titles, "北京 / 北京市"; `label` is what a reference refers to. Empty for
// none.
std::string display_text(const kit::Ui& ui, const model::Field& field, const model::Value& value,
                         std::string_view label);
// An amount as short as it can be read at a glance: "12.5万", "1.2M"; everything else as above.
std::string display_brief(const kit::Ui& ui, const model::Field& field, const model::Value& value);
// Of a choice's option; neutral otherwise.
kit::Tone display_tone(const model::Field& field, const model::Value& value);
bool is_shown_as_chip(const model::Field& field);
bool is_aligned_right(const model::Field& field);
// "tel:…", "mailto:…", "geo:…", or empty: where a press on the value leads.
std::string link_of(const model::Field& field, const model::Value& value);
kit::Icon icon_of(const model::Field& field);
// A good column width for tables, CSS pixels.
float column_width(const model::Field& field);

// "今天 09:05", "昨天 18:20", "11-21 09:05", "2025-11-21 09:05"
std::string display_moment(const kit::Ui& ui, Instant at);

}  // namespace xingke::ui::views
