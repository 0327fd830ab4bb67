// The rules that every declaration must keep, over a whole catalogue (after Tryton's ModuleTestCase).
#include <algorithm>
#include <set>

#include "app/model/catalogue.h"
#include "app/model/countersign_fields.h"
#include "app/model/deadline.h"
#include "app/model/expression_parse.h"
#include "app/model/field_rules.h"
#include "app/model/who.h"
#include "app/model/workflow.h"

namespace xingke::model {
namespace {

bool is_lower_snake(std::string_view name) {
    if (name.empty() || name.front() < 'a' || name.front() > 'z') {
        return false;
    }
    return std::ranges::all_of(name,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_complete(const Title& title) {
    return !title.chinese.empty() && !title.english.empty();
}

const std::vector<Option>* options_of(const Field& field) {
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind)) {
        return &choice->options;
    }
    if (const auto* choices = std::get_if<kind::Choices>(&field.kind)) {
        return &choices->options;
    }
    return nullptr;
}

class Checker {
public:
    explicit Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

    std::vector<std::string> run() {
        std::set<TypeId> ids;
        std::set<std::string_view> names;
        for (const RecordType& type : catalogue_.types()) {
            require(ids.insert(type.id).second && type.id != 0, type, "", "needs an id of its own, above 0");
            require(names.insert(type.name).second, type, "", "needs a name of its own");
            check_type(type);
        }
        return std::move(problems_);
    }

private:
    void require(bool holds, const RecordType& type, std::string_view field, std::string_view rule) {
        if (!holds) {
            std::string where = type.name;
            if (!field.empty()) {
                where += '.';
                where += field;
            }
            problems_.push_back(where + " " + std::string(rule));
        }
    }

    void check_type(const RecordType& type) {
        require(is_lower_snake(type.name), type, "", "must be named in lower_snake");
        require(is_complete(type.title) && is_complete(type.title_plural), type, "", "needs titles in both languages");
        require(!type.source.empty(), type, "", "needs a source");
        const Field* label = find_field(type, type.label_field);
        require(label != nullptr && std::holds_alternative<kind::Text>(label->kind), type, "",
                "needs a label field that is text");
        for (const std::string& name : type.filter_fields) {
            require(find_field(type, name) != nullptr, type, name, "is offered by the filter and no field");
        }
        for (const std::string& name : type.duplicate_fields) {
            require(find_field(type, name) != nullptr, type, "", "names a duplicate field that it has not");
        }
        for (const std::string& name : type.unique_together) {
            require(find_field(type, name) != nullptr, type, "", "is unique by a field that it has not");
        }
        check_successors(type);
        check_child(type);
        check_sets_on_parent(type);
        check_repeats(type);
        const Field* stage = find_field(type, type.stage_field);
        require(type.stage_field.empty() || (stage != nullptr && std::holds_alternative<kind::Choice>(stage->kind)),
                type, type.stage_field, "is the stage of the board and must be a choice");
        std::set<FieldId> ids;
        std::set<std::string_view> names;
        for (const Field& field : type.fields) {
            require(field.id != life_field && ids.insert(field.id).second, type, field.name,
                    "needs an id of its own, above 0");
            require(names.insert(field.name).second, type, field.name, "needs a name of its own");
            check_field(type, field);
        }
        for (const RuleProblem& problem : rule_problems(type, catalogue_)) {
            require(false, type, problem.field, problem.rule);
        }
        if (type.workflow) {
            check_workflow(type, *type.workflow);
        }
        check_deadlines(type);
        if (type.countersign) {
            check_countersign(type, *type.countersign);
        }
    }

    void check_successors(const RecordType& type) {
        const auto has_all = [](const RecordType* from, const RecordType* to, const auto& pairs) {
            return from != nullptr && to != nullptr && std::ranges::all_of(pairs, [&](const auto& pair) {
                       return find_field(*from, pair.first) != nullptr && find_field(*to, pair.second) != nullptr;
                   });
        };
        for (const Successor& successor : type.successors) {
            const RecordType* next = catalogue_.find(successor.type);
            require(is_complete(successor.title), type, successor.type, "is a successor without titles");
            require(next != nullptr && find_field(*next, successor.link) != nullptr &&
                        has_all(&type, next, successor.fields),
                    type, successor.type, "is a successor with fields that do not exist");
            const Field* back = find_field(type, successor.back);
            require(successor.back.empty() || (back != nullptr && type_referred_to(back->kind) == successor.type), type,
                    successor.type, "is a successor that is not what the field named refers to");
            require(successor.lines.empty() || has_all(catalogue_.find(successor.lines),
                                                       catalogue_.find(successor.new_lines), successor.line_fields),
                    type, successor.type, "is a successor with lines that do not exist");
        }
        for (const effect::Notify& notice : type.notices) {
            require(is_complete(notice.text), type, "", "has a notice that needs both languages");
            require(static_cast<bool>(PreparedWho::prepare(notice.who, type, catalogue_)), type, "",
                    "has a notice for people that cannot be found");
        }
    }

