#include "app/base/bytes.h"

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("numbers survive as varints, at every length") {
    for (int shift = 0; shift < 64; ++shift) {
        for (const std::uint64_t around :
             {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1, UINT64_MAX >> shift}) {
            Writer writer;
            writer.varint(around);
            writer.zigzag(static_cast<std::int64_t>(around));
            writer.zigzag(-static_cast<std::int64_t>(around >> 1));
            Reader reader(writer.bytes());
            CHECK(reader.varint() == around);
            CHECK(reader.zigzag() == static_cast<std::int64_t>(around));
            CHECK(reader.zigzag() == -static_cast<std::int64_t>(around >> 1));
            CHECK(reader.ok());
            CHECK(reader.at_end());
        }
    }
}

TEST_CASE("a number of more than 64 bits is refused") {
    Bytes bytes(9, 0xff);
    bytes.push_back(0x02);
    Reader reader(bytes);
    reader.varint();
    CHECK_FALSE(reader.ok());
}

TEST_CASE("a reader that ran short stays failed and gives zeros") {
    const Bytes bytes = {0x05, 'a', 'b'};
    Reader reader(bytes);
    CHECK(reader.text(100).empty());
    CHECK_FALSE(reader.ok());
    CHECK(reader.u8() == 0);
    CHECK(reader.u32() == 0);
    CHECK(reader.varint() == 0);
    CHECK(reader.raw(1).empty());
    CHECK_FALSE(reader.ok());
}

TEST_CASE("a count that the rest cannot hold is refused before anything is reserved") {
    Writer writer;
    writer.varint(1'000'000'000);
    writer.u8(0);
    Reader reader(writer.bytes());
    CHECK(reader.count() == 0);
    CHECK_FALSE(reader.ok());
}

TEST_CASE("texts above their limit and booleans other than 0 and 1 are refused") {
    Writer writer;
    writer.text("客户");
    Reader too_long(writer.bytes());
    too_long.text(5);
    CHECK_FALSE(too_long.ok());
    Reader fits(writer.bytes());
    CHECK(fits.text(6) == "客户");
    CHECK(fits.ok());

    const Bytes two = {2};
    Reader boolean(two);
    boolean.boolean();
    CHECK_FALSE(boolean.ok());
}

TEST_CASE("a length is patched in after what it measures") {
    Writer writer;
    writer.u32(0);
    writer.text("abc");
    writer.patch_u32(0, 0x01020304);
    Reader reader(writer.bytes());
    CHECK(reader.u32() == 0x01020304);
}

TEST_CASE("CRC-32C agrees with RFC 3720, B.4") {
    CHECK(crc32c(Bytes(32, 0x00)) == 0x8a9136aa);
    CHECK(crc32c(Bytes(32, 0xff)) == 0x62a8ab43);
    CHECK(crc32c(as_bytes("123456789")) == 0xe3069283);
    CHECK(crc32c({}) == 0);
}
