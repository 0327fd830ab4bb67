#include "app/model/countersign_fields.h"

#include <algorithm>
#include <set>

#include "app/base/text.h"

namespace xingke::model {
namespace {

const Value& named(const RecordType& type, const Record& record, std::string_view name) {
    static const Value nothing;
    const Field* field = find_field(type, name);
    return field == nullptr ? nothing : value_of(record, field->id);
}

std::string text_in(const RecordType& type, const Record& record, std::string_view name) {
    const auto* text = std::get_if<std::string>(&named(type, record, name));
    return text == nullptr ? std::string() : *text;
}

// One condition per line. One that is met is not said again: the seat then signs anew.
std::vector<OpinionCondition> conditions_of(std::string_view text) {
    std::vector<OpinionCondition> conditions;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!trim(line).empty()) {
            conditions.push_back({std::string(trim(line)), false});
        }
    }
    return conditions;
}

Value elements_of(const std::vector<const Seat*>& seats) {
    std::set<std::string> keys;
    for (const Seat* seat : seats) {
        keys.insert(seat->key);
    }
    return Elements(keys.begin(), keys.end());
}

bool is_open_state(const Countersign& countersign, const std::string& key) {
    return std::ranges::find(countersign.declaration().open_in, key) != countersign.declaration().open_in.end();
}

}  // namespace

std::string_view key_of(CountersignState state) {
    switch (state) {
        case CountersignState::open:
            return "open";
        case CountersignState::agreed:
            return "agreed";
        case CountersignState::refused:
            return "refused";
    }
    return "";
}

std::vector<Field> countersign_fields(const CountersignDeclaration& declaration) {
    std::vector<Option> seats;
    for (const Seat& seat : declaration.seats) {
        seats.push_back({seat.key, seat.title});
    }
    return {{.id = countersign_field::round,
             .name = "countersign_round",
             .title = {"会签轮次", "Round"},
             .kind = kind::Number{},
             .set_by_app = true,
             .source = declaration.source},
            {.id = countersign_field::state,
             .name = "countersign_state",
             .title = {"会签结果", "Countersignature"},
             .kind = kind::Choice{{{"open", {"会签中", "Open"}, "warning"},
                                   {"agreed", {"会签同意", "Agreed"}, "good"},
                                   {"refused", {"会签未通过", "Refused"}, "bad"}}},
             .set_by_app = true,
             .source = declaration.source},
            {.id = countersign_field::waiting,
             .name = "waiting_seats",
             .title = {"待签部门", "Opinions missing from"},
             .kind = kind::Choices{std::move(seats)},
             .set_by_app = true,
             .source = declaration.source},
            {.id = countersign_field::log,
             .name = "opinion_log",
             .title = {"意见次序", "Order of the opinions"},
             .kind = kind::Text{.characters_max = 60'000},
             .server_only = true,
             .set_by_app = true,
             .source = declaration.source}};
}

const std::vector<std::string_view>& opinion_field_names() {
    static const std::vector<std::string_view> names = {"seat", "verdict", "remark", "conditions", "round"};
    return names;
}

Opinion opinion_of(const RecordType& opinions, const Record& record) {
    Opinion opinion;
    opinion.seat = text_in(opinions, record, "seat");
    const std::string verdict = text_in(opinions, record, "verdict");
    opinion.verdict = verdict == "agree"         ? Verdict::agree
                      : verdict == "conditional" ? Verdict::conditional
                                                 : Verdict::disagree;
    opinion.remark = text_in(opinions, record, "remark");
    opinion.conditions = conditions_of(text_in(opinions, record, "conditions"));
    if (const auto* author = std::get_if<RecordId>(&value_of(record, common_field::creator))) {
        opinion.author = *author;
    }
    const auto* round = std::get_if<std::int64_t>(&named(opinions, record, "round"));
    opinion.round = round == nullptr ? 0 : static_cast<int>(std::clamp<std::int64_t>(*round, 0, 1'000'000));
    return opinion;
}

int round_of(const Record& subject) {
    const auto* round = std::get_if<std::int64_t>(&value_of(subject, countersign_field::round));
    return round == nullptr ? 0 : static_cast<int>(std::clamp<std::int64_t>(*round, 0, 1'000'000));
}

bool takes_opinions(const Countersign& countersign, const Workflow& workflow, const Record& subject) {
    return is_alive(subject) && is_open_state(countersign, workflow.state_of(subject).key);
}

FieldValues outdated_countersign(const Countersign& countersign, const Workflow& workflow, const Passage& passage,
                                 std::span<const Opinion> opinions, const ExpressionContext& context) {
    const std::string& to = workflow.state_of(passage.after).key;
    const std::string from = passage.before == nullptr ? "" : workflow.state_of(*passage.before).key;
    const bool is_open = is_open_state(countersign, to);
    int round = passage.before == nullptr ? 0 : round_of(*passage.before);
    if (is_open && !is_open_state(countersign, from) && !passage.is_step_back) {
        ++round;
    }
    FieldValues values;
    add_outdated(passage.after, countersign_field::round, round == 0 ? Value(Empty{}) : Value(std::int64_t{round}),
                 values);
    if (is_open) {
        const CountersignOutcome outcome = outcome_of(countersign, opinions, round, passage.after, context);
        add_outdated(passage.after, countersign_field::state, std::string(key_of(outcome.state)), values);
        add_outdated(passage.after, countersign_field::waiting, elements_of(outcome.waiting), values);
    } else if (to == workflow.initial()) {
        add_outdated(passage.after, countersign_field::state, Empty{}, values);
        add_outdated(passage.after, countersign_field::waiting, Empty{}, values);
    } else if (passage.before != nullptr) {
        // Whatever a device made of it meanwhile.
        add_outdated(passage.after, countersign_field::state, value_of(*passage.before, countersign_field::state),
                     values);
        add_outdated(passage.after, countersign_field::waiting, value_of(*passage.before, countersign_field::waiting),
                     values);
    }
    return values;
}

std::vector<Message> refusals_of_opinion(const Countersign& countersign, const Workflow& workflow,
                                         const RecordType& opinion_type, const OpinionChange& change,
                                         const Actor& actor, const ExpressionContext& context) {
    const int round = round_of(change.subject);
    const Opinion opinion = opinion_of(opinion_type, change.after);
    if (!takes_opinions(countersign, workflow, change.subject)) {
        return {{Text::countersign_not_open, {argument("state", workflow.state_of(change.subject).title)}}};
    }
    if (change.before == nullptr) {
        return refusals_to_sign(countersign, opinion, change.opinions, round, change.subject, actor, context);
    }
    const CountersignOutcome outcome = outcome_of(countersign, change.opinions, round, change.subject, context);
    if (is_alive(*change.before) && !is_alive(change.after) && change.is_undo) {
        const bool is_takable = opinion.round == round && outcome.state == CountersignState::open;
        std::vector<Message> refusals;
        if (!is_takable) {
            refusals.push_back({Text::countersign_not_taken_back, {}});
        }
        if (opinion_of(opinion_type, *change.before).author != actor.user) {
            refusals.push_back({Text::countersign_not_yourself, {}});
        }
        return refusals;
    }
    return {{Text::countersign_opinion_fixed, {}}};
}

const Countersign* find_countersign_of_opinions(const Catalogue& catalogue, const RecordType& type) {
    for (const RecordType& candidate : catalogue.types()) {
        if (candidate.countersign && candidate.countersign->opinions == type.name) {
            return catalogue.find_countersign(candidate.id);
        }
    }
    return nullptr;
}

}  // namespace xingke::model
