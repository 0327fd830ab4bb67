// Backup, restore and check, alike for both storages. A backup is one SQLite file with the tables of sql_schema.h,
// whatever database it came from, so that it restores into either and can be looked into with any SQLite.
//
// A backup is one consistent view, taken while servers work on. It becomes visible under its name when it is whole and
// on disk. A restore goes into an empty database, whole or not at all, and gives every company a new epoch, by which
// devices notice that the past may have changed. Sessions come along: nobody has to sign in again.
#pragma once

#include <string>
#include <vector>

#include "app/base/random.h"
#include "app/base/sqlite.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// conflict: there is such a file already.
Result<void> back_up(Storage& storage, const std::string& file);
// conflict: the database is not empty. invalid_input: the file is no backup, or check() finds faults in it.
Result<void> restore(Storage& storage, const std::string& file, Clock& clock, Random& random);
// What does not fit together, a line each; none when all is well. `folder` has room for a copy.
Result<std::vector<std::string>> check(Storage& storage, const std::string& folder);
Result<std::vector<std::string>> check_file(const std::string& file);

// --- for the storages ---

// The tables of our schema and their columns, the same in every database.
struct Column {
    std::string name;
    std::string type;  // INTEGER, TEXT or BLOB
};
struct Table {
    std::string name;
    std::vector<Column> columns;
    std::string column_list() const;
    std::string insert_statement() const;
};
Result<std::vector<Table>> tables_of(Database& database);

// Binds the row's values in order; both sides are SQLite's or PostgreSQL's statements.
template <class Row, class Target>
void bind_row(const Table& table, const Row& row, Target& target) {
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
        const std::string& type = table.columns[static_cast<std::size_t>(i)].type;
        if (row.is_null(i)) {
            target.bind_null(i + 1);
        } else if (type == "INTEGER") {
            target.bind(i + 1, row.integer(i));
        } else if (type == "TEXT") {
            target.bind(i + 1, row.text(i));
        } else {
            target.bind_blob(i + 1, row.blob(i));
        }
    }
}

}  // namespace xingke::server
