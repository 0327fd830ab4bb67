#include "app/ui/kit/gallery.h"

#include <array>
#include <iterator>
#include <string>

#include "app/ui/kit/chart.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

// The gallery's words are examples, for those who build the app: they are in one language.
const std::array<Choice, 6> statuses = {{{"potential", "潜在"},
                                         {"first", "初步接触", Tone::accent},
                                         {"following", "持续跟进", Tone::accent},
                                         {"won", "成交", Tone::good},
                                         {"loyal", "忠诚", Tone::good},
                                         {"invalid", "无效", Tone::bad}}};
const std::array<Choice, 3> themes = {{{"system", "跟随系统", Tone::neutral, Icon::sun_moon},
                                       {"light", "浅色", Tone::neutral, Icon::sun},
                                       {"dark", "深色", Tone::neutral, Icon::moon}}};

}  // namespace

struct Gallery::State {
    std::string name = "北京思优特科技发展有限公司";
    std::string empty, phone = "13800138000", wrong = "1380013800",
                       note = "上午拜访王总，介绍了新产品。\n对方希望下周三前收到报价。";
    std::string password = "geheim12", search, amount = "128,000.00", date = "2026-11-21", status = "won",
                radio = "first", look = "light", tab = "details", region = "110000/110100", picked_search;
    std::vector<std::string> several = {"first", "won"};
    bool on = true, off = false, checked = true, unchecked = false;
    bool dialog = false, sheet_question = false, menu = false;
    int stars = 3;
    Box menu_anchor;

    void draw_type(Ui& ui);
    void draw_buttons(Ui& ui);
    void draw_fields(Ui& ui);
    void draw_choices(Ui& ui);
    void draw_small(Ui& ui);
    void draw_surfaces(Ui& ui);
    void draw_charts(Ui& ui);
    void draw_overlays(Ui& ui);
    void draw_icons(Ui& ui);
};

namespace {

// One titled card of the gallery.
class Exhibit {
public:
    Exhibit(Ui& ui, std::string_view title) : scope_(ui, title), card_(ui, "card", {.padding = 20, .gap = 16}) {
        heading(ui, title, 2);
    }

private:
    IdScope scope_;
    Card card_;
};

}  // namespace

void Gallery::State::draw_type(Ui& ui) {
    Exhibit exhibit(ui, "文字");
    text(ui, "行客 Xingke 24", {.type = Type::display});
    text(ui, "行客 Xingke 20", {.type = Type::title});
    text(ui, "客户资料 Large 16 strong", {.type = Type::large_strong});
    text(ui,
         "正文 14:外勤销售在没有网络的地方也能工作一整天，回到网络后自动同步。A salesperson works a whole day without "
         "a network.",
         {.type = Type::body});
    soft_text(ui, "次要文字 14");
    caption(ui, "说明 12 · 2026-11-21 09:05");
    text(ui, "0192e4a0-7c3b-7def", {.type = Type::mono, .color = theme(ui).text_soft});
    text(ui,
         "最多两行：北京思优特科技发展有限公司位于朝阳区，主营电子元器件贸易，年营业额五十万以上，重点客户，已合作三年"
         "，每季度回访一次，联系人王建国。",
         {.lines_max = 2, .width = 260});
}

void Gallery::State::draw_buttons(Ui& ui) {
    Exhibit exhibit(ui, "按钮");
    {
        Row row(ui, {.wraps = true});
        button(ui, "保存", {.kind = ButtonKind::primary});
        button(ui, "导入", {.icon = Icon::upload});
        button(ui, "更多", {.kind = ButtonKind::ghost, .icon = Icon::ellipsis});
        button(ui, "删除", {.kind = ButtonKind::danger, .icon = Icon::trash});
        button(ui, "移除", {.kind = ButtonKind::danger_ghost});
        button(ui, "了解详情", {.kind = ButtonKind::link});
    }
    {
        Row row(ui, {.wraps = true});
        button(ui, "不可用", {.kind = ButtonKind::primary, .disabled = true, .id = "disabled-primary"});
        button(ui, "不可用", {.disabled = true, .id = "disabled-secondary"});
        button(ui, "正在保存", {.kind = ButtonKind::primary, .busy = true});
        button(ui, "小按钮", {.icon = Icon::plus, .small = true});
        icon_button(ui, Icon::bell, "通知", {.badge = 3});
        icon_button(ui, Icon::search, "搜索");
        icon_button(ui, Icon::star, "收藏", {.selected = true});
        icon_button(ui, Icon::lock, "锁定", {.disabled = true});
        link(ui, "13800138000", Icon::phone);
        key_hint(ui, "Ctrl K");
    }
}

