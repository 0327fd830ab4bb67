#include "tests/bench/dataset.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "app/base/regions.h"
#include "app/catalogue/all.h"
#include "tests/simulation/seeded_random.h"

namespace xingke::bench {
namespace {

using simulation::SeededRandom;
using store::FieldWrite;

constexpr std::string_view folder = "build/bench";
constexpr std::string_view made_key = "bench_dataset";
constexpr std::string_view made_value = "1";
constexpr std::uint32_t records_per_transaction = 5'000;

constexpr std::string_view cities[] = {"北京", "上海", "广州", "深圳", "杭州", "成都", "重庆", "武汉", "西安", "苏州",
                                       "南京", "天津", "长沙", "青岛", "大连", "厦门", "宁波", "无锡", "佛山", "合肥"};
constexpr std::string_view brand_parts[] = {
    "华", "兴", "安", "昂", "优", "特", "思", "诺", "瑞", "恒", "鑫", "达", "盛", "隆", "博", "远", "凯", "维",
    "信", "泰", "康", "德", "美", "嘉", "宏", "锦", "腾", "飞", "云", "海", "龙", "祥", "和", "润", "泽", "晟",
    "源", "丰", "翔", "宇", "创", "联", "众", "合", "智", "慧", "星", "光", "明", "亮", "卓", "越"};
constexpr std::string_view trades[] = {"科技", "贸易", "电子商务", "教育咨询", "医药",     "机械设备",
                                       "建材", "食品", "物流",     "信息技术", "生物制品", "文化传媒"};
constexpr std::string_view endings[] = {"有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团", "经营部"};
constexpr std::string_view surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵",   "吴",  "周",
                                         "徐", "孙", "马", "朱", "胡", "郭", "何", "欧阳", "司马"};
constexpr std::string_view given_parts[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
                                            "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华"};
constexpr std::string_view roads[] = {"人民路", "解放大道", "中山北路", "建设街", "科技园南区", "高新大道", "滨江路"};
constexpr std::string_view remarks[] = {"老客户介绍，喜欢喝茶", "展会上认识，要样品", "对价格敏感，下季度再谈",
                                        "需要发票，月结三十天", "竞争对手也在跟进",   ""};

template <std::size_t count>
std::string_view one_of(SeededRandom& random, const std::string_view (&all)[count]) {
    return all[random.below(count)];
}

std::string digits(SeededRandom& random, int count) {
    std::string out;
    while (count-- > 0) {
        out += static_cast<char>('0' + random.below(10));
    }
    return out;
}

std::string company_name(SeededRandom& random) {
    std::string name(one_of(random, cities));
    for (std::uint64_t i = 2 + random.below(2); i > 0; --i) {
        name += one_of(random, brand_parts);
    }
    return name + std::string(one_of(random, trades)) + std::string(one_of(random, endings));
}

std::string person_name(SeededRandom& random) {
    std::string name(one_of(random, surnames));
    for (std::uint64_t i = 1 + random.below(2); i > 0; --i) {
        name += one_of(random, given_parts);
    }
    return name;
}

std::string text_for(SeededRandom& random, std::string_view field, bool is_company) {
    if (field == "name") {
        return is_company ? company_name(random) : person_name(random);
    }
    if (field == "short_name") {
        return std::string(one_of(random, brand_parts)) + std::string(one_of(random, brand_parts));
    }
    if (field == "address") {
        return std::string(one_of(random, roads)) + std::to_string(1 + random.below(999)) + "号";
    }
    if (field == "remark") {
        return std::string(one_of(random, remarks));
    }
    if (field == "legal_rep" || field == "salutation") {
        return person_name(random);
    }
    return random.below(4) == 0 ? std::string(one_of(random, remarks)) : std::string();
}

struct ValueMaker {
    SeededRandom& random;
    const model::Field& field;
    bool is_company;

    std::string option(const std::vector<model::Option>& options) const {
        return options.empty() ? std::string() : options[random.below(options.size())].key;
    }
    std::int64_t number(std::uint64_t most) const { return static_cast<std::int64_t>(random.below(most)); }

