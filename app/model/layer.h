// Layers over the core's declarations: what a company (or one person) declares at run time. A layer adds (record types,
// fields, options) or narrows (required, shorter, hidden, fewer options, read only, secret); it never loosens what lies
// below it, so that whatever the core promises stays true and an app that does not know the layer yet is only too
// strict, never too lax. Each declaration is a record of its own (catalogue/system.cpp), made on a device without a
// network if need be and checked again by the server. Pure; any thread. Sources: design 3, issue 3 (three layers).
//
//   {"is": "type", "type": {…RecordType…}}                                   ids from 1000, fields from 1
//   {"is": "field", "of": "customer", "field": {…Field…}}                    ids from 2000
//   {"is": "option", "of": "customer", "field": "status", "option": {…}}     of fields with company_options
//   {"is": "narrowing", "of": "customer", "field": "phone", "required": true, …}
//
// Names of what a layer makes begin with "x_": a later core never has such a name.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/declaration_json.h"
#include "app/model/permission.h"
#include "app/model/record.h"

namespace xingke::model {

enum class Layer : std::uint8_t { company, person };

namespace layered {
struct NewType {
    RecordType type;
};
struct NewField {
    std::string of;  // name of the record type
    Field field;
};
struct NewOption {
    std::string of, field;
    Option option;
};
// What is left at its default stays as it is below.
struct Narrowing {
    std::string of, field;
    bool required = false;
    bool hidden = false;  // not for what is required
    std::optional<int> characters_max = {};
    std::optional<std::int64_t> least = {}, most = {};
    std::vector<std::string> without_options = {};  // they stay what they are where they were chosen before
    std::string read_only_when = "";
    std::vector<Role> secret_from = {};
    std::optional<bool> in_list = {};  // which columns a list begins with narrows nothing and loosens nothing
};
}  // namespace layered
using Addition = std::variant<layered::NewType, layered::NewField, layered::NewOption, layered::Narrowing>;

std::string print_addition(const Addition& addition);
Result<Addition> parse_addition(std::string_view json, DeclaredTexts& texts);

// A declaration as its record holds it.
struct Declaration {
    RecordId record;
    Layer layer = Layer::company;
    RecordId person;  // whose layer, for Layer::person
    std::string body;
    bool operator==(const Declaration&) const = default;
};

// The fields of such a record, declared in catalogue/system.cpp.
namespace declaration_field {
constexpr FieldId label = 1, layer = 2, body = 3;
}
constexpr std::string_view declaration_type_name = "declaration";
constexpr TypeId declaration_type = 20;
std::string_view key_of(Layer layer);  // as stored
// Empty: the record is deleted, or holds nothing that could be read.
std::optional<Declaration> declaration_of(const Record& record);

struct Layered {
    Catalogue catalogue;
    // Declarations that do not fit what lies below them (any more), and why. Their records stay.
    std::vector<std::pair<RecordId, Message>> left_out;
};

// Company first, then the person's own. Within a layer types, fields, options, narrowings; within those by record id:
// every device makes the same of the same records. `viewer` is who looks at a screen: then their own layer counts, and
// what is secret from their role is not shown; a nil user: nobody, as for tables and checks.
Layered with_layers(const Catalogue& core, std::span<const Declaration> declarations, const Actor& viewer);

// What is wrong with `candidate` on top of the others (without itself); empty: it may be saved.
std::vector<Message> problems(const Catalogue& core, std::span<const Declaration> others, const Declaration& candidate);

// Why the actor may not make this of the declaration's record; empty: he may. The company's layer is the
// administrators', one's own is nobody else's, and what is declared must be sound on top of the others. `before` null:
// a new record.
std::vector<Message> refusals_of_declaration(const Catalogue& core, std::span<const Declaration> others,
                                             const Record* before, const Record& after, const Actor& actor);

// Ids for what is declared next, made from the declaration's record id so that two devices hardly ever take the same
// (the server refuses the second, and saving again takes another).
TypeId new_type_id(const Catalogue& catalogue, RecordId declaration);
FieldId new_field_id(const RecordType& type, RecordId declaration);
constexpr TypeId layered_type_id_min = 1000;
constexpr FieldId layered_field_id_min = 2000, layered_field_id_max = derived_fields_begin - 1;
constexpr std::string_view layered_prefix = "x_";

}  // namespace xingke::model
