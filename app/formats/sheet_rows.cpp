#include "app/formats/sheet_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/base/text.h"
#include "app/formats/limits.h"

namespace xingke::formats {
namespace {

Error above(Text text, std::size_t max) {
    return {Fault::invalid_input, {text, {argument("max", std::to_string(max))}}, ""};
}

}  // namespace

Result<void> SheetRows::begin_row(std::uint32_t line) {
    TRY(end_row());
    if (line <= row_.line) {
        return Error{Fault::invalid_input, {Text::file_damaged, {}}, "rows out of order"};
    }
    row_ = {.line = line, .cells = {}, .problem = Text::nothing};
    return {};
}

Result<void> SheetRows::put(std::size_t column, std::string text) {
    if (text.size() > import_cell_bytes_max) {
        return Error{Fault::invalid_input, {Text::cell_too_long, {argument("line", std::to_string(row_.line))}}, ""};
    }
    if (trim(text).empty()) {
        return {};
    }
    if (column >= import_columns_max) {
        return above(Text::too_many_columns, import_columns_max);
    }
    row_.cells.resize(std::max(row_.cells.size(), column + 1));
    row_.cells[column] = std::move(text);
    return {};
}

Result<void> SheetRows::end_row() {
    if (row_.cells.empty()) {
        return {};
    }
    if (table_.columns.empty()) {
        std::ranges::transform(row_.cells, std::back_inserter(table_.columns),
                               [](const std::string& cell) { return std::string(trim(cell)); });
    } else if (table_.rows.size() == import_rows_max) {
        return above(Text::too_many_rows, import_rows_max);
    } else {
        table_.rows.add(row_);
    }
    row_.cells.clear();
    return table_.rows.byte_size() > table_bytes_max ? Result<void>(above(Text::file_too_large, table_megabytes_max))
                                                     : Result<void>();
}

Result<void> SharedTexts::add(std::string text) {
    byte_count_ += text.size() + sizeof(std::string);
    if (byte_count_ > shared_texts_bytes_max) {
        return above(Text::file_too_large, shared_texts_bytes_max >> 20);
    }
    texts_.push_back(std::move(text));
    return {};
}

}  // namespace xingke::formats
