#include "app/client/data_host.h"

#include <algorithm>

#include "app/base/log.h"
#include "app/client/administering.h"
#include "app/client/blob_client.h"
#include "app/client/bulk_editing.h"
#include "app/client/commands.h"
#include "app/client/device_report.h"
#include "app/client/exporting.h"
#include "app/client/held_network.h"
#include "app/client/importing.h"
#include "app/client/inbox.h"
#include "app/client/limits.h"
#include "app/client/live_queries.h"
#include "app/client/local_database.h"
#include "app/client/searching.h"
#include "app/client/session_network.h"
#include "app/client/sign_in.h"
#include "app/client/sync_client.h"

namespace xingke::client {

struct DataHost::Impl {
    Impl(platform::DataPlatform platform_ports, const model::Catalogue& core, std::function<void(Bytes)> sender)
        : platform(platform_ports),
          send_bytes(std::move(sender)),
          network(platform_ports.network),
          line(network),
          database(platform_ports, core),
          live([this](const ToScreen& frame) { send(frame); }),
          imports(
              platform_ports.formats, [this](const ToScreen& frame) { send(frame); }, [this] { return workspace(); }),
          bulk([this](const ToScreen& frame) { send(frame); }) {}

    platform::DataPlatform platform;
    std::function<void(Bytes)> send_bytes;

    HeldNetwork network;       // held while an import or a bulk edit writes …
    std::vector<ToData> held;  // … as are most frames
    SessionNetwork line;       // for what needs the session
    LocalDatabase database;
    std::unique_ptr<SyncClient> sync;     // while somebody is signed in
    std::unique_ptr<SyncClient> retired;  // stopped, but perhaps still calling us
    std::unique_ptr<BlobClient> blobs;    // while somebody is signed in
    LiveQueries live;
    Importing imports;
    BulkEditing bulk;
    SessionState session;
    HostState host;
    Bytes last_sync_state;
    std::int64_t tidy_due_ms = -1;
    bool has_new_declarations = false;  // put in force at the next tick, when nobody is inside the sync client
    // Answers to a sign-in that is no longer wanted, or to a host that is gone, find another number, or nothing.
    std::shared_ptr<std::uint64_t> attempt = std::make_shared<std::uint64_t>(0);

    void send(const ToScreen& frame) { send_bytes(encode(frame)); }
    bool is_signed_in() const { return session.phase == Phase::signed_in; }
    bool is_writing() const { return imports.is_writing() || bulk.is_writing(); }
    void end_work() {
        line.end();
        sync.reset();
        blobs.reset();
        imports.cancel_all();
        bulk.cancel_all();
    }
    Workspace* workspace() { return is_signed_in() ? database.workspace() : nullptr; }

    // ---- start and end ----
    void start() {
        host.online = network.is_online();
        session.is_durable = platform.files.is_durable();
        send(session);
        const Result<void> opened = database.open();
        if (!opened) {
            return fail(opened.error());
        }
        go_on();
    }

    void go_on() {
        session.can_recover = false;
        const Result<KeptAccount> kept = load_account(database.workspace()->store);
        if (!kept) {
            return fail(kept.error());
        }
        if (kept->account.user.is_nil() || kept->is_signed_out) {
            session.phase = Phase::signed_out;
            session.login = kept->account.login;
            send(session);
        } else {
            enter(kept->account);
        }
    }

    void fail(const Error& error) {
        log(LogLevel::error, "database_failed", {{"detail", error.detail}});
        if (sync) {
            sync->stop();
            retired = std::move(sync);
        }
        end_work();
        session.phase = Phase::failed;
        session.can_recover = error.message.key == Text::storage_damaged;
        session.error = error.message;
        session.detail = error.detail;
        send(session);
    }

    void enter(const Account& account) {
        database.workspace()->account = account;
        session.phase = Phase::signed_in;
        session.actor = account.actor();
        session.user_name = account.name;
        session.login = account.login;
        session.company = account.company;
        session.error = {};
        session.detail.clear();
        // Before anything is drawn or asked with them.
        send(Declarations{database.declarations()});
        send(session);
        SyncClient::Listener listener;
        listener.on_change = [this] { changed(); };
        listener.on_failure = [this](const Error& error) {
            if (error.message.key == Text::storage_damaged) {
                return fail(error);
            }
            send_sync_state();
        };
        listener.on_revoked = [this] { wipe(); };
        line.begin(*database.workspace());
        sync = std::make_unique<SyncClient>(*database.workspace(), line, std::move(listener));
        sync->host_state(host.online, host.visible);
        sync->start();
        auto opened = BlobClient::open(
            *database.workspace(), line, platform.blobs,
            {.send = [this](const ToScreen& frame) { send(frame); }, .on_change = [this] { send_sync_state(); }});
        if (!opened) {
            return fail(opened.error());
        }
        blobs = std::move(*opened);
        blobs->host_state(host.online);
        if (const Result<void> answered = live.refresh_all(*database.workspace()); !answered) {
            return fail(answered.error());
        }
        send_sync_state();
    }