    model::Value operator()(const model::kind::Text&) const { return text_for(random, field.name, is_company); }
    model::Value operator()(const model::kind::Digits& kind) const { return digits(random, kind.digits_max); }
    model::Value operator()(const model::kind::Phone& kind) const {
        return kind.allowed == model::kind::PhoneKind::mobile
                   ? "1" + std::to_string(3 + random.below(7)) + digits(random, 9)
                   : "0" + digits(random, 3) + "-" + digits(random, 8);
    }
    model::Value operator()(const model::kind::Email&) const { return "m" + digits(random, 7) + "@example.com"; }
    model::Value operator()(const model::kind::Choice& kind) const { return option(kind.options); }
    model::Value operator()(const model::kind::Choices& kind) const { return model::Elements{option(kind.options)}; }
    model::Value operator()(const model::kind::Region&) const {
        return std::to_string(110'000 + 10'000 * random.below(20)) + "/" + std::to_string(110'100);
    }
    model::Value operator()(const model::kind::Number&) const { return 20 + number(45); }
    model::Value operator()(const model::kind::Money&) const { return number(100'000'000) * 100; }
    model::Value operator()(const model::kind::Percent&) const { return number(10'000); }
    model::Value operator()(const model::kind::Date&) const { return 10'000 + number(10'000); }
    model::Value operator()(const model::kind::DateTime&) const { return 1'700'000'000'000 + number(90'000'000'000); }
    model::Value operator()(const model::kind::YesNo&) const { return random.below(3) == 0; }
    model::Value operator()(const model::kind::Reference& kind) const {
        return kind.type == "customer"
                   ? model::Value(customer_id(1 + static_cast<std::uint32_t>(number(customer_count))))
                   : model::Value(model::Empty{});
    }
    model::Value operator()(const model::kind::Place&) const { return model::Position{399'042'000, 1'164'074'000, 20}; }
    model::Value operator()(const model::kind::References&) const { return model::Empty{}; }
    model::Value operator()(const model::kind::Attachment&) const { return model::Empty{}; }
    model::Value operator()(const model::kind::Signature&) const { return model::Empty{}; }
};

[[noreturn]] void stop(const Error& error) {
    std::fprintf(stderr, "bench: %s\n", error.detail.c_str());
    std::exit(1);
}

template <class T>
T need(Result<T> result) {
    if (!result) {
        stop(result.error());
    }
    return std::move(*result);
}

void need(const Result<void>& result) {
    if (!result) {
        stop(result.error());
    }
}

RecordId id_of(model::TypeId type, std::uint32_t number) {
    RecordId id;
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    id.bytes[10] = static_cast<std::uint8_t>(type);
    // Scattered as the random part of real ids is, but by number.
    SeededRandom random(number);
    random.fill(std::span(id.bytes).subspan(11, 1));
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
    return id;
}

void make_records(store::Store& store, const model::RecordType& type, std::uint32_t count, SeededRandom& random) {
    for (std::uint32_t number = 1; number <= count;) {
        auto transaction = need(Transaction::begin(store.database()));
        for (std::uint32_t left = records_per_transaction; left > 0 && number <= count; --left, ++number) {
            std::vector<FieldWrite> fields = {{model::life_field, {std::int64_t{1}, number}}};
            for (const model::Field& field : type.fields) {
                const ValueMaker make{random, field, type.id == catalogue::type_id::customer};
                model::Value value = std::visit(make, field.kind);
                if (!model::is_empty(value)) {
                    fields.emplace_back(field.id, model::FieldState{std::move(value), number});
                }
            }
            need(store.write(type.id, id_of(type.id, number), fields));
        }
        need(transaction.commit());
    }
}

}  // namespace

RecordId customer_id(std::uint32_t number) {
    return id_of(catalogue::type_id::customer, number);
}

std::unique_ptr<Dataset> open_dataset() {
    std::filesystem::create_directories(folder);
    const std::string name = std::string(folder) + "/dataset.db";
    auto dataset = std::make_unique<Dataset>(Dataset{catalogue::core(), nullptr});
    dataset->store = need(store::Store::open(name, {.exclusive = true}, dataset->catalogue));
    if (need(dataset->store->meta(made_key)) == made_value) {
        return dataset;
    }
    dataset->store.reset();
    std::filesystem::remove(name);
    std::filesystem::remove(name + "-wal");
    dataset->store = need(store::Store::open(name, {.exclusive = true}, dataset->catalogue));
    const double begun = now_ms();
    SeededRandom random(20'261'121);
    for (const auto& [type, count] : {std::pair(catalogue::type_id::customer, customer_count),
                                      std::pair(catalogue::type_id::contact, contact_count)}) {
        make_records(*dataset->store, *dataset->catalogue.find(type), count, random);
    }
    need(dataset->store->set_meta(made_key, made_value));
    need(dataset->store->database().checkpoint());
    std::fprintf(stderr, "bench: made %u customers and %u contacts in %.0f s\n", customer_count, contact_count,
                 (now_ms() - begun) / 1000);
    return dataset;
}

double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor_ms() {
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

Spread spread_of(std::vector<double> samples) {
    std::ranges::sort(samples);
    const auto at = [&](double share) {
        return samples[static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1))];
    };
    return {at(0.5), at(0.95), samples.back()};
}

std::string figure(std::string_view name, double value) {
    char text[40];
    std::snprintf(text, sizeof text, "=%.3f", value);
    return " " + std::string(name) + text;
}

}  // namespace xingke::bench
