#include "app/formats/csv.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.h"
#include "app/formats/csv_write.h"
#include "app/formats/limits.h"
#include "app/formats/table.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::CsvReader;
using formats::TableRow;
using Cells = std::vector<std::string>;

namespace {

std::vector<TableRow> read_all(std::string_view text, char delimiter = ',') {
    CsvReader reader(text, delimiter);
    std::vector<TableRow> rows;
    TableRow row;
    while (reader.next(row)) {
        rows.push_back(row);
    }
    return rows;
}

std::vector<Cells> cells_of(std::string_view text, char delimiter = ',') {
    std::vector<Cells> cells;
    for (const TableRow& row : read_all(text, delimiter)) {
        cells.push_back(row.cells);
    }
    return cells;
}

formats::PackedRows packed(const std::vector<Cells>& rows) {
    formats::PackedRows out;
    for (const Cells& cells : rows) {
        out.add({0, cells});
    }
    return out;
}

}  // namespace

// The same kinds of cases as the npm package csv-spectrum (a public collection for CSV parsers), written anew.
TEST_CASE("the cases that CSV parsers disagree about are read as RFC 4180 says") {
    struct Case {
        const char* what;
        const char* text;
        std::vector<Cells> cells;
    };
    const Case cases[] = {
        {"simple", "a,b,c\n1,2,3\n", {{"a", "b", "c"}, {"1", "2", "3"}}},
        {"simple, CRLF", "a,b,c\r\n1,2,3\r\n", {{"a", "b", "c"}, {"1", "2", "3"}}},
        {"simple, CR", "a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
        {"no last line end", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
        {"comma in quotes",
         "first,last,address\nJohn,Doe,\"120 any st.\"\nMei,\"Li, Jr.\",\"Anytown, WW\"\n",
         {{"first", "last", "address"}, {"John", "Doe", "120 any st."}, {"Mei", "Li, Jr.", "Anytown, WW"}}},
        {"empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", {{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
        {"empty, CRLF", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", {{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
        {"escaped quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", {{"a", "b"}, {"1", "ha \"ha\" ha"}, {"3", "4"}}},
        {"JSON",
         "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
         {{"key", "val"}, {"1", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}"}}},
        {"line breaks",
         "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
         {{"a", "b", "c"}, {"1", "2", "3"}, {"Once upon \na time", "5", "6"}, {"7", "8", "9"}}},
        {"line breaks, CRLF", "a,b\r\n\"x \r\ny\",5\r\n", {{"a", "b"}, {"x \r\ny", "5"}}},
        {"quotes and line breaks",
         "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
         {{"a", "b"}, {"1", "ha \n\"ha\" \nha"}, {"3", "4"}}},
        {"UTF-8", "a,b,c\n1,2,3\n4,5,ʤ\n", {{"a", "b", "c"}, {"1", "2", "3"}, {"4", "5", "ʤ"}}},
        {"coordinates", "id,coordinates\n1,\"12.5, -8.25\"\n", {{"id", "coordinates"}, {"1", "12.5, -8.25"}}},
        {"quote in the middle", "a,5\" pipe,c\n", {{"a", "5\" pipe", "c"}}},
        {"text after the closing quote", "\"Big\" Joe,b\n", {{"Big Joe", "b"}}},
        {"spaces after the closing quote", "\"a\"  ,b\n", {{"a", "b"}}},
        {"spaces are kept", " a , b\n", {{" a ", " b"}}},
        {"blank lines", "\n\na,b\n\n\n1,2\n\n", {{"a", "b"}, {"1", "2"}}},
        {"trailing delimiter", "a,b,\n", {{"a", "b", ""}}},
        {"ragged", "a,b,c\n1\n1,2,3,4\n", {{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}}},
        {"only delimiters", ",,\n", {{"", "", ""}}},
        {"one empty quoted cell", "\"\"\n", {{""}}},
        {"nothing", "", {}},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        CHECK(cells_of(one.text) == one.cells);
    }
}

TEST_CASE("a row knows the line in which it begins") {
    const std::vector<TableRow> rows = read_all("a,b\r\n\r\n\"x\r\ny\nz\",1\r2,3\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].line == 1);
    CHECK(rows[1].line == 3);
    CHECK(rows[2].line == 6);
}

TEST_CASE("a quotation that is never closed spoils one row and no other") {
    SUBCASE("up to the end of the file") {
        const auto rows = read_all("a,b\n1,\"open\n3,4\n5,6\n");
        REQUIRE(rows.size() == 4);
        CHECK(rows[1].problem == Text::unclosed_quote);
        CHECK(rows[1].line == 2);
        CHECK(rows[1].cells == Cells{"1", "\"open"});
        CHECK(rows[2].cells == Cells{"3", "4"});
        CHECK(rows[2].problem == Text::nothing);
        CHECK(rows[2].line == 3);
    }
    SUBCASE("when a later row has quotations of its own") {
        const auto rows = read_all("a,b\n1,\"open\n3,4\n5,\"six, or \"\"6\"\"\"\n7,8\n");
        REQUIRE(rows.size() == 5);
        CHECK(rows[1].problem == Text::unclosed_quote);
        CHECK(rows[3].cells == Cells{"5", "six, or \"6\""});
        CHECK(rows[3].problem == Text::nothing);
        CHECK(rows[4].cells == Cells{"7", "8"});
    }
    SUBCASE("when it would grow beyond what a field can hold") {
        const std::string filler(formats::import_cell_bytes_max + 10, 'x');
        const auto rows = read_all("1,\"open\n" + filler + "\n2,\"closed\"\n");
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].problem == Text::unclosed_quote);
        CHECK(rows[2].cells == Cells{"2", "closed"});
    }
}

TEST_CASE("the delimiter is the one that cuts the rows alike") {
    CHECK(formats::sniff_delimiter("a,b,c\n1,2,3\n") == ',');
    CHECK(formats::sniff_delimiter("a;b;c\n1,5;2,5;3\n") == ';');
    CHECK(formats::sniff_delimiter("a\tb\n1,000\t2,000\n") == '\t');
    CHECK(formats::sniff_delimiter("a|b\n1|2\n") == '|');
    CHECK(formats::sniff_delimiter("name,notes\nx,\"a;b;c\"\ny,\"d;e\"\n") == ',');
    CHECK(formats::sniff_delimiter("one column\nwith, commas; here and there\n") == ',');
    CHECK(formats::sniff_delimiter("") == ',');
}

TEST_CASE("what is written is read back") {
    const Cells columns = {"名称", "备注 \"x\""};
    const std::vector<Cells> rows = {
        {"a,b", "line\nbreak"}, {"", "\"\""}, {" space ", "; | \t"}, {"+86 21 6890", "-5"}};
    const std::string text = formats::write_csv(columns, packed(rows));
    CHECK(text.starts_with("\xEF\xBB\xBF名称,\"备注 \"\"x\"\"\"\r\n"));
    const auto table = formats::read_table(as_bytes(text));
    REQUIRE(table.has_value());
    CHECK(table->columns == columns);
    REQUIRE(table->rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(table->rows.all()[i].cells == rows[i]);
    }
}

TEST_CASE("a cell that a spreadsheet would run as a formula is written as text") {
    const std::string text =
        formats::write_csv({"a"}, packed({{"=HYPERLINK(\"x\")"}, {"@sum"}, {"-cmd|x"}, {"+86 138"}, {"-5.5"}}));
    CHECK(text.find("\"'=HYPERLINK(\"\"x\"\")\"\r\n") != std::string::npos);
    CHECK(text.find("\n'@sum\r\n") != std::string::npos);
    CHECK(text.find("\"'-cmd|x\"\r\n") != std::string::npos);
    CHECK(text.find("\n+86 138\r\n") != std::string::npos);
    CHECK(text.find("\n-5.5\r\n") != std::string::npos);
    for (const char* const hidden : {"\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＠sum", "＋cmd|x"}) {
        CAPTURE(hidden);
        const std::string guarded = formats::write_csv({"a"}, packed({{hidden}}));
        CHECK(guarded.find("'" + std::string(hidden)) != std::string::npos);
    }
}

TEST_CASE("any bytes whatever are read without harm, and every line belongs to some row") {
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr std::string_view alphabet = "\"\"\"\",,;\t|\r\n\n ab\xE5\x90\x8D\xFF=0";
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 60, ' ');
        for (char& letter : text) {
            letter = alphabet[random() % alphabet.size()];
        }
        CAPTURE(text);
        std::uint32_t line = 0;
        std::size_t cell_bytes = 0;
        for (const TableRow& row : read_all(text, formats::sniff_delimiter(text))) {
            REQUIRE(row.line > line);
            REQUIRE_FALSE(row.cells.empty());
            line = row.line;
            for (const std::string& cell : row.cells) {
                cell_bytes += cell.size();
            }
        }
        REQUIRE(cell_bytes <= text.size());
    }
}

TEST_CASE("whatever cells are written come back as they were") {
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr std::string_view alphabet = "\",;\t|\r\n ab'=+-名";
    for (int round = 0; round < 1000; ++round) {
        std::vector<Cells> rows(1 + random() % 4, Cells(1 + random() % 4));
        for (Cells& row : rows) {
            for (std::string& cell : row) {
                cell.resize(random() % 8);
                for (char& letter : cell) {
                    letter = alphabet[random() % alphabet.size()];
                }
            }
        }
        const std::string text = formats::write_csv(rows.front(), packed({rows.begin() + 1, rows.end()}));
        const std::vector<TableRow> read = read_all(std::string_view(text).substr(3));
        CAPTURE(text);
        REQUIRE(read.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            REQUIRE(read[i].problem == Text::nothing);
            REQUIRE(read[i].cells.size() == rows[i].size());
            for (std::size_t j = 0; j < rows[i].size(); ++j) {
                // An apostrophe may stand before what looks like a formula.
                const std::string& cell = read[i].cells[j];
                REQUIRE((cell == rows[i][j] || cell == "'" + rows[i][j]));
            }
        }
    }
}
