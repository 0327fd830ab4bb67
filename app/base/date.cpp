#include "app/base/date.h"

#include "app/base/text.h"

namespace xingke {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t ms_per_day = 86'400'000;

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

bool is_leap_year(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::string padded(int value, std::size_t digit_count) {
    std::string digits = std::to_string(value);
    if (digits.size() < digit_count) {
        digits.insert(0, digit_count - digits.size(), '0');
    }
    return digits;
}

// Reads a text from left to right; each read that does not find what it wants leaves the place where it was.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool is_at_end() const { return rest_.empty(); }

    bool take(std::string_view what) {
        if (!rest_.starts_with(what)) {
            return false;
        }
        rest_.remove_prefix(what.size());
        return true;
    }

    // All the digits that stand here, if their count lies within the bounds.
    std::optional<int> take_number(std::size_t digits_min, std::size_t digits_max) {
        std::size_t size = 0;
        int value = 0;
        while (size < rest_.size() && size <= digits_max && rest_[size] >= '0' && rest_[size] <= '9') {
            value = value * 10 + (rest_[size] - '0');
            ++size;
        }
        if (size < digits_min || size > digits_max) {
            return std::nullopt;
        }
        rest_.remove_prefix(size);
        return value;
    }

    std::optional<Date> take_date() {
        if (const auto compact = take_number(8, 8)) {
            return existing({*compact / 10'000, *compact / 100 % 100, *compact % 100});
        }
        const auto year = take_number(4, 4);
        if (!year) {
            return std::nullopt;
        }
        struct Form {
            std::string_view after_year, after_month, after_day;
        };
        static constexpr Form forms[] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
        for (const Form& form : forms) {
            if (!take(form.after_year)) {
                continue;
            }
            const auto month = take_number(1, 2);
            if (!month || !take(form.after_month)) {
                return std::nullopt;
            }
            const auto day = take_number(1, 2);
            if (!day || !take(form.after_day)) {
                return std::nullopt;
            }
            return existing({*year, *month, *day});
        }
        return std::nullopt;
    }

private:
    static std::optional<Date> existing(Date date) { return exists(date) ? std::optional(date) : std::nullopt; }

    std::string_view rest_;
};

}  // namespace

// Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last of its year, and 400 years
// are one era of 146,097 days.
std::int64_t days_since_epoch(Date date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month_from_march = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

Date date_of_days(std::int64_t days) {
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floor_divide(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

bool exists(Date date) {
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1) {
        return false;
    }
    static constexpr int day_counts[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int leap_day = date.month == 2 && is_leap_year(date.year) ? 1 : 0;
    return date.day <= day_counts[date.month - 1] + leap_day;
}

int weekday(Date date) {
    const std::int64_t days = days_since_epoch(date) + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(days - floor_divide(days, 7) * 7) + 1;
}

DateTime local_time(Instant at, int utc_offset_minutes) {
    const std::int64_t local_ms = at.ms + utc_offset_minutes * ms_per_minute;
    const std::int64_t days = floor_divide(local_ms, ms_per_day);
    const int seconds = static_cast<int>((local_ms - days * ms_per_day) / 1000);
    return {date_of_days(days), seconds / 3600, seconds / 60 % 60, seconds % 60};
}

Instant instant_of(const DateTime& local, int utc_offset_minutes) {
    const std::int64_t seconds = (local.hour * 60LL + local.minute) * 60 + local.second;
    return {days_since_epoch(local.date) * ms_per_day + seconds * 1000 - utc_offset_minutes * ms_per_minute};
}

std::string print(Date date) {
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string print(const DateTime& time) {
    return print(time.date) + " " + padded(time.hour, 2) + ":" + padded(time.minute, 2);
}

std::optional<Date> parse_date(std::string_view text) {
    const std::string folded = fold(trim(text));
    Scanner scanner(folded);
    const auto date = scanner.take_date();
    return scanner.is_at_end() ? date : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    const std::string folded = fold(trim(text));
    Scanner scanner(folded);
    const auto date = scanner.take_date();
    if (!date || scanner.is_at_end()) {
        return date ? std::optional(DateTime{.date = *date}) : std::nullopt;
    }
    bool is_separated = scanner.take("t");
    while (scanner.take(" ")) {
        is_separated = true;
    }
    if (!is_separated) {
        return std::nullopt;
    }
    const auto hour = scanner.take_number(1, 2);
    const bool has_minute = scanner.take(":");
    const auto minute = scanner.take_number(2, 2);
    if (!hour || !has_minute || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    DateTime time{.date = *date, .hour = *hour, .minute = *minute};
    if (scanner.take(":")) {
        const auto second = scanner.take_number(2, 2);
        if (!second || *second > 59) {
            return std::nullopt;
        }
        time.second = *second;
    }
    return scanner.is_at_end() ? std::optional(time) : std::nullopt;
}

}  // namespace xingke
