#include "app/store/transfer/export.h"

#include <algorithm>
#include <variant>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/store/transfer/limits.h"

namespace xingke::store {
namespace {

template <class Kind>
bool is(const model::Field& field) {
    return std::holds_alternative<Kind>(field.kind);
}

formats::ColumnForm form_of(const model::Field& field) {
    return is<model::kind::Number>(field)  ? formats::ColumnForm::integer
           : is<model::kind::Money>(field) ? formats::ColumnForm::decimal
           : is<model::kind::Date>(field)  ? formats::ColumnForm::date
                                           : formats::ColumnForm::text;
}

// Fields by their ids; an empty list of ids means all fields of the type.
Result<std::vector<const model::Field*>> fields_of(const model::RecordType& type, const model::Query& query) {
    std::vector<const model::Field*> fields;
    for (const model::FieldId id : query.fields) {
        const model::Field* const field = model::find_field(type, id);
        if (field == nullptr) {
            return Error{Fault::invalid_input, {Text::unknown_field, {}}, ""};
        }
        fields.push_back(field);
    }
    if (query.fields.empty()) {
        std::ranges::transform(type.fields, std::back_inserter(fields),
                               [](const model::Field& field) { return &field; });
    }
    return fields;
}

}  // namespace

std::string exported_text(const model::Field& field, const model::Value& value, std::string_view label,
                          const ExportOptions& options) {
    if (model::is_empty(value)) {
        return "";
    }
    if (!model::type_referred_to(field.kind).empty()) {
        // Whatever the language: a comma is also part of names, and an import shall find them again.
        return model::joined_labels(label, Language::chinese);
    }
    if (const auto* const text = std::get_if<std::string>(&value); text != nullptr && is<model::kind::Phone>(field)) {
        return *text;
    }
    std::string text = model::print_value(field, value, options.language, options.utc_offset_minutes);
    if (is<model::kind::Number>(field) || is<model::kind::Money>(field) || is<model::kind::Percent>(field)) {
        std::erase(text, ',');
        if (is<model::kind::Money>(field)) {
            constexpr std::string_view sign = "¥";
            text.erase(0, text.starts_with(sign) ? sign.size() : 0);
        }
    }
    return text;
}

Result<formats::Sheet> export_table(Store& store, const model::Query& query, const ExportOptions& options) {
    const model::RecordType* const type = store.catalogue().find(query.type);
    if (type == nullptr) {
        return Error{Fault::invalid_input, {Text::unknown_type, {}}, ""};
    }
    const std::vector<const model::Field*> fields = TRY(fields_of(*type, query));
    formats::Sheet table;
    table.title = type->title.in(options.language);
    for (const model::Field* const field : fields) {
        table.columns.push_back({.title = std::string(field->title.in(options.language)), .form = form_of(*field)});
    }
    model::Query window = query;
    window.first = 0;
    window.count = model::window_rows_max;
    formats::TableRow cells;
    while (true) {
        const model::Page page = TRY(store.page(window));
        if (page.total > static_cast<std::int64_t>(export_rows_max)) {
            return Error{Fault::invalid_input,
                         {Text::too_many_export_rows, {argument("max", std::to_string(export_rows_max))}},
                         ""};
        }
        for (const model::Row& row : page.rows) {
            cells.cells.clear();
            for (std::size_t i = 0; i < fields.size(); ++i) {
                cells.cells.push_back(exported_text(*fields[i], row.values[i], row.labels[i], options));
            }
            table.rows.add(cells);
        }
        window.first += static_cast<std::int64_t>(page.rows.size());
        if (page.rows.empty() || window.first >= page.total) {
            return table;
        }
    }
}

}  // namespace xingke::store
