#include "app/base/message.h"

#include <doctest/doctest.h>

#include "app/base/result.h"

using namespace xingke;

TEST_CASE("a message is put into words in the reader's language") {
    const Message message = {
        Text::too_long,
        {argument("field", Title{"客户名称", "Customer name"}), argument("max", "50"), argument("count", "51")}};
    CHECK(words(message, Language::chinese) == "客户名称最多50个字，现在是51个");
    CHECK(words(message, Language::english) == "Customer name may have at most 50 characters, it has 51");
    CHECK(name_of(message.key) == "too_long");
}

TEST_CASE("a placeholder without argument stays visible instead of vanishing") {
    CHECK(words({Text::required, {}}, Language::english) == "Please fill in {field}");
}

TEST_CASE("an argument with braces is not read as a placeholder") {
    CHECK(words({Text::required, {argument("field", "{field}")}}, Language::chinese) == "请填写{field}");
}

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) {
        return Error{Fault::invalid_input, {Text::not_number, {}}, "odd"};
    }
    return number / 2;
}

Result<int> quarter(int number) {
    const int once = TRY(half(number));
    return half(once);
}

Result<void> check_quarter(int number) {
    TRY(quarter(number));
    return {};
}

}  // namespace

TEST_CASE("TRY hands on the value or returns the error") {
    CHECK(*quarter(12) == 3);
    CHECK(quarter(6).error().detail == "odd");
    CHECK(check_quarter(12).has_value());
    CHECK(check_quarter(2).error().fault == Fault::invalid_input);
}
