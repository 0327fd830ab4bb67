// What must hold between the tables of a server's database; see backup.h.
#include <algorithm>
#include <array>

#include "sync/protocol/frame.h"
#include "sync/server/digest.h"
#include "sync/server/storage/backup.h"
#include "sync/server/storage/record_body.h"

namespace xingke::server {
namespace {

constexpr std::size_t faults_max = 1'000;

struct Rule {
    std::string_view fault;
    std::string_view sql;  // gives a row, with a text in it, for each fault
};

constexpr std::array<Rule, 13> rules = {{
    {"head is not the newest entry of the log",
     "SELECT name FROM tenant WHERE head<>(SELECT coalesce(max(seq), 0) FROM txn WHERE txn.t=tenant.t)"},
    {"the log has gaps", "SELECT name FROM tenant JOIN txn USING(t) GROUP BY t HAVING count(*)<>max(seq)-min(seq)+1"},
    {"a record is newer than the head",
     "SELECT hex(rid) FROM record LEFT JOIN tenant USING(t) WHERE row_seq>coalesce(head, -1)"},
    {"an outcome names another transaction than the log has",
     "SELECT hex(outcome.device) || ' ' || outcome.counter FROM outcome JOIN txn USING(t, seq)"
     " WHERE txn.device<>outcome.device OR txn.counter<>outcome.counter"},
    {"an outcome is newer than the head",
     "SELECT hex(device) || ' ' || counter FROM outcome LEFT JOIN tenant USING(t) WHERE seq>coalesce(head, -1)"},
    {"a device's transaction has no outcome",
     "SELECT txn.seq FROM txn JOIN device ON device.t=txn.t AND device.id=txn.device LEFT JOIN outcome ON"
     " outcome.t=txn.t AND outcome.device=txn.device AND outcome.counter=txn.counter AND outcome.seq=txn.seq"
     " WHERE outcome.t IS NULL AND txn.device<>zeroblob(16)"},
    {"a device's counters do not end at its newest outcome",
     "SELECT hex(id) FROM device WHERE last_counter<>(SELECT coalesce(max(counter), 0) FROM outcome"
     " WHERE outcome.t=device.t AND outcome.device=device.id)"},
    {"a device's counters have gaps",
     "SELECT hex(device) FROM outcome GROUP BY t, device HAVING count(*)<>max(counter)-min(counter)+1"},
    {"an account has no company or no user record",
     "SELECT login FROM account LEFT JOIN record ON record.t=account.t AND record.rid=account.user_rid"
     " WHERE record.t IS NULL"},
    {"a session belongs to nobody",
     "SELECT hex(session.user) FROM session LEFT JOIN account ON account.t=session.t AND"
     " account.user_rid=session.user WHERE account.t IS NULL"},
    {"a number belongs to a record that is not there",
     "SELECT number.number FROM number LEFT JOIN record USING(t, rid) WHERE record.t IS NULL"},
    {"places of devices have gaps", "SELECT t FROM device_code GROUP BY t HAVING count(*)<>max(idx)+1"},
    {"somebody sees a record that is not there",
     "SELECT hex(rid) FROM posting LEFT JOIN record USING(t, rid) WHERE record.t IS NULL"},
}};

class Checker {
public:
    explicit Checker(Database& database) : database_(database) {}

    Result<std::vector<std::string>> run() {
        TRY(collect("the file is damaged",
                    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check<>'ok'"));
        for (const Rule& rule : rules) {
            TRY(collect(rule.fault, rule.sql));
        }
        TRY(check_records());
        TRY(check_log());
        return std::move(faults_);
    }

private:
    void add(std::string_view fault, std::string_view of) {
        if (faults_.size() < faults_max) {
            faults_.push_back(std::string(fault) + ": " + std::string(of));
        }
    }
    Result<void> collect(std::string_view fault, std::string_view sql) {
        auto row = database_.prepare(sql);
        while (TRY(row.step())) {
            add(fault, row.text(0));
        }
        return {};
    }
    Result<void> check_records() {
        auto row = database_.prepare("SELECT rid, type, life, row_seq, body FROM record");
        while (TRY(row.step())) {
            model::Record record{row.id<RecordTag>(0), static_cast<model::TypeId>(row.integer(1)), {}};
            if (!unpack_fields(row.blob(4), record)) {
                add("a record cannot be read", print(record.id));
                continue;
            }
            Seq newest = 0;
            for (const auto& [field, state] : record.fields) {
                newest = std::max(newest, state.seq);
            }
            const auto* life = std::get_if<std::int64_t>(&model::value_of(record, model::life_field));
            if (life == nullptr || *life != row.integer(2)) {
                add("a record's life is not what its fields say", print(record.id));
            }
            if (newest != static_cast<Seq>(row.integer(3))) {
                add("a record's seq is not that of its newest field", print(record.id));
            }
        }
        return {};
    }
    // The digest under which a device's transaction was taken is that of what the log keeps.
    Result<void> check_log() {
        auto row =
            database_.prepare("SELECT txn.seq, body, digest FROM txn LEFT JOIN outcome USING(t, device, counter, seq)");
        while (TRY(row.step())) {
            const Digest digest = sha256(row.blob(1));
            if (!row.is_null(2) && !std::ranges::equal(digest, row.blob(2))) {
                add("a transaction in the log is not the one that was sent", row.text(0));
            }
        }
        return {};
    }

    Database& database_;
    std::vector<std::string> faults_;
};

}  // namespace

Result<std::vector<std::string>> check_file(const std::string& file) {
    Database database = TRY(Database::open(file));
    return Checker(database).run();
}

}  // namespace xingke::server
