#include "sync/server/opinions.h"

#include "tests/sync/server/review_office.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("opinions stand in the order in which the server took them, without those taken back") {
    ReviewOffice office;
    model::Record subject;
    CHECK(logged_opinions(subject).empty());
    std::vector<RecordId> ids;
    std::map<RecordId, model::Record> records;
    const model::RecordType& type = *office.catalogue.find("review_opinion");
    for (int i = 0; i < 3; ++i) {
        ids.push_back(office.new_id());
        log_opinion(subject, ids.back());
        model::Record record{ids.back(), type.id, {}};
        record.fields[model::life_field].value = std::int64_t{i == 1 ? 2 : 1};
        record.fields[model::find_field(type, "seat")->id].value = "seat" + std::to_string(i);
        records[ids.back()] = record;
    }
    CHECK(logged_opinions(subject) == ids);
    const auto opinions = must(opinions_on(subject, type, [&](RecordId id) -> Result<std::optional<model::Record>> {
        return std::optional(records.at(id));
    }));
    REQUIRE(opinions.size() == 2);
    CHECK(opinions[0].seat == "seat0");
    CHECK(opinions[1].seat == "seat2");
}

}  // namespace xingke::server
