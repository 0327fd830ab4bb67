// How a record type lies in its table: which column holds which field, and in what form. From this come the statements
// of records.h and query_sql.h and the steps of migrate.h. Built once when the store opens.
//
// Forms of a field's column (NULL = the field is empty or was never set; `_ver` tells which):
//   text       TEXT                              text, digits, phone, email, choice, region, signature
//   integer    INTEGER                           number, money (fen), percent, date (days), date-time (UTC ms)
//   boolean    INTEGER 0 or 1                    yes/no
//   reference  BLOB of 16                        the record's id
//   elements   TEXT "\na\nb\n", '' for none      choices, references, files; sorted as in model::Elements; so that one
//   can be found by instr position   BLOB of model::encode             place
// A value that is not of its field's form (a newer app may have changed the kind) is kept in `_ext`.
//
// Beside the columns that store.h names, a table has `_label_key`: the label by pinyin (pinyin.h), for sorting.
// Indexes are named ix_<type id>_<field id>…, so that they outlive renames.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/sqlite.h"
#include "app/model/catalogue.h"

namespace xingke::store {

// The values go into catalogue_field; never change one.
enum class Form : std::uint8_t { text = 1, integer = 2, boolean = 3, reference = 4, elements = 5, position = 6 };

Form form_of(const model::Kind& kind);
std::string_view column_type(Form form);
// Empty fits every form.
bool fits(Form form, const model::Value& value);
// `value` must fit.
void bind_value(Statement& statement, int index, Form form, const model::Value& value);
// What a column holds; Empty if somebody wrote something else into it.
model::Value column_value(const Statement& statement, int column, Form form);

struct Column {
    model::FieldId id = 0;
    Form form = Form::text;
    std::string name;  // quoted
    const model::Field* field = nullptr;
};

struct TypeTable {
    const model::RecordType* type = nullptr;
    std::string name;               // quoted
    std::vector<Column> columns;    // in declaration order, the common fields last
    const Column* label = nullptr;  // of RecordType::label_field; null if it has none or it is no text
    std::vector<const Column*> searchable;

    // Statements that are needed for every record.
    std::string insert_row;         // _id, _life, _seq, _ver, _ext, _new, _label_key, then the columns
    std::string select_all;         // _life, _ver, _ext, then the columns
    std::string select_state;       // _life, _ver, _ext
    std::string select_searchable;  // _life, updated, then the searchable columns

    const Column* find(model::FieldId id) const;
};

// The tables of a catalogue, by type. The catalogue outlives it.
class Tables {
public:
    explicit Tables(const model::Catalogue& catalogue);
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;

    const TypeTable* find(model::TypeId id) const;
    const TypeTable* find(std::string_view type_name) const;
    const std::vector<TypeTable>& all() const { return tables_; }

private:
    std::vector<TypeTable> tables_;
};

// Condition on a row of a record table. Indexes are partial by it; a query uses them if it says the same.
constexpr std::string_view is_alive_sql = "_life % 2 = 1";

}  // namespace xingke::store
