// The file is read back by a strict reader of RFC 5545's own rules: it refuses what a calendar program might refuse.
#include "app/model/calendar_file.h"

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

// One BEGIN … END, its lines by name (with parameters), unescaped.
struct Component {
    std::string name;
    std::map<std::string, std::string> values;
    std::vector<Component> parts;
};

std::vector<std::string> unfolded(std::string_view file) {
    std::vector<std::string> lines;
    while (!file.empty()) {
        const std::size_t end = file.find("\r\n");
        REQUIRE(end != std::string_view::npos);
        const std::string_view line = file.substr(0, end);
        REQUIRE(line.size() <= 75);
        REQUIRE(line.find('\n') == std::string_view::npos);
        if (line.starts_with(' ')) {
            REQUIRE_FALSE(lines.empty());
            // Not inside a character.
            REQUIRE((static_cast<unsigned char>(line[1]) & 0xC0) != 0x80);
            lines.back() += line.substr(1);
        } else {
            lines.emplace_back(line);
        }
        file.remove_prefix(end + 2);
    }
    return lines;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            REQUIRE(i + 1 < text.size());
            ++i;
            REQUIRE(std::string_view("\\;,nN").find(text[i]) != std::string_view::npos);
            out += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
        } else {
            REQUIRE(text[i] != ',');
            REQUIRE(text[i] != ';');
            out += text[i];
        }
    }
    return out;
}

Component read(const std::vector<std::string>& lines, std::size_t& at) {
    REQUIRE(lines[at].starts_with("BEGIN:"));
    Component component{.name = lines[at].substr(6), .values = {}, .parts = {}};
    for (++at; at < lines.size(); ++at) {
        const std::string& line = lines[at];
        if (line == "END:" + component.name) {
            return component;
        }
        if (line.starts_with("BEGIN:")) {
            component.parts.push_back(read(lines, at));
            continue;
        }
        const std::size_t colon = line.find(':');
        REQUIRE(colon != std::string::npos);
        const std::string name = line.substr(0, colon);
        REQUIRE(component.values.count(name) == 0);
        component.values[name] = unescaped(line.substr(colon + 1));
    }
    FAIL("a component has no end");
    return component;
}

Component read(const std::string& file) {
    const std::vector<std::string> lines = unfolded(file);
    std::size_t at = 0;
    Component calendar = read(lines, at);
    REQUIRE(at + 1 == lines.size());
    REQUIRE(calendar.name == "VCALENDAR");
    REQUIRE(calendar.values["VERSION"] == "2.0");
    REQUIRE_FALSE(calendar.values["PRODID"].empty());
    for (Component& event : calendar.parts) {
        REQUIRE(event.name == "VEVENT");
        REQUIRE_FALSE(event.values["UID"].empty());
        REQUIRE(event.values["DTSTAMP"].size() == 16);
    }
    return calendar;
}

constexpr Instant morning{1'795'050'000'000};  // 2026-11-19 01:00 UTC, nine in Shanghai

}  // namespace

TEST_CASE("an appointment comes back from its file as it was [S02]") {
    const CalendarEvent event{.id = {{7}},
                              .title = "拜访海信；谈价格, 第2次",
                              .place = "青岛市; 东海西路17号",
                              .description = "第一行\n第二行 C:\\报价\\1.xlsx",
                              .start = morning,
                              .end = Instant{morning.ms + 5'400'000},
                              .day = {},
                              .remind_at = Instant{morning.ms - 3'600'000}};
    const std::string file = print_calendar("日程", std::vector{event}, morning);
    Component calendar = read(file);
    REQUIRE(calendar.parts.size() == 1);
    Component& read_back = calendar.parts.front();
    CHECK(calendar.values["X-WR-CALNAME"] == "日程");
    CHECK(read_back.values["SUMMARY"] == event.title);
    CHECK(read_back.values["LOCATION"] == event.place);
    CHECK(read_back.values["DESCRIPTION"] == event.description);
    CHECK(read_back.values["DTSTART"] == "20261119T010000Z");
    CHECK(read_back.values["DTEND"] == "20261119T023000Z");
    CHECK(read_back.values["STATUS"] == "CONFIRMED");
    REQUIRE(read_back.parts.size() == 1);
    CHECK(read_back.parts.front().values["TRIGGER;VALUE=DATE-TIME"] == "20261119T000000Z");
}

TEST_CASE("long texts are folded, and no character is torn apart") {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string title(shift, 'x');
        for (int i = 0; i < 60; ++i) {
            title += "客户拜访";
        }
        Component calendar =
            read(print_calendar("x", std::vector{CalendarEvent{.title = title, .start = morning}}, morning));
        CHECK(calendar.parts.front().values["SUMMARY"] == title);
    }
}

TEST_CASE("a whole day ends where the next one begins, at the end of a year too") {
    const CalendarEvent event{.title = "x", .day = Date{2026, 12, 31}};
    Component calendar = read(print_calendar("x", std::vector{event}, morning));
    CHECK(calendar.parts.front().values["DTSTART;VALUE=DATE"] == "20261231");
    CHECK(calendar.parts.front().values["DTEND;VALUE=DATE"] == "20270101");
}

TEST_CASE("what was cancelled says so and rings no more; what ends before it begins has no end") {
    const CalendarEvent event{
        .title = "x", .start = morning, .end = Instant{morning.ms - 1}, .remind_at = morning, .is_cancelled = true};
    Component calendar = read(print_calendar("x", std::vector{event}, morning));
    CHECK(calendar.parts.front().values["STATUS"] == "CANCELLED");
    CHECK(calendar.parts.front().values.count("DTEND") == 0);
    CHECK(calendar.parts.front().parts.empty());
}

TEST_CASE("control characters in a text break nothing") {
    const CalendarEvent event{.title = "a\r\nEND:VEVENT\tb", .start = morning};
    Component calendar = read(print_calendar("x", std::vector{event}, morning));
    REQUIRE(calendar.parts.size() == 1);
    CHECK(calendar.parts.front().values["SUMMARY"] == "a\nEND:VEVENTb");
}

}  // namespace xingke::model
