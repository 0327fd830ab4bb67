// What storage.h promises, of every storage alike.
#include "sync/server/storage/storage.h"

#include <atomic>
#include <set>
#include <thread>

#include "tests/sync/server/storage/test_database.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

struct OnSqlite {
    static constexpr StorageKind kind = StorageKind::sqlite;
};
struct OnPostgres {
    static constexpr StorageKind kind = StorageKind::postgres;
};

template <class On>
struct Office {
    TestDatabase database{On::kind};
    StandingClock clock;
    FixedRandom random{11};
    std::unique_ptr<Storage> storage = database.open(clock);
    Company company{make_id<TenantTag>(clock.now(), random), "行客演示公司", {1, 2, 3}, 0};
    DeviceId device = make_id<DeviceTag>(clock.now(), random);

    Office() { must(storage->add_company(company)); }
    RecordId new_id() { return make_id<RecordTag>(clock.now(), random); }
    Seq head() { return must(storage->begin_read(company.id))->company().head; }
};

model::Record record_of(RecordId id, Seq seq, const std::string& name, model::TypeId type = 2) {
    model::Record record{id, type, {}};
    record.fields[model::life_field] = {std::int64_t{1}, seq};
    record.fields[1] = {name, seq};
    return record;
}

StoredOutcome outcome_of(std::uint64_t counter, Seq seq, RecordId user) {
    StoredOutcome stored;
    stored.outcome.counter = counter;
    stored.outcome.seq = seq;
    stored.outcome.status = seq == 0 ? protocol::Status::rejected : protocol::Status::accepted;
    if (seq == 0) {
        stored.outcome.reasons = {{user, "name", {Text::name_missing, {}}}};
    }
    stored.user = user;
    stored.digest.fill(static_cast<std::uint8_t>(counter));
    return stored;
}

}  // namespace

TEST_CASE_TEMPLATE("heads have no gap, however many write at once", On, OnSqlite, OnPostgres) {
    Office<On> office;
    constexpr int writer_count = 4;
    constexpr int each = 12;
    std::atomic<int> failures = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < writer_count; ++writer) {
        writers.emplace_back([&office, &failures, writer] {
            const auto storage = office.database.open(office.clock);
            FixedRandom random(static_cast<std::uint64_t>(100 + writer));
            const auto device = make_id<DeviceTag>({1}, random);
            bool has_given_up = false;
            for (int i = 0; i < each;) {
                const auto writing = storage->begin_write(office.company.id);
                if (!writing) {
                    ++failures;
                    return;
                }
                const Seq seq = (*writing)->company().head + 1;
                const auto id = make_id<RecordTag>({1}, random);
                bool is_done =
                    (*writing)->put_record(record_of(id, seq, "并发"), seq).has_value() &&
                    (*writing)->append({seq, device, static_cast<std::uint64_t>(i + 1), id, {}, {}, {7}}).has_value();
                // Every fourth is given up once: nothing of it may stay, its seq belongs to whoever comes next.
                const bool is_given_up = (i + 1) % 4 == 0 && !std::exchange(has_given_up, true);
                if (is_given_up) {
                    continue;
                }
                has_given_up = false;
                is_done = is_done && (*writing)->commit().has_value();
                failures += is_done ? 0 : 1;
                ++i;
            }
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    CHECK(failures == 0);
    CHECK(office.head() == writer_count * each);
    const auto reading = must(office.storage->begin_read(office.company.id));
    std::set<DeviceId> devices;
    for (Seq seq = 1; seq <= writer_count * each; ++seq) {
        const auto device = must(reading->device_of(seq));
        REQUIRE(device.has_value());
        devices.insert(*device);
    }
    CHECK(devices.size() == writer_count);
    CHECK(must(reading->count_records_after({}, {})) == writer_count * each);
    CHECK_FALSE(must(reading->device_of(writer_count * each + 1)).has_value());
}

TEST_CASE_TEMPLATE("what was not committed was never there", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const RecordId id = office.new_id();
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->put_record(record_of(id, 1, "客户"), 1));
        must(writing->append({1, office.device, 1, id, {}, {}, {1, 2}}));
        must(writing->add_outcome(office.device, outcome_of(1, 1, id)));
        must(writing->put_device({.id = office.device, .user = id, .last_counter = 1}));
        must(writing->add_number(2, 3, "HT-1", id));
        must(writing->add_account({"wang", office.company.id, id, model::Role::manager, "hash", false}));
        CHECK(must(writing->ensure_device_index(office.device)) == 0);
        CHECK(writing->company().head == 1);
        CHECK(must(writing->find_record(id)).has_value());
    }
    CHECK(office.head() == 0);
    const auto reading = must(office.storage->begin_read(office.company.id));
    CHECK_FALSE(must(reading->find_record(id)).has_value());
    CHECK_FALSE(must(reading->find_body(1)).has_value());
    CHECK_FALSE(must(reading->find_outcome(office.device, 1)).has_value());
    CHECK_FALSE(must(reading->find_device(office.device)).has_value());
    CHECK_FALSE(must(reading->find_number(2, 3, "HT-1")).has_value());
    CHECK(must(reading->accounts()).empty());
}

