// Opening the device's database over the host's files, and erasing it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/base/sqlite_files.h"
#include "app/client/workspace.h"
#include "app/model/layer.h"
#include "app/platform/data_platform.h"

namespace xingke::client {

class LocalDatabase {
public:
    LocalDatabase(platform::DataPlatform platform, const model::Catalogue& core);

    // Faults as Store::open. A log that lost what it held, and after an end without close() a damaged database, are
    // refused with Text::storage_damaged and left as they are. Goes on with a recovery that did not come to its end.
    Result<void> open();
    Workspace* workspace() { return workspace_.get(); }
    // The core with the company's layer on it; stays where it is, also when its content changes.
    const model::Catalogue& catalogue() const { return catalogue_; }
    const std::vector<model::Declaration>& declarations() const { return declarations_; }
    // Whether other declarations are in force in the records than in the catalogue. use_declarations() puts that right:
    // catalogue, store and workspace are then new, and whatever pointed into them must be found anew.
    Result<bool> has_new_declarations();
    Result<void> use_declarations();
    void close();

    enum class Identity : std::uint8_t {
        renew,  // another device from now on
        keep,   // the same device, which goes on counting where it was: only while nothing waits to be sent
    };
    // Closes, erases the files, and opens anew and empty.
    Result<void> erase(Identity identity);

    // Of a damaged database: its files as they are, those that are not empty.
    Result<std::vector<std::pair<std::string, Bytes>>> files();

    struct Recovered {
        std::uint64_t count = 0;  // transactions that only this device had
        bool is_complete = true;  // otherwise some may have been in what could not be read
    };
    // Saves what only this device has, erases the files, and opens anew with it (rescue.h). At no moment is what was
    // saved in no file.
    Result<Recovered> recover();

    // After work: moves the write-ahead log into the database when it has grown.
    Result<void> tidy();

private:
    Result<void> open_files();
    Result<void> check_log();
    Result<void> empty_files();
    Result<bool> has_rescue();
    Result<Recovered> finish_recovery();
    OpenOptions options();
    Result<bool> was_closed();
    Result<void> check(Database& database);
    Result<void> ensure_device(store::Store& store);
    // Everything that stands on an open database.
    Result<void> build(Database database);

    platform::DataPlatform platform_;
    const model::Catalogue& core_;
    model::Catalogue catalogue_;
    std::vector<model::Declaration> declarations_;  // that the catalogue was made with
    std::unique_ptr<SqliteFiles> files_;            // null: the host has none, and everything is in memory
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Workspace> workspace_;
};

}  // namespace xingke::client
