#include "app/model/pool.h"
#include "sync/server/attempt.h"
#include "sync/server/pool_ledger.h"

namespace xingke::server {

Result<const model::PoolRules*> Attempt::pool_rules() {
    if (!pool_rules_) {
        pool_rules_ = TRY(read_pool_rules(storage_, catalogue_));
    }
    return &*pool_rules_;
}

model::PoolCalendar Attempt::pool_calendar() const {
    return {catalogue_.calendar(), model::Catalogue::utc_offset_minutes};
}

// A follow-up or an opportunity is a fact about the record that it belongs to, whoever may see that one.
Result<void> Attempt::take_follow_up(const Work& work) {
    const model::Field* parent = model::parent_field(*work.type);
    if (work.changed.empty() || parent == nullptr) {
        return {};
    }
    const model::Record* before = work.before ? &*work.before : nullptr;
    const auto followed = model::follow_up_at(*work.type, before, work.record, moment());
    const auto opportunity = model::opportunity_at(*work.type, before, work.record, moment());
    const auto* id = std::get_if<RecordId>(&model::value_of(work.record, parent->id));
    const model::RecordType* type = catalogue_.find(std::get<model::kind::Reference>(parent->kind).type);
    if ((!followed && !opportunity) || id == nullptr || type == nullptr || !type->is_pooled) {
        return {};
    }
    auto place = works_.find(*id);
    if (place == works_.end()) {
        auto stored = TRY(storage_.find_record(*id));
        if (!stored || stored->type != type->id || !model::is_alive(*stored)) {
            return {};
        }
        place = works_.try_emplace(*id).first;
        Work& added = place->second;
        added.type = type;
        added.before = *stored;
        added.record = std::move(*stored);
        added.life = added.life_before = std::get<std::int64_t>(model::value_of(added.record, model::life_field));
        order_.push_back(&added);
    }
    Work& subject = place->second;
    if (!subject.is_refused && subject.record.type == type->id) {
        subject.followed_at = std::max(subject.followed_at, followed);
        subject.opportunity_at = std::max(subject.opportunity_at, opportunity);
    }
    return {};
}

// The pool's fields, from the record as the merge has left it.
Result<void> Attempt::follow_pool(Work& work) {
    if (!work.type->is_pooled || (work.changed.empty() && !work.followed_at && !work.opportunity_at && !is_clock())) {
        return {};
    }
    const model::Record* before = work.before ? &*work.before : nullptr;
    const RecordId actor = application_.actor.user;
    const auto owner = work.record.fields.find(model::common_field::owner);
    // What the same device put into the pool, it may take back.
    const bool is_given_back = transaction_.intent == model::Intent::undo && owner != work.record.fields.end() &&
                               model::value_of(work.record, model::pool_field::former_owner) == model::Value(actor) &&
                               owner->second.value == model::Value(actor) && TRY(is_authors_own(owner->second.seq));
    work.owner_change = model::owner_change(*work.type, before, work.record, actor, is_given_back);
    const model::PoolMoment moment_of_pool{*TRY(pool_rules()), pool_calendar(),  actor,
                                           is_given_back,      work.followed_at, work.opportunity_at};
    const model::Passage passage{before, work.record, work.is_step_back, moment()};
    for (auto& [field, value] : model::outdated_pool(*work.type, passage, moment_of_pool)) {
        write(work, field, std::move(value));
    }
    return {};
}

// Claims count in the order in which the server takes them.
Result<void> Attempt::check_owner(Work& work) {
    if (!work.owner_change) {
        return {};
    }
    const bool is_claim = work.owner_change->reason == model::PoolReason::claimed;
    model::PoolCounts counts;
    const model::PoolRules& rules = *TRY(pool_rules());
    if (is_claim) {
        if (!claimed_today_) {
            claimed_today_ = TRY(claims_of_day(storage_, catalogue_, application_.actor.user, application_.received));
        }
        counts.claimed_today = *claimed_today_;
        work.count_today = ++*claimed_today_;
        if (rules.holding_most > 0 && is_device()) {
            counts.held =
                claimed_here_ + TRY(count_held(storage_, *work.type, application_.actor.user, rules.holding_most));
        }
        ++claimed_here_;
    }
    if (is_device()) {
        const model::Record* before = work.before ? &*work.before : nullptr;
        Message refusal = model::refusal_of_owner(application_.actor, *work.type, before, *work.owner_change, rules,
                                                  pool_calendar(), counts, application_.received);
        if (refusal.key != Text::nothing) {
            refuse(work.record.id, "owner", std::move(refusal));
        }
    }
    return {};
}

// A record made for a customer of the pool would leave its author's device at once.
Result<void> Attempt::check_claimed(Work& work) {
    const model::Field* field = model::parent_field(*work.type);
    const auto* id = field == nullptr ? nullptr : std::get_if<RecordId>(&model::value_of(work.record, field->id));
    const model::RecordType* type =
        id == nullptr ? nullptr : catalogue_.find(std::get<model::kind::Reference>(field->kind).type);
    if (type == nullptr || !type->is_pooled || !work.is_created() || !is_device()) {
        return {};
    }
    const auto found = works_.find(*id);
    if (found != works_.end() && found->second.is_created()) {
        return {};
    }
    const auto parent = found != works_.end() ? std::optional(found->second.record) : TRY(storage_.find_record(*id));
    if (parent && parent->type == type->id && model::must_claim_first(application_.actor, *work.type, *type, *parent)) {
        refuse_whole(work, {Text::pool_claim_first, {}});
    }
    return {};
}

// Whoever comes too late is told who was first.
Result<Message> Attempt::words_of_guard(const model::Guard& guard, const model::RecordType* type,
                                        const model::Value& present) {
    const auto* winner = std::get_if<RecordId>(&present);
    const model::RecordType* user = catalogue_.find("user");
    if (type == nullptr || !type->is_pooled || guard.field != model::common_field::owner ||
        !model::is_empty(guard.expected) || winner == nullptr || user == nullptr) {
        return Message{Text::guard_failed, {}};
    }
    const auto person = TRY(storage_.find_record(*winner));
    const model::Field* label = model::find_field(*user, user->label_field);
    const auto* name = person ? std::get_if<std::string>(&model::value_of(*person, label->id)) : nullptr;
    return name == nullptr ? Message{Text::guard_failed, {}}
                           : Message{Text::pool_claimed_by, {argument("name", *name)}};
}

std::vector<PoolPassage> Attempt::pool_passages() const {
    std::vector<PoolPassage> passages;
    for (const Work* work : order_) {
        const bool is_warning = work->changed.contains(model::pool_field::warned_for) &&
                                !model::is_empty(model::value_of(work->record, model::pool_field::warned_for));
        if (work->owner_change || is_warning) {
            passages.push_back({*work->type, work->before ? &*work->before : nullptr, work->record, work->owner_change,
                                work->count_today, is_warning});
        }
    }
    return passages;
}

}  // namespace xingke::server
