#include "sync/server/storage/sql_transaction.h"

#include <algorithm>
#include <tuple>

#include "app/base/check.h"
#include "app/base/text.h"
#include "sync/protocol/frame.h"
#include "sync/server/digest.h"
#include "sync/server/storage/postgres_pool.h"
#include "sync/server/storage/record_body.h"
#include "sync/server/storage/sqlite_lease.h"

namespace xingke::server {
namespace {

Error damaged(std::string detail) {
    return {Fault::storage, {Text::storage_damaged, {}}, std::move(detail)};
}

// " AND <column> IN (…)", or nothing for all types. They are numbers, and few: each list is one prepared statement.
std::string among(std::string_view column, std::span<const model::TypeId> types) {
    std::string list;
    for (const model::TypeId type : types) {
        list += (list.empty() ? "" : ",") + std::to_string(type);
    }
    return types.empty() ? "" : " AND " + std::string(column) + " IN (" + list + ")";
}

template <class Row>
Posting posting_of_row(RecordId person, const Row& row) {
    return {person,
            row.template id<RecordTag>(0),
            static_cast<model::TypeId>(row.integer(1)),
            static_cast<Seq>(row.integer(2)),
            static_cast<Seq>(row.integer(3)),
            row.integer(4) != 0};
}

template <class Row>
Result<protocol::Outcome> outcome_of_row(const Row& row) {
    protocol::Outcome outcome;
    outcome.counter = static_cast<std::uint64_t>(row.integer(0));
    outcome.status = static_cast<protocol::Status>(row.integer(1));
    outcome.seq = static_cast<Seq>(row.integer(2));
    Reader reader(row.blob(3));
    outcome.reasons = protocol::decode_reasons(reader);
    if (!reader.ok() || !reader.at_end()) {
        return damaged("outcome detail");
    }
    return outcome;
}

// PostgreSQL indexes no text above 2,700 bytes and holds no zero byte in one: what is long or odd stands under its
// digest, behind a letter that no number begins with.
std::string key_of(std::string_view number) {
    constexpr std::size_t number_bytes_max = 1'000;
    const bool is_plain = number.size() <= number_bytes_max && number.find('\0') == std::string_view::npos &&
                          !number.starts_with('\x01') && is_valid_utf8(number);
    if (is_plain) {
        return std::string(number);
    }
    const Digest digest = sha256({reinterpret_cast<const std::uint8_t*>(number.data()), number.size()});
    std::string key(1, '\x01');
    for (const std::uint8_t byte : digest) {
        key += static_cast<char>('a' + (byte >> 4));
        key += static_cast<char>('a' + (byte & 15));
    }
    return key;
}

}  // namespace

template <class Lease>
Result<void> SqlTransaction<Lease>::begin(TenantId company, Access access) {
    TRY(begin_transaction(database_, access));
    is_open_ = true;
    // The first statement also takes the snapshot that the whole transaction reads.
    auto row = database_.prepare(find_tenant(database_, access));
    row.bind(1, company);
    if (!TRY(row.step())) {
        return Error{Fault::not_found, {Text::not_here, {}}, "no company " + print(company)};
    }
    t_ = row.integer(0);
    company_ = {company, std::string(row.text(1)), row.template id<RecordTag>(2).bytes,
                static_cast<Seq>(row.integer(3))};
    const auto rules = row.blob(4);
    std::copy_n(rules.begin(), std::min(rules.size(), company_.sight_rules.size()), company_.sight_rules.begin());
    return {};
}

template <class Lease>
SqlTransaction<Lease>::~SqlTransaction() {
    if (is_open_ && database_.in_transaction()) {
        static_cast<void>(database_.execute("ROLLBACK"));  // what it cannot undo, the database undoes by itself
    }
}

template <class Lease>
Result<std::optional<model::Record>> SqlTransaction<Lease>::find_record(RecordId id) {
    auto row = database_.prepare("SELECT type, body FROM record WHERE t=? AND rid=?");
    row.bind(1, t_).bind(2, id);
    if (!TRY(row.step())) {
        return std::optional<model::Record>();
    }
    model::Record record{id, static_cast<model::TypeId>(row.integer(0)), {}};
    TRY(unpack_fields(row.blob(1), record));
    return std::optional(std::move(record));
}

template <class Lease>
Result<std::vector<StoredRecord>> SqlTransaction<Lease>::records_after(std::span<const model::TypeId> types,
                                                                       protocol::PullPosition after, std::size_t count,
                                                                       std::size_t bytes) {
    std::vector<StoredRecord> records;
    // `+type`: the order is the index's; what is not of these types is passed over.
    auto row = prepare_page(database_,
                            "SELECT rid, type, row_seq, body FROM record WHERE t=? AND (row_seq, rid)>(?, ?)" +
                                among("+type", types) + " ORDER BY row_seq, rid LIMIT ?",
                            {"body", "row_seq, rid", bytes});
    row.bind(1, t_).bind(2, after.seq).bind(3, after.record).bind(4, static_cast<std::int64_t>(count));
    std::size_t byte_count = 0;
    while (byte_count < bytes && TRY(row.step())) {
        StoredRecord stored{{row.template id<RecordTag>(0), static_cast<model::TypeId>(row.integer(1)), {}},
                            static_cast<Seq>(row.integer(2))};
        TRY(unpack_fields(row.blob(3), stored.record));
        byte_count += row.blob(3).size();
        records.push_back(std::move(stored));
    }
    return records;
}

template <class Lease>
Result<std::uint64_t> SqlTransaction<Lease>::count_records_after(std::span<const model::TypeId> types,
                                                                 protocol::PullPosition after) {
    auto row =
        database_.prepare("SELECT count(*) FROM record WHERE t=? AND (row_seq, rid)>(?, ?)" + among("+type", types));
    row.bind(1, t_).bind(2, after.seq).bind(3, after.record);
    TRY(row.step());
    return static_cast<std::uint64_t>(row.integer(0));
}

template <class Lease>
Result<std::vector<Posting>> SqlTransaction<Lease>::postings_after(std::span<const RecordId> people,
                                                                   std::span<const model::TypeId> types,
                                                                   protocol::PullPosition after, std::size_t count) {
    std::vector<Posting> postings;
    auto row = database_.prepare(
        "SELECT rid, type, since, seq, seen FROM posting WHERE t=? AND person=?"
        " AND (seq, rid)>(?, ?)" +
        among("type", types) + " ORDER BY seq, rid LIMIT ?");
    // Person by person, each from the index in order, then merged: a list of people would have to be sorted whole.
    for (const RecordId& person : people) {
        row.bind(1, t_)
            .bind(2, person)
            .bind(3, after.seq)
            .bind(4, after.record)
            .bind(5, static_cast<std::int64_t>(count));
        while (TRY(row.step())) {
            postings.push_back(posting_of_row(person, row));
        }
        row.reset();
    }
    std::ranges::sort(postings, {}, [](const Posting& one) { return std::tuple(one.seq, one.record, one.person); });
    if (postings.size() > count) {
        postings.resize(count);
    }
    return postings;
}

template <class Lease>
Result<std::uint64_t> SqlTransaction<Lease>::count_postings_after(std::span<const RecordId> people,
                                                                  std::span<const model::TypeId> types,
                                                                  protocol::PullPosition after) {
    auto row = database_.prepare("SELECT count(*) FROM posting WHERE t=? AND person=? AND (seq, rid)>(?, ?)" +
                                 among("type", types));
    std::uint64_t count = 0;
    for (const RecordId& person : people) {
        row.bind(1, t_).bind(2, person).bind(3, after.seq).bind(4, after.record);
        TRY(row.step());
        count += static_cast<std::uint64_t>(row.integer(0));
        row.reset();
    }
    return count;
}

template <class Lease>
Result<std::vector<Posting>> SqlTransaction<Lease>::postings_of(RecordId record) {
    std::vector<Posting> postings;
    auto row = database_.prepare(
        "SELECT rid, type, since, seq, seen, person FROM posting WHERE t=? AND rid=? ORDER BY person");
    row.bind(1, t_).bind(2, record);
    while (TRY(row.step())) {
        postings.push_back(posting_of_row(row.template id<RecordTag>(5), row));
    }
    return postings;
}

template <class Lease>
Result<std::vector<RecordId>> SqlTransaction<Lease>::children_of(RecordId parent) {
    std::vector<RecordId> children;
    auto row = database_.prepare("SELECT child FROM parent WHERE t=? AND parent=? ORDER BY child");
    row.bind(1, t_).bind(2, parent);
    while (TRY(row.step())) {
        children.push_back(row.template id<RecordTag>(0));
    }
    return children;
}

template <class Lease>
Result<std::optional<Device>> SqlTransaction<Lease>::find_device(DeviceId id) {
    auto row =
        database_.prepare("SELECT user, last_counter, waiting, last_seen, revoked FROM device WHERE t=? AND id=?");
    row.bind(1, t_).bind(2, id);
    if (!TRY(row.step())) {
        return std::optional<Device>();
    }
    return std::optional(Device{id,
                                row.template id<RecordTag>(0),
                                static_cast<std::uint64_t>(row.integer(1)),
                                static_cast<std::uint64_t>(row.integer(2)),
                                {row.integer(3)},
                                row.integer(4) != 0});
}

template <class Lease>
Result<std::vector<Device>> SqlTransaction<Lease>::devices() {
    std::vector<Device> devices;
    auto row = database_.prepare(
        "SELECT user, last_counter, waiting, last_seen, revoked, id FROM device WHERE t=? ORDER BY last_seen DESC, id");
    row.bind(1, t_);
    while (TRY(row.step())) {
        devices.push_back({row.template id<DeviceTag>(5),
                           row.template id<RecordTag>(0),
                           static_cast<std::uint64_t>(row.integer(1)),
                           static_cast<std::uint64_t>(row.integer(2)),
                           {row.integer(3)},
                           row.integer(4) != 0});
    }
    return devices;
}

template <class Lease>
Result<std::optional<StoredOutcome>> SqlTransaction<Lease>::find_outcome(DeviceId device, std::uint64_t counter) {
    auto row = database_.prepare(
        "SELECT counter, status, seq, detail, user, digest FROM outcome WHERE t=? AND device=? AND counter=?");
    row.bind(1, t_).bind(2, device).bind(3, counter);
    if (!TRY(row.step())) {
        return std::optional<StoredOutcome>();
    }
    StoredOutcome stored;
    stored.outcome = TRY(outcome_of_row(row));
    stored.user = row.template id<RecordTag>(4);
    const auto digest = row.blob(5);
    if (digest.size() != stored.digest.size()) {
        return damaged("outcome digest");
    }
    std::ranges::copy(digest, stored.digest.begin());
    return std::optional(std::move(stored));
}

template <class Lease>
Result<std::vector<protocol::Outcome>> SqlTransaction<Lease>::outcomes_after(DeviceId device, RecordId user,
                                                                             std::uint64_t counter, std::size_t count,
                                                                             std::size_t bytes) {
    std::vector<protocol::Outcome> outcomes;
    auto row = prepare_page(database_,
                            "SELECT counter, status, seq, detail, digest FROM outcome WHERE t=? AND device=? AND"
                            " counter>? AND user=? ORDER BY counter LIMIT ?",
                            {"detail", "counter", bytes});
    row.bind(1, t_).bind(2, device).bind(3, counter).bind(4, user).bind(5, static_cast<std::int64_t>(count));
    std::size_t byte_count = 0;
    while (byte_count < bytes && TRY(row.step())) {
        byte_count += row.blob(3).size();
        outcomes.push_back(TRY(outcome_of_row(row)));
        if (row.blob(4).size() != sizeof(Digest)) {
            return damaged("outcome digest");
        }
        outcomes.back().content = protocol::content_mark(row.blob(4));
    }
    return outcomes;
}

template <class Lease>
Result<std::optional<DeviceId>> SqlTransaction<Lease>::device_of(Seq seq) {
    auto row = database_.prepare("SELECT device FROM txn WHERE t=? AND seq=?");
    row.bind(1, t_).bind(2, seq);
    if (!TRY(row.step())) {
        return std::optional<DeviceId>();
    }
    return std::optional(row.template id<DeviceTag>(0));
}

template <class Lease>
Result<std::optional<Bytes>> SqlTransaction<Lease>::find_body(Seq seq) {
    auto row = database_.prepare("SELECT body FROM txn WHERE t=? AND seq=?");
    row.bind(1, t_).bind(2, seq);
    if (!TRY(row.step())) {
        return std::optional<Bytes>();
    }
    const auto body = row.blob(0);
    return std::optional(Bytes(body.begin(), body.end()));
}

template <class Lease>
Result<std::optional<Account>> SqlTransaction<Lease>::find_account(RecordId user) {
    auto row = database_.prepare(
        "SELECT login, ?, user_rid, role, password_hash, disabled FROM account WHERE t=? AND user_rid=?");
    row.bind(1, company_.id).bind(2, t_).bind(3, user);
    if (!TRY(row.step())) {
        return std::optional<Account>();
    }
    return std::optional(account_of_row(row));
}

template <class Lease>
Result<std::vector<Account>> SqlTransaction<Lease>::accounts() {
    auto row = database_.prepare(
        "SELECT login, ?, user_rid, role, password_hash, disabled FROM account WHERE t=? ORDER BY user_rid");
    row.bind(1, company_.id).bind(2, t_);
    std::vector<Account> accounts;
    while (TRY(row.step())) {
        accounts.push_back(account_of_row(row));
    }
    return accounts;
}

template <class Lease>
Result<void> SqlTransaction<Lease>::put_record(const model::Record& record, Seq row_seq) {
    const auto* life = std::get_if<std::int64_t>(&model::value_of(record, model::life_field));
    CHECK(life != nullptr, "a stored record has a life");
    auto statement = database_.prepare(
        "INSERT INTO record(t, rid, type, life, row_seq, body) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(t, rid)"
        " DO UPDATE SET life=excluded.life, row_seq=excluded.row_seq, body=excluded.body");
    return statement.bind(1, t_)
        .bind(2, record.id)
        .bind(3, static_cast<std::int64_t>(record.type))
        .bind(4, *life)
        .bind(5, row_seq)
        .bind_blob(6, pack_fields(record))
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::put_posting(const Posting& posting) {
    auto statement = database_.prepare(
        "INSERT INTO posting(t, rid, person, type, since, seq, seen) VALUES(?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(t, rid, person) DO UPDATE SET since=excluded.since, seq=excluded.seq, seen=excluded.seen");
    return statement.bind(1, t_)
        .bind(2, posting.record)
        .bind(3, posting.person)
        .bind(4, static_cast<std::int64_t>(posting.type))
        .bind(5, posting.since)
        .bind(6, posting.seq)
        .bind(7, posting.is_seen ? 1 : 0)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::set_parent(RecordId child, RecordId parent) {
    if (parent.is_nil()) {
        return database_.prepare("DELETE FROM parent WHERE t=? AND child=?").bind(1, t_).bind(2, child).run();
    }
    auto statement = database_.prepare(
        "INSERT INTO parent(t, child, parent) VALUES(?, ?, ?) ON CONFLICT(t, child) DO UPDATE SET"
        " parent=excluded.parent WHERE parent.parent<>excluded.parent");
    return statement.bind(1, t_).bind(2, child).bind(3, parent).run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::begin_postings(const std::array<std::uint8_t, 16>& rules) {
    TRY(database_.prepare("DELETE FROM posting WHERE t=?").bind(1, t_).run());
    TRY(database_.prepare("DELETE FROM parent WHERE t=?").bind(1, t_).run());
    TRY(database_.prepare("UPDATE tenant SET sight_rules=? WHERE t=?").bind_blob(1, rules).bind(2, t_).run());
    company_.sight_rules = rules;
    return {};
}

template <class Lease>
Result<void> SqlTransaction<Lease>::put_device(const Device& device) {
    auto statement = database_.prepare(
        "INSERT INTO device(t, id, user, last_counter, waiting, last_seen, revoked) VALUES(?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(t, id) DO UPDATE SET user=excluded.user, last_counter=excluded.last_counter,"
        " waiting=excluded.waiting, last_seen=excluded.last_seen, revoked=excluded.revoked");
    return statement.bind(1, t_)
        .bind(2, device.id)
        .bind(3, device.user)
        .bind(4, device.last_counter)
        .bind(5, device.waiting_count)
        .bind(6, device.last_seen.ms)
        .bind(7, device.is_revoked ? 1 : 0)
        .run();
}

template <class Lease>
Result<std::uint32_t> SqlTransaction<Lease>::ensure_device_index(DeviceId device) {
    auto known = database_.prepare("SELECT idx FROM device_code WHERE t=? AND device=?");
    known.bind(1, t_).bind(2, device);
    if (TRY(known.step())) {
        return static_cast<std::uint32_t>(known.integer(0));
    }
    auto last = database_.prepare("SELECT coalesce(max(idx), -1) FROM device_code WHERE t=?");
    last.bind(1, t_);
    TRY(last.step());
    const std::int64_t index = last.integer(0) + 1;
    auto statement = database_.prepare("INSERT INTO device_code(t, idx, device) VALUES(?, ?, ?)");
    TRY(statement.bind(1, t_).bind(2, index).bind(3, device).run());
    return static_cast<std::uint32_t>(index);
}

template <class Lease>
Result<std::vector<model::Record>> SqlTransaction<Lease>::records_of(model::TypeId type) {
    std::vector<model::Record> records;
    auto row = database_.prepare("SELECT rid, type, body FROM record WHERE t=? AND type=? ORDER BY row_seq, rid");
    row.bind(1, t_).bind(2, static_cast<std::int64_t>(type));
    while (TRY(row.step())) {
        model::Record record{row.template id<RecordTag>(0), static_cast<model::TypeId>(row.integer(1)), {}};
        TRY(unpack_fields(row.blob(2), record));
        records.push_back(std::move(record));
    }
    return records;
}

template <class Lease>
Result<Seq> SqlTransaction<Lease>::newest_of(model::TypeId type) {
    auto row = database_.prepare("SELECT coalesce(max(row_seq), 0) FROM record WHERE t=? AND type=?");
    row.bind(1, t_).bind(2, static_cast<std::int64_t>(type));
    TRY(row.step());
    return static_cast<Seq>(row.integer(0));
}

template <class Lease>
Result<std::optional<RecordId>> SqlTransaction<Lease>::find_number(model::TypeId type, model::FieldId field,
                                                                   std::string_view number) {
    auto row = database_.prepare("SELECT rid FROM number WHERE t=? AND type=? AND field=? AND number=?");
    row.bind(1, t_)
        .bind(2, static_cast<std::int64_t>(type))
        .bind(3, static_cast<std::int64_t>(field))
        .bind(4, key_of(number));
    if (!TRY(row.step())) {
        return std::optional<RecordId>();
    }
    return std::optional(row.template id<RecordTag>(0));
}

template <class Lease>
Result<void> SqlTransaction<Lease>::add_number(model::TypeId type, model::FieldId field, std::string_view number,
                                               RecordId record) {
    auto statement = database_.prepare(
        "INSERT INTO number(t, type, field, number, rid) VALUES(?, ?, ?, ?, ?)"
        " ON CONFLICT(t, type, field, number) DO UPDATE SET rid=excluded.rid");
    return statement.bind(1, t_)
        .bind(2, static_cast<std::int64_t>(type))
        .bind(3, static_cast<std::int64_t>(field))
        .bind(4, key_of(number))
        .bind(5, record)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::add_outcome(DeviceId device, const StoredOutcome& stored) {
    Writer detail;
    protocol::encode(detail, stored.outcome.reasons);
    auto statement = database_.prepare(
        "INSERT INTO outcome(t, device, counter, user, status, seq, detail, digest) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    return statement.bind(1, t_)
        .bind(2, device)
        .bind(3, stored.outcome.counter)
        .bind(4, stored.user)
        .bind(5, static_cast<int>(stored.outcome.status))
        .bind(6, stored.outcome.seq)
        .bind_blob(7, detail.bytes())
        .bind_blob(8, stored.digest)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::append(const LogEntry& entry) {
    CHECK(entry.seq == company_.head + 1, "the order of transactions has no gap");
    auto log = database_.prepare(
        "INSERT INTO txn(t, seq, device, counter, author, authored, received, body) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    TRY(log.bind(1, t_)
            .bind(2, entry.seq)
            .bind(3, entry.device)
            .bind(4, entry.counter)
            .bind(5, entry.author)
            .bind(6, entry.authored.ms)
            .bind(7, entry.received.ms)
            .bind_blob(8, entry.body)
            .run());
    TRY(database_.prepare("UPDATE tenant SET head=? WHERE t=?").bind(1, entry.seq).bind(2, t_).run());
    company_.head = entry.seq;
    return {};
}

template <class Lease>
Result<void> SqlTransaction<Lease>::add_account(const Account& account) {
    auto statement = database_.prepare(
        "INSERT INTO account(login, t, user_rid, role, password_hash, disabled) VALUES(?, ?, ?, ?, ?, ?)");
    return statement.bind(1, account.login)
        .bind(2, t_)
        .bind(3, account.user)
        .bind(4, model::key_of(account.role))
        .bind(5, account.password_hash)
        .bind(6, account.is_disabled ? 1 : 0)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::change_account(const Account& account) {
    auto statement =
        database_.prepare("UPDATE account SET role=?, password_hash=?, disabled=? WHERE t=? AND user_rid=?");
    return statement.bind(1, model::key_of(account.role))
        .bind(2, account.password_hash)
        .bind(3, account.is_disabled ? 1 : 0)
        .bind(4, t_)
        .bind(5, account.user)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::commit() {
    TRY(commit_transaction(database_));
    is_open_ = false;
    return {};
}

template class SqlTransaction<SqliteLease>;
template class SqlTransaction<PostgresLease>;

}  // namespace xingke::server
