// One field of a record type, as data: what it holds and how it behaves. Everything else (column, form, list, filter,
// search, import, validation, merge, wire form) follows from it; see docs/catalogue.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/message.h"
#include "app/model/numbering.h"
#include "app/model/role.h"
#include "app/model/rule.h"
#include "app/model/value.h"

namespace xingke::model {

using FieldId = std::uint16_t;  // stable for ever within its record type; never re-used
using TypeId = std::uint16_t;   // stable for ever; 1–999 core, from 1000 made at run time

// Field 0 is a record's life: odd = alive, even = deleted, counted up by each deletion and restoration (sync.md 5.2).
constexpr FieldId life_field = 0;

struct Option {
    std::string key;  // stable; what is stored
    Title title;
    std::string_view tone = "";  // "", good, warning, bad, accent: the colour of its chip
    bool is_retired = false;     // stays where it was chosen before, and is not offered any more
};

namespace kind {
// Stored as std::string.
struct Text {
    int characters_max = 200;
    bool multiline = false;
    bool is_credit_code = false;  // of a company, base/credit_code.h; mistyped check characters are let through
};
struct Digits {  // only 0–9
    int digits_min = 1;
    int digits_max = 20;
};
enum class PhoneKind { mobile, any };
struct Phone {
    PhoneKind allowed = PhoneKind::any;
};
struct Email {
    int characters_max = 50;
};
struct Choice {  // one Option's key
    std::vector<Option> options = {};
    bool as_radio = false;
};
struct Choices {  // stored as Elements of Option keys; merged element by element
    std::vector<Option> options;
};
struct Region {  // stored as "province/city" by GB/T 2260 code, e.g. "110000/110100"; city may be missing
};
// Stored as std::int64_t.
struct Number {
    std::int64_t least = INT64_MIN;
    std::int64_t most = INT64_MAX;
};
struct Money {};     // fen, CNY
struct Percent {};   // hundredths of a percent
struct Date {};      // days since 1970-01-01
struct DateTime {};  // UTC milliseconds
// Stored as bool.
struct YesNo {};
// Stored as RecordId.
struct Reference {
    std::string type;        // name of the record type referred to
    bool is_parent = false;  // the record belongs to it: shown inside it, follows its scopes
    bool is_listed = false;  // shown inside it, and nothing else
};
// Stored as Position.
struct Place {};
// Stored as Elements of printed record ids; merged element by element.
struct References {
    std::string type;  // name of the record type referred to
    int count_max = 50;
};
// The same, of records of type `attachment`, each of which describes a file (docs/files.md).
struct Attachment {
    int count_max = 20;
    bool pictures_only = false;
};
// Stored as std::string: strokes, as signature.h writes them.
struct Signature {};
}  // namespace kind

using Kind = std::variant<kind::Text, kind::Digits, kind::Phone, kind::Email, kind::Choice, kind::Choices, kind::Region,
                          kind::Number, kind::Money, kind::Percent, kind::Date, kind::DateTime, kind::YesNo,
                          kind::Reference, kind::Place, kind::References, kind::Attachment, kind::Signature>;

// Name of the record type that values of the kind refer to, one or several; empty: they refer to none.
std::string_view type_referred_to(const Kind& kind);
constexpr std::string_view attachment_type_name = "attachment";
// Whether a value is a set of records.
bool refers_to_several(const Kind& kind);

// A figure over the living records that refer to this one, kept up by device and server in the transactions that write
// those (sums.h).
struct Sum {
    std::string of;     // their type
    std::string by;     // their reference that leads here
    std::string field;  // what is summed: an amount or a number; empty: the records are counted
    Rule when = {};     // a condition over their own fields; nothing = all of them

    bool is_given() const { return !of.empty(); }
};

// How concurrent edits of the field meet (sync.md 5.2).
enum class MergeRule : std::uint8_t {
    value,        // a register: the first in server order stays visible, the other is kept as a sibling
    elements,     // a set: added and removed element by element, adding wins
    server_only,  // devices may not write it
};

enum class Searchable : std::uint8_t { no, text, digits, name };  // name: also by pinyin and initials

struct Field {
    FieldId id = 0;
    std::string name;  // for code, files and people who read the database; may change
    Title title;
    Kind kind = kind::Text{};
    bool required = false;
    bool unique = false;  // among the living records of its type; the server has the last word (unique_values.h)
    Searchable searchable = Searchable::no;
    std::string section;  // of the form; empty = the first
    // Over fields of the same record alone, so that form, import and server cannot differ (field_rules.h).
    Rule visible_when = {};    // a condition; nothing = always
    Rule required_when = {};   // a condition; nothing = never
    Rule read_only_when = {};  // a condition; while it holds nobody changes the value
    Rule starts_as = {};       // what a new record has in it until somebody types: may also read today() and me()
    Rule computed = {};        // its value follows from other fields; may read computed fields that stand before it
    Sum sum = {};              // its value is a sum; nothing = it is not
    Numbering numbering = {};  // a text that the device gives as a number when the record is made; nothing = no number
    // Of a reference: what a form takes over from the record that somebody chooses; its field, and ours.
    std::vector<std::pair<std::string, std::string>> fills = {};
    bool one_of_siblings = false;  // a yes that exactly one of the records of one parent has (siblings.h)
    bool server_only = false;      // set by the server (or by an administrator's command), read-only on devices
    // Filled by the app (creator, created …, and all that is computed, summed or numbered); shown, never edited in
    // forms.
    bool set_by_app = false;
    bool company_options = false;        // a choice to which the company adds options of its own (layer.h)
    std::vector<Role> secret_from = {};  // roles that never see it, and do not write it
    bool gives_sight = false;            // whom the reference names sees the record and what belongs to it (reach.h)
    bool is_state = false;  // of its type's workflow (the catalogue says so): changes by steps, never by typing
    bool in_list = false;   // a column of the default list
    Title help = {};
    Title required_text = {};  // said when it is missing, where a source fixes the words; empty: "请填写{field}"
    std::string source;        // where the rule comes from: "S06", "S62"
};

MergeRule merge_rule(const Field& field);
// People give it a value, in forms and in files.
bool is_typed(const Field& field);

}  // namespace xingke::model
