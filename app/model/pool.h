// The customer pool 公海: when an owned record of a pooled type goes back to everybody, as data and pure functions, so
// that the list, the warning, the dry run of a rule and the server's release can never disagree. What is known of a
// record stands in hidden fields that the catalogue adds to pooled types; devices work them out when they write, the
// server works them out again and its values stand. Any thread. Sources: S02, S06, requirements 2.2.2 and 8.1 A3.
//
//   no follow-up     owned_since or the last follow-up, whichever is later, plus so many days
//   no opportunity   owned_since plus so many days, unless there was an opportunity since
//   not won          owned_since plus so many days, unless the customer is won
//   protection       owned_since plus so many days, whatever happened: the hard end
//
// The earliest counts. Days end with the day (Civil Code art. 201, 203). 0 days: that rule is off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/deadline_fields.h"
#include "app/model/permission.h"

namespace xingke::model {

namespace pool_field {
constexpr FieldId due_at = 0x3E00, remind_at = 0x3E01, exempt = 0x3E02, rule = 0x3E03, owned_since = 0x3E04,
                  followed_at = 0x3E05, opportunity_at = 0x3E06, pooled_at = 0x3E07, reason = 0x3E08,
                  former_owner = 0x3E09, warned_for = 0x3E0A;
}
std::vector<Field> pool_fields();

// What stands in due_at of a record that never goes: sorted by days, it comes last.
constexpr std::int64_t never_due_ms = 253'402'214'400'000;

// How an owner changed; the keys of `reason` and of the ledger.
enum class PoolReason : std::uint8_t { created, transferred, expired, claimed, assigned };
std::string_view key_of(PoolReason reason);
std::vector<Option> pool_reasons();

enum class PoolRule : std::uint8_t { no_follow_up, no_opportunity, not_won, protection };
std::string_view key_of(PoolRule rule);
std::optional<PoolRule> pool_rule_of_key(std::string_view key);
std::vector<Option> pool_rules();

// Why a record does not go.
enum class PoolExempt : std::uint8_t { nothing, is_off, is_pooled, status, is_key };
std::string_view key_of(PoolExempt exempt);
std::vector<Option> pool_exemptions();

// The company's rules: one record of type `pool_rule`, whose id is the same in every company, so that two people who
// change them meet field by field. A company without it has no pool that takes anything.
inline constexpr RecordId pool_rule_id{
    {'x', 'i', 'n', 'g', 'k', 'e', ' ', 'p', 'o', 'o', 'l', ' ', 'r', 'u', 'l', 'e'}};
struct PoolRules {
    bool is_on = false;
    std::int64_t follow_up_days = 30, opportunity_days = 0, winning_days = 0, protection_days = 0;
    std::int64_t remind_days = 3;
    std::int64_t claims_per_day = 0, holding_most = 0;  // 0: no limit
    std::int64_t lockout_days = 0;                      // in which the former owner does not get it back
    std::int64_t grace_hours = 24;                      // for owners whose devices have not been heard since it was due
    bool working_days = false;
    Elements exempt_statuses = {"loyal", "won"};
    bool exempts_key = false;
    bool operator==(const PoolRules&) const = default;
};
// What is empty is as above; `record` null: everything is.
PoolRules pool_rules_of(const RecordType& type, const Record* record);

// The company's days.
struct PoolCalendar {
    const WorkCalendar& days;
    int utc_offset_minutes = 0;
};

struct PoolFacts {
    bool has_owner = false;
    Instant owned_since;
    std::optional<Instant> followed_at, opportunity_at;
    std::string status;
    bool is_key = false;
};
PoolFacts pool_facts(const RecordType& type, const Record& record);

struct PoolDue {
    std::optional<Instant> at;  // the end of its last day; empty: it does not go
    PoolRule rule = PoolRule::no_follow_up;
    Instant since;
    std::int64_t days = 0;
    PoolExempt excluded_by = PoolExempt::nothing;  // with no `at` and nothing here: no rule is on
};
PoolDue pool_due(const PoolFacts& facts, const PoolRules& rules, const PoolCalendar& calendar);
// Which rule, since when, until when; or why not.
Message explanation(const PoolDue& due, int utc_offset_minutes);
// What would put it off, and until when; nothing: nothing would.
Message how_to_extend(const PoolFacts& facts, const PoolRules& rules, const PoolCalendar& calendar, Instant now);
// Days until then in the company's calendar: 0 is tonight, below 0 is past.
std::int64_t days_left(Instant due_at, Instant now, int utc_offset_minutes);

// A change of owner, or a record made without one; nothing: neither.
struct OwnerChange {
    RecordId from, to;  // nil: nobody
    PoolReason reason = PoolReason::transferred;
};
// `actor` nil: the server itself, whose only reason is that the time is over. `is_given_back`: undo of what the same
// person did.
std::optional<OwnerChange> owner_change(const RecordType& type, const Record* before, const Record& after,
                                        RecordId actor, bool is_given_back);

struct PoolMoment {
    const PoolRules& rules;
    PoolCalendar calendar;
    RecordId actor;
    bool is_given_back = false;
    std::optional<Instant> followed_at = {}, opportunity_at = {};  // that the same write brings
};
// The values that the pool's fields of `passage.after` should have and have not.
FieldValues outdated_pool(const RecordType& type, const Passage& passage, const PoolMoment& moment);

// Whether records of this type ever do either of these.
bool may_bring_news(const RecordType& type);
// When a record counts as a follow-up of its parent (RecordType::is_follow_up), or as an opportunity; `before` null: it
// is new. Empty: it does not, or did so before.
std::optional<Instant> follow_up_at(const RecordType& type, const Record* before, const Record& after, Instant at);
std::optional<Instant> opportunity_at(const RecordType& type, const Record* before, const Record& after, Instant at);

// Why this person may not change the owner so; nothing: it may. Counts are as far as they are known.
struct PoolCounts {
    std::int64_t claimed_today = 0, held = 0;
};
Message refusal_of_owner(const Actor& actor, const RecordType& type, const Record* before, const OwnerChange& change,
                         const PoolRules& rules, const PoolCalendar& calendar, const PoolCounts& counts, Instant now);
// Those who see only what is their own claim a pooled record before they add to it.
bool must_claim_first(const Actor& actor, const RecordType& child, const RecordType& parent_type, const Record& parent);

}  // namespace xingke::model
