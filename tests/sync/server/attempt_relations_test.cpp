// What a change brings along in other records, whatever the device says of it.
#include "app/model/record.h"

#include "tests/sync/server/review_office.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Keys = std::vector<std::string>;
using protocol::Status;

struct Books : ReviewOffice {
    RecordId receivable = new_id();
    int paid_count = 0;

    Books() {
        // What belongs to nobody's customer would be out of everybody's sight.
        CHECK(reasons_of(mine.commit({set(customer, "customer", "owner", seller)})) == Keys{});
        CHECK(reasons_of(mine.commit({begin_life(receivable, *catalogue.find("receivable")),
                                      set(receivable, "receivable", "no", std::string("YS-20261121-00-0001")),
                                      set(receivable, "receivable", "customer", customer),
                                      set(receivable, "receivable", "amount", std::int64_t{10'000}),
                                      set(receivable, "receivable", "due", std::int64_t{20'800}),
                                      set(receivable, "receivable", "owner", seller),
                                      // A device of another mind.
                                      set(receivable, "receivable", "received", std::int64_t{10'000}),
                                      set(receivable, "receivable", "state", std::string("received"))})) == Keys{});
    }
    RecordId pay(std::int64_t amount) {
        const RecordId id = new_id();
        CHECK(reasons_of(mine.commit(
                  {begin_life(id, *catalogue.find("payment")),
                   set(id, "payment", "no", "HK-20261121-00-000" + std::to_string(++paid_count)),
                   set(id, "payment", "customer", customer), set(id, "payment", "receivable", receivable),
                   set(id, "payment", "amount", amount), set(id, "payment", "paid_on", std::int64_t{20'790}),
                   set(id, "payment", "owner", seller)})) == Keys{});
        return id;
    }
    std::string state() { return text(receivable, "receivable", "state"); }
    model::Value received() { return value(receivable, "receivable", "received"); }
    RecordId contact(std::string name, bool is_primary) {
        const RecordId id = new_id();
        CHECK(reasons_of(mine.commit({begin_life(id, *catalogue.find("contact")), set(id, "contact", "name", name),
                                      set(id, "contact", "customer", customer),
                                      set(id, "contact", "is_primary", is_primary)})) == Keys{});
        clock.now_ms += 10;
        return id;
    }
    bool is_primary(RecordId id) { return value(id, "contact", "is_primary") == model::Value(true); }
};

}  // namespace

TEST_CASE("what was received is what the payments say, and the server's word stands [S02]") {
    Books books;
    CHECK(model::is_empty(books.received()));
    CHECK(books.state() == "open");
    const RecordId first = books.pay(4'000);
    CHECK(books.received() == model::Value(std::int64_t{4'000}));
    CHECK(books.state() == "partial");
    books.pay(6'000);
    CHECK(books.state() == "received");
    CHECK(books.value(books.receivable, "receivable", "outstanding") == model::Value(std::int64_t{0}));
    CHECK(reasons_of(books.mine.commit({books.set(books.receivable, "receivable", "received", std::int64_t{1})})) ==
          Keys{});
    CHECK(books.received() == model::Value(std::int64_t{10'000}));
    CHECK(reasons_of(books.boss.commit({{first, books.catalogue.find("payment")->id, model::life_field,
                                         model::Operation::set, std::int64_t{2}}})) == Keys{});
    CHECK(books.received() == model::Value(std::int64_t{6'000}));
    CHECK(books.state() == "partial");
}

TEST_CASE("payments that two devices make unknown to each other are both counted [S02]") {
    Books books;
    const Seq base = books.World::head();
    books.pay(1'000);
    const RecordId id = books.new_id();
    auto late = books.boss.transaction(
        {begin_life(id, *books.catalogue.find("payment")),
         books.set(id, "payment", "no", std::string("HK-20261121-01-0001")),
         books.set(id, "payment", "customer", books.customer), books.set(id, "payment", "receivable", books.receivable),
         books.set(id, "payment", "amount", std::int64_t{2'000}),
         books.set(id, "payment", "paid_on", std::int64_t{20'790}),
         books.set(books.receivable, "receivable", "received", std::int64_t{2'000})},
        base);
    CHECK(reasons_of(books.boss.push_one(std::move(late))) == Keys{});
    CHECK(books.received() == model::Value(std::int64_t{3'000}));
}

TEST_CASE("exactly one contact of a customer is the primary one, at the server too [S06]") {
    Books books;
    const RecordId first = books.contact("陆瑶", false);
    CHECK(books.is_primary(first));
    const RecordId second = books.contact("沈一帆", false);
    CHECK_FALSE(books.is_primary(second));
    const RecordId third = books.contact("罗丹", true);
    CHECK_FALSE(books.is_primary(first));
    CHECK(books.is_primary(third));
    CHECK(reasons_of(books.mine.commit({books.set(third, "contact", "is_primary", false)})) == Keys{});
    CHECK(books.is_primary(first));
    CHECK(reasons_of(books.boss.commit({{first, books.catalogue.find("contact")->id, model::life_field,
                                         model::Operation::set, std::int64_t{2}}})) == Keys{});
    CHECK(books.is_primary(second));
}

TEST_CASE("a person has one daily report for a day [S02]") {
    Books books;
    const auto report = [&](std::int64_t day) {
        const RecordId id = books.new_id();
        return reasons_of(books.mine.commit({begin_life(id, *books.catalogue.find("daily_report")),
                                             books.set(id, "daily_report", "day", day),
                                             books.set(id, "daily_report", "reporter", books.seller),
                                             books.set(id, "daily_report", "today", std::string("拜访两家客户")),
                                             books.set(id, "daily_report", "owner", books.seller)}));
    };
    CHECK(report(20'778) == Keys{});
    CHECK(report(20'778) == Keys{"same_together"});
    CHECK(report(20'779) == Keys{});
}

TEST_CASE("a comment tells whom it mentions and whose record it is about, once each [S02]") {
    Books books;
    const RecordId id = books.new_id();
    CHECK(reasons_of(books.boss.commit(
              {begin_life(id, *books.catalogue.find("comment")),
               books.set(id, "comment", "content", std::string("请今天联系他")),
               books.set(id, "comment", "customer", books.customer),
               books.set(id, "comment", "subject_type", std::int64_t{books.catalogue.find("customer")->id}),
               books.set(id, "comment", "subject", print(books.customer)),
               books.set(id, "comment", "mentioned", books.seller),
               books.set(id, "comment", "subject_owner", books.seller),
               books.set(id, "comment", "owner", books.manager)})) == Keys{});
    const auto told = books.notifications_for(books.seller);
    REQUIRE(told.size() == 1);
    CHECK(books.text(told[0].id, "notification", "text") == "有评论提到了你");
    CHECK(books.text(told[0].id, "notification", "subject") == print(books.customer));
    CHECK(books.notifications_for(books.manager).empty());
}

}  // namespace xingke::server
