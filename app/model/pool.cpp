#include "app/model/pool.h"

#include <algorithm>
#include <array>

#include "app/model/sight.h"

namespace xingke::model {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t days_max = 10'000;  // more than a century of them is a mistake
constexpr int minutes_per_day = 1440;
constexpr std::string_view opportunity_type_name = "opportunity";

struct Word {
    std::string_view key;
    Title title;
    std::string_view tone = "";
};
constexpr std::array<Word, 5> reasons = {{{"created", {"新建放入", "Created in the pool"}},
                                          {"transferred", {"手工转移", "Moved by hand"}},
                                          {"expired", {"到期回收", "Time over"}},
                                          {"claimed", {"领取", "Claimed"}},
                                          {"assigned", {"分配", "Assigned"}}}};
constexpr std::array<Word, 4> rule_words = {{{"no_follow_up", {"未跟进", "No follow-up"}},
                                             {"no_opportunity", {"无商机", "No opportunity"}},
                                             {"not_won", {"未成交", "Not won"}},
                                             {"protection", {"超过最长保护期", "Longest protection over"}}}};
constexpr std::array<Word, 5> exemptions = {{{"", {}},
                                             {"off", {"公海未启用", "The pool is off"}},
                                             {"pooled", {"公海客户", "In the pool"}},
                                             {"status", {"成交客户", "Won"}},
                                             {"key", {"重点客户", "Key customer"}}}};

template <std::size_t count>
std::vector<Option> options_of(const std::array<Word, count>& words) {
    std::vector<Option> options;
    for (const Word& word : words) {
        if (!word.key.empty()) {
            options.push_back({std::string(word.key), word.title, word.tone});
        }
    }
    return options;
}

const Value& named(const RecordType& type, const Record& record, std::string_view name) {
    static const Value nothing;
    const Field* field = find_field(type, name);
    return field == nullptr ? nothing : value_of(record, field->id);
}

std::optional<Instant> instant_in(const Record& record, FieldId field) {
    const auto* ms = std::get_if<std::int64_t>(&value_of(record, field));
    return ms == nullptr ? std::nullopt : std::optional(Instant{*ms});
}

RecordId owner_of(const Record& record) {
    const auto* owner = std::get_if<RecordId>(&value_of(record, common_field::owner));
    return owner == nullptr ? RecordId{} : *owner;
}

Value ms_of(const std::optional<Instant>& at) {
    return at ? Value(at->ms) : Value(Empty{});
}

Instant end_after(Instant since, std::int64_t days, bool is_working, const PoolCalendar& calendar) {
    const std::int64_t day = local_day(since, calendar.utc_offset_minutes);
    const std::int64_t count = std::clamp<std::int64_t>(days, 0, days_max);
    const auto last = is_working ? add_working_days(calendar.days, day, count) : std::nullopt;
    return instant_of_minute(last.value_or(day + count), minutes_per_day, calendar.utc_offset_minutes);
}

std::string day_of(Instant at, int utc_offset_minutes) {
    return print(date_of_days(local_day(at, utc_offset_minutes)));
}

// The last day of a term that ends with it.
std::string last_day_of(Instant due_at, int utc_offset_minutes) {
    return day_of({due_at.ms - 1}, utc_offset_minutes);
}

bool is_won(const PoolFacts& facts) {
    return facts.status == "won" || facts.status == "loyal";
}

Instant when_made(const Record& record, Instant at) {
    const auto created = instant_in(record, common_field::created);
    return created && created->ms > 0 && *created < at ? *created : at;
}

}  // namespace

std::string_view key_of(PoolReason reason) {
    return reasons[static_cast<std::size_t>(reason)].key;
}
std::vector<Option> pool_reasons() {
    return options_of(reasons);
}
std::string_view key_of(PoolRule rule) {
    return rule_words[static_cast<std::size_t>(rule)].key;
}
std::optional<PoolRule> pool_rule_of_key(std::string_view key) {
    const auto found = std::ranges::find(rule_words, key, &Word::key);
    return found == rule_words.end() ? std::nullopt : std::optional(static_cast<PoolRule>(found - rule_words.begin()));
}
std::vector<Option> pool_rules() {
    return options_of(rule_words);
}
std::string_view key_of(PoolExempt exempt) {
    return exemptions[static_cast<std::size_t>(exempt)].key;
}
std::vector<Option> pool_exemptions() {
    return options_of(exemptions);
}