TEST_CASE_TEMPLATE("a reader sees one state throughout, whatever is committed meanwhile", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const auto other = office.database.open(office.clock);
    const auto reading = must(other->begin_read(office.company.id));
    const RecordId id = office.new_id();
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->put_record(record_of(id, 1, "客户"), 1));
        must(writing->append({1, office.device, 1, id, {}, {}, {1}}));
        must(writing->put_device({.id = office.device, .user = id, .last_counter = 1}));
        must(writing->commit());
    }
    CHECK(reading->company().head == 0);
    CHECK_FALSE(must(reading->find_record(id)).has_value());
    CHECK(must(reading->records_after({}, {}, 10, 1000)).empty());
    CHECK_FALSE(must(reading->find_device(office.device)).has_value());
    CHECK_FALSE(must(reading->find_body(1)).has_value());
    CHECK(office.head() == 1);
}

TEST_CASE_TEMPLATE("records come by seq and id, no more than asked for and no further than the bytes", On, OnSqlite,
                   OnPostgres) {
    Office<On> office;
    std::vector<RecordId> ids;
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        for (Seq seq = 1; seq <= 3; ++seq) {
            must(writing->append({seq, office.device, seq, {}, {}, {}, {}}));
            for (int i = 0; i < 2; ++i) {
                ids.push_back(office.new_id());
                must(writing->put_record(record_of(ids.back(), seq, std::string(100, 'x')), seq));
            }
        }
        // Rewritten by the newest transaction, it moves to the end.
        must(writing->append({4, office.device, 4, {}, {}, {}, {}}));
        must(writing->put_record(record_of(ids[0], 4, "改"), 4));
        must(writing->commit());
    }
    const auto reading = must(office.storage->begin_read(office.company.id));
    const auto all = must(reading->records_after({}, {}, 100, 1 << 20));
    REQUIRE(all.size() == 6);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const protocol::PullPosition before{all[i - 1].row_seq, all[i - 1].record.id};
        CHECK(before < protocol::PullPosition{all[i].row_seq, all[i].record.id});
    }
    CHECK(all.back().record.id == ids[0]);
    CHECK(all.back().record == record_of(ids[0], 4, "改"));
    CHECK(must(reading->records_after({}, {}, 2, 1 << 20)).size() == 2);
    CHECK(must(reading->records_after({}, {}, 0, 1 << 20)).empty());
    CHECK(must(reading->records_after({}, {}, 100, 0)).empty());
    CHECK(must(reading->records_after({}, {}, 100, 1)).size() == 1);
    CHECK(must(reading->records_after({}, {}, 100, 150)).size() == 2);
    const protocol::PullPosition third{all[2].row_seq, all[2].record.id};
    CHECK(must(reading->records_after({}, third, 100, 1 << 20)).size() == 3);
    CHECK(must(reading->count_records_after({}, third)) == 3);
    CHECK(must(reading->records_after({}, {INT64_MAX, {}}, 100, 1 << 20)).empty());
}

