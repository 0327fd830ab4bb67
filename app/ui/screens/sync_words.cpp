#include "app/ui/screens/sync_words.h"

#include "app/base/date.h"
#include "app/ui/say.h"

namespace xingke::ui {
namespace {

using client::SyncPhase;
using kit::Icon;
using kit::Tone;

SyncWords waiting_words(const client::SyncState& sync, Language language) {
    const std::string count = std::to_string(sync.waiting);
    const bool is_offline = sync.phase == SyncPhase::offline;
    const Say words = is_offline                         ? Say::badge_offline_waiting
                      : sync.phase == SyncPhase::sending ? Say::badge_sending
                                                         : Say::badge_waiting;
    return {.words = say(language, words, {{"count", count}}),
            .brief = say(language, Say::badge_waiting_brief, {{"count", count}}),
            .tone = is_offline ? Tone::neutral : Tone::accent,
            .icon = is_offline ? Icon::cloud_off : Icon::cloud_upload};
}

SyncWords same(std::string words, Tone tone, Icon icon) {
    return {.words = words, .brief = words, .tone = tone, .icon = icon};
}

}  // namespace

SyncWords sync_words(const client::SessionState& session, const client::SyncState& sync, const BadgeMoment& moment) {
    const Language language = moment.language;
    const auto plain = [&](Say key) { return std::string(say(language, key)); };
    if (!session.is_durable) {
        return same(plain(Say::badge_memory), Tone::bad, Icon::alert_triangle);
    }
    if (sync.phase == SyncPhase::sign_in_needed) {
        return same(plain(Say::badge_sign_in), Tone::warning, Icon::log_in);
    }
    if (sync.update_needed) {
        return same(plain(Say::badge_update), Tone::warning, Icon::refresh);
    }
    if (sync.needs_you > 0) {
        const std::string count = std::to_string(sync.needs_you);
        return same(say(language, Say::badge_needs_you, {{"count", count}}), Tone::warning, Icon::alert_circle);
    }
    if (sync.waiting > 0) {
        return waiting_words(sync, language);
    }
    if (sync.phase == SyncPhase::offline) {
        return same(plain(Say::badge_offline), Tone::neutral, Icon::cloud_off);
    }
    if (sync.phase == SyncPhase::receiving && !sync.first_sync_done) {
        return same(plain(Say::badge_receiving), Tone::accent, Icon::refresh);
    }
    if (sync.synced_at.ms == 0) {
        return same(plain(Say::badge_never), Tone::neutral, Icon::cloud);
    }
    const std::string time = short_moment(sync.synced_at, moment);
    return same(say(language, Say::badge_synced, {{"time", time}}), Tone::good, Icon::cloud_check);
}

std::string short_moment(Instant at, const BadgeMoment& moment) {
    const DateTime then = local_time(at, moment.utc_offset_minutes);
    const Date today = local_time(moment.now, moment.utc_offset_minutes).date;
    const std::string whole = print(then);
    if (then.date == today) {
        return whole.substr(11);
    }
    return then.date.year == today.year ? whole.substr(5) : whole;
}

}  // namespace xingke::ui
