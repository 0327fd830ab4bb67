// 流失预警 at the server: which signs make which level, who is told, and that nothing is written twice.
#include "sync/server/churn_keeper.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/base/date.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using model::Role;

constexpr std::int64_t day_ms = 86'400'000;

struct Firm : World {
    TestDevice mine{*this, seller, Role::salesperson};
    TestDevice boss{*this, manager, Role::manager};
    ChurnKeeper keeper{*storage, rules};

    model::Change set(RecordId id, std::string_view type, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find(type), field, std::move(value));
    }
    RecordId customer() {
        const RecordId id = new_id();
        auto changes = new_customer(*this, id, "甲公司");
        // As devices do.
        changes.push_back(set(id, "customer", "created", clock.now().ms));
        changes.push_back(set(id, "customer", "owner", seller));
        REQUIRE(mine.commit(std::move(changes)).status == protocol::Status::accepted);
        return id;
    }
    void pay(RecordId customer, std::int64_t day, std::int64_t fen) {
        const RecordId id = new_id();
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, {},
                              {begin_life(id, *catalogue.find("payment")), set(id, "payment", "customer", customer),
                               set(id, "payment", "amount", fen), set(id, "payment", "paid_on", day)}));
        must(writing->commit());
    }
    std::int64_t today() { return model::local_day(clock.now(), model::Catalogue::utc_offset_minutes); }
    void keep() {
        while (must(keeper.run({}))) {
        }
    }
    std::string level(RecordId id) {
        const model::Value value = model::value_of(record(id), field("customer", "churn_risk"));
        return model::is_empty(value) ? "" : std::get<std::string>(value);
    }
    model::FieldId field(std::string_view type, std::string_view name) {
        return model::find_field(*catalogue.find(type), name)->id;
    }
    // Until it is mended, every question about accounts fails.
    void break_accounts(bool broken) {
        const std::string sql =
            broken ? "ALTER TABLE account RENAME TO account_away" : "ALTER TABLE account_away RENAME TO account";
        if (database.kind() == StorageKind::postgres) {
            must(must(PostgresConnection::connect(database.place()))->execute(sql));
        } else {
            must(must(Database::open(database.place())).execute(sql));
        }
    }
    std::size_t warnings_for(RecordId person) {
        const auto all = must(must(storage->begin_read(company.id))->records_of(catalogue.find("notification")->id));
        return static_cast<std::size_t>(std::ranges::count_if(all, [&](const model::Record& one) {
            return model::value_of(one, field("notification", "recipient")) == model::Value(person) &&
                   model::value_of(one, field("notification", "text")) == model::Value(std::string("客户流失预警"));
        }));
    }
};

}  // namespace

TEST_CASE("one sign is to be watched, two are an alarm of which owner and manager are told once [S10] [S64]") {
    Firm firm;
    const RecordId id = firm.customer();
    firm.keep();
    CHECK(firm.level(id).empty());
    firm.clock.now_ms += 31 * day_ms;
    firm.keep();
    CHECK(firm.level(id) == "watch");
    CHECK(firm.warnings_for(firm.seller) == 0);
    CHECK(firm.boss.commit({firm.set(id, "customer", "trading_state", std::string("stopped"))}).status ==
          protocol::Status::accepted);
    firm.keep();
    CHECK(firm.level(id) == "alarm");
    CHECK(firm.warnings_for(firm.seller) == 1);
    CHECK(firm.warnings_for(firm.manager) == 1);
    const Seq head = firm.head();
    firm.keep();
    firm.clock.now_ms += day_ms;
    firm.keep();
    CHECK(firm.head() == head);
    CHECK(firm.boss.commit({firm.set(id, "customer", "trading_state", std::string("normal"))}).status ==
          protocol::Status::accepted);
    firm.keep();
    CHECK(firm.level(id) == "watch");
}

TEST_CASE("turnover counts against the last quarter, for the share of this one that has gone by") {
    Firm firm;
    const Date now = date_of_days(firm.today());
    const std::int64_t quarter = days_since_epoch({now.year, (now.month - 1) / 3 * 3 + 1, 1});
    const RecordId falling = firm.customer(), steady = firm.customer();
    firm.pay(falling, quarter - 10, 100'000'00);
    firm.pay(steady, quarter - 10, 100'000'00);
    firm.pay(steady, quarter, 60'000'00);
    firm.keep();
    CHECK(firm.level(falling) == "watch");
    CHECK(firm.level(steady).empty());
    firm.pay(falling, quarter, 60'000'00);
    firm.keep();
    CHECK(firm.level(falling) == "normal");
}

TEST_CASE("what failed at the database is judged again when it works again, not on the next day") {
    Firm firm;
    const RecordId id = firm.customer();
    firm.keep();
    firm.clock.now_ms += 31 * day_ms;
    CHECK(firm.boss.commit({firm.set(id, "customer", "trading_state", std::string("stopped"))}).status ==
          protocol::Status::accepted);
    firm.break_accounts(true);  // those to be told cannot be read
    CHECK_FALSE(firm.keeper.run({}));
    firm.break_accounts(false);
    firm.keep();
    CHECK(firm.level(id) == "alarm");
    CHECK(firm.warnings_for(firm.seller) == 1);
}

TEST_CASE("whoever does not see a customer is not told of it") {
    Firm firm;
    const RecordId other = firm.add("zhao", "赵经理", Role::manager, "华南");
    const RecordId id = firm.customer();
    CHECK(firm.boss.commit({firm.set(id, "customer", "trading_state", std::string("stopped"))}).status ==
          protocol::Status::accepted);
    firm.clock.now_ms += 31 * day_ms;
    firm.keep();
    CHECK(firm.level(id) == "alarm");
    CHECK(firm.warnings_for(firm.seller) == 1);
    CHECK(firm.warnings_for(other) == 0);
}

}  // namespace xingke::server
