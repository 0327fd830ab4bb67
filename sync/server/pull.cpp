#include "sync/server/pull.h"

#include <algorithm>
#include <set>

#include "app/base/planted.h"
#include "app/model/field_rules.h"
#include "sync/protocol/limits.h"
#include "sync/server/limits.h"

namespace xingke::server {
namespace {

// What the database can compare; above it no seq and no counter exists.
constexpr std::uint64_t number_max = INT64_MAX;

constexpr RecordId last_record_id = [] {
    RecordId id;
    id.bytes.fill(0xFF);
    return id;
}();

// What the reader's role may not see stays here (Field::secret_from).
protocol::PulledRecord newer_than(Seq cursor, const model::Record& record, const model::RecordType* type,
                                  model::Role role) {
    protocol::PulledRecord pulled{record.id, record.type, {}};
    if (planted(Mistake::cursor_off_by_one) && cursor > 0) {
        ++cursor;
    }
    for (const auto& [field, state] : record.fields) {
        if (planted(Mistake::tombstone_forgotten) && field == model::life_field && cursor > 0) {
            continue;
        }
        const model::Field* declared = type != nullptr ? model::find_field(*type, field) : nullptr;
        if (state.seq > cursor && (declared == nullptr || !model::is_secret(*declared, role))) {
            pulled.fields.push_back({field, state});
        }
    }
    return pulled;
}

std::size_t size_of(const model::Record& record) {
    std::size_t size = record.id.bytes.size();
    for (const auto& [field, state] : record.fields) {
        constexpr std::size_t number_bytes = 16;
        const auto* text = std::get_if<std::string>(&state.value);
        size += number_bytes + (text != nullptr ? text->size() : 0);
    }
    return size;
}

// Records of types that are seen whole and postings of everybody within reach, as one stream in (seq, record) order.
class Page {
public:
    Page(ReadTransaction& storage, const model::Catalogue& catalogue, const Sight& sight, model::Role role,
         const protocol::PullRequest& request)
        : storage_(storage), catalogue_(catalogue), sight_(sight), role_(role), request_(request) {}

    Result<void> read(protocol::PullResponse& response) {
        const protocol::PullPosition after{std::min<Seq>(request_.after.seq, number_max), request_.after.record};
        TRY(gather(after));
        protocol::PullPosition last = after;
        std::size_t byte_count = 0, count = 0;
        for (const Entry& entry : entries_) {
            if (count == request_.record_count_max || byte_count >= pull_bytes_aim || (bound_ && *bound_ < entry.at)) {
                break;
            }
            last = entry.at;
            ++count;
            TRY(add(entry, response, byte_count));
        }
        response.next = {response.point, last_record_id};
        response.remaining_count = TRY(count_after(last));
        response.more = response.remaining_count > 0;
        if (response.more) {
            response.next = last;
        }
        return {};
    }

private:
    struct Entry {
        protocol::PullPosition at;
        const StoredRecord* stored = nullptr;
        Posting posting;  // without `stored`
    };

    // What one query left out may lie behind its last row only: up to there the page is complete.
    void bound_by(protocol::PullPosition last) { bound_ = bound_ ? std::min(*bound_, last) : last; }

    Result<void> gather(protocol::PullPosition after) {
        const std::size_t count = request_.record_count_max;
        if (!sight_.whole.empty()) {
            stored_ = TRY(storage_.records_after(sight_.whole, after, count, pull_bytes_aim));
            for (const StoredRecord& one : stored_) {
                entries_.push_back({{one.row_seq, one.record.id}, &one, {}});
            }
            if (!stored_.empty() && TRY(storage_.count_records_after(sight_.whole, entries_.back().at)) > 0) {
                bound_by(entries_.back().at);
            }
        }
        for (const Sight::Group& group : sight_.groups) {
            const auto postings = TRY(storage_.postings_after(group.people, group.types, after, count));
            for (const Posting& posting : postings) {
                entries_.push_back({{posting.seq, posting.record}, nullptr, posting});
            }
            if (postings.size() == count) {
                bound_by(entries_.back().at);
            }
        }
        std::ranges::stable_sort(entries_, {}, &Entry::at);
        return {};
    }

    Result<void> add(const Entry& entry, protocol::PullResponse& response, std::size_t& byte_count) {
        if (entry.stored == nullptr && !told_.insert(entry.posting.record).second) {
            return {};
        }
        if (entry.stored != nullptr) {
            add_record(entry.stored->record, request_.cursor, response, byte_count);
            return {};
        }
        const Posting& posting = entry.posting;
        if (!posting.is_seen && !planted(Mistake::stale_permission) &&
            !TRY(sees(storage_, sight_, posting.type, posting.record))) {
            response.gone.push_back({posting.record, posting.type});
            return {};
        }
        const auto record = TRY(storage_.find_record(posting.record));
        if (record) {
            const bool had_it = posting.since <= request_.cursor || planted(Mistake::net_change_skips_record) ||
                                TRY(was_seen_at_cursor(posting));
            add_record(*record, had_it ? request_.cursor : 0, response, byte_count);
        }
        return {};
    }

