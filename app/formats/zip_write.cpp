#include "app/formats/zip_write.h"

#include <zlib.h>

#include <array>
#include <string>

#include "app/base/check.h"

namespace xingke::formats {
namespace {

// The three records of the format (PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16), little endian.
constexpr std::uint32_t local_mark = 0x04034B50, central_mark = 0x02014B50, end_mark = 0x06054B50;
constexpr std::uint16_t deflated = 8, utf8_flag = 0x800, version = 20;
// 1980-01-01: when a file was made is nobody's business.
constexpr std::uint16_t no_time = 0, no_date = 0x21;
constexpr int raw_deflate = -15, memory_level = 8, level = 6;
constexpr std::size_t piece_bytes = 16 << 10;

std::uint32_t checksum_of(std::string_view content, std::uint32_t before = 0) {
    const Bytef* const start = reinterpret_cast<const Bytef*>(content.data());
    return static_cast<std::uint32_t>(crc32_z(before, start, content.size()));
}

}  // namespace

struct ZipWriter::Impl {
    Writer out;
    Writer directory;
    z_stream stream{};
    std::string name;
    std::uint32_t offset = 0, checksum = 0, entry_count = 0;
    bool is_open = false;

    void u16(Writer& writer, std::uint16_t value) const {
        writer.u8(static_cast<std::uint8_t>(value & 0xFF));
        writer.u8(static_cast<std::uint8_t>(value >> 8));
    }

    // What the local and the central record have in common, from the version to the sizes of name and extra field.
    void describe(Writer& writer, std::uint32_t packed_size, std::uint32_t size) const {
        for (const std::uint16_t value : {version, utf8_flag, deflated, no_time, no_date}) {
            u16(writer, value);
        }
        writer.u32(checksum);
        writer.u32(packed_size);
        writer.u32(size);
        u16(writer, static_cast<std::uint16_t>(name.size()));
        u16(writer, 0);
    }

    void pack(int flush) {
        std::array<std::uint8_t, piece_bytes> piece;
        do {
            stream.next_out = piece.data();
            stream.avail_out = static_cast<uInt>(piece.size());
            const int answer = deflate(&stream, flush);
            CHECK(answer != Z_STREAM_ERROR, "deflate is used as it wants");
            out.raw(std::span(piece).first(piece.size() - stream.avail_out));
        } while (stream.avail_out == 0);
    }

    void end() {
        if (!is_open) {
            return;
        }
        stream.avail_in = 0;
        pack(Z_FINISH);
        const auto size = static_cast<std::uint32_t>(stream.total_in);
        const auto packed_size = static_cast<std::uint32_t>(stream.total_out);
        deflateEnd(&stream);
        is_open = false;
        constexpr std::size_t checksum_at = 14;
        out.patch_u32(offset + checksum_at, checksum);
        out.patch_u32(offset + checksum_at + 4, packed_size);
        out.patch_u32(offset + checksum_at + 8, size);
        directory.u32(central_mark);
        u16(directory, version);
        describe(directory, packed_size, size);
        for (int i = 0; i < 3; ++i) {
            u16(directory, 0);  // comment, disk, internal attributes
        }
        directory.u32(0);
        directory.u32(offset);
        directory.raw(as_bytes(name));
        ++entry_count;
    }
};

ZipWriter::ZipWriter() : impl_(std::make_unique<Impl>()) {}

ZipWriter::~ZipWriter() {
    if (impl_->is_open) {
        deflateEnd(&impl_->stream);
    }
}

void ZipWriter::begin(std::string_view name) {
    impl_->end();
    impl_->stream = {};
    impl_->name = name;
    impl_->checksum = 0;
    impl_->offset = static_cast<std::uint32_t>(impl_->out.size());
    const int answer = deflateInit2(&impl_->stream, level, Z_DEFLATED, raw_deflate, memory_level, Z_DEFAULT_STRATEGY);
    CHECK(answer == Z_OK, "there is memory for the compressor");
    impl_->is_open = true;
    impl_->out.u32(local_mark);
    impl_->describe(impl_->out, 0, 0);
    impl_->out.raw(as_bytes(name));
}

void ZipWriter::append(std::string_view content) {
    CHECK(impl_->is_open, "content belongs to an entry");
    impl_->checksum = checksum_of(content, impl_->checksum);
    impl_->stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));  // zlib only reads it
    impl_->stream.avail_in = static_cast<uInt>(content.size());
    impl_->pack(Z_NO_FLUSH);
}

Bytes ZipWriter::finish() {
    impl_->end();
    Writer& out = impl_->out;
    const auto directory_at = static_cast<std::uint32_t>(out.size());
    out.raw(impl_->directory.bytes());
    out.u32(end_mark);
    out.u32(0);  // this disk, the directory's disk
    impl_->u16(out, static_cast<std::uint16_t>(impl_->entry_count));
    impl_->u16(out, static_cast<std::uint16_t>(impl_->entry_count));
    out.u32(static_cast<std::uint32_t>(impl_->directory.size()));
    out.u32(directory_at);
    impl_->u16(out, 0);
    return out.take();
}

}  // namespace xingke::formats
