#include "app/catalogue/fields.h"

#include <utility>

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

Field file_number(const FieldPlace& place, const char* pattern) {
    return {.id = place.id,
            .name = "no",
            .title = {"编号", "Number"},
            .kind = kind::Text{.characters_max = 50},
            .searchable = Searchable::text,
            .section = place.section,
            .numbering = {pattern, Reset::daily},
            .in_list = true,
            .source = place.source};
}

Field parent_customer(const FieldPlace& place) {
    return {.id = place.id,
            .name = "customer",
            .title = {"客户", "Customer"},
            .kind = kind::Reference{.type = "customer", .is_parent = true},
            .required = true,
            .section = place.section,
            .in_list = true,
            .source = place.source};
}

Field line_of_text(const FieldPlace& place, const char* name, Title title, int characters_max) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Text{.characters_max = characters_max},
            .section = place.section,
            .source = place.source};
}

Field long_text(const FieldPlace& place, const char* name, Title title, int characters_max) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Text{.characters_max = characters_max, .multiline = true},
            .section = place.section,
            .source = place.source};
}

Field state_field(const FieldPlace& place, const std::vector<WorkflowState>& states) {
    return {.id = place.id,
            .name = "state",
            .title = {"状态", "State"},
            .kind = kind::Choice{options_of(states)},
            .section = place.section,
            .in_list = true,
            .source = place.source};
}

Field date_of(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Date{},
            .section = place.section,
            .source = place.source};
}

Field pictures(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Attachment{.pictures_only = true},
            .section = place.section,
            .source = place.source};
}

Field files(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Attachment{},
            .section = place.section,
            .source = place.source};
}

Field signature(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Signature{},
            .section = place.section,
            .source = place.source};
}

Field yes_no(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::YesNo{},
            .section = place.section,
            .source = place.source};
}

Field money(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Money{},
            .section = place.section,
            .source = place.source};
}

Field number(const FieldPlace& place, const char* name, Title title, std::int64_t least) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Number{.least = least},
            .section = place.section,
            .source = place.source};
}

Field moment(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::DateTime{},
            .section = place.section,
            .source = place.source};
}

Field choice(const FieldPlace& place, const char* name, Title title, std::vector<Option> options) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Choice{std::move(options)},
            .section = place.section,
            .company_options = true,
            .source = place.source};
}

Field link(const FieldPlace& place, const char* name, Title title, const char* type) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Reference{.type = type},
            .section = place.section,
            .source = place.source};
}

Field listed_link(const FieldPlace& place, const char* name, Title title, const char* type) {
    Field field = link(place, name, title, type);
    field.kind = kind::Reference{.type = type, .is_listed = true};
    return field;
}

Field required(Field field) {
    field.required = true;
    return field;
}

Field in_list(Field field) {
    field.in_list = true;
    return field;
}

Field starting_as(Field field, const char* expression) {
    field.starts_as = expression;
    return field;
}

Field shown_when(Field field, const char* condition) {
    field.visible_when = condition;
    return field;
}

std::vector<RoleReach> sales_reach() {
    return {{Role::salesperson, Reach::own}, {Role::manager, Reach::department_and_below}};
}

std::vector<RoleReach> own_reach() {
    std::vector<RoleReach> reach;
    for (const Role role : every_role()) {
        reach.push_back({role, Reach::own});
    }
    return reach;
}

std::vector<Role> every_role() {
    return {Role::administrator, Role::manager, Role::salesperson, Role::read_only, Role::quality, Role::finance};
}

std::vector<Role> workers() {
    return {Role::administrator, Role::manager, Role::salesperson, Role::quality, Role::finance};
}

Who keeper() {
    return {.roles = {Role::administrator, Role::manager}, .people = {"owner"}};
}

Who leader() {
    return {.roles = {Role::administrator, Role::manager}};
}

WorkflowDeclaration report_way(Title waiting, Title is_read) {
    return {
        .state_field = "state",
        .initial = "draft",
        .states = {{"draft", {"草稿", "Draft"}},
                   {"submitted", {"已提交", "Handed in"}, "accent"},
                   {.key = "read", .title = {"已阅", "Read"}, .tone = "good", .is_final = true, .is_locked = true}},
        .transitions = {{.name = "submit",
                         .title = {"提交", "Hand in"},
                         .from = {"draft"},
                         .to = "submitted",
                         .who = {.people = {"owner"}},
                         .effects = {effect::Notify{{.roles = {Role::manager}}, waiting}}},
                        {.name = "read",
                         .title = {"已阅", "Mark as read"},
                         .from = {"submitted"},
                         .to = "read",
                         .who = leader(),
                         .effects = {effect::Notify{{.people = {"owner"}}, is_read}}}},
        .source = "S02",
    };
}

Who of_departments(const std::vector<std::string>& departments, Title title) {
    std::string when = "one_of(me.department";
    for (const std::string& department : departments) {
        when += ", \"" + department + "\"";
    }
    return {.when = when + ")", .title = title};
}

}  // namespace xingke::catalogue