    // Through somebody else, who ceased to stand for it since, or still does.
    Result<bool> was_seen_at_cursor(const Posting& posting) {
        const std::vector<RecordId>& people = sight_.group_of(posting.type)->people;
        for (const Posting& other : TRY(storage_.postings_of(posting.record))) {
            if (other.since <= request_.cursor && (other.is_seen || other.seq > request_.cursor) &&
                std::ranges::binary_search(people, other.person)) {
                return true;
            }
        }
        return false;
    }

    void add_record(const model::Record& record, Seq cursor, protocol::PullResponse& response,
                    std::size_t& byte_count) {
        response.records.push_back(newer_than(cursor, record, catalogue_.find(record.type), role_));
        byte_count += size_of(record);
    }

    Result<std::uint64_t> count_after(protocol::PullPosition last) {
        std::uint64_t count = sight_.whole.empty() ? 0 : TRY(storage_.count_records_after(sight_.whole, last));
        for (const Sight::Group& group : sight_.groups) {
            count += TRY(storage_.count_postings_after(group.people, group.types, last));
        }
        return count;
    }

    ReadTransaction& storage_;
    const model::Catalogue& catalogue_;
    const Sight& sight_;
    model::Role role_;
    const protocol::PullRequest& request_;
    std::vector<StoredRecord> stored_;
    std::vector<Entry> entries_;
    std::optional<protocol::PullPosition> bound_;
    std::set<RecordId> told_;  // in this page: several people may stand for one record
};

// Written at most once a minute, or when there is news: asking costs no write.
Result<void> note_contact(Storage& storage, Clock& clock, const Caller& caller, const std::optional<Device>& device,
                          std::uint64_t waiting_count) {
    const Instant now = clock.now();
    const bool is_new = !device || device->waiting_count != waiting_count || device->user != caller.user ||
                        now.ms - device->last_seen.ms >= device_touch_interval_ms;
    if (!is_new) {
        return {};
    }
    const auto writing = TRY(storage.begin_write(caller.company));
    // Read again: between the two transactions a push may have moved the counter.
    Device present = TRY(writing->find_device(caller.device)).value_or(Device{.id = caller.device});
    present.user = caller.user;
    present.waiting_count = waiting_count;
    present.last_seen = now;
    TRY(writing->put_device(present));
    return writing->commit();
}

Result<void> prepare(Storage& storage, const Rules& rules, TenantId company) {
    {
        const auto reading = TRY(storage.begin_read(company));
        const auto catalogue = TRY(rules.companies->of(*reading, rules.catalogue));
        if (has_postings(*reading, *catalogue)) {
            return {};
        }
    }
    const auto writing = TRY(storage.begin_write(company));
    const auto catalogue = TRY(rules.companies->of(*writing, rules.catalogue));
    TRY(ensure_postings(*writing, *catalogue));
    return writing->commit();
}

}  // namespace

Result<protocol::PullResponse> pull(Storage& storage, const Rules& rules, const Caller& caller,
                                    const protocol::PullRequest& request) {
    protocol::PullResponse response;
    std::optional<Device> device;
    TRY(prepare(storage, rules, caller.company));
    {
        const auto reading = TRY(storage.begin_read(caller.company));
        device = TRY(reading->find_device(caller.device));
        if (device && device->is_revoked) {
            return Error{Fault::unauthorized, {Text::device_revoked, {}}, "device"};
        }
        response.epoch = reading->company().epoch;
        response.point = reading->company().head;
        response.server_time_ms = rules.clock.now().ms;
        response.expected_counter = device ? device->last_counter + 1 : 1;
        const auto account = TRY(reading->find_account(caller.user));
        if (!account || account->is_disabled) {
            return Error{Fault::unauthorized, {Text::session_ended, {}}, "account"};
        }
        const auto catalogue = TRY(rules.companies->of(*reading, rules.catalogue));
        const Sight sight = TRY(rules.sights->of(*reading, *catalogue, {account->user, account->role}));
        response.sight = sight.token;
        const bool is_beginning = request.cursor == 0 && request.after.seq == 0;
        if (request.sight == sight.token || is_beginning) {
            TRY(Page(*reading, *catalogue, sight, account->role, request).read(response));
        }
        response.outcomes =
            TRY(reading->outcomes_after(caller.device, caller.user, std::min(request.outcomes_after, number_max),
                                        protocol::outcomes_max, outcome_bytes_aim));
    }
    TRY(note_contact(storage, rules.clock, caller, device, std::min(request.waiting_count, number_max)));
    return response;
}

}  // namespace xingke::server
