// What administrators do from the app: who may, what follows at once, and that no other company is touched.
#include "sync/server/administration.h"

#include <algorithm>

#include "sync/server/sessions.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using protocol::AdminAction;
using Words = std::vector<std::string>;

const std::string done, administrators_only = "Only an administrator may do this",
                        not_oneself = "You cannot disable yourself or change your own role; ask another administrator",
                        malformed = "A department has a name without “/”, at most 100 characters with those above it";

struct Office : World {
    RecordId chief = add("chief", "赵主管", model::Role::administrator);
    TestDevice a{*this, chief, model::Role::administrator}, b{*this, seller, model::Role::salesperson};

    protocol::AdminResponse ask(const TestDevice& by, AdminAction action, Words words) {
        return must(administer(*storage, rules, by.caller, {action, std::move(words)}));
    }
    // What the refusal says in English, or the key of its text; empty: it was done.
    std::string refusal(const TestDevice& by, AdminAction action, Words words) {
        const Message said = ask(by, action, std::move(words)).refusal;
        return said.key == Text::nothing    ? std::string()
               : said.key == Text::declared ? said.arguments.front().english
                                            : std::string(name_of(said.key));
    }
    Account account(const std::string& login) {
        const auto found = must(storage->find_login(login));
        REQUIRE(found.has_value());
        return *found;
    }
    model::Value value(RecordId user, std::string_view field) {
        return model::value_of(record(user), model::find_field(*catalogue.find("user"), field)->id);
    }
    std::string unit(RecordId user) {
        const model::Value held = value(user, "unit");
        const auto* text = std::get_if<std::string>(&held);
        return text == nullptr ? "" : *text;
    }
    std::vector<std::string> departments() {
        std::vector<std::string> paths;
        const model::RecordType& type = *catalogue.find("department");
        for (const model::Record& one : must(must(storage->begin_read(company.id))->records_of(type.id))) {
            if (model::is_alive(one)) {
                paths.push_back(std::get<std::string>(model::value_of(one, 1)));
            }
        }
        std::ranges::sort(paths);
        return paths;
    }
};

}  // namespace

TEST_CASE("only administrators change people and departments, and nothing happens when others ask") {
    Office office;
    const Seq head = office.head();
    const std::string id = print(office.manager);
    const std::pair<AdminAction, Words> asked[] = {
        {AdminAction::add_person, {"new", "新人", "long enough", "salesperson", "", ""}},
        {AdminAction::change_person, {id, "administrator", "", ""}},
        {AdminAction::disable_person, {id}},
        {AdminAction::enable_person, {id}},
        {AdminAction::reset_password, {id, "long enough"}},
        {AdminAction::add_department, {"销售部"}},
        {AdminAction::move_department, {"销售部", "市场部"}},
        {AdminAction::withdraw_department, {"销售部"}}};
    for (const auto& [action, words] : asked) {
        CHECK(office.refusal(office.b, action, words) == administrators_only);
    }
    CHECK(office.head() == head);
    CHECK_FALSE(office.account("li").is_disabled);
}

TEST_CASE("a new user can sign in, and stands among the users of every device") {
    Office office;
    CHECK(office.refusal(office.a, AdminAction::add_person, {"zhou", "周新", "long enough", "quality", "质量部", ""}) ==
          done);
    const Account account = office.account("zhou");
    CHECK(account.role == model::Role::quality);
    CHECK(office.unit(account.user) == "质量部");
    CHECK(office.value(account.user, "department") == model::Value(std::string("质量部")));
    CHECK(office.refusal(office.a, AdminAction::add_person, {"zhou", "又一个", "long enough", "quality", "", ""}) ==
          "login_taken");
    CHECK(office.refusal(office.a, AdminAction::add_person, {"wu", "吴", "short", "quality", "", ""}) ==
          "password_too_short");
    CHECK(office.refusal(office.a, AdminAction::add_person, {"wu", "吴", "long enough", "emperor", "", ""}) ==
          "malformed");
    const auto too_few = administer(*office.storage, office.rules, office.a.caller, {AdminAction::add_person, {"wu"}});
    CHECK(text_of_error(too_few) == Text::malformed);
}

