#include "app/model/countersign_fields.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

std::vector<WorkflowState> states() {
    return {{"draft", {"草稿", "Draft"}},
            {.key = "review", .title = {"评审中", "In review"}, .is_locked = true},
            {.key = "asking", .title = {"待澄清", "Asking"}, .is_locked = true},
            {.key = "approved", .title = {"通过", "Approved"}, .is_final = true, .is_locked = true}};
}

Catalogue catalogue() {
    const auto step = [](const char* name, const char* from, const char* to) {
        return TransitionDeclaration{.name = name, .title = {name, name}, .from = {from}, .to = to};
    };
    const auto text = [](FieldId id, const char* name) {
        return Field{.id = id, .name = name, .title = {name, name}, .kind = kind::Text{.characters_max = 2000}};
    };
    return Catalogue(
        1,
        {{.id = 2,
          .name = "paper",
          .title = {"文件", "Paper"},
          .fields =
              {text(1, "title"),
               {.id = 2, .name = "state", .title = {"状态", "State"}, .kind = kind::Choice{options_of(states())}}},
          .workflow =
              WorkflowDeclaration{.state_field = "state",
                                  .initial = "draft",
                                  .states = states(),
                                  .transitions = {step("submit", "draft", "review"), step("ask", "review", "asking"),
                                                  step("answer", "asking", "review"), step("back", "review", "draft"),
                                                  step("approve", "review", "approved")}},
          .countersign =
              CountersignDeclaration{.name = "paper",
                                     .title = {"会签", "Countersignature"},
                                     .opinions = "opinion",
                                     .open_in = {"review", "asking"},
                                     .seats = {{.key = "a", .title = {"甲", "A"}, .who = {}},
                                               {.key = "b", .title = {"乙", "B"}, .who = {}}},
                                     .routes = {{.key = "all", .title = {"全部", "All"}, .seats = {"a", "b"}}},
                                     .source = "S19"}},
         {.id = 3,
          .name = "opinion",
          .title = {"意见", "Opinion"},
          .fields = {{.id = 1, .name = "paper", .title = {"文件", "Paper"}, .kind = kind::Reference{"paper", true}},
                     text(2, "seat"),
                     text(3, "verdict"),
                     text(4, "remark"),
                     text(5, "conditions"),
                     {.id = 6, .name = "round", .title = {"轮次", "Round"}, .kind = kind::Number{}}}}});
}

RecordId person(std::uint8_t number) {
    RecordId id;
    id.bytes[15] = number;
    return id;
}

struct Story {
    Catalogue known = catalogue();
    const RecordType& opinion_type = *known.find("opinion");
    const Countersign& countersign = *known.find_countersign(2);
    const Workflow& workflow = *known.find_workflow(2);
    Record paper{.id = person(9), .type = 2, .fields = {}};
    std::vector<Opinion> opinions;

    Story() { paper.fields[life_field].value = std::int64_t{1}; }

