// All that is wrong with a record, as one would save it. Pure: the same answer in the form, at import and on the
// server. Unknown fields are ignored (a newer app may have written them).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/model/record.h"
#include "app/model/record_type.h"

namespace xingke::model {

// `field` is the field's name; empty = the whole record.
struct Issue {
    std::string field;
    Message message;
    bool operator==(const Issue&) const = default;
};

// In form order; empty = may be saved.
std::vector<Issue> validate(const RecordType& type, const Record& record);
// The same for one value of one field, required or not left aside.
std::vector<Issue> validate_value(const Field& field, const Value& value);

// What a change must not do, whatever the record is afterwards: touch a field that is read only as the record was
// (unless the same change is a step of its workflow), or choose an option that is not offered any more. `before` null:
// a new record.
std::vector<Issue> validate_change(const RecordType& type, const Record* before, const Record& after);

// What a person or a file wrote, as a value of the field's kind; blank text = Empty. Choices and regions accept their
// titles in either language as well as their keys. Fault invalid_input with a message that names field, rule and text.
// References cannot be parsed here (they need the store), but for ids.
Result<Value> parse_value(const Field& field, std::string_view text);
// For people: option titles, dates, "是"/"否" …; a reference gives its id (the store knows labels), several their
// count.
std::string print_value(const Field& field, const Value& value, Language language, int utc_offset_minutes);
// The names in a cell that holds several, however they are separated: "、", ";" (also in full width) or "|".
std::vector<std::string> split_list(std::string_view text);
// Labels of several references travel as one text, in the order of the elements, with this between them; an unknown one
// is empty. For people they are joined as the language does it.
constexpr char label_separator = '\n';
std::string joined_labels(std::string_view labels, Language language);

// Mainland mobile number by its carrier prefix; see base/phone_prefixes.h for the source.
bool is_mobile_number(std::string_view digits);
bool is_email(std::string_view text);

}  // namespace xingke::model
