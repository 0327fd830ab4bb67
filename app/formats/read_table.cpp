// From the bytes of a file to a table of texts (table.h: read_table).
#include <algorithm>

#include "app/base/text.h"
#include "app/formats/csv.h"
#include "app/formats/encoding.h"
#include "app/formats/limits.h"
#include "app/formats/table.h"
#include "app/formats/xls.h"
#include "app/formats/xlsx.h"

namespace xingke::formats {
namespace {

Error refused(Fault fault, Text text, std::size_t max = 0) {
    std::vector<MessageArgument> arguments;
    if (max > 0) {
        arguments.push_back(argument("max", std::to_string(max)));
    }
    return {fault, {text, std::move(arguments)}, ""};
}

// Some programs save a web page or XML as .xls.
bool is_markup(std::string_view text) {
    const std::string beginning = fold(trim(text.substr(0, 200)));
    return beginning.starts_with("<!doctype") || beginning.starts_with("<html") || beginning.starts_with("<table") ||
           beginning.starts_with("<?xml");
}

// Excel's own hint, alone in the first line: sep=;
char take_separator_line(std::string_view& text) {
    constexpr std::string_view mark = "sep=";
    if (text.size() <= mark.size() || fold(text.substr(0, mark.size())) != mark) {
        return 0;
    }
    const std::size_t end = mark.size() + 1;
    if (end < text.size() && text[end] != '\n' && text[end] != '\r') {
        return 0;
    }
    const char separator = text[mark.size()];
    // Its line end stays, so that lines keep their numbers.
    text.remove_prefix(end);
    return separator;
}

bool is_blank(const TableRow& row) {
    return std::ranges::all_of(row.cells, [](const std::string& cell) { return trim(cell).empty(); });
}

Result<void> read_rows(CsvReader& reader, Table& table) {
    TableRow row;
    while (reader.next(row)) {
        if (reader.unclosed_count() > import_unclosed_rows_max) {
            return refused(Fault::invalid_input, Text::unclosed_quote);
        }
        if (is_blank(row)) {
            continue;
        }
        if (table.columns.empty()) {
            std::ranges::transform(row.cells, std::back_inserter(table.columns),
                                   [](const std::string& cell) { return std::string(trim(cell)); });
        } else if (table.rows.size() == import_rows_max) {
            return refused(Fault::invalid_input, Text::too_many_rows, import_rows_max);
        } else {
            table.rows.add(row);
            if (table.rows.byte_size() > table_bytes_max) {
                return refused(Fault::invalid_input, Text::file_too_large, table_megabytes_max);
            }
        }
    }
    return {};
}

}  // namespace

Result<Table> read_table(std::span<const std::uint8_t> bytes, std::uint32_t sheet) {
    if (bytes.size() > import_bytes_max) {
        return refused(Fault::invalid_input, Text::file_too_large, import_megabytes_max);
    }
    // By what the file is, not by its name: many programs save tab-separated text as .xls.
    if (is_compound_file(bytes)) {
        return read_xls(bytes, sheet);
    }
    if (is_xlsx(bytes)) {
        return read_xlsx(bytes, sheet);
    }
    const DecodedText decoded = TRY(decode_text(bytes));
    if (is_markup(decoded.text)) {
        return refused(Fault::unsupported, Text::file_not_text);
    }
    std::string_view text = decoded.text;
    const char declared = take_separator_line(text);
    Table table;
    table.encoding = decoded.encoding;
    table.delimiter = declared != 0 ? declared : sniff_delimiter(text);
    CsvReader reader(text, table.delimiter);
    TRY(read_rows(reader, table));
    if (table.rows.empty()) {
        return refused(Fault::invalid_input, Text::file_empty);
    }
    // Spreadsheets end rows with delimiters for columns that once had something in them.
    while (!table.columns.empty() && table.columns.back().empty()) {
        table.columns.pop_back();
    }
    if (table.columns.size() > import_columns_max) {
        return refused(Fault::invalid_input, Text::too_many_columns, import_columns_max);
    }
    return table;
}

}  // namespace xingke::formats
