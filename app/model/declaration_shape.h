// Which members each declaration has in JSON, and what they are called: the one list that reading and writing share.
// An Archive offers `member(name, value)` and, for members whose absence means something else than an empty value,
// `member(name, value, default)`. Private to declaration_json*.cpp.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "app/model/layer.h"
#include "app/model/record_type.h"

namespace xingke::model::shape {

template <class Archive, class T>
using Of = std::conditional_t<Archive::is_writing, const T, T>;

template <class Enum>
struct Names;
template <>
struct Names<Searchable> {
    static constexpr std::array<std::string_view, 4> all = {"no", "text", "digits", "name"};
};
template <>
struct Names<kind::PhoneKind> {
    static constexpr std::array<std::string_view, 2> all = {"mobile", "any"};
};
template <>
struct Names<Reset> {
    static constexpr std::array<std::string_view, 4> all = {"never", "yearly", "monthly", "daily"};
};
template <>
struct Names<Role> {
    static constexpr std::array<std::string_view, 6> all = {"administrator", "manager", "salesperson",
                                                            "read_only",     "quality", "finance"};
};
template <>
struct Names<Reach> {
    static constexpr std::array<std::string_view, 4> all = {"own", "department", "department_and_below", "company"};
};
template <>
struct Names<TimeUnit> {
    static constexpr std::array<std::string_view, 3> all = {"minutes", "hours", "days"};
};
template <>
struct Names<Counting> {
    static constexpr std::array<std::string_view, 2> all = {"working", "calendar"};
};
template <>
struct Names<CountersignRule> {
    static constexpr std::array<std::string_view, 2> all = {"unanimous", "majority"};
};
template <>
struct Names<ConditionalRule> {
    static constexpr std::array<std::string_view, 3> all = {"must_be_met", "agrees", "refuses"};
};
// In the order of Kind's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Kind>> kind_names = {
    "text",    "digits", "phone",     "email",  "choice",    "choices", "region",     "number",     "money",
    "percent", "date",   "date_time", "yes_no", "reference", "place",   "references", "attachment", "signature"};
constexpr std::array<std::string_view, std::variant_size_v<Effect>> effect_names = {"set", "create", "notify", "start",
                                                                                    "stop"};
constexpr std::array<std::string_view, std::variant_size_v<Addition>> addition_names = {"type", "field", "option",
                                                                                        "narrowing"};
// The tones that a chip can have.
constexpr std::array<std::string_view, 5> tones = {"", "good", "warning", "bad", "accent"};

template <class A>
void describe(A& a, Of<A, Option>& option) {
    a.member("key", option.key);
    a.member("title", option.title);
    a.tone("tone", option.tone);
    a.member("is_retired", option.is_retired);
}

template <class A>
void describe(A& a, Of<A, kind::Text>& kind) {
    a.member("characters_max", kind.characters_max, 200);
    a.member("multiline", kind.multiline);
    a.member("is_credit_code", kind.is_credit_code);
}
template <class A>
void describe(A& a, Of<A, kind::Digits>& kind) {
    a.member("digits_min", kind.digits_min, 1);
    a.member("digits_max", kind.digits_max, 20);
}
template <class A>
void describe(A& a, Of<A, kind::Phone>& kind) {
    a.member("allowed", kind.allowed, kind::PhoneKind::any);
}
template <class A>
void describe(A& a, Of<A, kind::Email>& kind) {
    a.member("characters_max", kind.characters_max, 50);
}
template <class A>
void describe(A& a, Of<A, kind::Choice>& kind) {
    a.member("options", kind.options);
    a.member("as_radio", kind.as_radio);
}
template <class A>
void describe(A& a, Of<A, kind::Choices>& kind) {
    a.member("options", kind.options);
}
template <class A>
void describe(A& a, Of<A, kind::Number>& kind) {
    a.member("least", kind.least, INT64_MIN);
    a.member("most", kind.most, INT64_MAX);
}
template <class A>
void describe(A& a, Of<A, kind::Reference>& kind) {
    a.member("type", kind.type);
    a.member("is_parent", kind.is_parent);
    a.member("is_listed", kind.is_listed);
}
template <class A>
void describe(A&, Of<A, kind::Region>&) {}
template <class A>
void describe(A&, Of<A, kind::Money>&) {}
template <class A>
void describe(A&, Of<A, kind::Percent>&) {}
template <class A>
void describe(A&, Of<A, kind::Date>&) {}
template <class A>
void describe(A&, Of<A, kind::DateTime>&) {}
template <class A>
void describe(A&, Of<A, kind::YesNo>&) {}
template <class A>
void describe(A&, Of<A, kind::Place>&) {}
template <class A>
void describe(A& a, Of<A, kind::References>& kind) {
    a.member("type", kind.type);
    a.member("count_max", kind.count_max, 50);
}
template <class A>
void describe(A& a, Of<A, kind::Attachment>& kind) {
    a.member("count_max", kind.count_max, 20);
    a.member("pictures_only", kind.pictures_only);
}
template <class A>
void describe(A&, Of<A, kind::Signature>&) {}

