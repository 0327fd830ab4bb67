#include "app/base/page_seal.h"

#include <array>

#include "app/base/sqlite.h"
#include "app/base/sqlite_files.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("each bit of a page changes its seal, and an erased page has none") {
    std::array<std::uint8_t, 512> page{};
    CHECK_FALSE(has_seal(page));
    for (std::size_t i = 0; i < page.size(); ++i) {
        page[i] = static_cast<std::uint8_t>(i * 7);
    }
    seal_page(page);
    REQUIRE(has_seal(page));
    for (std::size_t bit = 0; bit < page.size() * 8; ++bit) {
        page[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        CHECK_MESSAGE(!has_seal(page), bit);
        page[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    }
    std::swap(page[0], page[4]);
    CHECK_FALSE(has_seal(page));
}

TEST_CASE("a byte that changed on the disk is damage, not another text") {
    simulation::ManualClock clock;
    simulation::SeededRandom random{1};
    simulation::ModelDisk disk;
    SqliteFiles files("sealed_files", disk, clock, random);
    const OpenOptions options{.vfs = "sealed_files", .exclusive = true, .seals_pages = true};
    {
        auto database = Database::open("crm.db", options);
        REQUIRE(database);
        REQUIRE(database->execute("CREATE TABLE t(a); INSERT INTO t VALUES('seller'), (zeroblob(20000))"));
        REQUIRE(database->checkpoint());
    }
    File& file = *disk.open("crm.db");
    Bytes bytes(static_cast<std::size_t>(*file.size()));
    REQUIRE(file.read(0, bytes));
    CHECK(sealed_page_size(bytes) == 4096);
    for (std::size_t at = 0; at < bytes.size(); at += 4096) {
        CHECK(has_seal(std::span(bytes).subspan(at, 4096)));
    }
    const auto place = std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).rfind("seller");
    REQUIRE(place != std::string_view::npos);
    const std::array<std::uint8_t, 1> changed = {'d'};
    REQUIRE(file.write(static_cast<std::int64_t>(place), changed));
    auto database = Database::open("crm.db", options);
    REQUIRE(database);
    Statement row = database->prepare("SELECT a FROM t");
    const auto read = row.step();
    REQUIRE_FALSE(read);
    CHECK(read.error().message.key == Text::storage_damaged);
}
