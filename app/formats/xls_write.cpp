// The header of a sheet as a workbook of Excel 97 to 2003 (xls.h: write_xls). Numbers of records are those of [MS-XLS].
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "app/base/text.h"
#include "app/formats/compound_file.h"
#include "app/formats/limits.h"
#include "app/formats/xls.h"

namespace xingke::formats {
namespace {

constexpr std::size_t sheet_name_units_max = 31, cell_units_max = 255;
constexpr std::uint16_t text_format = 49, bold_font = 5, text_cell = 16, title_cell = 17;

class Stream {
public:
    void put(std::uint32_t number, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
        }
    }
    void begin(std::uint16_t type) {
        put(type, 2);
        put(0, 2);
        begin_ = bytes.size();
    }
    void end() {
        const std::size_t size = bytes.size() - begin_;
        bytes[begin_ - 2] = static_cast<std::uint8_t>(size);
        bytes[begin_ - 1] = static_cast<std::uint8_t>(size >> 8);
    }
    void record(std::uint16_t type, std::initializer_list<std::uint16_t> words) {
        begin(type);
        for (const std::uint16_t word : words) {
            put(word, 2);
        }
        end();
    }
    // UTF-16, after its length in as many bytes.
    void text(std::u16string_view units, std::size_t length_bytes) {
        put(static_cast<std::uint32_t>(units.size()), length_bytes);
        put(1, 1);
        for (const char16_t unit : units) {
            put(unit, 2);
        }
    }
    void begin_part(std::uint16_t kind) { record(0x0809, {0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 6, 0}); }
    void end_part() { record(0x000A, {}); }

    Bytes bytes;

private:
    std::size_t begin_ = 0;
};

std::u16string utf16(std::string_view text, std::size_t units_max) {
    std::u16string units;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const std::size_t size = code > 0xFFFF ? 2 : 1;
        if (units.size() + size > units_max) {
            break;
        }
        if (size == 1) {
            units += static_cast<char16_t>(code);
        } else {
            units += static_cast<char16_t>(0xD7C0 + (code >> 10));
            units += static_cast<char16_t>(0xDC00 + (code & 0x3FF));
        }
    }
    return units;
}

// What a sheet may not be called.
std::u16string sheet_name(std::string_view title) {
    std::u16string name = utf16(title, sheet_name_units_max);
    std::ranges::replace_if(
        name, [](char16_t c) { return std::u16string_view(u"[]:*?/\\").find(c) != std::u16string_view::npos; }, u' ');
    return name.empty() ? u"1" : name;
}

void put_font(Stream& out, bool is_bold) {
    constexpr std::uint16_t height = 220, automatic = 0x7FFF;
    out.begin(0x0031);
    for (const std::uint16_t word :
         {height, std::uint16_t{0}, automatic, std::uint16_t(is_bold ? 700 : 400), std::uint16_t{0}}) {
        out.put(word, 2);
    }
    constexpr std::uint32_t gb2312_characters = 134;
    out.put(gb2312_characters << 16, 4);  // no underline, no family
    out.text(u"Arial", 1);
    out.end();
}

void put_form(Stream& out, std::uint16_t font, std::uint16_t format, bool is_style, std::uint16_t used) {
    out.record(0x00E0, {font, format, std::uint16_t(is_style ? 0xFFF5 : 0x0001), 0x0020,
                        static_cast<std::uint16_t>(used << 8), 0, 0, 0, 0, 0x20C0});
}

// As every such workbook has them: fifteen forms of styles, then the ordinary cell; ours follow.
void put_forms(Stream& out) {
    constexpr int fonts_before_ours = 4, styles = 15;  // There is no font of number 4.
    for (int i = 0; i < fonts_before_ours; ++i) {
        put_font(out, false);
    }
    put_font(out, true);
    for (int i = 0; i < styles; ++i) {
        put_form(out, i == 1 || i == 2 ? 1 : i == 3 || i == 4 ? 2 : 0, 0, true, i == 0 ? 0 : 0xF4);
    }
    put_form(out, 0, 0, false, 0);
    put_form(out, 0, text_format, false, 0x04);
    put_form(out, bold_font, text_format, false, 0x0C);
    out.begin(0x0293);
    out.put(0x8000, 2);
    out.put(0xFF00, 2);
    out.end();
}

void put_sheet(Stream& out, const std::vector<std::u16string>& titles) {
    const auto column_count = static_cast<std::uint16_t>(titles.size());
    out.begin_part(0x0010);
    out.record(0x0200, {0, 0, 1, 0, 0, column_count, 0});
    for (std::uint16_t i = 0; i < column_count; ++i) {
        const std::size_t width = std::clamp<std::size_t>(titles[i].size() * 2 + 4, 10, 40);
        out.record(0x007D, {i, i, static_cast<std::uint16_t>(width * 256), text_cell, 0, 0});
    }
    for (std::uint16_t i = 0; i < column_count; ++i) {
        out.begin(0x0204);
        for (const std::uint16_t word : {std::uint16_t{0}, i, title_cell}) {
            out.put(word, 2);
        }
        out.text(titles[i], 2);
        out.end();
    }
    out.record(0x023E, {0x06BE, 0, 0, 0x0040, 0, 0, 0, 0, 0});  // the first row stays where it is
    out.begin(0x0041);
    for (const std::uint16_t word : {std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{1}, std::uint16_t{0}}) {
        out.put(word, 2);
    }
    out.put(2, 2);
    out.end();
    out.end_part();
}

}  // namespace

Bytes write_xls(const Sheet& sheet) {
    std::vector<std::u16string> titles;
    for (const SheetColumn& column : sheet.columns) {
        if (titles.size() < import_columns_max) {
            titles.push_back(utf16(column.title, cell_units_max));
        }
    }
    Stream out;
    out.begin_part(0x0005);
    out.record(0x0042, {0x04B0});
    out.record(0x003D, {0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 0x0258});
    put_forms(out);
    out.begin(0x0085);
    const std::size_t place = out.bytes.size();
    out.put(0, 4);
    out.put(0, 2);
    out.text(sheet_name(sheet.title), 1);
    out.end();
    out.end_part();
    const std::size_t begin = out.bytes.size();
    for (std::size_t i = 0; i < 4; ++i) {
        out.bytes[place + i] = static_cast<std::uint8_t>(begin >> (8 * i));
    }
    put_sheet(out, titles);
    return file_of_stream("Workbook", std::move(out.bytes));
}

}  // namespace xingke::formats
