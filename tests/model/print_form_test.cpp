#include "app/model/print_form.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

TEST_CASE("every declared type has a print form in both languages, with balanced rows and cells") {
    const Catalogue core = catalogue::core();
    for (const RecordType& type : core.types()) {
        for (const Language language : {Language::chinese, Language::english}) {
            CAPTURE(type.name);
            const std::string page =
                print_form({type, Record{{}, type.id, {}}, {}}, {.language = language, .company = "行客演示公司"});
            CHECK(page.find(type.title.in(language)) != std::string::npos);
            CHECK(count_of(page, "<tr>") == count_of(page, "</tr>"));
            CHECK(count_of(page, "<td") == count_of(page, "</td>"));
            CHECK(count_of(page, "<th>") == count_of(page, "</th>"));
        }
    }
}

TEST_CASE("values are printed as people read them, and cannot become markup") {
    const Catalogue core = catalogue::core();
    const RecordType& customer = *core.find("customer");
    Record record{{}, customer.id, {}};
    record.fields[find_field(customer, "name")->id].value = "<script>alert(\"1\")</script> & 子公司";
    record.fields[find_field(customer, "status")->id].value = "won";
    const std::string page = print_form({customer, record, {{common_field::owner, "张伟"}}}, {});
    CHECK(page.find("<script>") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 子公司") != std::string::npos);
    CHECK(page.find("<td>成交</td>") != std::string::npos);
    CHECK(page.find("<td>张伟</td>") != std::string::npos);
}

}  // namespace
}  // namespace xingke::model