    // Everything goes, what was not sent too: whoever has the device in hand is not who it was given to.
    void wipe() {
        retired = std::move(sync);  // it may be the one that calls
        leave();
        platform.blobs.remove_all();
        if (const Result<void> erased = database.erase(LocalDatabase::Identity::renew); !erased) {
            return fail(erased.error());
        }
        database.workspace()->account = {};
        session.login.clear();
        session.error = {Text::device_revoked, {}};
        send(session);
    }

    void leave() {
        end_work();
        ++*attempt;
        session.phase = Phase::signed_out;
        session.actor = {};
        session.user_name = session.company = {};
        session.signing_in = false;
    }

    // Records, outbox or sync state may be others than before.
    void changed() {
        Workspace* work = workspace();
        if (work == nullptr) {
            return;
        }
        tidy_due_ms = platform.clock.monotonic_ms() + checkpoint_after_ms;
        if (const Result<void> answered = live.refresh(*work); !answered) {
            return fail(answered.error());
        }
        if (const Result<bool> is_new = database.has_new_declarations(); is_new && *is_new) {
            has_new_declarations = true;
        }
        send_sync_state();
    }

    // The tables follow the catalogue, and everything that stands on them begins anew, as if the app had been opened
    // again. What a screen had asked it asks again, because it was told of the declarations first.
    void use_declarations() {
        has_new_declarations = false;
        if (!is_signed_in()) {
            return;
        }
        sync->stop();
        end_work();
        if (const Result<void> used = database.use_declarations(); !used) {
            return fail(used.error());
        }
        enter(Account(database.workspace()->account));
    }

    void send_sync_state() {
        if (!sync || !is_signed_in()) {
            return;
        }
        // What waits is never said to be nothing because it could not be read.
        if (const auto waiting = database.workspace()->log.count(store::OutboxState::waiting); !waiting) {
            return fail(waiting.error());
        }
        const auto count = inbox_count(*database.workspace());
        if (!count) {
            return fail(count.error());
        }
        SyncState state = sync->state();
        state.needs_you = *count;
        if (const Result<void> told = blobs ? blobs->tell(state) : Result<void>(); !told) {
            return fail(told.error());
        }
        Bytes bytes = encode(ToScreen(state));
        if (bytes != last_sync_state) {
            last_sync_state = bytes;
            send_bytes(std::move(bytes));
        }
    }

    // ---- signing in and out ----
    void on(const SignIn& frame) {
        if (database.workspace() == nullptr) {
            return;
        }
        session.signing_in = true;
        session.error = {};
        send(session);
        const std::weak_ptr<std::uint64_t> current = attempt;
        const std::uint64_t number = ++*attempt;
        network.send(sign_in_request(frame.login, frame.password, database.workspace()->device),
                     [this, current, number, login = frame.login](const platform::HttpResponse& response) {
                         const auto now = current.lock();
                         if (now && *now == number) {
                             signed_in(account_of(response, login, platform.clock.monotonic_ms()));
                         }
                     });
    }

    void signed_in(Result<Account> account) {
        session.signing_in = false;
        if (!account && account.error().message.key == Text::device_revoked) {
            return wipe();
        }
        const Result<void> entered = account ? take_over(*account) : Result<void>(account.error());
        if (!entered) {
            session.error = entered.error().message;
            send(session);
        }
    }

    // The data on this device belongs to one person at a time.
    Result<void> take_over(const Account& account) {
        if (TRY(is_of_another(*database.workspace(), account))) {
            end_work();
            platform.blobs.remove_all();
            TRY(database.erase(LocalDatabase::Identity::keep));
        }
        TRY(save_account(database.workspace()->store, account));
        enter(account);
        return {};
    }

    void on(const SignOut& frame) {
        if (!is_signed_in()) {
            return;
        }
        if (const std::string token = database.workspace()->account.renewal_token; !token.empty()) {
            network.send(sign_out_request(token), [](const platform::HttpResponse&) {});
        }
        leave();
        if (frame.erase) {
            platform.blobs.remove_all();
        }
        const Result<void> done =
            frame.erase ? database.erase(LocalDatabase::Identity::renew) : mark_signed_out(database.workspace()->store);
        if (!done) {
            return fail(done.error());
        }
        database.workspace()->account = {};
        send(session);
    }

