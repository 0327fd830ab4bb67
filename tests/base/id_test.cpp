#include "app/base/id.h"

#include <doctest/doctest.h>

#include <array>

#include "app/base/random.h"

using namespace xingke;

namespace {

class CountingRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) {
            byte = next_++;
        }
    }

private:
    std::uint8_t next_ = 0;
};

}  // namespace

TEST_CASE("an id carries its time, version and variant [RFC 9562]") {
    CountingRandom random;
    const auto id = make_id<RecordTag>(Instant{0x0192e4a07c3b}, random);
    const std::string text = print(id);
    CHECK(text.starts_with("0192e4a0-7c3b-7"));
    CHECK((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
    CHECK(parse_id<RecordTag>(text) == id);
}

TEST_CASE("later ids sort after earlier ones") {
    CountingRandom random;
    CHECK(make_id<RecordTag>(Instant{1}, random) < make_id<RecordTag>(Instant{2}, random));
}

TEST_CASE("only the printed form parses, in either case") {
    CHECK(parse_uuid("0192E4A0-7C3B-7DEF-8123-456789ABCDEF").has_value());
    for (const std::string_view bad :
         {"", "0192e4a0", "0192e4a07c3b7def8123456789abcdef", "0192e4a0-7c3b-7def-8123-456789abcdeg",
          "0192e4a0x7c3b-7def-8123-456789abcdef", "0192e4a0-7c3b-7def-8123-456789abcdef0"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_uuid(bad).has_value());
    }
}

TEST_CASE("only sixteen bytes are an id") {
    CHECK(id_from_bytes<RecordTag>(std::array<std::uint8_t, 16>{}).value().is_nil());
    CHECK_FALSE(id_from_bytes<RecordTag>(std::array<std::uint8_t, 15>{}).has_value());
}