TEST_CASE_TEMPLATE("records are found by their type", On, OnSqlite, OnPostgres) {
    Office<On> office;
    CHECK(must(must(office.storage->begin_read(office.company.id))->newest_of(20)) == 0);
    const RecordId id = office.new_id();
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->append({1, office.device, 1, {}, {}, {}, {}}));
        must(writing->append({2, office.device, 2, {}, {}, {}, {}}));
        must(writing->put_record(record_of(id, 1, "声明", 20), 1));
        must(writing->put_record(record_of(office.new_id(), 2, "客户"), 2));
        must(writing->commit());
    }
    const auto reading = must(office.storage->begin_read(office.company.id));
    CHECK(must(reading->newest_of(20)) == 1);
    REQUIRE(must(reading->records_of(20)).size() == 1);
    CHECK(must(reading->records_of(20)).front().id == id);
    const model::TypeId of_customers[] = {2, 7};
    CHECK(must(reading->records_after(of_customers, {}, 10, 1 << 20)).size() == 1);
    CHECK(must(reading->count_records_after(of_customers, {})) == 1);
}

TEST_CASE_TEMPLATE("who sees what, and what belongs to what, is kept person by person and record by record", On,
                   OnSqlite, OnPostgres) {
    Office<On> office;
    const RecordId wang = office.new_id();
    const RecordId li = office.new_id();
    const RecordId customer = office.new_id();
    const RecordId contact = office.new_id();
    const std::array<std::uint8_t, 16> rules = {5, 6};
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->put_posting({wang, customer, 2, 1, 1, true}));
        must(writing->begin_postings(rules));
        CHECK(must(writing->postings_of(customer)).empty());
        must(writing->put_posting({wang, customer, 2, 1, 1, true}));
        must(writing->put_posting({li, customer, 2, 1, 3, true}));
        must(writing->put_posting({wang, contact, 3, 2, 2, true}));
        must(writing->put_posting({li, customer, 2, 1, 4, false}));
        must(writing->set_parent(contact, wang));
        must(writing->set_parent(contact, customer));
        must(writing->set_parent(contact, customer));
        must(writing->set_parent(li, customer));
        must(writing->set_parent(li, {}));
        must(writing->commit());
    }
    const auto reading = must(office.storage->begin_read(office.company.id));
    CHECK(reading->company().sight_rules == rules);
    const RecordId people[] = {li, wang};
    const auto all = must(reading->postings_after(people, {}, {}, 10));
    REQUIRE(all.size() == 3);
    CHECK(all[0].record == customer);
    CHECK(all[1].record == contact);
    CHECK(all[2].person == li);
    CHECK_FALSE(all[2].is_seen);
    const model::TypeId of_customers[] = {2};
    CHECK(must(reading->postings_after(people, of_customers, {}, 10)).size() == 2);
    CHECK(must(reading->postings_after(people, {}, {}, 2)).size() == 2);
    CHECK(must(reading->count_postings_after(people, {}, {2, contact})) == 1);
    CHECK(must(reading->postings_of(customer)).size() == 2);
    CHECK(must(reading->children_of(customer)) == std::vector{contact});
    CHECK(must(reading->children_of(wang)).empty());
}

TEST_CASE_TEMPLATE("an outcome is kept as it was and never twice", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const RecordId wang = office.new_id();
    const RecordId li = office.new_id();
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        for (std::uint64_t counter = 1; counter <= 4; ++counter) {
            must(writing->add_outcome(office.device, outcome_of(counter, counter % 2, counter == 3 ? li : wang)));
        }
        must(writing->commit());
    }
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        const auto twice = writing->add_outcome(office.device, outcome_of(2, 9, wang));
        REQUIRE_FALSE(twice.has_value());
        CHECK(twice.error().fault == Fault::conflict);
    }
    const auto reading = must(office.storage->begin_read(office.company.id));
    const auto second = must(reading->find_outcome(office.device, 2));
    REQUIRE(second.has_value());
    CHECK(second->outcome == outcome_of(2, 0, wang).outcome);
    CHECK(second->digest == outcome_of(2, 0, wang).digest);
    CHECK(second->user == wang);
    CHECK_FALSE(must(reading->find_outcome(office.device, 5)).has_value());
    const auto of_wang = must(reading->outcomes_after(office.device, wang, 1, 10, 1 << 20));
    REQUIRE(of_wang.size() == 2);
    CHECK(of_wang[0].counter == 2);
    CHECK(of_wang[1].counter == 4);
    CHECK(must(reading->outcomes_after(office.device, wang, 0, 2, 1 << 20)).size() == 2);
    CHECK(must(reading->outcomes_after(office.device, wang, 0, 10, 1)).size() == 1);
}

