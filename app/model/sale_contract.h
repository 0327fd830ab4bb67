// 买卖合同 on paper (requirements 2.4.2, form 三E05 of S51): the items of the form in its order, filled in from a
// contract and its lines; what is not known stays an empty line, to be written by hand. One A4 page of XHTML without
// styles of its own (web/app.css). Pure.
#pragma once

#include <string>
#include <vector>

#include "app/base/message.h"

namespace xingke::model {

struct SaleContractLine {
    std::string name, model, price, quantity, amount;  // as people read them
};

struct SaleContract {
    std::string number, buyer, buyer_address, seller;
    std::vector<SaleContractLine> lines;
    std::string total;           // 总价, as people read it
    std::int64_t total_fen = 0;  // the same for 总价（大写）
    std::string delivery_term, delivery_place, delivery_way, freight, acceptance_place, warranty, penalties, other;
    std::string signer_buyer, signer_seller, signed_on;
};

std::string print_sale_contract(const SaleContract& contract, Language language);

// An amount as contracts and cheques write it: 壹万捌仟玖佰壹拾贰元柒角捌分, 叁元整; 负 before what is below zero.
std::string capital_amount(std::int64_t fen);

}  // namespace xingke::model
