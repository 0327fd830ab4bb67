// From the bytes of a workbook of Excel 97 to 2003 to a table of texts (xls.h: read_xls). Its stream is a sequence of
// records: a type, a size, that many bytes. Numbers of records are those of [MS-XLS].
#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <map>
#include <optional>
#include <utility>

#include "app/base/text.h"
#include "app/formats/compound_file.h"
#include "app/formats/limits.h"
#include "app/formats/sheet_rows.h"
#include "app/formats/xls.h"
#include "app/formats/xlsx_number.h"

namespace xingke::formats {
namespace {

enum Type : std::uint16_t {
    part_end = 0x000A,
    formula = 0x0006,
    date_mode = 0x0022,
    password = 0x002F,
    continued = 0x003C,
    sheet_entry = 0x0085,
    many_short_numbers = 0x00BD,
    rich_label = 0x00D6,
    cell_form = 0x00E0,
    shared_texts = 0x00FC,
    shared_label = 0x00FD,
    number = 0x0203,
    label = 0x0204,
    truth_or_error = 0x0205,
    formula_text = 0x0207,
    short_number = 0x027E,
    number_format = 0x041E,
    part_begin = 0x0809,
};
constexpr std::uint16_t version_of_97 = 0x0600, kind_workbook = 0x0005, kind_sheet = 0x0010;

Error damaged(const char* detail) {
    return {Fault::invalid_input, {Text::file_damaged, {}}, detail};
}

Error too_old(const char* detail) {
    return {Fault::unsupported, {Text::file_old_workbook, {}}, detail};
}

// What lies outside reads as 0.
class Piece {
public:
    Piece() = default;
    explicit Piece(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::uint64_t at(std::size_t place, std::size_t size) const {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size && place + i < bytes_.size(); ++i) {
            value |= static_cast<std::uint64_t>(bytes_[place + i]) << (8 * i);
        }
        return value;
    }
    std::size_t word(std::size_t place) const { return static_cast<std::size_t>(at(place, 2)); }
    std::size_t size() const { return bytes_.size(); }
    std::span<const std::uint8_t> bytes() const { return bytes_; }

private:
    std::span<const std::uint8_t> bytes_;
};

struct Record {
    std::uint16_t type = 0;
    Piece body;
};

class Records {
public:
    Records(std::span<const std::uint8_t> stream, std::size_t begin) : stream_(stream), at_(begin) {}

    std::optional<Record> next() {
        const Piece all(stream_);
        if (at_ + 4 > stream_.size()) {
            return std::nullopt;
        }
        const auto type = static_cast<std::uint16_t>(all.word(at_));
        const std::size_t size = all.word(at_ + 2);
        if (at_ + 4 + size > stream_.size()) {
            return std::nullopt;
        }
        const Record record{type, Piece(stream_.subspan(at_ + 4, size))};
        at_ += 4 + size;
        return record;
    }
    std::optional<Record> next_continued() {
        const Piece all(stream_);
        return at_ + 4 <= stream_.size() && all.word(at_) == continued ? next() : std::nullopt;
    }

private:
    std::span<const std::uint8_t> stream_;
    std::size_t at_ = 0;
};

void append_units(std::string& out, const std::u16string& units) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        const char32_t unit = units[i];
        const bool is_first = unit >= 0xD800 && unit < 0xDC00, is_second = unit >= 0xDC00 && unit < 0xE000;
        if (is_first && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
            append_code_point(out, 0x10000 + ((unit - 0xD800) << 10) + (units[++i] - 0xDC00U));
        } else if (!is_first && !is_second && (unit >= 0x20 || unit == '\t' || unit == '\n')) {
            append_code_point(out, unit);
        }
    }
}

// Texts that run on from one record into those that continue it; the characters of each piece begin with their width.
class TextReader {
public:
    TextReader(Piece body, Records& records) : body_(body), records_(records) {}

