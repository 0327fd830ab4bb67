// Fields that many record types declare in the same words. Each takes what differs; what is left out is as most of them
// have it.
#pragma once

#include <string>
#include <vector>

#include "app/model/record_type.h"

namespace xingke::catalogue {

struct FieldPlace {
    model::FieldId id = 0;
    const char* section = "";
    const char* source = "";
};

// 编号, given when the record is made and never again. `pattern` as numbering.h has it.
model::Field file_number(const FieldPlace& place, const char* pattern);
// 客户, to whom the record belongs.
model::Field parent_customer(const FieldPlace& place);
// One line of at most `characters_max` characters.
model::Field line_of_text(const FieldPlace& place, const char* name, Title title, int characters_max = 50);
// Several lines.
model::Field long_text(const FieldPlace& place, const char* name, Title title, int characters_max = 2000);
// 状态, with the states of a workflow.
model::Field state_field(const FieldPlace& place, const std::vector<model::WorkflowState>& states);
model::Field date_of(const FieldPlace& place, const char* name, Title title);
// 照片 or 附件, as many as a record reasonably has.
model::Field pictures(const FieldPlace& place, const char* name, Title title);
model::Field files(const FieldPlace& place, const char* name, Title title);
model::Field signature(const FieldPlace& place, const char* name, Title title);
model::Field yes_no(const FieldPlace& place, const char* name, Title title);
model::Field money(const FieldPlace& place, const char* name, Title title);
model::Field number(const FieldPlace& place, const char* name, Title title, std::int64_t least = 0);
model::Field moment(const FieldPlace& place, const char* name, Title title);
model::Field choice(const FieldPlace& place, const char* name, Title title, std::vector<model::Option> options);
// A reference; what else is said about it, the caller adds.
model::Field link(const FieldPlace& place, const char* name, Title title, const char* type);
// A reference whose record lists this one among its own.
model::Field listed_link(const FieldPlace& place, const char* name, Title title, const char* type);
model::Field required(model::Field field);
model::Field in_list(model::Field field);
model::Field starting_as(model::Field field, const char* expression);
model::Field shown_when(model::Field field, const char* condition);
// A salesperson sees what is his own, a manager what is of his department and those below, everybody else all of it
// (requirements 3: 我的 / 本部门 / 全部).
std::vector<model::RoleReach> sales_reach();
// Whatever the role: those whom the record names, and nobody else.
std::vector<model::RoleReach> own_reach();
std::vector<model::Role> every_role();
std::vector<model::Role> workers();  // every role but read_only

// The owner, and those who answer for everybody's records.
model::Who keeper();
// Those alone.
model::Who leader();
// 草稿 → 已提交 → 已阅, with what managers and the author are told.
model::WorkflowDeclaration report_way(Title waiting, Title is_read);
// Whoever works in one of the departments, as the user's record says.
model::Who of_departments(const std::vector<std::string>& departments, Title title);

}  // namespace xingke::catalogue
