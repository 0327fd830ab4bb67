#include "app/formats/compound_file.h"

#include <algorithm>
#include <vector>

#include "app/base/check.h"

namespace xingke::formats {
namespace {

constexpr std::uint32_t last_sector = 0xFFFF'FFFA, end_of_chain = 0xFFFF'FFFE, free_sector = 0xFFFF'FFFF,
                        table_sector = 0xFFFF'FFFD;
constexpr std::size_t header_bytes = 512, sector_bytes = 512, entry_bytes = 128, small_sector_bytes = 64,
                      table_in_header_count = 109, name_bytes_max = 64;
constexpr std::uint32_t small_stream_below = 4096;

Error damaged(const char* detail) {
    return {Fault::invalid_input, {Text::file_damaged, {}}, detail};
}

std::uint32_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
        number |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
    }
    return number;
}

class CompoundFile {
public:
    explicit CompoundFile(std::span<const std::uint8_t> file) : file_(file) {}

    Result<Bytes> stream(std::string_view name) {
        TRY(read_tables());
        const Bytes directory = TRY(chain(number_at(file_, 48, 4), SIZE_MAX));
        Bytes small_streams;
        for (std::size_t at = 0; at + entry_bytes <= directory.size(); at += entry_bytes) {
            const auto entry = std::span(directory).subspan(at, entry_bytes);
            const std::uint32_t kind = entry[66], start = number_at(entry, 116, 4), size = number_at(entry, 120, 4);
            constexpr std::uint32_t is_stream = 2, is_root = 5;
            if (kind == is_root) {
                small_streams = TRY(chain(start, size));
            } else if (kind == is_stream && has_name(entry, name)) {
                return size < small_stream_below ? small_chain(small_streams, start, size) : chain(start, size);
            }
        }
        return Bytes();
    }

private:
    static bool has_name(std::span<const std::uint8_t> entry, std::string_view name) {
        if (number_at(entry, 64, 2) != (name.size() + 1) * 2) {
            return false;
        }
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (number_at(entry, i * 2, 2) != static_cast<std::uint8_t>(name[i])) {
                return false;
            }
        }
        return true;
    }

    std::span<const std::uint8_t> sector(std::uint32_t number) const {
        const std::size_t begin = (static_cast<std::size_t>(number) + 1) * size_;
        return begin >= file_.size() ? std::span<const std::uint8_t>()
                                     : file_.subspan(begin, std::min(size_, file_.size() - begin));
    }

    Result<void> read_tables() {
        const std::uint32_t shift = number_at(file_, 30, 2);
        if (file_.size() < header_bytes || (shift != 9 && shift != 12)) {
            return damaged("no compound file");
        }
        size_ = std::size_t{1} << shift;
        std::vector<std::uint32_t> parts;
        for (std::size_t i = 0; i < table_in_header_count; ++i) {
            parts.push_back(number_at(file_, 76 + i * 4, 4));
        }
        const std::size_t sectors_max = file_.size() / size_ + 1;
        std::uint32_t next = number_at(file_, 68, 4);
        for (std::size_t count = 0; next < last_sector; ++count) {
            const auto more = sector(next);
            if (count > sectors_max || more.size() < size_) {
                return damaged("a table without end");
            }
            for (std::size_t at = 0; at + 4 < size_; at += 4) {
                parts.push_back(number_at(more, at, 4));
            }
            next = number_at(more, size_ - 4, 4);
        }
        for (const std::uint32_t part : parts) {
            const auto bytes = part < last_sector ? sector(part) : std::span<const std::uint8_t>();
            for (std::size_t at = 0; at + 4 <= bytes.size() && table_.size() <= sectors_max; at += 4) {
                table_.push_back(number_at(bytes, at, 4));
            }
        }
        const Bytes small = TRY(chain(number_at(file_, 60, 4), SIZE_MAX));
        for (std::size_t at = 0; at + 4 <= small.size(); at += 4) {
            small_table_.push_back(number_at(small, at, 4));
        }
        return {};
    }

    Result<Bytes> chain(std::uint32_t next, std::size_t size) const {
        Bytes bytes;
        for (std::size_t count = 0; next < last_sector && bytes.size() < size; ++count) {
            const auto piece = sector(next);
            if (count > table_.size() || piece.empty() || next >= table_.size()) {
                return damaged("a chain without end");
            }
            bytes.insert(bytes.end(), piece.begin(), piece.end());
            next = table_[next];
        }
        bytes.resize(std::min(bytes.size(), size));
        return bytes;
    }

    Result<Bytes> small_chain(const Bytes& streams, std::uint32_t next, std::size_t size) const {
        Bytes bytes;
        for (std::size_t count = 0; next < last_sector && bytes.size() < size; ++count) {
            const std::size_t begin = static_cast<std::size_t>(next) * small_sector_bytes;
            if (count > small_table_.size() || next >= small_table_.size() || begin >= streams.size()) {
                return damaged("a chain without end");
            }
            const std::size_t end = std::min(begin + small_sector_bytes, streams.size());
            bytes.insert(bytes.end(), streams.begin() + static_cast<std::ptrdiff_t>(begin),
                         streams.begin() + static_cast<std::ptrdiff_t>(end));
            next = small_table_[next];
        }
        bytes.resize(std::min(bytes.size(), size));
        return bytes;
    }

    std::span<const std::uint8_t> file_;
    std::size_t size_ = sector_bytes;
    std::vector<std::uint32_t> table_, small_table_;
};

