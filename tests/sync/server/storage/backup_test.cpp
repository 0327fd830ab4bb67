#include "sync/server/storage/backup.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr StorageKind kinds[] = {StorageKind::sqlite, StorageKind::postgres};

// A company with some days of work behind it.
struct Office : World {
    explicit Office(StorageKind kind) : World(kind) {
        for (int i = 0; i < 4; ++i) {
            device.commit(new_customer(*this, new_id(), "客户" + std::to_string(i)));
        }
        must(storage->add_session({{{1, 2}}, company.id, seller, device.caller.device, {1}, {2}, {3}}));
    }
    TestDevice device{*this, seller, model::Role::salesperson};
};

// Everything that a device would be told, as bytes.
Bytes told(Storage& storage, World& world) {
    DeviceId device;
    device.bytes.fill(1);
    const Caller caller{world.company.id, world.seller, device, model::Role::salesperson};
    auto response = must(pull(storage, world.rules, caller, pull_from(0)));
    response.epoch = {};
    return protocol::encode({1, protocol::Body(response)});
}

}  // namespace

TEST_CASE("a backup of either kind restores into either kind, with a new epoch and nothing missing") {
    for (const StorageKind from : kinds) {
        for (const StorageKind into : kinds) {
            CAPTURE(static_cast<int>(from));
            CAPTURE(static_cast<int>(into));
            Office office(from);
            const std::string file = office.database.file("backup.db");
            const Seq head = office.head();
            const Bytes before = told(*office.storage, office);
            must(back_up(*office.storage, file));
            office.device.commit(new_customer(office, office.new_id(), "later"));

            const TestDatabase database(into);
            const auto restored = database.open(office.clock);
            must(restore(*restored, file, office.clock, office.random));
            const auto companies = must(restored->companies());
            REQUIRE(companies.size() == 1);
            CHECK(companies.front().name == office.company.name);
            CHECK(companies.front().head == head);
            CHECK(companies.front().epoch != office.company.epoch);
            CHECK(must(restored->find_login("wang")).has_value());
            CHECK(must(restored->find_session({{1, 2}})).has_value());
            CHECK(must(check(*restored, database.file(""))).empty());
            CHECK(told(*restored, office) == before);
        }
    }
}

TEST_CASE("a restore goes into an empty database only, and a backup over no file that is there") {
    for (const StorageKind kind : kinds) {
        Office office(kind);
        const std::string file = office.database.file("backup.db");
        must(back_up(*office.storage, file));
        CHECK(back_up(*office.storage, file).error().message.key == Text::backup_exists);
        const auto refused = restore(*office.storage, file, office.clock, office.random);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().message.key == Text::restore_not_empty);
    }
}

TEST_CASE("what is no sound backup is not restored, and nothing of it stays") {
    Office office(StorageKind::sqlite);
    const std::string file = office.database.file("backup.db");
    must(back_up(*office.storage, file));
    {
        Database database = must(Database::open(file));
        must(database.execute("UPDATE tenant SET head=head+1"));
    }
    for (const StorageKind kind : kinds) {
        const TestDatabase database(kind);
        const auto storage = database.open(office.clock);
        for (const std::string& wrong : {file, database.file("missing.db")}) {
            const auto refused = restore(*storage, wrong, office.clock, office.random);
            REQUIRE_FALSE(refused.has_value());
            CHECK(refused.error().message.key == Text::backup_unreadable);
        }
        CHECK(must(storage->companies()).empty());
    }
}

TEST_CASE("a check names what does not fit together") {
    Office office(StorageKind::sqlite);
    const std::string file = office.database.file("backup.db");
    must(back_up(*office.storage, file));
    CHECK(must(check_file(file)).empty());
    for (const char* damage :
         {"UPDATE tenant SET head=head+1", "DELETE FROM txn WHERE seq=2", "UPDATE record SET row_seq=row_seq+1",
          "UPDATE record SET row_seq=99999", "UPDATE record SET life=2", "UPDATE record SET body=x'07'",
          "UPDATE txn SET body=x'00' WHERE seq=(SELECT head FROM tenant)", "UPDATE outcome SET seq=seq-1",
          "DELETE FROM outcome WHERE counter=2", "UPDATE device SET last_counter=last_counter+1",
          "UPDATE account SET user_rid=x'00112233445566778899aabbccddeeff' WHERE login='li'",
          "UPDATE session SET user=x'00112233445566778899aabbccddeeff'",
          "INSERT INTO number VALUES(1, 2, 3, 'HT-1', x'00')",
          "INSERT INTO device_code VALUES(1, 7, x'00112233445566778899aabbccddeeff')"}) {
        CAPTURE(damage);
        const std::string damaged = file + ".damaged";
        std::filesystem::copy_file(file, damaged, std::filesystem::copy_options::overwrite_existing);
        {
            Database database = must(Database::open(damaged));
            must(database.execute(damage));
        }
        CHECK_FALSE(must(check_file(damaged)).empty());
    }
}

}  // namespace xingke::server
