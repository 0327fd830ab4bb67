// Port: where the server keeps everything. Keyed by company (tenant) throughout, and made of what every SQL database
// does alike (a row locked through commit, insert-or-update), so that one interface serves SQLite and
// PostgreSQL: no sequences, no triggers, no notifications. An implementation belongs to one thread at a time.
//
// A WriteTransaction holds its company's head row from begin to commit: there is one at a time for each company, and
// therefore commit order is seq order. Nothing it wrote is visible to anyone before commit(); without it all is undone.
// Faults everywhere: storage_full, storage.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/model/change.h"
#include "app/model/record_type.h"
#include "sync/protocol/messages.h"

namespace xingke {
class Database;  // app/base/sqlite.h
}

namespace xingke::server {

using model::Seq;
using Digest = std::array<std::uint8_t, 32>;  // SHA-256

struct Company {
    TenantId id;
    std::string name;
    std::array<std::uint8_t, 16> epoch{};        // changes when the database was restored from a backup
    Seq head = 0;                                // the seq of the newest transaction
    std::array<std::uint8_t, 16> sight_rules{};  // by which its postings were made (sight.h); zero: none yet
};

struct Account {
    std::string login;  // folded; unique in the whole database
    TenantId company;
    RecordId user;
    model::Role role = model::Role::read_only;
    std::string password_hash;  // argon2id, in its printed form
    bool is_disabled = false;
};

using SessionId = Id<struct SessionTag>;

// One sign-in on one device (sessions.h). Of its tokens only the hashes are here.
struct Session {
    SessionId id;
    TenantId company;
    RecordId user;
    DeviceId device;
    Instant created, last_used, expires;
    bool is_revoked = false;
    Digest renewal_hash{};   // of the token that renews it the next time …
    Digest previous_hash{};  // … and of the one that did the last time; zero: it was never renewed
    Digest access_hash{};
    Instant access_expires;
    Instant renewed;
    std::array<std::uint8_t, 16> salt{};  // from which, with the previous token, the present ones follow
};

struct Device {
    DeviceId id;
    RecordId user;
    std::uint64_t last_counter = 0;   // of the newest transaction that has an outcome
    std::uint64_t waiting_count = 0;  // what it said it still has to push
    Instant last_seen;
    bool is_revoked = false;
};

struct StoredOutcome {
    protocol::Outcome outcome;
    RecordId user;    // whose session pushed it
    Digest digest{};  // of the transaction's encoding
};

struct StoredRecord {
    model::Record record;
    Seq row_seq = 0;  // the newest seq of its fields
};

// That one person sees one record, or no longer sees it: the newest such fact of the two. The nil person is everybody.
struct Posting {
    RecordId person;
    RecordId record;
    model::TypeId type = 0;
    Seq since = 0;  // when it began
    Seq seq = 0;    // when it last mattered: the record changed, or it began, or it ended
    bool is_seen = true;
};

// A file whose bytes are all there and are what they were announced as.
struct StoredBlob {
    std::int64_t size = 0;
    std::string media_type;
};
// One that a device is sending.
struct BlobUpload {
    std::int64_t size = 0;  // of the whole
    std::int64_t have = 0;
    Instant touched;
};

// One consistent view of one company.
class ReadTransaction {
public:
    virtual ~ReadTransaction() = default;
    virtual const Company& company() const = 0;
    virtual Result<std::optional<model::Record>> find_record(RecordId id) = 0;
    // Of these types (none said: of all), in (row_seq, id) order, at most `count`, and no further than the one with
    // which `bytes` are reached.
    virtual Result<std::vector<StoredRecord>> records_after(std::span<const model::TypeId> types,
                                                            protocol::PullPosition after, std::size_t count,
                                                            std::size_t bytes) = 0;
    virtual Result<std::uint64_t> count_records_after(std::span<const model::TypeId> types,
                                                      protocol::PullPosition after) = 0;
    // Of these people and these types, in (seq, record) order, at most `count`.
    virtual Result<std::vector<Posting>> postings_after(std::span<const RecordId> people,
                                                        std::span<const model::TypeId> types,
                                                        protocol::PullPosition after, std::size_t count) = 0;
    virtual Result<std::uint64_t> count_postings_after(std::span<const RecordId> people,
                                                       std::span<const model::TypeId> types,
                                                       protocol::PullPosition after) = 0;
    virtual Result<std::vector<Posting>> postings_of(RecordId record) = 0;   // by person, ended ones too
    virtual Result<std::vector<RecordId>> children_of(RecordId parent) = 0;  // by id
    virtual Result<std::optional<Device>> find_device(DeviceId id) = 0;
    virtual Result<std::vector<Device>> devices() = 0;  // by when they were last seen, the latest first
    virtual Result<std::optional<StoredOutcome>> find_outcome(DeviceId device, std::uint64_t counter) = 0;
    // Of that device and user, by counter, limited like records_after.
    virtual Result<std::vector<protocol::Outcome>> outcomes_after(DeviceId device, RecordId user, std::uint64_t counter,
                                                                  std::size_t count, std::size_t bytes) = 0;
    // Which device wrote that transaction; nullopt when the log no longer reaches back so far.
    virtual Result<std::optional<DeviceId>> device_of(Seq seq) = 0;
    // That transaction as it came (LogEntry::body); nullopt likewise.
    virtual Result<std::optional<Bytes>> find_body(Seq seq) = 0;
    virtual Result<std::optional<Account>> find_account(RecordId user) = 0;
    virtual Result<std::vector<Account>> accounts() = 0;  // of the company, the disabled ones too, by user
    // The records of a type, deleted ones too, in (row_seq, id) order, and the newest seq of their fields (0: there are
    // none): what a company declares on top of the core, and who works there, is asked at every request.
    virtual Result<std::vector<model::Record>> records_of(model::TypeId type) = 0;
    virtual Result<Seq> newest_of(model::TypeId type) = 0;
    // Which record has that number (Field::numbering) or has, or once had, that value (Field::unique); deleted records
    // keep their numbers.
    virtual Result<std::optional<RecordId>> find_number(model::TypeId type, model::FieldId field,
                                                        std::string_view number) = 0;