void put(Bytes& bytes, std::uint32_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
}

void put_entry(Bytes& bytes, std::string_view name, std::uint8_t kind, std::uint32_t child, std::uint32_t start,
               std::uint32_t size) {
    const std::size_t begin = bytes.size();
    for (const char c : name) {
        put(bytes, static_cast<std::uint8_t>(c), 2);
    }
    bytes.resize(begin + name_bytes_max);
    put(bytes, name.empty() ? 0 : static_cast<std::uint32_t>((name.size() + 1) * 2), 2);
    bytes.push_back(kind);
    constexpr std::uint8_t black = 1;
    bytes.push_back(black);
    put(bytes, free_sector, 4);
    put(bytes, free_sector, 4);
    put(bytes, child, 4);
    bytes.resize(begin + 116);
    put(bytes, start, 4);
    put(bytes, size, 4);
    put(bytes, 0, 4);
}

}  // namespace

Result<Bytes> read_stream(std::span<const std::uint8_t> file, std::string_view name) {
    return CompoundFile(file).stream(name);
}

// The header, the stream, the directory, the table of sectors.
Bytes file_of_stream(std::string_view name, Bytes stream) {
    // A shorter one would have to stand among the small streams.
    stream.resize(std::max<std::size_t>(stream.size(), small_stream_below));
    const auto stream_size = static_cast<std::uint32_t>(stream.size());
    stream.resize((stream.size() + sector_bytes - 1) / sector_bytes * sector_bytes);
    const auto stream_sectors = static_cast<std::uint32_t>(stream.size() / sector_bytes);
    constexpr std::uint32_t per_sector = sector_bytes / 4;
    const std::uint32_t other_sectors = stream_sectors + 1;
    const std::uint32_t table_sectors = (other_sectors + per_sector - 2) / (per_sector - 1);
    CHECK(table_sectors <= table_in_header_count, "one stream of a few megabytes at most");
    Bytes file = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    file.resize(24);
    for (const std::uint32_t number : {0x3EU, 3U, 0xFFFEU, 9U, 6U}) {
        put(file, number, 2);
    }
    file.resize(44);
    put(file, table_sectors, 4);
    put(file, stream_sectors, 4);  // where the directory begins
    put(file, 0, 4);
    put(file, small_stream_below, 4);
    for (const std::uint32_t number : {end_of_chain, 0U, end_of_chain, 0U}) {
        put(file, number, 4);
    }
    for (std::uint32_t i = 0; i < table_in_header_count; ++i) {
        put(file, i < table_sectors ? other_sectors + i : free_sector, 4);
    }
    file.insert(file.end(), stream.begin(), stream.end());
    constexpr std::uint8_t unused = 0, is_stream = 2, is_root = 5;
    put_entry(file, "Root Entry", is_root, 1, end_of_chain, 0);
    put_entry(file, name, is_stream, free_sector, 0, stream_size);
    put_entry(file, "", unused, free_sector, 0, 0);
    put_entry(file, "", unused, free_sector, 0, 0);
    for (std::uint32_t i = 0; i < table_sectors * per_sector; ++i) {
        const bool is_last = i + 1 == stream_sectors || i == stream_sectors;
        put(file,
            is_last                             ? end_of_chain
            : i < stream_sectors                ? i + 1
            : i < other_sectors + table_sectors ? table_sector
                                                : free_sector,
            4);
    }
    return file;
}

}  // namespace xingke::formats
