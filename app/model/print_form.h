// A record on paper: its type's print form, from the declaration alone. A4 pages of XHTML without styles of its own
// (web/app.css has them, for print only); every value is escaped. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/record.h"

namespace xingke::model {

struct PrintedRecord {
    const RecordType& type;
    const Record& record;
    std::vector<std::pair<FieldId, std::string>> labels;  // of references
};

struct PrintSettings {
    Language language = Language::chinese;
    int utc_offset_minutes = 0;
    std::string company;
    std::string printed_by;
    std::string printed_at;
};

std::string print_form(const PrintedRecord& printed, const PrintSettings& settings);

}  // namespace xingke::model
