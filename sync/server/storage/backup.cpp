#include "sync/server/storage/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "sync/server/storage/sqlite.h"

namespace xingke::server {
namespace {

// Gone at the end, with what SQLite keeps beside it.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string path) : path_(std::move(path)) { remove(); }
    ~TemporaryFile() { remove(); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    void remove() const {
        std::error_code ignored;  // Mostly it is not there any more.
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
            std::filesystem::remove(path_ + ending, ignored);
        }
    }
    std::string path_;
};

Error failed_on(const std::string& file, const std::error_code& reason) {
    return {Fault::storage, {Text::storage_failed, {}}, file + ": " + reason.message()};
}

Result<void> sync_to_disk(const std::string& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = descriptor >= 0 && fsync(descriptor) == 0;
    const std::error_code reason(errno, std::generic_category());
    if (descriptor >= 0) {
        close(descriptor);
    }
    return is_synced ? Result<void>() : Result<void>(failed_on(path, reason));
}

Error unreadable(const std::string& file, std::string detail) {
    return {Fault::invalid_input, {Text::backup_unreadable, {argument("file", file)}}, std::move(detail)};
}

}  // namespace

std::string Table::column_list() const {
    std::string list;
    for (const Column& column : columns) {
        list += (list.empty() ? "" : ", ") + column.name;
    }
    return list;
}

std::string Table::insert_statement() const {
    std::string values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        values += i == 0 ? "?" : ", ?";
    }
    return "INSERT INTO " + name + "(" + column_list() + ") VALUES(" + values + ")";
}

Result<std::vector<Table>> tables_of(Database& database) {
    std::vector<Table> tables;
    auto names = database.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT GLOB 'sqlite_*'");
    while (TRY(names.step())) {
        tables.push_back({std::string(names.text(0)), {}});
    }
    for (Table& table : tables) {
        auto columns = database.prepare("SELECT name, type FROM pragma_table_info(?) ORDER BY cid");
        columns.bind(1, table.name);
        while (TRY(columns.step())) {
            table.columns.push_back({std::string(columns.text(0)), std::string(columns.text(1))});
        }
    }
    return tables;
}

Result<void> back_up(Storage& storage, const std::string& file) {
    std::error_code failed;
    if (std::filesystem::exists(file, failed)) {
        return Error{Fault::conflict, {Text::backup_exists, {argument("file", file)}}, ""};
    }
    const TemporaryFile unfinished(file + ".unfinished");
    TRY(storage.copy_into(unfinished.path()));
    TRY(sync_to_disk(unfinished.path()));
    std::filesystem::rename(unfinished.path(), file, failed);
    if (failed) {
        return failed_on(file, failed);
    }
    const auto folder = std::filesystem::path(file).parent_path();
    return sync_to_disk(folder.empty() ? "." : folder.string());
}

Result<void> restore(Storage& storage, const std::string& file, Clock& clock, Random& random) {
    const auto present = TRY(storage.companies());
    if (!present.empty()) {
        return Error{Fault::conflict, {Text::restore_not_empty, {argument("company", present.front().name)}}, ""};
    }
    // A copy, since an older backup is first brought to the present tables.
    const TemporaryFile copy(file + ".restoring");
    std::error_code failed;
    std::filesystem::copy_file(file, copy.path(), failed);
    if (failed) {
        return unreadable(file, failed.message());
    }
    if (const auto opened = SqliteStorage::open(copy.path()); !opened) {
        return opened.error().message.key == Text::database_newer ? opened.error()
                                                                  : unreadable(file, opened.error().detail);
    }
    const auto faults = TRY(check_file(copy.path()));
    if (!faults.empty()) {
        return unreadable(file, faults.front());
    }
    Database database = TRY(Database::open(copy.path()));
    std::vector<std::int64_t> companies;
    {
        auto row = database.prepare("SELECT t FROM tenant");
        while (TRY(row.step())) {
            companies.push_back(row.integer(0));
        }
    }
    if (companies.empty()) {
        return unreadable(file, "no company");
    }
    for (const std::int64_t company : companies) {
        auto statement = database.prepare("UPDATE tenant SET epoch=? WHERE t=?");
        TRY(statement.bind_blob(1, make_uuid7(clock.now(), random)).bind(2, company).run());
    }
    return storage.fill_from(database);
}

Result<std::vector<std::string>> check(Storage& storage, const std::string& folder) {
    const TemporaryFile copy((std::filesystem::path(folder) / ("check-" + std::to_string(getpid()) + ".db")).string());
    TRY(storage.copy_into(copy.path()));
    return check_file(copy.path());
}

}  // namespace xingke::server
