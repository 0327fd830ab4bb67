#include "app/model/workflow.h"

#include <algorithm>

namespace xingke::model {
namespace {

bool is_one_of(const std::vector<std::string>& keys, const std::string& key) {
    return std::ranges::find(keys, key) != keys.end();
}

Message missing(const Field& field) {
    if (!field.required_text.chinese.empty()) {
        return {Text::declared, {argument("text", field.required_text)}};
    }
    return {Text::required, {argument("field", field.title)}};
}

// All but the question whether the record is in a state from which the step leads. Who may take it is asked of the
// record as it was: nobody becomes its owner by the change that only its owner may make.
std::vector<Message> refusals_of_step(const Workflow& workflow, const Transition& transition, const Record& before,
                                      const Record& record, const Actor& actor, const ExpressionContext& context) {
    std::vector<Message> refusals;
    const TransitionDeclaration& declaration = transition.declaration;
    if (!transition.who.includes(before, actor, context)) {
        refusals.push_back(
            {Text::workflow_not_you,
             {argument("transition", declaration.title), who_argument("who", declaration.who, workflow.type())}});
    }
    for (const FieldId id : transition.required) {
        if (is_empty(value_of(record, id))) {
            refusals.push_back(missing(*find_field(workflow.type(), id)));
        }
    }
    for (const Transition::PreparedDemand& demand : transition.demands) {
        if (!holds(demand.condition, record, context)) {
            refusals.push_back({Text::declared, {argument("text", demand.refusal)}});
        }
    }
    return refusals;
}

// The changes that a locked record does not take: all but those that the step itself asks for or makes.
void add_locked(const Workflow& workflow, const Transition* step, const Record& before, const Record& after,
                std::vector<Message>& refusals) {
    const auto is_of_step = [&](FieldId field) {
        const auto sets_field = [field](const Transition::PreparedSet& set) { return set.field == field; };
        return step != nullptr &&
               (field == workflow.state_field() || std::ranges::find(step->required, field) != step->required.end() ||
                std::ranges::any_of(step->effects, [&](const Transition::PreparedEffect& effect) {
                    return effect.type == 0 && std::ranges::any_of(effect.sets, sets_field);
                }));
    };
    for (const Field& field : workflow.type().fields) {
        if (!field.set_by_app && value_of(before, field.id) != value_of(after, field.id) && !is_of_step(field.id)) {
            refusals.push_back({Text::workflow_locked,
                                {argument("state", workflow.state_of(before).title), argument("field", field.title)}});
        }
    }
}

// Carries out one step; the record changes with it, so that later effects see earlier ones.
class Step {
public:
    Step(const Workflow& workflow, Record record, const ExpressionContext& context)
        : workflow_(workflow), record_(std::move(record)), context_(context) {}

    StepOutcome take(const Transition& transition) {
        const Value before = value_of(record_, workflow_.state_field());
        outcome_.guards.push_back({record_.id, workflow_.state_field(), before});
        set(workflow_.state_field(), transition.declaration.to);
        return follow(transition);
    }

    // The effects alone.
    StepOutcome follow(const Transition& transition) {
        for (std::size_t i = 0; i < transition.effects.size(); ++i) {
            const Effect& declared = transition.declaration.effects[i];
            if (std::holds_alternative<effect::Set>(declared)) {
                set(transition.effects[i]);
            } else if (std::holds_alternative<effect::Create>(declared)) {
                create(transition.effects[i]);
            }
        }
        return std::move(outcome_);
    }

private:
    void set(FieldId field, Value value) {
        record_.fields[field].value = value;
        outcome_.changes.push_back(
            {.record = record_.id, .type = record_.type, .field = field, .value = std::move(value)});
    }

    void set(const Transition::PreparedEffect& prepared) {
        for (const Transition::PreparedSet& each : prepared.sets) {
            set(each.field, evaluate(each.value, record_, context_));
        }
    }

    void create(const Transition::PreparedEffect& prepared) {
        Creation creation{.type = prepared.type, .values = {}};
        if (prepared.link != 0) {
            creation.values.emplace_back(prepared.link, record_.id);
        }
        for (const Transition::PreparedSet& each : prepared.sets) {
            Value value = evaluate(each.value, record_, context_);
            if (!is_empty(value)) {
                creation.values.emplace_back(each.field, std::move(value));
            }
        }
        outcome_.creations.push_back(std::move(creation));
    }

