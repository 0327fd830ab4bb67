#include "app/base/commit_mark.h"

#include <algorithm>
#include <optional>

#include "app/base/bytes.h"

namespace xingke {
namespace {

constexpr std::uint32_t magic = 0x4B524D58;  // "XMRK"
constexpr std::size_t mark_bytes = 24;
constexpr std::size_t log_header_bytes = 32, frame_header_bytes = 24;
constexpr std::size_t salts_at = 16;

std::uint32_t little(std::span<const std::uint8_t> bytes) {
    return bytes[0] | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 | std::uint32_t{bytes[3]} << 24;
}

std::uint32_t big(std::span<const std::uint8_t> bytes) {
    return bytes[3] | std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[0]} << 24;
}

void put_little(std::span<std::uint8_t> bytes, std::uint64_t value) {
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(value);
        value >>= 8;
    }
}

Result<std::optional<CommitMark>> read_mark(File& file) {
    std::array<std::uint8_t, mark_bytes> bytes{};
    const std::size_t count = TRY(file.read(0, bytes));
    const std::span<const std::uint8_t> all(bytes);
    if (count < mark_bytes || little(all) != magic || crc32c(all.first(20)) != little(all.subspan(20))) {
        return std::optional<CommitMark>();
    }
    CommitMark mark;
    std::ranges::copy(all.subspan(4, 8), mark.salts.begin());
    mark.log_bytes = static_cast<std::int64_t>(little(all.subspan(12)) | std::uint64_t{little(all.subspan(16))} << 32);
    return std::optional(mark);
}

// The log's own checksums (sqlite.org/fileformat2.html, 4.2): each goes on from the one before it.
struct LogChecksum {
    bool is_big_endian = false;
    std::uint32_t one = 0, two = 0;

    void add(std::span<const std::uint8_t> bytes) {
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            const auto first = bytes.subspan(i), second = bytes.subspan(i + 4);
            one += (is_big_endian ? big(first) : little(first)) + two;
            two += (is_big_endian ? big(second) : little(second)) + one;
        }
    }
    bool is(std::span<const std::uint8_t> stored) const { return big(stored) == one && big(stored.subspan(4)) == two; }
};

}  // namespace

Result<void> write_mark(File& file, const CommitMark& mark) {
    std::array<std::uint8_t, mark_bytes> bytes{};
    const std::span<std::uint8_t> all(bytes);
    put_little(all.first(4), magic);
    std::ranges::copy(mark.salts, all.begin() + 4);
    put_little(all.subspan(12, 8), static_cast<std::uint64_t>(mark.log_bytes));
    put_little(all.subspan(20), crc32c(all.first(20)));
    return file.write(0, bytes);
}

Result<void> clear_mark(File& file) {
    const std::int64_t size = TRY(file.size());
    if (size == 0) {
        return {};
    }
    TRY(file.truncate(0));
    return file.sync();
}

Result<bool> is_log_whole(File& log, File& mark_file) {
    const std::optional<CommitMark> mark = TRY(read_mark(mark_file));
    const std::int64_t size = TRY(log.size());
    if (!mark) {
        return true;
    }
    if (size < mark->log_bytes) {
        return false;
    }
    Bytes header(log_header_bytes);
    TRY(log.read(0, header));
    const std::span<const std::uint8_t> head(header);
    LogChecksum checksum{.is_big_endian = (big(head) & 1) != 0};
    checksum.add(head.first(24));
    const std::size_t page_bytes = big(head.subspan(8));
    if (!checksum.is(head.subspan(24)) || !std::ranges::equal(head.subspan(salts_at, 8), mark->salts) ||
        page_bytes < 512 || page_bytes > 65'536) {
        return false;
    }
    Bytes frame(frame_header_bytes + page_bytes);
    const auto step = static_cast<std::int64_t>(frame.size());
    for (std::int64_t at = log_header_bytes; at + step <= mark->log_bytes; at += step) {
        TRY(log.read(at, frame));
        const std::span<const std::uint8_t> bytes(frame);
        checksum.add(bytes.first(8));
        checksum.add(bytes.subspan(frame_header_bytes));
        if (!std::ranges::equal(bytes.subspan(8, 8), mark->salts) || !checksum.is(bytes.subspan(16))) {
            return false;
        }
    }
    return true;
}

}  // namespace xingke
