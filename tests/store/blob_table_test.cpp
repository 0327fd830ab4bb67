#include "app/store/blob_table.h"

#include <algorithm>

#include "app/catalogue/all.h"
#include "app/model/attachment.h"

#include <doctest/doctest.h>

using namespace xingke;
using store::BlobState;
using store::BlobTable;

namespace {

struct World {
    model::Catalogue catalogue = catalogue::core();
    std::unique_ptr<store::Store> store;
    std::optional<BlobTable> table;

    World() {
        auto opened = store::Store::open(":memory:", {}, catalogue);
        REQUIRE(opened.has_value());
        store = std::move(*opened);
        auto made = BlobTable::open(*store);
        REQUIRE(made.has_value());
        table.emplace(std::move(*made));
    }
    void add(const std::string& hash, std::int64_t size, BlobState state, std::int64_t at) {
        REQUIRE(table->add({hash, size, state}, {at}).has_value());
    }
    // A record of kind attachment that names the file, alive or thrown away.
    void name(const std::string& hash, bool is_alive = true) {
        RecordId id;
        std::copy_n(hash.begin(), std::min<std::size_t>(hash.size(), 16), id.bytes.begin());
        REQUIRE(store
                    ->write(model::attachment_type, id,
                            std::vector<store::FieldWrite>{
                                {model::life_field, {std::int64_t{is_alive ? 1 : 2}, model::Seq{is_alive ? 1U : 2U}}},
                                {model::attachment_field::hash, {hash, 1}}})
                    .has_value());
    }
    BlobState state(const std::string& hash) {
        const auto row = table->find(hash);
        REQUIRE(row.has_value());
        REQUIRE(row->has_value());
        return (*row)->state;
    }
};

}  // namespace

TEST_CASE("a draft waits once a living record names it, and the smallest goes first") {
    World world;
    world.add("large", 900, BlobState::draft, 1);
    world.add("small", 100, BlobState::draft, 1);
    CHECK(world.table->refer().value() == false);
    world.name("large");
    world.name("small");
    CHECK(world.table->refer().value() == true);
    CHECK(world.table->next_waiting().value()->hash == "small");
    REQUIRE(world.table->mark_sent("small").has_value());
    CHECK(world.table->next_waiting().value()->hash == "large");
    const auto totals = world.table->totals();
    REQUIRE(totals.has_value());
    CHECK(totals->waiting == 1);
    CHECK(totals->waiting_bytes == 900);
}

TEST_CASE("what waits is never surplus; of the sent ones the longest unused goes") {
    World world;
    world.add("waiting", 1000, BlobState::waiting, 1);
    world.add("old", 300, BlobState::sent, 2);
    world.add("older", 300, BlobState::sent, 1);
    world.add("new", 300, BlobState::sent, 3);
    world.add("draft", 10, BlobState::draft, 50);
    world.add("left", 10, BlobState::draft, 5);
    for (const char* hash : {"waiting", "old", "older", "new"}) {
        world.name(hash);
    }
    REQUIRE(world.table->touch("older", {9}).has_value());
    const auto surplus = world.table->take_surplus({20}, 600);
    REQUIRE(surplus.has_value());
    CHECK((*surplus == std::vector<std::string>{"left", "old"}));
    CHECK_FALSE(world.table->find("old").value().has_value());
    CHECK(world.state("waiting") == BlobState::waiting);
    CHECK(world.state("draft") == BlobState::draft);
}

TEST_CASE("a file leaves the device with its record, unless it waits to go up") {
    World world;
    for (const char* hash : {"kept", "binned", "unnamed"}) {
        world.add(hash, 10, BlobState::sent, 1);
    }
    world.add("refused", 10, BlobState::refused, 1);
    world.add("waiting", 10, BlobState::waiting, 1);
    world.name("kept");
    world.name("binned", false);
    const auto surplus = world.table->take_surplus({0}, 600);
    REQUIRE(surplus.has_value());
    CHECK((*surplus == std::vector<std::string>{"binned", "refused", "unnamed"}));
    CHECK(world.state("kept") == BlobState::sent);
    CHECK(world.state("waiting") == BlobState::waiting);
}

TEST_CASE("a refusal is remembered with its limit, and the same file may be tried again") {
    World world;
    world.add("a", 10, BlobState::waiting, 1);
    REQUIRE(world.table->mark_refused("a", {413, "20"}).has_value());
    const auto totals = world.table->totals();
    REQUIRE(totals.has_value());
    CHECK(totals->waiting == 0);
    CHECK(totals->refused == 1);
    CHECK(totals->refusal.status == 413);
    CHECK(totals->refusal.max == "20");
    world.add("a", 10, BlobState::draft, 2);
    CHECK(world.state("a") == BlobState::draft);
}
