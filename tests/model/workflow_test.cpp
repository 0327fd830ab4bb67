#include "app/model/workflow.h"

#include "app/model/record.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

// Corrective action as S13 has it: analysed by QA, planned by the department responsible, approved by the management's
// representative (G8), done, verified by QA, closed; not effective → back.
std::vector<WorkflowState> states() {
    return {{"analysed", {"已分析", "Analysed"}},
            {"planned", {"已计划", "Planned"}, "accent"},
            {"approved", {"已批准", "Approved"}, "accent", false, true},
            {"done", {"已完成", "Done"}, "warning"},
            {"closed", {"已关闭", "Closed"}, "good", true, true}};
}

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
          .name = "capa",
          .title = {"纠正措施", "Corrective action"},
          .fields = {field(1, "subject", "主题", kind::Text{}),
                     field(2, "state", "状态", kind::Choice{options_of(states())}),
                     field(3, "plan", "措施计划", kind::Text{}),
                     field(4, "responsible", "责任人", kind::Reference{"user"}),
                     field(5, "planned_on", "计划日期", kind::Date{}), field(6, "effective", "有效", kind::YesNo{}),
                     field(7, "cost", "费用", kind::Money{}), field(8, "round", "轮次", kind::Number{})},
          .deadlines =
              {{.number = 1, .name = "plan_due", .title = {"计划", "Plan"}, .span = {2}, .source = "S13"},
               {.number = 2, .name = "verify_due", .title = {"验证", "Verification"}, .span = {7}, .source = "S13"}}},
         {.id = 3,
          .name = "task",
          .title = {"任务", "Task"},
          .fields = {field(1, "subject", "主题", kind::Text{}),
                     field(2, "capa", "纠正措施", kind::Reference{"capa", true}),
                     field(3, "assignee", "执行人", kind::Reference{"user"}), field(4, "due", "期限", kind::Date{})}}});
}

TransitionDeclaration plan() {
    return {.name = "plan",
            .title = {"提交计划", "Submit plan"},
            .from = {"analysed"},
            .to = "planned",
            .who = {.people = {"responsible"}},
            .required = {"plan", "responsible"},
            .effects = {
                effect::Set{"planned_on", "today()"}, effect::Set{"round", "coalesce(round, 0) + 1"},
                effect::Notify{{.roles = {Role::manager}}, {"请批准纠正措施", "Please approve the corrective action"}},
                effect::StopDeadline{"plan_due"}}};
}

TransitionDeclaration approve() {
    return {.name = "approve",
            .title = {"批准", "Approve"},
            .from = {"planned"},
            .to = "approved",
            .who = {.when = "me.department == \"管理者代表\"", .title = {"管理者代表", "Management representative"}},
            .demands = {{"coalesce(cost, 0) <= 50000 || effective",
                         {"五万元以上的措施须先确认有效", "Measures above 50,000 yuan must be confirmed first"}}},
            .effects = {
                effect::Create{
                    "task",
                    {{"subject", "concat(\"执行:\", subject)"}, {"assignee", "responsible"}, {"due", "planned_on + 7"}},
                    "capa"},
                effect::StartDeadline{"verify_due"}}};
}

WorkflowDeclaration declaration() {
    return {
        .type = "capa",
        .state_field = "state",
        .initial = "analysed",
        .states = states(),
        .transitions = {plan(),
                        approve(),
                        {.name = "return",
                         .title = {"退回", "Send back"},
                         .from = {"planned", "done"},
                         .to = "analysed",
                         .who = {.roles = {Role::manager}},
                         .effects = {effect::Notify{{.people = {"responsible", "owner"}}, {"已退回", "Sent back"}}}},
                        {.name = "finish", .title = {"完成", "Finish"}, .from = {"approved"}, .to = "done"},
                        {.name = "close",
                         .title = {"关闭", "Close"},
                         .from = {"done"},
                         .to = "closed",
                         .demands = {{"effective", {"措施尚未验证有效", "The measure is not verified"}}}}},
        .source = "S13",
    };
}

RecordId id_of(std::uint8_t number) {
    RecordId id;
    id.bytes[15] = number;
    return id;
}

constexpr std::uint8_t worker = 1, representative = 2, manager = 3;

