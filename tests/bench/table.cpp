#include "tests/bench/table.h"

#include <string_view>

#include "tests/simulation/seeded_random.h"

namespace xingke::bench {
namespace {

using simulation::SeededRandom;

constexpr std::string_view cities[] = {"北京", "上海", "广州", "深圳", "杭州", "成都", "重庆", "武汉", "西安", "苏州"};
constexpr std::string_view regions[] = {"北京", "上海", "广东 广州", "广东 深圳", "浙江 杭州", "四川 成都"};
constexpr std::string_view parts[] = {"华", "兴", "安", "优", "特", "思", "诺", "瑞", "恒", "鑫", "达", "盛",
                                      "隆", "博", "远", "凯", "维", "信", "泰", "康", "德", "美", "嘉", "宏"};
constexpr std::string_view trades[] = {"科技", "贸易", "电子商务", "教育咨询", "医药", "机械设备", "建材", "食品"};
constexpr std::string_view roads[] = {"人民路", "解放大道", "中山北路", "建设街", "科技园南区", "高新大道", "滨江路"};
constexpr std::string_view surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"};
constexpr std::string_view turnovers[] = {"0-10万", "10-20万", "20-50万", "50万以上"};
constexpr std::string_view staffs[] = {"5-20人", "20-50人", "50人以上"};
constexpr std::string_view ratings[] = {"一星", "二星", "三星"};
constexpr std::string_view remarks[] = {"老客户介绍，喜欢喝茶", "展会上认识，要样品", "对价格敏感，下季度再谈"};

template <std::size_t count>
std::string one_of(SeededRandom& random, const std::string_view (&all)[count]) {
    return std::string(all[random.below(count)]);
}

std::string digits(SeededRandom& random, int count) {
    std::string out;
    while (count-- > 0) {
        out += static_cast<char>('0' + random.below(10));
    }
    return out;
}

std::string six_digits(std::uint32_t number) {
    return std::to_string(1'000'000 + number).substr(1);
}

}  // namespace

const std::vector<std::string>& table_columns() {
    static const std::vector<std::string> columns = {"客户名称",   "邮编",     "年营业额", "客户联系地址", "详细地址",
                                                     "电话",       "员工数",   "备注",     "客户简称",     "传真",
                                                     "法定代表人", "注册资本", "经营范围", "创业时间",     "评分"};
    return columns;
}

formats::PackedRows table_rows(std::uint32_t row_count) {
    SeededRandom random(42);
    formats::PackedRows rows;
    for (std::uint32_t i = 0; i < row_count; ++i) {
        const std::string brand = one_of(random, parts) + one_of(random, parts) + six_digits(i);
        rows.add({i + 2,
                  {one_of(random, cities) + brand + one_of(random, trades) + "有限公司", "1" + digits(random, 5),
                   one_of(random, turnovers), one_of(random, regions),
                   one_of(random, roads) + std::to_string(1 + random.below(900)) + "号",
                   "010-" + std::to_string(2) + digits(random, 1) + six_digits(i), one_of(random, staffs),
                   one_of(random, remarks), brand, "010-6" + digits(random, 7),
                   one_of(random, surnames) + one_of(random, parts), std::to_string(100'000 * (1 + random.below(900))),
                   one_of(random, trades) + "、" + one_of(random, trades),
                   "20" + digits(random, 1) + "5-0" + std::to_string(1 + random.below(9)) + "-15",
                   one_of(random, ratings)}});
    }
    return rows;
}

}  // namespace xingke::bench
