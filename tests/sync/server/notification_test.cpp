#include "sync/server/notification.h"

#include "tests/sync/server/review_office.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Keys = std::vector<std::string>;

std::vector<std::string> texts(ReviewOffice& office, const TestDevice& person) {
    std::vector<std::string> found;
    for (const model::Record& record : office.notifications_for(person.caller.user)) {
        const model::Value& text = model::value_of(record, office.id_of("notification", "text"));
        found.push_back(std::get<std::string>(text));
    }
    return found;
}

}  // namespace

TEST_CASE("those who are to sign are told when a round begins, and the owner when it has its outcome [S02]") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    CHECK(texts(office, office.production) == Keys{"请签署会签意见"});
    CHECK(texts(office, office.business) == Keys{"请签署会签意见"});
    CHECK(texts(office, office.boss) == Keys{});
    CHECK(texts(office, office.mine) == Keys{});
    CHECK(office.sign(office.production, id, "production", "agree") == Keys{});
    CHECK(texts(office, office.mine) == Keys{});
    CHECK(office.sign(office.business, id, "business", "agree") == Keys{});
    CHECK(texts(office, office.mine) == Keys{"会签已全部同意"});
    const model::Record notification = office.notifications_for(office.seller).front();
    const auto value = [&](std::string_view field) {
        return model::value_of(notification, office.id_of("notification", field));
    };
    CHECK(value("subject") == model::Value(print(id)));
    CHECK(value("subject_label") == model::Value(std::string("变频器")));
    CHECK(value("text_english") == model::Value(std::string("The countersignature is agreed")));
}

TEST_CASE("a step tells those whom it names, but not the one who takes it") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    CHECK(reasons_of(office.step(office.boss, id, "in_review", "draft")) == Keys{});
    CHECK(texts(office, office.mine) == Keys{"产品要求评审已退回"});
    CHECK(reasons_of(office.step(office.mine, id, "draft", "in_review")) == Keys{});
    CHECK(texts(office, office.mine).size() == 1);
    CHECK(texts(office, office.production).size() == 2);
}

TEST_CASE("an account that is disabled is told nothing") {
    ReviewOffice office;
    auto account =
        must(must(office.storage->begin_read(office.company.id))->find_account(office.production.caller.user));
    REQUIRE(account.has_value());
    account->is_disabled = true;
    const auto writing = must(office.storage->begin_write(office.company.id));
    must(writing->change_account(*account));
    must(writing->commit());
    office.submitted();
    CHECK(texts(office, office.production) == Keys{});
    CHECK(texts(office, office.business).size() == 1);
}

TEST_CASE("a notification is marked as read by the one whom it is for, and made or changed by nobody") {
    ReviewOffice office;
    office.submitted();
    const RecordId id = office.notifications_for(office.business.caller.user).front().id;
    const auto read = office.set(id, "notification", "is_read", true);
    CHECK(reasons_of(office.mine.commit({read})) == Keys{"record_out_of_sight"});
    CHECK(reasons_of(office.business.commit({read})) == Keys{});
    CHECK(reasons_of(office.business.commit({office.set(id, "notification", "text", std::string("x"))})) ==
          Keys{"may_not_write_field"});
    const RecordId forged = office.new_id();
    CHECK(reasons_of(office.mine.commit({begin_life(forged, *office.catalogue.find("notification"))})) ==
          Keys{"may_not_create"});
}

}  // namespace xingke::server
