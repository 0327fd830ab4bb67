#include "sync/server/storage/postgres.h"

#include <atomic>
#include <csignal>
#include <thread>

#include "sync/server/storage/sql_schema.h"
#include "tests/sync/server/storage/cutting_proxy.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

struct Office : World {
    Office() : World(StorageKind::postgres) {}
    void execute(const std::string& sql) { must(must(PostgresConnection::connect(database.place()))->execute(sql)); }
};

model::Record record_of(RecordId id, Seq seq) {
    model::Record record{id, 2, {}};
    record.fields[model::life_field] = {std::int64_t{1}, seq};
    return record;
}

// A transaction that is ready for its commit.
std::unique_ptr<WriteTransaction> written(Storage& storage, TenantId company, RecordId id) {
    auto writing = must(storage.begin_write(company));
    const Seq seq = writing->company().head + 1;
    must(writing->put_record(record_of(id, seq), seq));
    must(writing->append({seq, {}, seq, id, {}, {}, {1, 2, 3}}));
    return writing;
}

}  // namespace

TEST_CASE("an address that cannot be read is refused without being quoted") {
    for (const char* address : {"postgres://wang:sec@ret@host/db", "postgres://wang:sec/ret@host/db", "mysql://secret",
                                "postgres://wang:sec%ret@host/db", "postgres://wang:secret@host:port/db"}) {
        CAPTURE(address);
        const std::string mistake = PostgresConnection::mistake_in(address);
        CHECK_FALSE(mistake.empty());
        CHECK(mistake.find("sec") == std::string::npos);
        CHECK(mistake.find("ret") == std::string::npos);
    }
    CHECK(PostgresConnection::mistake_in("postgres://wang:p%40ss@host:5432/db?sslmode=require").empty());
    CHECK(PostgresConnection::mistake_in("postgresql:///db?host=/run/postgresql").empty());
}

TEST_CASE("a password stands in no error") {
    Office office;
    const auto refused = PostgresConnection::connect("postgres://xingke:topsecret@/nowhere" +
                                                     office.database.place().substr(office.database.place().find('?')));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().fault == Fault::network);
    CHECK(refused.error().detail.find("nowhere") != std::string::npos);
    CHECK(refused.error().detail.find("topsecret") == std::string::npos);
}

TEST_CASE("servers that start at once on an empty database agree on one schema, and a newer one's is not touched") {
    const TestDatabase database(StorageKind::postgres);
    StandingClock clock;
    std::atomic<int> failures = 0;
    std::vector<std::thread> servers;
    for (int i = 0; i < 4; ++i) {
        servers.emplace_back([&] { failures += PostgresStorage::open(database.place(), clock) ? 0 : 1; });
    }
    for (std::thread& server : servers) {
        server.join();
    }
    CHECK(failures == 0);
    {
        const auto connection = must(PostgresConnection::connect(database.place()));
        CHECK(must(connection->text("SELECT version FROM schema_version")) == std::to_string(schema_version()));
        must(connection->execute("UPDATE schema_version SET version=99"));
    }
    const auto refused = PostgresStorage::open(database.place(), clock);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.key == Text::database_newer);
}

TEST_CASE("a database that is not encoded in UTF8 is refused") {
    PostgresServer& server = PostgresServer::of_this_program();
    server.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    StandingClock clock;
    const auto refused = PostgresStorage::open(server.address_of("latin"), clock);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.key == Text::database_not_utf8);
}

TEST_CASE("a database from before devices had codes gets what it lacks, and keeps what it has") {
    Office office;
    const Seq head = office.head();
    office.storage = nullptr;
    office.execute(
        "DROP TABLE device_code; DROP TABLE number; DROP TABLE posting; DROP TABLE parent; DROP TABLE blob; DROP TABLE "
        "blob_upload;"
        " DROP TABLE blob_piece; DROP TABLE blob_reference; DROP INDEX record_by_type;"
        " ALTER TABLE tenant DROP COLUMN sight_rules; UPDATE schema_version SET version=1");
    office.storage = office.database.open(office.clock);
    CHECK(office.head() == head);
    const auto writing = must(office.storage->begin_write(office.company.id));
    CHECK(must(writing->ensure_device_index(make_id<DeviceTag>(office.clock.now(), office.random))) == 0);
}

