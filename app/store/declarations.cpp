#include "app/store/declarations.h"

#include "app/store/schema.h"

namespace xingke::store {

Result<std::vector<model::Declaration>> read_declarations(Database& database) {
    std::vector<model::Declaration> declarations;
    const auto table =
        TRY(database.integer("SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='declaration'"));
    if (table.value_or(0) == 0) {
        return declarations;
    }
    Statement row = database.prepare("SELECT _id, layer, creator, body FROM declaration WHERE body IS NOT NULL AND " +
                                     std::string(is_alive_sql) + " ORDER BY _id");
    while (TRY(row.step())) {
        const bool is_own = row.text(1) == model::key_of(model::Layer::person);
        declarations.push_back({row.id<RecordTag>(0), is_own ? model::Layer::person : model::Layer::company,
                                row.id<RecordTag>(2), std::string(row.text(3))});
    }
    return declarations;
}

}  // namespace xingke::store
