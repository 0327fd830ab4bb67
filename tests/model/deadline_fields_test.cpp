#include "app/model/deadline_fields.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

std::vector<WorkflowState> states() {
    return {{"open", {"开始", "Open"}},
            {"asking", {"询问", "Asking"}},
            {"done", {"完成", "Done"}},
            {.key = "closed", .title = {"关闭", "Closed"}, .is_final = true}};
}

// A reply due 8 calendar hours after it was received, which rests while the customer is asked; and an inspection that a
// step starts and another stops.
Catalogue catalogue() {
    const auto step = [](const char* name, const char* from, const char* to, std::vector<Effect> effects = {}) {
        return TransitionDeclaration{
            .name = name, .title = {name, name}, .from = {from}, .to = to, .effects = std::move(effects)};
    };
    const TimeSpan eight_hours{8, TimeUnit::hours, Counting::calendar};
    return Catalogue(
        1,
        {{.id = 2,
          .name = "request",
          .title = {"请求", "Request"},
          .fields = {{.id = 1, .name = "text", .title = {"内容", "Text"}},
                     {.id = 2, .name = "state", .title = {"状态", "State"}, .kind = kind::Choice{options_of(states())}},
                     {.id = 3, .name = "received", .title = {"收到", "Received"}, .kind = kind::DateTime{}}},
          .workflow =
              WorkflowDeclaration{
                  .state_field = "state",
                  .initial = "open",
                  .states = states(),
                  .transitions = {step("ask", "open", "asking"), step("go_on", "asking", "open"),
                                  step("finish", "open", "done", {effect::StartDeadline{"inspection"}}),
                                  step("close", "done", "closed", {effect::StopDeadline{"inspection"}})}},
          .deadlines = {{.number = 1,
                         .name = "reply",
                         .title = {"答复期限", "Reply due"},
                         .span = eight_hours,
                         .starts_at_field = "received",
                         .stop_states = {"done"},
                         .pause_states = {"asking"},
                         .source = "S20"},
                        {.number = 2,
                         .name = "inspection",
                         .title = {"检查期限", "Inspection due"},
                         .span = eight_hours,
                         .source = "S20"},
                        {.number = 3,
                         .name = "question",
                         .title = {"询问期限", "Question due"},
                         .span = eight_hours,
                         .starts_in_state = "asking",
                         .stop_states = {"open"},
                         .source = "S20"}}}});
}

constexpr std::int64_t hour = 3'600'000, noon = 1'795'233'600'000;

// A record that goes through states, each write at an hour.
struct Story {
    Catalogue known = catalogue();
    const RecordType& type = *known.find("request");
    Record record{.id = {}, .type = 2, .fields = {}};
    bool is_new = true;

    void write(std::int64_t at_hour, const std::vector<std::pair<FieldId, Value>>& values, bool is_step_back = false) {
        const Record before = record;
        for (const auto& [field, value] : values) {
            record.fields[field].value = value;
        }
        const Passage passage{is_new ? nullptr : &before, record, is_step_back, Instant{noon + at_hour * hour}};
        for (const auto& [field, value] :
             outdated_deadlines(type, known.find_workflow(2), passage, known.calendar(), 480)) {
            record.fields[field].value = value;
        }
        is_new = false;
    }
    void go(std::int64_t at_hour, const char* state) { write(at_hour, {{2, std::string(state)}}); }
    void back(std::int64_t at_hour, const char* state) { write(at_hour, {{2, std::string(state)}}, true); }
    // In hours since noon; "-" for none.
    std::string shown(std::size_t deadline, DeadlinePart part) const {
        const auto* ms = std::get_if<std::int64_t>(&value_of(record, field_of(type.deadlines[deadline], part)));
        return ms == nullptr ? "-" : std::to_string((*ms - noon) / hour);
    }
    std::string due(std::size_t deadline) const { return shown(deadline, DeadlinePart::due); }
};

}  // namespace

