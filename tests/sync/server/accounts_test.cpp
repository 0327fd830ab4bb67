#include "sync/server/accounts.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

struct Desk : World {
    explicit Desk(StorageKind kind = kind_of_this_run()) : World(kind) {
        must(add_user(*storage, rules, company.id, {"Sales", "王小明", "xingke-demo", model::Role::salesperson}));
    }
    DeviceId device = make_id<DeviceTag>(clock.now(), random);
    std::unique_ptr<Accounts> accounts = must(Accounts::make(*storage, clock, random, {.failures_per_login = 3}));

    Result<SignedIn> sign_in(const char* login, const char* password) {
        return accounts->sign_in(login, password, device, "192.0.2.1");
    }
    Text refusal(const char* login, const char* password) {
        const auto result = sign_in(login, password);
        REQUIRE_FALSE(result.has_value());
        return result.error().message.key;
    }
};

}  // namespace

TEST_CASE("a person signs in by login and password, and the token stands for them until they sign out") {
    Desk desk;
    const SignedIn signed_in = must(desk.sign_in(" SALES ", "xingke-demo"));
    CHECK(signed_in.tokens.access.size() == 64);
    CHECK(signed_in.profile.name == "王小明");
    CHECK(signed_in.profile.login == "sales");
    CHECK(signed_in.profile.company == "行客演示公司");
    CHECK((signed_in.profile.role == model::Role::salesperson));
    const Authenticated known = must(desk.accounts->authenticate(signed_in.tokens.access));
    CHECK(known.caller.user == signed_in.caller.user);
    CHECK(known.caller.device == desk.device);
    must(desk.accounts->sessions().end(signed_in.tokens.access));
    CHECK(desk.accounts->authenticate(signed_in.tokens.access).error().fault == Fault::unauthorized);
    CHECK(desk.accounts->authenticate("").error().fault == Fault::unauthorized);
}

TEST_CASE("wrong password, unknown login and disabled account get one and the same answer") {
    Desk desk;
    CHECK(desk.refusal("sales", "xingke-demo ") == Text::wrong_password);
    CHECK(desk.refusal("nobody", "xingke-demo") == Text::wrong_password);
    must(disable_user(*desk.storage, desk.rules, "sales", Disabled::yes));
    CHECK(desk.refusal("sales", "xingke-demo") == Text::wrong_password);
    must(disable_user(*desk.storage, desk.rules, "sales", Disabled::no));
    CHECK(desk.sign_in("sales", "xingke-demo").has_value());
}

TEST_CASE("after too many failures a login waits, whoever tries, and then may try again") {
    Desk desk;
    for (int i = 0; i < 3; ++i) {
        CHECK(desk.refusal("sales", "wrong") == Text::wrong_password);
    }
    CHECK(desk.refusal("sales", "xingke-demo") == Text::too_many_attempts);
    desk.clock.now_ms += AccountSettings{}.failure_window_ms;
    CHECK(desk.sign_in("sales", "xingke-demo").has_value());
    // Success forgets the failures.
    CHECK(desk.refusal("sales", "wrong") == Text::wrong_password);
    CHECK(desk.refusal("sales", "wrong") == Text::wrong_password);
    CHECK(desk.sign_in("sales", "xingke-demo").has_value());
}

TEST_CASE("an address from which too many fail is closed for every login, and another one is not") {
    Desk desk;
    desk.accounts = must(
        Accounts::make(*desk.storage, desk.clock, desk.random, {.failures_per_login = 3, .failures_per_address = 4}));
    for (const char* login : {"a", "b", "c", "d"}) {
        CHECK(desk.refusal(login, "guessed") == Text::wrong_password);
    }
    CHECK(desk.refusal("sales", "xingke-demo") == Text::too_many_attempts);
    CHECK(desk.accounts->sign_in("sales", "xingke-demo", desk.device, "192.0.2.2").has_value());
    desk.clock.now_ms += AccountSettings{}.failure_window_ms;
    CHECK(desk.sign_in("sales", "xingke-demo").has_value());
}

TEST_CASE("a session ends when it is revoked or when its password changes") {
    Desk desk;
    const SessionTokens first = must(desk.sign_in("sales", "xingke-demo")).tokens;
    CHECK(must(revoke_sessions(*desk.storage, "sales")) == 1);
    CHECK_FALSE(desk.accounts->authenticate(first.access).has_value());
    CHECK_FALSE(desk.accounts->sessions().renew(first.renewal).has_value());

    const SessionTokens second = must(desk.sign_in("sales", "xingke-demo")).tokens;
    must(change_password(*desk.storage, "sales", "another-one"));
    CHECK_FALSE(desk.accounts->authenticate(second.access).has_value());
    CHECK_FALSE(desk.accounts->sessions().renew(second.renewal).has_value());
    CHECK(desk.sign_in("sales", "another-one").has_value());
}

TEST_CASE("a device that was revoked is told so with its token and at every sign-in, and is listed") {
    Desk desk;
    const auto signed_in = must(desk.sign_in("sales", "xingke-demo"));
    const Caller& caller = signed_in.caller;
    CHECK(text_of_error(revoke_device(*desk.storage, caller.company, print(caller.device))) == Text::device_missing);
    must(pull(*desk.storage, desk.rules, caller, pull_from(0)));
    must(revoke_device(*desk.storage, caller.company, print(caller.device)));
    CHECK(text_of_error(desk.accounts->authenticate(signed_in.tokens.access)) == Text::device_revoked);
    CHECK(text_of_error(desk.accounts->sign_in("sales", "xingke-demo", caller.device, "127.0.0.1")) ==
          Text::device_revoked);
    CHECK(text_of_error(desk.accounts->sign_in("sales", "wrong", caller.device, "127.0.0.1")) == Text::wrong_password);
    const auto another = make_id<DeviceTag>(desk.clock.now(), desk.random);
    CHECK(desk.accounts->sign_in("sales", "xingke-demo", another, "127.0.0.1").has_value());
    const auto devices = must(must(desk.storage->begin_read(caller.company))->devices());
    REQUIRE(devices.size() == 1);
    CHECK(devices[0].is_revoked);
    CHECK(devices[0].user == caller.user);
}

TEST_CASE("no token and no password is found in the database file") {
    Desk desk(StorageKind::sqlite);
    const SessionTokens first = must(desk.sign_in("sales", "xingke-demo")).tokens;
    const SessionTokens second = must(desk.accounts->sessions().renew(first.renewal)).tokens;
    must(desk.storage->tidy());
    std::FILE* file = std::fopen(desk.database.place().c_str(), "rb");
    REQUIRE(file != nullptr);
    std::string bytes(1 << 20, '\0');
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
    std::fclose(file);
    for (const std::string& token : {first.access, first.renewal, second.access, second.renewal}) {
        CHECK(bytes.find(token) == std::string::npos);
    }
    CHECK(bytes.find("xingke-demo") == std::string::npos);
    CHECK(bytes.find("$argon2id$") != std::string::npos);
}

}  // namespace xingke::server
