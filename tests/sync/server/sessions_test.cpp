#include "sync/server/sessions.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr std::int64_t minute_ms = 60'000, day_ms = 24LL * 60 * minute_ms;

struct Desk : World {
    DeviceId device = make_id<DeviceTag>(clock.now(), random);
    SessionSettings settings;
    Sessions sessions{*storage, clock, random, settings};
    // A second server on the same database.
    Sessions others{*storage, clock, random, settings};
    SessionTokens tokens = must(sessions.begin(company.id, seller, device));

    bool is_open(const std::string& access_token) { return sessions.authenticate(access_token).has_value(); }
    // What a device does that hears the answer.
    void renew() { tokens = must(sessions.renew(tokens.renewal)).tokens; }
};

}  // namespace

TEST_CASE("an access token is worth nothing after half an hour, and a renewal gives another one") {
    Desk desk;
    const Authenticated known = must(desk.sessions.authenticate(desk.tokens.access));
    CHECK(known.caller.user == desk.seller);
    CHECK(known.caller.device == desk.device);
    CHECK(known.caller.company == desk.company.id);
    CHECK((known.caller.role == model::Role::salesperson));
    CHECK(desk.tokens.access_lifetime_ms == 30 * minute_ms);
    desk.clock.now_ms += 30 * minute_ms - 1;
    CHECK(desk.is_open(desk.tokens.access));
    desk.clock.now_ms += 1;
    CHECK(text_of_error(desk.sessions.authenticate(desk.tokens.access)) == Text::session_ended);
    const SessionTokens before = desk.tokens;
    desk.renew();
    CHECK(desk.is_open(desk.tokens.access));
    CHECK_FALSE(desk.is_open(before.access));
    // Neither stands for the other.
    CHECK_FALSE(desk.is_open(desk.tokens.renewal));
    CHECK_FALSE(desk.sessions.renew(desk.tokens.access).has_value());
    // Of the session it is still the same one.
    CHECK(must(desk.sessions.authenticate(desk.tokens.access)).session == known.session);
}

TEST_CASE("a session lives while it is renewed, and a device may be away for weeks") {
    Desk desk;
    for (int i = 0; i < 3; ++i) {
        desk.clock.now_ms += 59 * day_ms;
        desk.renew();
        CHECK(desk.is_open(desk.tokens.access));
    }
    desk.clock.now_ms += 60 * day_ms;
    CHECK(text_of_error(desk.sessions.renew(desk.tokens.renewal)) == Text::session_ended);
}

TEST_CASE("whoever did not hear the answer gets the same tokens again, after weeks, too") {
    Desk desk;
    const SessionTokens lost = must(desk.sessions.renew(desk.tokens.renewal)).tokens;
    const SessionTokens again = must(desk.sessions.renew(desk.tokens.renewal)).tokens;
    CHECK(again.access == lost.access);
    CHECK(again.renewal == lost.renewal);
    desk.clock.now_ms += 40 * day_ms;
    const SessionTokens late = must(desk.others.renew(desk.tokens.renewal)).tokens;
    CHECK(late.renewal == lost.renewal);
    CHECK(desk.is_open(late.access));
    // The request that brought it, repeated on its way: nobody's copy.
    CHECK(must(desk.sessions.renew(desk.tokens.renewal)).tokens.renewal == lost.renewal);
    CHECK(desk.is_open(late.access));
    desk.tokens = late;
    desk.clock.now_ms += day_ms;
    desk.renew();
    CHECK(desk.is_open(desk.tokens.access));
}

TEST_CASE("repeated and overtaken renewals end nothing within the grace") {
    Desk desk;
    const SessionTokens first = desk.tokens;
    desk.renew();
    CHECK(desk.is_open(desk.tokens.access));
    const SessionTokens second = desk.tokens;
    // The first request once more, late, after its answer has been used.
    CHECK(must(desk.sessions.renew(first.renewal)).tokens.renewal == second.renewal);
    desk.renew();
    CHECK(desk.is_open(desk.tokens.access));
    desk.clock.now_ms += desk.settings.renewal_grace_ms;
    CHECK(text_of_error(desk.sessions.renew(first.renewal)) == Text::session_ended);
    CHECK(must(desk.sessions.renew(second.renewal)).tokens.renewal == desk.tokens.renewal);
    CHECK(desk.is_open(desk.tokens.access));
    desk.renew();
    CHECK(desk.is_open(desk.tokens.access));
}

TEST_CASE("an old renewal token that comes back later ends the session for everybody") {
    for (const bool is_previous : {true, false}) {
        CAPTURE(is_previous);
        Desk desk;
        const SessionTokens stolen = desk.tokens;
        desk.renew();
        if (!is_previous) {
            desk.renew();
        }
        CHECK(desk.is_open(desk.tokens.access));
        desk.clock.now_ms += desk.settings.renewal_grace_ms + 1;
        CHECK(desk.is_open(desk.tokens.access));
        CHECK_FALSE(desk.sessions.renew(stolen.renewal).has_value());
        CHECK_FALSE(desk.is_open(desk.tokens.access));
        CHECK_FALSE(desk.sessions.renew(desk.tokens.renewal).has_value());
    }
}

TEST_CASE("a session ends with its sign-out, by either token, its account and its device") {
    Desk desk;
    CHECK(text_of_error(desk.sessions.end("made-up")) == Text::session_ended);
    must(desk.sessions.end(desk.tokens.renewal));
    CHECK_FALSE(desk.is_open(desk.tokens.access));
    desk.tokens = must(desk.sessions.begin(desk.company.id, desk.seller, desk.device));
    const SessionId session = must(desk.sessions.authenticate(desk.tokens.access)).session;
    CHECK(desk.sessions.authenticate(session).has_value());
    must(desk.sessions.end(desk.tokens.access));
    CHECK_FALSE(desk.sessions.authenticate(session).has_value());
    CHECK_FALSE(desk.sessions.renew(desk.tokens.renewal).has_value());

    desk.tokens = must(desk.sessions.begin(desk.company.id, desk.seller, desk.device));
    must(disable_user(*desk.storage, desk.rules, "wang", Disabled::yes));
    CHECK_FALSE(desk.is_open(desk.tokens.access));
    must(disable_user(*desk.storage, desk.rules, "wang", Disabled::no));

    desk.tokens = must(desk.sessions.begin(desk.company.id, desk.seller, desk.device));
    const Caller caller = must(desk.sessions.authenticate(desk.tokens.access)).caller;
    must(pull(*desk.storage, desk.rules, caller, pull_from(0)));
    must(revoke_device(*desk.storage, desk.company.id, print(desk.device)));
    CHECK(text_of_error(desk.sessions.authenticate(desk.tokens.access)) == Text::device_revoked);
    CHECK(text_of_error(desk.sessions.renew(desk.tokens.renewal)) == Text::device_revoked);
}

TEST_CASE("what is no token opens nothing") {
    Desk desk;
    std::string wrong = desk.tokens.access;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    const std::string long_one(5000, 'a');
    for (const std::string& token :
         {std::string(), std::string("made-up"), wrong, desk.tokens.access + "A", long_one}) {
        CAPTURE(token);
        CHECK(text_of_error(desk.sessions.authenticate(token)) == Text::session_ended);
        CHECK(text_of_error(desk.sessions.renew(token)) == Text::session_ended);
    }
    CHECK(desk.is_open(desk.tokens.access));
}

}  // namespace xingke::server
