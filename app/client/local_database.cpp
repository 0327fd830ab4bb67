#include "app/client/local_database.h"

#include <span>
#include <utility>

#include "app/base/log.h"
#include "app/client/limits.h"
#include "app/client/sync_apply.h"
#include "app/store/declarations.h"

namespace xingke::client {
namespace {

constexpr const char* database_name = "crm.db";
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
    OpenOptions options;
    std::string name = ":memory:";
    if (platform_.files.open(database_name) != nullptr) {
        if (!files_) {
            // Several devices may live in one process, and a VFS has a process-wide name.
            std::array<std::uint8_t, 8> number;
            platform_.random.fill(number);
            files_ = std::make_unique<SqliteFiles>("xingke-" + hex_of(number), platform_.files, platform_.clock,
                                                   platform_.random);
        }
        name = database_name;
        options.vfs = files_->vfs_name();
        options.exclusive = true;
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
    const DatabaseFileNames names = database_file_names(database_name);
    // The log first: it would bring back what it holds.
    for (const std::string& name : {names.wal, names.journal, names.database}) {
        if (File* file = platform_.files.open(name)) {
            TRY(file->truncate(0));
            TRY(file->sync());
        }
    }
    TRY(open());
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
