#include "app/client/bulk_editing.h"

#include <algorithm>

#include "app/client/commands.h"
#include "app/client/limits.h"

namespace xingke::client {
namespace {

model::Intent intent_of(const Bulk& wanted) {
    const bool removes =
        std::ranges::any_of(wanted.set, [](const NewValue& one) { return one.field == model::life_field; });
    return removes ? model::Intent::remove : model::Intent::edit;
}

Result<std::deque<RecordId>> records_of(Workspace& workspace, model::Query query) {
    const Instant now = workspace.clock.now();
    const model::ExpressionContext context{
        .now = now, .utc_offset_minutes = workspace.clock.utc_offset_minutes(now), .me = workspace.account.user};
    query.fields = {model::common_field::updated};
    query.count = model::window_rows_max;
    std::deque<RecordId> records;
    for (query.first = 0;; query.first += query.count) {
        const model::Page page = TRY(workspace.store.page(query, context));
        for (const model::Row& row : page.rows) {
            records.push_back(row.id);
        }
        if (query.first + query.count >= page.total) {
            return records;
        }
    }
}

}  // namespace

Result<void> BulkEditing::begin(Workspace& workspace, Bulk wanted) {
    std::deque<RecordId> records = TRY(records_of(workspace, wanted.query));
    Draft head{.intent = intent_of(wanted), .changes = {}};
    head.base = TRY(meta_number(workspace.store, meta_key::cursor));
    const bool is_large = records.size() > records_per_piece;
    const Instant now = workspace.clock.now();
    Writing begun = TRY(Writing::begin(workspace, head, now, is_large ? Writing::Size::large : Writing::Size::usual));
    const RequestId id = wanted.id;
    work_ = std::make_unique<Work>(workspace, std::move(wanted), now, std::move(begun));
    work_->progress = {id, 0, static_cast<std::uint32_t>(records.size())};
    work_->done.id = id;
    work_->left = std::move(records);
    return {};
}

bool BulkEditing::tick(Workspace& workspace) {
    if (work_ == nullptr && !waiting_.empty()) {
        Bulk wanted = std::move(waiting_.front());
        waiting_.pop_front();
        const RequestId id = wanted.id;
        if (const Result<void> begun = begin(workspace, std::move(wanted)); !begun) {
            end({.id = id, .error = begun.error().message});
        }
    }
    if (work_ == nullptr) {
        return false;
    }
    const RequestId id = work_->wanted.id;
    const Result<bool> saved = write_piece(workspace);
    if (!saved) {
        end({.id = id, .error = saved.error().message});
    }
    return saved && *saved;
}

// True: it was the last one, and the transaction is saved.
Result<bool> BulkEditing::write_piece(Workspace& workspace) {
    for (std::size_t i = 0; i < records_per_piece && !work_->left.empty(); ++i) {
        TRY(write_record(workspace, work_->left.front()));
        work_->left.pop_front();
        ++work_->progress.done;
    }
    send_(work_->progress);
    if (!work_->left.empty()) {
        return false;
    }
    if (work_->done.changed > 0) {
        Written written;
        TRY(work_->writing.finish(work_->numbers, 0, written));
        work_->done.counter = written.counter;
    }
    const bool has_saved = work_->done.counter != 0;
    end(BulkDone(work_->done));
    return has_saved;
}

// By itself, so that what is wrong with one keeps no other back.
Result<void> BulkEditing::write_record(Workspace& workspace, RecordId record) {
    Written written;
    Draft draft{.intent = intent_of(work_->wanted)};
    for (const NewValue& one : work_->wanted.set) {
        draft.changes.push_back(
            {.record = record, .type = work_->wanted.query.type, .field = one.field, .value = one.value});
    }
    Prepared prepared = TRY(prepare(workspace, std::move(draft), work_->now, work_->numbers, written));
    if (!written.issues.empty()) {
        if (work_->done.refused++ == 0) {
            work_->done.reason = written.issues.front().message;
        }
        return {};
    }
    work_->done.changed += prepared.records.empty() ? 0 : 1;
    return work_->writing.add(std::move(prepared));
}

void BulkEditing::cancel(RequestId id) {
    const bool was_waiting = std::erase_if(waiting_, [id](const Bulk& one) { return one.id == id; }) > 0;
    if (was_waiting) {
        send_(BulkDone{.id = id, .cancelled = true});
    } else if (work_ != nullptr && work_->wanted.id == id) {
        end({.id = id, .cancelled = true});
    }
}

void BulkEditing::cancel_all() {
    while (!waiting_.empty()) {
        cancel(waiting_.front().id);
    }
    if (work_ != nullptr) {
        cancel(work_->wanted.id);
    }
}

void BulkEditing::end(BulkDone done) {
    work_.reset();  // what is not finished is rolled back
    send_(done);
}

}  // namespace xingke::client