TEST_CASE("the fields of a deadline are added to its type, with ids of their own") {
    const Catalogue known = catalogue();
    const RecordType& type = *known.find("request");
    for (const char* name : {"reply_started", "reply_due_at", "reply_pauses", "reply_stopped", "inspection_due_at"}) {
        CAPTURE(name);
        const Field* field = find_field(type, name);
        REQUIRE(field != nullptr);
        CHECK(is_derived(field->id));
        CHECK(field->set_by_app);
        CHECK_FALSE(is_typed(*field));
    }
}

TEST_CASE("a deadline that starts at a field follows the field") {
    Story story;
    story.write(0, {{1, std::string("坏了")}});
    CHECK(story.due(0) == "-");
    story.write(1, {{3, noon - 2 * hour}});
    CHECK(story.shown(0, DeadlinePart::started) == "-2");
    CHECK(story.due(0) == "6");
    story.write(2, {{3, noon}});
    CHECK(story.due(0) == "8");
    story.write(3, {{3, Empty{}}});
    CHECK(story.due(0) == "-");
    CHECK_FALSE(run_of(story.type.deadlines[0], story.record).has_value());
}

TEST_CASE("a pause pushes the end back, and nothing is due while it lasts") {
    Story story;
    story.write(0, {{3, noon}});
    story.go(1, "asking");
    CHECK(story.due(0) == "-");
    CHECK(run_of(story.type.deadlines[0], story.record)->pauses.size() == 1);
    story.go(4, "open");
    CHECK(story.due(0) == "11");
    story.go(5, "asking");
    story.go(6, "open");
    CHECK(story.due(0) == "12");
    CHECK(run_of(story.type.deadlines[0], story.record)->pauses.size() == 2);
}

TEST_CASE("a state that stops a deadline leaves nothing due, and the record of when it stopped") {
    Story story;
    story.write(0, {{3, noon}});
    story.go(3, "done");
    CHECK(story.due(0) == "-");
    CHECK(story.shown(0, DeadlinePart::stopped) == "3");
    const DeadlineRun run = *run_of(story.type.deadlines[0], story.record);
    CHECK(status(story.type.deadlines[0], run, Instant{noon + 99 * hour}, story.known.calendar(), 480).state ==
          DeadlineState::met);
}

TEST_CASE("steps start and stop deadlines by their effects, states by being entered") {
    Story story;
    story.write(0, {{1, std::string("坏了")}});
    CHECK(story.due(1) == "-");
    CHECK(story.due(2) == "-");
    story.go(1, "asking");
    CHECK(story.due(2) == "9");
    story.go(2, "open");
    CHECK(story.due(2) == "-");
    story.go(3, "asking");
    CHECK(story.due(2) == "11");
    story.go(4, "open");
    story.go(5, "done");
    CHECK(story.due(1) == "13");
    story.go(6, "closed");
    CHECK(story.due(1) == "-");
    CHECK(story.shown(1, DeadlinePart::stopped) == "6");
}

TEST_CASE("a step that is taken back leaves its deadlines as they were") {
    Story story;
    story.write(0, {{3, noon}});
    story.go(1, "done");
    story.back(2, "open");
    CHECK(story.due(0) == "8");
    CHECK(story.due(1) == "-");
    CHECK(story.shown(1, DeadlinePart::started) == "-");
    story.go(3, "asking");
    story.back(4, "open");
    CHECK(story.due(0) == "8");
    CHECK(story.due(2) == "-");
    story.go(5, "done");
    story.go(6, "closed");
    story.back(7, "done");
    CHECK(story.due(1) == "13");
}

TEST_CASE("an edit that is no step changes no deadline") {
    Story story;
    story.write(0, {{3, noon}});
    story.go(1, "asking");
    const Record before = story.record;
    story.write(5, {{1, std::string("很急")}});
    story.record.fields[1] = before.fields.contains(1) ? before.fields.at(1) : FieldState{};
    for (const auto& [field, state] : before.fields) {
        CHECK(value_of(story.record, field) == state.value);
    }
}
