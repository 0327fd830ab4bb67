// The rows of a table in one piece of memory: 1.5 million cells as separate texts would take several times their size.
// Rows are added at the end and read from the beginning. Also how tables travel between the app and the module that
// reads files. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/message.h"
#include "app/base/result.h"

namespace xingke::formats {

struct TableRow {
    std::uint32_t line = 0;          // in the file, from 1, where the row begins
    std::vector<std::string> cells;  // UTF-8, trimmed by nobody
    Text problem = Text::nothing;    // what is wrong with the row as text: unclosed_quote
};

class PackedRows {
public:
    void add(const TableRow& row);
    std::size_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    std::size_t byte_size() const { return bytes_.size(); }
    // The first rows, unpacked.
    std::vector<TableRow> first(std::size_t count_max) const;
    std::vector<TableRow> all() const { return first(count_); }

    // The same rows elsewhere: what these two give, adopt() takes. Fault invalid_input: it is not that.
    std::uint32_t count() const { return count_; }
    Bytes take() &&;
    static Result<PackedRows> adopt(std::uint32_t count, Bytes bytes);

private:
    friend class RowCursor;
    Bytes bytes_;
    std::uint32_t count_ = 0;
};

// Reads the rows one after another; they must outlive it and stay as they are.
class RowCursor {
public:
    explicit RowCursor(const PackedRows& rows) : reader_(rows.bytes_), left_(rows.count_) {}
    // False after the last. Re-uses the memory of `row`.
    bool next(TableRow& row);

private:
    Reader reader_;
    std::uint32_t left_;
};

}  // namespace xingke::formats