    void check_repeats(const RecordType& type) {
        for (const Repeat& repeat : type.repeats) {
            const Field *sets = find_field(type, repeat.sets), *on = find_field(type, repeat.on);
            require(sets != nullptr && std::holds_alternative<kind::YesNo>(sets->kind), type, repeat.sets,
                    "is set by repetition and must be a yes or no");
            require(on != nullptr && (std::holds_alternative<kind::Date>(on->kind) ||
                                      std::holds_alternative<kind::DateTime>(on->kind)),
                    type, repeat.on, "dates a repetition and must be a date");
            const bool has_fields = std::ranges::all_of(
                repeat.alike, [&](const std::string& name) { return find_field(type, name) != nullptr; });
            require(has_fields && !repeat.alike.empty() &&
                        (repeat.of.empty() || find_field(type, repeat.of) != nullptr) && repeat.count > 1 &&
                        repeat.days > 0,
                    type, repeat.sets, "is a repetition of nothing");
        }
    }

    void check_sets_on_parent(const RecordType& type) {
        const Field* by = parent_field(type);
        const RecordType* parent = by == nullptr ? nullptr : catalogue_.find(std::get<kind::Reference>(by->kind).type);
        for (const auto& [name, option] : type.sets_on_parent) {
            const Field* field = parent == nullptr ? nullptr : find_field(*parent, name);
            const std::vector<Option>* options = field == nullptr ? nullptr : options_of(*field);
            require(options != nullptr && std::ranges::count(*options, option, &Option::key) == 1, type, name,
                    "is set on the parent and must be one of its choices, with such an option");
        }
    }

    void check_fills(const RecordType& type, const Field& field) {
        const RecordType* from = catalogue_.find(type_referred_to(field.kind));
        for (const auto& [theirs, own] : field.fills) {
            const Field* target = find_field(type, own);
            const Field* source = from == nullptr ? nullptr : find_field(*from, theirs);
            require(source != nullptr && target != nullptr && source->kind.index() == target->kind.index(), type,
                    field.name, "fills fields that do not exist or do not fit");
        }
    }

    void check_workflow(const RecordType& type, const WorkflowDeclaration& workflow) {
        for (const Message& problem : Workflow::problems(workflow, catalogue_)) {
            require(false, type, "", "has a workflow that is wrong: " + words(problem, Language::english));
        }
        const Field* state = find_field(type, workflow.state_field);
        require(state == nullptr || !(state->set_by_app || state->server_only || state->required), type, "",
                "needs a state field that nobody fills in: the first state is given at creation");
        std::set<std::pair<std::string_view, std::string_view>> ways;
        for (const TransitionDeclaration& step : workflow.transitions) {
            for (const std::string& from : step.from) {
                // The server tells by the states which step was taken, and with it what follows.
                require(ways.emplace(from, step.to).second, type, "", "has two steps from one state to one other");
            }
            check_rule_of_step(type, step.who.when);
            for (const Demand& demand : step.demands) {
                check_rule_of_step(type, demand.condition);
            }
            for (const Effect& effect : step.effects) {
                check_effect(type, effect);
            }
        }
    }

    // The server reads records by their id alone and cannot go over those that refer to one.
    void check_rule_of_step(const RecordType& type, const std::string& text) {
        const Result<Expression> rule = parse_expression(text, type, catalogue_);
        require(text.empty() || !rule || !reads_children(*rule), type, "",
                "has a step with a rule over other records that refer to it, which the server cannot ask");
    }

    void check_effect(const RecordType& type, const Effect& effect) {
        if (const auto* set = std::get_if<effect::Set>(&effect)) {
            check_rule_of_step(type, set->value);
        } else if (const auto* create = std::get_if<effect::Create>(&effect)) {
            for (const auto& [field, value] : create->fields) {
                check_rule_of_step(type, value);
            }
        } else if (const auto* notify = std::get_if<effect::Notify>(&effect)) {
            require(is_complete(notify->text), type, "", "has a step with a notification that needs both languages");
            require(catalogue_.find("notification") != nullptr, type, "",
                    "has a step with a notification, which needs the type notification");
            check_rule_of_step(type, notify->who.when);
        }
    }

    void check_deadlines(const RecordType& type) {
        std::vector<std::string> states;
        for (const WorkflowState& state : type.workflow ? type.workflow->states : std::vector<WorkflowState>()) {
            states.push_back(state.key);
        }
        std::set<std::uint16_t> numbers;
        std::set<std::string_view> names;
        for (const DeadlineDeclaration& deadline : type.deadlines) {
            require(deadline.number >= 1 && deadline.number <= 99 && numbers.insert(deadline.number).second, type,
                    deadline.name, "is a deadline and needs a number of its own, from 1 to 99");
            require(is_lower_snake(deadline.name) && names.insert(deadline.name).second, type, deadline.name,
                    "is a deadline and needs a name of its own in lower_snake");
            require(is_complete(deadline.title) && !deadline.source.empty(), type, deadline.name,
                    "is a deadline and needs titles in both languages and a source");
            require(deadline.starts_at_field.empty() || deadline.starts_in_state.empty(), type, deadline.name,
                    "is a deadline and starts either by a field or in a state");
            for (const Message& problem : model::problems(deadline, type, states)) {
                require(false, type, deadline.name,
                        "is a deadline that is wrong: " + words(problem, Language::english));
            }
        }
    }

