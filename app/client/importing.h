// Files being imported, from the file that the screen hands over to the transaction that it becomes. Long work in
// slices: the host goes on answering between two of them.
//
//   ImportOpen   → opened     the file is read; ImportPreview
//   ImportRun    → running    tick() looks at import_rows_per_slice rows at a time; ImportProgress
//   running      → done       one transaction with all good rows (Intent::import); ImportDone with the bad ones
//   ImportFix    → running    the corrected rows alone, in a transaction of their own
//   ImportCancel → gone       ImportDone{cancelled}
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/store/transfer/import.h"

namespace xingke::client {

class Importing {
public:
    explicit Importing(std::function<void(const ToScreen&)> send) : send_(std::move(send)) {}

    void open(Workspace& workspace, ImportOpen request);
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
        store::Table table;
        std::vector<model::FieldId> mapping;
        DuplicatePolicy duplicates = DuplicatePolicy::skip;
        std::optional<store::ImportPlan> plan;  // while running
    };
    void start(Workspace& workspace, RequestId id, Import& import, std::vector<store::TableRow> rows);
    bool finish(Workspace& workspace, RequestId id, Import& import);
    void fail(RequestId id, Import& import, Message error);

    std::function<void(const ToScreen&)> send_;
    std::map<RequestId, Import> imports_;
};

}  // namespace xingke::client
