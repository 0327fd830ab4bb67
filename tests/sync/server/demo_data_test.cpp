#include "sync/server/demo_data.h"

#include <map>
#include <set>

#include "app/catalogue/all.h"
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
    std::set<std::string> regions, statuses;
    std::set<RecordId> owners;
    int pooled_count = 0;
    const model::RecordType& customer = *catalogue.find("customer");
    const auto reading = must(storage->begin_read(companies[0].id));
    for (const StoredRecord& stored : must(reading->records_after({}, {}, 1000, 1 << 24))) {
        ++count[stored.record.type];
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
        const auto* owner = std::get_if<RecordId>(&model::value_of(stored.record, model::common_field::owner));
        owner == nullptr ? static_cast<void>(++pooled_count) : static_cast<void>(owners.insert(*owner));
    }
    CHECK(count[catalogue::type_id::user] == 3);
    CHECK(count[catalogue::type_id::customer] == 38);
    CHECK(pooled_count == 2);
    CHECK(count[catalogue::type_id::contact] == 40);
    CHECK(count[catalogue::type_id::visit] == 16);
    CHECK(regions.size() > 20);
    CHECK(statuses.size() == 6);
    CHECK(owners.size() == 2);
}

}  // namespace xingke::server
