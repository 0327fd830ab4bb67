#include "sync/server/pull.h"

#include <map>
#include <random>

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

struct Office : World {
    TestDevice a{*this, seller, model::Role::salesperson};
    TestDevice b{*this, manager, model::Role::manager};
};

// A device's copy, as pulling makes it.
struct Copy {
    std::map<RecordId, model::Record> records;
    Seq cursor = 0;

    void take(const protocol::PullResponse& page) {
        for (const protocol::PulledRecord& pulled : page.records) {
            model::Record& record = records[pulled.record];
            record.id = pulled.record;
            record.type = pulled.type;
            for (const protocol::PulledField& field : pulled.fields) {
                if (field.state.seq > record.fields[field.field].seq) {
                    record.fields[field.field] = field.state;
                }
            }
        }
    }
};

}  // namespace

TEST_CASE("a page holds what changed since the cursor, and only the fields that did") {
    Office office;
    const RecordId id = office.new_id();
    office.a.commit(new_customer(office, id, "客户"));
    const Seq cursor = office.head();
    office.b.commit({customer_field(office, id, "address", std::string("中关村"))});
    const auto page = office.a.pull(pull_from(cursor));
    CHECK_FALSE(page.more);
    CHECK(page.point == office.head());
    CHECK(page.remaining_count == 0);
    CHECK((page.epoch == office.company.epoch));
    CHECK(page.server_time_ms == office.clock.now_ms);
    REQUIRE(page.records.size() == 1);
    REQUIRE(page.records[0].fields.size() == 1);
    CHECK(page.records[0].fields[0].state.seq == office.head());
    CHECK(office.a.pull(pull_from(office.head())).records.empty());
    CHECK(office.a.pull(pull_from(UINT64_MAX)).records.empty());
}

TEST_CASE("pages of any size, with changes between them, make the same copy") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 generator(seed);
    Office office;
    std::vector<RecordId> ids;
    for (int i = 0; i < 25; ++i) {
        ids.push_back(office.new_id());
        office.a.commit(new_customer(office, ids.back(), "客户" + std::to_string(i)));
    }
    Copy copy;
    int page_count = 0;
    for (int round = 0; round < 3; ++round) {
        protocol::PullRequest request = pull_from(copy.cursor, static_cast<std::uint32_t>(1 + generator() % 7));
        while (true) {
            const auto page = office.a.pull(request);
            ++page_count;
            CHECK(page.records.size() <= request.record_count_max);
            copy.take(page);
            if (!page.more) {
                copy.cursor = page.point;
                break;
            }
            CHECK(page.remaining_count > 0);
            request.after = page.next;
            if (generator() % 2 == 0 && page_count < 60) {
                const RecordId id = ids[generator() % ids.size()];
                office.b.commit({customer_field(office, id, "remark", std::to_string(generator()))});
            }
        }
        CHECK(copy.cursor == office.head());
        for (const RecordId id : ids) {
            CHECK((copy.records[id] == office.record(id)));
        }
        office.b.commit({customer_field(office, ids[generator() % ids.size()], "remark", std::to_string(generator()))});
    }
}

TEST_CASE("outcomes travel with a pull until the device says it has them") {
    Office office;
    office.a.commit(new_customer(office, office.new_id(), "一"));
    office.a.commit({});
    office.a.commit(new_customer(office, office.new_id(), "三"));
    auto request = pull_from(0);
    const auto all = office.a.pull(request);
    REQUIRE(all.outcomes.size() == 3);
    CHECK(all.expected_counter == 4);
    CHECK(all.outcomes[1].status == protocol::Status::rejected);
    CHECK(reasons_of(all.outcomes[1]) == std::vector<std::string>{"empty_transaction"});
    CHECK(all.outcomes[0].content != 0);
    CHECK(all.outcomes[0].content != all.outcomes[2].content);
    request.outcomes_after = 2;
    CHECK(office.a.pull(request).outcomes.size() == 1);
    request.outcomes_after = UINT64_MAX;
    CHECK(office.a.pull(request).outcomes.empty());
    CHECK(office.b.pull(pull_from(0)).outcomes.empty());
}

TEST_CASE("a page ends where its bytes are enough, and the next goes on there") {
    Office office;
    const std::string remark(1400, 'x');
    std::vector<model::Change> changes;
    const model::RecordType& type = *office.catalogue.find("visit");
    const RecordId customer = office.new_id();
    office.a.commit(new_customer_of(office, office.seller, customer, "客户"));
    for (int i = 0; i < 4000; ++i) {
        const RecordId id = office.new_id();
        changes.push_back(begin_life(id, type));
        changes.push_back(set_field(id, type, "customer", customer));
        changes.push_back(set_field(id, type, "subject", std::string("拜访")));
        changes.push_back(set_field(id, type, "notes", remark));
    }
    REQUIRE(office.a.commit(changes).status == protocol::Status::accepted);
    auto request = pull_from(0, 5000);
    const auto first = office.b.pull(request);
    CHECK(first.more);
    CHECK(first.records.size() < 4000);
    CHECK(first.records.size() + first.remaining_count == 4003);
    request.after = first.next;
    const auto second = office.b.pull(request);
    CHECK(first.records.size() + second.records.size() == 4003);
    CHECK_FALSE(second.more);
}

TEST_CASE("what a device says of itself is noted, at most once a minute when nothing is new") {
    Office office;
    auto request = pull_from(0);
    request.waiting_count = 3;
    office.a.pull(request);
    const auto device = [&] {
        return *must(must(office.storage->begin_read(office.company.id))->find_device(office.a.caller.device));
    };
    CHECK(device().waiting_count == 3);
    CHECK(device().user == office.seller);
    const Instant seen = device().last_seen;
    office.clock.now_ms += 1000;
    office.a.pull(request);
    CHECK(device().last_seen == seen);
    office.clock.now_ms += 60'000;
    office.a.pull(request);
    CHECK(device().last_seen == office.clock.now());
}

TEST_CASE("a revoked device neither pushes nor pulls") {
    Office office;
    office.a.commit(new_customer(office, office.new_id(), "一"));
    {
        const auto writing = must(office.storage->begin_write(office.company.id));
        auto device = must(writing->find_device(office.a.caller.device));
        device->is_revoked = true;
        must(writing->put_device(*device));
        must(writing->commit());
    }
    const auto pulled = pull(*office.storage, office.rules, office.a.caller, pull_from(0));
    REQUIRE_FALSE(pulled.has_value());
    CHECK(pulled.error().fault == Fault::unauthorized);
    CHECK_FALSE(push(*office.storage, office.rules, office.a.caller, {}).has_value());
}

}  // namespace xingke::server
