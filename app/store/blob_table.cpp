#include "app/store/blob_table.h"

#include "app/base/sqlite.h"

namespace xingke::store {
namespace {

BlobRow row_of(const Statement& row) {
    return {std::string(row.text(0)), row.integer(1), static_cast<BlobState>(row.integer(2))};
}

int number_of(BlobState state) {
    return static_cast<int>(state);
}

}  // namespace

Result<BlobTable> BlobTable::open(Store& store) {
    TRY(store.database().execute(
        "CREATE TABLE IF NOT EXISTS blob_file(hash TEXT PRIMARY KEY, size INTEGER NOT NULL, state INTEGER NOT NULL,"
        " used INTEGER NOT NULL, problem INTEGER NOT NULL DEFAULT 0, problem_max TEXT NOT NULL DEFAULT '')"
        " WITHOUT ROWID"));
    return BlobTable(store);
}

Result<void> BlobTable::add(const BlobRow& row, Instant now) {
    return store_->database()
        .prepare(
            "INSERT INTO blob_file(hash, size, state, used) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(hash) DO UPDATE SET"
            " used=excluded.used, state=CASE WHEN state=3 THEN excluded.state ELSE state END")
        .bind(1, std::string_view(row.hash))
        .bind(2, row.size)
        .bind(3, number_of(row.state))
        .bind(4, now.ms)
        .run();
}

Result<std::optional<BlobRow>> BlobTable::find(const std::string& hash) {
    Statement row = store_->database().prepare("SELECT hash, size, state FROM blob_file WHERE hash=?1");
    row.bind(1, std::string_view(hash));
    return TRY(row.step()) ? std::optional(row_of(row)) : std::nullopt;
}

Result<void> BlobTable::touch(const std::string& hash, Instant now) {
    return store_->database()
        .prepare("UPDATE blob_file SET used=?2 WHERE hash=?1")
        .bind(1, std::string_view(hash))
        .bind(2, now.ms)
        .run();
}

namespace {

constexpr std::string_view named_by_living = "(SELECT hash FROM attachment WHERE _life % 2 = 1 AND hash IS NOT NULL)";

}  // namespace

Result<bool> BlobTable::refer() {
    const auto drafts = TRY(store_->database().integer("SELECT count(*) FROM blob_file WHERE state=0"));
    if (drafts.value_or(0) == 0) {
        return false;
    }
    TRY(store_->database().execute("UPDATE blob_file SET state=1 WHERE state=0 AND hash IN " +
                                   std::string(named_by_living)));
    const auto left = TRY(store_->database().integer("SELECT count(*) FROM blob_file WHERE state=0"));
    return left.value_or(0) < drafts.value_or(0);
}

Result<std::optional<BlobRow>> BlobTable::next_waiting() {
    Statement row =
        store_->database().prepare("SELECT hash, size, state FROM blob_file WHERE state=1 ORDER BY size, hash LIMIT 1");
    return TRY(row.step()) ? std::optional(row_of(row)) : std::nullopt;
}

Result<void> BlobTable::mark_sent(const std::string& hash) {
    return store_->database()
        .prepare("UPDATE blob_file SET state=2 WHERE hash=?1")
        .bind(1, std::string_view(hash))
        .run();
}

Result<void> BlobTable::mark_refused(const std::string& hash, const BlobRefusal& refusal) {
    return store_->database()
        .prepare("UPDATE blob_file SET state=3, problem=?2, problem_max=?3 WHERE hash=?1")
        .bind(1, std::string_view(hash))
        .bind(2, refusal.status)
        .bind(3, std::string_view(refusal.max))
        .run();
}

Result<BlobTotals> BlobTable::totals() {
    BlobTotals totals;
    Statement waiting =
        store_->database().prepare("SELECT count(*), coalesce(sum(size), 0) FROM blob_file WHERE state=1");
    TRY(waiting.step());
    totals.waiting = static_cast<std::uint64_t>(waiting.integer(0));
    totals.waiting_bytes = static_cast<std::uint64_t>(waiting.integer(1));
    Statement refused = store_->database().prepare(
        "SELECT count(*), problem, problem_max FROM blob_file WHERE state=3 GROUP BY state ORDER BY used DESC");
    if (TRY(refused.step())) {
        totals.refused = static_cast<std::uint64_t>(refused.integer(0));
        totals.refusal = {static_cast<int>(refused.integer(1)), std::string(refused.text(2))};
    }
    return totals;
}

Result<std::vector<std::string>> BlobTable::take_surplus(Instant abandoned_before, std::int64_t sent_bytes_max) {
    std::vector<std::string> hashes;
    Statement unnamed = store_->database().prepare(
        "SELECT hash FROM blob_file WHERE CASE state WHEN 0 THEN used<?1 WHEN 1 THEN 0 ELSE hash NOT IN " +
        std::string(named_by_living) + " END");
    unnamed.bind(1, abandoned_before.ms);
    while (TRY(unnamed.step())) {
        hashes.emplace_back(unnamed.text(0));
    }
    Statement sent = store_->database().prepare("SELECT hash, size FROM blob_file WHERE state=2 AND hash IN " +
                                                std::string(named_by_living) + " ORDER BY used DESC");
    std::int64_t bytes = 0;
    while (TRY(sent.step())) {
        bytes += sent.integer(1);
        if (bytes > sent_bytes_max) {
            hashes.emplace_back(sent.text(0));
        }
    }
    for (const std::string& hash : hashes) {
        TRY(forget(hash));
    }
    return hashes;
}

Result<void> BlobTable::forget(const std::string& hash) {
    return store_->database().prepare("DELETE FROM blob_file WHERE hash=?1").bind(1, std::string_view(hash)).run();
}

}  // namespace xingke::store