template <class A>
void describe(A& a, Of<A, Numbering>& numbering) {
    a.member("pattern", numbering.pattern);
    a.member("reset", numbering.reset, Reset::daily);
    a.member("may_be_missing", numbering.may_be_missing);
}

template <class A>
void describe(A& a, Of<A, Sum>& sum) {
    a.member("of", sum.of);
    a.member("by", sum.by);
    a.member("field", sum.field);
    a.member("when", sum.when);
}

template <class A>
void describe(A& a, Of<A, Field>& field) {
    a.member("id", field.id);
    a.member("name", field.name);
    a.member("title", field.title);
    a.one_of("kind", field.kind, kind_names);
    a.member("required", field.required);
    a.member("unique", field.unique);
    a.member("searchable", field.searchable, Searchable::no);
    a.member("section", field.section);
    a.member("visible_when", field.visible_when);
    a.member("required_when", field.required_when);
    a.member("read_only_when", field.read_only_when);
    a.member("starts_as", field.starts_as);
    a.member("computed", field.computed);
    a.member("sum", field.sum);
    a.member("numbering", field.numbering);
    a.member("fills", field.fills);
    a.member("one_of_siblings", field.one_of_siblings);
    a.member("server_only", field.server_only);
    a.member("set_by_app", field.set_by_app);
    a.member("company_options", field.company_options);
    a.member("secret_from", field.secret_from);
    a.member("gives_sight", field.gives_sight);
    a.member("in_list", field.in_list);
    a.member("help", field.help);
    a.member("required_text", field.required_text);
    a.member("source", field.source);
}

template <class A>
void describe(A& a, Of<A, Who>& who) {
    a.member("roles", who.roles);
    a.member("people", who.people);
    a.member("when", who.when);
    a.member("title", who.title);
}
template <class A>
void describe(A& a, Of<A, WorkflowState>& state) {
    a.member("key", state.key);
    a.member("title", state.title);
    a.tone("tone", state.tone);
    a.member("is_final", state.is_final);
    a.member("is_locked", state.is_locked);
}
template <class A>
void describe(A& a, Of<A, Demand>& demand) {
    a.member("condition", demand.condition);
    a.member("refusal", demand.refusal);
}
template <class A>
void describe(A& a, Of<A, effect::Set>& effect) {
    a.member("field", effect.field);
    a.member("value", effect.value);
}
template <class A>
void describe(A& a, Of<A, effect::Create>& effect) {
    a.member("type", effect.type);
    a.member("fields", effect.fields);
    a.member("link", effect.link);
}
template <class A>
void describe(A& a, Of<A, effect::Notify>& effect) {
    a.member("who", effect.who);
    a.member("text", effect.text);
}
template <class A>
void describe(A& a, Of<A, effect::StartDeadline>& effect) {
    a.member("deadline", effect.deadline);
}
template <class A>
void describe(A& a, Of<A, effect::StopDeadline>& effect) {
    a.member("deadline", effect.deadline);
}
template <class A>
void describe(A& a, Of<A, TransitionDeclaration>& step) {
    a.member("name", step.name);
    a.member("title", step.title);
    a.member("from", step.from);
    a.member("to", step.to);
    a.member("who", step.who);
    a.member("required", step.required);
    a.member("demands", step.demands);
    a.member("effects", step.effects);
}
template <class A>
void describe(A& a, Of<A, WorkflowDeclaration>& workflow) {
    a.member("state_field", workflow.state_field);
    a.member("initial", workflow.initial);
    a.member("states", workflow.states);
    a.member("transitions", workflow.transitions);
    a.member("source", workflow.source);
}

template <class A>
void describe(A& a, Of<A, TimeSpan>& span) {
    a.member("amount", span.amount);
    a.member("unit", span.unit, TimeUnit::days);
    a.member("counting", span.counting, Counting::working);
}
template <class A>
void describe(A& a, Of<A, Escalation>& escalation) {
    a.member("after", escalation.after);
    a.member("roles", escalation.roles);
    a.member("tells_superior", escalation.tells_superior);
}
template <class A>
void describe(A& a, Of<A, DeadlineDeclaration>& deadline) {
    a.member("number", deadline.number);
    a.member("name", deadline.name);
    a.member("title", deadline.title);
    a.member("span", deadline.span);
    a.member("starts_at_field", deadline.starts_at_field);
    a.member("starts_in_state", deadline.starts_in_state);
    a.member("reminders", deadline.reminders);
    a.member("escalations", deadline.escalations);
    a.member("stop_states", deadline.stop_states);
    a.member("pause_states", deadline.pause_states);
    a.member("source", deadline.source);
}