void Gallery::State::draw_fields(Ui& ui) {
    Exhibit exhibit(ui, "输入");
    Columns columns(ui, {.count = is_wide(ui) ? 2 : 1, .gap = 20, .row_gap = 16});
    columns.next();
    text_field(ui, "name", name, {.label = "客户名称", .required = true});
    columns.next();
    text_field(ui, "empty", empty, {.label = "详细地址", .placeholder = "街道、门牌号"});
    columns.next();
    text_field(ui, "phone", phone,
               {.label = "手机", .help = "11 位手机号码", .kind = InputKind::tel, .icon = Icon::phone});
    columns.next();
    text_field(ui, "wrong", wrong,
               {.label = "备用手机", .error = "备用手机“1380013800”不是有效的手机号码", .kind = InputKind::tel});
    columns.next();
    text_field(ui, "amount", amount, {.label = "注册资本", .prefix = "¥", .kind = InputKind::decimal});
    columns.next();
    text_field(ui, "password", password, {.label = "密码", .kind = InputKind::password});
    columns.next();
    text_field(ui, "fixed", name, {.label = "编号", .read_only = true});
    columns.next();
    text_field(ui, "search", search, {.name = "搜索客户", .placeholder = "搜索客户", .kind = InputKind::search});
    columns.next();
    text_field(ui, "note", note, {.label = "拜访记录", .kind = InputKind::multiline});
    columns.next();
    date_field(ui, "date", date, {2026, 11, 21}, {.label = "下次联系"});
    columns.next();
    select_field(ui, "status", statuses, status, {.label = "客户状态"});
    columns.next();
    multi_select_field(ui, "several", statuses, several, {.label = "曾经的状态"});
    columns.next();
    const std::array<ChoiceGroup, 2> regions = {{{{"110000", "北京市"}, {{"110100", "北京市"}}},
                                                 {{"440000", "广东省"}, {{"440100", "广州市"}, {"440300", "深圳市"}}}}};
    two_step_field(ui, "region", regions, region, {.label = "地区"});
    columns.next();
    const std::array<Choice, 2> hits = {
        {{"1", "北京思优特科技发展有限公司", Tone::neutral, Icon::none, "北京市 · 持续跟进"},
         {"2", "上海远航贸易有限公司", Tone::neutral, Icon::none, "上海市"}}};
    picker_field(ui, "picker", picked_search, hits,
                 {.field = {.label = "所属客户", .error = "请填写所属客户", .required = true}});
}

void Gallery::State::draw_choices(Ui& ui) {
    Exhibit exhibit(ui, "选择");
    radio_chips(ui, "客户状态", statuses, radio);
    segments(ui, "外观", themes, look);
    const std::array<Tab, 4> views = {
        {{"details", "资料"}, {"contact", "联系人", 3}, {"visit", "拜访", 12}, {"timeline", "动态"}}};
    tabs(ui, "分页", views, tab);
    toggle(ui, "重点客户", on, "重点客户在列表里排在前面");
    toggle(ui, "接收提醒", off);
    {
        Row row(ui, {.gap = 20, .wraps = true});
        checkbox(ui, "同时清除本机数据", checked);
        checkbox(ui, "只看我的", unchecked);
    }
    rating(ui, "评分", stars);
}

