// The files of SqlTransaction: pieces as rows. A piece belongs to an upload of one device, or, once the whole is
// known to be what it was announced as, to the file: then its device is empty.
#include <algorithm>

#include "sync/server/storage/postgres_pool.h"
#include "sync/server/storage/sql_transaction.h"
#include "sync/server/storage/sqlite_lease.h"

namespace xingke::server {
namespace {

// Before the first comma of a bound list there is no device: the piece is of a finished file.
Bytes key_of(const std::optional<DeviceId>& device) {
    return device ? Bytes(device->bytes.begin(), device->bytes.end()) : Bytes();
}

}  // namespace

template <class Lease>
Result<std::optional<StoredBlob>> SqlTransaction<Lease>::find_blob(const Digest& hash) {
    auto row = database_.prepare("SELECT size, type FROM blob WHERE t=? AND hash=?");
    row.bind(1, t_).bind_blob(2, hash);
    if (!TRY(row.step())) {
        return std::optional<StoredBlob>();
    }
    return std::optional(StoredBlob{row.integer(0), std::string(row.text(1))});
}

template <class Lease>
Result<Bytes> SqlTransaction<Lease>::read_blob(const Digest& hash, const std::optional<DeviceId>& device,
                                               std::int64_t first, std::int64_t count) {
    const Bytes key = key_of(device);
    auto row = database_.prepare(
        "SELECT at, bytes FROM blob_piece WHERE t=? AND hash=? AND device=? AND at<? AND at+length(bytes)>? ORDER BY "
        "at");
    row.bind(1, t_).bind_blob(2, hash).bind_blob(3, key).bind(4, first + count).bind(5, first);
    Bytes bytes;
    bytes.reserve(static_cast<std::size_t>(count));
    while (TRY(row.step())) {
        const std::int64_t at = row.integer(0);
        const auto piece = row.blob(1);
        const auto begin = static_cast<std::size_t>(std::max<std::int64_t>(0, first - at));
        const auto end = std::min(piece.size(), static_cast<std::size_t>(first + count - at));
        bytes.insert(bytes.end(), piece.begin() + static_cast<std::ptrdiff_t>(begin),
                     piece.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return bytes;
}

template <class Lease>
Result<std::optional<BlobUpload>> SqlTransaction<Lease>::find_upload(const Digest& hash, DeviceId device) {
    auto row = database_.prepare("SELECT size, have, touched FROM blob_upload WHERE t=? AND hash=? AND device=?");
    row.bind(1, t_).bind_blob(2, hash).bind(3, device);
    if (!TRY(row.step())) {
        return std::optional<BlobUpload>();
    }
    return std::optional(BlobUpload{row.integer(0), row.integer(1), {row.integer(2)}});
}

template <class Lease>
Result<std::vector<RecordId>> SqlTransaction<Lease>::records_of_blob(const Digest& hash) {
    std::vector<RecordId> records;
    auto row = database_.prepare("SELECT rid FROM blob_reference WHERE t=? AND hash=? ORDER BY rid");
    row.bind(1, t_).bind_blob(2, hash);
    while (TRY(row.step())) {
        records.push_back(row.template id<RecordTag>(0));
    }
    return records;
}

template <class Lease>
Result<std::int64_t> SqlTransaction<Lease>::count_blob_bytes() {
    auto row = database_.prepare(
        "SELECT CAST((SELECT coalesce(sum(size), 0) FROM blob WHERE t=?) +"
        " (SELECT coalesce(sum(have), 0) FROM blob_upload WHERE t=?) AS BIGINT)");
    row.bind(1, t_).bind(2, t_);
    TRY(row.step());
    return row.integer(0);
}

template <class Lease>
Result<void> SqlTransaction<Lease>::add_upload_piece(const Digest& hash, DeviceId device, const BlobUpload& upload,
                                                     std::span<const std::uint8_t> bytes) {
    auto piece = database_.prepare("INSERT INTO blob_piece(t, hash, device, at, bytes) VALUES(?, ?, ?, ?, ?)");
    TRY(piece.bind(1, t_)
            .bind_blob(2, hash)
            .bind(3, device)
            .bind(4, upload.have - static_cast<std::int64_t>(bytes.size()))
            .bind_blob(5, bytes)
            .run());
    auto statement = database_.prepare(
        "INSERT INTO blob_upload(t, hash, device, size, have, touched) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(t, hash, device) DO UPDATE SET have=excluded.have, touched=excluded.touched");
    return statement.bind(1, t_)
        .bind_blob(2, hash)
        .bind(3, device)
        .bind(4, upload.size)
        .bind(5, upload.have)
        .bind(6, upload.touched.ms)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::drop_upload(const Digest& hash, DeviceId device) {
    TRY(database_.prepare("DELETE FROM blob_piece WHERE t=? AND hash=? AND device=?")
            .bind(1, t_)
            .bind_blob(2, hash)
            .bind(3, device)
            .run());
    return database_.prepare("DELETE FROM blob_upload WHERE t=? AND hash=? AND device=?")
        .bind(1, t_)
        .bind_blob(2, hash)
        .bind(3, device)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::finish_upload(const Digest& hash, DeviceId device, const StoredBlob& blob,
                                                  Instant now) {
    TRY(database_.prepare("UPDATE blob_piece SET device=? WHERE t=? AND hash=? AND device=?")
            .bind_blob(1, Bytes())
            .bind(2, t_)
            .bind_blob(3, hash)
            .bind(4, device)
            .run());
    TRY(drop_upload(hash, device));
    return database_.prepare("INSERT INTO blob(t, hash, size, type, touched) VALUES(?, ?, ?, ?, ?)")
        .bind(1, t_)
        .bind_blob(2, hash)
        .bind(3, blob.size)
        .bind(4, blob.media_type)
        .bind(5, now.ms)
        .run();
}

template <class Lease>
Result<void> SqlTransaction<Lease>::refer_to_blob(RecordId record, const std::optional<Digest>& hash, Instant now) {
    // Whatever it referred to until now has been needed until now.
    TRY(database_
            .prepare(
                "UPDATE blob SET touched=? WHERE t=? AND hash=(SELECT hash FROM blob_reference WHERE t=? AND rid=?)")
            .bind(1, now.ms)
            .bind(2, t_)
            .bind(3, t_)
            .bind(4, record)
            .run());
    if (!hash) {
        return database_.prepare("DELETE FROM blob_reference WHERE t=? AND rid=?").bind(1, t_).bind(2, record).run();
    }
    return database_
        .prepare(
            "INSERT INTO blob_reference(t, rid, hash) VALUES(?, ?, ?) ON CONFLICT(t, rid) DO UPDATE SET"
            " hash=excluded.hash")
        .bind(1, t_)
        .bind(2, record)
        .bind_blob(3, *hash)
        .run();
}

template <class Lease>
Result<std::int64_t> SqlTransaction<Lease>::collect_blobs(Instant unreferenced_before, Instant untouched_before) {
    const std::string is_old =
        " t=? AND touched<? AND NOT EXISTS(SELECT 1 FROM blob_reference AS r WHERE r.t=? AND r.hash=blob.hash)";
    const auto bind_old = [&](auto& statement, int first) {
        statement.bind(first, t_).bind(first + 1, unreferenced_before.ms).bind(first + 2, t_);
    };
    auto count = database_.prepare("SELECT count(*) FROM blob WHERE" + is_old);
    bind_old(count, 1);
    TRY(count.step());
    const std::int64_t old_count = count.integer(0);
    auto pieces = database_.prepare(
        "DELETE FROM blob_piece WHERE t=? AND device=? AND hash IN (SELECT hash FROM blob WHERE" + is_old + ")");
    pieces.bind(1, t_).bind_blob(2, Bytes());
    bind_old(pieces, 3);
    TRY(pieces.run());
    auto files = database_.prepare("DELETE FROM blob WHERE" + is_old);
    bind_old(files, 1);
    TRY(files.run());
    auto given_up = database_.prepare(
        "DELETE FROM blob_piece WHERE t=? AND (hash, device) IN (SELECT hash, device FROM blob_upload WHERE t=? AND"
        " touched<?)");
    TRY(given_up.bind(1, t_).bind(2, t_).bind(3, untouched_before.ms).run());
    TRY(database_.prepare("DELETE FROM blob_upload WHERE t=? AND touched<?")
            .bind(1, t_)
            .bind(2, untouched_before.ms)
            .run());
    return old_count;
}

// The rest of the class is made in sql_transaction.cpp.
#define XINGKE_MAKE_FOR(Lease)                                                                                       \
    template Result<std::optional<StoredBlob>> SqlTransaction<Lease>::find_blob(const Digest&);                      \
    template Result<std::optional<BlobUpload>> SqlTransaction<Lease>::find_upload(const Digest&, DeviceId);          \
    template Result<Bytes> SqlTransaction<Lease>::read_blob(const Digest&, const std::optional<DeviceId>&,           \
                                                            std::int64_t, std::int64_t);                             \
    template Result<std::vector<RecordId>> SqlTransaction<Lease>::records_of_blob(const Digest&);                    \
    template Result<std::int64_t> SqlTransaction<Lease>::count_blob_bytes();                                         \
    template Result<void> SqlTransaction<Lease>::add_upload_piece(const Digest&, DeviceId, const BlobUpload&,        \
                                                                  std::span<const std::uint8_t>);                    \
    template Result<void> SqlTransaction<Lease>::drop_upload(const Digest&, DeviceId);                               \
    template Result<void> SqlTransaction<Lease>::finish_upload(const Digest&, DeviceId, const StoredBlob&, Instant); \
    template Result<void> SqlTransaction<Lease>::refer_to_blob(RecordId, const std::optional<Digest>&, Instant);     \
    template Result<std::int64_t> SqlTransaction<Lease>::collect_blobs(Instant, Instant);

XINGKE_MAKE_FOR(SqliteLease)
XINGKE_MAKE_FOR(PostgresLease)
#undef XINGKE_MAKE_FOR

}  // namespace xingke::server
