#include "app/model/record.h"

#include <algorithm>

namespace xingke::model {

const Value& value_of(const Record& record, FieldId field) {
    static const Value empty = Empty{};
    const auto found = record.fields.find(field);
    return found == record.fields.end() ? empty : found->second.value;
}

bool is_alive(const Record& record) {
    const auto* life = std::get_if<std::int64_t>(&value_of(record, life_field));
    return life != nullptr && *life % 2 == 1;
}

bool is_purged(const Record& record) {
    const auto* life = std::get_if<std::int64_t>(&value_of(record, life_field));
    return life != nullptr && *life == purged_life;
}

Seq newest_seq(const Record& record) {
    Seq newest = 0;
    for (const auto& [field, state] : record.fields) {
        newest = std::max(newest, state.seq);
    }
    return newest;
}

}  // namespace xingke::model
