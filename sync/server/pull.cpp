#include "sync/server/pull.h"

#include <algorithm>

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
    for (const auto& [field, state] : record.fields) {
        const model::Field* declared = type != nullptr ? model::find_field(*type, field) : nullptr;
        if (state.seq > cursor && (declared == nullptr || !model::is_secret(*declared, role))) {
            pulled.fields.push_back({field, state});
        }
    }
    return pulled;
}

Result<void> read_records(ReadTransaction& storage, const model::Catalogue& catalogue, model::Role role,
                          const protocol::PullRequest& request, protocol::PullResponse& response) {
    const protocol::PullPosition after{std::min<Seq>(request.after.seq, number_max), request.after.record};
    // One more than asked for tells whether there are more.
    auto stored = TRY(storage.records_after(after, std::size_t{request.record_count_max} + 1, pull_bytes_aim));
    const bool is_full = stored.size() > request.record_count_max;
    if (is_full) {
        stored.pop_back();
    }
    response.next = {response.point, last_record_id};
    if (!stored.empty()) {
        const protocol::PullPosition last{stored.back().row_seq, stored.back().record.id};
        response.remaining_count = TRY(storage.count_records_after(last));
        response.more = response.remaining_count > 0;
        if (response.more) {
            response.next = last;
        }
    }
    response.records.reserve(stored.size());
    for (const StoredRecord& one : stored) {
        response.records.push_back(newer_than(request.cursor, one.record, catalogue.find(one.record.type), role));
    }
    return {};
}

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

}  // namespace

Result<protocol::PullResponse> pull(Storage& storage, const Rules& rules, const Caller& caller,
                                    const protocol::PullRequest& request) {
    protocol::PullResponse response;
    std::optional<Device> device;
    {
        const auto reading = TRY(storage.begin_read(caller.company));
        device = TRY(reading->find_device(caller.device));
        if (device && device->is_revoked) {
            return Error{Fault::unauthorized, {Text::session_ended, {}}, "device"};
        }
        response.epoch = reading->company().epoch;
        response.point = reading->company().head;
        response.server_time_ms = rules.clock.now().ms;
        response.expected_counter = device ? device->last_counter + 1 : 1;
        const auto catalogue = TRY(rules.companies->of(*reading, rules.catalogue));
        const auto account = TRY(reading->find_account(caller.user));
        const model::Role role = account ? account->role : model::Role::read_only;
        TRY(read_records(*reading, *catalogue, role, request, response));
        response.outcomes =
            TRY(reading->outcomes_after(caller.device, caller.user, std::min(request.outcomes_after, number_max),
                                        protocol::outcomes_max, outcome_bytes_aim));
    }
    TRY(note_contact(storage, rules.clock, caller, device, std::min(request.waiting_count, number_max)));
    return response;
}

}  // namespace xingke::server
