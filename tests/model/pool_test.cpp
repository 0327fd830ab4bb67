#include "app/model/pool.h"

#include <random>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr int china = 480;

RecordId person(std::uint8_t number) {
    RecordId id;
    id.bytes.back() = number;
    return id;
}

Instant at(std::string_view text) {
    return instant_of(*parse_date_time(text), china);
}

std::string last_day(const PoolDue& due) {
    return due.at ? print(date_of_days(local_day({due.at->ms - 1}, china))) : "never";
}

PoolFacts owned(std::string_view since) {
    return {.has_owner = true, .owned_since = at(since)};
}

struct Company {
    Catalogue catalogue = catalogue::core();
    const RecordType& customer = *catalogue.find("customer");
    WorkCalendar days = catalogue.calendar();
    PoolCalendar calendar{days, china};
    PoolRules rules{.is_on = true};

    Record record(RecordId owner, std::string_view status = "") const {
        Record made{.id = person(99), .type = customer.id, .fields = {}};
        made.fields[life_field].value = std::int64_t{1};
        if (!owner.is_nil()) {
            made.fields[common_field::owner].value = owner;
        }
        made.fields[find_field(customer, "status")->id].value = std::string(status);
        return made;
    }
    // What a write at that moment leaves.
    Record written(const Record* before, Record after, Instant when, RecordId actor = {}) const {
        for (auto& [field, value] : outdated_pool(customer, {before, after, false, when}, {rules, calendar, actor})) {
            after.fields[field].value = std::move(value);
        }
        return after;
    }
};

}  // namespace

TEST_CASE("a customer goes to the pool so many days after the last follow-up, at the end of the day [A3]") {
    Company c;
    PoolFacts facts = owned("2026-11-01 09:00");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-12-01");
    facts.followed_at = at("2026-11-20 23:59");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-12-20");
    // A follow-up of the owner before is none of this one's.
    facts.followed_at = at("2026-10-01 08:00");
    const PoolDue due = pool_due(facts, c.rules, c.calendar);
    CHECK(last_day(due) == "2026-12-01");
    CHECK(due.rule == PoolRule::no_follow_up);
    CHECK(words(explanation(due, china), Language::chinese) == "自2026-11-01起30天未跟进\uff0c2026-12-01过后进入公海");
    CHECK(words(how_to_extend(facts, c.rules, c.calendar, at("2026-11-21 10:00")), Language::chinese) ==
          "今天完成一次跟进\uff0c可延长至2026-12-21");
}

TEST_CASE("what keeps a customer out of the pool is said") {
    Company c;
    const auto why = [&](const PoolFacts& facts) { return pool_due(facts, c.rules, c.calendar).excluded_by; };
    PoolFacts facts = owned("2026-01-01 00:00");
    CHECK(why({}) == PoolExempt::is_pooled);
    facts.status = "won";
    CHECK(why(facts) == PoolExempt::status);
    facts.status = "invalid";
    facts.is_key = true;
    CHECK(why(facts) == PoolExempt::nothing);
    c.rules.exempts_key = true;
    CHECK(why(facts) == PoolExempt::is_key);
    c.rules.is_on = false;
    CHECK(why(facts) == PoolExempt::is_off);
    c.rules = {.is_on = true, .follow_up_days = 0};
    facts.is_key = false;
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "never");
    CHECK(explanation(pool_due(facts, c.rules, c.calendar), china).key == Text::pool_no_rule);
}

TEST_CASE("the earliest rule counts, and the longest protection ends whatever happens [P7]") {
    Company c;
    c.rules = {.is_on = true, .follow_up_days = 3, .opportunity_days = 10, .winning_days = 15, .protection_days = 20};
    PoolFacts facts = owned("2026-03-25 10:00");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-03-28");
    facts.followed_at = at("2026-04-10 10:00");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-04-04");
    CHECK(pool_due(facts, c.rules, c.calendar).rule == PoolRule::no_opportunity);
    facts.opportunity_at = at("2026-03-26 10:00");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-04-09");
    CHECK(pool_due(facts, c.rules, c.calendar).rule == PoolRule::not_won);
    facts.status = "won";
    c.rules.exempt_statuses = {};
    facts.followed_at = at("2026-04-13 10:00");
    CHECK(last_day(pool_due(facts, c.rules, c.calendar)) == "2026-04-14");
    CHECK(pool_due(facts, c.rules, c.calendar).rule == PoolRule::protection);
    CHECK(how_to_extend(facts, c.rules, c.calendar, at("2026-04-13 11:00")).key == Text::nothing);
}

