#include "app/model/calendar_file.h"

#include <utility>

namespace xingke::model {
namespace {

constexpr std::size_t line_octets_max = 75;

std::string digits(std::int64_t number, std::size_t width) {
    const std::string text = std::to_string(number);
    return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

std::string print_day(Date day) {
    return digits(day.year, 4) + digits(day.month, 2) + digits(day.day, 2);
}

std::string print_moment(Instant at) {
    const DateTime time = local_time(at, 0);
    return print_day(time.date) + "T" + digits(time.hour, 2) + digits(time.minute, 2) + digits(time.second, 2) + "Z";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;  // Control characters have no place in a text.
        }
    }
    return out;
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

class Printer {
public:
    // Continued lines begin with a space, which counts.
    void line(std::string_view text) {
        std::size_t used = 0;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at + 1;
            while (end < text.size() && !begins_character(text[end])) {
                ++end;
            }
            if (used + (end - at) > line_octets_max) {
                out_ += "\r\n ";
                used = 1;
            }
            out_ += text.substr(at, end - at);
            used += end - at;
            at = end;
        }
        out_ += "\r\n";
    }
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            line(std::string(name) + ":" + escaped(value));
        }
    }
    void event(const CalendarEvent& event, Instant made_at);
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

void Printer::event(const CalendarEvent& event, Instant made_at) {
    line("BEGIN:VEVENT");
    line("UID:" + print(event.id) + "@xingke");
    line("DTSTAMP:" + print_moment(made_at));
    if (event.day) {
        line("DTSTART;VALUE=DATE:" + print_day(*event.day));
        line("DTEND;VALUE=DATE:" + print_day(date_of_days(days_since_epoch(*event.day) + 1)));
    } else if (event.start) {
        line("DTSTART:" + print_moment(*event.start));
        if (event.end && event.end->ms > event.start->ms) {
            line("DTEND:" + print_moment(*event.end));
        }
    }
    text("SUMMARY", event.title);
    text("LOCATION", event.place);
    text("DESCRIPTION", event.description);
    line(event.is_cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    if (event.remind_at && !event.is_cancelled) {
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        text("DESCRIPTION", event.title.empty() ? std::string_view("-") : std::string_view(event.title));
        line("TRIGGER;VALUE=DATE-TIME:" + print_moment(*event.remind_at));
        line("END:VALARM");
    }
    line("END:VEVENT");
}

}  // namespace

std::string print_calendar(std::string_view name, std::span<const CalendarEvent> events, Instant made_at) {
    Printer printer;
    printer.line("BEGIN:VCALENDAR");
    printer.line("VERSION:2.0");
    printer.line("PRODID:-//Xingke//CRM//ZH");
    printer.line("CALSCALE:GREGORIAN");
    printer.line("METHOD:PUBLISH");
    printer.text("X-WR-CALNAME", name);
    for (const CalendarEvent& event : events) {
        printer.event(event, made_at);
    }
    printer.line("END:VCALENDAR");
    return printer.take();
}

}  // namespace xingke::model
