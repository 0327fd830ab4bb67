#include "app/store/migrate.h"

#include <algorithm>
#include <map>

#include "app/base/log.h"
#include "app/store/backfill.h"
#include "app/store/packed.h"
#include "app/store/records.h"
#include "app/store/search_index.h"

namespace xingke::store {
namespace {

// The form of the tables that do not follow from the catalogue; raised when it changes, with a step from each older
// one.
constexpr std::int64_t store_format = 1;
constexpr int rows_per_step = 500;

constexpr std::string_view base_tables_sql =
    "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS catalogue_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL, derived TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS catalogue_field(type INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, "
    "form INTEGER NOT NULL, PRIMARY KEY(type, id)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS unknown_record(type INTEGER NOT NULL, id BLOB NOT NULL, fields BLOB NOT NULL, _new "
    "INTEGER, "
    "_pending INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(type, id)) WITHOUT ROWID;";

struct StoredField {
    std::string name;
    Form form = Form::text;
};

struct StoredType {
    std::string name;
    std::string derived;  // fingerprint of what its derived data was made from
    std::map<model::FieldId, StoredField> fields;
};

using StoredCatalogue = std::map<model::TypeId, StoredType>;

Result<StoredCatalogue> read_stored(Database& database) {
    StoredCatalogue stored;
    Statement type = database.prepare("SELECT id, name, derived FROM catalogue_type");
    while (TRY(type.step())) {
        stored[static_cast<model::TypeId>(type.integer(0))] = {
            std::string(type.text(1)), std::string(type.text(2)), {}};
    }
    Statement field = database.prepare("SELECT type, id, name, form FROM catalogue_field");
    while (TRY(field.step())) {
        stored[static_cast<model::TypeId>(field.integer(0))].fields[static_cast<model::FieldId>(field.integer(1))] = {
            std::string(field.text(2)), static_cast<Form>(field.integer(3))};
    }
    return stored;
}

bool is_same_field(const StoredField& stored, const Column& column) {
    return stored.name == column.field->name && stored.form == column.form;
}

bool has_same_columns(const StoredType& stored, const TypeTable& table) {
    return stored.fields.size() == table.columns.size() &&
           std::ranges::all_of(table.columns, [&](const Column& column) {
               const auto found = stored.fields.find(column.id);
               return found != stored.fields.end() && is_same_field(found->second, column);
           });
}

// One migration, from the catalogue that the tables were made from to ours.
class Migration {
public:
    Migration(Database& database, const Tables& tables, StoredCatalogue stored)
        : database_(database), tables_(tables), stored_(std::move(stored)) {}

    Result<void> run() {
        TRY(pack_removed_types());
        TRY(rename_tables());
        for (const TypeTable& table : tables_.all()) {
            const auto found = stored_.find(table.type->id);
            if (found == stored_.end()) {
                TRY(create_table(table));
                TRY(take_unknown_records(table));
                TRY(rederive(table));
                TRY(make_indexes(table));
                TRY(note_table(table));
                continue;
            }
            if (!has_same_columns(found->second, table)) {
                TRY(drop_indexes(table.type->id));
                TRY(change_columns(table, found->second));
                TRY(make_indexes(table));
                TRY(take_unknown_fields(table));
            }
            if (found->second.derived != derived_fingerprint(table)) {
                TRY(drop_indexes(table.type->id));
                TRY(rederive(table));
                TRY(make_indexes(table));
            }
            TRY(note_table(table));
        }
        return {};
    }

private:
    Result<void> pack_removed_types() {
        for (auto it = stored_.begin(); it != stored_.end();) {
            if (tables_.find(it->first) != nullptr) {
                ++it;
                continue;
            }
            TRY(pack_type(it->first, it->second));
            it = stored_.erase(it);
        }
        return {};
    }

