#include "app/formats/encoding.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace std::string_literals;

namespace {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Answer {
    std::string encoding, text;
    std::size_t malformed_count = 0;
};

Answer decode(std::string_view bytes) {
    const auto decoded = formats::decode_text(as_bytes(bytes));
    if (!decoded) {
        return {"refused", std::string(name_of(decoded.error().message.key)), 0};
    }
    return {decoded->encoding, decoded->text, decoded->malformed_count};
}

}  // namespace

TEST_CASE("text is recognised in each encoding, with and without byte order mark") {
    struct Case {
        const char* what;
        std::string bytes;
        const char* encoding;
        const char* text;
    };
    const Case cases[] = {
        {"nothing", "", "UTF-8", ""},
        {"ASCII", "a,b\r\n1,2\r\n", "UTF-8", "a,b\r\n1,2\r\n"},
        {"UTF-8", "名称,电话\n", "UTF-8", "名称,电话\n"},
        {"UTF-8 marked", "\xEF\xBB\xBF名称", "UTF-8", "名称"},
        {"UTF-16LE marked", "\xFF\xFE\x0D\x54,\0\xF0\x79"s, "UTF-16LE", "名,称"},
        {"UTF-16BE marked", "\xFE\xFF\x54\x0D\0,"s, "UTF-16BE", "名,"},
        {"UTF-16LE", "\x0D\x54,\0a\0\n\0"s, "UTF-16LE", "名,a\n"},
        {"UTF-16BE", "\x54\x0D\0,\0a\0\n"s, "UTF-16BE", "名,a\n"},
        {"UTF-16LE beyond the first plane", "\xFF\xFE\x42\xD8\xB7\xDF"s, "UTF-16LE", "𠮷"},
        {"GB 2312", "\xC3\xFB\xB3\xC6,\xB5\xE7\xBB\xB0\n", "GB18030", "名称,电话\n"},
        {"GBK", "\x81\x40\xFE\x9F\x80", "GB18030", "丂䶮€"},
        {"GB 18030, four bytes, first plane", "\x81\x39\xEE\x39\xD0\xD5", "GB18030", "㐀姓"},
        {"GB 18030, four bytes, beyond", "\x95\x34\xB2\x35\xD0\xD5", "GB18030", "𠮷姓"},
        {"GB 18030 marked", "\x84\x31\x95\x33\xC3\xFB", "GB18030", "名"},
        {"GB 18030, letters moved by its 2005 edition", "\xA8\xBC\x81\x35\xF4\x37", "GB18030", "\u1E3F\uE7C7"},
        {"Notepad's famous mistake", "\xC1\xAA\xCD\xA8", "GB18030", "联通"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        const Answer answer = decode(one.bytes);
        CHECK(answer.encoding == one.encoding);
        CHECK(answer.text == one.text);
        CHECK(answer.malformed_count == 0);
    }
}

TEST_CASE("a few wrong bytes become U+FFFD and are counted; the rest stays readable") {
    std::string utf8;
    std::string gb18030;
    for (int i = 0; i < 100; ++i) {
        utf8 += "客户名称,";
        gb18030 += "\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6,";
    }
    const Answer first = decode(utf8 + "\xFF" + utf8);
    CHECK(first.encoding == "UTF-8");
    CHECK(first.malformed_count == 1);
    CHECK(first.text == utf8 + "\uFFFD" + utf8);
    const Answer second = decode(gb18030 + "\xFF" + gb18030);
    CHECK(second.encoding == "GB18030");
    CHECK(second.malformed_count == 1);
    CHECK(second.text == utf8 + "\uFFFD" + utf8);
}

TEST_CASE("control characters that stray into a file are dropped") {
    CHECK(decode("甲,乙\r\n1,2\r\n\x1A").text == "甲,乙\r\n1,2\r\n");
    CHECK(decode("a,b\n1,\0\n"s + std::string(300, 'x')).text == "a,b\n1,\n" + std::string(300, 'x'));
}

TEST_CASE("what is no text is refused") {
    std::string noise;
    for (int i = 0; i < 1000; ++i) {
        noise += static_cast<char>(i * 151 % 256);
    }
    CHECK(decode(noise).encoding == "refused");
    CHECK(decode("\x7F"
                 "ELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00"s)
              .encoding == "refused");
    CHECK(decode("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0"s).text == "file_not_text");
}

// The figures come from the same standard by another implementation (iconv of the GNU C library).
TEST_CASE("the whole two-byte area of GB 18030 decodes to as many different characters") {
    std::string bytes;
    for (int lead = 0x81; lead <= 0xFE; ++lead) {
        for (int trail = 0x40; trail <= 0xFE; ++trail) {
            if (trail != 0x7F) {
                bytes += static_cast<char>(lead);
                bytes += static_cast<char>(trail);
            }
        }
    }
    const Answer answer = decode("\x84\x31\x95\x33" + bytes);
    CHECK(answer.malformed_count == 0);
    std::vector<bool> seen(0x10000);
    std::size_t count = 0;
    for (std::size_t at = 0; at < answer.text.size();) {
        const auto letter = static_cast<unsigned char>(answer.text[at]);
        const std::size_t size = letter < 0x80 ? 1 : letter < 0xE0 ? 2 : 3;
        std::uint32_t point = size == 3 ? letter & 0x0FU : letter & 0x1FU;
        for (std::size_t i = 1; i < size; ++i) {
            point = point << 6 | (static_cast<unsigned char>(answer.text[at + i]) & 0x3FU);
        }
        at += size;
        count += seen[point] ? 0 : 1;
        seen[point] = true;
    }
    // The 2022 edition gives 23 characters two places each at most; nearly all are different.
    CHECK(count >= 23'900);
}

TEST_CASE("the same customers decode from GB 18030 as their text says") {
    const Answer answer = decode(read_file("tests/data/customers_gb18030.csv"));
    CHECK(answer.encoding == "GB18030");
    CHECK(answer.malformed_count == 0);
    CHECK(answer.text.starts_with("客户名称,客户行业,"));
    bool has_rare = false;
    for (const char* rare : {"𬭎", "㛃", "𠅤", "𫍯"}) {
        has_rare = has_rare || answer.text.find(rare) != std::string::npos;
    }
    CHECK(has_rare);
    CHECK(answer.text.find("䶮") != std::string::npos);
}
