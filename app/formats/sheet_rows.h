// Where the cells of a workbook's sheet become the rows of a table, whichever kind of workbook they come from: the
// first row with a cell is the header, empty rows are left out, limits.h holds. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/formats/table.h"

namespace xingke::formats {

class SheetRows {
public:
    // `table` must outlive it; without columns and rows.
    explicit SheetRows(Table& table) : table_(table) {}

    // Ends the row before. Faults: invalid_input: a limit of the row before; this row does not stand below it.
    Result<void> begin_row(std::uint32_t line);
    // The line of the row that was begun last, 0 before the first.
    std::uint32_t line() const { return row_.line; }
    // A cell of that row, by its column from 0; the last one put there stays. Faults: invalid_input: a limit.
    Result<void> put(std::size_t column, std::string text);
    // What is wrong with the row as text.
    void set_problem(Text problem) { row_.problem = problem; }
    // Faults: invalid_input: a limit.
    Result<void> end_row();

private:
    Table& table_;
    TableRow row_;
};

// The texts that the cells of a workbook share, within their limit.
class SharedTexts {
public:
    // Faults: invalid_input: they are more than a file may have.
    Result<void> add(std::string text);
    // Empty for one that is not there.
    std::string at(std::size_t index) const { return index < texts_.size() ? texts_[index] : std::string(); }

private:
    std::vector<std::string> texts_;
    std::size_t byte_count_ = 0;
};

}  // namespace xingke::formats
