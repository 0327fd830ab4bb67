// Questions that stay asked: answered at once, and again whenever a table that the answer was read from has changed and
// the answer is another one than was sent last.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <variant>

#include "app/client/frames.h"
#include "app/client/workspace.h"

namespace xingke::client {

class LiveQueries {
public:
    explicit LiveQueries(std::function<void(const ToScreen&)> send) : send_(std::move(send)) {}

    // `workspace` may be null while nobody is signed in; the question is then answered by refresh_all().
    Result<void> watch(Workspace* workspace, const Watch& watch);
    Result<void> watch(Workspace* workspace, const WatchRecord& watch);
    Result<void> watch(Workspace* workspace, const AskInbox& watch);
    Result<void> watch(Workspace* workspace, const WatchGroups& watch);
    void unwatch(RequestId id) { watched_.erase(id); }

    // After each local commit and each answer of the server.
    Result<void> refresh(Workspace& workspace);
    Result<void> refresh_all(Workspace& workspace);

    // When there is nothing else to do: a slice of what makes later answers cheap, which is the search index of records
    // that were imported and the other orders of the lists that are watched. True: there is more to do.
    Result<bool> prepare(Workspace& workspace);

private:
    struct Watched {
        std::variant<Watch, WatchRecord, AskInbox, WatchGroups> question;
        std::set<model::TypeId> types;  // empty: all
        Bytes last;                     // the answer as sent, without its cursor
    };
    Result<void> add(Workspace* workspace, RequestId id, Watched watched);
    Result<void> answer(Workspace& workspace, Watched& watched);

    std::function<void(const ToScreen&)> send_;
    std::map<RequestId, Watched> watched_;
};

// All there is to know about one record, with its timeline.
Result<RecordAnswer> record_answer(Workspace& workspace, const WatchRecord& question);

}  // namespace xingke::client
