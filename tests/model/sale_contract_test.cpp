#include "app/model/sale_contract.h"

#include <utility>

#include <doctest/doctest.h>

namespace xingke::model {

TEST_CASE("amounts in capitals are written as cheques have them [S51]") {
    const std::pair<std::int64_t, const char*> cases[] = {
        {1'891'278, "壹万捌仟玖佰壹拾贰元柒角捌分"},
        {0, "零元整"},
        {1, "壹分"},
        {10, "壹角整"},
        {105, "壹元零伍分"},
        {300, "叁元整"},
        {100'050, "壹仟元伍角整"},
        {1'010'000, "壹万零壹佰元整"},
        {10'001'000, "壹拾万零壹拾元整"},
        {10'200'000'000, "壹亿零贰佰万元整"},
        {1'000'000'000'000, "壹佰亿元整"},
        {100'000'000'000'000, "壹万亿元整"},
        {100'000'001, "壹佰万元零壹分"},
        {-12'345, "负壹佰贰拾叁元肆角伍分"},
        {2'000'500'000, "贰仟万伍仟元整"},
    };
    for (const auto& [fen, words] : cases) {
        CAPTURE(fen);
        CHECK(capital_amount(fen) == words);
    }
}

TEST_CASE("the sale contract has its items in the order of the form, and values are escaped [S51]") {
    const SaleContract contract{.number = "HT-1",
                                .buyer = "A & B <公司>",
                                .buyer_address = "",
                                .seller = "我司",
                                .lines = {{"电机", "Y2-90", "1,200.00", "10", "12,000.00"}},
                                .total = "12,000.00",
                                .total_fen = 1'200'000,
                                .delivery_term = "2026-12-31以前"};
    const std::string paper = print_sale_contract(contract, Language::chinese);
    std::size_t at = 0;
    for (const char* words : {"买卖合同", "甲方：A &amp; B &lt;公司&gt;", "乙方：我司", "货品名称", "电机",
                              "总价（大写）：壹万贰仟元整", "一、交货", "交货期限：2026-12-31以前", "运费", "二、验收",
                              "三、保证责任", "四、罚则", "五、其他", "负责人"}) {
        CAPTURE(words);
        const std::size_t found = paper.find(words, at);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(print_sale_contract(contract, Language::english).find("Sale and Purchase Contract") != std::string::npos);
}

}  // namespace xingke::model
