#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.h"
#include "app/formats/limits.h"
#include "app/formats/table.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::Table;
using Cells = std::vector<std::string>;

namespace {

Result<Table> read(std::string_view text) {
    return formats::read_table(as_bytes(text));
}

// "fault message" of a refused file.
std::string why_not(std::string_view text) {
    const auto table = read(text);
    return table ? "read" : std::string(name_of(table.error().message.key));
}

}  // namespace

TEST_CASE("a table has its header, its rows without blank ones, and says how it was read") {
    const auto table = read("\xEF\xBB\xBF 名称 ;电话;;\r\n\r\n甲;1;;\r\n;;;\r\n  ;;;\r\n乙;2;;\r\n");
    REQUIRE(table.has_value());
    CHECK(table->encoding == "UTF-8");
    CHECK(table->delimiter == ';');
    CHECK(table->columns == Cells{"名称", "电话"});
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows.all()[0].line == 3);
    CHECK(table->rows.all()[1].line == 6);
}

TEST_CASE("Excel's separator line is followed and does not count as header") {
    const auto table = read("sep=|\r\na|b\r\n1,2|3\r\n");
    REQUIRE(table.has_value());
    CHECK(table->delimiter == '|');
    CHECK(table->columns == Cells{"a", "b"});
    REQUIRE(table->rows.size() == 1);
    CHECK(table->rows.all()[0].line == 3);
    CHECK(table->rows.all()[0].cells == Cells{"1,2", "3"});
}

TEST_CASE("files that are no text table are refused with the reason") {
    CHECK(why_not("") == "file_empty");
    CHECK(why_not("\n\n  \n") == "file_empty");
    CHECK(why_not("only,a,header\n") == "file_empty");
    CHECK(why_not("PK\x03\x04 something") == "file_damaged");
    CHECK(why_not("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 something") == "file_damaged");
    CHECK(why_not("<html><table><tr><td>1</td></tr></table></html>") == "file_not_text");
    CHECK(why_not("<?xml version=\"1.0\"?>\n<Workbook/>") == "file_not_text");
}

TEST_CASE("each limit is named when it is exceeded, and allowed up to it") {
    std::string wide = "c";
    for (std::size_t i = 1; i < formats::import_columns_max; ++i) {
        wide += ",c";
    }
    CHECK(why_not(wide + "\n1\n") == "read");
    CHECK(why_not(wide + ",c\n1\n") == "too_many_columns");

    std::string lines = "a\n";
    for (std::size_t i = 0; i < formats::import_rows_max; ++i) {
        lines += "1\n";
    }
    CHECK(why_not(lines) == "read");
    CHECK(why_not(lines + "1\n") == "too_many_rows");

    CHECK(why_not(std::string(formats::import_bytes_max + 1, 'a')) == "file_too_large");

    std::string open = "a\n";
    for (std::size_t i = 0; i <= formats::import_unclosed_rows_max; ++i) {
        open += "\"x\n";
    }
    // An opening mark in every line closes nothing: each is followed by a letter of the next row.
    CHECK(why_not(open) == "unclosed_quote");
}

TEST_CASE("the made files read as what they were made to be") {
    struct Case {
        const char* path;
        const char* encoding;
        char delimiter;
        std::size_t row_count;
    };
    for (const Case& one : {Case{"tests/data/customers_utf8.csv", "UTF-8", ',', 530},
                            Case{"tests/data/customers_gb18030.csv", "GB18030", ',', 220},
                            Case{"tests/data/customers_utf16.csv", "UTF-16LE", '\t', 40}}) {
        CAPTURE(one.path);
        std::FILE* file = std::fopen(one.path, "rb");
        REQUIRE(file != nullptr);
        std::string bytes(1 << 20, '\0');
        bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
        std::fclose(file);
        const auto table = read(bytes);
        REQUIRE(table.has_value());
        CHECK(table->encoding == one.encoding);
        CHECK(table->delimiter == one.delimiter);
        CHECK(table->columns.size() == 18);
        CHECK(table->columns.front() == "客户名称");
        CHECK(table->rows.size() == one.row_count);
    }
}
