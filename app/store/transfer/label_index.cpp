#include "app/store/transfer/label_index.h"

#include <variant>

#include "app/base/credit_code.h"
#include "app/base/sqlite.h"
#include "app/base/text.h"

namespace xingke::store {

std::string key_of(const model::Field& field, std::string_view text) {
    if (std::holds_alternative<model::kind::Phone>(field.kind)) {
        return digits_of(text);
    }
    const auto* const plain = std::get_if<model::kind::Text>(&field.kind);
    return plain != nullptr && plain->is_credit_code ? normal_credit_code(text) : fold(trim(text));
}

Result<LabelIndex> LabelIndex::load(Store& store, const model::RecordType& type, const model::Field& field) {
    const std::string column = quoted_name(field.name);
    // In the order of ids, which is the order in which they were made.
    Statement statement = store.database().prepare("SELECT _id, " + column + " FROM " + quoted_name(type.name) +
                                                   " WHERE _life % 2 = 1 AND " + column + " IS NOT NULL ORDER BY _id");
    LabelIndex index;
    while (TRY(statement.step())) {
        std::string key = key_of(field, statement.text(1));
        if (key.empty()) {
            continue;
        }
        const auto [entry, is_new] = index.entries_.try_emplace(std::move(key), LabelEntry{statement.id<RecordTag>(0)});
        entry->second.is_ambiguous = !is_new;
    }
    return index;
}

const LabelEntry* LabelIndex::find(const std::string& folded) const {
    const auto entry = entries_.find(folded);
    return entry == entries_.end() ? nullptr : &entry->second;
}

}  // namespace xingke::store
