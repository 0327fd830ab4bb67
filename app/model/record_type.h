// A record type, as data (docs/catalogue.md says how to add one).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/model/countersign_declaration.h"
#include "app/model/deadline_declaration.h"
#include "app/model/field.h"
#include "app/model/reach.h"
#include "app/model/role.h"
#include "app/model/workflow_declaration.h"

namespace xingke::model {

enum class Action : std::uint8_t { view, create, edit, remove, import, export_, purge };

struct Section {
    std::string key;
    Title title;
};

// A record of another type that grows out of one of this type: 合同 out of a 商机. What is carried over stands in the
// new one's form, to be looked over and saved.
struct Successor {
    std::string type;
    Title title;                                              // of the action
    std::string link;                                         // the new one's reference to this one
    std::vector<std::pair<std::string, std::string>> fields;  // of this type, and of the new one
    // Child types, of this type and of the new one, and the fields that are copied between their records.
    std::string lines, new_lines;
    std::vector<std::pair<std::string, std::string>> line_fields;
    std::string back = {};  // this one's reference to the new one, set with it when nothing stands there
};

// A yes that the server writes into records that are alike, once there are enough of them within so many days of each
// other (sync/server/repeat_keeper.h). It is never taken back: people may know better.
struct Repeat {
    std::string sets;                // the yes
    std::vector<std::string> alike;  // fields in which they have the same values, none of them empty
    std::string of = {};             // as many different values of this field are needed; empty: as many records
    std::string on;                  // the field with the date
    int days = 365;
    int count = 2;
};

struct RecordType {
    TypeId id = 0;
    std::string name;  // also its table's name
    Title title;
    Title title_plural;
    std::string icon;               // name in ui/kit/icons.h
    std::string label_field;        // the text field that names a record
    std::vector<Section> sections;  // of the form and the detail page
    std::vector<Field> fields;
    std::vector<Role> may_create = {Role::administrator, Role::manager, Role::salesperson};
    std::vector<Role> may_edit = {Role::administrator, Role::manager, Role::salesperson};
    std::vector<Role> may_remove = {Role::administrator, Role::manager};
    std::vector<RoleReach> reach;  // whose records each role sees; nothing said: everybody sees them all
    bool is_pooled = false;        // without an owner a record is everybody's (公海)
    bool is_follow_up = false;     // of its parent: puts the end of its protection off (pool.h) …
    std::vector<std::string> follow_up_states = {};  // … in these states; none said: always
    bool follows_parent_only = false;  // seen by those who see what it belongs to, whoever its own owner is
    // By name, text fields: a record with a value that another has in one of them may be the same thing. What an import
    // looks at first stands first; none: this type is not imported.
    std::vector<std::string> duplicate_fields;
    std::vector<std::string> filter_fields;  // by name: what the filter panel offers first
    bool has_letters = false;                // its list has an index by the first letter of the label, in pinyin
    std::string create_with;                 // child type whose first record the create form offers along with this one
    std::string stage_field;  // without a workflow: the choice whose options are the columns of the board
    // By name: no two living records have the same values in all of them; the server has the last word.
    std::vector<std::string> unique_together;
    std::vector<Successor> successors;
    // By name: a choice of its parent, and the option that the parent has from the first of these records on.
    std::vector<std::pair<std::string, std::string>> sets_on_parent = {};
    std::vector<Repeat> repeats = {};
    // Whom the server tells when a record is made (the text stands before the record's label), but for its author.
    std::vector<effect::Notify> notices;
    std::string group;          // of the navigation: "finance", "activity", "base"; empty: the first
    bool in_navigation = true;  // no: its records are met where they belong
    // Its `type` is this one and need not be said. The state changes along a transition and in no other way.
    std::optional<WorkflowDeclaration> workflow;
    std::vector<DeadlineDeclaration> deadlines;         // each with a name of its own
    std::optional<CountersignDeclaration> countersign;  // its `type` is this one and need not be said
    bool is_system = false;                             // written by the server; not offered in menus
    std::string source;
};

const Field* find_field(const RecordType& type, FieldId id);
const Field* find_field(const RecordType& type, std::string_view name);
// What the columns of the type's board are: the state of its workflow, or else its stage_field. Null: there is no
// board.
const Field* stage_field(const RecordType& type);
// The field that is a reference to its parent record, if the type has one.
const Field* parent_field(const RecordType& type);

// Fields that every type has, with the same ids. Who deleted a record and when (remover, removed) is there as long as
// it is deleted, and the same for the records that went with it.
namespace common_field {
constexpr FieldId owner = 1001, creator = 1002, created = 1003, updated = 1004, remover = 1005, removed = 1006;
}
// Kept by the app alone: what changes them is told by the change itself.
bool is_bookkeeping(FieldId field);
std::vector<Field> common_fields();

// Fields that the catalogue adds to a type for its deadlines and its countersignature. Devices and server work their
// values out from the steps taken (deadline_fields.h, countersign_fields.h); nobody writes them.
constexpr FieldId derived_fields_begin = 0x3800, derived_fields_end = 0x4000;
constexpr bool is_derived(FieldId field) {
    return field >= derived_fields_begin && field < derived_fields_end;
}

}  // namespace xingke::model
