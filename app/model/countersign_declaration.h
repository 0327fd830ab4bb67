// Who gives an opinion on a record, and what follows, as it is declared: data only. countersign.h says what it means
// and answers for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/base/message.h"
#include "app/model/role.h"

namespace xingke::model {

// A department's (or a person's) place in the countersignature.
struct Seat {
    std::string key;
    Title title;      // 生产部
    Title task = {};  // what it reviews: 生产能力、交货期
    Who who;          // who may sign for it
};

// Who takes part in which case. The first route whose condition holds is taken.
struct Route {
    std::string key;
    Title title;                     // 无现货的常规合同
    std::string when = "";           // expression; empty: always
    std::vector<std::string> seats;  // none: no countersignature in this case
    Who approver = {};               // who decides when the outcome stands; the workflow's transition asks it
};

enum class CountersignRule : std::uint8_t {
    unanimous,  // all agree; one refusal refuses at once
    majority,   // more than half agree; refused as soon as that cannot happen any more
};
enum class ConditionalRule : std::uint8_t {
    must_be_met,  // 有条件 counts as agreement once its conditions are met; until then all wait
    agrees,       // counts as agreement; the conditions are kept for whoever carries the thing out
    refuses,      // counts as refusal
};

struct CountersignDeclaration {
    std::string name;
    Title title;
    std::string type;                  // the record type that is countersigned
    std::string opinions = "";         // its child type, a record of which is an opinion (countersign.h)
    std::vector<std::string> open_in;  // states of its workflow in which opinions are given
    std::vector<Seat> seats;
    std::vector<Route> routes;
    CountersignRule rule = CountersignRule::unanimous;
    ConditionalRule conditional = ConditionalRule::must_be_met;
    bool waits_for_all = true;  // a majority stands only when all are in, so that every department was heard
    std::string source;
};

}  // namespace xingke::model
