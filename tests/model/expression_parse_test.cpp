#include "app/model/expression_parse.h"

#include "app/model/expression_print.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

const Catalogue& catalogue() {
    static const Catalogue made = examples::catalogue();
    return made;
}
const RecordType& customer() {
    return *catalogue().find("customer");
}

std::string complaint(std::string_view text, Language language = Language::chinese) {
    const Result<Expression> parsed = parse_expression(text, customer(), catalogue());
    return parsed ? "" : words(parsed.error().message, language);
}

std::string printed(std::string_view text) {
    const Result<Expression> parsed = parse_expression(text, customer(), catalogue());
    if (!parsed) {
        return words(parsed.error().message, Language::english);
    }
    return print_expression(*parsed, customer(), catalogue());
}

}  // namespace

TEST_CASE("a rule is read as it is meant, and written in one form") {
    struct Case {
        std::string_view written, expected;
    };
    const std::vector<Case> cases = {
        {R"(stage == "won" && amount > 10000 && is_set(head_office))",
         R"(stage == "won" && amount > ¥10000 && is_set(head_office))"},
        // Titles, Chinese words and full-width marks, as people type them.
        {"阶段 == “成交” ＆＆ 金额 ＞ １００．５", R"(stage == "won" && amount > ¥100.5)"},
        {"重点 == 是 and not (标签 == 标签)", "?"},
        {"重点 == 是 and not 重点", "is_key == true && !is_key"},
        {"总部.阶段 != 空", "head_office.stage != empty"},
        {"`全 称` == \"x\"", "`full name` == \"x\""},
        {"growth >= 12.5", "growth >= 12.5%"},
        {"growth >= 12.5%", "growth >= 12.5%"},
        {"percent_of(amount, 5) > -¥3", "percent_of(amount, 5%) > -¥3"},
        {"-visits - -3 < 0 - (1 - 2) * visits", "-visits - -3 < 0 - (1 - 2) * visits"},
        {"negate(3) < visits", "negate(3) < visits"},
        {"1 + 2 + visits * 3", "1 + 2 + visits * 3"},
        {"amount > 100 + 200", "amount > ¥100 + ¥200"},
        {"founded <= today() + 7", "founded <= today() + 7"},
        {R"(founded < "2026-11-21" || founded - "2026年1月1日" > 30)",
         R"(founded < date("2026-11-21") || founded - date("2026-01-01") > 30)"},
        {R"(called > "2026-11-21 09:05")", R"(called > time("2026-11-21 09:05:00"))"},
        {R"(called > time("2026-11-21 09:05:00.007"))", R"(called > time("2026-11-21 09:05:00.007"))"},
        {"a_or_b", "At character 1: Customer has no field “a_or_b”"},
        {"is_key || is_key && is_key || is_key", "is_key || is_key && is_key || is_key"},
        {"(is_key || is_key) && !(visits == 3)", "(is_key || is_key) && !(visits == 3)"},
        {R"(one_of(stage, "成交", "lost") && has(tags, "贵宾"))",
         R"(one_of(stage, "won", "lost") && has(tags, "vip"))"},
        {R"(if(is_key, 5, 3) < visits)", "if(is_key, 5, 3) < visits"},
        {R"(coalesce(amount, 0) + 1)", "coalesce(amount, ¥0) + ¥1"},
        {R"(count(complaint.customer) >= 3)", "count(complaint.customer) >= 3"},
        {R"(count(投诉.客户, 程度 == "成交" && !已关闭) >= 3)",
         R"(count(complaint.customer, stage == "won" && !closed) >= 3)"},
        {R"(sum(complaint.customer, cost, closed) > 1000)", "sum(complaint.customer, cost, closed) > ¥1000"},
        {"owner == me()", "owner == me()"},
        {"me.姓名 == owner.name", "me.name == owner.name"},
        {R"(owner == "01020304-0506-0708-090a-0b0c0d0e0f10")",
         R"(owner == ref("01020304-0506-0708-090a-0b0c0d0e0f10"))"},
        {R"(name == "\u{201c}a\"\n\\")", R"(name == "\u{201c}a\"\n\\")"},
        {R"(name == "")", "name == empty"},
        {"amount > 92233720368547758.07", "amount > ¥92233720368547758.07"},
        {"amount > -92233720368547758.08", "amount > -¥92233720368547758.08"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.written);
        if (c.expected == "?") {
            CHECK_FALSE(parse_expression(c.written, customer(), catalogue()));
        } else {
            CHECK(printed(c.written) == c.expected);
        }
    }
}

