#include "app/ui/screens/csv_text.h"

#include <algorithm>
#include <string_view>
#include <variant>

namespace xingke::ui {
namespace {

void append_cell(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        if (c == '"') {
            out += '"';
        }
        out += c;
    }
    out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        append_cell(out, cells[i]);
    }
    out += "\r\n";
}

bool is_importable(const model::Field& field) {
    return model::is_typed(field) && !std::holds_alternative<model::kind::Reference>(field.kind) &&
           !std::holds_alternative<model::kind::Place>(field.kind);
}

void append_fields(std::vector<ImportField>& out, const model::RecordType& type, model::FieldId flag,
                   Language language) {
    for (const model::Field& field : type.fields) {
        if (!is_importable(field)) {
            continue;
        }
        std::string title(field.title.in(language));
        const bool is_taken =
            std::any_of(out.begin(), out.end(), [&](const ImportField& f) { return f.title == title; });
        if (is_taken) {
            const bool is_chinese = language == Language::chinese;
            title = std::string(type.title.in(language)) + (is_chinese ? "" : " ") + title;
        }
        const auto id = static_cast<model::FieldId>(field.id | flag);
        out.push_back({.id = id, .title = std::move(title), .is_required = field.required && flag == 0});
    }
}

}  // namespace

std::string csv_text(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
    std::string out = "\xEF\xBB\xBF";
    append_row(out, columns);
    for (const std::vector<std::string>& row : rows) {
        append_row(out, row);
    }
    return out;
}

std::vector<ImportField> import_fields(const model::Catalogue& catalogue, const model::RecordType& type,
                                       Language language) {
    std::vector<ImportField> fields;
    append_fields(fields, type, 0, language);
    if (const model::RecordType* child = catalogue.find(type.create_with)) {
        append_fields(fields, *child, child_field_flag, language);
    }
    return fields;
}

}  // namespace xingke::ui
