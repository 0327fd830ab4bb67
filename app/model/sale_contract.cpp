#include "app/model/sale_contract.h"

#include <array>
#include <string_view>

namespace xingke::model {
namespace {

constexpr std::array<std::string_view, 10> capitals = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

// Up to 9999, without leading zeros; `needs_zero`: something larger stands before it.
std::string capital_section(std::uint64_t number, bool needs_zero) {
    constexpr std::array<std::string_view, 4> units = {"仟", "佰", "拾", ""};
    std::string out;
    bool has_gap = false;
    for (std::size_t i = 0, power = 1000; i < units.size(); ++i, power /= 10) {
        const auto digit = static_cast<std::size_t>(number / power % 10);
        if (digit == 0) {
            has_gap = true;
            continue;
        }
        if (has_gap && (!out.empty() || needs_zero)) {
            out += capitals[0];
        }
        has_gap = false;
        out += capitals[digit];
        out += units[i];
    }
    return out;
}

std::string capital_yuan(std::uint64_t yuan) {
    constexpr std::array<std::string_view, 5> units = {"兆", "万", "亿", "万", ""};
    constexpr std::array<std::uint64_t, 5> powers = {10'000'000'000'000'000, 1'000'000'000'000, 100'000'000, 10'000, 1};
    std::string out;
    bool has_gap = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::uint64_t section = yuan / powers[i] % 10'000;
        if (section != 0) {
            out += has_gap && !out.empty() && section >= 1'000 ? std::string(capitals[0]) : std::string();
            out += capital_section(section, !out.empty());
            out += units[i];
        } else if (units[i] == "亿" && yuan / 100'000'000 % 100'000'000 != 0) {
            out += units[i];  // The ten thousands above it are of hundreds of millions.
        }
        has_gap = section == 0;
    }
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return out;
}

class Paper {
public:
    Paper(const SaleContract& contract, Language language) : contract_(contract), language_(language) {}

    std::string run() {
        out_ = "<article class=\"paper\">";
        element("h1", in("买卖合同", "Sale and Purchase Contract"));
        element("h2", contract_.number);
        parties();
        goods();
        terms();
        signatures();
        return out_ + "</article>";
    }

private:
    std::string in(const char* chinese, const char* english) const {
        return language_ == Language::chinese ? chinese : english;
    }
    void element(std::string_view tag, const std::string& text) {
        if (!text.empty()) {
            out_ += "<" + std::string(tag) + ">" + escaped(text) + "</" + std::string(tag) + ">";
        }
    }
    // "1. 交货地点：……", with a line to write on when nothing is known.
    void item(const std::string& title, const std::string& value) {
        element("p", title + (value.empty() ? "____________________" : value));
    }
    void row(std::string_view tag, std::initializer_list<std::string> cells) {
        out_ += "<tr>";
        for (const std::string& cell : cells) {
            out_ += "<" + std::string(tag) + ">" + escaped(cell) + "</" + std::string(tag) + ">";
        }
        out_ += "</tr>";
    }

    void parties() {
        item(in("立约人　甲方：", "Party A (buyer): "), contract_.buyer);
        item(in("　　　　乙方：", "Party B (seller): "), contract_.seller);
        element("p", in("甲方向乙方购买下列货品，双方议定条款如下：",
                        "Party A buys the goods below from Party B. The parties agree as follows:"));
    }

    void goods() {
        out_ += "<table>";
        row("th", {in("货品名称", "Goods"), in("规格", "Specification"), in("单价", "Price"), in("数量", "Quantity"),
                   in("总价", "Total")});
        for (const SaleContractLine& line : contract_.lines) {
            row("td", {line.name, line.model, line.price, line.quantity, line.amount});
        }
        if (contract_.lines.empty()) {
            row("td", {"", "", "", "", ""});
        }
        row("td", {in("合计", "In all"), "", "", "", contract_.total});
        out_ += "</table>";
        element("p", in("总价（大写）：", "Total in words: ") + capital_amount(contract_.total_fen));
    }

    void terms() {
        element("h3", in("一、交货时间、地点和方式", "1. Time, place and way of delivery"));
        item(in("1. 交货期限：", "1.1 Time of delivery: "), contract_.delivery_term);
        item(in("2. 交货地点：", "1.2 Place of delivery: "), contract_.delivery_place);
        item(in("3. 方式：", "1.3 Way of delivery: "), contract_.delivery_way);
        item(in("4. 运费：", "1.4 Freight: "), contract_.freight);
        element("h3", in("二、验收", "2. Acceptance"));
        item(in("1. 验收地点：", "2.1 Place of acceptance: "), contract_.acceptance_place);
        element("p", in("2. 乙方保证货品符合品质协议。",
                        "2.2 Party B warrants that the goods conform to the quality agreement."));
        element("p",
                in("3. 货品品质或交期不符的，由乙方换货或赔偿，并承担退货费用。",
                   "2.3 Goods that fail in quality or date are exchanged, or damages are paid, by Party B, which also "
                   "bears the cost of their return."));
        element("h3", in("三、保证责任", "3. Warranty"));
        item("", contract_.warranty);
        element("h3", in("四、罚则", "4. Penalties"));
        item("", contract_.penalties);
        element("h3", in("五、其他", "5. Other"));
        item("", contract_.other);
    }

    void signatures() {
        out_ += "<table>";
        row("th", {in("甲方", "Party A"), in("乙方", "Party B")});
        row("td", {contract_.buyer, contract_.seller});
        row("td", {in("负责人：", "Signed by: ") + contract_.signer_buyer,
                   in("负责人：", "Signed by: ") + contract_.signer_seller});
        row("td", {in("地址：", "Address: ") + contract_.buyer_address, in("地址：", "Address: ")});
        out_ += "</table>";
        element("footer", contract_.signed_on.empty() ? in("　　　　年　　月　　日", "Date: ") : contract_.signed_on);
    }

    const SaleContract& contract_;
    Language language_;
    std::string out_;
};

}  // namespace

std::string capital_amount(std::int64_t fen) {
    const bool is_negative = fen < 0;
    const std::uint64_t size = is_negative ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    const std::uint64_t yuan = size / 100;
    const auto jiao = static_cast<std::size_t>(size / 10 % 10), rest = static_cast<std::size_t>(size % 10);
    std::string out = is_negative ? "负" : "";
    if (yuan > 0) {
        out += capital_yuan(yuan) + "元";
    }
    if (jiao == 0 && rest == 0) {
        return yuan > 0 ? out + "整" : "零元整";
    }
    if (jiao > 0) {
        out += std::string(capitals[jiao]) + "角";
    } else if (yuan > 0) {
        out += capitals[0];
    }
    return rest > 0 ? out + std::string(capitals[rest]) + "分" : out + "整";
}

std::string print_sale_contract(const SaleContract& contract, Language language) {
    return Paper(contract, language).run();
}

}  // namespace xingke::model
