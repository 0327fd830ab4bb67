// The screen's end of the mailbox: what the data side last said, and the means to ask. Holds no data of its own but the
// last answers; never waits. Lives on the main thread with the UI.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "app/client/frames.h"

namespace xingke::client {

// A subscription, alive as long as the object. `version` grows with each answer; 0 = no answer yet (draw a skeleton).
class LiveQuery {
public:
    ~LiveQuery();
    const model::Page& page() const { return answer_.page; }
    model::Seq cursor() const { return answer_.cursor; }
    const Message& error() const { return answer_.error; }
    std::uint64_t version() const { return version_; }
    const model::Query& query() const { return query_; }
    // Another filter, sort, search or window: asks again, keeps showing the old answer until the new one is there.
    void change(model::Query query);

private:
    friend class ScreenLink;
    class ScreenLink* link_ = nullptr;
    RequestId id_ = 0;
    model::Query query_;
    Answer answer_;
    std::uint64_t version_ = 0;
};

class LiveRecord {
public:
    ~LiveRecord();
    const RecordAnswer& answer() const { return answer_; }
    std::uint64_t version() const { return version_; }

private:
    friend class ScreenLink;
    class ScreenLink* link_ = nullptr;
    RequestId id_ = 0;
    RecordAnswer answer_;
    std::uint64_t version_ = 0;
};

// Groups with their figures, for boards, charts and reports.
class LiveGroups {
public:
    ~LiveGroups();
    const GroupsAnswer& answer() const { return answer_; }
    std::uint64_t version() const { return version_; }

private:
    friend class ScreenLink;
    class ScreenLink* link_ = nullptr;
    RequestId id_ = 0;
    GroupsAnswer answer_;
    std::uint64_t version_ = 0;
};

class ScreenLink {
public:
    explicit ScreenLink(std::function<void(Bytes)> send);
    ~ScreenLink();

    // A frame from the data side. True: something changed that a drawn screen may show.
    bool receive(std::span<const std::uint8_t> bytes);

    const SessionState& session() const { return session_; }
    const SyncState& sync() const { return sync_; }
    const InboxAnswer& inbox();  // subscribes on first use
    // What is declared on top of the core; the version grows with each change, 0: nothing has been said yet.
    const std::vector<model::Declaration>& declarations() const { return declarations_; }
    std::uint64_t declarations_version() const { return declarations_version_; }

    std::unique_ptr<LiveQuery> watch(model::Query query);
    // `as_of`: WatchRecord's.
    std::unique_ptr<LiveRecord> watch(RecordId record, model::TypeId type, std::int64_t as_of = WatchRecord::now);
    std::unique_ptr<LiveGroups> watch(model::GroupQuery query);

    void sign_in(std::string login, std::string password);
    void sign_out(bool erase);
    void sync_now();
    void host_state(bool online, bool visible);
    void resolve_rejected(std::uint64_t counter, bool retry);

    // The callbacks run once, from receive().
    void commit(model::Intent intent, model::Seq base, std::vector<model::Change> changes,
                std::function<void(const Committed&)> done, Step step = {}, Absorption absorption = {});
    void undo(std::uint64_t counter, std::function<void(const Committed&)> done);
    // Its `id` is chosen here.
    void restore_version(RestoreVersion wanted, std::function<void(const Committed&)> done);
    void search(std::string words, std::function<void(const SearchAnswer&)> done);  // drops the one before
    void device_report(std::function<void(const DeviceReport&)> done);
    // What only the server can do; `done` hears its answer, or that there was none.
    void administer(AdminAction action, std::vector<std::string> words, std::function<void(const Administered&)> done);
    void damaged_files(std::function<void(const DamagedFiles&)> done);
    void recover();

    // A file that was picked, and one that shall be seen; `done` of the latter runs for each part until the last.
    void add_blob(Bytes bytes, std::function<void(const BlobAdded&)> done);
    void open_blob(std::string hash, std::int64_t size, std::function<void(const BlobOpened&)> done);

    // What the file holds comes with the answer; the screen hands it out.
    void export_rows(Export wanted, std::function<void(const Exported&)> done);
    void export_table(ExportTable wanted, std::function<void(const Exported&)> done);

    // Something done to many records; its `id` is chosen here and returned.
    struct BulkListener {
        std::function<void(const BulkProgress&)> on_progress;
        std::function<void(const BulkDone&)> on_done;
    };
    RequestId bulk(Bulk wanted, BulkListener listener);
    void bulk_cancel(RequestId id);

    struct ImportListener {
        std::function<void(const ImportPreview&)> on_preview;
        std::function<void(const ImportProgress&)> on_progress;
        std::function<void(const ImportDone&)> on_done;
    };
    RequestId import_open(model::TypeId type, std::string file_name, Bytes bytes, ImportListener listener);
    void import_sheet(RequestId id, std::uint32_t sheet);
    void import_run(ImportRun run);
    void import_fix(RequestId id, std::vector<std::uint32_t> lines, std::vector<std::vector<std::string>> rows);
    void import_cancel(RequestId id);

private:
    friend class LiveQuery;
    friend class LiveRecord;
    friend class LiveGroups;
    void send(const ToData& frame);
    bool on(SessionState& state);
    bool on(SyncState& state);
    bool on(Answer& answer);
    bool on(RecordAnswer& answer);
    bool on(Committed& committed);
    bool on(SearchAnswer& answer);
    bool on(ImportPreview& preview);
    bool on(ImportProgress& progress);
    bool on(ImportDone& done);
    bool on(Exported& exported);
    bool on(InboxAnswer& answer);
    bool on(DeviceReport& report);
    bool on(GroupsAnswer& answer);
    bool on(Declarations& declarations);
    bool on(DamagedFiles& answer);
    bool on(BlobAdded& answer);
    bool on(BlobOpened& answer);
    bool on(BulkProgress& progress);
    bool on(BulkDone& done);
    bool on(Administered& answer);

    std::function<void(Bytes)> send_;
    RequestId next_id_ = 1;
    SessionState session_;
    SyncState sync_;
    std::vector<model::Declaration> declarations_;
    std::uint64_t declarations_version_ = 0;
    std::optional<InboxAnswer> inbox_;
    RequestId inbox_id_ = 0;
    RequestId search_id_ = 0;
    std::map<RequestId, LiveQuery*> queries_;
    std::map<RequestId, LiveRecord*> records_;
    std::map<RequestId, LiveGroups*> groups_;
    std::map<RequestId, std::function<void(const Committed&)>> commits_;
    std::map<RequestId, std::function<void(const DeviceReport&)>> reports_;
    std::function<void(const DamagedFiles&)> on_damaged_files_;
    std::function<void(const SearchAnswer&)> on_search_;
    std::map<RequestId, ImportListener> imports_;
    std::map<RequestId, BulkListener> bulks_;
    std::map<RequestId, std::function<void(const Administered&)>> administrations_;
    std::map<RequestId, std::function<void(const Exported&)>> exports_;
    std::map<RequestId, std::function<void(const BlobAdded&)>> added_blobs_;
    std::map<RequestId, std::function<void(const BlobOpened&)>> opened_blobs_;
};

}  // namespace xingke::client
