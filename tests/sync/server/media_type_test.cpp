#include "sync/server/media_type.h"

#include <string>

#include "app/base/bytes.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a file is what its first bytes say, whatever it is called") {
    using namespace std::string_literals;
    struct Case {
        std::string bytes;
        std::string_view type;
    };
    const Case cases[] = {
        {"\xFF\xD8\xFF\xE0\0\x10JFIF"s, "image/jpeg"},
        {"\x89PNG\r\n\x1A\n"s, "image/png"},
        {"RIFF\x10\0\0\0WEBPVP8 "s, "image/webp"},
        {"RIFF\x10\0\0\0WAVEfmt "s, "audio/wav"},
        {"%PDF-1.7\n%\xE2\xE3"s, "application/pdf"},
        {"PK\x03\x04\x14\0"s, "application/zip"},
        {"\0\0\0\x18"s + "ftypheic", "image/heic"},
        {"\0\0\0\x18"s + "ftypisom", ""},
        {"合同第一条\n", "text/plain"},
        {"\xBA\xCF\xCD\xAC", "text/plain"},
        {"\xFF\xFE\x61\0"s, "text/plain"},
        {"<html><script>", "text/plain"},
        {"\x7F"
         "ELF\x02",
         ""},
        {"MZ\x90\0\x03"s, ""},
        {"", ""},
    };
    for (const Case& one : cases) {
        CAPTURE(one.bytes);
        CHECK(sniff_media_type(as_bytes(one.bytes)) == one.type);
    }
}

}  // namespace xingke::server