    Result<void> pack_type(model::TypeId type, const StoredType& stored) {
        const std::string name = quoted_name(stored.name);
        for (const auto& [field, stored_field] : stored.fields) {
            TRY(move_to_ext(name, field, stored_field));
        }
        {
            Statement row = database_.prepare("SELECT _id, _life, _ver, _ext, _new, _pending FROM " + name);
            while (TRY(row.step())) {
                Fields fields = TRY(unpack_fields(row.blob(3)));
                const Versions versions = TRY(unpack_versions(row.blob(2)));
                if (const auto life = versions.find(model::life_field); life != versions.end()) {
                    fields[model::life_field] = {row.integer(1), life->second};
                }
                Statement insert = database_.prepare(
                    "INSERT OR REPLACE INTO unknown_record(type, id, fields, _new, _pending) VALUES(?1, ?2, ?3, ?4, "
                    "?5)");
                insert.bind(1, type).bind_blob(2, row.blob(0)).bind_blob(3, pack(fields)).bind(5, row.integer(5));
                if (!row.is_null(4)) {
                    insert.bind(4, row.integer(4));
                }
                TRY(insert.run());
            }
        }
        TRY(database_.execute("DROP TABLE " + name));
        TRY(remove_type_from_search(database_, type));
        TRY(database_.prepare("DELETE FROM catalogue_field WHERE type = ?1").bind(1, type).run());
        return database_.prepare("DELETE FROM catalogue_type WHERE id = ?1").bind(1, type).run();
    }

    // By way of names that nobody has, so that two types may exchange theirs.
    Result<void> rename_tables() {
        std::vector<std::pair<const TypeTable*, std::string>> renamed;
        for (const TypeTable& table : tables_.all()) {
            const auto found = stored_.find(table.type->id);
            if (found != stored_.end() && found->second.name != table.type->name) {
                const std::string between = quoted_name("_was_" + std::to_string(table.type->id));
                TRY(database_.execute("ALTER TABLE " + quoted_name(found->second.name) + " RENAME TO " + between));
                renamed.emplace_back(&table, between);
            }
        }
        for (const auto& [table, between] : renamed) {
            TRY(database_.execute("ALTER TABLE " + between + " RENAME TO " + table->name));
        }
        return {};
    }

    Result<void> create_table(const TypeTable& table) {
        std::string sql =
            "CREATE TABLE " + table.name +
            "(_id BLOB PRIMARY KEY NOT NULL, _life INTEGER NOT NULL DEFAULT 0, _seq INTEGER NOT NULL DEFAULT 0, "
            "_ver BLOB, _ext BLOB, _new INTEGER, _pending INTEGER NOT NULL DEFAULT 0, _label_key TEXT";
        for (const Column& column : table.columns) {
            sql += ", " + column.name + " " + std::string(column_type(column.form));
        }
        return database_.execute(sql + ")");
    }

    Result<void> change_columns(const TypeTable& table, const StoredType& stored) {
        std::vector<const Column*> added;
        std::vector<std::pair<const Column*, std::string>> renamed;
        for (const auto& [field, stored_field] : stored.fields) {
            const Column* const column = table.find(field);
            if (column == nullptr || column->form != stored_field.form) {
                TRY(move_to_ext(table.name, field, stored_field));
                TRY(database_.execute("ALTER TABLE " + table.name + " DROP COLUMN " + quoted_name(stored_field.name)));
            } else if (stored_field.name != column->field->name) {
                const std::string between = quoted_name("_was_" + std::to_string(field));
                TRY(rename_column(table, quoted_name(stored_field.name), between));
                renamed.emplace_back(column, between);
            }
        }
        for (const auto& [column, between] : renamed) {
            TRY(rename_column(table, between, column->name));
        }
        for (const Column& column : table.columns) {
            const auto found = stored.fields.find(column.id);
            if (found == stored.fields.end() || found->second.form != column.form) {
                TRY(database_.execute("ALTER TABLE " + table.name + " ADD COLUMN " + column.name + " " +
                                      std::string(column_type(column.form))));
            }
        }
        return {};
    }

    Result<void> rename_column(const TypeTable& table, const std::string& from, const std::string& to) {
        return database_.execute("ALTER TABLE " + table.name + " RENAME COLUMN " + from + " TO " + to);
    }