template <class A>
void describe(A& a, Of<A, Seat>& seat) {
    a.member("key", seat.key);
    a.member("title", seat.title);
    a.member("task", seat.task);
    a.member("who", seat.who);
}
template <class A>
void describe(A& a, Of<A, Route>& route) {
    a.member("key", route.key);
    a.member("title", route.title);
    a.member("when", route.when);
    a.member("seats", route.seats);
    a.member("approver", route.approver);
}
template <class A>
void describe(A& a, Of<A, CountersignDeclaration>& countersign) {
    a.member("name", countersign.name);
    a.member("title", countersign.title);
    a.member("opinions", countersign.opinions);
    a.member("open_in", countersign.open_in);
    a.member("seats", countersign.seats);
    a.member("routes", countersign.routes);
    a.member("rule", countersign.rule, CountersignRule::unanimous);
    a.member("conditional", countersign.conditional, ConditionalRule::must_be_met);
    a.member("waits_for_all", countersign.waits_for_all, true);
    a.member("source", countersign.source);
}

template <class A>
void describe(A& a, Of<A, Section>& section) {
    a.member("key", section.key);
    a.member("title", section.title);
}

template <class A>
void describe(A& a, Of<A, RoleReach>& reach) {
    a.member("role", reach.role, Role::administrator);
    a.member("reach", reach.reach, Reach::own);
}

template <class A>
void describe(A& a, Of<A, Successor>& successor) {
    a.member("type", successor.type);
    a.member("title", successor.title);
    a.member("link", successor.link);
    a.member("fields", successor.fields);
    a.member("lines", successor.lines);
    a.member("new_lines", successor.new_lines);
    a.member("line_fields", successor.line_fields);
    a.member("back", successor.back);
}

template <class A>
void describe(A& a, Of<A, Repeat>& repeat) {
    a.member("sets", repeat.sets);
    a.member("alike", repeat.alike);
    a.member("of", repeat.of);
    a.member("on", repeat.on);
    a.member("days", repeat.days, 365);
    a.member("count", repeat.count, 2);
}

template <class A>
void describe(A& a, Of<A, RecordType>& type) {
    static const std::vector<Role> writers = {Role::administrator, Role::manager, Role::salesperson};
    static const std::vector<Role> removers = {Role::administrator, Role::manager};
    a.member("id", type.id);
    a.member("name", type.name);
    a.member("title", type.title);
    a.member("title_plural", type.title_plural);
    a.member("icon", type.icon);
    a.member("label_field", type.label_field);
    a.member("sections", type.sections);
    a.member("fields", type.fields);
    a.member("may_create", type.may_create, writers);
    a.member("may_edit", type.may_edit, writers);
    a.member("may_remove", type.may_remove, removers);
    a.member("reach", type.reach);
    a.member("is_pooled", type.is_pooled);
    a.member("is_follow_up", type.is_follow_up);
    a.member("follow_up_states", type.follow_up_states);
    a.member("follows_parent_only", type.follows_parent_only);
    a.member("duplicate_fields", type.duplicate_fields);
    a.member("filter_fields", type.filter_fields);
    a.member("has_letters", type.has_letters);
    a.member("create_with", type.create_with);
    a.member("stage_field", type.stage_field);
    a.member("unique_together", type.unique_together);
    a.member("successors", type.successors);
    a.member("sets_on_parent", type.sets_on_parent);
    a.member("repeats", type.repeats);
    a.member("notices", type.notices);
    a.member("group", type.group);
    a.member("in_navigation", type.in_navigation, true);
    a.member("workflow", type.workflow);
    a.member("deadlines", type.deadlines);
    a.member("countersign", type.countersign);
    a.member("is_system", type.is_system);
    a.member("source", type.source);
}

template <class A>
void describe(A& a, Of<A, layered::NewType>& addition) {
    a.member("type", addition.type);
}
template <class A>
void describe(A& a, Of<A, layered::NewField>& addition) {
    a.member("of", addition.of);
    a.member("field", addition.field);
}
template <class A>
void describe(A& a, Of<A, layered::NewOption>& addition) {
    a.member("of", addition.of);
    a.member("field", addition.field);
    a.member("option", addition.option);
}
template <class A>
void describe(A& a, Of<A, layered::Narrowing>& narrowing) {
    a.member("of", narrowing.of);
    a.member("field", narrowing.field);
    a.member("required", narrowing.required);
    a.member("hidden", narrowing.hidden);
    a.member("characters_max", narrowing.characters_max);
    a.member("least", narrowing.least);
    a.member("most", narrowing.most);
    a.member("without_options", narrowing.without_options);
    a.member("read_only_when", narrowing.read_only_when);
    a.member("secret_from", narrowing.secret_from);
    a.member("in_list", narrowing.in_list);
}

}  // namespace xingke::model::shape
