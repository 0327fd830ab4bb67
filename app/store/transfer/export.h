// A list as a table for other programs: the rows of a query in its order, the titles of its fields above them. Written
// so that the import reads the same values back. Reads window by window, on the thread that owns the store.
#pragma once

#include <string>
#include <string_view>

#include "app/base/message.h"
#include "app/base/result.h"
#include "app/formats/table.h"
#include "app/model/query.h"
#include "app/store/store.h"

namespace xingke::store {

struct ExportOptions {
    Language language = Language::chinese;
    int utc_offset_minutes = 0;  // for moments
};

// All rows of the query, whatever its window says, up to export_rows_max. Faults: invalid_input (more rows, or fields
// that are not known), storage.
Result<formats::Sheet> export_table(Store& store, const model::Query& query, const ExportOptions& options);

// A value as the import reads it: no thousands separators, no currency sign, telephone numbers without spaces.
std::string exported_text(const model::Field& field, const model::Value& value, std::string_view label,
                          const ExportOptions& options);

}  // namespace xingke::store