std::vector<Field> pool_fields() {
    const auto field = [](FieldId id, const char* name, Title title, Kind kind) {
        return Field{.id = id,
                     .name = name,
                     .title = title,
                     .kind = std::move(kind),
                     .set_by_app = true,
                     .in_list = id == pool_field::due_at,
                     .source = "S06"};
    };
    return {
        field(pool_field::due_at, "days_to_expiry", {"距到期天数", "Days to expiry"}, kind::DateTime{}),
        field(pool_field::remind_at, "pool_remind_at", {"到期提醒时间", "Warned from"}, kind::DateTime{}),
        field(pool_field::exempt, "pool_exempt", {"不进入公海的原因", "Why not in the pool"},
              kind::Choice{pool_exemptions()}),
        field(pool_field::rule, "pool_due_rule", {"公海规则", "Pool rule"}, kind::Choice{pool_rules()}),
        field(pool_field::owned_since, "owned_since", {"归属时间", "Owned since"}, kind::DateTime{}),
        field(pool_field::followed_at, "followed_at", {"最近跟进时间", "Last follow-up"}, kind::DateTime{}),
        field(pool_field::opportunity_at, "opportunity_at", {"最近商机时间", "Last opportunity"}, kind::DateTime{}),
        field(pool_field::pooled_at, "pooled_at", {"入池时间", "In the pool since"}, kind::DateTime{}),
        field(pool_field::reason, "pool_reason", {"入池原因", "Why in the pool"}, kind::Choice{pool_reasons()}),
        field(pool_field::former_owner, "former_owner", {"原负责人", "Former owner"}, kind::Reference{"user"}),
        field(pool_field::warned_for, "pool_warned_for", {"已提醒的到期时间", "Warned for"}, kind::DateTime{}),
    };
}

PoolRules pool_rules_of(const RecordType& type, const Record* record) {
    PoolRules rules;
    if (record == nullptr || !is_alive(*record)) {
        return rules;
    }
    const auto number = [&](std::string_view name, std::int64_t& into) {
        if (const auto* value = std::get_if<std::int64_t>(&named(type, *record, name))) {
            into = *value;
        }
    };
    const auto yes_no = [&](std::string_view name) { return named(type, *record, name) == Value(true); };
    number("follow_up_days", rules.follow_up_days);
    number("opportunity_days", rules.opportunity_days);
    number("winning_days", rules.winning_days);
    number("protection_days", rules.protection_days);
    number("remind_days", rules.remind_days);
    number("claims_per_day", rules.claims_per_day);
    number("holding_most", rules.holding_most);
    number("lockout_days", rules.lockout_days);
    number("grace_hours", rules.grace_hours);
    rules.is_on = yes_no("is_on");
    rules.working_days = yes_no("working_days");
    rules.exempts_key = yes_no("exempts_key");
    if (const auto* statuses = std::get_if<Elements>(&named(type, *record, "exempt_statuses"))) {
        rules.exempt_statuses = *statuses;
    }
    return rules;
}

PoolFacts pool_facts(const RecordType& type, const Record& record) {
    PoolFacts facts;
    facts.has_owner = !owner_of(record).is_nil();
    facts.owned_since = instant_in(record, pool_field::owned_since).value_or(Instant{});
    facts.followed_at = instant_in(record, pool_field::followed_at);
    facts.opportunity_at = instant_in(record, pool_field::opportunity_at);
    if (const auto* status = std::get_if<std::string>(&named(type, record, "status"))) {
        facts.status = *status;
    }
    facts.is_key = named(type, record, "is_key") == Value(true);
    return facts;
}

PoolDue pool_due(const PoolFacts& facts, const PoolRules& rules, const PoolCalendar& calendar) {
    if (!facts.has_owner) {
        return {.excluded_by = PoolExempt::is_pooled};
    }
    if (!rules.is_on) {
        return {.excluded_by = PoolExempt::is_off};
    }
    if (std::ranges::find(rules.exempt_statuses, facts.status) != rules.exempt_statuses.end()) {
        return {.excluded_by = PoolExempt::status};
    }
    if (rules.exempts_key && facts.is_key) {
        return {.excluded_by = PoolExempt::is_key};
    }
    PoolDue first;
    const auto add = [&](PoolRule rule, Instant since, std::int64_t days) {
        if (days <= 0) {
            return;
        }
        const Instant at = end_after(since, days, rules.working_days, calendar);
        if (!first.at || at < *first.at) {
            first = {.at = at, .rule = rule, .since = since, .days = days};
        }
    };
    const Instant owned = facts.owned_since;
    add(PoolRule::no_follow_up, std::max(owned, facts.followed_at.value_or(owned)), rules.follow_up_days);
    if (!facts.opportunity_at || *facts.opportunity_at < owned) {
        add(PoolRule::no_opportunity, owned, rules.opportunity_days);
    }
    if (!is_won(facts)) {
        add(PoolRule::not_won, owned, rules.winning_days);
    }
    add(PoolRule::protection, owned, rules.protection_days);
    return first;
}

