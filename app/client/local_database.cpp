#include "app/client/local_database.h"

#include <span>
#include <utility>

#include "app/base/commit_mark.h"
#include "app/base/log.h"
#include "app/client/limits.h"
#include "app/client/rescue.h"
#include "app/client/sync_apply.h"
#include "app/store/declarations.h"

namespace xingke::client {
namespace {

constexpr const char* database_name = "crm.db";
constexpr const char* rescue_name = "crm.db-rescue";
// Kept when a device goes on under its id with an empty database.
constexpr std::string_view identity_keys[] = {meta_key::device, "outbox_last_counter", "outbox_offset"};
constexpr std::string_view whole_checks[] = {"PRAGMA quick_check(1)"};
constexpr std::string_view own_checks[] = {"PRAGMA quick_check(outbox)", "PRAGMA quick_check(pending)",
                                           "PRAGMA quick_check(created)", "PRAGMA quick_check(meta)"};
constexpr std::span<const std::string_view> whole_check = whole_checks, own_check = own_checks;

}  // namespace

LocalDatabase::LocalDatabase(platform::DataPlatform platform, const model::Catalogue& core)
    : platform_(platform), core_(core), catalogue_(model::with_layers(core, {}, {}).catalogue) {}

Result<void> LocalDatabase::open() {
    if (TRY(has_rescue())) {
        TRY(finish_recovery());
        return {};
    }
    return open_files();
}

OpenOptions LocalDatabase::options() {
    OpenOptions options;
    if (!files_) {
        // Several devices may live in one process, and a VFS has a process-wide name.
        std::array<std::uint8_t, 8> number;
        platform_.random.fill(number);
        files_ = std::make_unique<SqliteFiles>("xingke-" + hex_of(number), platform_.files, platform_.clock,
                                               platform_.random);
    }
    options.vfs = files_->vfs_name();
    options.exclusive = true;
    options.seals_pages = true;
    return options;
}

Result<void> LocalDatabase::open_files() {
    OpenOptions options;
    std::string name = ":memory:";
    if (platform_.files.open(database_name) != nullptr) {
        name = database_name;
        options = this->options();
        TRY(check_log());
    }
    const bool is_clean = TRY(was_closed());
    Database database = TRY(Database::open(name, options));
    TRY(build(std::move(database)));
    if (!is_clean) {
        if (const Result<void> checked = check(store_->database()); !checked) {
            workspace_.reset();
            store_.reset();
            return checked.error();
        }
    }
    return {};
}

Result<void> LocalDatabase::build(Database database) {
    declarations_ = TRY(store::read_declarations(database));
    model::Layered layered = model::with_layers(core_, declarations_, {});
    for (const auto& [record, problem] : layered.left_out) {
        log(LogLevel::warning, "declaration_left_out",
            {{"record", print(record)}, {"why", words(problem, Language::english)}});
    }
    catalogue_ = std::move(layered.catalogue);
    store_ = TRY(store::Store::open(std::move(database), catalogue_));
    TRY(prepare_sync_tables(*store_));
    auto log = TRY(store::ChangeLog::open(*store_));
    auto history = TRY(store::History::open(*store_));
    TRY(ensure_device(*store_));
    const auto device = TRY(store_->meta(meta_key::device));
    workspace_ = std::make_unique<Workspace>(Workspace{core_,
                                                       catalogue_,
                                                       platform_.clock,
                                                       platform_.random,
                                                       *store_,
                                                       std::move(log),
                                                       std::move(history),
                                                       parse_id<DeviceTag>(device.value_or("")).value_or(DeviceId{}),
                                                       {}});
    return {};
}

Result<bool> LocalDatabase::has_new_declarations() {
    return TRY(store::read_declarations(store_->database())) != declarations_;
}

Result<void> LocalDatabase::use_declarations() {
    const Account account = workspace_->account;
    workspace_.reset();
    TRY(build(store::Store::close(std::exchange(store_, nullptr))));
    workspace_->account = account;
    return {};
}

Result<void> LocalDatabase::check_log() {
    const DatabaseFileNames names = database_file_names(database_name);
    File* const log = platform_.files.open(names.wal);
    File* const mark = platform_.files.open(names.mark);
    const bool is_whole = log == nullptr || mark == nullptr || TRY(is_log_whole(*log, *mark));
    return is_whole ? Result<void>() : Error{Fault::storage, {Text::storage_damaged, {}}, "the log is not whole"};
}

// close() leaves an empty log.
Result<bool> LocalDatabase::was_closed() {
    File* const wal = files_ ? platform_.files.open(database_file_names(database_name).wal) : nullptr;
    return wal == nullptr || TRY(wal->size()) == 0;
}

// A small database whole. Of a large one, which would hold up the start, what only this device has: everything else
// can be had from the server again.
Result<void> LocalDatabase::check(Database& database) {
    const std::int64_t pages = TRY(database.integer("PRAGMA page_count")).value_or(0);
    for (const std::string_view sql : pages <= checked_page_count_max ? whole_check : own_check) {
        Statement row = database.prepare(sql);
        if (TRY(row.step()) && row.text(0) != "ok") {
            return Error{Fault::storage, {Text::storage_damaged, {}}, std::string(row.text(0))};
        }
    }
    return {};
}

Result<void> LocalDatabase::ensure_device(store::Store& store) {
    const auto device = TRY(store.meta(meta_key::device));
    if (device && parse_id<DeviceTag>(*device)) {
        return {};
    }
    return store.set_meta(meta_key::device, print(make_id<DeviceTag>(platform_.clock.now(), platform_.random)));
}

void LocalDatabase::close() {
    workspace_.reset();
    if (store_) {
        // What stays in the log is read from there at the next start.
        if (!store_->database().checkpoint()) {
            log(LogLevel::warning, "checkpoint_failed");
        }
        store_.reset();
    }
}

Result<void> LocalDatabase::empty_files() {
    const DatabaseFileNames names = database_file_names(database_name);
    // The mark first, which says how much the log must hold, then the log: it would bring back what it holds.
    for (const std::string& name : {names.mark, names.wal, names.journal, names.database}) {
        if (File* file = platform_.files.open(name)) {
            TRY(file->truncate(0));
            TRY(file->sync());
        }
    }
    return {};
}

Result<std::vector<std::pair<std::string, Bytes>>> LocalDatabase::files() {
    std::vector<std::pair<std::string, Bytes>> found;
    const DatabaseFileNames names = database_file_names(database_name);
    for (const std::string& name : {names.database, names.wal}) {
        File* const file = platform_.files.open(name);
        const std::int64_t size = file != nullptr ? TRY(file->size()) : 0;
        if (size > 0) {
            Bytes bytes(static_cast<std::size_t>(size));
            TRY(file->read(0, bytes));
            found.emplace_back(name, std::move(bytes));
        }
    }
    return found;
}

// ---- recovery ------------------------------------------------------------------------------------------------------

Result<LocalDatabase::Recovered> LocalDatabase::recover() {
    File* const kept = platform_.files.open(rescue_name);
    if (kept == nullptr || platform_.files.open(database_name) == nullptr) {
        return Error{Fault::storage, {Text::storage_failed, {}}, "no file for what is saved"};
    }
    workspace_.reset();
    store_.reset();
    Rescue rescue{.is_complete = false};
    const bool is_log_whole = check_log().has_value();
    if (Result<Database> damaged = Database::open(database_name, options())) {
        rescue = read_rescue(*damaged);
        rescue.is_complete = rescue.is_complete && is_log_whole;
    }
    const Bytes bytes = encode(rescue);
    TRY(kept->truncate(0));
    TRY(kept->write(0, bytes));
    TRY(kept->sync());
    return finish_recovery();
}

// One whose writing the power cut short is none: then nothing has been erased yet.
Result<bool> LocalDatabase::has_rescue() {
    File* const kept = platform_.files.open(rescue_name);
    if (kept == nullptr) {
        return false;
    }
    Bytes bytes(static_cast<std::size_t>(TRY(kept->size())));
    TRY(kept->read(0, bytes));
    return decode_rescue(bytes).has_value();
}

Result<LocalDatabase::Recovered> LocalDatabase::finish_recovery() {
    File* const kept = platform_.files.open(rescue_name);
    Bytes bytes(static_cast<std::size_t>(TRY(kept->size())));
    TRY(kept->read(0, bytes));
    const Rescue rescue = TRY(decode_rescue(bytes));
    TRY(empty_files());
    TRY(open_files());
    const std::uint64_t count = TRY(put_rescue(*workspace_, rescue));
    TRY(kept->truncate(0));
    TRY(kept->sync());
    log(LogLevel::warning, "database_recovered", {{"transactions", count}, {"complete", rescue.is_complete ? 1 : 0}});
    return Recovered{count, rescue.is_complete && count == rescue.entries.size()};
}

Result<void> LocalDatabase::erase(Identity identity) {
    std::vector<std::pair<std::string_view, std::string>> kept;
    if (identity == Identity::keep) {
        for (const std::string_view key : identity_keys) {
            if (auto value = TRY(store_->meta(key))) {
                kept.emplace_back(key, *std::move(value));
            }
        }
    }
    close();
    TRY(empty_files());
    TRY(open_files());
    Transaction transaction = TRY(Transaction::begin(store_->database()));
    for (const auto& [key, value] : kept) {
        TRY(store_->set_meta(key, value));
        if (key == meta_key::device) {
            workspace_->device = parse_id<DeviceTag>(value).value_or(workspace_->device);
        }
    }
    return transaction.commit();
}

Result<void> LocalDatabase::tidy() {
    if (!store_ || !files_) {
        return {};
    }
    File* wal = platform_.files.open(database_file_names(database_name).wal);
    if (wal == nullptr) {
        return {};
    }
    const std::int64_t size = TRY(wal->size());
    return size > wal_bytes_kept ? store_->database().checkpoint() : Result<void>{};
}

}  // namespace xingke::client