    std::uint64_t take(std::size_t size) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            refill();
            value |= body_.at(at_++, 1) << (8 * i);
        }
        return value;
    }
    void skip(std::size_t count) {
        for (std::size_t i = 0; i < count && !is_over_; ++i) {
            take(1);
        }
    }
    std::string text(std::size_t length_bytes) {
        const auto count = static_cast<std::size_t>(take(length_bytes));
        auto flags = static_cast<unsigned>(take(1));
        const auto run_count = (flags & 8U) != 0 ? static_cast<std::size_t>(take(2)) : 0;
        const auto phonetic_bytes = (flags & 4U) != 0 ? static_cast<std::size_t>(take(4)) : 0;
        std::u16string units;
        while (units.size() < count && !is_over_) {
            if (at_ >= body_.size()) {
                refill();
                flags = static_cast<unsigned>(body_.at(at_++, 1));
                continue;
            }
            const std::size_t width = (flags & 1U) != 0 ? 2 : 1;
            units += static_cast<char16_t>(body_.at(at_, width));
            at_ += width;
        }
        constexpr std::size_t run_bytes = 4;
        skip(run_count * run_bytes + phonetic_bytes);
        std::string out;
        append_units(out, units);
        return out;
    }
    bool is_over() const { return is_over_; }

private:
    void refill() {
        while (at_ >= body_.size() && !is_over_) {
            const auto more = records_.next_continued();
            is_over_ = !more;
            body_ = more ? more->body : Piece();
            at_ = 0;
        }
    }

    Piece body_;
    Records& records_;
    std::size_t at_ = 0;
    bool is_over_ = false;
};

struct BookSheet {
    std::string name;
    std::size_t begin = 0;
    bool is_visible = true;
};

struct Workbook {
    std::vector<BookSheet> sheets;
    SharedTexts shared;
    std::map<std::size_t, NumberForm> formats;
    std::vector<std::size_t> cell_formats;  // by the style of a cell
    DateSystem dates = DateSystem::from_1900;

    NumberForm form(std::size_t style) const {
        const std::size_t format = style < cell_formats.size() ? cell_formats[style] : 0;
        const auto declared = formats.find(format);
        return declared != formats.end() ? declared->second : builtin_number_form(static_cast<int>(format));
    }
};

Result<void> read_shared(TextReader reader, Workbook& book) {
    reader.skip(4);
    const auto count = static_cast<std::size_t>(reader.take(4));
    for (std::size_t i = 0; i < count && !reader.is_over(); ++i) {
        TRY(book.shared.add(reader.text(2)));
    }
    return {};
}

Result<Workbook> read_workbook(std::span<const std::uint8_t> stream) {
    Workbook book;
    Records records(stream, 0);
    const auto first = records.next();
    if (!first || first->type != part_begin || first->body.word(2) != kind_workbook) {
        return damaged("no workbook");
    }
    if (first->body.word(0) != version_of_97) {
        return too_old("older than Excel 97");
    }
    for (auto record = records.next(); record && record->type != part_end; record = records.next()) {
        const Piece& body = record->body;
        TextReader rest(body, records);
        switch (record->type) {
            case password:
                return too_old("it has a password");
            case date_mode:
                book.dates = body.word(0) == 1 ? DateSystem::from_1904 : DateSystem::from_1900;
                break;
            case number_format:
                rest.skip(2);
                book.formats[body.word(0)] = number_form_of(rest.text(2));
                break;
            case cell_form:
                book.cell_formats.push_back(body.word(2));
                break;
            case sheet_entry:
                rest.skip(6);
                if (body.at(5, 1) == 0 && book.sheets.size() < sheets_max) {  // no chart, no macros
                    book.sheets.push_back(
                        {rest.text(1), static_cast<std::size_t>(body.at(0, 4)), (body.at(4, 1) & 3U) == 0});
                }
                break;
            case shared_texts:
                TRY(read_shared(rest, book));
                break;
            default:
                break;
        }
    }
    if (std::ranges::any_of(book.sheets, &BookSheet::is_visible)) {
        std::erase_if(book.sheets, [](const BookSheet& sheet) { return !sheet.is_visible; });
    }
    return book;
}

// All of its digits; number_text drops those that spreadsheets do not keep. std::to_chars would bring tables of 90 KB.
std::string printed(double value) {
    std::array<char, 40> text{};
    const int size = std::snprintf(text.data(), text.size(), "%.17g", value);
    return {text.data(), static_cast<std::size_t>(size)};
}