TEST_CASE("disabling and another role end the sessions at once; nobody does either to themselves") {
    Office office;
    Sessions sessions(*office.storage, office.clock, office.random, {});
    const std::string id = print(office.seller);
    const auto begin = [&] {
        return must(sessions.begin(office.company.id, office.seller, office.b.caller.device)).access;
    };
    std::string token = begin();
    CHECK(office.refusal(office.a, AdminAction::change_person, {id, "salesperson", "销售部", ""}) == done);
    CHECK(sessions.authenticate(token).has_value());
    CHECK(office.unit(office.seller) == "销售部");
    CHECK(office.refusal(office.a, AdminAction::change_person, {id, "manager", "销售部", ""}) == done);
    CHECK_FALSE(sessions.authenticate(token).has_value());
    CHECK(office.account("wang").role == model::Role::manager);
    token = begin();
    CHECK(office.refusal(office.a, AdminAction::disable_person, {id}) == done);
    CHECK_FALSE(sessions.authenticate(token).has_value());
    CHECK(office.refusal(office.a, AdminAction::enable_person, {id}) == done);
    CHECK_FALSE(office.account("wang").is_disabled);

    const std::string self = print(office.chief);
    CHECK(office.refusal(office.a, AdminAction::disable_person, {self}) == not_oneself);
    CHECK(office.refusal(office.a, AdminAction::change_person, {self, "manager", "", ""}) == not_oneself);
    CHECK(office.refusal(office.a, AdminAction::change_person, {self, "administrator", "总部", ""}) == done);
}

TEST_CASE("a person of another company is nobody here") {
    Office office;
    const Company other = must(add_company(*office.storage, office.rules, "别的公司"));
    const RecordId stranger = must(add_user(*office.storage, office.rules, other.id, {"other", "别人", "long enough"}));
    for (const AdminAction action : {AdminAction::disable_person, AdminAction::enable_person}) {
        CHECK(office.refusal(office.a, action, {print(stranger)}) == "login_missing");
    }
    CHECK(office.refusal(office.a, AdminAction::reset_password, {print(stranger), "long enough"}) == "login_missing");
    CHECK_FALSE(office.account("other").is_disabled);
}

TEST_CASE("a department takes along those in it and those below it, and is withdrawn when it is empty") {
    Office office;
    const auto ask = [&](AdminAction action, Words words) {
        return office.refusal(office.a, action, std::move(words));
    };
    CHECK(ask(AdminAction::add_department, {" 销售部 / 华东 "}) == done);
    CHECK(office.departments() == Words{"销售部/华东"});
    CHECK(ask(AdminAction::add_department, {"销售部"}) == "There is a department “销售部” already");
    CHECK(ask(AdminAction::add_department, {"a//b"}) == malformed);
    CHECK(ask(AdminAction::add_department, {""}) == malformed);
    const auto place = [&](RecordId user, const std::string& path) {
        const std::string role(model::key_of(office.account(user == office.seller ? "wang" : "li").role));
        CHECK(ask(AdminAction::change_person, {print(user), role, path, "质量部"}) == done);
    };
    place(office.seller, "销售部/华东/上海");
    place(office.manager, "销售部");
    CHECK(ask(AdminAction::move_department, {"销售部/华东", "销售部/华东/新"}) ==
          "A department cannot move below itself");
    CHECK(ask(AdminAction::move_department, {"没有", "有"}) == "There is no department “没有”");
    CHECK(ask(AdminAction::move_department, {"销售部/华东", "销售部"}) == "There is a department “销售部” already");
    CHECK(ask(AdminAction::move_department, {"销售部/华东", "东部"}) == done);
    CHECK(office.unit(office.seller) == "东部/上海");
    CHECK(office.unit(office.manager) == "销售部");
    CHECK(office.value(office.seller, "department") == model::Value(std::string("质量部")));
    CHECK(office.departments() == Words{"东部"});
    CHECK(ask(AdminAction::withdraw_department, {"东部"}).ends_with("move them first"));
    place(office.seller, "");
    CHECK(ask(AdminAction::withdraw_department, {"东部"}) == done);
    CHECK(office.departments().empty());
    CHECK(ask(AdminAction::withdraw_department, {"东部"}) == "There is no department “东部”");
}

TEST_CASE("everybody sees and revokes their own devices, administrators everybody's") {
    Office office;
    office.a.commit(new_customer(office, office.new_id(), "一"));
    office.b.commit(new_customer(office, office.new_id(), "二"));
    CHECK(office.ask(office.b, AdminAction::list_devices, {}).rows.size() == 1);
    const auto all = office.ask(office.a, AdminAction::list_devices, {}).rows;
    REQUIRE(all.size() == 2);
    for (const Words& row : all) {
        CHECK(row.size() == 6);
        CHECK(row[5] == "0");
    }
    CHECK(office.refusal(office.b, AdminAction::revoke_device, {print(office.a.caller.device)}) == administrators_only);
    CHECK(office.refusal(office.a, AdminAction::revoke_device, {print(office.b.caller.device)}) == done);
    const auto late = administer(*office.storage, office.rules, office.b.caller, {AdminAction::list_devices, {}});
    CHECK(text_of_error(late) == Text::device_revoked);
}

}  // namespace xingke::server
