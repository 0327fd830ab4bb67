// Per row: varint line, varint problem, varint count of cells, then each cell as varint size and bytes.
#include "app/formats/packed_rows.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"

namespace xingke::formats {
namespace {

void append_varint(Bytes& bytes, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
        bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
    }
    bytes.push_back(static_cast<std::uint8_t>(value));
}

// Leaves the reader failed when this is no row.
void read_row(Reader& reader, TableRow& row) {
    row.line = static_cast<std::uint32_t>(reader.varint());
    const std::uint64_t problem = reader.varint();
    if (problem >= static_cast<std::uint64_t>(Text::count)) {
        reader.fail();
        return;
    }
    row.problem = static_cast<Text>(problem);
    row.cells.resize(reader.count());
    for (std::string& cell : row.cells) {
        cell.assign(as_text(reader.blob(reader.left())));
    }
}

}  // namespace

void PackedRows::add(const TableRow& row) {
    append_varint(bytes_, row.line);
    append_varint(bytes_, static_cast<std::uint64_t>(row.problem));
    append_varint(bytes_, row.cells.size());
    for (const std::string& cell : row.cells) {
        append_varint(bytes_, cell.size());
        bytes_.insert(bytes_.end(), cell.begin(), cell.end());
    }
    ++count_;
}

std::vector<TableRow> PackedRows::first(std::size_t count_max) const {
    std::vector<TableRow> rows;
    RowCursor cursor(*this);
    for (TableRow row; rows.size() < count_max && cursor.next(row);) {
        rows.push_back(row);
    }
    return rows;
}

Bytes PackedRows::take() && {
    count_ = 0;
    return std::exchange(bytes_, {});
}

Result<PackedRows> PackedRows::adopt(std::uint32_t count, Bytes bytes) {
    Reader reader(bytes);
    TableRow row;
    for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
        read_row(reader, row);
    }
    if (!reader.ok() || !reader.at_end()) {
        return Error{Fault::invalid_input, {Text::file_damaged, {}}, "packed rows"};
    }
    PackedRows rows;
    rows.bytes_ = std::move(bytes);
    rows.count_ = count;
    return rows;
}

bool RowCursor::next(TableRow& row) {
    if (left_ == 0) {
        return false;
    }
    --left_;
    read_row(reader_, row);
    CHECK(reader_.ok(), "rows were packed here or looked at when they were adopted");
    return true;
}

}  // namespace xingke::formats