void Gallery::State::draw_small(Ui& ui) {
    Exhibit exhibit(ui, "标记");
    {
        Row row(ui, {.wraps = true});
        chip(ui, "潜在");
        chip(ui, "持续跟进", {.tone = Tone::accent, .has_dot = true});
        chip(ui, "成交", {.tone = Tone::good});
        chip(ui, "待同步", {.tone = Tone::warning, .icon = Icon::cloud_upload});
        chip(ui, "无效", {.tone = Tone::bad});
        filter_chip(ui, "我的", true);
        filter_chip(ui, "本周", false, Icon::calendar);
        badge(ui, 3);
        badge(ui, 1200, Tone::bad);
    }
    {
        Row row(ui, {.wraps = true});
        avatar(ui, "王建国");
        avatar(ui, "欧阳修文");
        avatar(ui, "北京思优特科技发展有限公司");
        avatar(ui, "Ada Lovelace");
        avatar(ui, "李娜", 28);
        avatar(ui, "上海远航", 56);
        spinner(ui);
    }
    progress(ui, "导入进度", 0.62F);
    progress(ui, "首次同步", -1);
    skeleton(ui, 240, 16);
    skeleton(ui, 0, 44);
    divider(ui);
}

void Gallery::State::draw_surfaces(Ui& ui) {
    Exhibit exhibit(ui, "区块");
    banner(ui, Tone::warning, "当前浏览器不能保存数据，关闭页面前请导出。", "导出", Icon::alert_triangle);
    banner(ui, Tone::accent, "新版本已就绪", "重启更新", Icon::sparkles);
    banner(ui, Tone::bad, "有3处需要修改", {}, Icon::alert_circle);
    {
        Columns columns(ui, {.count = is_wide(ui) ? 4 : 2, .gap = 12, .row_gap = 12});
        columns.next();
        stat(ui, "我的客户", "512", Icon::building_2);
        columns.next();
        stat(ui, "本周拜访", "18", Icon::map_pin, Tone::good);
        columns.next();
        stat(ui, "待同步", "3", Icon::cloud_upload, Tone::warning);
        columns.next();
        stat(ui, "需处理", "1", Icon::alert_circle, Tone::bad);
    }
    {
        IdScope scope(ui, "nav");
        Stack nav(ui, {.gap = 2, .width = 208});
        nav_item(ui, Icon::home, "首页");
        nav_item(ui, Icon::building_2, "客户", {.is_current = true});
        nav_item(ui, Icon::inbox, "需处理", {.count = 2, .count_tone = Tone::bad});
    }
    {
        Stack lines(ui, {});
        line(ui, "北京思优特科技发展有限公司",
             {.detail = "手机 138 0013 8000", .leads_on = true, .avatar = "北京思优特"});
        line(ui, "语言", {.icon = Icon::languages, .value = "简体中文", .leads_on = true});
        line(ui, "退出登录", {.icon = Icon::log_out, .tone = Tone::bad});
    }
    {
        Columns columns(ui, {.count = 2});
        columns.next();
        fact(ui, "客户行业", "电子商务");
        columns.next();
        fact(ui, "邮编", "");
    }
    const std::array<BarItem, 3> places = {
        {{Icon::home, "首页", true}, {Icon::building_2, "客户"}, {Icon::inbox, "需处理", false, 2}}};
    {
        const Box bar = place(ui, 0, metric::bottom_bar);
        IdScope scope(ui, "bar");
        bottom_bar(ui, bar, places);
    }
    empty_state(ui, {.icon = Icon::building_2,
                     .title = "还没有客户",
                     .sentence = "新建第一条，或从表格导入。",
                     .action = "新建客户",
                     .second_action = "从表格导入"});
}