    // Every row's value of a column that is about to go, with its seq.
    Result<void> move_to_ext(const std::string& table, model::FieldId field, const StoredField& stored) {
        const std::string select = "SELECT rowid, _ver, _ext, " + quoted_name(stored.name) + " FROM " + table +
                                   " WHERE rowid > ?1 ORDER BY rowid LIMIT " + std::to_string(rows_per_step);
        struct Moved {
            std::int64_t row = 0;
            Bytes versions, ext;
        };
        std::int64_t last_row = INT64_MIN;
        while (true) {
            std::vector<Moved> moved;
            std::int64_t row_count = 0;
            {
                Statement row = database_.prepare(select);
                row.bind(1, last_row);
                while (TRY(row.step())) {
                    ++row_count;
                    last_row = row.integer(0);
                    Versions versions = TRY(unpack_versions(row.blob(1)));
                    const auto version = versions.find(field);
                    if (version == versions.end()) {
                        continue;
                    }
                    Fields ext = TRY(unpack_fields(row.blob(2)));
                    ext[field] = {column_value(row, 3, stored.form), version->second};
                    versions.erase(version);
                    moved.push_back({last_row, pack(versions), pack(ext)});
                }
            }
            for (const Moved& one : moved) {
                TRY(database_.prepare("UPDATE " + table + " SET _ver = ?2, _ext = ?3 WHERE rowid = ?1")
                        .bind(1, one.row)
                        .bind_blob(2, one.versions)
                        .bind_blob(3, one.ext)
                        .run());
            }
            if (row_count < rows_per_step) {
                return {};
            }
        }
    }

    // Values that waited in _ext for a column of theirs.
    Result<void> take_unknown_fields(const TypeTable& table) {
        std::vector<std::pair<RecordId, std::vector<FieldWrite>>> found;
        {
            Statement row = database_.prepare("SELECT _id, _ext FROM " + table.name + " WHERE _ext IS NOT NULL");
            while (TRY(row.step())) {
                std::vector<FieldWrite> writes;
                for (auto& [field, state] : TRY(unpack_fields(row.blob(1)))) {
                    const Column* const column = table.find(field);
                    if (column != nullptr && fits(column->form, state.value)) {
                        writes.emplace_back(field, state);
                    }
                }
                if (!writes.empty()) {
                    found.emplace_back(row.id<RecordTag>(0), std::move(writes));
                }
            }
        }
        for (const auto& [id, writes] : found) {
            TRY(write_record(database_, table, id, writes));
        }
        return {};
    }

    // Records that came while their type was not known.
    Result<void> take_unknown_records(const TypeTable& table) {
        Statement row = database_.prepare("SELECT id, fields, _new, _pending FROM unknown_record WHERE type = ?1");
        row.bind(1, table.type->id);
        while (TRY(row.step())) {
            const RecordId id = row.id<RecordTag>(0);
            std::vector<FieldWrite> writes;
            for (auto& [field, state] : TRY(unpack_fields(row.blob(1)))) {
                writes.emplace_back(field, state);
            }
            TRY(write_record(database_, table, id, writes));
            Statement bookkeeping =
                database_.prepare("UPDATE " + table.name + " SET _new = ?2, _pending = ?3 WHERE _id = ?1");
            bookkeeping.bind(1, id).bind(3, row.integer(3));
            if (!row.is_null(2)) {
                bookkeeping.bind(2, row.integer(2));
            }
            TRY(bookkeeping.run());
        }
        row.reset();
        return database_.prepare("DELETE FROM unknown_record WHERE type = ?1").bind(1, table.type->id).run();
    }

    Result<void> rederive(const TypeTable& table) {
        TRY(remove_type_from_search(database_, table.type->id));
        std::vector<RecordId> ids;
        {
            Statement row = database_.prepare("SELECT _id FROM " + table.name);
            while (TRY(row.step())) {
                ids.push_back(row.id<RecordTag>(0));
            }
        }
        for (const RecordId& id : ids) {
            TRY(rederive_record(database_, table, id));
        }
        return {};
    }

