#include "app/model/deadline.h"

#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

constexpr int offset = 480;

// National Day 2026: 1 to 7 October off, Saturday the 10th worked.
WorkCalendar calendar() {
    WorkCalendar made;
    for (int day = 1; day <= 7; ++day) {
        made.exceptions[days_since_epoch({2026, 10, day})] = DayKind::holiday;
    }
    made.exceptions[days_since_epoch({2026, 10, 10})] = DayKind::worked;
    return made;
}

Instant at(std::string_view text) {
    return instant_of(*parse_date_time(text), offset);
}
std::string shown(std::optional<Instant> instant) {
    return instant ? print(local_time(*instant, offset)) : "never";
}

DeadlineDeclaration declared(TimeSpan span) {
    return {.name = "reply", .title = {"答复客户", "Reply"}, .span = span, .source = "S20"};
}

constexpr TimeSpan working_hours(std::int64_t amount) {
    return {amount, TimeUnit::hours, Counting::working};
}
constexpr TimeSpan working_days(std::int64_t amount) {
    return {amount, TimeUnit::days, Counting::working};
}
constexpr TimeSpan hours(std::int64_t amount) {
    return {amount, TimeUnit::hours, Counting::calendar};
}
constexpr TimeSpan days(std::int64_t amount) {
    return {amount, TimeUnit::days, Counting::calendar};
}

}  // namespace

