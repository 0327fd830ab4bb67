#include "app/client/commands.h"

#include "app/client/limits.h"
#include "app/client/preparing.h"
#include "app/client/writing.h"

namespace xingke::client {
namespace {

// Of an import, and of the undo of one or of a bulk edit, the records do not depend on each other, so that a few at a
// time need to be in memory.
bool may_go_in_pieces(const Draft& draft) {
    const bool is_import = draft.intent == model::Intent::import || draft.intent == model::Intent::undo;
    return is_import && draft.changes.size() > change_count_at_once && draft.guards.empty() &&
           draft.step.name.empty() && !draft.is_complete && draft.replaces == 0;
}

Error empty_transaction() {
    return {Fault::invalid_input, {Text::empty_transaction, {}}, ""};
}

Result<void> write_at_once(Workspace& workspace, Draft draft, Written& written) {
    const Instant now = workspace.clock.now();
    const Draft head{.intent = draft.intent, .base = draft.base, .changes = {}, .replaces = draft.replaces};
    Numbers numbers(workspace);
    Prepared prepared = TRY(prepare(workspace, std::move(draft), now, numbers, written));
    if (!written.issues.empty()) {
        return {};
    }
    // A rejected transaction whose wishes have all come true meanwhile is dealt with.
    if (prepared.records.empty() && head.replaces == 0) {
        return empty_transaction();
    }
    Writing writing = TRY(Writing::begin(workspace, head, now, Writing::Size::usual));
    TRY(writing.add(std::move(prepared)));
    return writing.finish(numbers, head.replaces, written);
}

Result<void> write_in_pieces(Workspace& workspace, Draft draft, Written& written) {
    std::deque<model::Change> changes(std::make_move_iterator(draft.changes.begin()),
                                      std::make_move_iterator(draft.changes.end()));
    draft.changes = {};
    gather_by_record(changes);
    Numbers numbers(workspace);
    const Instant now = workspace.clock.now();
    Writing writing = TRY(Writing::begin(workspace, draft, now, Writing::Size::large));
    while (!changes.empty()) {
        Draft piece{.intent = draft.intent, .base = draft.base, .changes = take_records(changes, records_per_piece)};
        Prepared prepared = TRY(prepare(workspace, std::move(piece), now, numbers, written));
        if (!written.issues.empty()) {
            return {};
        }
        TRY(writing.add(std::move(prepared)));
    }
    return writing.change_count() == 0 ? empty_transaction() : writing.finish(numbers, 0, written);
}

}  // namespace

Written write(Workspace& workspace, Draft draft) {
    Written written;
    Result<void> done = may_go_in_pieces(draft) ? write_in_pieces(workspace, std::move(draft), written)
                                                : write_at_once(workspace, std::move(draft), written);
    if (!done) {
        written.saved = false;
        written.error = done.error().message;
    }
    return written;
}

}  // namespace xingke::client
