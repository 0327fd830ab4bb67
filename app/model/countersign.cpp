#include "app/model/countersign.h"

#include <algorithm>
#include <set>

#include "app/base/text.h"
#include "app/model/expression_parse.h"

namespace xingke::model {
namespace {

Error wrong(Text key, std::vector<MessageArgument> arguments) {
    return {Fault::invalid_input, {key, std::move(arguments)}, ""};
}

std::vector<Title> titles_of(const std::vector<const Seat*>& seats) {
    std::vector<Title> titles;
    for (const Seat* seat : seats) {
        titles.push_back(seat->title);
    }
    return titles;
}

// The opinion that counts: the last one of the seat in this round.
const Opinion* opinion_of(const Seat& seat, std::span<const Opinion> opinions, int round) {
    const Opinion* last = nullptr;
    for (const Opinion& opinion : opinions) {
        if (opinion.seat == seat.key && opinion.round == round) {
            last = &opinion;
        }
    }
    return last;
}

bool has_open_condition(const Opinion& opinion) {
    return std::ranges::any_of(opinion.conditions, [](const OpinionCondition& condition) { return !condition.is_met; });
}

// Counts what each seat of the route says.
CountersignOutcome counted(const Countersign& countersign, const Route& route, std::span<const Opinion> opinions,
                           int round) {
    CountersignOutcome outcome{.route = &route};
    const ConditionalRule conditional = countersign.declaration().conditional;
    for (const std::string& key : route.seats) {
        const Seat* seat = countersign.find_seat(key);
        const Opinion* opinion = opinion_of(*seat, opinions, round);
        if (opinion == nullptr) {
            outcome.waiting.push_back(seat);
            continue;
        }
        const bool is_conditional = opinion->verdict == Verdict::conditional;
        if (opinion->verdict == Verdict::disagree || (is_conditional && conditional == ConditionalRule::refuses)) {
            outcome.refusing.push_back(seat);
            continue;
        }
        ++outcome.agreed_count;
        if (is_conditional && has_open_condition(*opinion)) {
            outcome.with_conditions.push_back(seat);
        }
    }
    return outcome;
}

CountersignState state_of(const CountersignDeclaration& declaration, const CountersignOutcome& outcome) {
    const int count = static_cast<int>(outcome.route->seats.size());
    const int refused_count = static_cast<int>(outcome.refusing.size());
    const bool is_majority = declaration.rule == CountersignRule::majority;
    const bool is_lost = is_majority ? (count - refused_count) * 2 <= count : refused_count > 0;
    if (count > 0 && is_lost) {
        return CountersignState::refused;
    }
    const bool is_won = is_majority ? outcome.agreed_count * 2 > count : outcome.agreed_count == count;
    const bool waits = declaration.waits_for_all && !outcome.waiting.empty();
    const bool has_conditions =
        declaration.conditional == ConditionalRule::must_be_met && !outcome.with_conditions.empty();
    return (is_won || count == 0) && !waits && !has_conditions ? CountersignState::agreed : CountersignState::open;
}

Message explanation_of(const CountersignDeclaration& declaration, const CountersignOutcome& outcome) {
    switch (outcome.state) {
        case CountersignState::refused:
            return {declaration.rule == CountersignRule::majority ? Text::countersign_no_majority
                                                                  : Text::countersign_refused,
                    {titles_argument("seats", titles_of(outcome.refusing))}};
        case CountersignState::agreed:
            if (outcome.route->seats.empty()) {
                return {Text::countersign_none_needed, {argument("route", outcome.route->title)}};
            }
            return {Text::countersign_agreed,
                    {argument("count", std::to_string(outcome.route->seats.size())),
                     argument("agreed", std::to_string(outcome.agreed_count))}};
        case CountersignState::open:
            break;
    }
    if (!outcome.waiting.empty()) {
        return {Text::countersign_waiting, {titles_argument("seats", titles_of(outcome.waiting))}};
    }
    return {Text::countersign_conditions_open, {titles_argument("seats", titles_of(outcome.with_conditions))}};
}

}  // namespace

Result<Countersign> Countersign::prepare(CountersignDeclaration declaration, const Catalogue& catalogue) {
    Countersign countersign;
    const RecordType* type = catalogue.find(declaration.type);
    if (type == nullptr) {
        return wrong(Text::expression_unknown_type, {argument("name", declaration.type)});
    }
    countersign.type_ = type;
    std::set<std::string> keys;
    for (const Seat& seat : declaration.seats) {
        if (!keys.insert(seat.key).second) {
            return wrong(Text::workflow_name_twice, {argument("name", seat.key)});
        }
        countersign.signers_.push_back(TRY(PreparedWho::prepare(seat.who, *type, catalogue)));
    }
    for (const Route& route : declaration.routes) {
        std::set<std::string> taken;
        for (const std::string& key : route.seats) {
            if (!keys.contains(key)) {
                return wrong(Text::countersign_not_a_seat, {argument("name", key)});
            }
            if (!taken.insert(key).second) {
                return wrong(Text::workflow_name_twice, {argument("name", key)});
            }
        }
        std::vector<Expression>& condition = countersign.route_conditions_.emplace_back();
        if (!route.when.empty()) {
            condition.push_back(TRY(parse_condition(route.when, *type, catalogue)));
        }
        countersign.approvers_.push_back(TRY(PreparedWho::prepare(route.approver, *type, catalogue)));
    }
    countersign.declaration_ = std::move(declaration);
    return countersign;
}

const Seat* Countersign::find_seat(std::string_view key) const {
    const auto found = std::ranges::find(declaration_.seats, key, &Seat::key);
    return found == declaration_.seats.end() ? nullptr : &*found;
}

const Route* Countersign::route_of(const Record& record, const ExpressionContext& context) const {
    for (std::size_t i = 0; i < declaration_.routes.size(); ++i) {
        const std::vector<Expression>& condition = route_conditions_[i];
        if (condition.empty() || holds(condition[0], record, context)) {
            return &declaration_.routes[i];
        }
    }
    return nullptr;
}

bool Countersign::may_sign(const Seat& seat, const Record& record, const Actor& actor,
                           const ExpressionContext& context) const {
    for (std::size_t i = 0; i < declaration_.seats.size(); ++i) {
        if (declaration_.seats[i].key == seat.key) {
            return signers_[i].includes(record, actor, context);
        }
    }
    return false;
}

bool Countersign::may_approve(const Route& route, const Record& record, const Actor& actor,
                              const ExpressionContext& context) const {
    for (std::size_t i = 0; i < declaration_.routes.size(); ++i) {
        if (declaration_.routes[i].key == route.key) {
            return approvers_[i].includes(record, actor, context);
        }
    }
    return false;
}

Title title_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::agree:
            return {"同意", "Agrees"};
        case Verdict::conditional:
            return {"有条件", "Agrees on conditions"};
        case Verdict::disagree:
            return {"不同意", "Disagrees"};
    }
    return {};
}