    void go(const char* state, bool is_step_back = false) {
        const Record before = paper;
        paper.fields[2].value = std::string(state);
        derive(&before, is_step_back);
    }
    void derive(const Record* before, bool is_step_back = false) {
        const Passage passage{before, paper, is_step_back, Instant{0}};
        for (const auto& [field, value] : outdated_countersign(countersign, workflow, passage, opinions, {})) {
            paper.fields[field].value = value;
        }
    }
    Record opinion(const char* seat, const char* verdict, std::int64_t round, const char* conditions = "") const {
        Record record{.id = person(20), .type = 3, .fields = {}};
        record.fields[life_field].value = std::int64_t{1};
        record.fields[2].value = std::string(seat);
        record.fields[3].value = std::string(verdict);
        record.fields[4].value = std::string("见附件");
        record.fields[5].value = std::string(conditions);
        record.fields[6].value = round;
        record.fields[common_field::creator].value = person(1);
        return record;
    }
    std::vector<std::string> refusals(const Record* before, const Record& after, bool is_undo = false,
                                      std::uint8_t actor = 1) const {
        std::vector<std::string> keys;
        for (const Message& message :
             refusals_of_opinion(countersign, workflow, opinion_type, {before, after, paper, opinions, is_undo},
                                 {person(actor), Role::salesperson}, {})) {
            keys.emplace_back(name_of(message.key));
        }
        return keys;
    }
    void sign(const char* seat, const char* verdict, const char* conditions = "") {
        const Record record = opinion(seat, verdict, round_of(paper), conditions);
        CHECK(refusals(nullptr, record).empty());
        opinions.push_back(opinion_of(opinion_type, record));
        const Record before = paper;
        derive(&before);
    }
    // "1 open a,b"
    std::string shown() const {
        const auto* state = std::get_if<std::string>(&value_of(paper, countersign_field::state));
        const auto* waiting = std::get_if<Elements>(&value_of(paper, countersign_field::waiting));
        std::string text = std::to_string(round_of(paper)) + " " + (state == nullptr ? "-" : *state);
        for (const std::string& seat : waiting == nullptr ? Elements{} : *waiting) {
            text += " " + seat;
        }
        return text;
    }
};

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("a round begins when the record enters review, and its outcome follows from the opinions") {
    Story story;
    story.derive(nullptr);
    CHECK(story.shown() == "0 -");
    story.go("review");
    CHECK(story.shown() == "1 open a b");
    story.sign("a", "agree");
    CHECK(story.shown() == "1 open b");
    story.go("asking");
    CHECK(story.shown() == "1 open b");
    story.go("review");
    story.sign("b", "conditional", "先付定金\n\n 验收合格 ");
    CHECK(story.opinions.back().conditions.size() == 2);
    CHECK(story.opinions.back().conditions[1].text == "验收合格");
    CHECK(story.shown() == "1 open");
    story.sign("b", "agree");
    CHECK(story.shown() == "1 agreed");
    story.go("approved");
    CHECK(story.shown() == "1 agreed");
}

TEST_CASE("sent back and submitted again it is a new round, taken back it is the old one") {
    Story story;
    story.go("review");
    story.sign("a", "disagree");
    CHECK(story.shown() == "1 refused b");
    story.go("draft");
    CHECK(story.shown() == "1 -");
    story.go("review");
    CHECK(story.shown() == "2 open a b");
    story.go("approved");
    story.go("review", true);
    CHECK(story.shown() == "2 open a b");
}

TEST_CASE("an opinion is signed while it is open, never edited, and taken back by its author alone") {
    Story story;
    const Record opinion = story.opinion("a", "agree", 1);
    CHECK(story.refusals(nullptr, opinion) == Keys{"countersign_not_open"});
    story.go("review");
    CHECK(story.refusals(nullptr, opinion).empty());
    CHECK(story.refusals(nullptr, opinion, false, 2) == Keys{"countersign_not_yourself"});
    CHECK(story.refusals(nullptr, story.opinion("a", "agree", 2)) == Keys{"countersign_wrong_round"});

    Record other = opinion, gone = opinion;
    other.fields[3].value = std::string("disagree");
    gone.fields[life_field].value = std::int64_t{2};
    CHECK(story.refusals(&opinion, other) == Keys{"countersign_opinion_fixed"});
    CHECK(story.refusals(&opinion, gone) == Keys{"countersign_opinion_fixed"});
    CHECK(story.refusals(&opinion, gone, true).empty());
    CHECK(story.refusals(&opinion, gone, true, 2) == Keys{"countersign_not_yourself"});
    CHECK(story.refusals(&gone, opinion, true) == Keys{"countersign_opinion_fixed"});
    story.sign("a", "agree");
    story.sign("b", "agree");
    CHECK(story.refusals(&opinion, gone, true) == Keys{"countersign_not_taken_back"});
}

TEST_CASE("a type of opinions is known by the type that it is about") {
    const Catalogue known = catalogue();
    CHECK(find_countersign_of_opinions(known, *known.find("opinion")) == known.find_countersign(2));
    CHECK(find_countersign_of_opinions(known, *known.find("paper")) == nullptr);
}
