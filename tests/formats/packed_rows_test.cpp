#include "app/formats/packed_rows.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::PackedRows;
using formats::TableRow;

TEST_CASE("rows come out as they went in, here and elsewhere") {
    PackedRows rows;
    rows.add({7, {"", "思优特", std::string(300, 'x')}});
    rows.add({9, {}, Text::unclosed_quote});
    const auto check = [](const PackedRows& packed) {
        const std::vector<TableRow> all = packed.all();
        REQUIRE(all.size() == 2);
        CHECK(all[0].line == 7);
        CHECK(all[0].cells == std::vector<std::string>{"", "思优特", std::string(300, 'x')});
        CHECK(all[1].problem == Text::unclosed_quote);
        CHECK(all[1].cells.empty());
        CHECK(packed.first(1).size() == 1);
    };
    check(rows);
    const std::uint32_t count = rows.count();
    const auto adopted = PackedRows::adopt(count, std::move(rows).take());
    REQUIRE(adopted.has_value());
    check(*adopted);
    CHECK(rows.empty());
}

TEST_CASE("bytes that are no rows are not adopted") {
    PackedRows rows;
    rows.add({1, {"a"}});
    const Bytes bytes = std::move(rows).take();
    CHECK(PackedRows::adopt(1, bytes).has_value());
    CHECK_FALSE(PackedRows::adopt(2, bytes).has_value());
    CHECK_FALSE(PackedRows::adopt(0, bytes).has_value());
    CHECK_FALSE(PackedRows::adopt(1, {0, 0xFF, 0x7F, 0}).has_value());
    CHECK_FALSE(PackedRows::adopt(1, {0, 0, 9, 1}).has_value());
    CHECK(PackedRows::adopt(0, {}).has_value());
}