void Gallery::State::draw_charts(Ui& ui) {
    Exhibit exhibit(ui, "图表");
    const ChartData bars = {.title = "各阶段商机",
                            .series = {"数量"},
                            .rows = {{"初步接触", {{12, "12"}}}, {"报价", {{7, "7"}}}, {"成交", {{3, "3"}}}}};
    const ChartData months = {
        .title = "每月拜访",
        .series = {"上门", "电话"},
        .rows = {
            {"9月", {{12, "12"}, {30, "30"}}}, {"10月", {{18, "18"}, {21, "21"}}}, {"11月", {{9, "9"}, {26, "26"}}}}};
    ChartData days = {.title = "每日拜访", .series = {"次数"}, .rows = {}};
    for (int day = 0; day < 28; ++day) {
        const int visits = day * 5 % 7;
        days.rows.push_back({std::to_string(day + 1) + "日", {{static_cast<double>(visits), std::to_string(visits)}}});
    }
    Columns columns(ui, {.count = is_wide(ui) ? 2 : 1, .gap = 20, .row_gap = 24});
    columns.next();
    bar_chart(ui, "bars", bars);
    columns.next();
    bar_chart(ui, "stacked", months);
    columns.next();
    line_chart(ui, "line", months);
    columns.next();
    funnel_chart(ui, "funnel", bars);
    columns.next();
    ring_chart(ui, "ring", bars);
    columns.next();
    heat_chart(ui, "heat", days);
}

void Gallery::State::draw_overlays(Ui& ui) {
    Exhibit exhibit(ui, "浮层");
    {
        Row row(ui, {.wraps = true});
        if (button(ui, "打开对话框")) {
            dialog = true;
        }
        if (button(ui, "提问")) {
            sheet_question = true;
        }
        menu_anchor = {ui.layout.flows.back().x, cursor_y(ui), 100, metric::control};
        if (button(ui, "打开菜单")) {
            menu = true;
        }
        if (button(ui, "显示提示")) {
            show_toast(ui, {.words = "已保存“北京思优特科技发展有限公司”", .tone = Tone::good, .action = "撤销"});
        }
    }
    if (Dialog box(ui, "dialog", dialog, {.title = "新建联系人"}); box.is_open()) {
        text_field(ui, "dialog-name", empty, {.label = "姓名", .required = true});
        text_field(ui, "dialog-phone", phone, {.label = "手机", .kind = InputKind::tel});
        if (button(ui, "好的", {.kind = ButtonKind::primary, .fills = true})) {
            dialog = false;
        }
    }
    ask(ui, "question", sheet_question,
        {.title = "删除这位客户？",
         .sentence = "联系人和拜访记录会一起移到回收站。",
         .yes = "删除客户",
         .no = "取消",
         .is_dangerous = true});
    Menu list(ui, "菜单", menu_anchor, menu);
    if (list.is_open()) {
        menu_item(ui, Icon::pencil, "编辑", list);
        menu_item(ui, Icon::copy, "复制链接", list);
        menu_item(ui, Icon::trash, "删除记录", list, Tone::bad);
    }
}

void Gallery::State::draw_icons(Ui& ui) {
    Exhibit exhibit(ui, "图标");
    Row row(ui, {.gap = 12, .wraps = true});
    for (int icon = 1; icon < static_cast<int>(Icon::count); ++icon) {
        draw_icon(ui, static_cast<Icon>(icon), place(ui, 24, 24), ui.theme->text_soft, 20);
    }
}

Gallery::Gallery() : state_(std::make_unique<State>()) {}
Gallery::~Gallery() = default;

void Gallery::draw(Ui& ui) {
    ScrollArea scroll(ui, "gallery", {.bottom_space = 80});
    Centred centred(ui, 960, 16);
    gap(ui, 20);
    heading(ui, "Gallery");
    state_->draw_type(ui);
    state_->draw_buttons(ui);
    state_->draw_fields(ui);
    state_->draw_choices(ui);
    state_->draw_small(ui);
    state_->draw_surfaces(ui);
    state_->draw_charts(ui);
    state_->draw_overlays(ui);
    state_->draw_icons(ui);
}

}  // namespace xingke::ui::kit
