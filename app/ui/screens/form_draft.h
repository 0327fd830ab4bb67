// What was typed into a form and not saved, as text for Preferences (one draft per record type), so that a closed tab
// or an accidental Back costs nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/change.h"

namespace xingke::ui {

struct Draft {
    RecordId record;  // nil: of a form for a new record
    RecordId parent;  // that the new record would belong to; nil: none was given
    struct Entry {
        bool is_child = false;  // of the first child in the same form (RecordType::create_with)
        model::FieldId field = 0;
        model::Value value;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> entries;
    bool operator==(const Draft&) const = default;
};

std::string draft_key(std::string_view type_name);  // in Preferences
std::string print_draft(const Draft& draft);
// Anything that print_draft did not write is nullopt.
std::optional<Draft> parse_draft(std::string_view text);

}  // namespace xingke::ui