    // Of living records only, as lists show these. With _life in them, although it is always odd: SQLite reads a column
    // of the condition from the row if the index does not have it.
    Result<void> make_indexes(const TypeTable& table) {
        const std::string prefix = "CREATE INDEX IF NOT EXISTS ix_" + std::to_string(table.type->id) + "_";
        const std::string where = " WHERE " + std::string(is_alive_sql);
        TRY(database_.execute(prefix + "id ON " + table.name + "(_id, _life)" + where));
        for (const Column& column : table.columns) {
            const std::string id = std::to_string(column.id);
            if (column.form == Form::reference || column.id == model::common_field::created ||
                column.id == model::common_field::updated) {
                TRY(database_.execute(prefix + id + " ON " + table.name + "(" + column.name + ", _id, _life)" + where));
            }
            if (&column == table.label) {
                TRY(database_.execute(prefix + id + "_label ON " + table.name + "(_label_key, " + column.name +
                                      ", _id, _life)" + where));
            }
            if (column.form == Form::text && (&column == table.label || column.field->unique)) {
                TRY(database_.execute(prefix + id + "_fold ON " + table.name + "(xingke_fold(" + column.name + "))" +
                                      where));
            }
        }
        return {};
    }

    Result<void> drop_indexes(model::TypeId type) {
        std::vector<std::string> names;
        {
            Statement row = database_.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ?1");
            row.bind(1, "ix_" + std::to_string(type) + "_*");
            while (TRY(row.step())) {
                names.emplace_back(row.text(0));
            }
        }
        for (const std::string& name : names) {
            TRY(database_.execute("DROP INDEX " + quoted_name(name)));
        }
        return {};
    }

    Result<void> note_table(const TypeTable& table) {
        const auto found = stored_.find(table.type->id);
        const std::string derived = derived_fingerprint(table);
        if (found != stored_.end() && found->second.name == table.type->name && found->second.derived == derived &&
            has_same_columns(found->second, table)) {
            return {};
        }
        TRY(database_.prepare("INSERT OR REPLACE INTO catalogue_type(id, name, derived) VALUES(?1, ?2, ?3)")
                .bind(1, table.type->id)
                .bind(2, table.type->name)
                .bind(3, derived)
                .run());
        TRY(database_.prepare("DELETE FROM catalogue_field WHERE type = ?1").bind(1, table.type->id).run());
        for (const Column& column : table.columns) {
            TRY(database_.prepare("INSERT INTO catalogue_field(type, id, name, form) VALUES(?1, ?2, ?3, ?4)")
                    .bind(1, table.type->id)
                    .bind(2, column.id)
                    .bind(3, column.field->name)
                    .bind(4, static_cast<int>(column.form))
                    .run());
        }
        return {};
    }

    Database& database_;
    const Tables& tables_;
    StoredCatalogue stored_;
};

Result<std::int64_t> meta_number(Database& database, std::string_view key) {
    Statement row = database.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1");
    row.bind(1, key);
    return TRY(row.step()) ? row.integer(0) : 0;
}

Result<void> set_meta_number(Database& database, std::string_view key, std::int64_t value) {
    if (TRY(meta_number(database, key)) == value) {
        return {};
    }
    return database.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)")
        .bind(1, key)
        .bind(2, std::to_string(value))
        .run();
}

Result<void> refuse_newer(Database& database, const model::Catalogue& catalogue) {
    if (!TRY(database.integer("SELECT 1 FROM sqlite_schema WHERE name = 'meta'"))) {
        return {};
    }
    const std::int64_t format = TRY(meta_number(database, "store_format"));
    const std::int64_t version = TRY(meta_number(database, "catalogue_version"));
    if (format > store_format || version > catalogue.version()) {
        return Error{Fault::unsupported,
                     {Text::database_too_new, {}},
                     "format " + std::to_string(format) + ", catalogue " + std::to_string(version)};
    }
    return {};
}

}  // namespace

Result<void> migrate(Database& database, const model::Catalogue& catalogue, const Tables& tables) {
    TRY(refuse_newer(database, catalogue));
    Transaction transaction = TRY(Transaction::begin(database));
    TRY(database.execute(base_tables_sql));
    TRY(database.execute(search_tables_sql));
    StoredCatalogue stored = TRY(read_stored(database));
    TRY(Migration(database, tables, std::move(stored)).run());
    TRY(backfill_computed(database, tables));
    TRY(set_meta_number(database, "store_format", store_format));
    TRY(set_meta_number(database, "catalogue_version", catalogue.version()));
    return transaction.commit();
}

}  // namespace xingke::store
