#include "app/model/record.h"

#include <doctest/doctest.h>

using namespace xingke::model;

TEST_CASE("a record lives while its life is odd") {
    Record record;
    CHECK_FALSE(is_alive(record));
    record.fields[life_field] = {std::int64_t{1}, 4};
    CHECK(is_alive(record));
    record.fields[life_field] = {std::int64_t{2}, 5};
    CHECK_FALSE(is_alive(record));
    record.fields[life_field] = {std::int64_t{3}, 9};
    CHECK(is_alive(record));
    CHECK(newest_seq(record) == 9);
}

TEST_CASE("a field that a record has not is empty") {
    CHECK(value_of(Record{}, 7) == Value(Empty{}));
}