TEST_CASE_TEMPLATE("a number belongs to who had it last, however long or odd it is", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const RecordId first = office.new_id();
    const RecordId second = office.new_id();
    const std::string zero("a\0b", 3);
    const std::vector<std::string> numbers = {"HT-20261121-7K-0003",
                                              "合同'\"?",
                                              std::string(20'000, 'x'),
                                              std::string(20'000, 'x') + "y",
                                              zero,
                                              "a",
                                              "\xFF",
                                              ""};
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        for (const std::string& number : numbers) {
            CHECK_FALSE(must(writing->find_number(2, 3, number)).has_value());
            must(writing->add_number(2, 3, number, first));
            CHECK(must(writing->find_number(2, 3, number)) == first);
            CHECK_FALSE(must(writing->find_number(2, 4, number)).has_value());
        }
        must(writing->add_number(2, 3, "a", second));
        must(writing->commit());
    }
    const auto reading = must(office.storage->begin_read(office.company.id));
    CHECK(must(reading->find_number(2, 3, "a")) == second);
    CHECK(must(reading->find_number(2, 3, zero)) == first);
}

TEST_CASE_TEMPLATE("a device keeps its place for ever, counted from 0", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const DeviceId other = make_id<DeviceTag>(office.clock.now(), office.random);
    for (int again = 0; again < 2; ++again) {
        const auto writing = must(office.storage->begin_write(office.company.id));
        CHECK(must(writing->ensure_device_index(office.device)) == 0);
        CHECK(must(writing->ensure_device_index(other)) == 1);
        Device device{office.device, office.new_id(), 7, 3, {1'790'000'000'123}, again == 1};
        must(writing->put_device(device));
        must(writing->commit());
        const auto found = must(must(office.storage->begin_read(office.company.id))->find_device(office.device));
        REQUIRE(found.has_value());
        CHECK(found->user == device.user);
        CHECK(found->last_counter == 7);
        CHECK(found->waiting_count == 3);
        CHECK(found->last_seen.ms == 1'790'000'000'123);
        CHECK(found->is_revoked == (again == 1));
    }
}

TEST_CASE_TEMPLATE("accounts are found by login and by person, and a login is taken once in all companies", On,
                   OnSqlite, OnPostgres) {
    Office<On> office;
    const Company second{make_id<TenantTag>(office.clock.now(), office.random), "第二公司", {9}, 0};
    must(office.storage->add_company(second));
    const RecordId wang = office.new_id();
    Account account{"wang", office.company.id, wang, model::Role::manager, "$argon2id$", false};
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->add_account(account));
        must(writing->add_account({"Zhang", office.company.id, office.new_id(), model::Role::salesperson, "", true}));
        must(writing->commit());
    }
    {
        const auto writing = must(office.storage->begin_write(second.id));
        const auto taken = writing->add_account({"wang", second.id, wang, model::Role::manager, "", false});
        REQUIRE_FALSE(taken.has_value());
        CHECK(taken.error().fault == Fault::conflict);
    }
    account.role = model::Role::administrator;
    account.is_disabled = true;
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        must(writing->change_account(account));
        must(writing->commit());
    }
    const auto found = must(office.storage->find_login("wang"));
    REQUIRE(found.has_value());
    CHECK(found->company == office.company.id);
    CHECK(found->user == wang);
    CHECK(found->role == model::Role::administrator);
    CHECK(found->is_disabled);
    CHECK(found->password_hash == "$argon2id$");
    CHECK_FALSE(must(office.storage->find_login("WANG")).has_value());
    CHECK_FALSE(must(office.storage->find_login(std::string_view("wa\0ng", 5))).has_value());
    CHECK_FALSE(must(office.storage->find_login("\xFF")).has_value());
    const auto all = must(office.storage->accounts());
    REQUIRE(all.size() == 2);
    CHECK(all[0].login == "Zhang");  // byte by byte: capitals first
    {
        const auto reading = must(office.storage->begin_read(office.company.id));
        CHECK(must(reading->find_account(wang))->login == "wang");
        CHECK(must(reading->accounts()).size() == 2);
    }
    CHECK(must(must(office.storage->begin_read(second.id))->accounts()).empty());
}