Message explanation(const PoolDue& due, int utc_offset_minutes) {
    switch (due.excluded_by) {
        case PoolExempt::is_off:
            return {Text::pool_is_off, {}};
        case PoolExempt::is_pooled:
            return {Text::pool_is_pooled, {}};
        case PoolExempt::status:
            return {Text::pool_exempt_status, {}};
        case PoolExempt::is_key:
            return {Text::pool_exempt_key, {}};
        case PoolExempt::nothing:
            break;
    }
    if (!due.at) {
        return {Text::pool_no_rule, {}};
    }
    constexpr std::array texts = {Text::pool_due_follow_up, Text::pool_due_opportunity, Text::pool_due_winning,
                                  Text::pool_due_protection};
    return {texts[static_cast<std::size_t>(due.rule)],
            {argument("since", day_of(due.since, utc_offset_minutes)), argument("days", std::to_string(due.days)),
             argument("due", last_day_of(*due.at, utc_offset_minutes))}};
}

Message how_to_extend(const PoolFacts& facts, const PoolRules& rules, const PoolCalendar& calendar, Instant now) {
    const PoolDue present = pool_due(facts, rules, calendar);
    if (!present.at) {
        return {};
    }
    const auto tried = [&](PoolFacts other, Text longer, Text for_ever) -> Message {
        const PoolDue then = pool_due(other, rules, calendar);
        if (!then.at) {
            return {for_ever, {}};
        }
        if (*then.at <= *present.at) {
            return {};
        }
        return {longer, {argument("until", last_day_of(*then.at, calendar.utc_offset_minutes))}};
    };
    PoolFacts other = facts;
    other.followed_at = now;
    Message found = tried(other, Text::pool_extend_follow_up, Text::nothing);
    if (found.key == Text::nothing) {
        other.opportunity_at = now;
        found = tried(other, Text::pool_extend_opportunity, Text::pool_extend_opportunity_ever);
    }
    if (found.key == Text::nothing) {
        other.status = "won";
        found = tried(other, Text::pool_extend_winning, Text::pool_extend_winning_ever);
    }
    return found;
}

std::int64_t days_left(Instant due_at, Instant now, int utc_offset_minutes) {
    return local_day({due_at.ms - 1}, utc_offset_minutes) - local_day(now, utc_offset_minutes);
}

std::optional<OwnerChange> owner_change(const RecordType& type, const Record* before, const Record& after,
                                        RecordId actor, bool is_given_back) {
    if (!type.is_pooled || !is_alive(after)) {
        return std::nullopt;
    }
    const RecordId to = owner_of(after);
    const RecordId from = before == nullptr ? RecordId{} : owner_of(*before);
    if (before == nullptr) {
        return to.is_nil() ? std::optional(OwnerChange{{}, {}, PoolReason::created}) : std::nullopt;
    }
    if (from == to) {
        return std::nullopt;
    }
    OwnerChange change{from, to, PoolReason::transferred};
    if (to.is_nil()) {
        change.reason = actor.is_nil() ? PoolReason::expired : PoolReason::transferred;
    } else if (from.is_nil() && !is_given_back) {
        change.reason = to == actor ? PoolReason::claimed : PoolReason::assigned;
    }
    return change;
}

namespace {

// Of a record, what decides about the pool: an import would spend more on copying the others than on the rules.
Record facts_record(const RecordType& type, const Record& record) {
    const Field* status = find_field(type, "status");
    const Field* is_key = find_field(type, "is_key");
    Record facts{record.id, record.type, {}};
    for (const auto& [field, state] : record.fields) {
        const bool is_pools = field >= pool_field::due_at && field <= pool_field::warned_for;
        if (is_pools || field == common_field::owner || field == common_field::created ||
            (status != nullptr && field == status->id) || (is_key != nullptr && field == is_key->id)) {
            facts.fields.emplace_hint(facts.fields.end(), field, state);
        }
    }
    return facts;
}

}  // namespace

