#include "sync/server/demo_data.h"

#include <map>
#include <set>

#include "app/catalogue/all.h"
#include "app/model/pool.h"
#include "sync/server/accounts.h"
#include "sync/server/storage/sqlite.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("the demo passes its own rules and shows something of everything") {
    TemporaryFolder folder;
    StandingClock clock;
    FixedRandom random(3);
    const model::Catalogue catalogue = catalogue::core();
    const Rules rules{catalogue, clock, random};
    const auto storage = must(SqliteStorage::open(folder.file("xingke.db")));
    must(load_demo(*storage, rules));
    const auto companies = must(storage->companies());
    REQUIRE(companies.size() == 1);
    CHECK(companies[0].name == "行客演示公司");

    std::map<model::TypeId, int> count;
    std::set<std::string> regions, statuses, names, stages, receivable_states;
    int pooled_count = 0;
    std::set<RecordId> owners;
    const model::RecordType& customer = *catalogue.find("customer");
    const auto reading = must(storage->begin_read(companies[0].id));
    for (const StoredRecord& stored : must(reading->records_after({}, {}, 10'000, 1 << 26))) {
        ++count[stored.record.type];
        const auto choice = [&](const char* type, const char* field) {
            const model::RecordType& declared = *catalogue.find(type);
            const auto* value =
                std::get_if<std::string>(&model::value_of(stored.record, model::find_field(declared, field)->id));
            return stored.record.type == declared.id && value != nullptr ? *value : std::string();
        };
        stages.insert(choice("opportunity", "stage"));
        receivable_states.insert(choice("receivable", "state"));
        if (stored.record.type != customer.id) {
            continue;
        }
        const auto text = [&](std::string_view name) {
            const auto* value =
                std::get_if<std::string>(&model::value_of(stored.record, model::find_field(customer, name)->id));
            return value != nullptr ? *value : "";
        };
        INFO(text("name"));
        CHECK_FALSE(text("region").empty());
        regions.insert(text("region"));
        statuses.insert(text("status"));
        names.insert(text("name"));
        if (const auto* owner = std::get_if<RecordId>(&model::value_of(stored.record, model::common_field::owner))) {
            owners.insert(*owner);
        } else {
            ++pooled_count;
        }
    }
    CHECK(count[catalogue::type_id::user] == 8);
    CHECK(count[catalogue::type_id::customer] == 302);
    CHECK(count[catalogue::type_id::contact] == 304);
    for (const model::TypeId type :
         {catalogue::type_id::visit, catalogue::type_id::opportunity, catalogue::type_id::contract,
          catalogue::type_id::receivable, catalogue::type_id::payment, catalogue::type_id::schedule,
          catalogue::type_id::lead}) {
        CAPTURE(catalogue.find(type)->name);
        CHECK(count[type] > 10);
    }
    stages.erase("");
    receivable_states.erase("");
    CHECK(names.size() == 302);
    CHECK(stages.size() == 6);
    CHECK(receivable_states.size() == 3);
    CHECK(pooled_count == 31);
    CHECK(regions.size() > 20);
    CHECK(statuses.size() == 6);
    CHECK(owners.size() == 6);
}

TEST_CASE("nobody loses a customer of the demo to the pool on the first evening, and some have one that leaves soon") {
    TemporaryFolder folder;
    StandingClock clock;
    FixedRandom random(3);
    const model::Catalogue catalogue = catalogue::core();
    const Rules rules{catalogue, clock, random};
    const auto storage = must(SqliteStorage::open(folder.file("xingke.db")));
    must(load_demo(*storage, rules));
    const auto reading = must(storage->begin_read(must(storage->companies())[0].id));
    int leaving_count = 0;
    for (const StoredRecord& stored :
         must(reading->records_after({{catalogue::type_id::customer}}, {}, 10'000, 1 << 26))) {
        if (model::is_empty(model::value_of(stored.record, model::common_field::owner))) {
            continue;
        }
        const auto* due = std::get_if<std::int64_t>(&model::value_of(stored.record, model::pool_field::due_at));
        REQUIRE(due != nullptr);
        const std::int64_t days = (*due - clock.now().ms) / (24 * 3'600'000);
        CHECK(days > 0);
        leaving_count += days <= 7 ? 1 : 0;
    }
    CHECK(leaving_count > 3);
    CHECK(leaving_count < 40);
}

}  // namespace xingke::server