TEST_CASE("when things are due [T1, T3, T8; Civil Code art. 201, 203]") {
    struct Case {
        TimeSpan span;
        const char* start;
        const char* expected;
    };
    const std::vector<Case> cases = {
        {working_hours(8), "2026-11-20 09:00", "2026-11-20 18:00"},
        {working_hours(8), "2026-11-20 17:00", "2026-11-23 17:00"},
        {working_hours(8), "2026-09-30 17:00", "2026-10-08 17:00"},
        {working_hours(8), "2026-11-21 10:00", "2026-11-23 18:00"},
        {hours(8), "2026-11-20 17:00", "2026-11-21 01:00"},
        {{30, TimeUnit::minutes, Counting::calendar}, "2026-11-20 23:45", "2026-11-21 00:15"},
        {{30, TimeUnit::minutes, Counting::working}, "2026-11-20 17:45", "2026-11-23 09:15"},
        // The day of the start does not count; the last one counts to its end.
        {working_days(2), "2026-11-20 09:00", "2026-11-24 18:00"},
        {working_days(2), "2026-11-20 23:59", "2026-11-24 18:00"},
        {working_days(2), "2026-11-21 12:00", "2026-11-24 18:00"},
        {working_days(1), "2026-10-09 12:00", "2026-10-10 18:00"},
        {days(7), "2026-11-20 09:00", "2026-11-27 23:59"},
        {days(7), "2026-12-28 09:00", "2027-01-04 23:59"},
        {working_days(0), "2026-11-21 09:00", "2026-11-23 18:00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.start);
        CAPTURE(words({Text::declared, {span_argument("text", c.span)}}, Language::chinese));
        CHECK(shown(due(declared(c.span), {at(c.start)}, calendar(), offset)) == c.expected);
    }
}

TEST_CASE("while it is paused, time does not count") {
    struct Case {
        TimeSpan span;
        std::vector<std::pair<const char*, const char*>> pauses;  // of a run that starts on Friday 20 November at 09:00
        const char* expected;
    };
    const std::vector<Case> cases = {
        {working_hours(8), {{"2026-11-20 10:00", "2026-11-20 11:00"}}, "2026-11-23 10:00"},
        {working_hours(8), {{"2026-11-20 10:00", "2026-11-23 10:00"}}, "2026-11-23 18:00"},
        {working_hours(8), {{"2026-11-20 18:30", "2026-11-23 10:00"}}, "2026-11-20 18:00"},  // after it was due
        {working_hours(8), {{"2026-11-20 12:00", "2026-11-20 13:00"}}, "2026-11-20 18:00"},  // at noon nothing is lost
        {hours(8),
         {{"2026-11-20 10:00", "2026-11-20 11:30"}, {"2026-11-20 18:00", "2026-11-20 18:30"}},
         "2026-11-20 19:00"},
        {working_days(2), {{"2026-11-20 10:00", "2026-11-20 15:00"}}, "2026-11-24 18:00"},  // not a whole day
        {working_days(2), {{"2026-11-20 10:00", "2026-11-24 10:00"}}, "2026-11-26 18:00"},
        {days(2), {{"2026-11-20 10:00", "2026-11-24 10:00"}}, "2026-11-26 23:59"},
        {working_hours(8), {{"2026-11-20 11:00", "2026-11-20 10:00"}}, "2026-11-20 18:00"},  // nonsense changes nothing
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        DeadlineRun run{at("2026-11-20 09:00")};
        for (const auto& [from, to] : c.pauses) {
            run.pauses.push_back({at(from), at(to)});
        }
        CHECK(shown(due(declared(c.span), run, calendar(), offset)) == c.expected);
    }
}

TEST_CASE("from in time over the reminders to the escalations, with the rule, since when and until when") {
    DeadlineDeclaration declaration = declared(working_hours(8));
    declaration.reminders = {working_hours(2), working_hours(1)};
    declaration.escalations = {{working_hours(0), {}, true}, {working_days(1), {Role::manager}}};
    const DeadlineRun run{at("2026-11-20 09:00")};
    struct Case {
        const char* now;
        DeadlineState state;
        std::size_t reminder_count, level;
        const char* next;
        std::string_view explanation;
    };
    const std::vector<Case> cases = {
        {"2026-11-20 09:30", DeadlineState::in_time, 0, 0, "2026-11-20 16:00",
         "答复客户：自2026-11-20 09:00起8个工作小时，2026-11-20 18:00到期"},
        {"2026-11-20 16:00", DeadlineState::reminder, 1, 0, "2026-11-20 17:00",
         "答复客户将在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时）"},
        {"2026-11-20 17:30", DeadlineState::reminder, 2, 0, "2026-11-20 18:00",
         "答复客户将在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时）"},
        {"2026-11-20 18:00", DeadlineState::reminder, 2, 0, "2026-11-20 18:00",
         "答复客户将在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时）"},
        {"2026-11-20 18:01", DeadlineState::overdue, 2, 1, "2026-11-23 18:00",
         "答复客户已在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时），已上报上级"},
        {"2026-11-23 18:00", DeadlineState::overdue, 2, 2, "never",
         "答复客户已在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时），已上报上级、销售经理"},
        {"2027-11-23 18:00", DeadlineState::overdue, 2, 2, "never",
         "答复客户已在2026-11-20 18:00到期（自2026-11-20 09:00起8个工作小时），已上报上级、销售经理"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.now);
        const DeadlineStatus found = status(declaration, run, at(c.now), calendar(), offset);
        CHECK(found.state == c.state);
        CHECK(found.reminder_count == c.reminder_count);
        CHECK(found.escalation_level == c.level);
        CHECK(shown(found.next) == c.next);
        CHECK(words(found.explanation, Language::chinese) == c.explanation);
    }
    CHECK(words(status(declaration, run, at("2026-11-20 09:30"), calendar(), offset).explanation, Language::english) ==
          "Reply: 8 working hours from 2026-11-20 09:00, due 2026-11-20 18:00");
}

TEST_CASE("paused, met, missed, and a calendar that never gets there") {
    const DeadlineDeclaration declaration = declared(working_hours(8));
    const auto state_of = [&](const DeadlineRun& run, const char* now, const WorkCalendar& made) {
        const DeadlineStatus found = status(declaration, run, at(now), made, offset);
        return std::pair{found.state, words(found.explanation, Language::chinese)};
    };
    DeadlineRun run{at("2026-11-20 09:00")};
    run.pauses = {{at("2026-11-20 10:00"), {}}};
    CHECK(state_of(run, "2027-01-01 00:00", calendar()) ==
          std::pair{DeadlineState::paused, std::string("答复客户自2026-11-20 10:00起暂停计时")});
    run.pauses = {{at("2026-11-20 18:30"), {}}};
    CHECK(state_of(run, "2026-11-20 19:00", calendar()).first == DeadlineState::overdue);
    run.pauses = {};
    run.stopped = at("2026-11-20 18:00");
    CHECK(state_of(run, "2027-01-01 00:00", calendar()) ==
          std::pair{DeadlineState::met, std::string("答复客户已在2026-11-20 18:00按时完成")});
    run.stopped = at("2026-11-23 09:00");
    CHECK(state_of(run, "2027-01-01 00:00", calendar()) ==
          std::pair{DeadlineState::missed, std::string("答复客户在2026-11-23 09:00完成，晚于2026-11-20 18:00")});
    run.stopped = {};
    WorkCalendar idle;
    idle.hours = {};
    CHECK(state_of(run, "2027-01-01 00:00", idle) ==
          std::pair{DeadlineState::in_time, std::string("答复客户：工作日历里没有足够的工作时间")});
}

TEST_CASE("time only moves a running deadline forwards, and `next` never sleeps past a change") {
    constexpr std::uint64_t seed = 10;
    const WorkCalendar made = calendar();
    for (std::uint64_t i = 0; i < 300; ++i) {
        CAPTURE(seed + i);
        simulation::SeededRandom random(seed + i);
        const auto span = [&](std::uint64_t amount_max) {
            return TimeSpan{static_cast<std::int64_t>(1 + random.below(amount_max)),
                            static_cast<TimeUnit>(random.below(3)), static_cast<Counting>(random.below(2))};
        };
        DeadlineDeclaration declaration = declared(span(20));
        for (std::uint64_t count = random.below(3); count > 0; --count) {
            declaration.reminders.push_back(span(5));
            declaration.escalations.push_back({span(5), {Role::manager}});
        }
        DeadlineRun run{{at("2026-09-25 00:00").ms + static_cast<std::int64_t>(random.below(20ULL * 86'400'000))}};
        Instant now = run.start;
        DeadlineStatus before = status(declaration, run, now, made, offset);
        REQUIRE(before.due);
        for (int steps = 0; before.next; ++steps) {
            REQUIRE(steps < 20);
            CHECK(*before.next > now);
            const Instant almost{before.next->ms - 1};
            if (almost > now) {
                const DeadlineStatus same = status(declaration, run, almost, made, offset);
                CHECK(same.state == before.state);
                CHECK(same.reminder_count == before.reminder_count);
                CHECK(same.escalation_level == before.escalation_level);
            }
            now = *before.next;
            const DeadlineStatus after = status(declaration, run, now, made, offset);
            CHECK(static_cast<int>(after.state) >= static_cast<int>(before.state));
            const std::size_t moved_count =
                after.reminder_count + after.escalation_level + (after.state == before.state ? 0 : 1);
            CHECK(moved_count > before.reminder_count + before.escalation_level);
            before = after;
        }
        CHECK(before.state == DeadlineState::overdue);
        CHECK(before.escalation_level == declaration.escalations.size());
    }
}

TEST_CASE("extreme moments and spans have an answer") {
    for (const std::int64_t extreme : {INT64_MIN, INT64_MAX}) {
        for (const TimeSpan& span :
             {working_hours(extreme), working_days(extreme), hours(extreme), days(extreme), days(3)}) {
            DeadlineRun run{{extreme}};
            run.pauses = {{{INT64_MIN}, Instant{INT64_MAX}}, {{0}, Instant{INT64_MIN}}};
            DeadlineDeclaration declaration = declared(span);
            declaration.reminders = {span};
            declaration.escalations = {{span, {}}};
            (void)status(declaration, run, {-extreme - 1}, calendar(), offset);
        }
    }
}

TEST_CASE("a date or date-time field can be the start") {
    const RecordType type = {.name = "t",
                             .fields = {{.id = 1, .name = "on", .title = {"日期", "Date"}, .kind = kind::Date{}},
                                        {.id = 2, .name = "at", .title = {"时间", "Time"}, .kind = kind::DateTime{}},
                                        {.id = 3, .name = "text", .title = {"文本", "Text"}}}};
    Record record;
    record.fields[1].value = days_since_epoch({2026, 11, 20});
    record.fields[2].value = at("2026-11-20 09:30").ms;
    record.fields[3].value = std::string("x");
    DeadlineDeclaration declaration = declared(days(1));
    for (const auto& [field, expected] :
         {std::pair{"on", "2026-11-20 00:00"}, {"at", "2026-11-20 09:30"}, {"text", "never"}, {"none", "never"}}) {
        CAPTURE(field);
        declaration.starts_at_field = field;
        CHECK(shown(start_of(declaration, type, record, offset)) == expected);
    }
    CHECK(shown(start_of(declaration, type, Record{}, offset)) == "never");
}

TEST_CASE("a declaration that cannot work is told so") {
    const RecordType type = {.name = "t", .fields = {{.id = 3, .name = "text", .title = {"文本", "Text"}}}};
    DeadlineDeclaration declaration = declared(days(7));
    declaration.stop_states = {"done"};
    declaration.escalations = {{working_hours(0), {Role::manager}}};
    CHECK(problems(declaration, type, {"new", "done"}).empty());
    declaration.starts_at_field = "text";
    declaration.pause_states = {"waiting"};
    declaration.reminders = {days(0)};
    std::vector<std::string> told;
    for (const Message& problem : problems(declaration, type, {"new", "done"})) {
        told.push_back(words(problem, Language::chinese));
    }
    CHECK(told == std::vector<std::string>{"“text”不是日期字段，不能作为时限的起点",
                                           "答复客户的时长“0天”须在1到10000之间", "没有“waiting”这个状态"});
}
