#include "app/formats/zip_read.h"

#include <array>
#include <random>
#include <string>

#include "app/formats/limits.h"
#include "app/formats/zip_write.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::ZipReader;
using formats::ZipWriter;

namespace {

Bytes archive_of(std::string_view name, const std::string& content) {
    ZipWriter writer;
    writer.begin("first");
    writer.begin(name);
    writer.append(content);
    return writer.finish();
}

Result<std::string> read_all(ZipReader& zip, std::string_view name) {
    TRY(zip.begin(name));
    std::string content;
    std::array<char, 1000> piece;
    while (const std::size_t size = zip.read(piece)) {
        content.append(piece.data(), size);
    }
    TRY(zip.end());
    return content;
}

}  // namespace

TEST_CASE("what is packed is unpacked again, whatever the case of its name") {
    std::string content;
    for (int i = 0; i < 100'000; ++i) {
        content += std::to_string(i * 7919 % 10'007);
    }
    const Bytes archive = archive_of("xl/Sheet.xml", content);
    CHECK(archive.size() < content.size());
    auto reader = ZipReader::open(archive);
    REQUIRE(reader.has_value());
    CHECK(read_all(*reader, "first").value() == "");
    CHECK(read_all(*reader, "XL/sheet.xml").value() == content);
    CHECK_FALSE(reader->has("xl"));
    CHECK(read_all(*reader, "xl").error().fault == Fault::not_found);
}

TEST_CASE("an entry that unpacks to more than the limit is not unpacked") {
    const std::string bomb(formats::zip_entry_bytes_max + 1, '0');
    Bytes archive = archive_of("bomb", bomb);
    Text why = Text::file_too_large;
    SUBCASE("when it says so") {}
    SUBCASE("when it says that it is small") {
        why = Text::file_damaged;
        // The size in the directory: 24 bytes into the last central record.
        const std::size_t record = std::string_view(as_text(archive)).rfind("PK\x01\x02");
        for (std::size_t i = 0; i < 4; ++i) {
            archive[record + 24 + i] = i == 0 ? 10 : 0;
        }
    }
    auto reader = ZipReader::open(archive);
    REQUIRE(reader.has_value());
    CHECK(read_all(*reader, "bomb").error().message.key == why);
}

TEST_CASE("a damaged archive is refused wherever it is damaged, or reads as it was") {
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::string content = "0123456789 0123456789 abc";
    const Bytes whole = archive_of("a", content);
    const auto check = [&](std::span<const std::uint8_t> archive) {
        auto reader = ZipReader::open(archive);
        if (reader) {
            const auto read = read_all(*reader, "a");
            CHECK((!read || *read == content));
        }
    };
    for (std::size_t size = 0; size < whole.size(); ++size) {
        check(std::span(whole).first(size));
    }
    for (int round = 0; round < 5'000; ++round) {
        Bytes archive = whole;
        archive[random() % archive.size()] = static_cast<std::uint8_t>(random());
        check(archive);
    }
}