TEST_CASE("working days pass over the National Day holiday") {
    Company c;
    c.rules.follow_up_days = 3;
    c.rules.working_days = true;
    // 2026-09-30 is a Wednesday; 1 to 7 October is a holiday.
    const PoolDue due = pool_due(owned("2026-09-30 10:00"), c.rules, c.calendar);
    REQUIRE(due.at.has_value());
    CHECK(working_days_between(c.days, local_day(at("2026-09-30 10:00"), china), local_day({due.at->ms - 1}, china)) ==
          3);
    CHECK(last_day(due) > "2026-10-08");
}

TEST_CASE("days are counted in the company's calendar, and the last day is 0") {
    const Instant due = at("2026-12-02 00:00");  // the end of 1 December
    CHECK(days_left(due, at("2026-12-01 23:59"), china) == 0);
    CHECK(days_left(due, at("2026-11-28 00:01"), china) == 3);
    CHECK(days_left(due, at("2026-12-02 00:00"), china) == -1);
}

TEST_CASE("more follow-ups never make a customer go earlier, and protection bounds them all") {
    Company c;
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 generator(seed);
    const auto below = [&](std::int64_t most) { return static_cast<std::int64_t>(generator()) % most; };
    for (int i = 0; i < 2000; ++i) {
        c.rules = {.is_on = true,
                   .follow_up_days = below(40),
                   .opportunity_days = below(40),
                   .winning_days = below(40),
                   .protection_days = below(60),
                   .working_days = below(2) == 0};
        PoolFacts facts = owned("2026-05-01 00:00");
        facts.owned_since.ms += below(100 * day_ms);
        const PoolDue without = pool_due(facts, c.rules, c.calendar);
        PoolFacts followed = facts;
        followed.followed_at = Instant{facts.owned_since.ms + below(60 * day_ms)};
        const PoolDue with = pool_due(followed, c.rules, c.calendar);
        REQUIRE(without.at.has_value() == with.at.has_value());
        if (!with.at) {
            continue;
        }
        CHECK(*with.at >= *without.at);
        CHECK(*with.at > facts.owned_since);
        CHECK(local_day(*with.at, china) * day_ms - std::int64_t{china} * 60'000 == with.at->ms);
        if (c.rules.protection_days > 0) {
            PoolRules hard = c.rules;
            hard.follow_up_days = hard.opportunity_days = hard.winning_days = 0;
            CHECK(*with.at <= *pool_due(followed, hard, c.calendar).at);
        }
    }
}

TEST_CASE("every change of owner begins the term anew, and the pool knows from whom it has a customer") {
    Company c;
    const RecordId li = person(1), wang = person(2);
    const Record first = c.written(nullptr, c.record(li), at("2026-11-01 09:00"), li);
    CHECK(value_of(first, pool_field::owned_since) == Value(at("2026-11-01 09:00").ms));
    CHECK(value_of(first, pool_field::due_at) == Value(at("2026-12-02 00:00").ms));
    CHECK(value_of(first, pool_field::remind_at) == Value(at("2026-11-28 00:00").ms));
    Record handed = first;
    handed.fields[common_field::owner].value = wang;
    handed = c.written(&first, handed, at("2026-11-10 09:00"), li);
    CHECK(value_of(handed, pool_field::owned_since) == Value(at("2026-11-10 09:00").ms));
    CHECK(value_of(handed, pool_field::due_at) == Value(at("2026-12-11 00:00").ms));
    Record pooled = handed;
    pooled.fields[common_field::owner].value = Empty{};
    const Record released = c.written(&handed, pooled, at("2026-12-11 00:01"));
    CHECK(value_of(released, pool_field::reason) == Value(std::string("expired")));
    CHECK(value_of(released, pool_field::former_owner) == Value(wang));
    CHECK(value_of(released, pool_field::pooled_at) == Value(at("2026-12-11 00:01").ms));
    CHECK(is_empty(value_of(released, pool_field::due_at)));
    CHECK(value_of(c.written(&handed, pooled, at("2026-12-01 00:00"), wang), pool_field::reason) ==
          Value(std::string("transferred")));
    Record claimed = released;
    claimed.fields[common_field::owner].value = li;
    claimed = c.written(&released, claimed, at("2026-12-12 10:00"), li);
    CHECK(is_empty(value_of(claimed, pool_field::pooled_at)));
    CHECK(value_of(claimed, pool_field::due_at) == Value(at("2027-01-12 00:00").ms));
    CHECK(owner_change(c.customer, &released, claimed, li, false)->reason == PoolReason::claimed);
    CHECK(owner_change(c.customer, &released, claimed, wang, false)->reason == PoolReason::assigned);
    CHECK(owner_change(c.customer, nullptr, c.record({}), li, false)->reason == PoolReason::created);
    CHECK_FALSE(owner_change(c.customer, &claimed, claimed, li, false).has_value());
    // Nothing is left to be done: what was worked out once stays.
    CHECK(outdated_pool(c.customer, {&claimed, claimed, false, at("2026-12-13 10:00")}, {c.rules, c.calendar, li})
              .empty());
}

TEST_CASE("a customer that never goes is last by days, with the reason") {
    Company c;
    const Record won = c.written(nullptr, c.record(person(1), "won"), at("2026-11-01 09:00"));
    CHECK(value_of(won, pool_field::due_at) == Value(never_due_ms));
    CHECK(value_of(won, pool_field::exempt) == Value(std::string("status")));
    CHECK(is_empty(value_of(won, pool_field::remind_at)));
}

TEST_CASE("a visit counts as a follow-up once it took place, and an opportunity when it is made") {
    Company c;
    const RecordType& visit = *c.catalogue.find("visit");
    const auto in_state = [&](std::string_view state) {
        Record made{.id = person(7), .type = visit.id, .fields = {}};
        made.fields[life_field].value = std::int64_t{1};
        made.fields[find_field(visit, "state")->id].value = std::string(state);
        return made;
    };
    const Record planned = in_state("planned"), done = in_state("done");
    const Instant now = at("2026-11-21 10:00");
    CHECK_FALSE(follow_up_at(visit, nullptr, planned, now).has_value());
    CHECK(follow_up_at(visit, &planned, done, now) == now);
    CHECK_FALSE(follow_up_at(visit, &done, done, now).has_value());
    CHECK_FALSE(follow_up_at(c.customer, nullptr, c.record(person(1)), now).has_value());
    const RecordType& opportunity = *c.catalogue.find("opportunity");
    Record made{.id = person(8), .type = opportunity.id, .fields = {}};
    made.fields[life_field].value = std::int64_t{1};
    CHECK(opportunity_at(opportunity, nullptr, made, now) == now);
    CHECK_FALSE(opportunity_at(opportunity, &made, made, now).has_value());
}

TEST_CASE("who may claim, when, and how many") {
    Company c;
    const RecordId li = person(1), wang = person(2);
    const Actor seller{li, Role::salesperson}, boss{wang, Role::manager};
    Record pooled = c.record({});
    pooled.fields[pool_field::pooled_at].value = at("2026-11-10 10:00").ms;
    pooled.fields[pool_field::former_owner].value = li;
    const OwnerChange claim{{}, li, PoolReason::claimed}, gift{{}, li, PoolReason::assigned};
    const auto refusal = [&](const Actor& actor, const OwnerChange& change, PoolCounts counts = {}) {
        return refusal_of_owner(actor, c.customer, &pooled, change, c.rules, c.calendar, counts, at("2026-11-12 10:00"))
            .key;
    };
    CHECK(refusal(seller, claim) == Text::nothing);
    CHECK(refusal(seller, {{}, wang, PoolReason::assigned}) == Text::pool_may_not_assign);
    CHECK(refusal(boss, gift) == Text::nothing);
    c.rules.lockout_days = 3;
    CHECK(refusal(seller, claim) == Text::pool_locked_out);
    CHECK(refusal({wang, Role::salesperson}, {{}, wang, PoolReason::claimed}) == Text::nothing);
    c.rules.lockout_days = 1;
    c.rules.claims_per_day = 2;
    CHECK(refusal(seller, claim, {.claimed_today = 1}) == Text::nothing);
    CHECK(refusal(seller, claim, {.claimed_today = 2}) == Text::pool_over_daily);
    c.rules.holding_most = 50;
    CHECK(refusal(seller, claim, {.claimed_today = 0, .held = 50}) == Text::pool_over_holding);
    CHECK(refusal(boss, claim, {.claimed_today = 9, .held = 99}) == Text::nothing);
    const RecordType& contact = *c.catalogue.find("contact");
    CHECK(must_claim_first(seller, contact, c.customer, pooled));
    CHECK_FALSE(must_claim_first(boss, contact, c.customer, pooled));
    CHECK_FALSE(must_claim_first(seller, contact, c.customer, c.record(li)));
}

TEST_CASE("what a company leaves empty in its rules is as it would be without them") {
    Company c;
    const RecordType& type = *c.catalogue.find("pool_rule");
    CHECK(pool_rules_of(type, nullptr) == PoolRules{});
    Record record{.id = pool_rule_id, .type = type.id, .fields = {}};
    record.fields[life_field].value = std::int64_t{1};
    record.fields[find_field(type, "is_on")->id].value = true;
    record.fields[find_field(type, "follow_up_days")->id].value = std::int64_t{0};
    const PoolRules rules = pool_rules_of(type, &record);
    CHECK(rules.is_on);
    CHECK(rules.follow_up_days == 0);
    CHECK(rules.remind_days == 3);
}

}  // namespace xingke::model