TEST_CASE_TEMPLATE("a session lives until it is revoked or has expired", On, OnSqlite, OnPostgres) {
    Office<On> office;
    const RecordId wang = office.new_id();
    const auto id_of = [](std::uint8_t number) { return SessionId{{number}}; };
    Session session;
    for (std::uint8_t i = 1; i <= 3; ++i) {
        session = {.id = id_of(i),
                   .company = office.company.id,
                   .user = wang,
                   .device = office.device,
                   .created = {10},
                   .last_used = {20},
                   .expires = {30 * i},
                   .renewal_hash = {i, 1},
                   .access_hash = {i, 2},
                   .access_expires = {40},
                   .renewed = {10}};
        must(office.storage->add_session(session));
    }
    session.last_used = {25};
    session.expires = {95};
    session.renewal_hash = {4, 1};
    session.previous_hash = {3, 1};
    session.access_hash = {4, 2};
    session.access_expires = {41};
    session.renewed = {24};
    session.salt = {7};
    CHECK_FALSE(must(office.storage->change_session(session, {9, 9})));
    CHECK(must(office.storage->find_session(session.id))->expires.ms == 90);
    CHECK(must(office.storage->change_session(session, {3, 1})));
    auto found = must(office.storage->find_session(session.id));
    REQUIRE(found.has_value());
    CHECK(found->id == session.id);
    CHECK(found->renewal_hash == session.renewal_hash);
    CHECK(found->previous_hash == session.previous_hash);
    CHECK(found->access_hash == session.access_hash);
    CHECK(found->access_expires.ms == 41);
    CHECK(found->renewed.ms == 24);
    CHECK(found->salt == session.salt);
    CHECK(found->company == office.company.id);
    CHECK(found->user == wang);
    CHECK(found->device == office.device);
    CHECK(found->created.ms == 10);
    CHECK(found->last_used.ms == 25);
    CHECK(found->expires.ms == 95);
    CHECK_FALSE(found->is_revoked);
    must(office.storage->revoke_session(session.id));
    CHECK(must(office.storage->find_session(session.id))->is_revoked);
    CHECK_FALSE(must(office.storage->change_session(session, session.renewal_hash)));
    CHECK(must(office.storage->revoke_sessions_of(office.company.id, wang)) == 2);
    CHECK(must(office.storage->revoke_sessions_of(office.company.id, wang)) == 0);
    must(office.storage->drop_sessions_expired_before({61}));
    CHECK(must(office.storage->find_session(session.id)).has_value());
    CHECK_FALSE(must(office.storage->find_session(id_of(2))).has_value());
}

TEST_CASE_TEMPLATE("companies stand apart, and one that is not there can be neither read nor written", On, OnSqlite,
                   OnPostgres) {
    Office<On> office;
    const Company second{make_id<TenantTag>(office.clock.now(), office.random), "第二公司", {9}, 0};
    must(office.storage->add_company(second));
    const auto twice = office.storage->add_company(second);
    REQUIRE_FALSE(twice.has_value());
    CHECK(twice.error().fault == Fault::conflict);
    const RecordId id = office.new_id();
    {
        const auto writing = must(office.storage->begin_write(second.id));
        must(writing->put_record(record_of(id, 1, "客户"), 1));
        must(writing->append({1, office.device, 1, id, {}, {}, {}}));
        must(writing->commit());
    }
    CHECK(office.head() == 0);
    CHECK_FALSE(must(must(office.storage->begin_read(office.company.id))->find_record(id)).has_value());
    const auto companies = must(office.storage->companies());
    REQUIRE(companies.size() == 2);
    CHECK(companies[0].name == "行客演示公司");
    CHECK(companies[0].epoch == office.company.epoch);
    CHECK(companies[1].head == 1);
    const auto heads = must(office.storage->heads());
    CHECK(std::set(heads.begin(), heads.end()) ==
          std::set<std::pair<TenantId, Seq>>{{office.company.id, 0}, {second.id, 1}});
    const TenantId nobody{};
    CHECK(office.storage->begin_read(nobody).error().fault == Fault::not_found);
    CHECK(office.storage->begin_write(nobody).error().fault == Fault::not_found);
    // What failed has left nothing open.
    CHECK(office.storage->begin_write(second.id).has_value());
}

}  // namespace xingke::server
