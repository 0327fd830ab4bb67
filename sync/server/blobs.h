// Files by their content: what /blob/<hash> does, but for the network. Bytes come in pieces that follow each other, may
// come again after a broken line, and count only when all are there and have the hash by which they were announced.
//
//   unknown   --put() of the first piece-->   partial    per device: nobody can spoil another's upload
//   partial   --put() of the next piece-->    partial    whoever sends another piece is told where to go on
//   partial   --put() of the last piece-->    whole      its SHA-256 is the name, its kind is admitted
//   partial   --the same, otherwise-->        unknown
//   whole     --collect()-->                  unknown    no living record has referred to it for a while
//
// A file belongs to one company; the same bytes in two companies are two files. Who may see a record that refers to it
// may have it (access.h); for everybody else it does not exist. Belongs to the thread of its storage.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/server/caller.h"
#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

constexpr std::size_t blob_piece_bytes_max = 1024 * 1024;
constexpr std::int64_t mebibyte = 1024 * 1024;

struct BlobSettings {
    std::int64_t file_bytes_max = 20 * mebibyte;
    std::int64_t company_bytes_max = 10'240 * mebibyte;
    // What sniff_media_type() may find; empty: all that it knows.
    std::vector<std::string> media_types = {};
    std::int64_t unreferenced_ms = 30LL * 24 * 3600 * 1000;
    std::int64_t unfinished_ms = 7LL * 24 * 3600 * 1000;
};

struct BlobState {
    std::int64_t size = 0;  // of the whole, as announced
    std::int64_t have = 0;  // bytes from the beginning
    bool is_whole() const { return size > 0 && have == size; }
};

struct BlobPart {
    std::string media_type;
    std::int64_t size = 0;   // of the whole
    std::int64_t first = 0;  // of the part
    Bytes bytes;
};

class Blobs {
public:
    Blobs(Storage& storage, const Rules& rules, BlobSettings settings)
        : storage_(storage), rules_(rules), settings_(std::move(settings)) {}

    // A piece of at most blob_piece_bytes_max; an empty one asks how much is there. A file that the company has already
    // is whole at once. After an error with Text::blob_wrong_offset the upload goes on where its message says.
    // invalid_input: too large, of no admitted kind, announced with another size. conflict: another offset is due.
    // storage_full: the company's quota.
    Result<BlobState> put(const Caller& caller, const Digest& hash, std::int64_t offset, std::int64_t size,
                          std::span<const std::uint8_t> bytes);
    // `count_max` bytes from `first` on. not_found: there is none for this caller, or nothing from there on.
    Result<BlobPart> get(const Caller& caller, const Digest& hash, std::int64_t first, std::int64_t count_max);
    // Removes what no living record has referred to for long, and uploads that were given up. How many files went.
    Result<std::int64_t> collect();

    const BlobSettings& settings() const { return settings_; }

private:
    Result<BlobState> finish(WriteTransaction& storage, const Caller& caller, const Digest& hash, std::int64_t size);
    bool is_admitted(std::string_view media_type) const;

    Storage& storage_;
    Rules rules_;
    BlobSettings settings_;
};

// 64 hexadecimal digits.
std::optional<Digest> parse_digest(std::string_view text);

}  // namespace xingke::server