TEST_CASE("after a failed statement nothing is committed, whatever the database calls it") {
    Office office;
    const Seq head = office.head();
    const RecordId id = office.new_id();
    {
        const auto writing = written(*office.storage, office.company.id, id);
        CHECK_FALSE(writing->add_account({"wang", office.company.id, id, model::Role::manager, "", false}).has_value());
        CHECK_FALSE(writing->commit().has_value());
    }
    CHECK(office.head() == head);
    CHECK_FALSE(office.has_record(id));
}

TEST_CASE("who waits too long for the head row is told so, and the next one gets it") {
    Office office;
    const auto other = office.database.open(office.clock, {.statement_timeout_ms = 50});
    {
        const auto holding = must(office.storage->begin_write(office.company.id));
        const auto waited = other->begin_write(office.company.id);
        REQUIRE_FALSE(waited.has_value());
        CHECK(waited.error().fault == Fault::storage);
    }
    CHECK(other->begin_write(office.company.id).has_value());
}

TEST_CASE("a server that hangs in a transaction loses the head row") {
    Office office;
    const auto hanging = office.database.open(office.clock, {.idle_in_transaction_timeout_ms = 50});
    const auto writing = written(*hanging, office.company.id, office.new_id());
    // Waits until the other is thrown out.
    CHECK(office.storage->begin_write(office.company.id).has_value());
    CHECK_FALSE(writing->commit().has_value());
}

TEST_CASE("a connection that is cut before the commit leaves nothing, and the next call finds another one") {
    Office office;
    const Seq head = office.head();
    const RecordId id = office.new_id();
    {
        const auto writing = written(*office.storage, office.company.id, id);
        PostgresServer::of_this_program().cut_connections_to(office.database.name());
        const auto committed = writing->commit();
        REQUIRE_FALSE(committed.has_value());
        CHECK(committed.error().fault == Fault::network);
    }
    CHECK(office.head() == head);
    CHECK_FALSE(office.has_record(id));
}

TEST_CASE("a connection that is cut at the commit is no question: what was written is looked for") {
    Office office;
    CuttingProxy proxy(office.database.place());
    const auto storage = must(PostgresStorage::open(proxy.address(), office.clock));
    for (const bool is_carried_out : {true, false}) {
        CAPTURE(is_carried_out);
        const Seq head = office.head();
        const RecordId id = office.new_id();
        const auto writing = written(*storage, office.company.id, id);
        proxy.cut_at("COMMIT", is_carried_out ? CuttingProxy::Cut::the_answer : CuttingProxy::Cut::the_question);
        CHECK(writing->commit().has_value() == is_carried_out);
        CHECK(office.head() == head + (is_carried_out ? 1 : 0));
        CHECK(office.has_record(id) == is_carried_out);
    }
    // A rejected transaction leaves an outcome only.
    {
        const DeviceId device = make_id<DeviceTag>(office.clock.now(), office.random);
        const auto writing = must(storage->begin_write(office.company.id));
        StoredOutcome stored;
        stored.outcome.counter = 1;
        stored.outcome.status = protocol::Status::rejected;
        stored.digest.fill(9);
        must(writing->add_outcome(device, stored));
        proxy.cut_at("COMMIT", CuttingProxy::Cut::the_answer);
        CHECK(writing->commit().has_value());
    }
    // Nobody can look for a contact: its outcome stays unknown, and doing it again does no harm.
    const auto writing = must(storage->begin_write(office.company.id));
    must(writing->put_device({.id = make_id<DeviceTag>(office.clock.now(), office.random)}));
    proxy.cut_at("COMMIT", CuttingProxy::Cut::the_answer);
    const auto unknown = writing->commit();
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().fault == Fault::network);
}

TEST_CASE("while PostgreSQL is away every call fails at once, and when it is back calls succeed again") {
    Office office;
    PostgresServer& server = PostgresServer::of_this_program();
    for (const int signal : {SIGINT, SIGQUIT}) {
        const Seq head = office.head();
        server.stop(signal);
        CHECK(office.storage->companies().error().fault == Fault::network);
        CHECK(office.storage->begin_write(office.company.id).error().fault == Fault::network);
        server.start();
        // The pause of the last attempt is not over yet.
        CHECK(office.storage->companies().error().fault == Fault::network);
        office.clock.now_ms += 5'000;
        CHECK(office.head() == head);
        TestDevice device(office, office.seller, model::Role::salesperson);
        CHECK(device.commit(new_customer(office, office.new_id(), "客户")).status == protocol::Status::accepted);
        CHECK(office.head() == head + 1);
    }
}

}  // namespace xingke::server
