#include "app/client/writing.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "app/base/planted.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/transaction.h"

namespace xingke::client {
namespace {

// A frame also holds its header and the transaction's own few bytes.
constexpr std::size_t transaction_bytes_max = protocol::frame_bytes_max - 1024;

Error too_many() {
    return {
        Fault::invalid_input, {Text::too_many_changes, {argument("max", std::to_string(model::change_count_max))}}, ""};
}

}  // namespace

Result<Writing> Writing::begin(Workspace& workspace, const Draft& draft, Instant now, Size size) {
    Writing writing(workspace, TRY(Transaction::begin(workspace.store.database())), size);
    if (size == Size::large) {
        TRY(workspace.store.keep_pages(store::Store::Pages::many));
        TRY(workspace.store.enter_bulk());
    }
    const std::uint64_t cursor = TRY(meta_number(workspace.store, meta_key::cursor));
    const std::uint64_t offset = TRY(workspace.log.offset());
    writing.counter_ = TRY(workspace.log.next_counter());
    model::Transaction& head = writing.head_;
    head.device = workspace.device;
    head.counter = writing.counter_ - offset;
    head.author = workspace.account.user;
    head.schema = workspace.catalogue.version();
    head.authored = now;
    head.base = planted(Mistake::base_not_kept) ? cursor : std::min<model::Seq>(draft.base, cursor);
    head.intent = draft.intent;
    return writing;
}

Writing::Writing(Writing&& other) noexcept
    : workspace_(std::exchange(other.workspace_, nullptr)),
      transaction_(std::exchange(other.transaction_, std::nullopt)),
      size_(other.size_),
      head_(std::move(other.head_)),
      counter_(other.counter_),
      change_count_(other.change_count_),
      changes_(std::move(other.changes_)),
      first_(other.first_),
      history_entry_(other.history_entry_) {}

Writing::~Writing() {
    if (workspace_ == nullptr) {
        return;
    }
    transaction_.reset();
    if (size_ == Size::large) {
        // A cache that stays large costs memory, nothing else.
        static_cast<void>(workspace_->store.keep_pages(store::Store::Pages::usual));
    }
}

Result<void> Writing::add(Prepared prepared) {
    std::ranges::move(prepared.guards, std::back_inserter(head_.guards));
    // Nothing can be pending on what is only made here, and nobody else has seen it.
    std::vector<const model::Record*> made;
    for (const PreparedRecord& record : prepared.records) {
        first_ = first_.is_nil() ? record.after.id : first_;
        protocol::encode_changes(changes_, record.changes);
        if (record.is_new) {
            made.push_back(&record.after);
            change_count_ += record.changes.size();
        } else {
            TRY(write(record.changes));
        }
        if (change_count_ > model::change_count_max || changes_.size() > transaction_bytes_max) {
            return too_many();
        }
    }
    return note(TRY(workspace_->log.create(counter_, made)));
}

Result<void> Writing::write(std::span<const model::Change> changes) {
    for (const model::Change& change : changes) {
        if (change.operation == model::Operation::set && !planted(Mistake::base_not_kept)) {
            head_.base = TRY(workspace_->log.seen_base(change.record, change.field, head_.base));
        }
    }
    const auto lines = TRY(workspace_->log.apply(counter_, change_count_, changes));
    change_count_ += changes.size();
    return note(lines);
}

Result<void> Writing::note(std::span<const store::FieldLine> lines) {
    const bool is_worth_an_entry = !std::ranges::all_of(lines, model::is_bookkeeping, &store::FieldLine::field);
    if (!history_entry_ && is_worth_an_entry) {
        history_entry_ = TRY(workspace_->history.begin_entry(
            {.at = head_.authored, .author = head_.author, .intent = head_.intent, .counter = counter_}));
    }
    return history_entry_ ? workspace_->history.add_lines(*history_entry_, lines) : Result<void>();
}

Result<void> Writing::finish(Numbers& numbers, std::uint64_t replaces, Written& written) {
    TRY(numbers.keep());
    if (replaces != 0) {
        TRY(workspace_->log.remove_rejected(replaces));
    }
    if (change_count_ > 0) {
        Writer body;
        protocol::encode_head(body, head_, change_count_);
        if (body.size() + changes_.size() > transaction_bytes_max) {
            return too_many();
        }
        body.raw(changes_.bytes());
        changes_ = {};
        store::OutboxEntry entry;
        entry.counter = counter_;
        entry.intent = head_.intent;
        entry.authored = head_.authored;
        entry.base = head_.base;
        entry.body = body.take();
        TRY(workspace_->log.queue(entry));
        written.counter = counter_;
        written.record = first_;
    }
    if (size_ == Size::large) {
        TRY(workspace_->store.leave_bulk());
    }
    TRY(transaction_->commit());
    written.saved = true;
    return {};
}

std::vector<model::Change> take_records(std::deque<model::Change>& changes, std::size_t record_count) {
    std::vector<model::Change> taken;
    constexpr std::size_t usual_change_count = 32;  // of a record
    taken.reserve(std::min(changes.size(), record_count * usual_change_count));
    while (!changes.empty()) {
        if (taken.empty() || taken.back().record != changes.front().record) {
            if (record_count == 0) {
                break;
            }
            --record_count;
        }
        taken.push_back(std::move(changes.front()));
        changes.pop_front();
    }
    return taken;
}

std::size_t count_records(const std::deque<model::Change>& changes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        count += i == 0 || changes[i].record != changes[i - 1].record ? 1 : 0;
    }
    return count;
}

void gather_by_record(std::deque<model::Change>& changes) {
    std::unordered_map<RecordId, std::size_t> places;
    std::vector<std::size_t> place_of;  // by change
    place_of.reserve(changes.size());
    bool is_gathered = true;
    for (const model::Change& change : changes) {
        const auto [found, is_first] = places.try_emplace(change.record, places.size());
        is_gathered = is_gathered && (is_first || found->second == place_of.back());
        place_of.push_back(found->second);
    }
    if (is_gathered) {
        return;
    }
    std::vector<std::size_t> order(changes.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t at) { return place_of[at]; });
    std::deque<model::Change> gathered;
    for (const std::size_t at : order) {
        gathered.push_back(std::move(changes[at]));
    }
    changes = std::move(gathered);
}

}  // namespace xingke::client
