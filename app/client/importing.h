// Files being imported, from the file that the screen hands over to the transaction that it becomes. Long work in
// slices: the host goes on answering between two of them.
//
//   ImportOpen   → reading    the file goes to the part that reads files; its answer → opened, ImportPreview
//   ImportSheet  → reading    the same file's other sheet
//   ImportRun    → running    tick() looks at import_rows_per_slice rows at a time; ImportProgress
//   running      → writing    one transaction with all good rows (Intent::import), records_per_piece records at a time;
//                             ImportProgress. Until its end nobody else may write (is_writing).
//   writing      → done       ImportDone with the bad rows
//   running      → done       of a trial, which writes nothing and may be followed by another run
//   ImportFix    → running    the corrected rows alone, in a transaction of their own
//   ImportCancel → gone       ImportDone{cancelled}; nothing was written
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "app/client/frames.h"
#include "app/client/numbers.h"
#include "app/client/workspace.h"
#include "app/client/writing.h"
#include "app/formats/table.h"
#include "app/platform/file_formats.h"
#include "app/store/transfer/import.h"

namespace xingke::client {

class Importing {
public:
    // `workspace` gives null while nobody is signed in.
    Importing(platform::FileFormats& formats, std::function<void(const ToScreen&)> send,
              std::function<Workspace*()> workspace)
        : formats_(formats), send_(std::move(send)), workspace_(std::move(workspace)) {}

    void open(ImportOpen request);
    void choose_sheet(const ImportSheet& request);
    void run(Workspace& workspace, const ImportRun& request);
    void fix(Workspace& workspace, const ImportFix& request);
    void cancel(RequestId id);
    void cancel_all();

    // A transaction is open that is not written to its end.
    bool is_writing() const;
    // One slice of one import. True: it wrote a transaction.
    bool tick(Workspace& workspace);
    bool is_busy() const;

private:
    struct OpenWriting;
    struct Import {
        const model::RecordType* type = nullptr;
        Bytes file;  // of a workbook with several sheets, until one is imported
        formats::Table table;
        formats::PackedRows corrected;
        std::vector<model::FieldId> mapping;
        DuplicatePolicy duplicates = DuplicatePolicy::skip;
        bool is_trial = false;
        // While running and writing; reads the table's rows or the corrected ones.
        std::optional<store::ImportPlan> plan;
        std::unique_ptr<OpenWriting> writing;
    };
    struct OpenWriting {
        OpenWriting(Workspace& workspace, Instant time, Writing begun)
            : now(time), numbers(workspace), writing(std::move(begun)) {}
        Instant now;
        Numbers numbers;
        Writing writing;
        std::uint32_t total = 0, done = 0;  // records
    };
    void read(RequestId id, std::uint32_t sheet);
    void preview(Workspace& workspace, RequestId id, Result<formats::Table> table);
    void start(Workspace& workspace, RequestId id, Import& import, const formats::PackedRows& rows);
    Result<bool> check_rows(Workspace& workspace, RequestId id, Import& import);
    Result<void> begin_writing(Workspace& workspace, Import& import);
    Result<bool> write_piece(Workspace& workspace, RequestId id, Import& import);
    void finish(RequestId id, Import& import, ImportDone done);
    void fail(RequestId id, Import& import, Message error);

    platform::FileFormats& formats_;
    std::function<void(const ToScreen&)> send_;
    std::function<Workspace*()> workspace_;
    // Nodes of a map stay where they are, so that a plan may refer to its import's rows.
    std::map<RequestId, Import> imports_;
    // Answers that come when we are gone find it gone.
    std::shared_ptr<Importing*> self_ = std::make_shared<Importing*>(this);
};

}  // namespace xingke::client
