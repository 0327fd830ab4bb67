// A file from the screen to one transaction, its bad rows and their correction, and its undo.
#include <fstream>
#include <iterator>

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

struct Heard {
    ImportPreview preview;
    std::vector<ImportProgress> progress;
    std::vector<ImportDone> done;

    ScreenLink::ImportListener listener() {
        return {[this](const ImportPreview& one) { preview = one; },
                [this](const ImportProgress& one) { progress.push_back(one); },
                [this](const ImportDone& one) { done.push_back(one); }};
    }
};

Bytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

TEST_CASE("an import shows a preview, writes the good rows at once, and gives the bad ones back for correction") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Heard heard;
    const RequestId id = sales.link().import_open(
        catalogue::type_id::customer, "客户.csv",
        bytes_of("客户名称,邮编,备注\r\n甲公司,100083,好\r\n乙公司,12,坏邮编\r\n丙公司,,\r\n"), heard.listener());
    REQUIRE(heard.preview.error.key == Text::nothing);
    CHECK(heard.preview.row_count == 3);
    CHECK(heard.preview.mapping ==
          std::vector<model::FieldId>{customer_field::name, customer_field::postcode, customer_field::remark});
    CHECK(Harness::count(sales) == 0);

    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::skip});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].created == 2);
    REQUIRE(heard.done[0].bad.size() == 1);
    CHECK(heard.done[0].bad[0].line == 3);
    CHECK(heard.done[0].bad[0].issues.front().field == "postcode");
    CHECK(Harness::count(manager) == 2);

    sales.link().import_fix(id, {3}, {{"乙公司", "100084", "改好了"}});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 2);
    CHECK(heard.done[1].created == 1);
    CHECK(heard.done[1].bad.empty());
    CHECK(Harness::count(manager) == 3);

    REQUIRE(Harness::undo(sales, heard.done[0].counter).saved);
    world.run();
    CHECK(Harness::count(sales) == 1);
    CHECK(Harness::count(manager) == 1);
    CHECK(sales.link().inbox().items.empty());
}

TEST_CASE("a trial finds what an import would do, writes nothing, and may be followed by the import") {
    Harness world;
    Device& sales = world.add_device("sales");
    REQUIRE(world.create(sales, "甲公司").saved);
    Heard heard;
    const RequestId id = sales.link().import_open(
        catalogue::type_id::customer, "客户.csv",
        bytes_of("客户名称,邮编\r\n甲公司,100083\r\n乙公司,12\r\n丙公司,\r\n"), heard.listener());
    CHECK(heard.preview.duplicate_count == 1);
    sales.link().import_run(
        {.id = id, .mapping = heard.preview.mapping, .duplicates = DuplicatePolicy::merge, .is_trial = true});
    sales.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].is_trial);
    CHECK(heard.done[0].created == 1);
    CHECK(heard.done[0].merged == 1);
    CHECK(heard.done[0].bad.size() == 1);
    CHECK(heard.done[0].counter == 0);
    CHECK(Harness::count(sales) == 1);

    sales.link().import_run({.id = id, .mapping = heard.preview.mapping, .duplicates = DuplicatePolicy::merge});
    sales.pump();
    REQUIRE(heard.done.size() == 2);
    CHECK_FALSE(heard.done[1].is_trial);
    CHECK(heard.done[1].created == 1);
    CHECK(heard.done[1].merged == 1);
    CHECK(Harness::count(sales) == 2);
}

TEST_CASE("of a workbook with several sheets, each can be chosen") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    std::ifstream file("tests/data/two_sheets.xlsx", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "客户.xlsx", bytes_of(bytes), heard.listener());
    CHECK(heard.preview.sheets == std::vector<std::string>{"空", "客户", "其他"});
    CHECK(heard.preview.sheet == 1);
    CHECK(heard.preview.columns.front() == "客户名称");
    sales.link().import_sheet(id, 2);
    CHECK(heard.preview.sheet == 2);
    CHECK(heard.preview.columns == std::vector<std::string>{"单位名称"});
    sales.link().import_run({.id = id, .mapping = heard.preview.mapping});
    sales.pump();
    CHECK(Harness::count(sales) == 2);
}

TEST_CASE("a long import tells of its progress, in slices, and is one transaction") {
    Harness world;
    Device& sales = world.add_device("sales");
    std::string text = "客户名称,备注\n";
    for (int i = 0; i < 1'750; ++i) {
        text += "公司" + std::to_string(i) + ",第" + std::to_string(i) + "行\n";
    }
    Heard heard;
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "many.csv", bytes_of(text), heard.listener());
    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::create});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].created == 1'750);
    CHECK(heard.progress.size() == 5);
    world.run(20'000);
    CHECK(sales.link().sync().waiting == 0);
    Device& manager = world.add_device("manager");
    world.run(20'000);
    CHECK(Harness::count(manager) == 1'750);
}

TEST_CASE("a cancelled import writes nothing") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    const RequestId id = sales.link().import_open(catalogue::type_id::customer, "客户.csv",
                                                  bytes_of("客户名称\n甲公司\n"), heard.listener());
    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::skip});
    sales.link().import_cancel(id);
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].cancelled);
    CHECK(Harness::count(sales) == 0);
}

TEST_CASE("a file that is no table, or of which no column is mapped, is refused with a reason") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    sales.link().import_open(catalogue::type_id::customer, "leer.csv", bytes_of(""), heard.listener());
    CHECK(heard.preview.error.key != Text::nothing);
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "x.csv", bytes_of("foo\nbar\n"), heard.listener());
    sales.link().import_run({id, {0}, DuplicatePolicy::skip});
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].error.key == Text::no_columns_mapped);
}

}  // namespace
}  // namespace xingke::client
