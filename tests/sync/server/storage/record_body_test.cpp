#include "sync/server/storage/record_body.h"

#include <random>

#include "tests/sync/protocol/examples.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a record's fields come back from their row as they went in") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    protocol::examples::Generator generator(seed);
    for (int i = 0; i < 500; ++i) {
        model::Record record;
        for (std::uint64_t count = protocol::examples::below(generator, 30); count > 0; --count) {
            record.fields[static_cast<model::FieldId>(generator())] = {protocol::examples::random_value(generator),
                                                                       protocol::examples::random_number(generator)};
        }
        model::Record back;
        REQUIRE(unpack_fields(pack_fields(record), back).has_value());
        CHECK((back == record));
    }
}

TEST_CASE("bytes that are no record body are damage, never a crash") {
    model::Record record;
    record.fields[1] = {std::string("客户"), 300};
    record.fields[2] = {std::int64_t{5}, 2};
    const Bytes good = pack_fields(record);
    for (std::size_t size = 0; size < good.size(); ++size) {
        model::Record back;
        const std::span<const std::uint8_t> cut(good.data(), size);
        const auto result = unpack_fields(cut, back);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().fault == Fault::storage);
    }
    Bytes longer = good;
    longer.push_back(0);
    model::Record back;
    CHECK_FALSE(unpack_fields(longer, back).has_value());
}

}  // namespace xingke::server
