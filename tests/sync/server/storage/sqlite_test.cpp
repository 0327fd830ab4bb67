#include "sync/server/storage/sqlite.h"

#include "app/base/sqlite.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("what was not committed was never there") {
    World world(StorageKind::sqlite);
    const RecordId id = world.new_id();
    const Seq head = world.head();
    {
        const auto writing = must(world.storage->begin_write(world.company.id));
        model::Record record{id, 2, {}};
        record.fields[model::life_field] = {std::int64_t{1}, head + 1};
        must(writing->put_record(record, head + 1));
        must(writing->append({head + 1, {}, 1, {}, {}, {}}));
        CHECK(writing->company().head == head + 1);
    }
    CHECK(world.head() == head);
    CHECK_FALSE(world.has_record(id));
}

TEST_CASE("a reader sees one state throughout, whatever is committed meanwhile") {
    World world(StorageKind::sqlite);
    const auto other = must(SqliteStorage::open(world.database.place()));
    const auto reading = must(other->begin_read(world.company.id));
    const Seq head = reading->company().head;
    TestDevice device(world, world.seller, model::Role::salesperson);
    device.commit(new_customer(world, world.new_id(), "客户"));
    CHECK(world.head() == head + 1);
    CHECK(must(reading->count_records_after({}, {head, {}})) <= 1);
    CHECK(must(reading->records_after({}, {head, {}}, 100, 1 << 20)).size() <= 1);
    protocol::PullPosition behind{head, {}};
    behind.record.bytes.fill(0xFF);
    CHECK(must(reading->count_records_after({}, behind)) == 0);
}

TEST_CASE("the database survives its server, and a newer one's is not touched") {
    World world(StorageKind::sqlite);
    const Seq head = world.head();
    must(world.storage->tidy());
    world.storage = nullptr;
    world.storage = must(SqliteStorage::open(world.database.place()));
    CHECK(world.head() == head);
    world.storage = nullptr;
    {
        Database database = must(Database::open(world.database.place()));
        must(database.execute("PRAGMA user_version=99"));
    }
    const auto refused = SqliteStorage::open(world.database.place());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.key == Text::database_newer);
}

TEST_CASE("a database from before devices had codes gets what it lacks, and keeps what it has") {
    World world(StorageKind::sqlite);
    const Seq head = world.head();
    world.storage = nullptr;
    {
        Database database = must(Database::open(world.database.place()));
        must(database.execute(
            "DROP TABLE device_code; DROP TABLE number; DROP TABLE posting; DROP TABLE parent; "
            "DROP INDEX record_by_type; ALTER TABLE tenant DROP COLUMN sight_rules; "
            "DROP TABLE blob; DROP TABLE blob_upload; DROP TABLE blob_piece; DROP TABLE blob_reference; "
            "PRAGMA user_version=1"));
    }
    world.storage = must(SqliteStorage::open(world.database.place()));
    CHECK(world.head() == head);
    const auto writing = must(world.storage->begin_write(world.company.id));
    CHECK(must(writing->ensure_device_index(make_id<DeviceTag>(world.clock.now(), world.random))) == 0);
}

TEST_CASE("a company that is not there cannot be read or written") {
    World world(StorageKind::sqlite);
    const TenantId nobody{};
    CHECK(world.storage->begin_read(nobody).error().fault == Fault::not_found);
    CHECK(world.storage->begin_write(nobody).error().fault == Fault::not_found);
    CHECK(world.head() > 0);
}

}  // namespace xingke::server
