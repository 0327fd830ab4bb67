// How SQLite's idea of a file system maps onto Files.
//
//   name given by SQLite   file               written            read back
//   <name>                 database pages     at checkpoints     by everyone
//   <name>-wal             log of commits     by every commit    at open, to recover what was committed
//   <name>-journal         rollback journal   only while the journal mode changes; empty otherwise
//   <name>-mark            how far the log goes     after every commit  at open, by LocalDatabase (commit_mark.h)
//   (null)                 temporary file     never: temp_store is memory, and xOpen refuses
//
// Invariants:
//  1. A commit that SQLite reported is on the disk: xSync is File::sync, never skipped, never postponed.
//  2. A file that SQLite deleted stays deleted: it has size 0, durably, also when SQLite did not ask for that. With
//     synchronous=FULL it does not ask, and a rollback journal that returns after a crash (the one of the switch to
//     WAL) rolls the database back to nothing and takes every commit in the log with it. The crash test found this.
//  3. xAccess says "exists" exactly when the size is above 0; so an untouched prepared file is no hot journal.
//  4. A short read zero-fills the rest and says SQLITE_IOERR_SHORT_READ; SQLite relies on both.
//  5. A full disk is SQLITE_FULL and nothing else is, so that the person is told to free space and not that data broke.
//  6. No promise about torn or reordered writes is made: sector size 4096, device characteristics 0. SQLite then pads
//     each commit in the log to whole sectors, so that a torn later write cannot damage an earlier commit.
//  7. No shared memory (io_methods version 1): WAL works only with locking_mode=EXCLUSIVE, one connection per database,
//     and therefore locks are no-ops. The host keeps a second owner out.
//
// A page cipher would sit between here and Files: pages are read and written whole, log frames with their headers.
#include "app/base/sqlite_files.h"

#include <sqlite3.h>

#include <cstring>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/base/commit_mark.h"
#include "app/base/log.h"
#include "app/base/page_seal.h"

