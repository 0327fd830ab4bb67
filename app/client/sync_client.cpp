#include "app/client/sync_client.h"

#include <algorithm>
#include <utility>

#include "app/base/log.h"
#include "app/base/planted.h"
#include "app/client/limits.h"
#include "sync/protocol/limits.h"

namespace xingke::client {
namespace {

std::int64_t backoff_ms(std::int64_t first_ms, int failure_count) {
    const int doublings = std::min(failure_count - 1, 10);
    return std::min(retry_most_ms, first_ms << std::max(doublings, 0));
}

}  // namespace

SyncClient::SyncClient(Workspace& workspace, platform::Network& network, Listener listener)
    : workspace_(workspace), network_(network), listener_(std::move(listener)), is_online_(network.is_online()) {}

SyncClient::~SyncClient() {
    stop();
}

void SyncClient::start() {
    restart();
}

void SyncClient::stop() {
    is_stopped_ = true;
    ++*generation_;
    push_ = pull_ = {};
    close_live();
}

void SyncClient::host_state(bool online, bool visible) {
    const bool came_online = online && !is_online_;
    const bool became_visible = visible && !is_visible_;
    is_online_ = online;
    is_visible_ = visible;
    if (!online) {
        close_live();
    } else if (came_online) {
        restart();  // What was under way went down with the line; waiting for its end would take a minute.
    } else if (became_visible) {
        sync_now();
    }
}

void SyncClient::sync_now() {
    want_now(push_);
    want_now(pull_);
    live_failure_count_ = 0;
    live_due_ms_ = now_ms();
}

void SyncClient::on_commit() {
    push_.is_wanted = true;
    if (push_.failure_count == 0) {
        push_.due_ms = now_ms();
    }
}

void SyncClient::want_now(Lane& lane) {
    lane.is_wanted = true;
    lane.failure_count = 0;
    lane.due_ms = now_ms();
}

bool SyncClient::may_send() const {
    return is_online_ && !is_stopped_ && !update_needed_ && !workspace_.account.renewal_token.empty();
}

std::int64_t SyncClient::tick() {
    if (!may_send()) {
        return -1;
    }
    const bool may_poll = is_visible_ && !planted(Mistake::poll_forgotten);
    if (may_poll && now_ms() >= next_poll_ms_ && !pull_.is_wanted && !pull_.is_under_way) {
        want_now(pull_);
    }
    pump();
    keep_live();
    if (!may_send()) {
        return -1;
    }
    std::int64_t due = INT64_MAX;
    for (const Lane* lane : {&push_, &pull_}) {
        if (lane->is_wanted && !lane->is_under_way) {
            due = std::min(due, lane->due_ms);
        }
    }
    if (!live_is_open_) {
        due = std::min(due, live_due_ms_);
    }
    if (may_poll && !pull_.is_under_way) {
        due = std::min(due, next_poll_ms_);
    }
    return due == INT64_MAX ? -1 : std::max<std::int64_t>(0, due - now_ms());
}

void SyncClient::pump() {
    const std::int64_t now = now_ms();
    if (push_.is_wanted && !push_.is_under_way && push_.due_ms <= now) {
        if (const Result<void> sent = send_push(); !sent) {
            return broken(sent.error());
        }
    }
    if (pull_.is_wanted && !pull_.is_under_way && pull_.due_ms <= now) {
        if (const Result<void> sent = send_pull(); !sent) {
            return broken(sent.error());
        }
    }
}

Result<void> SyncClient::send_push() {
    push_.is_wanted = false;
    const auto entries = TRY(workspace_.log.waiting(0, protocol::push_bytes_aim, protocol::push_transactions_max));
    if (entries.empty()) {
        push_.failure_count = 0;  // The pull brought the outcomes that the push had not.
        return {};
    }
    protocol::PushRequest request;
    for (const store::OutboxEntry& entry : entries) {
        Reader reader(entry.body);
        request.transactions.push_back(protocol::decode_transaction(reader));
        if (!reader.ok()) {
            return Error{Fault::storage, {Text::storage_damaged, {}}, "outbox"};
        }
    }
    send(push_, std::move(request), [this](const protocol::Body& body) {
        if (const auto* response = std::get_if<protocol::PushResponse>(&body)) {
            on_push(*response);
        } else {
            failed(push_, {Text::server_trouble, {}});
        }
    });
    return {};
}

Result<void> SyncClient::send_pull() {
    pull_.is_wanted = false;
    const PullState state = TRY(pull_state(workspace_));
    protocol::PullRequest request;
    request.cursor = state.cursor;
    request.after = state.after;
    request.record_count_max = pull_record_count;
    request.outcomes_after = state.outcomes_after;
    request.waiting_count = state.waiting_count;
    request.sight = state.sight;
    pull_sent_ms_ = workspace_.clock.now().ms;
    send(pull_, request, [this](const protocol::Body& body) {
        if (const auto* response = std::get_if<protocol::PullResponse>(&body)) {
            on_pull(*response);
        } else {
            failed(pull_, {Text::server_trouble, {}});
        }
    });
    return {};
}

void SyncClient::send(Lane& lane, protocol::Body body, Handler handler) {
    lane.is_under_way = true;
    platform::HttpRequest request;
    request.method = "POST";
    request.path = "/sync";
    request.headers = {{"Content-Type", "application/octet-stream"}};
    const std::uint32_t number = next_request_++;
    request.body = protocol::encode(protocol::Frame{number, std::move(body)});
    request.timeout_ms = request_timeout_ms;
    const std::weak_ptr<std::uint64_t> generation = generation_;
    network_.send(std::move(request), [this, &lane, number, generation, sent_in = *generation_,
                                       handler = std::move(handler)](const platform::HttpResponse& response) {
        const auto now = generation.lock();
        if (now && *now == sent_in) {
            answered(lane, number, response, handler);
        }
    });
}

void SyncClient::answered(Lane& lane, std::uint32_t number, const platform::HttpResponse& response,
                          const Handler& handler) {
    lane.is_under_way = false;
    if (response.status == 200) {
        const Result<protocol::Frame> frame = protocol::decode(response.body);
        if (frame && frame->request == number) {
            handler(frame->body);
        } else {
            update_needed_ = !frame && frame.error().fault == Fault::unsupported;
            failed(lane, {update_needed_ ? Text::update_needed : Text::server_trouble, {}});
        }
    } else if (response.status == 401) {
        sign_in_needed();
    } else if (response.status == 410) {
        log(LogLevel::warning, "device_revoked");
        stop();
        return listener_.on_revoked();
    } else if (response.status == 426) {
        update_needed_ = true;
        failed(lane, {Text::update_needed, {}});
    } else {
        log(LogLevel::warning, "sync_failed", {{"status", response.status}});
        failed(lane, {response.status == 0 ? Text::no_network : Text::server_trouble, {}});
    }
    listener_.on_change();
}

void SyncClient::on_push(const protocol::PushResponse& response) {
    const Result<Applied> applied = apply_push(workspace_, response);
    if (!applied) {
        return broken(applied.error());
    }
    if (applied->renumbered) {
        return sign_in_needed();
    }
    if (applied->restarted) {
        return restart();
    }
    if (response.outcomes.empty()) {
        // The server did not look at what it got: asking again at once would be the same question.
        return failed(push_, {Text::server_trouble, {}});
    }
    worked(push_);
    push_.is_wanted = true;  // until nothing waits
    push_.due_ms = now_ms();
    want_now(pull_);  // what was accepted is settled by the pull that brings it
}

void SyncClient::on_pull(const protocol::PullResponse& response) {
    note_clock(response.server_time_ms);
    const Result<Applied> applied = apply_pull(workspace_, response);
    if (!applied) {
        return broken(applied.error());
    }
    if (applied->renumbered) {
        return sign_in_needed();
    }
    if (applied->restarted) {
        return restart();
    }
    worked(pull_);
    received_count_ += response.records.size();
    remaining_count_ = response.remaining_count;
    next_poll_ms_ = now_ms() + poll_interval_ms;
    if (applied->more) {
        pull_.is_wanted = true;
        pull_.due_ms = now_ms();
        return;
    }
    received_count_ = remaining_count_ = 0;
    synced_at_ = workspace_.clock.now();
}

void SyncClient::note_clock(std::int64_t server_time_ms) {
    const std::int64_t now = workspace_.clock.now().ms;
    clock_off_ms_ = pull_sent_ms_ + (now - pull_sent_ms_) / 2 - server_time_ms;
}

// After failures the server is there again: nothing else waits for the end of a delay of its own.
void SyncClient::worked(Lane& lane) {
    problem_ = {};
    if (std::exchange(lane.failure_count, 0) > 0) {
        sync_now();
    }
}

void SyncClient::failed(Lane& lane, Message problem) {
    problem_ = std::move(problem);
    ++lane.failure_count;
    lane.is_wanted = true;
    lane.due_ms = now_ms() + jittered(backoff_ms(retry_first_ms, lane.failure_count));
    // A poll is no way round the delay.
    next_poll_ms_ = std::max(next_poll_ms_, lane.due_ms);
}

void SyncClient::sign_in_needed() {
    workspace_.account.renewal_token.clear();
    const auto removed = workspace_.store.remove_meta(meta_key::token);
    if (!removed) {
        return broken(removed.error());
    }
    problem_ = {Text::session_ended, {}};
    restart();
}

// Forgets what is under way and begins anew with what the database says.
void SyncClient::restart() {
    ++*generation_;
    push_ = pull_ = {};
    received_count_ = remaining_count_ = 0;
    close_live();
    if (!workspace_.account.renewal_token.empty()) {
        problem_ = {};
        sync_now();
    }
}

void SyncClient::broken(const Error& error) {
    if (error.fault == Fault::storage_full) {
        return disk_is_full(error);
    }
    log(LogLevel::error, "sync_stopped", {{"detail", error.detail}});
    problem_ = error.message;
    stop();
    listener_.on_failure(error);
}

// Space comes back: what was under way is asked for again later.
void SyncClient::disk_is_full(const Error& error) {
    log(LogLevel::warning, "sync_waits_for_space", {{"detail", error.detail}});
    const auto failure_count = std::max(push_.failure_count, pull_.failure_count);
    ++*generation_;
    push_ = pull_ = {};
    push_.failure_count = pull_.failure_count = failure_count;
    close_live();
    failed(push_, error.message);
    failed(pull_, error.message);
    live_due_ms_ = pull_.due_ms;
    listener_.on_failure(error);
}

void SyncClient::keep_live() {
    if (live_is_open_ || !may_send() || now_ms() < live_due_ms_) {
        return;
    }
    live_is_open_ = true;
    const std::weak_ptr<std::uint64_t> generation = generation_;
    const auto is_current = [generation, opened_in = *generation_] {
        const auto now = generation.lock();
        return now && *now == opened_in;
    };
    platform::Network::LiveListener listener;
    listener.on_message = [this, is_current](std::span<const std::uint8_t> message) {
        if (is_current()) {
            on_hint(message);
        }
    };
    listener.on_close = [this, is_current] {
        if (is_current()) {
            live_is_open_ = false;
            ++live_failure_count_;
            live_due_ms_ = now_ms() + jittered(backoff_ms(live_reopen_first_ms, live_failure_count_));
        }
    };
    network_.open_live("/live", {}, std::move(listener));
}

// The company's head as 8 bytes, little endian: this device's own transactions come back as hints, too.
void SyncClient::on_hint(std::span<const std::uint8_t> message) {
    live_failure_count_ = 0;
    if (push_.failure_count > 0) {
        want_now(push_);  // The server is there again.
    }
    protocol::Seq head = 0;
    for (std::size_t i = 0; i < message.size() && i < 8; ++i) {
        head |= protocol::Seq{message[i]} << (8 * i);
    }
    const auto cursor = meta_number(workspace_.store, meta_key::cursor);
    if (message.size() != 8 || !cursor || head > *cursor) {
        want_now(pull_);
    }
}

void SyncClient::close_live() {
    if (live_is_open_) {
        live_is_open_ = false;
        network_.close_live();
    }
}

std::int64_t SyncClient::jittered(std::int64_t delay_ms) {
    const std::int64_t half = delay_ms / 2;
    return half + static_cast<std::int64_t>(workspace_.random.below(static_cast<std::uint64_t>(delay_ms - half) + 1));
}

SyncState SyncClient::state() {
    SyncState state;
    const bool signed_in = !workspace_.account.user.is_nil();
    if (signed_in && workspace_.account.renewal_token.empty()) {
        state.phase = SyncPhase::sign_in_needed;
    } else if (!is_online_) {
        state.phase = SyncPhase::offline;
    } else if (push_.is_under_way) {
        state.phase = SyncPhase::sending;
    } else if (pull_.is_under_way) {
        state.phase = SyncPhase::receiving;
    } else if (push_.failure_count > 0 || pull_.failure_count > 0) {
        state.phase = SyncPhase::waiting_to_retry;
    } else {
        state.phase = SyncPhase::idle;
    }
    // A database that cannot answer has been reported by on_failure already.
    if (const auto waiting = workspace_.log.count(store::OutboxState::waiting)) {
        state.waiting = *waiting;
    }
    if (const auto pulling = pull_state(workspace_)) {
        state.cursor = pulling->cursor;
        state.first_sync_done = pulling->first_sync_done;
    }
    state.synced_at = synced_at_;
    if (const auto kept = meta_number(workspace_.store, meta_key::synced_at); kept && synced_at_.ms == 0) {
        state.synced_at = {static_cast<std::int64_t>(*kept)};
    }
    state.received = received_count_;
    state.expected = received_count_ + remaining_count_;
    state.problem = problem_;
    state.clock_off_ms = clock_off_ms_;
    state.update_needed = update_needed_;
    return state;
}

}  // namespace xingke::client
