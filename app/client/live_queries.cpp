#include "app/client/live_queries.h"

#include <algorithm>

#include "app/base/log.h"
#include "app/client/inbox.h"
#include "app/store/query_sql.h"

namespace xingke::client {
namespace {

// Conditions see the time at which they are answered: a list of what is due today moves on when something changes.
model::ExpressionContext context_of(Workspace& workspace) {
    const Instant now = workspace.clock.now();
    return {.now = now, .utc_offset_minutes = workspace.clock.utc_offset_minutes(now), .me = workspace.account.user};
}

// A saved view may ask for a field that is gone since: that is said, and no reason to stop.
Result<ToScreen> answer_to(Workspace& workspace, const Watch& watch) {
    Answer answer;
    answer.id = watch.id;
    Result<model::Page> page = workspace.store.page(watch.query, context_of(workspace));
    if (page) {
        answer.page = *std::move(page);
    } else if (page.error().fault == Fault::invalid_input) {
        answer.error = page.error().message;
        return ToScreen(std::move(answer));
    } else {
        return page.error();
    }
    const model::Seq cursor = TRY(meta_number(workspace.store, meta_key::cursor));
    answer.cursor = TRY(workspace.log.seen_base(watch.query.type, cursor));
    return ToScreen(std::move(answer));
}

Result<ToScreen> answer_to(Workspace& workspace, const WatchRecord& watch) {
    RecordAnswer answer = TRY(record_answer(workspace, watch));
    return ToScreen(std::move(answer));
}

Result<ToScreen> answer_to(Workspace& workspace, const AskInbox& ask) {
    InboxAnswer answer;
    answer.id = ask.id;
    answer.items = TRY(inbox(workspace));
    return ToScreen(std::move(answer));
}

Result<ToScreen> answer_to(Workspace& workspace, const WatchGroups& watch) {
    GroupsAnswer answer;
    answer.id = watch.id;
    Result<model::Groups> groups = workspace.store.groups(watch.query, context_of(workspace));
    if (groups) {
        answer.groups = *std::move(groups);
    } else if (groups.error().fault == Fault::invalid_input) {
        answer.error = groups.error().message;
    } else {
        return groups.error();
    }
    return ToScreen(std::move(answer));
}

// Two answers that differ only in the cursor say the same.
Bytes without_cursor(ToScreen frame) {
    if (auto* answer = std::get_if<Answer>(&frame)) {
        answer->cursor = 0;
    } else if (auto* record = std::get_if<RecordAnswer>(&frame)) {
        record->cursor = 0;
    }
    return encode(frame);
}

}  // namespace

Result<void> LiveQueries::watch(Workspace* workspace, const Watch& watch) {
    Watched watched{watch, {}, {}};
    if (workspace != nullptr) {
        for (const model::TypeId type : workspace->store.reads(watch.query)) {
            watched.types.insert(type);
        }
    }
    return add(workspace, watch.id, std::move(watched));
}

Result<void> LiveQueries::watch(Workspace* workspace, const WatchGroups& watch) {
    Watched watched{watch, {}, {}};
    if (workspace != nullptr) {
        const auto types = workspace->store.reads(watch.query);
        watched.types.insert(types.begin(), types.end());
    }
    return add(workspace, watch.id, std::move(watched));
}

Result<void> LiveQueries::watch(Workspace* workspace, const WatchRecord& watch) {
    return add(workspace, watch.id, {watch, {}, {}});
}

Result<void> LiveQueries::watch(Workspace* workspace, const AskInbox& watch) {
    return add(workspace, watch.id, {watch, {}, {}});
}

Result<void> LiveQueries::add(Workspace* workspace, RequestId id, Watched watched) {
    Watched& kept = watched_[id] = std::move(watched);
    return workspace != nullptr ? answer(*workspace, kept) : Result<void>{};
}

Result<void> LiveQueries::refresh(Workspace& workspace) {
    std::set<model::TypeId> changed = workspace.log.take_touched_types();
    for (const model::TypeId type : workspace.store.take_changed_types()) {
        changed.insert(type);
    }
    for (auto& [id, watched] : watched_) {
        const bool is_all = watched.types.empty();
        const bool is_inbox = std::holds_alternative<AskInbox>(watched.question);
        const bool reads_changed =
            std::ranges::any_of(changed, [&types = watched.types](model::TypeId type) { return types.contains(type); });
        if (is_inbox || (is_all && !changed.empty()) || reads_changed) {
            TRY(answer(workspace, watched));
        }
    }
    return {};
}

Result<void> LiveQueries::refresh_all(Workspace& workspace) {
    workspace.store.take_changed_types();
    workspace.log.take_touched_types();
    for (auto& [id, watched] : watched_) {
        if (const auto* query = std::get_if<Watch>(&watched.question)) {
            watched.types.clear();
            for (const model::TypeId type : workspace.store.reads(query->query)) {
                watched.types.insert(type);
            }
        }
        if (const auto* groups = std::get_if<WatchGroups>(&watched.question)) {
            const auto types = workspace.store.reads(groups->query);
            watched.types = {types.begin(), types.end()};
        }
        watched.last.clear();
        TRY(answer(workspace, watched));
    }
    return {};
}

Result<bool> LiveQueries::prepare(Workspace& workspace) {
    const Result<bool> indexed = workspace.store.index_more();
    if (!indexed) {
        // Nothing is lost by it: the search looks through what is not indexed.
        log(LogLevel::warning, "index_failed", {{"detail", indexed.error().detail}});
    } else if (*indexed) {
        return true;
    }
    for (const auto& [id, watched] : watched_) {
        const auto* watch = std::get_if<Watch>(&watched.question);
        if (watch == nullptr || store::is_narrowed(watch->query) || watch->query.count == 0) {
            continue;
        }
        for (const model::FieldId field : watch->query.fields) {
            model::Query query = watch->query;
            query.sorts = {{.field = field}};
            if (TRY(workspace.store.prepare_order(query))) {
                return true;
            }
        }
    }
    return false;
}

Result<void> LiveQueries::answer(Workspace& workspace, Watched& watched) {
    const ToScreen frame =
        TRY(std::visit([&](const auto& question) { return answer_to(workspace, question); }, watched.question));
    Bytes comparable = without_cursor(frame);
    if (comparable != watched.last) {
        watched.last = std::move(comparable);
        send_(frame);
    }
    return {};
}

}  // namespace xingke::client
