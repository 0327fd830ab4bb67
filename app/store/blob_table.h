// Which files of people this device has, and which of them the server does not have yet. The bytes lie outside of the
// database (platform/blob_files.h), under their hash; a file counts only when it is written here, which happens after
// its bytes are safe.
//
//   draft    picked in a form that is not saved; refer() makes it waiting once a record names it
//   waiting  goes up when there is a line; never thrown away
//   sent     the server has it too: may go when room is needed
//   refused  the server does not take it, and the refusal says why; stays until its record goes
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "app/store/store.h"

namespace xingke::store {

enum class BlobState : std::uint8_t { draft = 0, waiting = 1, sent = 2, refused = 3 };

struct BlobRow {
    std::string hash;
    std::int64_t size = 0;
    BlobState state = BlobState::draft;
};

// As the server put it, because texts have other numbers in another version of the app.
struct BlobRefusal {
    int status = 0;   // of HTTP
    std::string max;  // the limit that was passed, for the message; empty: none
};

struct BlobTotals {
    std::uint64_t waiting = 0, waiting_bytes = 0, refused = 0;
    BlobRefusal refusal;  // of one that was refused
};

class BlobTable {
public:
    // Faults everywhere: storage.
    static Result<BlobTable> open(Store& store);

    // A file that is here already keeps its state, but for a refused one, which may be tried again.
    Result<void> add(const BlobRow& row, Instant now);
    Result<std::optional<BlobRow>> find(const std::string& hash);
    // Used now: the last to go.
    Result<void> touch(const std::string& hash, Instant now);
    // Drafts that a living record names. True: there were some.
    Result<bool> refer();
    // The smallest: most files of people in the field are photos, which somebody waits for.
    Result<std::optional<BlobRow>> next_waiting();
    Result<void> mark_sent(const std::string& hash);
    Result<void> mark_refused(const std::string& hash, const BlobRefusal& refusal);
    Result<BlobTotals> totals();
    // Takes out of the table what may go: drafts that nobody has touched since `abandoned_before`, what no living
    // record here names any more (thrown away, or out of sight) and does not wait, and what was used longest ago of the
    // sent ones beyond `sent_bytes_max`. Their bytes are the caller's to remove.
    Result<std::vector<std::string>> take_surplus(Instant abandoned_before, std::int64_t sent_bytes_max);
    Result<void> forget(const std::string& hash);

private:
    explicit BlobTable(Store& store) : store_(&store) {}
    Store* store_;
};

}  // namespace xingke::store
