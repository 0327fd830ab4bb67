#include "sync/server/demo_data.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "app/base/check.h"
#include "app/base/date.h"
#include "app/base/regions.h"
#include "app/model/pool.h"
#include "sync/server/demo_story.h"
#include "sync/server/pool_keeper.h"

// Names, numbers and addresses are invented; streets and cities exist.
namespace xingke::server {
namespace {

constexpr std::string_view company_name = "行客演示公司";
constexpr int chinese_time_minutes = 480;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
constexpr std::size_t pooled_count = 2;  // of the customers, the last ones: nobody's

struct DemoCustomer {
    std::string_view name, short_name, industry, nature, status, rating, region, address, tel, turnover, staff,
        info_source;
    std::string_view remark;
};

struct DemoContact {
    std::string_view customer;  // its short name
    std::string_view name, salutation, position, mobile, email;
};

struct DemoVisit {
    std::string_view customer;  // its short name
    int days_ago;               // negative: planned
    std::string_view purpose, subject, notes;
};

constexpr std::array<DemoCustomer, 38> customers = {{
    {"北京启明星教育科技有限公司", "启明星教育", "education", "private", "following", "three", "北京市",
     "海淀区中关村大街27号1102室", "010-62681180", "above_50", "to_50", "web", "年底前要定下学员管理系统,预算在谈"},
    {"上海云帆电子商务有限公司", "云帆电商", "ecommerce", "private", "won", "three", "上海市",
     "长宁区天山路641号2号楼305室", "021-52061175", "above_50", "above_50", "telemarketing",
     "已签一年合同,续约时间在明年三月"},
    {"深圳市鹏程进出口贸易有限公司", "鹏程贸易", "foreign_trade", "private", "following", "two", "广东深圳",
     "罗湖区深南东路5002号2806室", "0755-82076651", "above_50", "to_50", "web", ""},
    {"杭州西溪网络科技有限公司", "西溪网络", "ecommerce", "joint_venture", "first_contact", "two", "浙江杭州",
     "西湖区文三路478号A座9层", "0571-88216630", "to_50", "to_50", "web", "对移动端离线使用很感兴趣"},
    {"广州市珠江职业培训学校", "珠江培训", "education", "institution", "loyal", "three", "广东广州",
     "天河区五山路141号", "020-85281160", "above_50", "above_50", "telemarketing", "老客户,推荐过两家同行"},
    {"成都锦官城文化传播有限公司", "锦官文化", "other", "private", "potential", "one", "四川成都",
     "武侯区一环路南三段15号", "028-85551926", "to_20", "to_20", "other", ""},
    {"武汉江城医疗器械有限公司", "江城医械", "other", "private", "following", "three", "湖北武汉",
     "洪山区珞喻路716号华乐商务中心1608室", "027-87801155", "above_50", "above_50", "telemarketing",
     "采购由设备科和信息科共同决定"},
    {"南京钟山对外贸易有限公司", "钟山外贸", "foreign_trade", "state_owned", "first_contact", "two", "江苏南京",
     "玄武区中山东路218号长安国际12层", "025-84731190", "above_50", "to_50", "telemarketing", ""},
    {"西安雁塔教育咨询有限公司", "雁塔教育", "education", "private", "potential", "one", "陕西西安",
     "雁塔区小寨西路232号", "029-85262217", "to_10", "to_20", "web", ""},
    {"重庆两江供应链管理有限公司", "两江供应链", "foreign_trade", "joint_venture", "following", "two", "重庆市",
     "渝北区星光大道62号B区5楼", "023-67021188", "to_50", "to_50", "other", "希望和现有ERP对接"},
    {"苏州金鸡湖软件有限公司", "金鸡湖软件", "other", "private", "won", "two", "江苏苏州",
     "工业园区星湖街328号创意产业园3-2A", "0512-62881033", "to_50", "to_50", "web", ""},
    {"天津滨海国际物流有限公司", "滨海物流", "foreign_trade", "state_owned", "first_contact", "two", "天津市",
     "滨海新区第三大街51号", "022-66220871", "above_50", "above_50", "telemarketing", ""},
    {"青岛海之韵食品有限公司", "海之韵", "other", "private", "following", "two", "山东青岛",
     "市南区香港中路76号颐中假日大厦2103", "0532-85761120", "to_50", "above_50", "other",
     "旺季在春节前,拜访避开十二月"},
    {"厦门鹭岛电子商务有限公司", "鹭岛电商", "ecommerce", "private", "potential", "one", "福建厦门",
     "思明区软件园二期望海路19号", "0592-2511806", "to_20", "to_20", "web", ""},
    {"长沙岳麓在线教育有限公司", "岳麓在线", "education", "private", "first_contact", "two", "湖南长沙",
     "岳麓区麓谷大道662号软件中心大楼", "0731-88911260", "to_20", "to_50", "web", ""},
    {"郑州中原农资连锁有限公司", "中原农资", "other", "private", "following", "two", "河南郑州",
     "金水区花园路39号国贸中心2609", "0371-65861177", "to_50", "above_50", "telemarketing",
     "各县门店网络差,离线使用是关键"},
    {"沈阳铁西机电设备有限公司", "铁西机电", "other", "state_owned", "invalid", "one", "辽宁沈阳", "铁西区建设东路57号",
     "024-25861108", "to_50", "above_50", "other", "采购已统一到集团,暂无需求"},
    {"大连星海船舶配件有限公司", "星海船配", "foreign_trade", "joint_venture", "following", "three", "辽宁大连",
     "沙河口区中山路478号上都大厦A座", "0411-84801126", "above_50", "to_50", "web", ""},
    {"宁波甬江文具制造有限公司", "甬江文具", "foreign_trade", "private", "won", "two", "浙江宁波", "鄞州区科技路655号",
     "0574-88221053", "above_50", "above_50", "telemarketing", ""},
    {"无锡太湖医药连锁有限公司", "太湖医药", "other", "private", "loyal", "three", "江苏无锡", "滨湖区梁清路88号",
     "0510-85181629", "above_50", "above_50", "other", "下属42家门店,去年增购过一次"},
    {"合肥科学岛仪器有限公司", "科学岛仪器", "other", "institution", "first_contact", "two", "安徽合肥",
     "蜀山区望江西路800号创新产业园", "0551-65321107", "to_20", "to_50", "web", ""},
    {"福州榕城茶业有限公司", "榕城茶业", "ecommerce", "private", "following", "one", "福建福州",
     "鼓楼区五四路137号信和广场1805", "0591-87841192", "to_20", "to_20", "web", ""},
    {"济南泉城培训中心", "泉城培训", "education", "institution", "potential", "one", "山东济南", "历下区文化东路63号",
     "0531-82961105", "to_10", "to_20", "other", ""},
    {"昆明滇池花卉进出口有限公司", "滇池花卉", "foreign_trade", "private", "following", "two", "云南昆明",
     "呈贡区斗南街道金桂街15号", "0871-67461138", "to_50", "to_50", "telemarketing", "凌晨交易,下午三点以后才方便接待"},
    {"南昌赣江陶瓷有限公司", "赣江陶瓷", "foreign_trade", "private", "first_contact", "one", "江西南昌",
     "东湖区八一大道357号财富广场A座", "0791-86211170", "to_20", "to_50", "other", ""},
    {"石家庄太行建材有限公司", "太行建材", "other", "private", "potential", "one", "河北石家庄", "长安区中山东路508号",
     "0311-86051132", "to_20", "above_50", "telemarketing", ""},
    {"哈尔滨冰城冷链物流有限公司", "冰城冷链", "other", "private", "first_contact", "two", "黑龙江哈尔滨",
     "道里区友谊路201号", "0451-84681129", "to_50", "to_50", "web", ""},
    {"长春净月汽车零部件有限公司", "净月汽配", "other", "joint_venture", "following", "three", "吉林长春",
     "净月高新区生态大街3688号", "0431-85121136", "above_50", "above_50", "telemarketing",
     "需要通过主机厂的信息安全审查"},
    {"贵阳花溪大数据服务有限公司", "花溪数据", "other", "state_owned", "potential", "two", "贵州贵阳",
     "花溪区贵安新区电子信息产业园", "0851-83601150", "to_50", "to_50", "web", ""},
    {"南宁邕江东盟贸易有限公司", "邕江贸易", "foreign_trade", "private", "following", "two", "广西南宁",
     "青秀区民族大道136号华润大厦B座", "0771-5581206", "to_50", "to_20", "other", ""},
    {"兰州黄河矿山设备有限公司", "黄河矿山", "other", "state_owned", "first_contact", "one", "甘肃兰州",
     "城关区东岗西路638号", "0931-8411163", "to_50", "above_50", "telemarketing", ""},
    {"乌鲁木齐天山棉业有限公司", "天山棉业", "foreign_trade", "private", "potential", "two", "新疆乌鲁木齐",
     "沙依巴克区友好北路669号", "0991-4811195", "above_50", "to_50", "other", "与内地有两小时时差,电话请在十一点后"},
    {"佛山市顺德家电制造有限公司", "顺德家电", "other", "private", "won", "three", "广东佛山",
     "顺德区北滘镇工业大道17号", "0757-26601188", "above_50", "above_50", "telemarketing", ""},
    {"东莞市松山湖模具有限公司", "松山湖模具", "other", "private", "following", "two", "广东东莞",
     "松山湖科技产业园区工业东路14号", "0769-22891120", "to_50", "to_50", "web", ""},
    {"珠海横琴跨境电商有限公司", "横琴跨境", "ecommerce", "joint_venture", "first_contact", "two", "广东珠海",
     "横琴新区琴朗道151号", "0756-8841136", "to_20", "to_20", "web", ""},
    {"海口椰风旅游用品有限公司", "椰风用品", "ecommerce", "private", "invalid", "one", "海南海口",
     "龙华区滨海大道85号天邑国际大厦", "0898-68511179", "to_10", "to_20", "other", "公司已转做餐饮"},
    {"银川塞上农业发展有限公司", "塞上农业", "other", "private", "potential", "two", "宁夏银川", "兴庆区解放东街138号",
     "0951-60180421", "to_20", "to_20", "web", "展会上留下名片，还没有人联系"},
    {"西宁河湟乳业有限公司", "河湟乳业", "other", "private", "first_contact", "one", "青海西宁", "城西区五四大街37号",
     "0971-61432208", "to_50", "to_50", "telemarketing", "去年谈过一次，负责的同事已调走"},
}};

constexpr std::array<DemoContact, 40> contacts = {{
    {"启明星教育", "周文静", "周老师", "教务总监", "13801030101", "zhouwj@qimingxing.example"},
    {"启明星教育", "许志远", "许总", "总经理", "13901030102", ""},
    {"云帆电商", "沈一帆", "沈总", "创始人", "13817120103", "shen@yunfan.example"},
    {"云帆电商", "顾晓琳", "顾小姐", "运营经理", "15821120104", "gu@yunfan.example"},
    {"鹏程贸易", "林国栋", "林总", "总经理", "13902450105", ""},
    {"西溪网络", "郑昊然", "郑工", "技术总监", "13588120106", "zheng@xixi.example"},
    {"珠江培训", "陈美玲", "陈校长", "校长", "13602810107", "chen@zhujiang.example"},
    {"锦官文化", "罗丹", "罗姐", "行政主管", "13880120108", ""},
    {"江城医械", "胡建军", "胡主任", "设备科主任", "13971120109", "hu@jiangcheng.example"},
    {"江城医械", "䶮晓东", "", "信息科工程师", "18627110110", ""},
    {"钟山外贸", "蒋雨桐", "蒋经理", "采购经理", "13951810111", ""},
    {"雁塔教育", "马超", "马老师", "校区负责人", "13992810112", ""},
    {"两江供应链", "谭小龙", "谭总", "副总经理", "13983120113", "tan@liangjiang.example"},
    {"金鸡湖软件", "陆瑶", "陆经理", "市场经理", "13862110114", "luyao@jinjihu.example"},
    {"滨海物流", "韩立新", "韩处长", "信息处处长", "13920110115", ""},
    {"海之韵", "于海燕", "于总", "销售总监", "13853210116", "yu@haizhiyun.example"},
    {"鹭岛电商", "黄志鹏", "", "店长", "13950010117", ""},
    {"岳麓在线", "彭思远", "彭总", "联合创始人", "13973110118", "peng@yuelu.example"},
    {"中原农资", "张红旗", "张总", "总经理", "13937110119", ""},
    {"铁西机电", "佟伟", "佟科长", "采购科科长", "13940010120", ""},
    {"星海船配", "曲明", "曲总", "总经理", "13940910121", "qu@xinghai.example"},
    {"甬江文具", "励建国", "励总", "董事长", "13957410122", ""},
    {"太湖医药", "华敏", "华店长", "门店管理部", "13861710123", "hua@taihu.example"},
    {"科学岛仪器", "汪洋", "汪博士", "研究员", "13955110124", ""},
    {"榕城茶业", "林依妹", "林姐", "电商负责人", "13950210125", ""},
    {"泉城培训", "孔令辉", "孔主任", "办公室主任", "13953110126", ""},
    {"滇池花卉", "和丽江", "和总", "总经理", "13888010127", ""},
    {"赣江陶瓷", "熊国平", "熊经理", "外贸部经理", "13970810128", "xiong@ganjiang.example"},
    {"太行建材", "赵铁柱", "赵总", "负责人", "13931110129", ""},
    {"冰城冷链", "关雪", "关经理", "运营经理", "13945010130", ""},
    {"净月汽配", "金成哲", "金部长", "信息部部长", "13943010131", "jin@jingyue.example"},
    {"花溪数据", "杨秀英", "杨主任", "综合部主任", "13985010132", ""},
    {"邕江贸易", "韦春晓", "韦经理", "东盟部经理", "13978810133", ""},
    {"黄河矿山", "马腾飞", "马工", "设备工程师", "13919010134", ""},
    {"天山棉业", "阿依古丽·买买提", "阿经理", "贸易部经理", "13999110135", ""},
    {"顺德家电", "梁伟雄", "梁总", "采购总监", "13928210136", "liang@shunde.example"},
    {"顺德家电", "欧阳静怡", "欧阳小姐", "采购助理", "18688210137", ""},
    {"松山湖模具", "谢志强", "谢厂长", "厂长", "13922910138", ""},
    {"横琴跨境", "吴嘉敏", "吴小姐", "业务拓展", "13926910139", "ng@hengqin.example"},
    {"椰风用品", "符海生", "符先生", "店主", "13976010140", ""},
}};

constexpr std::array<DemoVisit, 16> visits = {{
    {"启明星教育", 3, "products", "学员管理需求沟通",
     "与周老师和许总见面。现用表格登记学员,三个校区各管各的;希望手机上能直接登记试听。预算八万以内,年底前定。"},
    {"云帆电商", 12, "cooperation", "续约前回访",
     "使用情况良好,客服团队要增加五个账号。顾小姐希望能按渠道看客户来源。"},
    {"鹏程贸易", 6, "question", "报价答疑", "林总关心数据放在哪里、能不能自己部署,答复后表示可以试用一个月。"},
    {"珠江培训", 20, "cooperation", "年度回访", "陈校长愿意作为推荐客户,介绍了同区的两所学校。"},
    {"江城医械", 2, "products", "院内演示",
     "设备科和信息科都到场,地下室没有信号,离线录入当场演示成功。下一步提供安全说明。"},
    {"两江供应链", 9, "question", "接口讨论", "现有系统每晚导出表格,可以先用导入的办法对接。"},
    {"金鸡湖软件", 15, "cooperation", "上线培训", "培训了八名销售,重点讲了待同步标记和冲突处理。"},
    {"海之韵", 7, "products", "产品介绍", "看重拜访路线和签到,希望春节前上线。"},
    {"中原农资", 4, "products", "县级门店走访", "走了三家门店,网络都不稳定;张总认可离线优先的做法。"},
    {"星海船配", 11, "cooperation", "合同条款沟通", "付款方式改为三期,等法务回复。"},
    {"太湖医药", 18, "cooperation", "增购意向", "计划再开六家门店,账号数随之增加。"},
    {"滇池花卉", 5, "products", "斗南市场拜访", "下午三点见面,交易时段手上不离手机,字要大、步骤要少。"},
    {"净月汽配", 8, "question", "信息安全问卷", "收到主机厂的问卷四十二题,约定两周内答复。"},
    {"顺德家电", 14, "cooperation", "验收", "验收完成,梁总提出希望增加经销商拜访报表。"},
    {"启明星教育", -2, "cooperation", "方案与报价", ""},
    {"西溪网络", -4, "products", "首次拜访", ""},
}};

using Changes = std::vector<model::Change>;

const model::RecordType& type_named(const Rules& rules, std::string_view name) {
    const model::RecordType* type = rules.catalogue.find(name);
    CHECK(type != nullptr, "the catalogue declares what the demo shows");
    return *type;
}

// One record being written down, field by field; empty texts are left out.
class Draft {
public:
    Draft(Changes& changes, const Rules& rules, const model::RecordType& type, Instant created)
        : changes_(changes), type_(type), id_(make_id<RecordTag>(created, rules.random)) {
        changes_.push_back(begin_life(id_, type_));
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
        changes_.push_back(set_field(id_, type_, field, std::move(value)));
    }
    void belongs_to(RecordId person) {
        set("owner", person);
        set("creator", person);
    }

private:
    Changes& changes_;
    const model::RecordType& type_;
    RecordId id_;
};

struct Written {
    std::string_view short_name;
    RecordId id;
    RecordId owner;
    std::string_view address;
};

// The pool is on, and the story has nobody lose a customer tonight, but somebody soon.
void write_pool_rules(Changes& changes, const Rules& rules) {
    const model::RecordType& type = type_named(rules, "pool_rule");
    constexpr std::int64_t follow_up_days = 65, claims_per_day = 10;
    changes.push_back(begin_life(model::pool_rule_id, type));
    changes.push_back(set_field(model::pool_rule_id, type, "is_on", true));
    changes.push_back(set_field(model::pool_rule_id, type, "follow_up_days", follow_up_days));
    changes.push_back(set_field(model::pool_rule_id, type, "claims_per_day", claims_per_day));
}

std::vector<Written> write_customers(Changes& changes, const Rules& rules, const std::vector<RecordId>& owners) {
    std::vector<Written> written;
    const Instant now = rules.clock.now();
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const DemoCustomer& one = customers[i];
        // Spread over the last two months, one at a different time of each working day.
        const auto age = static_cast<std::int64_t>(customers.size() - i);
        Draft draft(changes, rules, type_named(rules, "customer"), {now.ms - age * (day_ms * 3 / 2) - age * 2'700'000});
        draft.text("name", one.name);
        draft.text("short_name", one.short_name);
        draft.text("industry", one.industry);
        draft.text("nature", one.nature);
        draft.text("status", one.status);
        draft.text("rating", one.rating);
        draft.text("region", find_region(one.region).value_or(""));
        draft.text("address", one.address);
        draft.text("tel", one.tel);
        draft.text("turnover", one.turnover);
        draft.text("staff", one.staff);
        draft.text("info_source", one.info_source);
        draft.text("remark", one.remark);
        draft.text("category", "company");
        // Two of three are the salesperson's.
        const RecordId owner = owners[i % 3 == 2 ? 1 : 0];
        if (i < customers.size() - pooled_count) {
            draft.belongs_to(owner);
        } else {
            draft.set("creator", owner);
        }
        written.push_back({one.short_name, draft.id(), owner, one.address});
    }
    return written;
}

const Written& customer_of(const std::vector<Written>& written, std::string_view short_name) {
    for (const Written& one : written) {
        if (one.short_name == short_name) {
            return one;
        }
    }
    CHECK(false, "contacts and visits of the demo name its customers");
    return written.front();
}

void write_contacts(Changes& changes, const Rules& rules, const std::vector<Written>& written) {
    std::string_view previous;
    for (const DemoContact& one : contacts) {
        const Written& customer = customer_of(written, one.customer);
        Draft draft(changes, rules, type_named(rules, "contact"), {rules.clock.now().ms - day_ms});
        draft.set("customer", customer.id);
        draft.text("name", one.name);
        draft.text("salutation", one.salutation);
        draft.text("position", one.position);
        draft.text("mobile", one.mobile);
        draft.text("email", one.email);
        draft.set("is_primary", one.customer != previous);
        draft.belongs_to(customer.owner);
        previous = one.customer;
    }
}

void write_visits(Changes& changes, const Rules& rules, const std::vector<Written>& written) {
    const Instant now = rules.clock.now();
    const std::int64_t today = days_since_epoch(local_time(now, chinese_time_minutes).date);
    for (const DemoVisit& one : visits) {
        const Written& customer = customer_of(written, one.customer);
        const bool is_planned = one.days_ago < 0;
        Draft draft(changes, rules, type_named(rules, "visit"), {now.ms - (is_planned ? 1 : one.days_ago) * day_ms});
        draft.set("customer", customer.id);
        draft.text("subject", one.subject);
        draft.text("state", is_planned ? "planned" : "done");
        draft.set("visited_on", today - one.days_ago);
        draft.text("purpose", one.purpose);
        draft.text("address", customer.address);
        draft.text("notes", one.notes);
        draft.belongs_to(customer.owner);
    }
}

}  // namespace

