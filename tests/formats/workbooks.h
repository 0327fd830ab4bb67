// What the tests of both kinds of workbook share: the files of tests/data, what stands in the one that all programs
// saved, and spoiling a file.
#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/formats/table.h"

#include <doctest/doctest.h>

namespace xingke::workbooks {

using Cells = std::vector<std::string>;

inline Bytes file(const std::string& name) {
    std::ifstream stream("tests/data/" + name, std::ios::binary);
    REQUIRE(stream.good());
    return {std::istreambuf_iterator<char>(stream), {}};
}

// tests/data/make_workbooks.py wrote it; other programs opened it and saved it in their own way.
inline void check_example(const std::string& name, const std::string& encoding) {
    const auto table = formats::read_table(file(name));
    REQUIRE(table.has_value());
    CHECK(table->encoding == encoding);
    CHECK(table->columns == Cells{"客户名称", "电话", "邮编", "成立日期", "拜访时间", "金额", "占比", "重点", "备注"});
    REQUIRE(table->rows.size() == 3);
    const std::vector<formats::TableRow> rows = table->rows.all();
    CHECK(rows[0].line == 3);
    CHECK(rows[0].cells == Cells{"甲 <公司> & Söhne", "13800138000", "010010", "2026-11-21", "2026-11-21 09:05",
                                 "1234567.89", "12.5%", "TRUE", "第一行\n第二行"});
    CHECK(rows[1].cells == Cells{"乙公司", "", "", "1900-02-28", "", "0.1", "", "FALSE"});
    CHECK(rows[2].line == 9);
    CHECK(rows[2].cells == Cells{"", "021-68900000"});
}

// Whatever comes of it: it ends, and nothing breaks.
inline void read_with_changed_bytes(const std::string& name) {
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Bytes whole = file(name);
    for (int round = 0; round < 2'000; ++round) {
        Bytes changed = whole;
        changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
        static_cast<void>(formats::read_table(changed));
    }
}

}  // namespace xingke::workbooks
