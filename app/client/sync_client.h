// Talks to the server for one open database: two lanes that never wait for each other, each with at most one request
// under way, and the live connection that says when there is news. No answer, a wrong answer and a late answer are all
// harmless: what was not confirmed is asked or sent again, and the server applies each transaction once.
//
// Each lane:
//
//   idle      → on_commit(), poll, on_hint()  wanted
//   wanted    → pump(), when due              under way   only while online, signed in, and not stopped for good
//   under way → on_push(), on_pull()          idle, or wanted when more waits (applied through sync_apply.h)
//   under way → failed()                      wanted, due after a growing, jittered delay (no answer, 5xx, 429)
//   under way → sign_in_needed()              idle until somebody signs in again (401); local work goes on
//   under way → answered(), 426               idle until the next start of the app, which must be updated
//   any       → restart(), sync_now()         wanted and due now (the line is back, somebody asks)
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/client/frames.h"
#include "app/client/sync_apply.h"
#include "app/client/workspace.h"
#include "app/platform/network.h"

namespace xingke::client {

class SyncClient {
public:
    // `on_change`: records, outbox or state may have changed; called at the end of each answer.
    // `on_failure`: the database refused; nothing goes on until the next start.
    struct Listener {
        std::function<void()> on_change;
        std::function<void(const Error&)> on_failure;
        // An administrator has revoked this device: nothing may stay on it. Nothing goes on from here.
        std::function<void()> on_revoked;
    };
    SyncClient(Workspace& workspace, platform::Network& network, Listener listener);
    ~SyncClient();

    // Somebody signed in (again), or the session's token was found at start.
    void start();
    // For good: what is under way finds nobody.
    void stop();
    void host_state(bool online, bool visible);
    void sync_now();
    // Something waits to be pushed.
    void on_commit();
    // Sends what is due; the time until something will be, in ms, or -1.
    std::int64_t tick();

    SyncState state();

private:
    struct Lane {
        bool is_wanted = false, is_under_way = false;
        int failure_count = 0;
        std::int64_t due_ms = 0;
    };
    using Handler = std::function<void(const protocol::Body&)>;

    bool may_send() const;
    void want_now(Lane& lane);
    void pump();
    Result<void> send_push();
    Result<void> send_pull();
    void send(Lane& lane, protocol::Body body, Handler handler);
    void answered(Lane& lane, std::uint32_t number, const platform::HttpResponse& response, const Handler& handler);
    void on_push(const protocol::PushResponse& response);
    void on_pull(const protocol::PullResponse& response);
    void note_clock(std::int64_t server_time_ms);
    void worked(Lane& lane);
    void failed(Lane& lane, Message problem);
    void sign_in_needed();
    void restart();
    void broken(const Error& error);
    void disk_is_full(const Error& error);
    void keep_live();
    void on_hint(std::span<const std::uint8_t> message);
    void close_live();
    std::int64_t now_ms() { return workspace_.clock.monotonic_ms(); }
    std::int64_t jittered(std::int64_t delay_ms);

    Workspace& workspace_;
    platform::Network& network_;
    Listener listener_;
    // Answers to what was sent before the latest restart or destruction find another number, or nothing, here.
    std::shared_ptr<std::uint64_t> generation_ = std::make_shared<std::uint64_t>(0);

    Lane push_, pull_;
    bool is_online_ = true, is_visible_ = true;
    bool is_stopped_ = false;  // the database failed
    bool update_needed_ = false;
    bool live_is_open_ = false;
    int live_failure_count_ = 0;
    std::int64_t live_due_ms_ = 0;
    std::int64_t next_poll_ms_ = 0;
    std::int64_t pull_sent_ms_ = 0;  // wall clock
    std::int64_t clock_off_ms_ = 0;
    std::uint64_t received_count_ = 0, remaining_count_ = 0;
    Instant synced_at_;  // since the start; what was before is in the database
    Message problem_;
    std::uint32_t next_request_ = 1;
};

}  // namespace xingke::client
