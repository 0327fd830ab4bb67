// One column of a file: what its cells mean as values of one field. Answers that repeat (options, regions, records) are
// remembered, so that a column of a hundred thousand cells with ten different texts is parsed ten times.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/model/importable.h"
#include "app/model/validate.h"
#include "app/store/store.h"
#include "app/store/transfer/label_index.h"

namespace xingke::store {

struct CellValue {
    model::Value value;  // Empty for a blank cell or a bad one
    std::optional<model::Issue> issue;
};

class CellReader {
public:
    CellReader(Store& store, const model::ImportField& field) : store_(&store), field_(field) {}

    const model::ImportField& field() const { return field_; }
    // A reference is found by its record's label or id. Faults: storage; a wrong cell is an issue.
    Result<CellValue> read(std::string_view cell);

private:
    Result<CellValue> parse(std::string_view text);
    Result<CellValue> find_reference(std::string_view text);
    Result<CellValue> find_references(std::string_view text);
    CellValue wrong(Message message) const;

    Store* store_;
    model::ImportField field_;
    std::unordered_map<std::string, model::Value> known_;
    std::optional<LabelIndex> labels_;
};

// Without what spreadsheets and people put around a value: white space, ="…", and the apostrophe that makes a number or
// a formula text (csv.cpp writes it).
std::string_view plain_cell(std::string_view cell);

}  // namespace xingke::store