// Thirty bits of a whole number or of a fraction, perhaps a hundredth of it.
double short_value(std::uint64_t bits) {
    const auto raw = static_cast<std::uint32_t>(bits);
    const double value = (raw & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(raw) >> 2)
                                         : std::bit_cast<double>(static_cast<std::uint64_t>(raw & 0xFFFF'FFFCU) << 32U);
    return (raw & 1U) != 0 ? value / 100 : value;
}

class SheetReader {
public:
    SheetReader(const Workbook& book, Table& table) : book_(book), rows_(table) {}

    Result<void> run(Records records) {
        const auto first = records.next();
        if (!first || first->type != part_begin || first->body.word(2) != kind_sheet) {
            return damaged("no sheet");
        }
        int depth = 1;  // A chart in a sheet is a part within it.
        for (auto record = records.next(); record && depth > 0; record = records.next()) {
            depth += record->type == part_begin ? 1 : record->type == part_end ? -1 : 0;
            if (depth == 1) {
                TRY(take(*record, records));
            }
        }
        return rows_.end_row();
    }

private:
    Result<void> take(const Record& record, Records& records) {
        const Piece& body = record.body;
        const std::size_t column = body.word(2), style = body.word(4);
        switch (record.type) {
            case number:
                return put(body, column, number_as_text(std::bit_cast<double>(body.at(6, 8)), style));
            case short_number:
                return put(body, column, number_as_text(short_value(body.at(6, 4)), style));
            case many_short_numbers:
                for (std::size_t i = 0; 4 + i * 6 + 8 <= body.size(); ++i) {
                    const std::size_t place = 4 + i * 6;
                    TRY(put(body, column + i, number_as_text(short_value(body.at(place + 2, 4)), body.word(place))));
                }
                return {};
            case shared_label:
                return put(body, column, book_.shared.at(static_cast<std::size_t>(body.at(6, 4))));
            case label:
            case rich_label: {
                TextReader reader(body, records);
                reader.skip(6);
                return put(body, column, reader.text(2));
            }
            case truth_or_error:
                return put_truth(body, column, body.at(6, 1), body.at(7, 1) != 0);
            case formula:
                return put_formula(body, column, style);
            case formula_text: {
                TextReader reader(body, records);
                return put(of_text_, of_text_.word(2), reader.text(2));
            }
            default:
                return {};
        }
    }

    std::string number_as_text(double value, std::size_t style) const {
        return number_text(printed(value), book_.form(style), book_.dates);
    }

    Result<void> put_truth(const Piece& body, std::size_t column, std::uint64_t value, bool is_error) {
        TRY(put(body, column, is_error ? "#" : value != 0 ? "TRUE" : "FALSE"));
        if (is_error) {
            rows_.set_problem(Text::formula_error);
        }
        return {};
    }

    // Its last result: a number, or by the mark at its end something else.
    Result<void> put_formula(const Piece& body, std::size_t column, std::size_t style) {
        constexpr std::size_t no_number = 0xFFFF;
        if (body.word(12) != no_number) {
            return put(body, column, number_as_text(std::bit_cast<double>(body.at(6, 8)), style));
        }
        constexpr std::uint64_t is_text = 0, is_truth = 1, is_error = 2;
        const std::uint64_t kind = body.at(6, 1);
        if (kind == is_text) {
            of_text_ = body;
        } else if (kind == is_truth || kind == is_error) {
            return put_truth(body, column, body.at(8, 1), kind == is_error);
        }
        return {};
    }

    Result<void> put(const Piece& body, std::size_t column, std::string text) {
        const auto line = static_cast<std::uint32_t>(body.word(0)) + 1;
        if (line != rows_.line()) {
            TRY(rows_.begin_row(line));
        }
        return rows_.put(column, std::move(text));
    }

    const Workbook& book_;
    SheetRows rows_;
    Piece of_text_;  // the formula whose text comes in the next record
};

}  // namespace

bool is_compound_file(std::span<const std::uint8_t> bytes) {
    return as_text(bytes).starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

Result<Table> read_xls(std::span<const std::uint8_t> bytes, std::uint32_t sheet) {
    const Bytes stream = TRY(read_stream(bytes, "Workbook"));
    if (stream.empty()) {
        // A workbook of before 1997, or one that is kept encrypted.
        return too_old("no stream of that name");
    }
    const Workbook book = TRY(read_workbook(stream));
    for (std::uint32_t i = 0; i < book.sheets.size(); ++i) {
        if (sheet != any_sheet && sheet != i) {
            continue;
        }
        Table table;
        table.encoding = "XLS";
        table.delimiter = 0;
        table.sheet = i;
        std::ranges::transform(book.sheets, std::back_inserter(table.sheets), &BookSheet::name);
        TRY(SheetReader(book, table).run(Records(stream, book.sheets[i].begin)));
        if (!table.rows.empty()) {
            return table;
        }
    }
    return Error{Fault::invalid_input, {Text::file_empty, {}}, ""};
}

}  // namespace xingke::formats