CountersignOutcome outcome_of(const Countersign& countersign, std::span<const Opinion> opinions, int round,
                              const Record& record, const ExpressionContext& context) {
    const Route* route = countersign.route_of(record, context);
    if (route == nullptr) {
        return {.explanation = {Text::countersign_no_route, {}}};
    }
    CountersignOutcome outcome = counted(countersign, *route, opinions, round);
    outcome.state = state_of(countersign.declaration(), outcome);
    outcome.explanation = explanation_of(countersign.declaration(), outcome);
    return outcome;
}

std::vector<Message> refusals_to_sign(const Countersign& countersign, const Opinion& opinion,
                                      std::span<const Opinion> earlier, int round, const Record& record,
                                      const Actor& actor, const ExpressionContext& context) {
    const CountersignOutcome outcome = outcome_of(countersign, earlier, round, record, context);
    if (outcome.route == nullptr) {
        return {outcome.explanation};
    }
    const Seat* seat = countersign.find_seat(opinion.seat);
    if (seat == nullptr || std::ranges::find(outcome.route->seats, opinion.seat) == outcome.route->seats.end()) {
        const Title unknown{opinion.seat, opinion.seat};
        return {{Text::countersign_not_a_seat, {argument("name", seat == nullptr ? unknown : seat->title)}}};
    }
    std::vector<Message> refusals;
    if (opinion.round != round) {
        refusals.push_back(
            {Text::countersign_wrong_round,
             {argument("given", std::to_string(opinion.round)), argument("round", std::to_string(round))}});
    }
    if (outcome.state != CountersignState::open) {
        refusals.push_back({Text::countersign_closed, {}});
    }
    if (opinion.author != actor.user) {
        refusals.push_back({Text::countersign_not_yourself, {}});
    }
    if (!countersign.may_sign(*seat, record, actor, context)) {
        refusals.push_back({Text::countersign_not_your_seat, {argument("seat", seat->title)}});
    }
    if (opinion.verdict == Verdict::disagree && trim(opinion.remark).empty()) {
        refusals.push_back({Text::countersign_reason_missing, {}});
    }
    const auto is_blank = [](const OpinionCondition& condition) { return trim(condition.text).empty(); };
    if (opinion.verdict == Verdict::conditional &&
        (opinion.conditions.empty() || std::ranges::any_of(opinion.conditions, is_blank))) {
        refusals.push_back({Text::countersign_condition_missing, {}});
    }
    return refusals;
}

}  // namespace xingke::model
