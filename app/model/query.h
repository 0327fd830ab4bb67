// What lists, boards, pickers, charts and reports ask the store, as data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/expression.h"
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
    std::vector<Filter> filters;         // all must hold
    std::vector<Expression> conditions;  // all must hold; each checked to give yes or no
    std::string search;                  // words to be found in the record's searchable fields; empty: no restriction
    std::vector<Sort> sorts;             // then by id, so that the order is total
    std::vector<FieldId> fields;         // which to return; empty: all
    bool deleted = false;                // the recycle bin instead of the living
    std::int64_t first = 0;              // window
    std::int64_t count = 100;
    std::vector<RecordId> records = {};  // only these, when there are any; at most query_records_max
    std::string initial = {};            // "a" … "z": labels that begin with it, by pinyin; "#": the others; empty: all
    bool operator==(const Query&) const = default;
};
constexpr std::size_t query_records_max = 5'000;

constexpr std::int64_t window_rows_max = 500;

struct Row {
    RecordId id;
    std::vector<Value> values;        // in the order of Query::fields (or of the type's fields)
    std::vector<std::string> labels;  // for references, the label of what they refer to; otherwise empty
    bool is_pending = false;          // holds a change that has not reached the server
};

struct Page {
    std::int64_t total = 0;  // rows that the query has in all
    std::int64_t first = 0;
    std::vector<Row> rows;
};

// Records in groups, with figures of each: what boards, charts and reports read from. By no field at all: one group of
// everything. A reference groups by the record it leads to and is shown by its label.
struct GroupBy {
    enum class Step : std::uint8_t { value, month, quarter, year };  // all but value: of dates and times
    FieldId field = 0;
    Step step = Step::value;
    bool operator==(const GroupBy&) const = default;
};

struct Measure {
    enum class Of : std::uint8_t { sum, least, most, average };  // of nothing: 0, else empty
    Of of = Of::sum;
    FieldId field = 0;  // numbers, amounts, percentages; least and most also dates and times
    bool operator==(const Measure&) const = default;
};

struct GroupQuery {
    Query query;  // its filters, conditions, search and deleted; the rest does not matter
    std::vector<GroupBy> by;
    std::vector<Measure> measures;
    bool operator==(const GroupQuery&) const = default;
};

constexpr std::int64_t group_count_max = 1'000;

struct Group {
    std::vector<Value> keys;          // per GroupBy; of a month, quarter or year its first day, as a date
    std::vector<std::string> labels;  // of references; otherwise empty
    std::int64_t count = 0;
    std::vector<Value> figures;  // per Measure; averages rounded half away from zero
};

struct Groups {
    std::vector<Group> groups;  // in the order of their keys, as a list would sort them, empty first
    bool more = false;          // there are more than group_count_max
};

}  // namespace xingke::model