TEST_CASE("what is wrong with a rule is said where it is, in both languages") {
    struct Case {
        std::string_view text, chinese;
    };
    const std::vector<Case> cases = {
        {"", "第1个字：规则没有写完"},
        {"stag == 1", "第1个字：客户没有“stag”这个字段"},
        {"is_key && 客户状态 == 1", "第11个字：客户没有“客户状态”这个字段"},
        {"name == ", "第9个字：规则没有写完"},
        {"name == \"a", "第9个字：引号没有结束"},
        {"name == \"\\q\"", "第10个字：这里不该有“\\”"},
        {"(is_key", "第8个字：规则没有写完"},
        {"(is_key,", "第8个字：这里应该是“)”，不是“,”"},
        {"is_key is_key", "第8个字：这里不该有“is_key”"},
        {"is_key && or", "第11个字：这里不该有“or”"},
        {"visits # 3", "第8个字：这里不该有“#”"},
        {"1 < visits < 3", "第12个字：比较不能连写，请用 && 连接两个比较"},
        {"frobnicate(3)", "第1个字：没有“frobnicate”这个函数"},
        {"is_set()", "第1个字：“is_set”的参数个数不对"},
        {"name.name", "第1个字：“客户名称”不是关联字段，后面不能再跟字段"},
        {"head_office.head_office.head_office.head_office.name", "第1个字：最多经过4个字段"},
        {"visits == 1.5", "第11个字：数字“1.5”太大或小数位太多"},
        {"visits == 9223372036854775808", "第11个字：数字“9223372036854775808”太大或小数位太多"},
        {"amount == 1.234", "第11个字：数字“1.234”太大或小数位太多"},
        {"founded == \"2026-02-30\"", "第12个字：“2026-02-30”不是有效的日期，例如 2026-11-21"},
        {"owner == \"x\"", "第10个字：“x”不是记录编号"},
        {"stage == \"丢失\"", "第7个字：阶段没有“丢失”这个选项"},
        {"has(tags, \"won\")", "第1个字：标签没有“won”这个选项"},
        {"stage < \"won\"", "第7个字：“<”不能用于文本"},
        {"amount + visits", "第8个字：“+”两边不同：金额和整数"},
        {"amount * growth", "第8个字：“*”两边不同：金额和百分比"},
        {"amount && is_key", "第8个字：“&&”不能用于金额"},
        {"is_key == empty", "第8个字：“==”两边不同：是/否和空值"},
        {"me == owner", "第1个字：客户没有“me”这个字段"},
        {"me.salary", "第1个字：用户没有“salary”这个字段"},
        {"owner == head_office", "第7个字：“==”两边指向不同的记录：user和customer"},
        {"coalesce(is_key, true)", "第1个字：“coalesce”不能用于是/否"},
        {"place == empty", "第7个字：“==”不能用于位置"},
        {"is_set(empty)", "第1个字：“is_set”不能用于空值"},
        {"count(ghost.customer)", "第7个字：没有“ghost”这种记录"},
        {"count(complaint.ghost)", "第7个字：投诉没有“ghost”这个字段"},
        {"count(complaint.owner)", "第1个字：投诉的“负责人”不是指向客户的关联字段"},
        {"count(complaint.customer, cost)", "第1个字：“count”不能用于金额"},
        {"sum(complaint.customer, opened)", "第1个字：“sum”不能用于日期"},
        {"sum(complaint.customer)", "第1个字：“sum”的参数个数不对"},
        {"¥", "第1个字：这里不该有“¥”"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(complaint(c.text) == c.chinese);
        CHECK_FALSE(complaint(c.text, Language::english).empty());
    }
}

TEST_CASE("a condition must give yes or no") {
    CHECK(parse_condition("visits > 3", customer(), catalogue()));
    const Result<Expression> number = parse_condition("visits + 3", customer(), catalogue());
    REQUIRE_FALSE(number);
    CHECK(words(number.error().message, Language::chinese) == "这里需要是/否，而规则给出整数");
}
