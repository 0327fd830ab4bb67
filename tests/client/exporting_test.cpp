// A list from the data side to a file that another program reads, and back.
#include "app/client/exporting.h"

#include <string>
#include <string_view>

#include "app/base/bytes.h"
#include "app/formats/table.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

Exported export_from(Device& device, Export wanted) {
    Exported result;
    device.link().export_rows(std::move(wanted), [&result](const Exported& answer) { result = answer; });
    device.pump();
    return result;
}

Export all_customers() {
    Export wanted;
    wanted.query.type = catalogue::type_id::customer;
    wanted.query.fields = {customer_field::name, customer_field::postcode};
    wanted.query.sorts = {{customer_field::name, true}};
    return wanted;
}

TEST_CASE("an exported list has its filter, its order and its columns, but not its window") {
    Harness world;
    Device& sales = world.add_device("sales");
    REQUIRE(world.create(sales, "B, Inc").saved);
    REQUIRE(world.create(sales, "A").saved);
    REQUIRE(world.create(sales, "C").saved);
    Export wanted = all_customers();
    wanted.query.count = 1;
    wanted.query.filters = {{customer_field::name, model::Filter::Test::not_equals, std::string("C")}};
    const Exported file = export_from(sales, wanted);
    CHECK(file.error.key == Text::nothing);
    CHECK(file.row_count == 2);
    CHECK(as_text(file.bytes) == "\xEF\xBB\xBF客户名称,邮编\r\n\"B, Inc\",\r\nA,\r\n");
}

TEST_CASE("a list and a template are also workbooks, which the import reads") {
    Harness world;
    Device& sales = world.add_device("sales");
    REQUIRE(world.create(sales, "甲").saved);
    Export wanted = all_customers();
    wanted.format = ExportFormat::xlsx;
    const auto list = formats::read_table(export_from(sales, wanted).bytes);
    REQUIRE(list.has_value());
    CHECK(list->sheets == std::vector<std::string>{"客户"});
    CHECK(list->columns == std::vector<std::string>{"客户名称", "邮编"});
    CHECK(list->rows.all().at(0).cells == std::vector<std::string>{"甲"});
    wanted.is_template = true;
    const Exported empty = export_from(sales, wanted);
    CHECK(empty.error.key == Text::nothing);
    CHECK(formats::read_table(empty.bytes).error().message.key == Text::file_empty);
}

TEST_CASE("what cannot be exported is refused with a reason") {
    Harness world;
    Device& sales = world.add_device("sales");
    Export wanted = all_customers();
    wanted.query.fields = {9'999};
    CHECK(export_from(sales, wanted).error.key == Text::unknown_field);
    wanted.query.type = 9'999;
    CHECK(export_from(sales, wanted).error.key == Text::unknown_type);
    sales.link().sign_out(false);
    sales.pump();
    CHECK(export_from(sales, all_customers()).error.key == Text::session_ended);
}

}  // namespace
}  // namespace xingke::client
