#include "app/store/packed.h"

#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;

namespace {

const Fields fields = {
    {0, {std::int64_t{3}, 1}},
    {7, {std::string("思优特"), 0}},
    {300, {model::Elements{"a", "b"}, 1'000'000'000'000}},
    {65'535, {model::Empty{}, 5}},
};

}  // namespace

TEST_CASE("what is packed unpacks the same") {
    const Versions versions = {{0, 1}, {5, 0}, {1004, UINT64_MAX}, {65'535, 7}};
    const auto unpacked = unpack_versions(pack(versions));
    REQUIRE(unpacked);
    CHECK(*unpacked == versions);
    const auto unpacked_fields = unpack_fields(pack(fields));
    REQUIRE(unpacked_fields);
    CHECK(*unpacked_fields == fields);
    CHECK(unpack_versions({})->empty());
    CHECK(unpack_fields({})->empty());
}

TEST_CASE("damaged bytes are a storage fault, whichever byte it is, and never more") {
    const Bytes whole = pack(fields);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto unpacked = unpack_fields({whole.data(), size});
        CHECK((unpacked || unpacked.error().fault == Fault::storage));
    }
    CHECK_FALSE(unpack_fields({whole.data(), whole.size() - 1}));
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    for (int round = 0; round < 5'000; ++round) {
        Bytes bytes(random.below(40));
        random.fill(bytes);
        static_cast<void>(unpack_fields(bytes));  // any answer, as long as it comes
        static_cast<void>(unpack_versions(bytes));
    }
    const Bytes large_id = {0x80, 0x80, 0x04, 0x00};
    CHECK_FALSE(unpack_versions(large_id));
}

TEST_CASE("only an empty field that the server never set is nothing") {
    CHECK(is_nothing({model::Empty{}, 0}));
    CHECK_FALSE(is_nothing({model::Empty{}, 1}));
    CHECK_FALSE(is_nothing({std::string(), 0}));
}