    // ---- questions ----
    template <class Question>
    void ask(const Question& question) {
        if (const Result<void> answered = live.watch(workspace(), question); !answered) {
            fail(answered.error());
        }
    }
    void on(const Watch& frame) { ask(frame); }
    void on(const WatchRecord& frame) { ask(frame); }
    void on(const AskInbox& frame) { ask(frame); }
    void on(const WatchGroups& frame) { ask(frame); }
    void on(const Unwatch& frame) { live.unwatch(frame.id); }

    void on(const Search& frame) {
        Workspace* work = workspace();
        const auto answer = work != nullptr ? search(*work, frame) : SearchAnswer{frame.id, {}, false};
        if (!answer) {
            return fail(answer.error());
        }
        send(*answer);
    }

    void on(const AskDeviceReport& frame) { send(device_report(frame.id, database.catalogue(), database.workspace())); }

    void on(Administer& frame) {
        administer(line, workspace(), std::move(frame), [this](const Administered& answer) { send(answer); });
    }

    // ---- commands ----
    Committed committed(RequestId id, Written written) const {
        return {
            id, written.saved, written.counter, written.record, std::move(written.issues), std::move(written.error)};
    }

    static Written refused(const Error& error) { return {.error = error.message}; }

    void on(Commit& frame) {
        Written written = refused({Fault::unauthorized, {Text::session_ended, {}}, ""});
        if (Workspace* work = workspace()) {
            written = write(*work, {.intent = frame.intent,
                                    .base = frame.base,
                                    .changes = std::move(frame.changes),
                                    .step = std::move(frame.step),
                                    .absorption = frame.absorption});
        }
        finish(frame.id, std::move(written));
    }

    void on(const Undo& frame) {
        Written written = refused({Fault::unauthorized, {Text::session_ended, {}}, ""});
        if (Workspace* work = workspace()) {
            Result<Draft> draft = undo_draft(*work, frame.counter);
            written = draft ? write(*work, *std::move(draft)) : refused(draft.error());
            if (written.error.key == Text::empty_transaction) {
                written.error = {Text::nothing_to_undo, {}};
            }
        }
        finish(frame.id, std::move(written));
    }

    void on(const RestoreVersion& frame) {
        Written written = refused({Fault::unauthorized, {Text::session_ended, {}}, ""});
        if (Workspace* work = workspace()) {
            Result<Draft> draft = version_draft(*work, frame);
            written = draft ? write(*work, *std::move(draft)) : refused(draft.error());
        }
        finish(frame.id, std::move(written));
    }

    // The answer goes first: what changed on the screen because of it comes after.
    void finish(RequestId id, Written written) {
        const bool saved = written.saved;
        send(committed(id, std::move(written)));
        if (saved) {
            sync->on_commit();
            blobs->on_commit();
            changed();
        }
    }

    // ---- files ----
    void on(AddBlob& frame) {
        if (blobs) {
            return blobs->add(frame);
        }
        send(BlobAdded{.id = frame.id, .hash = {}, .error = {Text::session_ended, {}}});
    }
    void on(const OpenBlob& frame) {
        if (blobs) {
            return blobs->open(frame);
        }
        send(BlobOpened{.id = frame.id, .is_last = true, .bytes = {}, .error = {Text::session_ended, {}}});
    }

    void on(const ResolveRejected& frame) {
        Workspace* work = workspace();
        if (work == nullptr) {
            return;
        }
        const Result<void> resolved = resolve_rejected(*work, frame.counter, frame.retry);
        if (!resolved) {
            log(LogLevel::warning, "rejected_again", {{"detail", resolved.error().detail}});
        }
        sync->on_commit();
        changed();
    }

    // ---- imports ----
    void on(ImportOpen& frame) {
        if (workspace() != nullptr) {
            imports.open(std::move(frame));
        }
    }
    void on(const ImportSheet& frame) { imports.choose_sheet(frame); }
    void on(const ImportRun& frame) {
        if (Workspace* work = workspace()) {
            imports.run(*work, frame);
        }
    }
    void on(const ImportFix& frame) {
        if (Workspace* work = workspace()) {
            imports.fix(*work, frame);
        }
    }
    void on(const ImportCancel& frame) { imports.cancel(frame.id); }

    void on(Bulk& frame) { bulk.start(std::move(frame)); }
    void on(const BulkCancel& frame) { bulk.cancel(frame.id); }

    void on(const Export& frame) {
        if (Workspace* work = workspace()) {
            const std::weak_ptr<std::uint64_t> current = attempt;  // gone with the host
            export_rows(*work, platform.formats, frame, [this, current](const Exported& answer) {
                if (!current.expired()) {
                    send(answer);
                }
            });
        } else {
            send(refused_export(frame.id));
        }
    }
    void on(const ExportTable& frame) {
        const std::weak_ptr<std::uint64_t> current = attempt;  // gone with the host
        export_table(platform.formats, frame, [this, current](const Exported& answer) {
            if (!current.expired()) {
                send(answer);
            }
        });
    }
    static Exported refused_export(RequestId id) {
        Exported answer;
        answer.id = id;
        answer.error = {Text::session_ended, {}};
        return answer;
    }

