#include "app/store/backfill.h"

#include "app/model/field_rules.h"
#include "app/store/records.h"

namespace xingke::store {
namespace {

// What the values of a type are computed by.
std::string expressions_of(const model::RecordType& type) {
    std::string text;
    for (const model::Field& field : type.fields) {
        if (field.computed.is_given()) {
            text += std::to_string(field.id) + " = " + field.computed.text + "\n";
        }
    }
    return text;
}

Result<bool> is_known(Database& database, const std::string& key, const std::string& expressions) {
    Statement row = database.prepare("SELECT value FROM meta WHERE key = ?1");
    row.bind(1, key);
    const bool found = TRY(row.step());
    return found ? row.text(0) == expressions : expressions.empty();
}

Result<bool> has_shadows(Database& database) {
    return TRY(database.integer("SELECT 1 FROM sqlite_schema WHERE name = 'shadow'")).has_value();
}

Result<bool> is_pending(Database& database, RecordId record, model::FieldId field) {
    Statement row = database.prepare("SELECT 1 FROM shadow WHERE record = ?1 AND field = ?2");
    return row.bind(1, record).bind(2, static_cast<int>(field)).step();
}

Result<void> backfill_record(Database& database, const TypeTable& table, RecordId id, bool may_be_pending) {
    const auto record = TRY(read_record(database, table, id));
    if (!record || !model::is_alive(*record)) {
        return {};  // What is restored is computed then.
    }
    std::vector<FieldWrite> writes;
    for (auto& [field, value] : model::outdated_values(*table.type, *record)) {
        const bool waits = may_be_pending && TRY(is_pending(database, id, field));
        if (!waits) {
            const auto held = record->fields.find(field);
            const model::Seq seq = held != record->fields.end() ? held->second.seq : 0;
            writes.emplace_back(field, model::FieldState{std::move(value), seq});
        }
    }
    return writes.empty() ? Result<void>() : write_record(database, table, id, writes);
}

}  // namespace

Result<void> backfill_computed(Database& database, const Tables& tables) {
    const bool may_be_pending = TRY(has_shadows(database));
    for (const TypeTable& table : tables.all()) {
        const std::string key = "computed_by_" + std::to_string(table.type->id);
        const std::string expressions = expressions_of(*table.type);
        const bool is_same = TRY(is_known(database, key, expressions));
        if (is_same) {
            continue;
        }
        std::vector<RecordId> ids;
        {
            Statement row = database.prepare("SELECT _id FROM " + table.name);
            while (TRY(row.step())) {
                ids.push_back(row.id<RecordTag>(0));
            }
        }
        for (const RecordId& id : ids) {
            TRY(backfill_record(database, table, id, may_be_pending));
        }
        Statement note = database.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)");
        TRY(note.bind(1, key).bind(2, expressions).run());
    }
    return {};
}

}  // namespace xingke::store