FieldValues outdated_pool(const RecordType& type, const Passage& passage, const PoolMoment& moment) {
    FieldValues values;
    if (!type.is_pooled || !is_alive(passage.after)) {
        return values;
    }
    Record record = facts_record(type, passage.after);
    const auto set = [&](FieldId field, Value value) {
        add_outdated(passage.after, field, value, values);
        record.fields[field].value = std::move(value);
    };
    const auto later = [&](FieldId field, const std::optional<Instant>& at) {
        if (at && (!instant_in(record, field) || *instant_in(record, field) < *at)) {
            set(field, at->ms);
        }
    };
    const auto change = owner_change(type, passage.before, passage.after, moment.actor, moment.is_given_back);
    const bool has_owner = !owner_of(record).is_nil();
    if (change) {
        if (has_owner && !moment.is_given_back) {  // Putting it in and taking it back gains nobody a day.
            set(pool_field::owned_since, passage.at.ms);
        }
        set(pool_field::pooled_at, has_owner ? Value(Empty{}) : Value(passage.at.ms));
        set(pool_field::reason, std::string(key_of(change->reason)));
        if (!change->from.is_nil()) {
            set(pool_field::former_owner, change->from);
        }
    } else if (has_owner && !instant_in(record, pool_field::owned_since)) {
        set(pool_field::owned_since, when_made(record, passage.at).ms);
    }
    later(pool_field::followed_at, moment.followed_at);
    later(pool_field::opportunity_at, moment.opportunity_at);
    const PoolDue due = pool_due(pool_facts(type, record), moment.rules, moment.calendar);
    const bool is_never = due.excluded_by == PoolExempt::status || due.excluded_by == PoolExempt::is_key;
    set(pool_field::due_at, is_never ? Value(never_due_ms) : ms_of(due.at));
    set(pool_field::remind_at,
        due.at ? Value(due.at->ms - (std::clamp<std::int64_t>(moment.rules.remind_days, 0, days_max) + 1) * day_ms)
               : Value(Empty{}));
    set(pool_field::rule, due.at ? Value(std::string(key_of(due.rule))) : Value(Empty{}));
    set(pool_field::exempt, Value(std::string(key_of(due.excluded_by))));
    return values;
}

bool may_bring_news(const RecordType& type) {
    return type.is_follow_up || type.name == opportunity_type_name;
}

std::optional<Instant> follow_up_at(const RecordType& type, const Record* before, const Record& after, Instant at) {
    const auto counts = [&](const Record& record) {
        const auto* state = std::get_if<std::string>(&named(type, record, "state"));
        return is_alive(record) &&
               (type.follow_up_states.empty() ||
                (state != nullptr && std::ranges::find(type.follow_up_states, *state) != type.follow_up_states.end()));
    };
    if (!type.is_follow_up || !counts(after) || (before != nullptr && counts(*before))) {
        return std::nullopt;
    }
    return before == nullptr ? when_made(after, at) : at;
}

std::optional<Instant> opportunity_at(const RecordType& type, const Record* before, const Record& after, Instant at) {
    const bool is_new = type.name == opportunity_type_name && before == nullptr && is_alive(after);
    return is_new ? std::optional(when_made(after, at)) : std::nullopt;
}

Message refusal_of_owner(const Actor& actor, const RecordType& type, const Record* before, const OwnerChange& change,
                         const PoolRules& rules, const PoolCalendar& calendar, const PoolCounts& counts, Instant now) {
    const bool is_out = before != nullptr && change.from.is_nil() && !change.to.is_nil();
    if (!is_out || change.reason == PoolReason::transferred || reach_of(type, actor.role) != Reach::own) {
        return {};  // Those who answer for others assign as they see fit.
    }
    if (change.reason == PoolReason::assigned) {
        return {Text::pool_may_not_assign, {}};
    }
    const auto pooled_at = instant_in(*before, pool_field::pooled_at);
    if (rules.lockout_days > 0 && pooled_at && value_of(*before, pool_field::former_owner) == Value(actor.user)) {
        const Instant until = end_after(*pooled_at, rules.lockout_days, rules.working_days, calendar);
        if (now < until) {
            return {Text::pool_locked_out, {argument("until", last_day_of(until, calendar.utc_offset_minutes))}};
        }
    }
    if (rules.claims_per_day > 0 && counts.claimed_today >= rules.claims_per_day) {
        return {Text::pool_over_daily, {argument("count", std::to_string(rules.claims_per_day))}};
    }
    if (rules.holding_most > 0 && counts.held >= rules.holding_most) {
        return {Text::pool_over_holding, {argument("count", std::to_string(rules.holding_most))}};
    }
    return {};
}

bool must_claim_first(const Actor& actor, const RecordType& child, const RecordType& parent_type,
                      const Record& parent) {
    return parent_type.is_pooled && is_alive(parent) && owner_of(parent).is_nil() &&
           reach_of(child, actor.role) == Reach::own;
}

}  // namespace xingke::model