class World {
public:
    World() {
        for (const auto& [number, department] :
             {std::pair{worker, "生产部"}, {representative, "管理者代表"}, {manager, "质管部"}}) {
            Record person{.id = id_of(number), .type = 1, .fields = {}};
            person.fields[life_field].value = std::int64_t{1};
            person.fields[2].value = std::string(department);
            people.records[person.id] = person;
        }
        record.id = id_of(50);
        record.type = 2;
        record.fields[life_field].value = std::int64_t{1};
        record.fields[1].value = std::string("划伤");
        record.fields[4].value = id_of(worker);
    }

    World& in(const char* state) {
        record.fields[2].value = std::string(state);
        return *this;
    }
    World& with(FieldId field, Value value) {
        record.fields[field].value = std::move(value);
        return *this;
    }

    Actor actor(std::uint8_t number) { return {id_of(number), number == manager ? Role::manager : Role::salesperson}; }
    ExpressionContext context(std::uint8_t number) {
        // 2026-11-21 12:00 in China
        return {{1'795'233'600'000}, 480, id_of(number), &people};
    }
    StepOutcome take(const char* step, std::uint8_t number) {
        return apply(workflow, step, record, actor(number), context(number));
    }
    std::string refusal(const char* step, std::uint8_t number) {
        const StepOutcome outcome = take(step, number);
        std::string all;
        for (const Message& refusal : outcome.refusals) {
            all += (all.empty() ? "" : " | ") + words(refusal, Language::chinese);
        }
        CHECK(outcome.refusals.empty() != outcome.changes.empty());
        return all;
    }

    Catalogue known = catalogue();
    Workflow workflow = *Workflow::prepare(declaration(), known);
    examples::Records people;
    Record record;
};

Value by_field(const std::vector<Change>& changes, FieldId field) {
    for (const Change& change : changes) {
        if (change.field == field) {
            return change.value;
        }
    }
    return Empty{};
}

}  // namespace

TEST_CASE("who may take which step from which state, and what is said otherwise [S13]") {
    struct Case {
        const char* state;
        const char* plan;
        std::int64_t cost;
        bool effective;
        const char* step;
        std::uint8_t person;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {"analysed", "换刀具", 0, false, "plan", worker, ""},
        {"", "换刀具", 0, false, "plan", worker, ""},  // no state yet: the initial one
        {"no_such_state", "换刀具", 0, false, "plan", worker, ""},
        {"analysed", "", 0, false, "plan", worker, "请填写措施计划"},
        {"analysed", "换刀具", 0, false, "plan", manager, "“提交计划”须由责任人进行"},
        {"analysed", "", 0, false, "plan", manager, "“提交计划”须由责任人进行 | 请填写措施计划"},
        {"planned", "换刀具", 0, false, "plan", worker, "“已计划”状态下不能“提交计划”"},
        {"planned", "换刀具", 0, false, "approve", worker, "“批准”须由管理者代表进行"},
        {"planned", "换刀具", 0, false, "approve", representative, ""},
        {"planned", "换刀具", 6'000'000, false, "approve", representative, "五万元以上的措施须先确认有效"},
        {"planned", "换刀具", 6'000'000, true, "approve", representative, ""},
        {"planned", "换刀具", 0, false, "return", manager, ""},
        {"planned", "换刀具", 0, false, "return", representative, "“退回”须由销售经理进行"},
        {"approved", "换刀具", 0, false, "finish", worker, ""},
        {"done", "换刀具", 0, false, "close", worker, "措施尚未验证有效"},
        {"done", "换刀具", 0, true, "close", worker, ""},
        {"closed", "换刀具", 0, true, "close", worker, "“已关闭”状态下不能“关闭”"},
        {"closed", "换刀具", 0, true, "explode", worker, "没有“explode”这一步"},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        World world;
        world.in(c.state).with(3, std::string(c.plan)).with(7, c.cost).with(6, c.effective);
        CHECK(world.refusal(c.step, c.person) == c.expected);
    }
}

