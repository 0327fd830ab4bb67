// Workflow::prepare and Workflow::problems: from names and texts to ids and expressions, and what is wrong with them.
#include <algorithm>
#include <set>

#include "app/model/expression_check.h"
#include "app/model/expression_parse.h"
#include "app/model/workflow.h"

namespace xingke::model {

class WorkflowPreparer {
public:
    WorkflowPreparer(WorkflowDeclaration declaration, const Catalogue& catalogue) : catalogue_(catalogue) {
        workflow_.declaration_ = std::move(declaration);
    }

    // What cannot be prepared is left out and told in `problems`.
    void run() {
        workflow_.type_ = catalogue_.find(declared().type);
        if (workflow_.type_ == nullptr) {
            tell({Text::expression_unknown_type, {argument("name", declared().type)}});
            return;
        }
        take_state_field();
        check_states();
        std::set<std::string_view> names;
        for (const TransitionDeclaration& transition : declared().transitions) {
            if (!names.insert(transition.name).second) {
                tell({Text::workflow_name_twice, {argument("name", transition.name)}});
            }
            take(transition);
        }
        check_ways();
    }

    std::vector<Message>& problems() { return problems_; }
    Workflow take_workflow() { return std::move(workflow_); }

private:
    const WorkflowDeclaration& declared() const { return workflow_.declaration_; }
    const RecordType& type() const { return *workflow_.type_; }
    void tell(Message problem) { problems_.push_back(std::move(problem)); }
    // With the step before it that the problem is in.
    void tell(const TransitionDeclaration& transition, const Message& problem) {
        tell({Text::workflow_in,
              {argument("transition", transition.title),
               {"text", words(problem, Language::chinese), words(problem, Language::english)}}});
    }

    bool is_state(const std::string& key) const { return workflow_.find_state(key) != nullptr; }

    void take_state_field() {
        const Field* field = find_field(type(), declared().state_field);
        const auto* choice = field == nullptr ? nullptr : std::get_if<kind::Choice>(&field->kind);
        if (choice == nullptr) {
            tell({Text::workflow_no_state_field, {argument("name", declared().state_field)}});
            return;
        }
        workflow_.state_field_ = field->id;
        for (const WorkflowState& state : declared().states) {
            if (std::ranges::find(choice->options, state.key, &Option::key) == choice->options.end()) {
                tell({Text::not_option, {argument("field", field->title), argument("value", state.key)}});
            }
        }
        for (const Option& option : choice->options) {
            if (!is_state(option.key)) {
                tell({Text::workflow_unknown_state, {argument("name", option.key)}});
            }
        }
    }

    void check_states() {
        std::set<std::string_view> keys;
        for (const WorkflowState& state : declared().states) {
            if (!keys.insert(state.key).second) {
                tell({Text::workflow_name_twice, {argument("name", state.key)}});
            }
        }
        if (!is_state(declared().initial)) {
            tell({Text::workflow_unknown_state, {argument("name", declared().initial)}});
        }
    }

    // Every state can be reached, and every one that is not final can be left.
    void check_ways() {
        std::set<std::string> reached = {declared().initial};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (const TransitionDeclaration& transition : declared().transitions) {
                const auto is_reached = [&](const std::string& key) { return reached.contains(key); };
                if (std::ranges::any_of(transition.from, is_reached)) {
                    reached.insert(transition.to);
                }
            }
        }
        for (const WorkflowState& state : declared().states) {
            if (!reached.contains(state.key)) {
                tell({Text::workflow_unreachable, {argument("state", state.title)}});
            }
            const auto leaves = [&](const TransitionDeclaration& transition) {
                return std::ranges::find(transition.from, state.key) != transition.from.end();
            };
            if (!state.is_final && std::ranges::none_of(declared().transitions, leaves)) {
                tell({Text::workflow_dead_end, {argument("state", state.title)}});
            }
        }
    }

    void take(const TransitionDeclaration& declaration) {
        Transition transition{.declaration = declaration};
        std::vector<std::string> states = declaration.from;
        states.push_back(declaration.to);
        for (const std::string& key : states) {
            if (!is_state(key)) {
                tell(declaration, {Text::workflow_unknown_state, {argument("name", key)}});
            }
        }
        if (declaration.from.empty()) {
            tell(declaration, {Text::workflow_from_nowhere, {}});
        }
        transition.who = prepared(declaration, declaration.who);
        for (const std::string& name : declaration.required) {
            if (const Field* field = named(declaration, type(), name)) {
                transition.required.push_back(field->id);
            }
        }
        for (const Demand& demand : declaration.demands) {
            Result<Expression> condition = parse_condition(demand.condition, type(), catalogue_);
            if (!condition) {
                tell(declaration, condition.error().message);
                continue;
            }
            transition.demands.push_back({std::move(condition).value(), demand.refusal});
        }
        for (const Effect& effect : declaration.effects) {
            transition.effects.push_back(
                std::visit([&](const auto& each) { return prepared(declaration, each); }, effect));
        }
        workflow_.transitions_.push_back(std::move(transition));
    }