    // Files (blobs.h) lie in the database as rows of pieces, so that whatever copies, moves or shares it does the same
    // for them. `device`: of an upload that is under way; nothing: of a finished file.
    virtual Result<std::optional<StoredBlob>> find_blob(const Digest& hash) = 0;
    virtual Result<std::optional<BlobUpload>> find_upload(const Digest& hash, DeviceId device) = 0;
    virtual Result<Bytes> read_blob(const Digest& hash, const std::optional<DeviceId>& device, std::int64_t first,
                                    std::int64_t count) = 0;
    virtual Result<std::vector<RecordId>> records_of_blob(const Digest& hash) = 0;
    virtual Result<std::int64_t> count_blob_bytes() = 0;  // uploads under way included
};

// What one accepted transaction leaves in the log.
struct LogEntry {
    Seq seq = 0;
    DeviceId device;
    std::uint64_t counter = 0;
    RecordId author;
    Instant authored, received;
    Bytes body;  // the transaction as it came (protocol/transaction.cpp)
};

class WriteTransaction : public ReadTransaction {
public:
    virtual Result<void> put_record(const model::Record& record, Seq row_seq) = 0;
    virtual Result<void> put_posting(const Posting& posting) = 0;
    virtual Result<void> set_parent(RecordId child, RecordId parent) = 0;  // nil: none
    // All of them go; what is put from now on was made by these rules.
    virtual Result<void> begin_postings(const std::array<std::uint8_t, 16>& rules) = 0;
    virtual Result<void> put_device(const Device& device) = 0;
    // The device's place among all that the company has ever seen, from 0; given at the first question, never again.
    virtual Result<std::uint32_t> ensure_device_index(DeviceId device) = 0;
    // Whoever had it before has it no more.
    virtual Result<void> add_number(model::TypeId type, model::FieldId field, std::string_view number,
                                    RecordId record) = 0;
    virtual Result<void> add_outcome(DeviceId device, const StoredOutcome& outcome) = 0;
    // Must carry head + 1, which becomes the head.
    virtual Result<void> append(const LogEntry& entry) = 0;
    // conflict: the login is taken.
    virtual Result<void> add_account(const Account& account) = 0;
    // By user; login and company stay what they are.
    virtual Result<void> change_account(const Account& account) = 0;
    // `bytes` are the last ones of `upload.have`.
    virtual Result<void> add_upload_piece(const Digest& hash, DeviceId device, const BlobUpload& upload,
                                          std::span<const std::uint8_t> bytes) = 0;
    virtual Result<void> drop_upload(const Digest& hash, DeviceId device) = 0;
    // The upload's pieces become the file, of which there is none yet.
    virtual Result<void> finish_upload(const Digest& hash, DeviceId device, const StoredBlob& blob, Instant now) = 0;
    // A record refers to one file, or to none; the file need not be there yet.
    virtual Result<void> refer_to_blob(RecordId record, const std::optional<Digest>& hash, Instant now) = 0;
    // Files that no record has referred to since then, and uploads of which nothing came since then. How many files.
    virtual Result<std::int64_t> collect_blobs(Instant unreferenced_before, Instant untouched_before) = 0;

    // Durable when it returns without error.
    virtual Result<void> commit() = 0;
};

class Storage {
public:
    virtual ~Storage() = default;
    // not_found: no such company.
    virtual Result<std::unique_ptr<ReadTransaction>> begin_read(TenantId company) = 0;
    virtual Result<std::unique_ptr<WriteTransaction>> begin_write(TenantId company) = 0;

    virtual Result<void> add_company(const Company& company) = 0;
    virtual Result<std::vector<Company>> companies() = 0;
    // Of every company: how a server learns what others have committed.
    virtual Result<std::vector<std::pair<TenantId, Seq>>> heads() = 0;
    virtual Result<std::optional<Account>> find_login(std::string_view login) = 0;
    virtual Result<std::vector<Account>> accounts() = 0;

    virtual Result<void> add_session(const Session& session) = 0;
    virtual Result<std::optional<Session>> find_session(SessionId id) = 0;
    // Everything but whose it is, unless another server was faster: false when its renewal_hash no longer is `before`.
    virtual Result<bool> change_session(const Session& session, const Digest& before) = 0;
    virtual Result<void> revoke_session(SessionId id) = 0;
    // How many there were to revoke.
    virtual Result<std::int64_t> revoke_sessions_of(TenantId company, RecordId user) = 0;
    virtual Result<void> drop_sessions_expired_before(Instant instant) = 0;

    // Everything as of one moment, into a new SQLite file with our tables; others may work on meanwhile.
    virtual Result<void> copy_into(const std::string& file) = 0;
    // All rows of such a file, of the present schema, into this empty database: whole or not at all.
    virtual Result<void> fill_from(Database& source) = 0;

    // Brings the files on disk into their shortest form; at a quiet moment, before stopping.
    virtual Result<void> tidy() = 0;
};

}  // namespace xingke::server
