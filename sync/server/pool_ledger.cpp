#include "sync/server/pool_ledger.h"

#include "app/base/check.h"

namespace xingke::server {
namespace {

// A claim that waited longer than this without a network is confirmed to its author; before, the screen still shows it.
constexpr std::int64_t confirmation_after_ms = 60'000;

std::string text_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    const model::Field* field = model::find_field(type, name);
    const auto* text = field == nullptr ? nullptr : std::get_if<std::string>(&model::value_of(record, field->id));
    return text == nullptr ? std::string() : *text;
}

MessageArgument said(std::string name, const Message& message) {
    return {std::move(name), words(message, Language::chinese), words(message, Language::english)};
}

Message release_notice(const PoolPassage& passage, const model::PoolRules& rules, const model::PoolCalendar& calendar,
                       Instant now) {
    const model::PoolDue due = model::pool_due(model::pool_facts(passage.type, *passage.before), rules, calendar);
    const MessageArgument reason = said("reason", model::explanation(due, calendar.utc_offset_minutes));
    if (rules.lockout_days <= 0) {
        return {Text::pool_notice_released, {reason}};
    }
    const std::int64_t day = model::local_day(now, calendar.utc_offset_minutes) + rules.lockout_days;
    return {Text::pool_notice_released_locked, {reason, argument("until", print(date_of_days(day)))}};
}

}  // namespace

model::Record pool_event_record(const model::Catalogue& catalogue, const PoolPassage& passage,
                                const Application& application, model::Seq seq, Random& random) {
    const model::RecordType* type = catalogue.find("pool_event");
    CHECK(type != nullptr, "the catalogue declares the ledger of the pool");
    CHECK(passage.change.has_value(), "only a change of owner stands in the ledger");
    model::Record record{make_id<RecordTag>(application.received, random), type->id, {}};
    const auto set = [&](std::string_view name, model::Value value) {
        const model::Field* field = model::find_field(*type, name);
        CHECK(field != nullptr, "the ledger has the fields that the server fills");
        record.fields[field->id] = {std::move(value), seq};
    };
    const auto set_person = [&](std::string_view name, RecordId person) {
        if (!person.is_nil()) {
            set(name, person);
        }
    };
    record.fields[model::life_field] = {std::int64_t{1}, seq};
    // Without its name, which would stay with those who do not see it any more.
    set("customer", passage.after.id);
    set("reason", std::string(model::key_of(passage.change->reason)));
    set_person("from_owner", passage.change->from);
    set_person("to_owner", passage.change->to);
    set_person("actor", application.actor.user);
    set_person("creator", application.actor.user);
    set("happened_at", application.received.ms);
    set("created", application.received.ms);
    if (passage.change->to.is_nil()) {
        set("remark", text_in(passage.type, passage.after, "return_reason"));
    }
    if (passage.count_today > 0) {
        set(claim_count_field, passage.count_today);
    }
    return record;
}

Result<void> add_pool_notices(ReadTransaction& storage, const Application& application, const PoolPassage& passage,
                              const model::PoolRules& rules, const model::PoolCalendar& calendar,
                              std::vector<Notification>& notifications) {
    RecordId recipient;
    std::string_view kind = "notice";
    Message text;
    const auto tell = [&](RecordId person, std::string_view of_kind, Message message) {
        recipient = person;
        kind = of_kind;
        text = std::move(message);
    };
    if (passage.is_warning) {
        const auto* owner = std::get_if<RecordId>(&model::value_of(passage.after, model::common_field::owner));
        const model::PoolDue due = model::pool_due(model::pool_facts(passage.type, passage.after), rules, calendar);
        tell(owner == nullptr ? RecordId{} : *owner, "warning",
             {Text::pool_notice_warning, {said("reason", model::explanation(due, calendar.utc_offset_minutes))}});
    } else if (passage.change && passage.change->reason == model::PoolReason::expired && passage.before != nullptr) {
        tell(passage.change->from, "warning", release_notice(passage, rules, calendar, application.received));
    } else if (passage.change && passage.change->reason == model::PoolReason::assigned) {
        tell(passage.change->to, "notice", {Text::pool_notice_assigned, {}});
    } else if (passage.change && passage.change->reason == model::PoolReason::claimed &&
               application.received.ms - application.transaction.authored.ms > confirmation_after_ms) {
        tell(passage.change->to, "notice", {Text::pool_notice_claimed, {}});
    }
    const auto account = recipient.is_nil() ? std::nullopt : TRY(storage.find_account(recipient));
    if (account && !account->is_disabled) {
        Notification notification{.recipient = recipient,
                                  .kind = kind,
                                  .text = {},
                                  .subject_type = passage.type.id,
                                  .subject = passage.after.id,
                                  .subject_label = {},
                                  .words = std::move(text)};
        // Whoever loses a customer is told which; who has it reads its name there, for as long as that is so.
        if (kind == "warning") {
            notification.subject_label = text_in(passage.type, passage.after, passage.type.label_field);
        }
        notifications.push_back(std::move(notification));
    }
    return {};
}

std::string claim_number(RecordId person, Instant at) {
    return print(person) + " " + print(date_of_days(model::local_day(at, model::Catalogue::utc_offset_minutes)));
}

Result<std::int64_t> claims_of_day(ReadTransaction& storage, const model::Catalogue& catalogue, RecordId person,
                                   Instant at) {
    const model::RecordType* type = catalogue.find("pool_event");
    const model::Field* count = type == nullptr ? nullptr : model::find_field(*type, claim_count_field);
    if (count == nullptr) {
        return std::int64_t{0};
    }
    const auto newest = TRY(storage.find_number(type->id, count->id, claim_number(person, at)));
    const auto event = newest ? TRY(storage.find_record(*newest)) : std::nullopt;
    const auto* number = event ? std::get_if<std::int64_t>(&model::value_of(*event, count->id)) : nullptr;
    return number == nullptr ? std::int64_t{0} : *number;
}

Result<std::int64_t> count_held(ReadTransaction& storage, const model::RecordType& type, RecordId person,
                                std::int64_t most) {
    constexpr std::size_t page_count = 500;
    const std::array people = {person};
    const std::array types = {type.id};
    std::int64_t count = 0;
    protocol::PullPosition after;
    while (true) {
        const auto page = TRY(storage.postings_after(people, types, after, page_count));
        for (const Posting& posting : page) {
            const auto record = posting.is_seen ? TRY(storage.find_record(posting.record)) : std::nullopt;
            const bool is_held = record && model::is_alive(*record) &&
                                 model::value_of(*record, model::common_field::owner) == model::Value(person);
            count += is_held ? 1 : 0;
            if (count >= most) {
                return count;
            }
        }
        if (page.size() < page_count) {
            return count;
        }
        after = {page.back().seq, page.back().record};
    }
}

Result<model::PoolRules> read_pool_rules(ReadTransaction& storage, const model::Catalogue& catalogue) {
    const model::RecordType* type = catalogue.find("pool_rule");
    if (type == nullptr) {
        return model::PoolRules{};
    }
    const auto record = TRY(storage.find_record(model::pool_rule_id));
    return model::pool_rules_of(*type, record ? &*record : nullptr);
}

}  // namespace xingke::server