const std::vector<DemoAccount>& demo_accounts() {
    static const std::vector<DemoAccount> accounts = {
        {"sales", "王销售", model::Role::salesperson, "经营处/营销部", "营销部"},
        {"manager", "李经理", model::Role::manager, "经营处", "经营处处长"},
        {"admin", "赵管理", model::Role::administrator, "", "生产副厂长"},
        {"chen", "陈思远", model::Role::salesperson, "经营处/营销部", ""},
        {"lin", "林晓梅", model::Role::salesperson, "经营处/营销部", ""},
        {"zhou", "周海涛", model::Role::salesperson, "经营处/大客户部", ""},
        {"he", "何佳怡", model::Role::salesperson, "经营处/大客户部", ""},
        {"finance", "孙会计", model::Role::finance, "财务部", ""},
    };
    return accounts;
}

Result<void> load_demo(Storage& storage, const Rules& rules) {
    const Company company = TRY(add_company(storage, rules, std::string(company_name)));
    std::vector<RecordId> people;
    for (const DemoAccount& account : demo_accounts()) {
        people.push_back(
            TRY(add_user(storage, rules, company.id,
                         {std::string(account.login), std::string(account.name), std::string(demo_password),
                          account.role, std::string(account.department), std::string(account.signs_for)})));
    }
    Changes changes;
    const std::vector<Written> written = write_customers(changes, rules, people);
    write_pool_rules(changes, rules);
    write_contacts(changes, rules, written);
    write_visits(changes, rules, written);
    // By the places of demo_accounts().
    const DemoPeople story{{people[0], people[3], people[4], people[5], people[6]}, people[1], people[7]};
    std::ranges::move(demo_story(rules, story), std::back_inserter(changes));
    const auto writing = TRY(storage.begin_write(company.id));
    TRY(commit_as_server(*writing, rules, people[2], std::move(changes)));
    TRY(writing->commit());
    // What the first minutes of a running server would add: how long each customer stays.
    PoolKeeper pools(storage, rules);
    while (TRY(pools.run({}))) {
    }
    return {};
}

}  // namespace xingke::server