namespace xingke {

struct SqliteHost {
    Files& files;
    Clock& clock;
    Random& random;
    sqlite3_vfs vfs{};
};

namespace {

constexpr int sector_size = 4096;
constexpr int path_bytes_max = 512;
// sqlite3_vfs counts from noon in Greenwich on 24 November 4714 BC, in milliseconds.
constexpr sqlite3_int64 julian_epoch_ms = 210'866'760'000'000;

struct OpenFile {
    sqlite3_file base;  // first, because SQLite sees only it
    File* file;
    bool is_database;
    std::size_t sealed_page_size;  // of a database, 0: its pages have no seals
    File* mark;                    // of a log, null: it has none
    std::int64_t written_end;      // of a log: where the last write ended
};

OpenFile& opened_file(sqlite3_file* opened) {
    return *reinterpret_cast<OpenFile*>(opened);
}

File& file_of(sqlite3_file* opened) {
    return *reinterpret_cast<OpenFile*>(opened)->file;
}

int code_of(const Error& error, int otherwise) {
    if (error.fault == Fault::storage_full) {
        return SQLITE_FULL;  // invariant 5
    }
    log(LogLevel::warning, "file_failed", {{"sqlite", otherwise}, {"detail", error.detail}});
    return otherwise;
}

// --- one file, in the order of sqlite3_io_methods --------------------------------------------------------------------

int close_file(sqlite3_file*) {
    return SQLITE_OK;  // Files keeps it open: the browser could not open it again synchronously
}

// The first bytes of a database say whether its pages are sealed.
void note_header(OpenFile& file, std::span<const std::uint8_t> bytes, sqlite3_int64 offset) {
    constexpr std::size_t header_bytes = 100;
    if (file.is_database && offset == 0 && bytes.size() >= header_bytes) {
        file.sealed_page_size = sealed_page_size(bytes);
    }
}

int read_file(sqlite3_file* opened, void* buffer, int size, sqlite3_int64 offset) {
    const std::span wanted(static_cast<std::uint8_t*>(buffer), static_cast<std::size_t>(size));
    const auto read = file_of(opened).read(offset, wanted);
    if (!read) {
        return code_of(read.error(), SQLITE_IOERR_READ);
    }
    if (*read < wanted.size()) {
        std::memset(wanted.data() + *read, 0, wanted.size() - *read);  // invariant 4
        const OpenFile& file = opened_file(opened);
        const bool is_page = file.is_database && wanted.size() == file.sealed_page_size;
        return is_page ? SQLITE_IOERR_DATA : SQLITE_IOERR_SHORT_READ;  // SQLite asks for no page that was never written
    }
    OpenFile& file = opened_file(opened);
    note_header(file, wanted, offset);
    if (file.is_database && wanted.size() == file.sealed_page_size && !has_seal(wanted)) {
        log(LogLevel::error, "page_damaged", {{"offset", offset}});
        return SQLITE_IOERR_DATA;
    }
    return SQLITE_OK;
}

int write_file(sqlite3_file* opened, const void* buffer, int size, sqlite3_int64 offset) {
    const std::span bytes(static_cast<const std::uint8_t*>(buffer), static_cast<std::size_t>(size));
    OpenFile& file = opened_file(opened);
    note_header(file, bytes, offset);
    if (file.is_database && bytes.size() == file.sealed_page_size) {
        Bytes page(bytes.begin(), bytes.end());
        seal_page(page);
        const auto sealed = file.file->write(offset, page);
        return sealed ? SQLITE_OK : code_of(sealed.error(), SQLITE_IOERR_WRITE);
    }
    file.written_end = offset + size;
    const auto written = file.file->write(offset, bytes);
    return written ? SQLITE_OK : code_of(written.error(), SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* opened, sqlite3_int64 size) {
    OpenFile& file = opened_file(opened);
    if (file.mark != nullptr) {
        if (const auto cleared = clear_mark(*file.mark); !cleared) {
            return code_of(cleared.error(), SQLITE_IOERR_TRUNCATE);
        }
        file.written_end = 0;
    }
    const auto truncated = file_of(opened).truncate(size);
    return truncated ? SQLITE_OK : code_of(truncated.error(), SQLITE_IOERR_TRUNCATE);
}

// What is in the log now is there to stay. Without the mark it is, too: a host that cannot write it says nothing wrong.
void mark_commit(OpenFile& file) {
    constexpr std::int64_t salts_at = 16, header_bytes = 32;
    CommitMark mark{.log_bytes = file.written_end};
    if (file.mark == nullptr || file.written_end <= header_bytes) {
        return;
    }
    const auto read = file.file->read(salts_at, mark.salts);
    if (!read || !write_mark(*file.mark, mark)) {
        log(LogLevel::warning, "mark_failed");
    }
}

int sync_file(sqlite3_file* opened, int) {
    const auto synced = file_of(opened).sync();  // invariant 1
    if (synced) {
        mark_commit(opened_file(opened));
    }
    return synced ? SQLITE_OK : code_of(synced.error(), SQLITE_IOERR_FSYNC);
}

int size_of_file(sqlite3_file* opened, sqlite3_int64* size) {
    const auto found = file_of(opened).size();
    if (!found) {
        return code_of(found.error(), SQLITE_IOERR_FSTAT);
    }
    *size = *found;
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;  // invariant 7
}

int check_reserved_lock(sqlite3_file*, int* is_reserved) {
    *is_reserved = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size_of_file(sqlite3_file*) {
    return sector_size;
}

int characteristics_of_file(sqlite3_file*) {
    return 0;  // invariant 6
}

constexpr sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size_of_file,
    .xDeviceCharacteristics = characteristics_of_file,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// --- the file system, in the order of sqlite3_vfs
// ----------------------------------------------------------------------

SqliteHost& host_of(sqlite3_vfs* vfs) {
    return *static_cast<SqliteHost*>(vfs->pAppData);
}

// Of a log; null for every other file.
File* mark_of(SqliteHost& host, std::string_view name) {
    constexpr std::string_view log_end = "-wal";
    if (!name.ends_with(log_end)) {
        return nullptr;
    }
    return host.files.open(database_file_names(std::string(name.substr(0, name.size() - log_end.size()))).mark);
}

int open_in(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* opened, int flags, int* flags_out) {
    auto* const open_file = reinterpret_cast<OpenFile*>(opened);
    open_file->base.pMethods = nullptr;  // so that SQLite does not close what was not opened
    if (name == nullptr) {
        return SQLITE_CANTOPEN;
    }
    open_file->file = host_of(vfs).files.open(name);
    if (open_file->file == nullptr) {
        return SQLITE_CANTOPEN;
    }
    open_file->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    open_file->sealed_page_size = 0;
    open_file->mark = mark_of(host_of(vfs), name);
    open_file->written_end = 0;
    open_file->base.pMethods = &file_methods;
    if (flags_out != nullptr) {
        *flags_out = flags;
    }
    return SQLITE_OK;
}

int delete_in(sqlite3_vfs* vfs, const char* name, int) {
    File* const file = host_of(vfs).files.open(name);
    if (file == nullptr) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    if (File* const mark = mark_of(host_of(vfs), name)) {
        if (const auto cleared = clear_mark(*mark); !cleared) {
            return code_of(cleared.error(), SQLITE_IOERR_DELETE);
        }
    }
    if (const auto truncated = file->truncate(0); !truncated) {
        return code_of(truncated.error(), SQLITE_IOERR_DELETE);
    }
    const auto synced = file->sync();  // invariant 2
    return synced ? SQLITE_OK : code_of(synced.error(), SQLITE_IOERR_DELETE);
}

int access_in(sqlite3_vfs* vfs, const char* name, int, int* answer) {
    *answer = 0;
    if (File* const file = host_of(vfs).files.open(name)) {
        const auto size = file->size();
        if (!size) {
            return code_of(size.error(), SQLITE_IOERR_ACCESS);
        }
        *answer = *size > 0 ? 1 : 0;  // invariant 3
    }
    return SQLITE_OK;
}

int full_name_in(sqlite3_vfs*, const char* name, int size, char* out) {
    const std::size_t length = std::strlen(name);
    if (length >= static_cast<std::size_t>(size)) {
        return SQLITE_CANTOPEN;
    }
    std::memcpy(out, name, length + 1);
    return SQLITE_OK;
}

int randomness_in(sqlite3_vfs* vfs, int size, char* out) {
    host_of(vfs).random.fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    return size;
}

int sleep_in(sqlite3_vfs*, int) {
    return 0;  // nobody to wait for: invariant 7
}

int current_time_ms_in(sqlite3_vfs* vfs, sqlite3_int64* out) {
    *out = julian_epoch_ms + host_of(vfs).clock.now().ms;
    return SQLITE_OK;
}

int current_time_in(sqlite3_vfs* vfs, double* out) {
    sqlite3_int64 ms = 0;
    current_time_ms_in(vfs, &ms);
    *out = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int last_error_in(sqlite3_vfs*, int, char*) {
    return 0;
}

sqlite3_vfs make_vfs(const char* name, void* app_data) {
    sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = path_bytes_max;
    vfs.zName = name;
    vfs.pAppData = app_data;
    vfs.xOpen = open_in;
    vfs.xDelete = delete_in;
    vfs.xAccess = access_in;
    vfs.xFullPathname = full_name_in;
    vfs.xRandomness = randomness_in;
    vfs.xSleep = sleep_in;
    vfs.xCurrentTime = current_time_in;
    vfs.xGetLastError = last_error_in;
    vfs.xCurrentTimeInt64 = current_time_ms_in;
    return vfs;
}

// Where SQLite brings no operating system (the wasm build), it cannot even start without a file system. This one has no
// files; a SqliteFiles takes its place as the default.
constexpr std::string_view nowhere_name = "nowhere";

}  // namespace

#if defined(SQLITE_OS_OTHER) && SQLITE_OS_OTHER

extern "C" int sqlite3_os_init(void) {
    static sqlite3_vfs nowhere = make_vfs(nowhere_name.data(), nullptr);
    nowhere.xOpen = [](sqlite3_vfs*, sqlite3_filename, sqlite3_file* opened, int, int*) {
        opened->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    };
    nowhere.xDelete = [](sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE_NOENT; };
    nowhere.xAccess = [](sqlite3_vfs*, const char*, int, int* answer) {
        *answer = 0;
        return SQLITE_OK;
    };
    nowhere.xRandomness = [](sqlite3_vfs*, int, char*) { return 0; };
    nowhere.xCurrentTime = [](sqlite3_vfs*, double*) { return SQLITE_ERROR; };
    nowhere.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64*) { return SQLITE_ERROR; };
    return sqlite3_vfs_register(&nowhere, 1);
}

extern "C" int sqlite3_os_end(void) {
    return SQLITE_OK;
}

#endif

DatabaseFileNames database_file_names(const std::string& name) {
    return {name, name + "-wal", name + "-journal", name + "-mark"};
}

SqliteFiles::SqliteFiles(std::string vfs_name, Files& files, Clock& clock, Random& random)
    : vfs_name_(std::move(vfs_name)), host_(new SqliteHost{files, clock, random}) {
    host_->vfs = make_vfs(vfs_name_.c_str(), host_);
    CHECK(sqlite3_initialize() == SQLITE_OK, "SQLite starts");
    CHECK(sqlite3_vfs_find(vfs_name_.c_str()) == nullptr, "each file system of SQLite has its own name");
    // The default one also gives SQLite its randomness, so the first real one takes the place of "nowhere".
    const sqlite3_vfs* const standing_default = sqlite3_vfs_find(nullptr);
    const bool is_first = standing_default == nullptr || std::string_view(standing_default->zName) == nowhere_name;
    CHECK(sqlite3_vfs_register(&host_->vfs, is_first ? 1 : 0) == SQLITE_OK, "SQLite accepts a file system");
}

SqliteFiles::~SqliteFiles() {
    sqlite3_vfs_unregister(&host_->vfs);
    delete host_;
}

}  // namespace xingke
