// What a workbook's number means under its format, as text: number formats of ISO/IEC 29500-1, 18.8.30, as far as they
// change what a value is (date, time, percent, leading zeros) and not how it is decorated. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace xingke::formats {

struct NumberForm {
    enum class Kind : std::uint8_t { plain, percent, date, time, date_time } kind = Kind::plain;
    int digits_min = 0;  // 000000 shows 10010 as 010010
};

NumberForm builtin_number_form(int number);
NumberForm number_form_of(std::string_view code);

// Days counted from 1899-12-31, with the 29th of February 1900 that never was, or from 1904-01-01.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

// `written` is what the cell holds, "1.38E10"; it comes back as it is when it is no number, or no date under a date
// form.
std::string number_text(std::string_view written, NumberForm form, DateSystem dates);

// The other way, for writing: a serial number of the 1900 system.
std::string serial_of_days(std::int64_t days_since_epoch);

}  // namespace xingke::formats
