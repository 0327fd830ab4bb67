#include "app/model/countersign.h"

#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Catalogue catalogue() {
    const auto field = [](FieldId id, const char* name, const char* title, Kind kind) {
        return Field{.id = id, .name = name, .title = {title, name}, .kind = std::move(kind)};
    };
    return Catalogue(
        1,
        {{.id = 1,
          .name = "user",
          .title = {"用户", "User"},
          .fields = {field(1, "name", "姓名", kind::Text{}), field(2, "department", "部门", kind::Text{})}},
         {.id = 2,
          .name = "product_req_review",
          .title = {"产品要求评审表", "Product requirement review"},
          .fields = {field(1, "subject", "产品名称", kind::Text{}),
                     field(2, "class", "合同分类",
                           kind::Choice{{{"regular", {"常规合同", "Regular"}}, {"special", {"特殊合同", "Special"}}}}),
                     field(3, "stock", "现货", kind::Choice{{{"yes", {"有", "Yes"}}, {"no", {"无", "No"}}}})}}});
}

Who of_department(const char* department) {
    return {.when = std::string("me.department == \"") + department + "\""};
}

// The three routes of S19.
CountersignDeclaration declaration() {
    const auto seat = [](const char* key, const char* title) {
        return Seat{.key = key, .title = {title, key}, .who = of_department(title)};
    };
    return {
        .name = "product_req_review",
        .title = {"产品要求评审", "Product requirement review"},
        .type = "product_req_review",
        .seats = {seat("production", "生产副厂长"), seat("purchasing", "经营处"), seat("engineering", "总工程师"),
                  seat("quality", "技质处")},
        .routes = {{.key = "in_stock",
                    .title = {"有现货的常规合同", "Regular, in stock"},
                    .when = R"(class == "regular" && stock == "yes")",
                    .approver = of_department("部门主管")},
                   {.key = "regular",
                    .title = {"无现货的常规合同", "Regular, not in stock"},
                    .when = R"(class == "regular" && stock == "no")",
                    .seats = {"production", "purchasing"},
                    .approver = of_department("经营处处长")},
                   {.key = "special",
                    .title = {"特殊合同", "Special"},
                    .when = R"(class == "special")",
                    .seats = {"production", "purchasing", "engineering", "quality"},
                    .approver = of_department("厂长")}},
        .source = "S19",
    };
}

// "pa qd ec" = production agrees, quality disagrees, engineering agrees on a condition that is open; upper case C: met.
std::vector<Opinion> opinions_of(std::string_view text, int round = 1) {
    std::vector<Opinion> opinions;
    for (std::size_t at = 0; at + 1 < text.size(); at += 3) {
        Opinion opinion{.round = round};
        opinion.seat = text[at] == 'p'   ? "production"
                       : text[at] == 'b' ? "purchasing"
                       : text[at] == 'e' ? "engineering"
                                         : "quality";
        const char verdict = text[at + 1];
        opinion.verdict = verdict == 'a' ? Verdict::agree : verdict == 'd' ? Verdict::disagree : Verdict::conditional;
        if (opinion.verdict == Verdict::conditional) {
            opinion.conditions = {{"先付定金", verdict == 'C'}};
        }
        opinions.push_back(opinion);
    }
    return opinions;
}

Record review(std::string_view contract_class, std::string_view stock) {
    Record record{.id = {}, .type = 2, .fields = {}};
    record.fields[life_field].value = std::int64_t{1};
    record.fields[2].value = std::string(contract_class);
    record.fields[3].value = std::string(stock);
    return record;
}

std::string_view name_of(CountersignState state) {
    return state == CountersignState::open ? "open" : state == CountersignState::agreed ? "agreed" : "refused";
}

}  // namespace

TEST_CASE("who must sign follows from the contract's class and the stock [S19]") {
    const Catalogue known = catalogue();
    const Countersign countersign = *Countersign::prepare(declaration(), known);
    struct Case {
        const char* contract_class;
        const char* stock;
        std::string_view route;
        std::size_t seat_count;
    };
    for (const Case& c : {Case{"regular", "yes", "in_stock", 0},
                          {"regular", "no", "regular", 2},
                          {"special", "yes", "special", 4},
                          {"special", "no", "special", 4},
                          {"special", "", "special", 4},
                          {"regular", "", "", 0},
                          {"", "no", "", 0}}) {
        CAPTURE(c.contract_class);
        CAPTURE(c.stock);
        const CountersignOutcome outcome = outcome_of(countersign, {}, 1, review(c.contract_class, c.stock), {});
        CHECK((outcome.route == nullptr ? "" : outcome.route->key) == c.route);
        CHECK(outcome.waiting.size() == c.seat_count);
        CHECK(name_of(outcome.state) == (c.route == "in_stock" ? "agreed" : "open"));
    }
}

