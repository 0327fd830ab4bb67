#include "app/ui/screens/csv_text.h"

#include <algorithm>
#include <string>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;

TEST_CASE("cells with commas, quotes and line breaks are quoted") {
    CHECK(csv_text({"名称", "备注"}, {{"甲", "一,二"}, {"乙", "他说\"好\""}, {"丙", "一\n二"}}) ==
          "\xEF\xBB\xBF名称,备注\r\n甲,\"一,二\"\r\n乙,\"他说\"\"好\"\"\"\r\n丙,\"一\n二\"\r\n");
}

TEST_CASE("the template offers the type's fields, then the first child's, each title once") {
    const model::Catalogue catalogue = catalogue::core();
    const model::RecordType& customer = *catalogue.find("customer");
    const std::vector<ImportField> fields = import_fields(catalogue, customer, Language::chinese);
    REQUIRE_FALSE(fields.empty());
    CHECK(fields.front().title == "客户名称");
    CHECK(fields.front().is_required);
    std::vector<std::string> titles;
    for (const ImportField& field : fields) {
        titles.push_back(field.title);
    }
    CHECK(std::find(titles.begin(), titles.end(), "手机") != titles.end());
    std::sort(titles.begin(), titles.end());
    CHECK(std::adjacent_find(titles.begin(), titles.end()) == titles.end());
    const auto child =
        std::find_if(fields.begin(), fields.end(), [](const ImportField& f) { return f.title == "手机"; });
    CHECK((child->id & child_field_flag) != 0);
    CHECK_FALSE(child->is_required);
}

TEST_CASE("what the app or the server fills cannot be imported") {
    const model::Catalogue catalogue = catalogue::core();
    for (const ImportField& field : import_fields(catalogue, *catalogue.find("contact"), Language::english)) {
        CHECK(field.title != "Customer");
        CHECK((field.id & ~child_field_flag) < model::common_field::owner);
    }
}
