// What the screen and the data worker say to each other: typed binary frames, both ways, never shared memory. Each
// struct is one frame; encode() and decode() are in frames.cpp. The two ends are the same build, so a frame that does
// not decode is a broken invariant and not input.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/message.h"
#include "app/model/change.h"
#include "app/model/countersign.h"
#include "app/model/layer.h"
#include "app/model/permission.h"
#include "app/model/query.h"
#include "app/model/validate.h"
#include "sync/protocol/messages.h"

namespace xingke::client {

// A question that the screen asked; it chooses the number, answers carry it.
using RequestId = std::uint32_t;

// ---- screen → data -------------------------------------------------------------------------------------------------
struct SignIn {
    std::string login, password;
};
// Ends the session. Unsynced work stays on the device for when the same person signs in again, unless `erase`.
struct SignOut {
    bool erase = false;
};
// A live query: answered now and again each time its answer may have changed. Asking with a known id replaces it.
struct Watch {
    RequestId id = 0;
    model::Query query;
};
// The same for all there is to know about one record.
struct WatchRecord {
    RequestId id = 0;
    RecordId record;
    model::TypeId type = 0;
    std::int64_t as_of = now;  // or a TimelineEntry::entry: the record as it was then, without timeline and steps
    static constexpr std::int64_t now = -1;
};
struct Unwatch {
    RequestId id = 0;
};
// A step of a record's workflow; without a name: none.
struct Step {
    RecordId record;
    model::TypeId type = 0;
    std::string name;
};
// Two records of a type become one: whatever refers to `record` refers to `into` from now on, and `record` is deleted.
struct Absorption {
    model::TypeId type = 0;  // 0: none
    RecordId into, record;
};
// One user action. The data side completes it (creator, times, owner), validates, commits, and answers with Committed.
struct Commit {
    RequestId id = 0;
    model::Intent intent = model::Intent::edit;
    model::Seq base = 0;  // cursor at which the form was loaded
    std::vector<model::Change> changes;
    Step step = {};              // taken after the changes, in the same transaction
    Absorption absorption = {};  // likewise
};
struct Undo {
    RequestId id = 0;
    std::uint64_t counter = 0;  // of the transaction to take back
};
// The record becomes what it was after that entry of its timeline, by a new transaction. Answered with Committed.
struct RestoreVersion {
    RequestId id = 0;
    RecordId record;
    model::TypeId type = 0;
    std::int64_t entry = 0;
    model::Seq base = 0;  // cursor of the answer that the person saw
};
struct Search {
    RequestId id = 0;  // a newer search makes the older answers worthless
    std::string words;
    std::uint32_t count_max = 50;
};
// A file to import: answered with ImportPreview, then ImportRun, then ImportProgress… and ImportDone.
struct ImportOpen {
    RequestId id = 0;
    model::TypeId type = 0;
    std::string file_name;
    Bytes bytes;
};
enum class DuplicatePolicy : std::uint8_t { skip, merge, create };
struct ImportRun {
    RequestId id = 0;
    std::vector<model::FieldId> mapping;  // per column of the file; 0: ignored (child_field_flag: the child's)
    DuplicatePolicy duplicates = DuplicatePolicy::skip;
    bool is_trial = false;  // everything is checked and counted, and nothing is written
};
// Another sheet of the workbook: answered with ImportPreview again.
struct ImportSheet {
    RequestId id = 0;
    std::uint32_t sheet = 0;
};
// Corrected rows of an import that has run: the same columns, in the order of the bad rows sent back.
struct ImportFix {
    RequestId id = 0;
    std::vector<std::uint32_t> lines;
    std::vector<std::vector<std::string>> rows;
};
// Answered with ImportDone{cancelled}, whether it was running or only open; nothing of it was or will be written unless
// it had already ended.
struct ImportCancel {
    RequestId id = 0;
};
// The rows of a query as a file, in its order, with its fields as columns; its window does not matter. Answered with
// Exported.
enum class ExportFormat : std::uint8_t { csv, xlsx, xls };  // xls: the header of a template alone
struct Export {
    RequestId id = 0;
    model::Query query;
    ExportFormat format = ExportFormat::csv;
    bool is_template = false;  // no rows, but a column for each field that an import can fill
    Language language = Language::chinese;
    int utc_offset_minutes = 0;
};
// A table that the screen has made, as a file. Answered with Exported.
struct ExportTable {
    RequestId id = 0;
    ExportFormat format = ExportFormat::xlsx;
    std::string title;
    std::vector<std::string> columns;
    std::uint32_t first_number = 0;  // from this column on the cells are numbers
    std::vector<std::vector<std::string>> rows;
};
struct SyncNow {};
// The host says whether it believes to be online, and whether the page is visible.
struct HostState {
    bool online = true;
    bool visible = true;
};
// A rejected transaction: send it again as it is now, or let it go.
struct ResolveRejected {
    std::uint64_t counter = 0;
    bool retry = false;
};
struct AskInbox {
    RequestId id = 0;  // live, like Watch
};
struct AskDeviceReport {
    RequestId id = 0;
};
// A live question for groups and their figures.
struct WatchGroups {
    RequestId id = 0;
    model::GroupQuery query;
};

// While the database is damaged: its files, for the person's own copy. Answered with DamagedFiles.
struct AskDamagedFiles {
    RequestId id = 0;
};
// Saves what only this device has, and begins anew: everything else comes from the server again.
struct Recover {};

// A file that a person picked: kept on this device under its hash. Answered with BlobAdded.
struct AddBlob {
    RequestId id = 0;
    Bytes bytes;
};
// The bytes of a file, from this device or from the server. Answered with BlobOpened, once for each part that came.
struct OpenBlob {
    RequestId id = 0;
    std::string hash;
    std::int64_t size = 0;
};
// One field of many records, in one transaction that can be taken back whole: those of the query, whose window does not
// matter. Answered with BulkProgress … and BulkDone. What this person may not change stays as it is.
struct NewValue {
    model::FieldId field = 0;
    model::Value value;
};
struct Bulk {
    RequestId id = 0;
    model::Query query;
    std::vector<NewValue> set;  // of every record; life_field with 2: to the recycle bin
};
// Nothing of it will have been written. Answered with BulkDone{cancelled}.
struct BulkCancel {
    RequestId id = 0;
};

using protocol::AdminAction;
// Asks the server itself, now (sync/protocol/messages.h: AdminRequest). Answered with Administered.
struct Administer {
    RequestId id = 0;
    AdminAction action = AdminAction::list_devices;
    std::vector<std::string> words;
};

using ToData = std::variant<SignIn, SignOut, Watch, WatchRecord, Unwatch, Commit, Undo, Search, ImportOpen, ImportRun,
                            ImportFix, ImportCancel, ImportSheet, Export, SyncNow, HostState, ResolveRejected, AskInbox,
                            AskDeviceReport, WatchGroups, RestoreVersion, AskDamagedFiles, Recover, AddBlob, OpenBlob,
                            ExportTable, Bulk, BulkCancel, Administer>;

// ---- data → screen -------------------------------------------------------------------------------------------------
enum class Phase : std::uint8_t {
    starting,      // opening the database
    signed_out,    // nobody is signed in on this device
    signed_in,     // working; the token may have ended meanwhile, see SyncState
    no_storage,    // the host keeps nothing: in memory only, and the screen must say so
    other_window,  // another window of this browser owns the database
    failed,        // the database could not be opened; `error` says why and what to do
};
struct SessionState {
    Phase phase = Phase::starting;
    model::Actor actor;
    std::string user_name, login, company;
    bool is_durable = true;
    bool signing_in = false;
    Message error;  // of the last sign-in attempt or of `failed`
    std::string detail;
    bool can_recover = false;  // of `failed`: the database is damaged, and Recover makes the best of it
    // What the recovery in this run has saved; has_recovered says that there was one.
    bool has_recovered = false, has_lost_changes = false;
    std::uint64_t recovered_count = 0;
};
struct Answer {
    RequestId id = 0;
    model::Page page;
    model::Seq cursor = 0;  // the base for forms loaded from this answer
    Message error;          // the question cannot be answered as it was asked; the page is empty
};
struct TimelineEntry {
    std::int64_t entry = 0;  // what WatchRecord::as_of takes; 0 is the record's beginning
    Instant at;
    RecordId author;
    std::string author_name;
    model::Intent intent = model::Intent::edit;
    std::uint64_t counter = 0;  // > 0 and from this device: can be undone
    bool is_own = false, is_pending = false;
    struct Line {
        model::FieldId field = 0;
        model::Value before, after;
        std::string before_label, after_label;  // of references
    };
    std::vector<Line> lines;
};
// A step that this person may take from the record's present state; with refusals not yet.
struct OfferedStep {
    std::string name;
    std::vector<Message> refusals;
};
// A department's place in a countersignature.
struct SeatView {
    std::string key;
    bool may_sign = false;      // this person, now
    std::uint32_t opinion = 0;  // of this round: its place in CountersignView::opinions, from 1; 0: not signed yet
};
struct OpinionLine {
    std::string seat;
    model::Verdict verdict = model::Verdict::agree;
    std::uint32_t round = 0;
    std::string remark, conditions, questions, suggestion, author_name;
    Instant at;
};
struct CountersignView {
    std::uint32_t round = 0;  // 0: none has begun, and nothing else is filled in
    bool is_open = false;     // the record is in a state in which opinions are given
    model::CountersignState state = model::CountersignState::open;
    std::string route;
    Message explanation;
    std::vector<SeatView> seats;
    std::vector<OpinionLine> opinions;  // of all rounds, in order
};
struct RecordAnswer {
    RequestId id = 0;
    bool exists = false;
    model::Record record;
    std::vector<std::pair<model::FieldId, std::string>> labels;  // of references
    std::vector<model::FieldId> pending;                         // fields whose change has not reached the server
    std::vector<TimelineEntry> timeline;                         // newest first, at most 100
    model::Seq cursor = 0;
    std::vector<OfferedStep> steps;  // in the order of the workflow
    CountersignView countersign;
};
struct Committed {
    RequestId id = 0;
    bool saved = false;  // durable on this device
    std::uint64_t counter = 0;
    RecordId record;                   // the first record changed
    std::vector<model::Issue> issues;  // why not
    Message error;                     // or this
};
struct SearchHit {
    RecordId record;
    model::TypeId type = 0;
    std::string label;
    std::string excerpt;                                              // where it was found: "手机 138 0013 8000"
    std::vector<std::pair<std::uint32_t, std::uint32_t>> highlights;  // byte ranges of `label`
};
struct SearchAnswer {
    RequestId id = 0;
    std::vector<SearchHit> hits;
    bool more = false;
};
struct ImportPreview {
    RequestId id = 0;
    Message error;                    // not nothing: the file cannot be read at all
    std::string encoding;             // "UTF-8", "GB18030" …
    char delimiter = ',';             // 0: a workbook has none
    std::vector<std::string> sheets;  // names of a workbook's
    std::uint32_t sheet = 0;          // the one that was read
    std::vector<std::string> columns;
    std::vector<model::FieldId> mapping;           // proposed by name
    std::vector<std::vector<std::string>> sample;  // first rows
    std::uint32_t row_count = 0;
    std::uint32_t duplicate_count = 0;
};
struct ImportProgress {
    RequestId id = 0;
    std::uint32_t done = 0, total = 0;
    bool is_writing = false;  // all rows are looked at; `done` of `total` records are written
};
struct BadRow {
    std::uint32_t line = 0;  // of the file, from 1, where the row begins
    std::vector<std::string> cells;
    std::vector<model::Issue> issues;
};
struct ImportDone {
    RequestId id = 0;
    Message error;
    bool cancelled = false;
    bool is_trial = false;  // what an import would do; nothing was written
    std::uint32_t created = 0, merged = 0, skipped = 0;
    std::uint64_t counter = 0;  // of the one transaction, to undo it
    std::vector<BadRow> bad;
};
struct Exported {
    RequestId id = 0;
    Message error;
    std::uint32_t row_count = 0;
    Bytes bytes;  // of the file
};
enum class SyncPhase : std::uint8_t { offline, idle, sending, receiving, waiting_to_retry, sign_in_needed };
struct SyncState {
    SyncPhase phase = SyncPhase::offline;
    std::uint64_t waiting = 0;    // transactions saved here and not yet at the server
    std::uint64_t needs_you = 0;  // conflicts and rejections
    Instant synced_at;            // 0: never
    model::Seq cursor = 0;
    bool first_sync_done = false;
    std::uint64_t received = 0, expected = 0;  // of the first sync, for a progress bar
    Message problem;                           // what went wrong last, nothing if all is well
    std::int64_t clock_off_ms = 0;             // this device minus server
    bool update_needed = false;
    std::uint64_t files_waiting = 0, file_bytes_waiting = 0;  // photos and files that still have to go up
    std::uint64_t files_refused = 0;                          // that the server does not take, because of:
    Message file_problem;
};
struct InboxItem {
    enum class What : std::uint8_t { conflict, rejected } what = What::conflict;
    RecordId conflict;          // the conflict record (for conflict)
    std::uint64_t counter = 0;  // the transaction (for rejected)
    RecordId record;
    model::TypeId type = 0;
    std::string record_label;
    model::FieldId field = 0;   // 0: the whole record
    model::Value mine, theirs;  // what gave way or was refused; what stands now
    std::string mine_label, theirs_label, mine_author, theirs_author;
    Instant at;
    std::vector<model::Issue> reasons;
    // All that the rejected transaction wanted, so that a form can be opened with what was typed. Empty for conflicts.
    std::vector<model::Change> changes;
};
struct InboxAnswer {
    RequestId id = 0;
    std::vector<InboxItem> items;
};
struct DeviceReport {
    RequestId id = 0;
    std::string device;  // id
    std::uint64_t database_bytes = 0;
    std::vector<std::pair<std::string, std::uint64_t>> record_counts;  // by type name
    std::string sqlite_version;
    std::uint32_t catalogue_version = 0;
};

struct GroupsAnswer {
    RequestId id = 0;
    model::Groups groups;
    Message error;  // the question cannot be answered as it was asked
};

// What the company and its people declare on top of the core, as it is now: the screen makes the same catalogue of it.
struct Declarations {
    std::vector<model::Declaration> all;
};

struct DamagedFiles {
    RequestId id = 0;
    std::vector<std::pair<std::string, Bytes>> files;  // name and content; without the empty ones
};

struct BlobAdded {
    RequestId id = 0;
    std::string hash;
    Message error;
};
struct BlobOpened {
    RequestId id = 0;
    std::int64_t done = 0;  // bytes
    bool is_last = false;   // with all bytes, or the error
    Bytes bytes;
    Message error;
};
struct BulkProgress {
    RequestId id = 0;
    std::uint32_t done = 0, total = 0;
};
struct BulkDone {
    RequestId id = 0;
    Message error;
    bool cancelled = false;
    std::uint32_t changed = 0, refused = 0;  // the others were so already
    Message reason;                          // of the first refused
    std::uint64_t counter = 0;               // of the transaction, to undo it; 0: nothing was changed
};

struct Administered {
    RequestId id = 0;
    Message error;  // why not, or that nobody answered
    std::vector<std::vector<std::string>> rows;
};

using ToScreen = std::variant<SessionState, Answer, RecordAnswer, Committed, SearchAnswer, ImportPreview,
                              ImportProgress, ImportDone, Exported, SyncState, InboxAnswer, DeviceReport, GroupsAnswer,
                              Declarations, DamagedFiles, BlobAdded, BlobOpened, BulkProgress, BulkDone, Administered>;

Bytes encode(const ToData& frame);
Bytes encode(const ToScreen& frame);
ToData decode_to_data(std::span<const std::uint8_t> bytes);
ToScreen decode_to_screen(std::span<const std::uint8_t> bytes);

}  // namespace xingke::client
