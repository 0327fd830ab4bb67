// Importing a table of records: read the file (csv.h), propose which column is which field, check each row with the
// same validation as the form, find duplicates, and turn the good rows into the changes of one transaction. The bad
// rows come back with line number, cells and reasons, to be corrected and tried again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/clock.h"
#include "app/base/random.h"
#include "app/base/result.h"
#include "app/model/change.h"
#include "app/model/validate.h"
#include "app/store/store.h"
#include "app/store/transfer/csv.h"

namespace xingke::store {

// A column of the file can also be a field of the child that is created with the record (a customer's primary contact,
// RecordType::create_with): the child's field id plus this.
constexpr model::FieldId child_field_flag = 0x4000;

struct Table {
    std::string encoding;  // "UTF-8", "UTF-16LE", "GB18030" …
    char delimiter = ',';
    std::vector<std::string> columns;  // the first row
    std::vector<TableRow> rows;        // without blank lines
};

// Faults: invalid_input (no rows, not text), unsupported (an .xls or .xlsx for now, says so).
Result<Table> read_table(std::string_view file_name, std::span<const std::uint8_t> bytes);

// Per column a field id (child_field_flag for the child's) or 0, by title in either language, by name and by common
// synonyms ("电话" …). Never the same field twice.
std::vector<model::FieldId> propose_mapping(const model::Catalogue& catalogue, const model::RecordType& type,
                                            const std::vector<std::string>& columns);

enum class Duplicates : std::uint8_t { skip, merge, create };

struct BadTableRow {
    std::uint32_t line = 0;
    std::vector<std::string> cells;
    std::vector<model::Issue> issues;
};

// Works row by row, so that a caller can show progress, stay responsive and stop: call step() until it is done.
class ImportPlan {
public:
    ImportPlan(Store& store, const model::RecordType& type, std::vector<TableRow> rows,
               std::vector<model::FieldId> mapping, Duplicates duplicates, Clock& clock, Random& random);
    ~ImportPlan();
    ImportPlan(ImportPlan&&) noexcept;

    // Looks at up to `row_count` more rows; true while there are more.
    Result<bool> step(std::size_t row_count);
    std::size_t done() const;
    std::size_t total() const;

    // The changes of all good rows so far (a creation begins with life_field = 1); the caller adds owner and times.
    std::vector<model::Change>& changes();
    const std::vector<BadTableRow>& bad() const;
    std::uint32_t created() const;
    std::uint32_t merged() const;
    std::uint32_t skipped() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// How many rows would meet a record that is already there (or an earlier row): for the preview.
Result<std::uint32_t> count_duplicates(Store& store, const model::RecordType& type, const std::vector<TableRow>& rows,
                                       const std::vector<model::FieldId>& mapping);

// A table as CSV (UTF-8 with BOM, CRLF, RFC 4180 quoting), for templates, bad rows and export.
std::string write_csv(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);
// The empty table to fill in: titles of the importable fields, in form order, the child's after them.
std::string import_template(const model::Catalogue& catalogue, const model::RecordType& type, Language language);

}  // namespace xingke::store
