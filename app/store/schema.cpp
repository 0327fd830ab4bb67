#include "app/store/schema.h"

#include "app/base/check.h"
#include "app/base/text.h"

namespace xingke::store {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

constexpr char element_separator = '\n';

std::string join_elements(const model::Elements& elements) {
    std::string out;
    for (const std::string& element : elements) {
        out += out.empty() ? std::string(1, element_separator) : "";
        out += element;
        out += element_separator;
    }
    return out;
}

model::Elements split_elements(std::string_view text) {
    model::Elements elements;
    if (text.size() < 2 || text.front() != element_separator || text.back() != element_separator) {
        return elements;
    }
    for (const std::string_view part : split(text.substr(1, text.size() - 2), element_separator)) {
        elements.emplace_back(part);
    }
    return elements;
}

bool can_join(const model::Elements& elements) {
    for (const std::string& element : elements) {
        if (element.find(element_separator) != std::string::npos) {
            return false;
        }
    }
    return true;
}

}  // namespace

Form form_of(const model::Kind& kind) {
    namespace k = model::kind;
    return std::visit(Overloaded{
                          [](const k::Text&) { return Form::text; },
                          [](const k::Digits&) { return Form::text; },
                          [](const k::Phone&) { return Form::text; },
                          [](const k::Email&) { return Form::text; },
                          [](const k::Choice&) { return Form::text; },
                          [](const k::Choices&) { return Form::elements; },
                          [](const k::Region&) { return Form::text; },
                          [](const k::Number&) { return Form::integer; },
                          [](const k::Money&) { return Form::integer; },
                          [](const k::Percent&) { return Form::integer; },
                          [](const k::Date&) { return Form::integer; },
                          [](const k::DateTime&) { return Form::integer; },
                          [](const k::YesNo&) { return Form::boolean; },
                          [](const k::Reference&) { return Form::reference; },
                          [](const k::Place&) { return Form::position; },
                          [](const k::References&) { return Form::elements; },
                          [](const k::Attachment&) { return Form::elements; },
                          [](const k::Signature&) { return Form::text; },
                      },
                      kind);
}

std::string_view column_type(Form form) {
    switch (form) {
        case Form::text:
        case Form::elements:
            return "TEXT";
        case Form::integer:
        case Form::boolean:
            return "INTEGER";
        case Form::reference:
        case Form::position:
            return "BLOB";
    }
    return "BLOB";
}

bool fits(Form form, const model::Value& value) {
    if (std::holds_alternative<model::Empty>(value)) {
        return true;
    }
    switch (form) {
        case Form::text:
            return std::holds_alternative<std::string>(value);
        case Form::integer:
            return std::holds_alternative<std::int64_t>(value);
        case Form::boolean:
            return std::holds_alternative<bool>(value);
        case Form::reference:
            return std::holds_alternative<RecordId>(value);
        case Form::position:
            return std::holds_alternative<model::Position>(value);
        case Form::elements: {
            const auto* const elements = std::get_if<model::Elements>(&value);
            return elements != nullptr && can_join(*elements);
        }
    }
    return false;
}

void bind_value(Statement& statement, int index, Form form, const model::Value& value) {
    CHECK(fits(form, value), "a value that does not fit its column goes to _ext");
    if (std::holds_alternative<model::Empty>(value)) {
        statement.bind_null(index);
        return;
    }
    switch (form) {
        case Form::text:
            statement.bind(index, std::string_view(std::get<std::string>(value)));
            break;
        case Form::integer:
            statement.bind(index, std::get<std::int64_t>(value));
            break;
        case Form::boolean:
            statement.bind(index, std::get<bool>(value) ? 1 : 0);
            break;
        case Form::reference:
            statement.bind(index, std::get<RecordId>(value));
            break;
        case Form::elements:
            statement.bind(index, std::string_view(join_elements(std::get<model::Elements>(value))));
            break;
        case Form::position: {
            Writer writer;
            encode(writer, value);
            statement.bind_blob(index, writer.bytes());
            break;
        }
    }
}

model::Value column_value(const Statement& statement, int column, Form form) {
    if (statement.is_null(column)) {
        return model::Empty{};
    }
    switch (form) {
        case Form::text:
            return std::string(statement.text(column));
        case Form::integer:
            return statement.integer(column);
        case Form::boolean:
            return statement.integer(column) != 0;
        case Form::elements:
            return split_elements(statement.text(column));
        case Form::reference: {
            const auto id = id_from_bytes<RecordTag>(statement.blob(column));
            return id ? model::Value(*id) : model::Value(model::Empty{});
        }
        case Form::position: {
            Reader reader(statement.blob(column));
            model::Value value = model::decode_value(reader);
            const bool is_position = reader.ok() && reader.at_end() && std::holds_alternative<model::Position>(value);
            return is_position ? value : model::Value(model::Empty{});
        }
    }
    return model::Empty{};
}

const Column* TypeTable::find(model::FieldId id) const {
    for (const Column& column : columns) {
        if (column.id == id) {
            return &column;
        }
    }
    return nullptr;
}

namespace {

std::string select_by_id(const TypeTable& table, std::string_view what) {
    return "SELECT " + std::string(what) + " FROM " + table.name + " WHERE _id = ?1";
}

TypeTable table_of(const model::RecordType& type) {
    TypeTable table;
    table.type = &type;
    table.name = quoted_name(type.name);
    for (const model::Field& field : type.fields) {
        table.columns.push_back({field.id, form_of(field.kind), quoted_name(field.name), &field});
    }
    std::string all = "_life, _ver, _ext";
    std::string inserted = "_id, _life, _seq, _ver, _ext, _new, _label_key", places = "?, ?, ?, ?, ?, ?, ?";
    std::string searchable = "_life, " + table.find(model::common_field::updated)->name;
    for (const Column& column : table.columns) {
        all += ", " + column.name;
        inserted += ", " + column.name;
        places += ", ?";
        if (column.form != Form::text) {
            continue;
        }
        if (column.field->name == type.label_field) {
            table.label = &column;
        }
        if (column.field->searchable != model::Searchable::no) {
            table.searchable.push_back(&column);
            searchable += ", " + column.name;
        }
    }
    table.insert_row = "INSERT INTO " + table.name + "(" + inserted + ") VALUES(" + places + ")";
    table.select_state = select_by_id(table, "_life, _ver, _ext");
    table.select_all = select_by_id(table, all);
    table.select_searchable = select_by_id(table, searchable);
    return table;
}

}  // namespace

Tables::Tables(const model::Catalogue& catalogue) {
    tables_.reserve(catalogue.types().size());
    for (const model::RecordType& type : catalogue.types()) {
        tables_.push_back(table_of(type));  // moving a vector does not move what its elements' pointers point to
    }
}

const TypeTable* Tables::find(model::TypeId id) const {
    for (const TypeTable& table : tables_) {
        if (table.type->id == id) {
            return &table;
        }
    }
    return nullptr;
}

const TypeTable* Tables::find(std::string_view type_name) const {
    for (const TypeTable& table : tables_) {
        if (table.type->name == type_name) {
            return &table;
        }
    }
    return nullptr;
}

}  // namespace xingke::store
