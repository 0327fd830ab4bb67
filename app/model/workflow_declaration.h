// A record's way through its states, as it is declared: data only. workflow.h says what it means and answers for it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/message.h"
#include "app/model/field.h"
#include "app/model/role.h"

namespace xingke::model {

struct WorkflowState {
    std::string key;  // an option's key of the state field
    Title title;
    std::string_view tone = "";
    bool is_final = false;
    bool is_locked = false;  // only a transition changes the record, and only as it asks (G9)
};
// The options that the state field is declared with.
std::vector<Option> options_of(const std::vector<WorkflowState>& states);

// What must hold, and what is said when it does not.
struct Demand {
    std::string condition;
    Title refusal;
};

namespace effect {
struct Set {  // a field of this record
    std::string field;
    std::string value;  // expression
};
struct Create {  // a record of another type
    std::string type;
    std::vector<std::pair<std::string, std::string>> fields;  // its field, expression over this record
    std::string link = "";  // its reference field that becomes this record; empty: none
};
struct Notify {  // written by the server, for each person whom `who` includes but the one who takes the step
    Who who;
    Title text;
};
struct StartDeadline {
    std::string deadline;  // name of one of the record type's `deadlines`
};
struct StopDeadline {
    std::string deadline;
};
}  // namespace effect
using Effect = std::variant<effect::Set, effect::Create, effect::Notify, effect::StartDeadline, effect::StopDeadline>;

struct TransitionDeclaration {
    std::string name;               // stable
    Title title;                    // of the button: 提交, 批准, 退回
    std::vector<std::string> from;  // state keys
    std::string to;
    Who who = {};
    std::vector<std::string> required = {};  // fields that must be filled in by then
    std::vector<Demand> demands = {};
    std::vector<Effect> effects = {};  // in this order; a later Set sees what an earlier one set
};

struct WorkflowDeclaration {
    std::string type;         // record type
    std::string state_field;  // one choice, whose options are the states
    std::string initial;
    std::vector<WorkflowState> states;
    std::vector<TransitionDeclaration> transitions;
    std::string source;
};

}  // namespace xingke::model