    void check_countersign(const RecordType& type, const CountersignDeclaration& declaration) {
        const Result<Countersign> countersign = Countersign::prepare(declaration, catalogue_);
        if (!countersign) {
            require(false, type, "",
                    "has a countersignature that is wrong: " + words(countersign.error().message, Language::english));
            return;
        }
        require(is_complete(declaration.title) && !declaration.source.empty(), type, "",
                "has a countersignature that needs titles in both languages and a source");
        for (const Seat& seat : declaration.seats) {
            require(is_lower_snake(seat.key) && is_complete(seat.title), type, "",
                    "has a seat that needs a key in lower_snake and titles in both languages");
            check_rule_of_step(type, seat.who.when);
        }
        for (const Route& route : declaration.routes) {
            require(is_complete(route.title), type, "", "has a route that needs titles in both languages");
            check_rule_of_step(type, route.when);
            check_rule_of_step(type, route.approver.when);
        }
        for (const std::string& state : declaration.open_in) {
            require(type.workflow && std::ranges::count(type.workflow->states, state, &WorkflowState::key) == 1, type,
                    "", "takes opinions in a state that it has not");
        }
        require(!declaration.open_in.empty(), type, "", "has a countersignature and needs states to give opinions in");
        const RecordType* opinions = catalogue_.find(declaration.opinions);
        const Field* parent = opinions == nullptr ? nullptr : parent_field(*opinions);
        require(parent != nullptr && std::get<kind::Reference>(parent->kind).type == type.name, type, "",
                "is countersigned and needs a child type for the opinions");
        for (const std::string_view name : opinion_field_names()) {
            require(opinions == nullptr || find_field(*opinions, name) != nullptr, type, name,
                    "is a field that its type of opinions has not");
        }
    }

    void check_child(const RecordType& type) {
        if (type.create_with.empty()) {
            return;
        }
        const RecordType* child = catalogue_.find(type.create_with);
        const Field* parent = child == nullptr ? nullptr : parent_field(*child);
        require(parent != nullptr && std::get<kind::Reference>(parent->kind).type == type.name, type, "",
                "is created with a type that is not its child");
    }

    void check_field(const RecordType& type, const Field& field) {
        require(is_lower_snake(field.name), type, field.name, "must be named in lower_snake");
        require(field.id < 0x4000, type, field.name,
                "needs an id below 16384, which is where child columns of an import begin");
        require(is_complete(field.title), type, field.name, "needs a title in both languages");
        require(field.section.empty() || std::ranges::count(type.sections, field.section, &Section::key) == 1, type,
                field.name, "names a section that does not exist");
        require(!(field.required && field.server_only), type, field.name, "cannot be required and the server's");
        require(!field.one_of_siblings ||
                    (std::holds_alternative<kind::YesNo>(field.kind) && parent_field(type) != nullptr),
                type, field.name, "is of one among siblings and must be a yes or no of a type with a parent");
        check_options(type, field);
        if (const std::string_view referred = type_referred_to(field.kind);
            !referred.empty() || std::holds_alternative<kind::References>(field.kind)) {
            require(catalogue_.find(referred) != nullptr, type, field.name, "refers to a type that does not exist");
        }
        check_count(type, field);
        check_fills(type, field);
        const bool is_text = std::holds_alternative<kind::Text>(field.kind);
        require(field.searchable != Searchable::name || is_text, type, field.name,
                "is searched as a name but is no text");
    }

    void check_count(const RecordType& type, const Field& field) {
        const auto* references = std::get_if<kind::References>(&field.kind);
        const auto* attachment = std::get_if<kind::Attachment>(&field.kind);
        const int count_max = references != nullptr   ? references->count_max
                              : attachment != nullptr ? attachment->count_max
                                                      : 1;
        require(count_max >= 1 && count_max <= static_cast<int>(element_count_max), type, field.name,
                "must admit between one record and as many as a set can hold");
    }

    void check_options(const RecordType& type, const Field& field) {
        const std::vector<Option>* options = options_of(field);
        if (options == nullptr) {
            return;
        }
        std::set<std::string_view> keys;
        std::set<std::string_view> titles;
        require(!options->empty(), type, field.name, "needs options");
        for (const Option& option : *options) {
            require(is_lower_snake(option.key) && keys.insert(option.key).second, type, field.name,
                    "needs option keys that are unique and lower_snake");
            require(is_complete(option.title) && titles.insert(option.title.chinese).second, type, field.name,
                    "needs option titles in both languages, without doubles");
        }
    }

    const Catalogue& catalogue_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> self_check(const Catalogue& catalogue) {
    return Checker(catalogue).run();
}

}  // namespace xingke::model
