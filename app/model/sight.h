// Who sees a record, from the record alone: the part of visibility that is true without a database. The server adds the
// people of the record that it belongs to (sync/server/sight.h).
#pragma once

#include <string_view>
#include <vector>

#include "app/model/record.h"
#include "app/model/record_type.h"

namespace xingke::model {

// A type that says nothing about a role leaves it the company's records.
Reach reach_of(const RecordType& type, Role role);
inline bool is_for_everybody(const RecordType& type) {
    return type.reach.empty();
}

// Its owner and those in fields that give sight, each once, in ascending order. Nobody's record of a pooled type names
// the nil id: everybody.
std::vector<RecordId> people_named(const RecordType& type, const Record& record);

// Departments are a tree by their names: "销售部/华东" lies below "销售部".
bool is_in_department(std::string_view department, std::string_view wanted);
bool is_in_department_or_below(std::string_view department, std::string_view wanted);

}  // namespace xingke::model
