#include "sync/server/demo_story.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "app/base/check.h"
#include "app/base/date.h"
#include "app/base/regions.h"

// Names, numbers and addresses are invented; cities exist.
namespace xingke::server {
namespace {

constexpr int chinese_time_minutes = 480;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000, hour_ms = 3600 * 1000;
constexpr int customer_count = 264, pooled_every = 9, lead_count = 18;

constexpr std::array<std::string_view, 30> places = {
    "北京市",   "上海市",     "广东深圳",     "浙江杭州", "广东广州", "四川成都", "湖北武汉", "江苏南京",
    "陕西西安", "重庆市",     "江苏苏州",     "天津市",   "山东青岛", "福建厦门", "湖南长沙", "河南郑州",
    "辽宁沈阳", "辽宁大连",   "浙江宁波",     "江苏无锡", "安徽合肥", "福建福州", "山东济南", "云南昆明",
    "江西南昌", "河北石家庄", "黑龙江哈尔滨", "吉林长春", "广东佛山", "广东东莞"};
constexpr std::array<std::string_view, 30> place_names = {
    "北京", "上海", "深圳", "杭州", "广州", "成都",   "武汉",   "南京", "西安", "重庆",
    "苏州", "天津", "青岛", "厦门", "长沙", "郑州",   "沈阳",   "大连", "宁波", "无锡",
    "合肥", "福州", "济南", "昆明", "南昌", "石家庄", "哈尔滨", "长春", "佛山", "东莞"};
constexpr std::array<std::string_view, 22> words = {"华泰", "鼎新", "瑞丰", "恒通", "远航",   "嘉禾", "汇川", "博远",
                                                    "金桥", "宏达", "立信", "天成", "昌盛",   "中科", "海纳", "明德",
                                                    "锐捷", "安泰", "启源", "泰和", "新纪元", "百川"};
struct Trade {
    std::string_view name, industry, remark;
};
constexpr std::array<Trade, 12> trades = {{
    {"精密机械", "other", "产线改造，关注交期"},
    {"电子科技", "other", "样品测试中"},
    {"包装材料", "other", ""},
    {"食品", "other", "旺季在年底"},
    {"汽车零部件", "other", "需要供应商审核"},
    {"职业培训学校", "education", "寒暑假是淡季"},
    {"教育咨询", "education", ""},
    {"跨境电商", "ecommerce", "希望月结"},
    {"供应链管理", "foreign_trade", ""},
    {"进出口贸易", "foreign_trade", "以外币结算"},
    {"医疗器械", "other", "招标采购"},
    {"软件", "other", "技术部门先试用"},
}};
constexpr std::array<std::string_view, 20> surnames = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                                       "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};
constexpr std::array<std::string_view, 20> given_names = {"建国", "晓梅", "志强", "丽华", "伟",   "静",   "海涛",
                                                          "雨桐", "国栋", "敏",   "文博", "佳怡", "明轩", "雪",
                                                          "浩然", "慧",   "俊杰", "思远", "婷",   "永刚"};
constexpr std::array<std::string_view, 6> positions = {"采购经理", "总经理",   "设备主管",
                                                       "技术总监", "行政主管", "副总经理"};
constexpr std::array<std::string_view, 6> statuses = {"potential", "first_contact", "following",
                                                      "following", "won",           "loyal"};
constexpr std::array<std::string_view, 6> stages = {"contact", "needs", "proposal", "negotiation", "won", "lost"};
constexpr std::array<std::int64_t, 6> rates = {1'000, 3'000, 5'000, 8'000, 10'000, 0};
constexpr std::array<std::string_view, 5> projects = {"设备采购", "产线改造", "年度供货", "系统升级", "备件框架"};
struct DemoProduct {
    std::string_view code, name, model, unit;
    std::int64_t price;  // fen
};
constexpr std::array<DemoProduct, 6> products = {{
    {"BP-07", "变频器", "BP-7/15kW", "台", 680'000},
    {"SF-20", "伺服驱动器", "SF-20", "套", 1'250'000},
    {"PLC-3", "可编程控制器", "PLC-3S", "台", 390'000},
    {"HMI-10", "触摸屏", "HMI-10寸", "台", 260'000},
    {"SEN-5", "光电传感器", "SEN-5A", "只", 18'500},
    {"SRV-1", "现场调试服务", "人天", "人天", 220'000},
}};
constexpr std::array<std::string_view, 5> mottos = {"把每一次拜访都当作第一次。", "客户记住的是你解决的问题。",
                                                    "今天多走一步，明天少说十句。", "先听懂，再开口。",
                                                    "承诺的时间，就是信用的价格。"};
constexpr std::array<std::string_view, 5> tasks = {"电话回访", "送样品", "报价沟通", "合同条款确认", "季度回访"};

template <class List>
const auto& pick(const List& list, int number) {
    return list[static_cast<std::size_t>(number) % list.size()];
}

// 0 … below, the same for the same number, and without a pattern that a reader would see.
std::int64_t scattered(int number, std::uint32_t below) {
    const std::uint32_t mixed = static_cast<std::uint32_t>(number + 1) * 2'654'435'761U;
    return static_cast<std::int64_t>(((mixed ^ (mixed >> 15)) * 2'246'822'519U >> 9) % below);
}

// One record being written down, field by field; empty texts are left out.
class Page {
public:
    Page(std::vector<model::Change>& changes, const Rules& rules, std::string_view type, Instant created)
        : changes_(changes), type_(rules.catalogue.find(type)), id_(make_id<RecordTag>(created, rules.random)) {
        CHECK(type_ != nullptr, "the catalogue declares what the demo shows");
        changes_.push_back(begin_life(id_, *type_));
        set("created", created.ms);
        set("updated", created.ms);
    }
    RecordId id() const { return id_; }
    void text(std::string_view field, std::string_view value) {
        if (!value.empty()) {
            set(field, std::string(value));
        }
    }
    void set(std::string_view field, model::Value value) {
        changes_.push_back(set_field(id_, *type_, field, std::move(value)));
    }
    void belongs_to(RecordId person) {
        set("owner", person);
        set("creator", person);
    }

private:
    std::vector<model::Change>& changes_;
    const model::RecordType* type_;
    RecordId id_;
};

std::string person_name(int number) {
    return std::string(pick(surnames, number * 7)) + std::string(pick(given_names, number * 3 + number / 20));
}

class Story {
public:
    Story(const Rules& rules, const DemoPeople& people)
        : rules_(rules),
          people_(people),
          now_(rules.clock.now()),
          today_(days_since_epoch(local_time(now_, chinese_time_minutes).date)) {}

    std::vector<model::Change> tell() {
        write_base_data();
        for (int i = 0; i < customer_count; ++i) {
            write_customer(i);
        }
        for (int i = 0; i < lead_count; ++i) {
            write_lead(i);
        }
        write_reports();
        return std::move(changes_);
    }

private:
    Instant days_ago(std::int64_t days) const { return {now_.ms - days * day_ms}; }
    std::string number(std::string_view prefix, std::int64_t day) {
        const Date date = date_of_days(day);
        const int compact = date.year * 10'000 + date.month * 100 + date.day;
        std::string count = std::to_string(++count_);
        count.insert(0, count.size() < 4 ? 4 - count.size() : 0, '0');
        // No device has a code of four characters before a million others.
        return std::string(prefix) + "-" + std::to_string(compact) + "-DEM0-" + count;
    }

    void write_base_data() {
        for (const DemoProduct& one : products) {
            Page page(changes_, rules_, "product", days_ago(200));
            page.text("code", one.code);
            page.text("name", one.name);
            page.text("model", one.model);
            page.text("unit", one.unit);
            page.text("kind", "standard");
            page.text("status", "on_sale");
            page.set("price", one.price);
            page.belongs_to(people_.manager);
            product_ids_.push_back(page.id());
        }
        for (std::size_t i = 0; i < mottos.size(); ++i) {
            Page page(changes_, rules_, "slogan", days_ago(200));
            page.text("content", mottos[i]);
            page.set("enabled", true);
            page.set("position", static_cast<std::int64_t>(i + 1));
            page.belongs_to(people_.manager);
        }
        Page account(changes_, rules_, "bank_account", days_ago(200));
        account.text("name", "基本户");
        account.text("holder", "行客演示公司");
        account.text("bank", "icbc");
        account.text("number", "6222020200112233445");
        account.belongs_to(people_.finance);
        bank_account_ = account.id();
    }

    void write_customer(int i) {
        const bool is_pooled = i % pooled_every == 4;
        const RecordId owner = pick(people_.sellers, i);
        const Trade& trade = pick(trades, i * 5 + i / 7);
        const std::int64_t age = 3 + (i * 37) % 340;
        Page page(changes_, rules_, "customer", days_ago(age));
        page.text("name", std::string(pick(place_names, i)) + std::string(pick(words, i * 3 + i / 30)) +
                              std::string(trade.name) + "有限公司");
        page.text("industry", trade.industry);
        page.text("remark", trade.remark);
        page.text("nature", i % 11 == 0 ? "state_owned" : i % 7 == 0 ? "joint_venture" : "private");
        page.text("status", is_pooled ? "potential" : pick(statuses, i * 5 + i / 11));
        page.text("rating", i % 5 == 0 ? "three" : i % 2 == 0 ? "two" : "one");
        page.text("region", find_region(pick(places, i)).value_or(""));
        page.text("tel", "0" + std::to_string(311 + i % 500) + "-8" + std::to_string(100'000 + (i * 7'919) % 900'000));
        page.text("turnover", i % 4 == 0 ? "above_50" : i % 3 == 0 ? "to_20" : "to_50");
        page.text("staff", i % 3 == 0 ? "above_50" : "to_50");
        page.text("info_source", i % 3 == 0 ? "web" : i % 5 == 0 ? "other" : "telemarketing");
        page.text("category", "company");
        page.text("customer_no", "C2026-DEM0-" + std::to_string(10'001 + i));
        // Days since the last visit: whoever has a customer for long has seen to it that it stays (pool_rule).
        const std::int64_t last = std::min<std::int64_t>(age - 1, scattered(i, 61));
        const bool is_visited = !is_pooled && (i % 3 != 1 || age > 50);
        if (is_pooled) {
            page.set("creator", owner);
        } else {
            page.belongs_to(owner);
        }
        if (is_visited) {
            page.set("followed_at", days_ago(last).ms);
        }
        const RecordId contact = write_contact(i, page.id(), owner, age);
        if (is_visited) {
            write_visit(i, page.id(), contact, owner, last);
        }
        if (!is_pooled && i % 3 != 1) {
            write_dealings(i, page.id(), contact, owner, last);
        }
    }

    RecordId write_contact(int i, RecordId customer, RecordId owner, std::int64_t age) {
        constexpr std::array<std::string_view, 5> prefixes = {"138", "139", "158", "186", "135"};
        Page page(changes_, rules_, "contact", days_ago(age));
        page.set("customer", customer);
        page.text("name", person_name(i));
        page.text("position", pick(positions, i));
        page.text("mobile", std::string(pick(prefixes, i)) + std::to_string(10'000'000 + (i * 104'729) % 89'999'999));
        page.set("is_primary", true);
        page.belongs_to(owner);
        return page.id();
    }

    void write_dealings(int i, RecordId customer, RecordId contact, RecordId owner, std::int64_t last) {
        if (i % 4 == 0) {
            write_schedule(i, customer, contact, owner);
        }
        if (i % 2 == 0) {
            // Many begin, fewer go on.
            constexpr std::array<std::size_t, 18> funnel = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5};
            const std::size_t stage = funnel[static_cast<std::size_t>(scattered(i, funnel.size()))];
            const RecordId chance = write_opportunity(i, customer, contact, owner, stage, last);
            if (stages[stage] == "won") {
                write_contract(i, customer, chance, owner, last);
            }
        }
    }

    void write_visit(int i, RecordId customer, RecordId contact, RecordId owner, std::int64_t ago) {
        Page page(changes_, rules_, "visit", days_ago(ago + 1));
        page.set("customer", customer);
        page.set("contact", contact);
        page.text("subject", pick(tasks, i));
        page.text("state", "done");
        page.set("visited_on", today_ - ago);
        page.text("purpose", i % 2 == 0 ? "cooperation" : "products");
        page.text("notes", "了解了近期需求，约定下次带样品。");
        page.belongs_to(owner);
    }

    void write_schedule(int i, RecordId customer, RecordId contact, RecordId owner) {
        Page page(changes_, rules_, "schedule", days_ago(2));
        const std::int64_t start =
            instant_of({.date = date_of_days(today_ + i % 9 - 2), .hour = 9 + i % 8}, chinese_time_minutes).ms;
        page.text("subject", pick(tasks, i + 2));
        page.text("kind", i % 3 == 0 ? "visit" : "call");
        page.set("customer", customer);
        page.set("contact", contact);
        page.set("start", start);
        page.set("end", start + hour_ms);
        page.text("state", i % 9 < 2 ? "done" : "planned");
        page.belongs_to(owner);
    }

    RecordId write_opportunity(int i, RecordId customer, RecordId contact, RecordId owner, std::size_t stage,
                               std::int64_t ago) {
        // Most have moved lately; the others are marked as stalled.
        const std::int64_t begun = std::min<std::int64_t>(ago, scattered(i + 7, 24));
        Page page(changes_, rules_, "opportunity", days_ago(begun));
        page.text("name", pick(projects, i / 2));
        page.set("customer", customer);
        page.set("contact", contact);
        page.text("stage", stages[stage]);
        page.text("status", stages[stage] == "won" ? "won" : stages[stage] == "lost" ? "lost" : "open");
        page.set("win_rate", rates[stage]);
        page.set("amount", amount_of(i));
        page.set("close_on", today_ + 3 + scattered(i, 75));
        page.text("source", i % 3 == 0 ? "web" : "telemarketing");
        page.text("lost_reason", stages[stage] == "lost" ? "价格高于竞争对手" : "");
        page.belongs_to(owner);
        const DemoProduct& product = pick(products, i / 2);
        Page line(changes_, rules_, "opportunity_line", days_ago(begun));
        line.set("opportunity", page.id());
        line.set("product", pick(product_ids_, i / 2));
        line.text("name", product.name);
        line.text("model", product.model);
        line.set("quantity", std::int64_t{quantity_of(i)});
        line.set("price", product.price);
        line.belongs_to(owner);
        return page.id();
    }

    static int quantity_of(int i) { return 2 + static_cast<int>(scattered(i, 19)); }
    static std::int64_t amount_of(int i) { return pick(products, i / 2).price * quantity_of(i); }

    void write_contract(int i, RecordId customer, RecordId chance, RecordId owner, std::int64_t ago) {
        const std::int64_t signed_on = today_ - ago - 40;
        Page page(changes_, rules_, "contract", days_ago(ago + 45));
        page.text("no", number("HT", signed_on));
        page.text("name", std::string(pick(projects, i / 2)) + "合同");
        page.set("customer", customer);
        page.set("opportunity", chance);
        page.text("category", "long_term");
        page.text("class", "regular");
        page.text("stock", "in_stock");
        page.text("status", i % 12 == 8 ? "done" : "performing");
        page.text("pay_method", "on_delivery");
        page.set("amount", amount_of(i));
        page.set("sign_date", signed_on);
        page.set("start", signed_on);
        page.set("end", signed_on + 365);
        page.text("signer_own", "李经理");
        page.text("signer_customer", person_name(i));
        page.belongs_to(owner);
        const DemoProduct& product = pick(products, i / 2);
        Page line(changes_, rules_, "contract_line", days_ago(ago + 45));
        line.set("contract", page.id());
        line.set("product", pick(product_ids_, i / 2));
        line.text("name", product.name);
        line.text("model", product.model);
        line.set("quantity", std::int64_t{quantity_of(i)});
        line.set("price", product.price);
        line.belongs_to(owner);
        write_money(i, customer, page.id(), owner, signed_on);
    }

    // Two instalments: the first is paid in most cases, the second is waited for or overdue.
    void write_money(int i, RecordId customer, RecordId contract, RecordId owner, std::int64_t signed_on) {
        for (int part = 0; part < 2; ++part) {
            Page page(changes_, rules_, "receivable", days_ago(40));
            page.text("no", number("YS", signed_on));
            page.set("customer", customer);
            page.set("contract", contract);
            page.set("amount", amount_of(i) / 2);
            page.set("due", part == 0 ? signed_on + 20 : today_ - 12 + i % 40);
            page.belongs_to(owner);
            if (part == 0 && i % 5 != 3) {
                Page paid(changes_, rules_, "payment", days_ago(15));
                paid.text("no", number("HK", today_ - 15));
                paid.set("customer", customer);
                paid.set("contract", contract);
                paid.set("receivable", page.id());
                paid.set("amount", amount_of(i) / (i % 4 == 0 ? 4 : 2));
                paid.set("paid_on", today_ - i % 25);
                paid.text("method", "on_delivery");
                paid.set("bank_account", bank_account_);
                paid.text("state", i % 3 == 0 ? "registered" : "confirmed");
                paid.belongs_to(owner);
            }
        }
        Page invoice(changes_, rules_, "invoice", days_ago(30));
        invoice.text("no", number("FP", today_ - 30));
        invoice.set("customer", customer);
        invoice.set("contract", contract);
        invoice.text("kind", "special");
        invoice.set("amount", amount_of(i) / 2);
        invoice.set("issued_on", today_ - 30);
        invoice.text("invoice_no", std::to_string(24'310'000 + i));
        invoice.belongs_to(owner);
    }

    void write_lead(int i) {
        constexpr std::array<std::string_view, 6> sources = {"research",      "promotion", "recommended",
                                                             "telemarketing", "web",       "other"};
        Page page(changes_, rules_, "lead", days_ago(i % 12 + 1));
        const Trade& trade = pick(trades, i + 3);
        page.text("name", std::string(trade.name) + std::string(pick(projects, i)) + "询价");
        page.text("company", std::string(pick(place_names, i * 5 + 2)) + std::string(pick(words, i + 9)) +
                                 std::string(trade.name) + "有限公司");
        page.text("contact_name", person_name(i + 400));
        page.text("mobile", "137" + std::to_string(20'000'000 + i * 130'363));
        page.text("source", pick(sources, i));
        page.text("state", i % 6 == 5 ? "invalid" : i % 2 == 0 ? "new" : "following");
        page.text("needs", trade.remark);
        page.set("next_contact", now_.ms + (i % 5 + 1) * day_ms);
        page.belongs_to(pick(people_.sellers, i));
    }

    void write_reports() {
        for (std::size_t i = 0; i < people_.sellers.size(); ++i) {
            for (int ago = 1; ago <= 3; ++ago) {
                Page page(changes_, rules_, "daily_report", days_ago(ago));
                page.set("day", today_ - ago);
                page.set("reporter", people_.sellers[i]);
                page.text("today", "拜访两家客户，回访电话五个，更新商机三条。");
                page.text("tomorrow", "跟进报价，准备样品。");
                page.text("state", ago == 1 ? "submitted" : "read");
                page.belongs_to(people_.sellers[i]);
            }
        }
    }

    const Rules& rules_;
    const DemoPeople& people_;
    Instant now_;
    std::int64_t today_;
    int count_ = 0;
    std::vector<model::Change> changes_;
    std::vector<RecordId> product_ids_;
    RecordId bank_account_;
};

}  // namespace

std::vector<model::Change> demo_story(const Rules& rules, const DemoPeople& people) {
    return Story(rules, people).tell();
}

}  // namespace xingke::server
