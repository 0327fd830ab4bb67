// The sync badge in words: what is true now of the person's work, the most pressing thing first. Pure.
#pragma once

#include <string>

#include "app/client/frames.h"
#include "app/ui/kit/icons.h"
#include "app/ui/kit/theme.h"

namespace xingke::ui {

struct BadgeMoment {
    Language language = Language::chinese;
    Instant now;
    int utc_offset_minutes = 0;
};
struct SyncWords {
    std::string words;
    std::string brief;  // where there is little room; the icon says the rest
    kit::Tone tone = kit::Tone::neutral;
    kit::Icon icon = kit::Icon::cloud_check;
};
SyncWords sync_words(const client::SessionState& session, const client::SyncState& sync, const BadgeMoment& moment);

// "09:32" today, "11-20 09:32" this year, "2025-11-20 09:32" before.
std::string short_moment(Instant at, const BadgeMoment& moment);

}  // namespace xingke::ui
