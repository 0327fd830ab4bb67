#include "sync/server/admin.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

template <class T>
Text text_of_error(const Result<T>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error().message.key;
}

}  // namespace

TEST_CASE("a user is an account and a record, made together or not at all") {
    World world;
    const Seq head = world.head();
    const auto add = [&](NewUser user) { return add_user(*world.storage, world.rules, world.company.id, user); };
    CHECK(text_of_error(add({"wang", "又一个", "long enough"})) == Text::login_taken);
    CHECK(text_of_error(add({"WANG", "又一个", "long enough"})) == Text::login_taken);
    CHECK(text_of_error(add({"a b", "空格", "long enough"})) == Text::login_malformed);
    CHECK(text_of_error(add({"", "空", "long enough"})) == Text::login_malformed);
    CHECK(text_of_error(add({"zhao", " ", "long enough"})) == Text::name_missing);
    CHECK(text_of_error(add({"zhao", "赵", "short"})) == Text::password_too_short);
    CHECK(text_of_error(add({"zhao", "赵", std::string(2000, 'x')})) == Text::password_too_long);
    CHECK(world.head() == head);

    const RecordId user = must(add({"zhao", "赵管理", "long enough", model::Role::administrator}));
    CHECK(world.head() == head + 1);
    CHECK((model::value_of(world.record(user), 1) == model::Value(std::string("赵管理"))));
    CHECK((model::value_of(world.record(user), 3) == model::Value(std::string("administrator"))));
    CHECK(must(world.storage->find_login("zhao"))->user == user);
}

TEST_CASE("companies are found by name, or as the only one") {
    World world;
    CHECK(must(find_company(*world.storage, "")).id == world.company.id);
    CHECK(text_of_error(find_company(*world.storage, "别的公司")) == Text::company_missing);
    CHECK(text_of_error(add_company(*world.storage, world.rules, "行客演示公司")) == Text::company_taken);
    CHECK(text_of_error(add_company(*world.storage, world.rules, " ")) == Text::name_missing);
    must(add_company(*world.storage, world.rules, "别的公司"));
    CHECK(text_of_error(find_company(*world.storage, "")) == Text::company_needed);
    CHECK(must(find_company(*world.storage, "别的公司")).name == "别的公司");
}

TEST_CASE("one company's transactions and records are not another's") {
    World world;
    const Company other = must(add_company(*world.storage, world.rules, "别的公司"));
    must(add_user(*world.storage, world.rules, other.id, {"other", "别人", "long enough"}));
    TestDevice device(world, world.seller, model::Role::salesperson);
    const RecordId id = world.new_id();
    device.commit(new_customer(world, id, "客户"));
    const auto reading = must(world.storage->begin_read(other.id));
    CHECK(reading->company().head == 1);
    CHECK_FALSE(must(reading->find_record(id)).has_value());
    CHECK(must(reading->records_after({}, {}, 100, 1 << 20)).size() == 1);
}

TEST_CASE("commands for a login that is not there say so") {
    World world;
    CHECK(text_of_error(change_password(*world.storage, "nobody", "long enough")) == Text::login_missing);
    CHECK(text_of_error(revoke_sessions(*world.storage, "nobody")) == Text::login_missing);
    CHECK(text_of_error(disable_user(*world.storage, world.rules, "nobody", Disabled::yes)) == Text::login_missing);
    CHECK(text_of_error(change_password(*world.storage, "wang", "short")) == Text::password_too_short);
}

TEST_CASE("a person's department is said with the account and can change") {
    World world;
    const RecordId user =
        must(add_user(*world.storage, world.rules, world.company.id,
                      {.login = "shen", .name = "沈", .password = "long enough", .department = " 生产部 "}));
    const model::FieldId department = model::find_field(*world.catalogue.find("user"), "department")->id;
    CHECK(model::value_of(world.record(user), department) == model::Value(std::string("生产部")));
    must(change_department(*world.storage, world.rules, "shen", "质量部"));
    CHECK(model::value_of(world.record(user), department) == model::Value(std::string("质量部")));
    CHECK(text_of_error(change_department(*world.storage, world.rules, "nobody", "质量部")) == Text::login_missing);
}

}  // namespace xingke::server
