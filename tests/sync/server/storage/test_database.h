// A new, empty database for one test, of either kind: `open()` as often as there are servers. Tests that do not care
// are run on both kinds: XINGKE_TEST_STORAGE=postgres says so (tests/sync/CMakeLists.txt).
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "sync/server/storage/postgres.h"
#include "sync/server/storage/sqlite.h"
#include "tests/sync/server/must.h"
#include "tests/sync/server/ports.h"
#include "tests/sync/server/storage/postgres_server.h"

namespace xingke::server {

enum class StorageKind { sqlite, postgres };

inline StorageKind kind_of_this_run() {
    const char* kind = std::getenv("XINGKE_TEST_STORAGE");
    return kind != nullptr && std::string_view(kind) == "postgres" ? StorageKind::postgres : StorageKind::sqlite;
}

class TestDatabase {
public:
    explicit TestDatabase(StorageKind kind = kind_of_this_run())
        : kind_(kind),
          place_(kind == StorageKind::postgres ? PostgresServer::of_this_program().create_database()
                                               : folder_.file("xingke.db")) {}

    std::unique_ptr<Storage> open(Clock& clock, const PostgresSettings& settings = {}) const {
        if (kind_ == StorageKind::postgres) {
            return must(PostgresStorage::open(place_, clock, settings));
        }
        return must(SqliteStorage::open(place_));
    }
    StorageKind kind() const { return kind_; }
    // The file, or the address.
    const std::string& place() const { return place_; }
    // What the program is told to use this database.
    std::vector<std::string> words() const {
        return kind_ == StorageKind::postgres ? std::vector<std::string>{"--database", place_}
                                              : std::vector<std::string>{"--data", folder_.path().string()};
    }
    std::string name() const {
        const std::size_t begin = place_.find("test_");
        return place_.substr(begin, place_.find('?') - begin);
    }
    std::string file(const std::string& name) const { return folder_.file(name); }

private:
    StorageKind kind_;
    TemporaryFolder folder_;
    std::string place_;
};

}  // namespace xingke::server