TEST_CASE("what follows from the opinions, by each rule [2.6.2]") {
    constexpr auto unanimous = CountersignRule::unanimous;
    constexpr auto majority = CountersignRule::majority;
    constexpr auto must_be_met = ConditionalRule::must_be_met;
    constexpr auto agrees = ConditionalRule::agrees;
    constexpr auto refuses = ConditionalRule::refuses;
    struct Case {
        CountersignRule rule;
        ConditionalRule conditional;
        bool waits_for_all;
        std::string_view opinions;
        std::string_view state, explanation;
    };
    const std::vector<Case> cases = {
        {unanimous, must_be_met, true, "", "open", "还差生产副厂长、经营处、总工程师、技质处的意见"},
        {unanimous, must_be_met, true, "pa ba ea", "open", "还差技质处的意见"},
        {unanimous, must_be_met, true, "pa ba ea qa", "agreed", "4方中4方同意"},
        {unanimous, must_be_met, true, "pd", "refused", "生产副厂长不同意"},
        {unanimous, must_be_met, true, "pa ba ed qd", "refused", "总工程师、技质处不同意"},
        {unanimous, must_be_met, true, "pa ba ea qc", "open", "技质处提出的条件还没有全部满足"},
        {unanimous, must_be_met, true, "pa ba ea qC", "agreed", "4方中4方同意"},
        {unanimous, must_be_met, true, "pa ba qc", "open", "还差总工程师的意见"},
        {unanimous, agrees, true, "pa ba ea qc", "agreed", "4方中4方同意"},
        {unanimous, refuses, true, "pa ba ea qc", "refused", "技质处不同意"},
        // The later opinion of a seat counts.
        {unanimous, must_be_met, true, "pd pa ba ea qa", "agreed", "4方中4方同意"},
        {unanimous, must_be_met, true, "pa ba ea qa qd", "refused", "技质处不同意"},
        {majority, must_be_met, true, "pa ba ea", "open", "还差技质处的意见"},
        {majority, must_be_met, true, "pa ba ea qd", "agreed", "4方中3方同意"},
        {majority, must_be_met, true, "pa ba ed qd", "refused", "同意的不足半数，总工程师、技质处不同意"},
        {majority, must_be_met, true, "pd bd", "refused", "同意的不足半数，生产副厂长、经营处不同意"},
        {majority, must_be_met, true, "pd ba", "open", "还差总工程师、技质处的意见"},
        {majority, must_be_met, false, "pa ba ea", "agreed", "4方中3方同意"},
        {majority, must_be_met, false, "pa ba", "open", "还差总工程师、技质处的意见"},
        {majority, must_be_met, false, "pa ba ec", "open", "还差技质处的意见"},
        {majority, agrees, false, "pa ba ec", "agreed", "4方中3方同意"},
    };
    const Catalogue known = catalogue();
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CAPTURE(c.opinions);
        CountersignDeclaration declared = declaration();
        declared.rule = c.rule;
        declared.conditional = c.conditional;
        declared.waits_for_all = c.waits_for_all;
        const Countersign countersign = *Countersign::prepare(declared, known);
        const CountersignOutcome outcome =
            outcome_of(countersign, opinions_of(c.opinions), 1, review("special", ""), {});
        CHECK(name_of(outcome.state) == c.state);
        CHECK(words(outcome.explanation, Language::chinese) == c.explanation);
    }
}

TEST_CASE("a new round asks everybody again; seats that the route does not ask count for nothing") {
    const Catalogue known = catalogue();
    const Countersign countersign = *Countersign::prepare(declaration(), known);
    std::vector<Opinion> opinions = opinions_of("pa ba ed qd");
    const Record record = review("regular", "no");
    CHECK(name_of(outcome_of(countersign, opinions, 1, record, {}).state) == "agreed");
    CHECK(name_of(outcome_of(countersign, opinions, 2, record, {}).state) == "open");
    for (const Opinion& opinion : opinions_of("pd", 2)) {
        opinions.push_back(opinion);
    }
    CHECK(name_of(outcome_of(countersign, opinions, 2, record, {}).state) == "refused");
    CHECK(name_of(outcome_of(countersign, opinions, 1, record, {}).state) == "agreed");
}

TEST_CASE("the order in which different departments sign makes no difference") {
    constexpr std::uint64_t seed = 7;
    const Catalogue known = catalogue();
    for (std::uint64_t i = 0; i < 500; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        CountersignDeclaration declared = declaration();
        declared.rule = world.one_in(2) ? CountersignRule::unanimous : CountersignRule::majority;
        declared.conditional = static_cast<ConditionalRule>(world.below(3));
        declared.waits_for_all = world.one_in(2);
        const Countersign countersign = *Countersign::prepare(declared, known);
        std::string text;
        for (const char seat : {'p', 'b', 'e', 'q'}) {
            if (!world.one_in(4)) {
                text += std::string(1, seat) + "aadcC"[world.below(5)] + ' ';
            }
        }
        std::vector<Opinion> opinions = opinions_of(text);
        const CountersignState state = outcome_of(countersign, opinions, 1, review("special", ""), {}).state;
        for (std::size_t at = opinions.size(); at > 1; --at) {
            std::swap(opinions[at - 1], opinions[world.below(at)]);
        }
        CHECK(outcome_of(countersign, opinions, 1, review("special", ""), {}).state == state);
    }
}

