#include "app/base/sqlite.h"

#include <sqlite3.h>

#include <unordered_map>

#include "app/base/check.h"
#include "app/base/page_seal.h"
#include "app/base/text.h"

namespace xingke {
namespace {

constexpr int busy_timeout_ms = 5'000;
// Queries are made of a screen's filters and sorts, so their texts are many; the least recently used one gives way.
constexpr std::size_t cached_statement_count_max = 256;

Error storage_error(Fault fault, Text text, std::string detail) {
    return {fault, {text, {}}, std::move(detail)};
}

Error error_of(sqlite3* handle, int code, std::string_view sql) {
    std::string detail = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    detail += " (sqlite " + std::to_string(code) + ")";
    if (!sql.empty()) {
        detail += " in: ";
        detail += sql.substr(0, 300);
    }
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return storage_error(Fault::storage_full, Text::storage_full, std::move(detail));
        case SQLITE_CONSTRAINT:
            return storage_error(Fault::conflict, Text::storage_failed, std::move(detail));
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return storage_error(Fault::storage, Text::storage_damaged, std::move(detail));
        default:
            return storage_error(Fault::storage,
                                 code == SQLITE_IOERR_DATA ? Text::storage_damaged : Text::storage_failed,
                                 std::move(detail));
    }
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct CachedStatement {
    sqlite3_stmt* statement = nullptr;
    bool is_in_use = false;
    std::uint64_t last_use = 0;
};

struct DatabaseState {
    sqlite3* handle = nullptr;
    std::unordered_map<std::string, CachedStatement, TextHash, std::equal_to<>> cache;
    std::uint64_t use_count = 0;
    std::uint64_t statement_count = 0;
    int open_uncached = 0;

    ~DatabaseState() {
        for (auto& [sql, cached] : cache) {
            CHECK(!cached.is_in_use, "a statement does not outlive its database");
            sqlite3_finalize(cached.statement);
        }
        CHECK(open_uncached == 0, "a statement does not outlive its database");
        sqlite3_close(handle);
    }

