// A record's way through its states, as data: which states there are, which step leads from where to where, who may
// take it, what must be filled in, what must hold, and what happens then. Pure functions over plain data: asked by the
// device before it offers a button, and by the server before it believes that somebody pressed one. Any thread.
// Sources: requirements 2.10 (tables), 4.2 (approval chains), 5.2 (gates); design.md 3.
//
// A declaration (workflow_declaration.h) names fields and holds rules as text; Workflow::prepare checks all of it
// against the catalogue once and resolves names to ids and texts to expressions. New records that a step makes are
// returned as data for the caller to carry out in the same transaction. Deadlines follow from the states and steps
// (deadline_fields.h); notifications are written by the server when the step arrives there.
//
// Offline: apply() also gives the guard "still in the state that I saw", so that of two people who take a step from the
// same state only one succeeds.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/change.h"
#include "app/model/expression_evaluate.h"
#include "app/model/permission.h"
#include "app/model/who.h"
#include "app/model/workflow_declaration.h"

namespace xingke::model {

struct Transition {
    TransitionDeclaration declaration;
    struct PreparedDemand {
        Expression condition;
        Title refusal;
    };
    struct PreparedSet {
        FieldId field = 0;
        Expression value;
    };
    struct PreparedEffect {             // of the declaration's effect with the same index
        std::vector<PreparedSet> sets;  // of this record (Set) or the new one (Create)
        TypeId type = 0;
        FieldId link = 0;
        PreparedWho who;
    };
    PreparedWho who;
    std::vector<FieldId> required;
    std::vector<PreparedDemand> demands;
    std::vector<PreparedEffect> effects;
};

class Workflow {
public:
    // Fault invalid_input with the first of problems(). `catalogue` outlives the workflow.
    static Result<Workflow> prepare(WorkflowDeclaration declaration, const Catalogue& catalogue);
    // All that is wrong with a declaration, for the self-check and for the administrator who saves one.
    static std::vector<Message> problems(const WorkflowDeclaration& declaration, const Catalogue& catalogue);

    const RecordType& type() const { return *type_; }
    FieldId state_field() const { return state_field_; }
    const std::vector<WorkflowState>& states() const { return declaration_.states; }
    const std::vector<Transition>& transitions() const { return transitions_; }
    const std::string& initial() const { return declaration_.initial; }
    const WorkflowState* find_state(std::string_view key) const;
    const Transition* find_transition(std::string_view name) const;
    // The step that leads from one state to the other; null: there is none. self_check lets there be one at most.
    const Transition* step_between(std::string_view from, std::string_view to) const;
    // The record's state; one that is empty or not known counts as the initial one.
    const WorkflowState& state_of(const Record& record) const;

private:
    friend class WorkflowPreparer;
    Workflow() = default;

    WorkflowDeclaration declaration_;
    const RecordType* type_ = nullptr;
    FieldId state_field_ = 0;
    std::vector<Transition> transitions_;
};

// A step from the record's present state. With refusals it is shown but cannot be taken; not for this person: not
// shown.
struct Offer {
    const Transition* transition = nullptr;
    bool is_for_actor = false;
    std::vector<Message> refusals;
};
// In order of declaration. `context.me` is the actor. `record` is as it would be saved, so that a form can ask while it
// is being filled in.
std::vector<Offer> next_transitions(const Workflow& workflow, const Record& record, const Actor& actor,
                                    const ExpressionContext& context);

struct Creation {
    TypeId type = 0;
    std::vector<std::pair<FieldId, Value>> values;  // the caller gives the record an id, owner and times
};
// With refusals nothing else.
struct StepOutcome {
    std::vector<Message> refusals;
    std::vector<Guard> guards;
    std::vector<Change> changes;  // the new state first
    std::vector<Creation> creations;
};
// The record as it was when the step was asked for: in its new state and with what was filled in, but what the step's
// effects set is as before, so that a rule may read a field that the step then clears.
Record before_effects(const Transition& transition, const Record& before, const Record& after);
// What the step's effects make of `record`, which is in the new state already; in order, and seen by later effects. The
// server asks it again of what the merge has made.
StepOutcome effects_of(const Workflow& workflow, const Transition& transition, const Record& record,
                       const ExpressionContext& context);
StepOutcome apply(const Workflow& workflow, std::string_view transition, const Record& record, const Actor& actor,
                  const ExpressionContext& context);

// What forbids that the record goes from `before` to `after`, by whatever way the change came (form, import, API,
// undo): a state that no step leads to, a step that is refused, a change of a locked record. `before` is null for a new
// record. Empty: it may.
std::vector<Message> refusals_of_change(const Workflow& workflow, const Record* before, const Record& after,
                                        const Actor& actor, const ExpressionContext& context);

}  // namespace xingke::model