    const Workflow& workflow_;
    Record record_;
    const ExpressionContext& context_;
    StepOutcome outcome_;
};

}  // namespace

std::vector<Option> options_of(const std::vector<WorkflowState>& states) {
    std::vector<Option> options;
    for (const WorkflowState& state : states) {
        options.push_back({state.key, state.title, state.tone});
    }
    return options;
}

const WorkflowState* Workflow::find_state(std::string_view key) const {
    const auto found = std::ranges::find(declaration_.states, key, &WorkflowState::key);
    return found == declaration_.states.end() ? nullptr : &*found;
}

const Transition* Workflow::find_transition(std::string_view name) const {
    const auto has_name = [&](const Transition& transition) { return transition.declaration.name == name; };
    const auto found = std::ranges::find_if(transitions_, has_name);
    return found == transitions_.end() ? nullptr : &*found;
}

const Transition* Workflow::step_between(std::string_view from, std::string_view to) const {
    for (const Transition& transition : transitions_) {
        if (transition.declaration.to == to &&
            std::ranges::find(transition.declaration.from, from) != transition.declaration.from.end()) {
            return &transition;
        }
    }
    return nullptr;
}

const WorkflowState& Workflow::state_of(const Record& record) const {
    const auto* key = std::get_if<std::string>(&value_of(record, state_field_));
    const WorkflowState* state = key == nullptr ? nullptr : find_state(*key);
    return state == nullptr ? *find_state(declaration_.initial) : *state;
}

std::vector<Offer> next_transitions(const Workflow& workflow, const Record& record, const Actor& actor,
                                    const ExpressionContext& context) {
    std::vector<Offer> offers;
    const std::string& state = workflow.state_of(record).key;
    for (const Transition& transition : workflow.transitions()) {
        if (is_one_of(transition.declaration.from, state)) {
            offers.push_back({&transition, transition.who.includes(record, actor, context),
                              refusals_of_step(workflow, transition, record, record, actor, context)});
        }
    }
    return offers;
}

Record before_effects(const Transition& transition, const Record& before, const Record& after) {
    Record record = after;
    for (std::size_t i = 0; i < transition.effects.size(); ++i) {
        if (std::holds_alternative<effect::Set>(transition.declaration.effects[i])) {
            for (const Transition::PreparedSet& set : transition.effects[i].sets) {
                record.fields[set.field].value = value_of(before, set.field);
            }
        }
    }
    return record;
}

StepOutcome effects_of(const Workflow& workflow, const Transition& transition, const Record& record,
                       const ExpressionContext& context) {
    return Step(workflow, record, context).follow(transition);
}

StepOutcome apply(const Workflow& workflow, std::string_view name, const Record& record, const Actor& actor,
                  const ExpressionContext& context) {
    const Transition* transition = workflow.find_transition(name);
    if (transition == nullptr) {
        return {.refusals = {{Text::workflow_unknown_transition, {argument("name", std::string(name))}}}};
    }
    const WorkflowState& state = workflow.state_of(record);
    if (!is_one_of(transition->declaration.from, state.key)) {
        return {
            .refusals = {{Text::workflow_not_here,
                          {argument("transition", transition->declaration.title), argument("state", state.title)}}}};
    }
    std::vector<Message> refusals = refusals_of_step(workflow, *transition, record, record, actor, context);
    if (!refusals.empty()) {
        return {.refusals = std::move(refusals)};
    }
    return Step(workflow, record, context).take(*transition);
}

std::vector<Message> refusals_of_change(const Workflow& workflow, const Record* before, const Record& after,
                                        const Actor& actor, const ExpressionContext& context) {
    const WorkflowState& to = workflow.state_of(after);
    if (before == nullptr) {
        if (to.key == workflow.initial()) {
            return {};
        }
        return {{Text::workflow_begins, {argument("state", workflow.find_state(workflow.initial())->title)}}};
    }
    const WorkflowState& from = workflow.state_of(*before);
    if (from.key == to.key) {
        std::vector<Message> refusals;
        if (from.is_locked) {
            add_locked(workflow, nullptr, *before, after, refusals);
        }
        return refusals;
    }
    // Several steps may lead the same way; one that is allowed is enough.
    std::vector<Message> refusals = {{Text::workflow_no_way, {argument("from", from.title), argument("to", to.title)}}};
    for (const Transition& transition : workflow.transitions()) {
        if (transition.declaration.to == to.key && is_one_of(transition.declaration.from, from.key)) {
            const Record asked = before_effects(transition, *before, after);
            refusals = refusals_of_step(workflow, transition, *before, asked, actor, context);
            if (from.is_locked) {
                add_locked(workflow, &transition, *before, after, refusals);
            }
            if (refusals.empty()) {
                break;
            }
        }
    }
    return refusals;
}

}  // namespace xingke::model
