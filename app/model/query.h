// What lists, boards and pickers ask the store, as data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/record.h"

namespace xingke::model {

struct Filter {
    enum class Test : std::uint8_t { equals, not_equals, contains, less, at_most, greater, at_least, is_empty, is_set };
    FieldId field = 0;
    Test test = Test::equals;
    Value value;
    bool operator==(const Filter&) const = default;
};

struct Sort {
    FieldId field = 0;
    bool descending = false;
    bool operator==(const Sort&) const = default;
};

struct Query {
    TypeId type = 0;
    std::vector<Filter> filters;       // all must hold
    std::string search;                // words to be found in the record's searchable fields; empty: no restriction
    std::vector<Sort> sorts;           // then by id, so that the order is total
    std::vector<FieldId> fields;       // which to return; empty: all
    bool deleted = false;              // the recycle bin instead of the living
    std::int64_t first = 0;            // window
    std::int64_t count = 100;
    bool operator==(const Query&) const = default;
};

constexpr std::int64_t window_rows_max = 500;

struct Row {
    RecordId id;
    std::vector<Value> values;         // in the order of Query::fields (or of the type's fields)
    std::vector<std::string> labels;   // for references, the label of what they refer to; otherwise empty
    bool is_pending = false;           // holds a change that has not reached the server
};

struct Page {
    std::int64_t total = 0;            // rows that the query has in all
    std::int64_t first = 0;
    std::vector<Row> rows;
};

}  // namespace xingke::model