    const Field* named(const TransitionDeclaration& transition, const RecordType& of, const std::string& name) {
        const Field* field = find_field(of, name);
        if (field == nullptr) {
            tell(transition, {Text::expression_unknown_field, {argument("type", of.title), argument("name", name)}});
        }
        return field;
    }

    PreparedWho prepared(const TransitionDeclaration& transition, const Who& who) {
        Result<PreparedWho> prepared = PreparedWho::prepare(who, type(), catalogue_);
        if (!prepared) {
            tell(transition, prepared.error().message);
            return {};
        }
        return std::move(prepared).value();
    }

    // An expression over this record as a value of a field, of this record or a new one.
    void take_set(const TransitionDeclaration& transition, const RecordType& of, const std::string& name,
                  const std::string& text, Transition::PreparedEffect& into) {
        const Field* field = named(transition, of, name);
        if (field == nullptr) {
            return;
        }
        Result<Expression> value = parse_expression(text, type(), catalogue_);
        const Result<void> fits = value ? check_fits(*field, *value, type(), catalogue_) : Result<void>(value.error());
        if (!fits) {
            tell(transition, fits.error().message);
            return;
        }
        into.sets.push_back({field->id, std::move(value).value()});
    }

    Transition::PreparedEffect prepared(const TransitionDeclaration& transition, const effect::Set& set) {
        Transition::PreparedEffect prepared;
        if (set.field == declared().state_field) {
            tell(transition, {Text::workflow_sets_state, {argument("field", set.field)}});
            return prepared;
        }
        take_set(transition, type(), set.field, set.value, prepared);
        return prepared;
    }

    Transition::PreparedEffect prepared(const TransitionDeclaration& transition, const effect::Create& create) {
        Transition::PreparedEffect prepared;
        const RecordType* created = catalogue_.find(create.type);
        if (created == nullptr) {
            tell(transition, {Text::expression_unknown_type, {argument("name", create.type)}});
            return prepared;
        }
        prepared.type = created->id;
        for (const auto& [name, text] : create.fields) {
            take_set(transition, *created, name, text, prepared);
        }
        const Field* link = create.link.empty() ? nullptr : named(transition, *created, create.link);
        if (link != nullptr) {
            const auto* reference = std::get_if<kind::Reference>(&link->kind);
            if (reference == nullptr || reference->type != type().name) {
                tell(transition, {Text::expression_not_a_child,
                                  {argument("child", created->title), argument("field", link->title),
                                   argument("type", type().title)}});
                return prepared;
            }
            prepared.link = link->id;
        }
        return prepared;
    }

    Transition::PreparedEffect prepared(const TransitionDeclaration& transition, const effect::Notify& notify) {
        Transition::PreparedEffect effect;
        effect.who = prepared(transition, notify.who);
        return effect;
    }

    Transition::PreparedEffect prepared(const TransitionDeclaration& transition, const effect::StartDeadline& start) {
        return of_deadline(transition, start.deadline);
    }
    Transition::PreparedEffect prepared(const TransitionDeclaration& transition, const effect::StopDeadline& stop) {
        return of_deadline(transition, stop.deadline);
    }
    Transition::PreparedEffect of_deadline(const TransitionDeclaration& transition, const std::string& name) {
        if (std::ranges::find(type().deadlines, name, &DeadlineDeclaration::name) == type().deadlines.end()) {
            tell(transition, {Text::workflow_unknown_deadline, {argument("name", name)}});
        }
        return {};
    }

    const Catalogue& catalogue_;
    Workflow workflow_;
    std::vector<Message> problems_;
};

Result<Workflow> Workflow::prepare(WorkflowDeclaration declaration, const Catalogue& catalogue) {
    WorkflowPreparer preparer(std::move(declaration), catalogue);
    preparer.run();
    if (!preparer.problems().empty()) {
        return Error{Fault::invalid_input, std::move(preparer.problems().front()), ""};
    }
    return preparer.take_workflow();
}

std::vector<Message> Workflow::problems(const WorkflowDeclaration& declaration, const Catalogue& catalogue) {
    WorkflowPreparer preparer(declaration, catalogue);
    preparer.run();
    return std::move(preparer.problems());
}

}  // namespace xingke::model
