// Files being imported, from the file that the screen hands over to the transaction that it becomes. Long work in
// slices: the host goes on answering between two of them.
//
//   ImportOpen   → reading    the file goes to the part that reads files; its answer → opened, ImportPreview
//   ImportSheet  → reading    the same file's other sheet
//   ImportRun    → running    tick() looks at import_rows_per_slice rows at a time; ImportProgress
//   running      → done       one transaction with all good rows (Intent::import); ImportDone with the bad ones.
//                             A trial writes nothing and may be followed by another run.
//   ImportFix    → running    the corrected rows alone, in a transaction of their own
//   ImportCancel → gone       ImportDone{cancelled}
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "app/client/frames.h"
#include "app/client/workspace.h"
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

    // One slice of one import. True: it wrote a transaction.
    bool tick(Workspace& workspace);
    bool is_busy() const;

private:
    struct Import {
        const model::RecordType* type = nullptr;
        Bytes file;  // of a workbook with several sheets, until one is imported
        formats::Table table;
        formats::PackedRows corrected;
        std::vector<model::FieldId> mapping;
        DuplicatePolicy duplicates = DuplicatePolicy::skip;
        bool is_trial = false;
        std::optional<store::ImportPlan> plan;  // while running; reads the table's rows or the corrected ones
    };
    void read(RequestId id, std::uint32_t sheet);
    void preview(Workspace& workspace, RequestId id, Result<formats::Table> table);
    void start(Workspace& workspace, RequestId id, Import& import, const formats::PackedRows& rows);
    bool finish(Workspace& workspace, RequestId id, Import& import);
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
