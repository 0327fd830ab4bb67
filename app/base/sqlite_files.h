// A SQLite VFS over the Files port: one implementation for the browser's file system, POSIX files and the simulated
// disk. One connection at a time (locking is a no-op: the host guarantees a single owner), WAL only in EXCLUSIVE mode
// (no shared memory). Real file names: `crm.db`, `crm.db-wal`, `crm.db-journal`, and `crm.db-mark`, which says how far
// the log goes (commit_mark.h); where the host did not prepare that one, nothing is said. Pages with 8 reserved bytes
// are sealed when written and checked when read (page_seal.h): a changed one is Text::storage_damaged. Deleting
// truncates to 0 and syncs; a file exists when its size is above 0.
#pragma once

#include <string>

#include "app/base/clock.h"
#include "app/base/files.h"
#include "app/base/random.h"

namespace xingke {

// The names that a host must be able to open for a database called `name`.
struct DatabaseFileNames {
    std::string database, wal, journal, mark;
};
DatabaseFileNames database_file_names(const std::string& name);

struct SqliteHost;

// Registered under `vfs_name` while it lives; pass that name as OpenOptions::vfs. Not the default VFS unless SQLite
// has none (the wasm build). Any number may live at once (N devices in one process). Outlives its databases.
class SqliteFiles {
public:
    SqliteFiles(std::string vfs_name, Files& files, Clock& clock, Random& random);
    ~SqliteFiles();
    SqliteFiles(const SqliteFiles&) = delete;
    SqliteFiles& operator=(const SqliteFiles&) = delete;

    const std::string& vfs_name() const { return vfs_name_; }

private:
    std::string vfs_name_;
    SqliteHost* host_;  // owned; raw because SQLite holds its address
};

}  // namespace xingke
