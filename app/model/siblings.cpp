#include "app/model/siblings.h"

#include <algorithm>

#include "app/base/text.h"

namespace xingke::model {
namespace {

bool is_yes(const Record& record, FieldId field) {
    return value_of(record, field) == Value(true);
}

}  // namespace

const Field* field_of_one(const RecordType& type) {
    const auto found = std::ranges::find(type.fields, true, &Field::one_of_siblings);
    return found == type.fields.end() ? nullptr : &*found;
}

std::vector<std::pair<RecordId, bool>> outdated_siblings(const Field& field, std::span<const Record> siblings,
                                                         const std::optional<RecordId>& chosen) {
    // Ids begin with the time at which they were made.
    const Record* one = nullptr;
    for (const Record& sibling : siblings) {
        const auto rank = [&](const Record& record) {
            return std::pair(chosen == record.id ? 0 : is_yes(record, field.id) ? 1 : 2, record.id);
        };
        one = one == nullptr || rank(sibling) < rank(*one) ? &sibling : one;
    }
    std::vector<std::pair<RecordId, bool>> outdated;
    for (const Record& sibling : siblings) {
        if (is_yes(sibling, field.id) != (&sibling == one)) {
            outdated.emplace_back(sibling.id, &sibling == one);
        }
    }
    return outdated;
}

std::string key_together(const RecordType& type, const Record& record) {
    std::string key;
    for (const std::string& name : type.unique_together) {
        const Field* field = find_field(type, name);
        const Value& value = field == nullptr ? Value() : value_of(record, field->id);
        if (const auto* text = std::get_if<std::string>(&value)) {
            key += fold(*text);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            key += std::to_string(*number);
        } else if (const auto* id = std::get_if<RecordId>(&value)) {
            key += print(*id);
        } else {
            return {};
        }
        key += '\n';
    }
    return key;
}

}  // namespace xingke::model
