// Importing a table of records: propose which column is which field (mapping.h), check each row with the
// same validation as the form, find duplicates, and turn the good rows into the changes of one transaction. The bad
// rows come back with line number, cells and reasons, to be corrected and tried again.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "app/base/random.h"
#include "app/base/result.h"
#include "app/formats/table.h"
#include "app/model/change.h"
#include "app/model/validate.h"
#include "app/store/store.h"

namespace xingke::store {

enum class Duplicates : std::uint8_t { skip, merge, create };

struct BadTableRow {
    std::uint32_t line = 0;
    std::vector<std::string> cells;
    std::vector<model::Issue> issues;
};

// Works row by row, so that a caller can show progress, stay responsive and stop: call step() until it is done.
class ImportPlan {
public:
    // `rows` must outlive the plan.
    ImportPlan(Store& store, const model::RecordType& type, const formats::PackedRows& rows,
               std::vector<model::FieldId> mapping, Duplicates duplicates, Clock& clock, Random& random);
    ~ImportPlan();
    ImportPlan(ImportPlan&&) noexcept;

    // Looks at up to `row_count` more rows; true while there are more.
    Result<bool> step(std::size_t row_count);
    std::size_t done() const;
    std::size_t total() const;

    // The changes of all good rows so far (a creation begins with life_field = 1); the caller adds owner and times.
    std::deque<model::Change>& changes();
    const std::vector<BadTableRow>& bad() const;
    std::uint32_t created() const;
    std::uint32_t merged() const;
    std::uint32_t skipped() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// How many rows have, in one of the type's duplicate fields, what a record that is already there or an
// earlier row has: for the preview.
Result<std::uint32_t> count_duplicates(Store& store, const model::RecordType& type, const formats::PackedRows& rows,
                                       const std::vector<model::FieldId>& mapping);

}  // namespace xingke::store
