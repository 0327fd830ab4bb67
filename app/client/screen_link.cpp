#include "app/client/screen_link.h"

#include <utility>

namespace xingke::client {
namespace {

// Takes a callback out of its map, so that it runs once and may ask again from within.
template <class Callback>
Callback take(std::map<RequestId, Callback>& callbacks, RequestId id) {
    const auto found = callbacks.find(id);
    if (found == callbacks.end()) {
        return {};
    }
    Callback callback = std::move(found->second);
    callbacks.erase(found);
    return callback;
}

}  // namespace

LiveQuery::~LiveQuery() {
    if (link_ != nullptr) {
        link_->queries_.erase(id_);
        link_->send(Unwatch{id_});
    }
}

void LiveQuery::change(model::Query query) {
    if (query == query_) {
        return;
    }
    query_ = std::move(query);
    if (link_ == nullptr) {
        return;
    }
    // A new id, so that an answer to the old query that is still under way cannot pass for an answer to this one.
    link_->queries_.erase(id_);
    link_->send(Unwatch{id_});
    id_ = link_->next_id_++;
    link_->queries_[id_] = this;
    link_->send(Watch{id_, query_});
}

LiveRecord::~LiveRecord() {
    if (link_ != nullptr) {
        link_->records_.erase(id_);
        link_->send(Unwatch{id_});
    }
}

LiveGroups::~LiveGroups() {
    if (link_ != nullptr) {
        link_->groups_.erase(id_);
        link_->send(Unwatch{id_});
    }
}

ScreenLink::ScreenLink(std::function<void(Bytes)> send) : send_(std::move(send)) {}

// Subscriptions may outlive the link; they then keep their last answer and ask nobody.
ScreenLink::~ScreenLink() {
    for (const auto& [id, query] : queries_) {
        query->link_ = nullptr;
    }
    for (const auto& [id, record] : records_) {
        record->link_ = nullptr;
    }
    for (const auto& [id, groups] : groups_) {
        groups->link_ = nullptr;
    }
}

void ScreenLink::send(const ToData& frame) {
    send_(encode(frame));
}

bool ScreenLink::receive(std::span<const std::uint8_t> bytes) {
    ToScreen frame = decode_to_screen(bytes);
    return std::visit([this](auto& each) { return on(each); }, frame);
}

bool ScreenLink::on(SessionState& state) {
    session_ = std::move(state);
    return true;
}

bool ScreenLink::on(SyncState& state) {
    sync_ = std::move(state);
    return true;
}

bool ScreenLink::on(Answer& answer) {
    const auto found = queries_.find(answer.id);
    if (found == queries_.end()) {
        return false;
    }
    found->second->answer_ = std::move(answer);
    ++found->second->version_;
    return true;
}

bool ScreenLink::on(RecordAnswer& answer) {
    const auto found = records_.find(answer.id);
    if (found == records_.end()) {
        return false;
    }
    found->second->answer_ = std::move(answer);
    ++found->second->version_;
    return true;
}

bool ScreenLink::on(GroupsAnswer& answer) {
    const auto found = groups_.find(answer.id);
    if (found == groups_.end()) {
        return false;
    }
    found->second->answer_ = std::move(answer);
    ++found->second->version_;
    return true;
}

bool ScreenLink::on(Committed& committed) {
    if (const auto done = take(commits_, committed.id)) {
        done(committed);
    }
    return true;
}

bool ScreenLink::on(SearchAnswer& answer) {
    if (answer.id != search_id_ || !on_search_) {
        return false;
    }
    const auto done = std::exchange(on_search_, nullptr);
    done(answer);
    return true;
}

// Listeners are copied before they are called: what they do may end their import.
bool ScreenLink::on(ImportPreview& preview) {
    const auto found = imports_.find(preview.id);
    if (found == imports_.end() || !found->second.on_preview) {
        return false;
    }
    const auto listener = found->second.on_preview;
    listener(preview);
    return true;
}

bool ScreenLink::on(ImportProgress& progress) {
    const auto found = imports_.find(progress.id);
    if (found == imports_.end() || !found->second.on_progress) {
        return false;
    }
    const auto listener = found->second.on_progress;
    listener(progress);
    return true;
}

// The listener stays, as the bad rows may be corrected and run again, unless somebody cancelled.
bool ScreenLink::on(ImportDone& done) {
    const auto found = imports_.find(done.id);
    if (found == imports_.end()) {
        return false;
    }
    const auto listener = found->second.on_done;
    if (done.cancelled) {
        imports_.erase(found);
    }
    if (listener) {
        listener(done);
    }
    return true;
}

bool ScreenLink::on(Exported& exported) {
    if (const auto done = take(exports_, exported.id)) {
        done(exported);
    }
    return true;
}

bool ScreenLink::on(InboxAnswer& answer) {
    if (answer.id != inbox_id_) {
        return false;
    }
    inbox_ = std::move(answer);
    return true;
}

bool ScreenLink::on(DeviceReport& report) {
    if (const auto done = take(reports_, report.id)) {
        done(report);
    }
    return true;
}

bool ScreenLink::on(Declarations& declarations) {
    declarations_ = std::move(declarations.all);
    ++declarations_version_;
    return true;
}

const InboxAnswer& ScreenLink::inbox() {
    if (inbox_id_ == 0) {
        inbox_id_ = next_id_++;
        inbox_.emplace();
        inbox_->id = inbox_id_;
        send(AskInbox{inbox_id_});
    }
    return *inbox_;
}

std::unique_ptr<LiveQuery> ScreenLink::watch(model::Query query) {
    auto live = std::make_unique<LiveQuery>();
    live->link_ = this;
    live->id_ = next_id_++;
    live->query_ = std::move(query);
    queries_[live->id_] = live.get();
    send(Watch{live->id_, live->query_});
    return live;
}

std::unique_ptr<LiveRecord> ScreenLink::watch(RecordId record, model::TypeId type, std::int64_t as_of) {
    auto live = std::make_unique<LiveRecord>();
    live->link_ = this;
    live->id_ = next_id_++;
    records_[live->id_] = live.get();
    send(WatchRecord{live->id_, record, type, as_of});
    return live;
}

std::unique_ptr<LiveGroups> ScreenLink::watch(model::GroupQuery query) {
    auto live = std::make_unique<LiveGroups>();
    live->link_ = this;
    live->id_ = next_id_++;
    groups_[live->id_] = live.get();
    send(WatchGroups{live->id_, std::move(query)});
    return live;
}

void ScreenLink::sign_in(std::string login, std::string password) {
    session_.signing_in = true;  // said at once: the data side may hear of it only when the rest of the app is there
    session_.error = {};
    send(SignIn{std::move(login), std::move(password)});
}

void ScreenLink::sign_out(bool erase) {
    send(SignOut{erase});
}
void ScreenLink::sync_now() {
    send(SyncNow{});
}
void ScreenLink::host_state(bool online, bool visible) {
    send(HostState{online, visible});
}
void ScreenLink::resolve_rejected(std::uint64_t counter, bool retry) {
    send(ResolveRejected{counter, retry});
}

void ScreenLink::commit(model::Intent intent, model::Seq base, std::vector<model::Change> changes,
                        std::function<void(const Committed&)> done, Step step, Absorption absorption) {
    const RequestId id = next_id_++;
    commits_[id] = std::move(done);
    send(Commit{id, intent, base, std::move(changes), std::move(step), absorption});
}

void ScreenLink::undo(std::uint64_t counter, std::function<void(const Committed&)> done) {
    const RequestId id = next_id_++;
    commits_[id] = std::move(done);
    send(Undo{id, counter});
}

void ScreenLink::restore_version(RestoreVersion wanted, std::function<void(const Committed&)> done) {
    wanted.id = next_id_++;
    commits_[wanted.id] = std::move(done);
    send(wanted);
}

void ScreenLink::search(std::string words, std::function<void(const SearchAnswer&)> done) {
    search_id_ = next_id_++;
    on_search_ = std::move(done);
    Search search;
    search.id = search_id_;
    search.words = std::move(words);
    send(search);
}

void ScreenLink::administer(AdminAction action, std::vector<std::string> words,
                            std::function<void(const Administered&)> done) {
    const RequestId id = next_id_++;
    administrations_[id] = std::move(done);
    send(Administer{id, action, std::move(words)});
}

bool ScreenLink::on(Administered& answer) {
    if (const auto done = take(administrations_, answer.id)) {
        done(answer);
    }
    return true;
}

void ScreenLink::damaged_files(std::function<void(const DamagedFiles&)> done) {
    on_damaged_files_ = std::move(done);
    send(AskDamagedFiles{next_id_++});
}

void ScreenLink::recover() {
    send(Recover{});
}

bool ScreenLink::on(DamagedFiles& answer) {
    if (const auto done = std::exchange(on_damaged_files_, nullptr)) {
        done(answer);
    }
    return true;
}

bool ScreenLink::on(BlobAdded& answer) {
    if (const auto done = take(added_blobs_, answer.id)) {
        done(answer);
    }
    return true;
}

bool ScreenLink::on(BlobOpened& answer) {
    if (answer.is_last) {
        if (const auto done = take(opened_blobs_, answer.id)) {
            done(answer);
        }
    } else if (const auto found = opened_blobs_.find(answer.id); found != opened_blobs_.end()) {
        found->second(answer);
    }
    return true;
}

void ScreenLink::add_blob(Bytes bytes, std::function<void(const BlobAdded&)> done) {
    const RequestId id = next_id_++;
    added_blobs_[id] = std::move(done);
    send(AddBlob{id, std::move(bytes)});
}

void ScreenLink::open_blob(std::string hash, std::int64_t size, std::function<void(const BlobOpened&)> done) {
    const RequestId id = next_id_++;
    opened_blobs_[id] = std::move(done);
    send(OpenBlob{id, std::move(hash), size});
}

void ScreenLink::device_report(std::function<void(const DeviceReport&)> done) {
    const RequestId id = next_id_++;
    reports_[id] = std::move(done);
    send(AskDeviceReport{id});
}

void ScreenLink::export_rows(Export wanted, std::function<void(const Exported&)> done) {
    wanted.id = next_id_++;
    exports_[wanted.id] = std::move(done);
    send(wanted);
}

void ScreenLink::export_table(ExportTable wanted, std::function<void(const Exported&)> done) {
    wanted.id = next_id_++;
    exports_[wanted.id] = std::move(done);
    send(std::move(wanted));
}

RequestId ScreenLink::bulk(Bulk wanted, BulkListener listener) {
    wanted.id = next_id_++;
    bulks_[wanted.id] = std::move(listener);
    const RequestId id = wanted.id;
    send(std::move(wanted));
    return id;
}

void ScreenLink::bulk_cancel(RequestId id) {
    send(BulkCancel{id});
}

bool ScreenLink::on(BulkProgress& progress) {
    const auto found = bulks_.find(progress.id);
    if (found == bulks_.end()) {
        return false;
    }
    const auto listener = found->second;
    listener.on_progress(progress);
    return true;
}

bool ScreenLink::on(BulkDone& done) {
    const auto found = bulks_.find(done.id);
    if (found == bulks_.end()) {
        return false;
    }
    const auto listener = std::move(found->second);
    bulks_.erase(found);
    listener.on_done(done);
    return true;
}

RequestId ScreenLink::import_open(model::TypeId type, std::string file_name, Bytes bytes, ImportListener listener) {
    const RequestId id = next_id_++;
    imports_[id] = std::move(listener);
    send(ImportOpen{id, type, std::move(file_name), std::move(bytes)});
    return id;
}

void ScreenLink::import_sheet(RequestId id, std::uint32_t sheet) {
    send(ImportSheet{id, sheet});
}

void ScreenLink::import_run(ImportRun run) {
    send(std::move(run));
}

void ScreenLink::import_fix(RequestId id, std::vector<std::uint32_t> lines,
                            std::vector<std::vector<std::string>> rows) {
    send(ImportFix{id, std::move(lines), std::move(rows)});
}

void ScreenLink::import_cancel(RequestId id) {
    send(ImportCancel{id});
}

}  // namespace xingke::client
