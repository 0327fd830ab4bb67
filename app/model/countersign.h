// Countersigning 会签: several departments give their opinion on a record side by side, and a rule says what follows.
// Which departments, in which case, is data (a route per case); the outcome is computed from the opinions alone, so
// that every device and the server see the same. Pure; any thread. Sources: requirements 2.6.2 (routes of S19 and
// S42), 2.6.3 (matrix, "the approval step opens when all are in"), 4.3 (signing only in one's own name).
//
// Opinions are an append-only log in the server's order: a later one of the same seat and round replaces the earlier
// one, until the outcome stands. What changed after that is reviewed again, in a new round (2.6.2, 2.6.9); opinions of
// other rounds count for nothing.
//
//   open ── enough agree, no condition open ──▶ agreed
//     └──── someone refuses, or a majority can no longer be reached ──▶ refused
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/countersign_declaration.h"
#include "app/model/expression_evaluate.h"
#include "app/model/who.h"

namespace xingke::model {

class Countersign {
public:
    // Fault invalid_input with what is wrong. `catalogue` outlives it. Seats and routes are handed out by pointers into
    // it, so it stays where it is while they are used.
    static Result<Countersign> prepare(CountersignDeclaration declaration, const Catalogue& catalogue);

    const CountersignDeclaration& declaration() const { return declaration_; }
    const RecordType& type() const { return *type_; }
    const Seat* find_seat(std::string_view key) const;
    // Null: no route applies.
    const Route* route_of(const Record& record, const ExpressionContext& context) const;
    bool may_sign(const Seat& seat, const Record& record, const Actor& actor, const ExpressionContext& context) const;
    bool may_approve(const Route& route, const Record& record, const Actor& actor,
                     const ExpressionContext& context) const;

private:
    Countersign() = default;

    CountersignDeclaration declaration_;
    const RecordType* type_ = nullptr;
    std::vector<std::vector<Expression>> route_conditions_;  // one or none per route
    std::vector<PreparedWho> signers_;                       // per seat
    std::vector<PreparedWho> approvers_;                     // per route
};

enum class Verdict : std::uint8_t { agree, conditional, disagree };
Title title_of(Verdict verdict);

struct OpinionCondition {
    std::string text;
    bool is_met = false;
};
struct Opinion {
    std::string seat;
    Verdict verdict = Verdict::agree;
    std::string remark;
    std::vector<OpinionCondition> conditions;
    RecordId author;
    int round = 1;
};

enum class CountersignState : std::uint8_t { open, agreed, refused };

struct CountersignOutcome {
    CountersignState state = CountersignState::open;
    const Route* route = nullptr;              // null: none applies, and the countersignature stays open
    std::vector<const Seat*> waiting;          // have not signed in this round
    std::vector<const Seat*> with_conditions;  // have conditions that are not met
    std::vector<const Seat*> refusing;
    int agreed_count = 0;
    Message explanation;  // why it is so, for the screen
};
CountersignOutcome outcome_of(const Countersign& countersign, std::span<const Opinion> opinions, int round,
                              const Record& record, const ExpressionContext& context);

// Why the actor cannot add this opinion after those; empty: he may.
std::vector<Message> refusals_to_sign(const Countersign& countersign, const Opinion& opinion,
                                      std::span<const Opinion> earlier, int round, const Record& record,
                                      const Actor& actor, const ExpressionContext& context);

}  // namespace xingke::model
