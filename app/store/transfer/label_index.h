// Living records of one type by the text of one of their fields, folded: how a file that names a record by its label is
// matched with it. Loaded whole, because a file asks for every row. On the store's thread; does not follow later
// writes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "app/base/result.h"
#include "app/model/record_type.h"
#include "app/store/store.h"

namespace xingke::store {

struct LabelEntry {
    RecordId record;  // the oldest, where several have the same text
    bool is_ambiguous = false;
};

class LabelIndex {
public:
    // Faults: storage.
    static Result<LabelIndex> load(Store& store, const model::RecordType& type, const model::Field& field);

    // `folded` as key_of() gives it. Null when no record has it.
    const LabelEntry* find(const std::string& folded) const;

private:
    std::unordered_map<std::string, LabelEntry> entries_;
};

// What texts are compared by: no case, no width, no white space at the ends; of telephone numbers only the digits, of
// social credit codes only what counts.
std::string key_of(const model::Field& field, std::string_view text);

}  // namespace xingke::store