    void make_room() {
        if (cache.size() < cached_statement_count_max) {
            return;
        }
        auto oldest = cache.end();
        for (auto it = cache.begin(); it != cache.end(); ++it) {
            if (!it->second.is_in_use && (oldest == cache.end() || it->second.last_use < oldest->second.last_use)) {
                oldest = it;
            }
        }
        if (oldest != cache.end()) {
            sqlite3_finalize(oldest->second.statement);
            cache.erase(oldest);
        }
    }
};

// --- Statement ----------------------------------------------------------------------------------------------------

Statement::Statement(DatabaseState& database, CachedStatement* cached, sqlite3_stmt* statement)
    : database_(&database), cached_(cached), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      cached_(std::exchange(other.cached_, nullptr)),
      statement_(std::exchange(other.statement_, nullptr)),
      is_running_(other.is_running_),
      error_(std::move(other.error_)) {}

Statement::~Statement() {
    if (statement_ == nullptr) {
        return;
    }
    if (cached_ == nullptr) {
        sqlite3_finalize(statement_);
        --database_->open_uncached;
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    cached_->is_in_use = false;
}

void Statement::note(int code) {
    if (code != SQLITE_OK && !error_) {
        error_ = error_of(database_->handle, code, sqlite3_sql(statement_));
    }
}

Statement& Statement::bind(int index, std::int64_t value) {
    if (statement_ != nullptr) {
        note(sqlite3_bind_int64(statement_, index, value));
    }
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    if (statement_ != nullptr) {
        // A null pointer would bind NULL, and a default string_view has one.
        const char* data = text.data() != nullptr ? text.data() : "";
        note(sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    return *this;
}

Statement& Statement::bind_blob(int index, std::span<const std::uint8_t> bytes) {
    if (statement_ != nullptr) {
        const void* data = bytes.data() != nullptr ? static_cast<const void*>(bytes.data()) : "";
        note(sqlite3_bind_blob64(statement_, index, data, bytes.size(), SQLITE_TRANSIENT));
    }
    return *this;
}

Statement& Statement::bind_null(int index) {
    if (statement_ != nullptr) {
        note(sqlite3_bind_null(statement_, index));
    }
    return *this;
}

Result<bool> Statement::step() {
    if (error_) {
        return *error_;
    }
    if (!is_running_) {
        is_running_ = true;
        ++database_->statement_count;
    }
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    is_running_ = false;
    if (code == SQLITE_DONE) {
        return false;
    }
    Error error = error_of(database_->handle, code, sqlite3_sql(statement_));
    sqlite3_reset(statement_);
    return error;
}

Result<void> Statement::run() {
    while (TRY(step())) {
    }
    // A finished statement that is not reset would keep its read transaction open while its owner lives.
    reset();
    return {};
}

void Statement::reset() {
    if (statement_ != nullptr) {
        sqlite3_reset(statement_);
    }
    is_running_ = false;
}

int Statement::column_count() const {
    return sqlite3_column_count(statement_);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return data == nullptr ? std::string_view()
                           : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::span<const std::uint8_t> Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return data == nullptr ? std::span<const std::uint8_t>()
                           : std::span(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

int Statement::type(int column) const {
    return sqlite3_column_type(statement_, column);
}

// --- Database -----------------------------------------------------------------------------------------------------

namespace {

// The SQL function xingke_fold(text). Deterministic, so that it can be indexed; innocuous, so that the schema may name
// it although trusted_schema is off.
void fold_in_sql(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    const auto* data = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const std::string folded = data == nullptr ? std::string() : fold({data, size});
    sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Result<void> add_functions(sqlite3* handle) {
    const int code =
        sqlite3_create_function_v2(handle, "xingke_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                   nullptr, fold_in_sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return error_of(handle, code, "xingke_fold");
    }
    return {};
}

Result<void> configure(Database& database, sqlite3* handle, const OpenOptions& options, bool is_in_memory) {
    if (options.seals_pages) {
        int reserved = static_cast<int>(seal_bytes);
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    }
    if (options.exclusive) {
        // Before anything reads the file: only then does WAL keep its index in the heap instead of shared memory.
        TRY(database.execute("PRAGMA locking_mode=EXCLUSIVE"));
    }
    TRY(database.execute("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"));
    TRY(database.keep_pages(options.cache_bytes));
    if (options.read_only || is_in_memory) {
        return {};
    }
    Statement mode = database.prepare("PRAGMA journal_mode=WAL");
    if (!TRY(mode.step()) || mode.text(0) != "wal") {
        return storage_error(Fault::storage, Text::storage_failed, "write-ahead log refused");
    }
    mode.reset();
    TRY(database.execute("PRAGMA synchronous=FULL"));
    if (options.exclusive) {
        // A checkpoint inside somebody's commit makes that one slow; the owner checkpoints when idle.
        TRY(database.execute("PRAGMA wal_autocheckpoint=0"));
    }
    return {};
}

}  // namespace

Result<Database> Database::open(const std::string& name, const OpenOptions& options) {
    auto state = std::make_unique<DatabaseState>();
    const int flags =
        (options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_EXRESCODE;
    const int code =
        sqlite3_open_v2(name.c_str(), &state->handle, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (code != SQLITE_OK) {
        return error_of(state->handle, code, "");
    }
    sqlite3_db_config(state->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Without it SQLite looks at what is bound to a LIMIT, and so prepares every kept statement of a list anew.
    sqlite3_db_config(state->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    if (options.vfs.empty()) {
        sqlite3_busy_timeout(state->handle, busy_timeout_ms);
    }
    Database database(std::move(state));
    TRY(add_functions(database.handle()));
    TRY(configure(database, database.handle(), options, name == ":memory:"));
    return database;
}

Database::Database(std::unique_ptr<DatabaseState> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Statement Database::prepare(std::string_view sql) {
    const auto found = state_->cache.find(sql);
    if (found != state_->cache.end() && !found->second.is_in_use) {
        found->second.is_in_use = true;
        found->second.last_use = ++state_->use_count;
        return Statement(*state_, &found->second, found->second.statement);
    }
    sqlite3_stmt* prepared = nullptr;
    const bool is_cacheable = found == state_->cache.end();
    const int code = sqlite3_prepare_v3(state_->handle, sql.data(), static_cast<int>(sql.size()),
                                        is_cacheable ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, nullptr);
    if (code != SQLITE_OK || prepared == nullptr) {
        Statement broken(*state_, nullptr, nullptr);
        broken.error_ = error_of(state_->handle, code, sql);
        return broken;
    }
    if (!is_cacheable) {
        ++state_->open_uncached;
        return Statement(*state_, nullptr, prepared);
    }
    state_->make_room();
    CachedStatement& cached = state_->cache[std::string(sql)];
    cached = {prepared, true, ++state_->use_count};
    return Statement(*state_, &cached, prepared);
}

Result<void> Database::execute(std::string_view sql) {
    ++state_->statement_count;
    const std::string text(sql);
    const int code = sqlite3_exec(state_->handle, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return error_of(state_->handle, code, sql);
    }
    return {};
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
    Statement statement = prepare(sql);
    if (!TRY(statement.step())) {
        return std::optional<std::int64_t>();
    }
    return std::optional(statement.integer(0));
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(state_->handle) == 0;
}

std::int64_t Database::changed_row_count() const {
    return sqlite3_changes64(state_->handle);
}

std::int64_t Database::last_row_id() const {
    return sqlite3_last_insert_rowid(state_->handle);
}

std::uint64_t Database::statement_count() const {
    return state_->statement_count;
}

Result<void> Database::keep_pages(std::int64_t cache_bytes) {
    return execute("PRAGMA cache_size=-" + std::to_string(cache_bytes / 1024));
}

Result<void> Database::checkpoint() {
    const int code = sqlite3_wal_checkpoint_v2(state_->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return error_of(state_->handle, code, "checkpoint");
    }
    return {};
}

sqlite3* Database::handle() const {
    return state_->handle;
}

// --- Transaction, Savepoint ------------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(Database& database) {
    TRY(database.prepare("BEGIN IMMEDIATE").run());
    return Transaction(database);
}

Transaction::~Transaction() {
    // SQLite rolls back by itself after some failures (a full disk among them); then there is nothing left to do.
    if (database_ != nullptr && database_->in_transaction()) {
        static_cast<void>(database_->execute("ROLLBACK"));  // what it could not undo, the journal undoes at next open
    }
}

Result<void> Transaction::commit() {
    CHECK(database_ != nullptr, "a transaction commits once");
    TRY(database_->prepare("COMMIT").run());
    database_ = nullptr;
    return {};
}

Result<Savepoint> Savepoint::begin(Database& database) {
    TRY(database.prepare("SAVEPOINT inner_step").run());
    return Savepoint(database);
}

Savepoint::~Savepoint() {
    if (database_ != nullptr && database_->in_transaction()) {
        // When this fails, the surrounding transaction cannot commit either.
        static_cast<void>(database_->execute("ROLLBACK TO inner_step; RELEASE inner_step"));
    }
}

Result<void> Savepoint::release() {
    CHECK(database_ != nullptr, "a savepoint is released once");
    TRY(database_->prepare("RELEASE inner_step").run());
    database_ = nullptr;
    return {};
}

std::string quoted_name(std::string_view name) {
    std::string out = "\"";
    for (const char byte : name) {
        out.append(byte == '"' ? 2 : 1, byte);
    }
    return out + "\"";
}

}  // namespace xingke
