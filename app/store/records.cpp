#include "app/store/records.h"

#include <algorithm>

#include "app/store/packed.h"
#include "app/store/pinyin.h"
#include "app/store/search_index.h"

namespace xingke::store {
namespace {

// What a row knows of itself beside its columns.
struct RowState {
    bool exists = false;
    std::int64_t life = 0;
    Versions versions;  // of life and of the fields that lie in columns
    Fields ext;         // the other fields
};

Result<RowState> read_state(Database& database, const TypeTable& table, RecordId id) {
    Statement row = database.prepare(table.select_state);
    row.bind(1, id);
    RowState state;
    if (TRY(row.step())) {
        state.exists = true;
        state.life = row.integer(0);
        state.versions = TRY(unpack_versions(row.blob(1)));
        state.ext = TRY(unpack_fields(row.blob(2)));
    }
    return state;
}

model::Seq newest_of(const RowState& state) {
    model::Seq newest = 0;
    for (const auto& [field, seq] : state.versions) {
        newest = std::max(newest, seq);
    }
    for (const auto& [field, field_state] : state.ext) {
        newest = std::max(newest, field_state.seq);
    }
    return newest;
}

void set_version(RowState& state, model::FieldId field, const model::FieldState& written) {
    state.ext.erase(field);
    if (is_nothing(written)) {
        state.versions.erase(field);
    } else {
        state.versions[field] = written.seq;
    }
}

void set_ext(RowState& state, model::FieldId field, const model::FieldState& written) {
    state.versions.erase(field);
    if (is_nothing(written)) {
        state.ext.erase(field);
    } else {
        state.ext[field] = written;
    }
}

// A value for each column that changes.
using Assignments = std::vector<std::pair<const Column*, const model::Value*>>;

void assign(Assignments& assignments, const Column& column, const model::Value& value) {
    for (auto& [assigned, old_value] : assignments) {
        if (assigned == &column) {
            old_value = &value;
            return;
        }
    }
    assignments.emplace_back(&column, &value);
}

const model::Value empty_value = model::Empty{};

// Puts each field where it belongs: into its column if the value fits there, otherwise into _ext.
template <class FieldStates>
Assignments place_fields(RowState& state, const TypeTable& table, const FieldStates& fields) {
    Assignments assignments;
    for (const auto& [field, written] : fields) {
        if (field == model::life_field) {
            const auto* const life = std::get_if<std::int64_t>(&written.value);
            state.life = life != nullptr ? *life : 0;
            if (life != nullptr || std::holds_alternative<model::Empty>(written.value)) {
                set_version(state, field, written);
            } else {
                set_ext(state, field, written);
            }
            continue;
        }
        const Column* const column = table.find(field);
        if (column != nullptr && fits(column->form, written.value)) {
            assign(assignments, *column, written.value);
            set_version(state, field, written);
            continue;
        }
        if (column != nullptr) {
            assign(assignments, *column, empty_value);
        }
        set_ext(state, field, written);
    }
    return assignments;
}

void bind_label_key(Statement& statement, int index, const model::Value& value) {
    if (const auto* const label = std::get_if<std::string>(&value)) {
        statement.bind(index, pinyin_sort_key(*label));
    } else {
        statement.bind_null(index);
    }
}

std::string write_sql(const TypeTable& table, const RowState& state, const Assignments& assignments, bool has_label) {
    // The id is the first parameter, so that both statements bind alike.
    std::string columns = "_id, _life, _seq, _ver, _ext";
    std::string parameters = "?1, ?2, ?3, ?4, ?5";
    std::string settings = "_life = ?2, _seq = ?3, _ver = ?4, _ext = ?5";
    int index = 5;
    const auto add = [&](const std::string& name) {
        const std::string parameter = "?" + std::to_string(++index);
        columns += ", " + name;
        parameters += ", " + parameter;
        settings += ", " + name + " = " + parameter;
    };
    for (const auto& [column, value] : assignments) {
        add(column->name);
    }
    if (has_label) {
        add("_label_key");
    }
    return state.exists ? "UPDATE " + table.name + " SET " + settings + " WHERE _id = ?1"
                        : "INSERT INTO " + table.name + "(" + columns + ") VALUES(" + parameters + ")";
}

Result<void> write_row(Database& database, const TypeTable& table, RecordId id, const RowState& state,
                       const Assignments& assignments) {
    const model::Value* label = nullptr;
    for (const auto& [column, value] : assignments) {
        label = column == table.label ? value : label;
    }
    Statement statement = database.prepare(write_sql(table, state, assignments, label != nullptr));
    statement.bind(1, id).bind(2, state.life).bind(3, newest_of(state)).bind_blob(4, pack(state.versions));
    if (state.ext.empty()) {
        statement.bind_null(5);
    } else {
        statement.bind_blob(5, pack(state.ext));
    }
    int index = 5;
    for (const auto& [column, value] : assignments) {
        bind_value(statement, ++index, column->form, *value);
    }
    if (label != nullptr) {
        bind_label_key(statement, ++index, *label);
    }
    return statement.run();
}

bool concerns_search(const TypeTable& table, std::span<const FieldWrite> fields) {
    return std::ranges::any_of(fields, [&](const FieldWrite& write) {
        const model::FieldId field = write.first;
        return field == model::life_field || field == model::common_field::updated ||
               std::ranges::any_of(table.searchable, [&](const Column* column) { return column->id == field; });
    });
}

}  // namespace

Result<std::optional<model::Record>> read_record(Database& database, const TypeTable& table, RecordId id) {
    Statement row = database.prepare(table.select_all);
    row.bind(1, id);
    if (!TRY(row.step())) {
        return std::optional<model::Record>();
    }
    model::Record record{.id = id, .type = table.type->id, .fields = TRY(unpack_fields(row.blob(2)))};
    const Versions versions = TRY(unpack_versions(row.blob(1)));
    if (const auto life = versions.find(model::life_field); life != versions.end()) {
        record.fields[model::life_field] = {row.integer(0), life->second};
    }
    int index = 2;
    for (const Column& column : table.columns) {
        ++index;
        if (const auto version = versions.find(column.id); version != versions.end()) {
            record.fields[column.id] = {column_value(row, index, column.form), version->second};
        }
    }
    return std::optional(std::move(record));
}

Result<void> write_record(Database& database, const TypeTable& table, RecordId id, std::span<const FieldWrite> fields) {
    RowState state = TRY(read_state(database, table, id));
    const Assignments assignments = place_fields(state, table, fields);
    TRY(write_row(database, table, id, state, assignments));
    if (!state.exists || concerns_search(table, fields)) {
        TRY(refresh_search(database, table, id));
    }
    return {};
}

// Whole at once, without the maps that an edit needs: imports make a hundred thousand.
Result<std::int64_t> create_record(Database& database, const TypeTable& table, const model::Record& record,
                                   std::uint64_t counter, std::int64_t indexed_row) {
    constexpr int columns_begin = 8;
    Statement insert = database.prepare(table.insert_row);
    Writer versions, ext;
    model::Seq newest = 0;
    std::int64_t life = 0;
    for (const auto& [field, state] : record.fields) {
        if (is_nothing(state)) {
            continue;
        }
        newest = std::max(newest, state.seq);
        const auto* const number = std::get_if<std::int64_t>(&state.value);
        const bool is_life = field == model::life_field;
        const Column* const column = is_life ? nullptr : table.find(field);
        if (is_life ? number == nullptr && !std::holds_alternative<model::Empty>(state.value)
                    : column == nullptr || !fits(column->form, state.value)) {
            pack_field(ext, field, state);
            continue;
        }
        pack_version(versions, field, state.seq);
        if (is_life) {
            life = number != nullptr ? *number : 0;
            continue;
        }
        const int place = columns_begin + static_cast<int>(column - table.columns.data());
        bind_value(insert, place, column->form, state.value);
        if (column == table.label) {
            bind_label_key(insert, columns_begin - 1, state.value);
        }
    }
    insert.bind(1, record.id).bind(2, life).bind(3, newest).bind_blob(4, versions.bytes());
    if (ext.size() > 0) {
        insert.bind_blob(5, ext.bytes());
    }
    TRY(insert.bind(6, counter).run());
    const std::int64_t row = database.last_row_id();
    TRY(add_to_search(database, table, record, life, indexed_row));
    return row;
}

Result<void> erase_record(Database& database, const TypeTable& table, RecordId id) {
    TRY(database.prepare("DELETE FROM " + table.name + " WHERE _id = ?1").bind(1, id).run());
    return remove_from_search(database, table.type->id, id);
}

Result<void> rederive_record(Database& database, const TypeTable& table, RecordId id) {
    if (table.label != nullptr) {
        model::Value label;
        {
            Statement row = database.prepare("SELECT " + table.label->name + " FROM " + table.name + " WHERE _id = ?1");
            row.bind(1, id);
            if (TRY(row.step())) {
                label = column_value(row, 0, table.label->form);
            }
        }
        Statement write = database.prepare("UPDATE " + table.name + " SET _label_key = ?2 WHERE _id = ?1");
        bind_label_key(write, 2, label);
        TRY(write.bind(1, id).run());
    }
    return refresh_search(database, table, id);
}

Result<std::optional<model::Record>> read_unknown(Database& database, model::TypeId type, RecordId id) {
    Statement row = database.prepare("SELECT fields FROM unknown_record WHERE type = ?1 AND id = ?2");
    row.bind(1, type).bind(2, id);
    if (!TRY(row.step())) {
        return std::optional<model::Record>();
    }
    return std::optional(model::Record{.id = id, .type = type, .fields = TRY(unpack_fields(row.blob(0)))});
}

Result<void> write_unknown(Database& database, model::TypeId type, RecordId id, std::span<const FieldWrite> fields) {
    const auto record = TRY(read_unknown(database, type, id));
    Fields all = record ? record->fields : Fields();
    for (const auto& [field, written] : fields) {
        if (is_nothing(written)) {
            all.erase(field);
        } else {
            all[field] = written;
        }
    }
    return database
        .prepare(
            "INSERT INTO unknown_record(type, id, fields) VALUES(?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET fields = ?3")
        .bind(1, type)
        .bind(2, id)
        .bind_blob(3, pack(all))
        .run();
}

Result<void> erase_unknown(Database& database, model::TypeId type, RecordId id) {
    return database.prepare("DELETE FROM unknown_record WHERE type = ?1 AND id = ?2").bind(1, type).bind(2, id).run();
}

}  // namespace xingke::store