TEST_CASE("a step gives the new state, what it sets, and the guard that only one can take it") {
    World world;
    world.in("analysed").with(3, std::string("换刀具"));
    const StepOutcome outcome = world.take("plan", worker);
    REQUIRE(outcome.changes.size() == 3);
    CHECK(outcome.changes[0] ==
          Change{.record = world.record.id, .type = 2, .field = 2, .value = std::string("planned")});
    CHECK(by_field(outcome.changes, 5) == Value(std::int64_t{20'778}));
    CHECK(by_field(outcome.changes, 8) == Value(std::int64_t{1}));
    REQUIRE(outcome.guards.size() == 1);
    CHECK(outcome.guards[0] == Guard{world.record.id, 2, std::string("analysed")});
}

TEST_CASE("a step can make a record that belongs to this one") {
    World world;
    world.in("planned").with(5, std::int64_t{20'778});
    const StepOutcome approved = world.take("approve", representative);
    REQUIRE(approved.creations.size() == 1);
    CHECK(approved.creations[0].type == 3);
    const std::vector<std::pair<FieldId, Value>> expected = {
        {2, world.record.id}, {1, std::string("执行:划伤")}, {3, id_of(worker)}, {4, std::int64_t{20'785}}};
    CHECK(approved.creations[0].values == expected);
}

TEST_CASE("the steps on offer are those of the state, with what still stands in their way") {
    World world;
    world.in("planned");
    const std::vector<Offer> offers =
        next_transitions(world.workflow, world.record, world.actor(manager), world.context(manager));
    REQUIRE(offers.size() == 2);
    CHECK(offers[0].transition->declaration.name == "approve");
    CHECK_FALSE(offers[0].is_for_actor);
    CHECK(offers[0].refusals.size() == 1);
    CHECK(offers[1].transition->declaration.name == "return");
    CHECK(offers[1].is_for_actor);
    CHECK(offers[1].refusals.empty());
}

TEST_CASE("a state cannot be changed past the steps, and a locked record only by one [G8, G9]") {
    struct Case {
        const char* from;  // null: a new record
        const char* to;
        bool edits;
        std::uint8_t person;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {nullptr, "analysed", false, worker, ""},
        {nullptr, "", false, worker, ""},
        {nullptr, "approved", false, worker, "新记录的状态须为“已分析”"},
        {"planned", "approved", false, representative, ""},
        {"planned", "approved", false, worker, "“批准”须由管理者代表进行"},
        {"planned", "closed", false, manager, "没有从“已计划”到“已关闭”的步骤"},
        {"done", "analysed", false, manager, ""},
        {"planned", "planned", true, worker, ""},
        {"approved", "approved", true, worker, "“已批准”的记录已锁定，不能修改措施计划"},
        {"approved", "approved", false, worker, ""},
        {"approved", "done", false, worker, ""},
        {"approved", "done", true, worker, "“已批准”的记录已锁定，不能修改措施计划"},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        World world;
        world.in(c.from == nullptr ? "" : c.from).with(3, std::string("甲"));
        const Record before = world.record;
        world.in(c.to).with(3, std::string(c.edits ? "乙" : "甲"));
        const std::vector<Message> refusals =
            refusals_of_change(world.workflow, c.from == nullptr ? nullptr : &before, world.record,
                               world.actor(c.person), world.context(c.person));
        CHECK((refusals.empty() ? "" : words(refusals[0], Language::chinese)) == c.expected);
    }
}

TEST_CASE("a declaration that cannot work is refused, each time with the step and the reason") {
    struct Case {
        void (*spoil)(WorkflowDeclaration&);
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {[](WorkflowDeclaration&) {}, ""},
        {[](WorkflowDeclaration& d) { d.type = "ghost"; }, "没有“ghost”这种记录"},
        {[](WorkflowDeclaration& d) { d.state_field = "plan"; }, "“plan”不是单选字段，不能表示状态"},
        {[](WorkflowDeclaration& d) { d.initial = "ghost"; }, "没有“ghost”这个状态"},
        {[](WorkflowDeclaration& d) { d.states.pop_back(); }, "没有“closed”这个状态"},
        {[](WorkflowDeclaration& d) { d.states[0].key = "x"; }, "状态没有“x”这个选项"},
        {[](WorkflowDeclaration& d) { d.transitions[1].name = "plan"; }, "“plan”用了两次"},
        {[](WorkflowDeclaration& d) { d.transitions[0].to = "x"; }, "“提交计划”：没有“x”这个状态"},
        {[](WorkflowDeclaration& d) { d.transitions[0].from.clear(); }, "“提交计划”：没有写明从哪个状态出发"},
        {[](WorkflowDeclaration& d) { d.transitions[0].required = {"x"}; }, "“提交计划”：纠正措施没有“x”这个字段"},
        {[](WorkflowDeclaration& d) { d.transitions[0].who.people = {"plan"}; },
         "“提交计划”：这里需要关联记录，而规则给出文本"},
        {[](WorkflowDeclaration& d) { d.transitions[1].who.when = "cost"; }, "“批准”：这里需要是/否，而规则给出金额"},
        {[](WorkflowDeclaration& d) { d.transitions[1].demands[0].condition = "cost >"; },
         "“批准”：第7个字：规则没有写完"},
        {[](WorkflowDeclaration& d) { d.transitions[0].effects = {effect::Set{"state", "\"done\""}}; },
         "“提交计划”：状态只能由步骤改变，不能用设值修改state"},
        {[](WorkflowDeclaration& d) { d.transitions[0].effects = {effect::Set{"cost", "round"}}; },
         "“提交计划”：这里需要金额，而规则给出整数"},
        {[](WorkflowDeclaration& d) { d.transitions[0].effects = {effect::Create{"ghost", {}}}; },
         "“提交计划”：没有“ghost”这种记录"},
        {[](WorkflowDeclaration& d) { d.transitions[0].effects = {effect::Create{"task", {}, "assignee"}}; },
         "“提交计划”：任务的“执行人”不是指向纠正措施的关联字段"},
        {[](WorkflowDeclaration& d) { d.transitions[0].effects = {effect::StartDeadline{"x"}}; },
         "“提交计划”：没有“x”这个时限"},
        {[](WorkflowDeclaration& d) { d.transitions.pop_back(); }, "没有步骤能到达“已关闭”"},
        {[](WorkflowDeclaration& d) { d.transitions.erase(d.transitions.begin() + 3); },
         "“已批准”不是终点，却没有下一步"},
    };
    const Catalogue known = catalogue();
    for (const Case& c : cases) {
        CAPTURE(c.expected);
        WorkflowDeclaration spoilt = declaration();
        c.spoil(spoilt);
        if (c.expected.empty()) {
            CHECK(Workflow::problems(spoilt, known).empty());
            continue;
        }
        bool is_told = false;
        for (const Message& problem : Workflow::problems(spoilt, known)) {
            is_told = is_told || words(problem, Language::chinese) == c.expected;
        }
        CHECK_FALSE(Workflow::prepare(spoilt, known));
        CHECK(is_told);
    }
}

TEST_CASE("whoever walks at random stays on the declared ways and never gets stuck before the end") {
    constexpr std::uint64_t seed = 6;
    for (std::uint64_t i = 0; i < 300; ++i) {
        CAPTURE(seed + i);
        simulation::SeededRandom random(seed + i);
        World world;
        world.with(3, std::string("换刀具")).with(6, true);
        for (int step = 0; step < 12; ++step) {
            const WorkflowState& state = world.workflow.state_of(world.record);
            std::vector<std::pair<std::string, std::uint8_t>> possible;
            for (const std::uint8_t person : {worker, representative, manager}) {
                for (const Offer& offer :
                     next_transitions(world.workflow, world.record, world.actor(person), world.context(person))) {
                    if (offer.refusals.empty()) {
                        possible.emplace_back(offer.transition->declaration.name, person);
                    }
                }
            }
            CHECK(possible.empty() == state.is_final);
            if (possible.empty()) {
                break;
            }
            const auto& [name, person] = possible[static_cast<std::size_t>(random.below(possible.size()))];
            const StepOutcome outcome = world.take(name.c_str(), person);
            const Record before = world.record;
            for (const Change& change : outcome.changes) {
                world.record.fields[change.field].value = change.value;
            }
            CHECK(world.workflow.state_of(world.record).key == world.workflow.find_transition(name)->declaration.to);
            CHECK(refusals_of_change(world.workflow, &before, world.record, world.actor(person), world.context(person))
                      .empty());
        }
    }
}
