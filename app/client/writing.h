// One transaction on its way into the database: records as they are prepared, then the outbox and the history, all in
// one SQLite transaction, which is open from begin() to finish(). For an import it is open for many slices of the
// worker's time; whoever else wants to write waits for its end (DataHost). Whatever happens before finish() has said
// so, gone without a finish means that nothing was written.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "app/base/bytes.h"
#include "app/client/preparing.h"

namespace xingke::client {

class Writing {
public:
    enum class Size : std::uint8_t {
        usual,
        large,  // thousands of records
    };
    // Faults: storage, storage_full.
    static Result<Writing> begin(Workspace& workspace, const Draft& draft, Instant now, Size size);
    Writing(Writing&& other) noexcept;
    Writing& operator=(Writing&&) = delete;
    ~Writing();

    // Once per record. Faults: storage, storage_full; invalid_input: more than one transaction may hold.
    Result<void> add(Prepared prepared);
    // Durable when it returns without an error; `replaces` as in Draft. Faults: as add().
    Result<void> finish(Numbers& numbers, std::uint64_t replaces, Written& written);

    std::size_t change_count() const { return change_count_; }

private:
    Writing(Workspace& workspace, Transaction transaction, Size size)
        : workspace_(&workspace), transaction_(std::move(transaction)), size_(size) {}
    Result<void> write(std::span<const model::Change> changes);
    Result<void> note(std::span<const store::FieldLine> lines);

    Workspace* workspace_;  // null: moved from
    std::optional<Transaction> transaction_;
    Size size_;
    model::Transaction head_;  // without its changes
    std::uint64_t counter_ = 0;
    std::size_t change_count_ = 0;
    Writer changes_;
    RecordId first_;
    std::optional<std::int64_t> history_entry_;
};

// Of the changes of a large transaction, those of the next records: whole records, at least `record_count` of them as
// long as there are any.
std::vector<model::Change> take_records(std::deque<model::Change>& changes, std::size_t record_count);
// How many records that are, when each record's changes stand together.
std::size_t count_records(const std::deque<model::Change>& changes);
// Brings all changes of a record together, where the first of them stands; otherwise nothing is moved.
void gather_by_record(std::deque<model::Change>& changes);

}  // namespace xingke::client
