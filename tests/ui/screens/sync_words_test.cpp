#include "app/ui/screens/sync_words.h"

#include <string>

#include "app/base/date.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using client::SyncPhase;
using client::SyncState;

namespace {

constexpr int china = 480;

Instant at(Date date, int hour, int minute) {
    return instant_of({.date = date, .hour = hour, .minute = minute}, china);
}

std::string badge(const SyncState& sync, Language language = Language::chinese, bool is_durable = true) {
    client::SessionState session;
    session.is_durable = is_durable;
    return sync_words(session, sync,
                      {.language = language, .now = at({2026, 11, 21}, 18, 0), .utc_offset_minutes = china})
        .words;
}

}  // namespace

TEST_CASE("the badge says the most pressing truth") {
    SyncState sync{.phase = SyncPhase::idle, .synced_at = at({2026, 11, 21}, 9, 32), .first_sync_done = true};
    CHECK(badge(sync) == "已同步 09:32");
    sync.phase = SyncPhase::offline;
    CHECK(badge(sync) == "离线");
    sync.waiting = 3;
    CHECK(badge(sync) == "离线 · 已保存 · 3 项待同步");
    sync.phase = SyncPhase::waiting_to_retry;
    CHECK(badge(sync) == "已保存 · 3 项待同步");
    sync.phase = SyncPhase::sending;
    CHECK(badge(sync) == "已保存 · 正在同步 3 项");
    sync.needs_you = 2;
    CHECK(badge(sync) == "2 项需处理");
    sync.update_needed = true;
    CHECK(badge(sync) == "需要更新");
    sync.phase = SyncPhase::sign_in_needed;
    CHECK(badge(sync) == "需要重新登录");
    CHECK(badge(sync, Language::chinese, false) == "未保存在本机");
}

TEST_CASE("one is singular in English") {
    SyncState sync{.phase = SyncPhase::idle, .needs_you = 1};
    CHECK(badge(sync, Language::english) == "1 needs you");
    sync.needs_you = 2;
    CHECK(badge(sync, Language::english) == "2 need you");
}

TEST_CASE("a device that has never synced does not say that it has") {
    CHECK(badge({.phase = SyncPhase::idle}) == "尚未同步");
    CHECK(badge({.phase = SyncPhase::receiving}) == "正在接收");
}

TEST_CASE("moments are as short as can be") {
    const BadgeMoment moment{
        .language = Language::chinese, .now = at({2026, 11, 21}, 18, 0), .utc_offset_minutes = china};
    CHECK(short_moment(at({2026, 11, 21}, 9, 5), moment) == "09:05");
    CHECK(short_moment(at({2026, 11, 20}, 9, 5), moment) == "11-20 09:05");
    CHECK(short_moment(at({2025, 11, 20}, 9, 5), moment) == "2025-11-20 09:05");
}