    // ---- a damaged database ----
    void on(const AskDamagedFiles& frame) {
        DamagedFiles answer;
        answer.id = frame.id;
        if (session.phase == Phase::failed) {
            if (auto files = database.files()) {
                answer.files = *std::move(files);
            }
        }
        send(answer);
    }

    void on(const Recover&) {
        if (session.phase != Phase::failed || !session.can_recover) {
            return;
        }
        const Result<LocalDatabase::Recovered> recovered = database.recover();
        if (!recovered) {
            return fail(recovered.error());
        }
        session.has_recovered = true;
        session.recovered_count = recovered->count;
        session.has_lost_changes = !recovered->is_complete;
        session.error = {};
        session.detail.clear();
        go_on();
    }

    // ---- host ----
    void on(const SyncNow&) {
        if (sync) {
            sync->sync_now();
        }
    }
    void on(const HostState& frame) {
        host = frame;
        if (sync) {
            sync->host_state(frame.online, frame.visible);
            blobs->host_state(frame.online);
            send_sync_state();
        }
    }

    // While an import or a bulk edit writes, its transaction is open from one slice to the next: whatever might write
    // or must not see what may yet be cancelled comes after it.
    void receive(ToData frame) {
        const bool is_for_now = std::holds_alternative<ImportCancel>(frame) ||
                                std::holds_alternative<BulkCancel>(frame) || std::holds_alternative<HostState>(frame);
        if (is_for_now || (!is_writing() && held.empty())) {
            std::visit([this](auto& each) { on(each); }, frame);
        } else {
            held.push_back(std::move(frame));
        }
    }

    void hear_what_waited() {
        network.let_go();
        for (ToData& frame : std::exchange(held, {})) {
            std::visit([this](auto& each) { on(each); }, frame);
        }
    }

    std::int64_t tick() {
        retired.reset();
        if (!is_writing()) {
            hear_what_waited();
        }
        if (has_new_declarations && !is_writing()) {
            use_declarations();
        }
        std::int64_t wait_ms = -1;
        const auto sooner = [&wait_ms](std::int64_t ms) {
            wait_ms = ms < 0 ? wait_ms : wait_ms < 0 ? ms : std::min(wait_ms, ms);
        };
        if (has_new_declarations) {
            sooner(0);
        }
        if (Workspace* work = workspace()) {
            if (bulk.is_busy() && !imports.is_writing() ? bulk.tick(*work) : imports.tick(*work)) {
                sync->on_commit();
                changed();
            }
            if (imports.is_busy() || bulk.is_busy()) {
                sooner(0);
            }
        }
        if (is_writing()) {
            network.hold();
            return wait_ms;
        }
        if (network.is_held()) {
            sooner(0);  // to hear what waited
        }
        if (sync) {
            sooner(sync->tick());
            sooner(blobs->tick());
            send_sync_state();
        }
        if (Workspace* work = workspace(); work != nullptr && wait_ms != 0) {
            const Result<bool> more = live.prepare(*work);
            if (!more) {
                fail(more.error());
            } else if (*more) {
                sooner(0);
                tidy_due_ms = platform.clock.monotonic_ms() + checkpoint_after_ms;
            }
        }
        if (tidy_due_ms >= 0) {
            const std::int64_t left_ms = tidy_due_ms - platform.clock.monotonic_ms();
            if (left_ms > 0) {
                sooner(left_ms);
            } else {
                tidy_due_ms = -1;
                if (const Result<void> tidied = database.tidy(); !tidied) {
                    log(LogLevel::warning, "checkpoint_failed", {{"detail", tidied.error().detail}});
                }
                if (blobs) {
                    blobs->make_room();
                }
            }
        }
        return wait_ms;
    }

    void close() {
        end_work();
        ++*attempt;
        database.close();
        session.phase = Phase::starting;
    }
};

DataHost::DataHost(platform::DataPlatform platform, const model::Catalogue& catalogue, std::function<void(Bytes)> send)
    : impl_(std::make_unique<Impl>(platform, catalogue, std::move(send))) {}

DataHost::~DataHost() = default;

void DataHost::start() {
    impl_->start();
}

void DataHost::receive(std::span<const std::uint8_t> frame) {
    impl_->receive(decode_to_data(frame));
}

std::int64_t DataHost::tick() {
    return impl_->tick();
}

void DataHost::close() {
    impl_->close();
}

}  // namespace xingke::client
