// Fields of many records changed at once (requirements: 批量转移, bulk edit), in one transaction: from the query
// that says which to the transaction that can be undone whole. Long work in slices, as an import's (importing.h):
// between two of them the host goes on answering, and from the first to the last nobody else may write.
//
//   Bulk        → waiting
//   waiting     → writing    tick() finds the records of the query
//   writing     → writing    tick() prepares and writes records_per_piece records; one that this person may not change,
//                            or that would not be valid, is left out and counted; BulkProgress
//   writing     → gone       BulkDone; durable
//   BulkCancel  → gone       BulkDone{cancelled}; nothing was written
//
// One at a time: a second waits until the first is gone.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "app/client/frames.h"
#include "app/client/numbers.h"
#include "app/client/workspace.h"
#include "app/client/writing.h"

namespace xingke::client {

class BulkEditing {
public:
    explicit BulkEditing(std::function<void(const ToScreen&)> send) : send_(std::move(send)) {}

    void start(Bulk wanted) { waiting_.push_back(std::move(wanted)); }
    void cancel(RequestId id);
    void cancel_all();

    // A transaction is open that is not written to its end.
    bool is_writing() const { return work_ != nullptr; }
    bool is_busy() const { return is_writing() || !waiting_.empty(); }
    // One slice. True: it wrote a transaction.
    bool tick(Workspace& workspace);

private:
    struct Work {
        Work(Workspace& workspace, Bulk asked, Instant time, Writing begun)
            : wanted(std::move(asked)), now(time), numbers(workspace), writing(std::move(begun)) {}
        Bulk wanted;
        Instant now;
        Numbers numbers;
        Writing writing;
        std::deque<RecordId> left;
        BulkProgress progress;
        BulkDone done;
    };
    Result<void> begin(Workspace& workspace, Bulk wanted);
    Result<bool> write_piece(Workspace& workspace);
    Result<void> write_record(Workspace& workspace, RecordId record);
    void end(BulkDone done);

    std::function<void(const ToScreen&)> send_;
    std::deque<Bulk> waiting_;
    std::unique_ptr<Work> work_;
};

}  // namespace xingke::client
