// Both ends of a question, as the browser and natively everything goes through them.
#include "app/formats/asking.h"

#include "app/formats/answering.h"

#include <doctest/doctest.h>

using namespace xingke;
using Cells = std::vector<std::string>;

namespace {

Result<formats::Table> table_in(std::string_view text, std::uint32_t sheet = formats::any_sheet) {
    return formats::table_of(formats::answer(formats::ask_table(sheet), as_bytes(text)));
}

}  // namespace

TEST_CASE("a table is asked for and answered") {
    const auto table = table_in("a;b\r\n1;2\r\n3\r\n");
    REQUIRE(table.has_value());
    CHECK(table->encoding == "UTF-8");
    CHECK(table->delimiter == ';');
    CHECK(table->columns == Cells{"a", "b"});
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows.all()[1].line == 3);
    CHECK(table->rows.all()[1].cells == Cells{"3"});
}

TEST_CASE("a refusal arrives with its fault and its words") {
    const auto table = table_in(std::string(1000, '\x01'));
    REQUIRE_FALSE(table.has_value());
    CHECK(table.error().message.key == Text::file_not_text);
    std::string wide = "a";
    for (int i = 0; i < 300; ++i) {
        wide += ",a";
    }
    const auto refused = table_in(wide + "\n1\n");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().fault == Fault::invalid_input);
    CHECK(refused.error().message == Message{Text::too_many_columns, {argument("max", "200")}});
}

TEST_CASE("a workbook is written and its sheets can be chosen") {
    formats::Sheet sheet{
        "S", {{.title = "a", .form = formats::ColumnForm::integer, .hint = "h", .choices = {"1"}}}, {}};
    sheet.rows.add({0, {"12"}});
    const Bytes head = formats::ask_workbook(sheet);
    const auto workbook = formats::workbook_of(formats::answer(head, std::move(sheet.rows).take()));
    REQUIRE(workbook.has_value());
    const auto table = table_in(as_text(*workbook), 0);
    REQUIRE(table.has_value());
    CHECK(table->sheets == Cells{"S"});
    CHECK(table->sheet == 0);
    CHECK(table->rows.all()[0].cells == Cells{"12"});
    CHECK(table_in(as_text(*workbook), 1).error().message.key == Text::file_empty);
}

TEST_CASE("a reader that is missing or breaks is said so, and nonsense is taken for broken") {
    CHECK(formats::table_of({2}).error().message.key == Text::file_reader_missing);
    CHECK(formats::table_of({2}).error().fault == Fault::unsupported);
    CHECK(formats::table_of({3}).error().message.key == Text::file_breaks_reader);
    CHECK(formats::table_of({}).error().message.key == Text::file_breaks_reader);
    CHECK(formats::table_of({0, 200}).error().message.key == Text::file_breaks_reader);
    CHECK(formats::workbook_of({3}).error().message.key == Text::file_breaks_reader);
    CHECK(formats::answer({}, {}).front() != 0);
}
