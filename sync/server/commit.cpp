#include "sync/server/commit.h"

#include <algorithm>

#include "app/base/planted.h"
#include "sync/protocol/frame.h"
#include "sync/server/apply.h"
#include "sync/server/digest.h"
#include "sync/server/limits.h"

namespace xingke::server {
namespace {

constexpr std::size_t plain_outcome_bytes = 16;

Error ended(std::string detail) {
    return {Fault::unauthorized, {Text::session_ended, {}}, std::move(detail)};
}

std::size_t size_of(const std::vector<protocol::Reason>& reasons) {
    Writer writer;
    protocol::encode(writer, reasons);
    return writer.size();
}

// What one request does to its device, transaction by transaction.
class Push {
public:
    Push(WriteTransaction& storage, const Rules& rules, const Caller& caller, const Account& account, Device& device)
        : storage_(storage), rules_(rules), caller_(caller), account_(account), device_(device) {}

    // False: the rest of the request is left alone.
    Result<bool> take(const model::Transaction& transaction, protocol::PushResponse& response) {
        Writer body;
        protocol::encode(body, transaction);
        const Digest digest = sha256(body.bytes());
        const bool is_repeated = transaction.counter <= device_.last_counter;
        if (is_repeated && !planted(Mistake::repeat_applied_again)) {
            const auto stored = TRY(storage_.find_outcome(device_.id, transaction.counter));
            if (!stored || stored->digest != digest || stored->user != caller_.user) {
                response.forked = true;
                return false;
            }
            return add(stored->outcome, response);
        }
        if (!is_repeated && transaction.counter != device_.last_counter + 1) {
            return false;
        }
        const auto catalogue = TRY(rules_.companies->of(storage_, rules_.catalogue));
        TRY(ensure_postings(storage_, *catalogue));
        const model::Actor actor{account_.user, account_.role};
        const Sight sight = TRY(rules_.sights->of(storage_, *catalogue, actor));
        const Application application{transaction,       actor, Authority::device, rules_.clock.now(),
                                      &rules_.catalogue, &sight};
        const protocol::Outcome outcome = TRY(apply(storage_, *catalogue, rules_.random, application));
        const bool is_lost = planted(Mistake::lost_outcome) && outcome.status == protocol::Status::rejected;
        if (!is_repeated && !is_lost) {
            TRY(storage_.add_outcome(device_.id, {outcome, caller_.user, digest}));
        }
        device_.last_counter = std::max(device_.last_counter, transaction.counter);
        return add(outcome, response);
    }

private:
    bool add(const protocol::Outcome& outcome, protocol::PushResponse& response) {
        bytes_ += plain_outcome_bytes + size_of(outcome.reasons);
        response.outcomes.push_back(outcome);
        return bytes_ < outcome_bytes_aim;
    }

    WriteTransaction& storage_;
    const Rules& rules_;
    const Caller& caller_;
    const Account& account_;
    Device& device_;
    std::size_t bytes_ = 0;
};

}  // namespace

Result<protocol::PushResponse> push(Storage& storage, const Rules& rules, const Caller& caller,
                                    const protocol::PushRequest& request) {
    for (const model::Transaction& transaction : request.transactions) {
        if (transaction.device != caller.device && !planted(Mistake::foreign_device_accepted)) {
            return Error{Fault::invalid_input, {Text::malformed, {}}, "transaction of another device"};
        }
    }
    const auto writing = TRY(storage.begin_write(caller.company));
    const auto account = TRY(writing->find_account(caller.user));
    if (!account || account->is_disabled) {
        return ended("account");
    }
    Device device = TRY(writing->find_device(caller.device)).value_or(Device{.id = caller.device});
    if (device.is_revoked) {
        return Error{Fault::unauthorized, {Text::device_revoked, {}}, "device"};
    }
    device.user = caller.user;
    device.last_seen = rules.clock.now();

    protocol::PushResponse response;
    response.epoch = writing->company().epoch;
    Push run(*writing, rules, caller, *account, device);
    for (const model::Transaction& transaction : request.transactions) {
        const bool goes_on = TRY(run.take(transaction, response));
        if (!goes_on) {
            break;
        }
    }
    response.expected_counter = device.last_counter + 1;
    TRY(writing->put_device(device));
    TRY(writing->commit());
    return response;
}

Result<Seq> commit_as_server(WriteTransaction& storage, const Rules& rules, RecordId author,
                             std::vector<model::Change> changes) {
    model::Transaction transaction;
    transaction.counter = storage.company().head + 1;
    transaction.author = author;
    transaction.schema = rules.catalogue.version();
    transaction.authored = rules.clock.now();
    transaction.base = storage.company().head;
    transaction.intent = model::Intent::server;
    transaction.changes = std::move(changes);
    const Application application{
        transaction, {author, model::Role::administrator}, Authority::server, transaction.authored, &rules.catalogue};
    const auto catalogue = TRY(rules.companies->of(storage, rules.catalogue));
    TRY(ensure_postings(storage, *catalogue));
    protocol::Outcome outcome = TRY(apply(storage, *catalogue, rules.random, application));
    if (outcome.status == protocol::Status::rejected) {
        return Error{Fault::invalid_input, outcome.reasons.front().message, outcome.reasons.front().field};
    }
    return outcome.seq;
}

}  // namespace xingke::server