TEST_CASE("one signs in one's own name, for one's own department, with reasons [4.3]") {
    const Catalogue known = catalogue();
    const Countersign countersign = *Countersign::prepare(declaration(), known);
    RecordId person;
    person.bytes[0] = 7;
    examples::Records people;
    Record user{.id = person, .type = 1, .fields = {}};
    user.fields[life_field].value = std::int64_t{1};
    user.fields[2].value = std::string("技质处");
    people.records[person] = user;
    const ExpressionContext context{{}, 480, person, &people};
    const Actor actor{person, Role::salesperson};

    Opinion good{.seat = "quality", .verdict = Verdict::agree, .author = person};
    const auto refusal = [&](const Opinion& opinion, std::string_view earlier, const Record& record) {
        const std::vector<Message> refusals =
            refusals_to_sign(countersign, opinion, opinions_of(earlier), 1, record, actor, context);
        return refusals.empty() ? "" : words(refusals[0], Language::chinese);
    };
    const Record special = review("special", "");
    CHECK(refusal(good, "pa ba", special) == "");
    CHECK(refusal(good, "pa ba ea qa", special) == "会签已经结束，不能再改意见");
    CHECK(refusal(good, "pa ba", review("regular", "no")) == "“技质处”不参加这次会签");
    CHECK(refusal(good, "", review("", "")) == "没有适用的评审路线，请先填写评审分类");
    Opinion other = good;
    other.seat = "production";
    CHECK(refusal(other, "", special) == "你不能代“生产副厂长”签署意见");
    other.seat = "ghost";
    CHECK(refusal(other, "", special) == "“ghost”不参加这次会签");
    other = good;
    other.author = {};
    CHECK(refusal(other, "", special) == "只能以自己的名义签署");
    other = good;
    other.round = 2;
    CHECK(refusal(other, "", special) == "这是第2轮的意见，现在是第1轮");
    other = good;
    other.verdict = Verdict::disagree;
    CHECK(refusal(other, "", special) == "不同意时请写明理由");
    other.remark = "检验能力不足";
    CHECK(refusal(other, "", special) == "");
    other.verdict = Verdict::conditional;
    CHECK(refusal(other, "", special) == "有条件同意时请写明条件");
    other.conditions = {{"　"}};
    CHECK(refusal(other, "", special) == "有条件同意时请写明条件");
    other.conditions = {{"增加检具"}};
    CHECK(refusal(other, "", special) == "");
}

TEST_CASE("the approver follows from the route [S19]") {
    const Catalogue known = catalogue();
    const Countersign countersign = *Countersign::prepare(declaration(), known);
    RecordId person;
    person.bytes[0] = 7;
    examples::Records people;
    Record user{.id = person, .type = 1, .fields = {}};
    user.fields[life_field].value = std::int64_t{1};
    user.fields[2].value = std::string("厂长");
    people.records[person] = user;
    const ExpressionContext context{{}, 480, person, &people};
    for (const auto& [contract_class, expected] : {std::pair{"special", true}, {"regular", false}}) {
        const Record record = review(contract_class, "no");
        const Route* route = countersign.route_of(record, context);
        REQUIRE(route != nullptr);
        CHECK(countersign.may_approve(*route, record, {person, Role::salesperson}, context) == expected);
    }
}

TEST_CASE("a declaration with unknown or doubled seats, routes or fields is refused") {
    const Catalogue known = catalogue();
    struct Case {
        void (*spoil)(CountersignDeclaration&);
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {[](CountersignDeclaration& d) { d.type = "ghost"; }, "没有“ghost”这种记录"},
        {[](CountersignDeclaration& d) { d.seats[1].key = "production"; }, "“production”用了两次"},
        {[](CountersignDeclaration& d) { d.routes[1].seats = {"ghost"}; }, "“ghost”不参加这次会签"},
        {[](CountersignDeclaration& d) { d.routes[1].seats = {"quality", "quality"}; }, "“quality”用了两次"},
        {[](CountersignDeclaration& d) { d.routes[1].when = "class"; }, "这里需要是/否，而规则给出文本"},
        {[](CountersignDeclaration& d) { d.seats[0].who.when = "me.salary > 3"; }, "第1个字：用户没有“salary”这个字段"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.expected);
        CountersignDeclaration spoilt = declaration();
        c.spoil(spoilt);
        const Result<Countersign> prepared = Countersign::prepare(spoilt, known);
        REQUIRE_FALSE(prepared);
        CHECK(words(prepared.error().message, Language::chinese) == c.expected);
    }
}
