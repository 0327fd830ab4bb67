// Questions to the part that reads and writes files, and their answers, as bytes: in the browser that part is a wasm
// module of its own (files.wasm), loaded when it is first needed, with an instance and a memory per question, so that
// a file made to break it breaks nothing else. A question is a head and a body (the file or the rows, which are large);
// asking.h is the asker's end, answering.h the other. Both ends are one build. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/formats/table.h"

namespace xingke::formats {

enum class Question : std::uint8_t { read_table, write_workbook };
// How the answer begins. The last two are the host's own words.
enum class Outcome : std::uint8_t { done, refused, not_loaded, broken };

// --- a file's bytes (the body) as a table ---
Bytes ask_table(std::uint32_t sheet);
// Faults: read_table()'s; unsupported: the module could not be loaded; invalid_input: it broke on this file.
Result<Table> table_of(Bytes answer);

// --- rows (the body) as a workbook ---
// Leaves out the sheet's rows, which PackedRows::take gives.
enum class WorkbookKind : std::uint8_t { xlsx, xls };  // xls: nothing but the header
Bytes ask_workbook(const Sheet& sheet, WorkbookKind kind = WorkbookKind::xlsx);
Result<Bytes> workbook_of(Bytes answer);

}  // namespace xingke::formats
