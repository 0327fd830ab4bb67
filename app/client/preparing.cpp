#include "app/client/preparation.h"

#include <algorithm>
#include <unordered_map>

#include "app/base/check.h"
#include "app/client/absorbing.h"
#include "app/client/derived_values.h"
#include "app/client/pooling.h"
#include "app/client/related_records.h"
#include "app/client/steps.h"
#include "app/model/field_rules.h"
#include "app/model/siblings.h"
#include "app/model/sums.h"
#include "app/model/who.h"

namespace xingke::client {

Result<Prepared> Preparing::run(Written& written) {
    TRY(gather(written));
    TRY(take_step(written));
    TRY(absorb(written));
    TRY(take_children(written));
    TRY(add_subjects(written));
    TRY(keep_one_of_siblings(written));
    TRY(set_on_parents(written));
    TRY(add_to_sums(written));
    TRY(add_followed(written));
    TRY(complete(written));
    TRY(check(written));
    Prepared prepared{.guards = std::move(draft_.guards)};
    for (Target& target : targets_) {
        if (!target.changes.empty()) {
            const bool is_new = target.is_creation();
            prepared.records.push_back({std::move(target.after), std::move(target.changes), is_new});
        }
    }
    return prepared;
}

Result<void> Preparing::gather(Written& written) {
    for (model::Change& change : draft_.changes) {
        Target* target = TRY(target_of(change, written));
        if (target == nullptr) {
            continue;
        }
        if (model::is_empty(change.value)) {
            change.value = model::Empty{};
        }
        if (change.field == model::life_field) {
            set_life(*target, change.value, written);
            continue;
        }
        const model::Field* field = model::find_field(*target->type, change.field);
        if (field == nullptr) {
            add_issue(written, "", Text::unknown_field);
        } else if (field->computed.is_given() || field->sum.is_given() || model::is_derived(field->id)) {
            continue;  // Whatever the draft says: complete() works it out.
        } else if (field->server_only || (field->set_by_app && !draft_.is_complete)) {
            add_issue(written, field->name, Text::may_not_write_field, {argument("field", field->title)});
        } else if (change.operation == model::Operation::set && !target->is_creation() &&
                   model::merge_rule(*field) == model::MergeRule::elements) {
            set_elements(*target, change);
        } else {
            const bool is_of_owner = field->id == model::common_field::owner;
            target->is_for_pool =
                is_of_owner ? target->type->is_pooled && model::is_empty(change.value) : target->is_for_pool;
            target->apply(change.field, change.operation, std::move(change.value));
        }
    }
    draft_.changes = {};
    return {};
}

Result<Target*> Preparing::target_of(const model::Change& change, Written& written) {
    if (const auto found = by_record_.find(change.record); found != by_record_.end()) {
        return &targets_[found->second];
    }
    const model::RecordType* type = workspace_.catalogue.find(change.type);
    if (type == nullptr) {
        add_issue(written, "", Text::unknown_type);
        return nullptr;
    }
    Target target;
    target.type = type;
    target.id = change.record;
    target.before = TRY(workspace_.store.read(type->id, change.record));
    target.after = target.before ? *target.before : model::Record{change.record, type->id, {}};
    by_record_[change.record] = targets_.size();
    targets_.push_back(std::move(target));
    return &targets_.back();
}

Result<void> Preparing::take_step(Written& written) {
    if (draft_.step.name.empty()) {
        return {};
    }
    const model::Workflow* workflow = workspace_.catalogue.find_workflow(draft_.step.type);
    const Target* target = TRY(target_of({.record = draft_.step.record, .type = draft_.step.type}, written));
    if (workflow == nullptr || target == nullptr || target->is_creation()) {
        return Error{Fault::not_found, {Text::record_missing, {}}, ""};
    }
    const LocalRecords records(workspace_);
    model::StepOutcome outcome =
        model::apply(*workflow, draft_.step.name, target->after, workspace_.account.actor(), records.context());
    for (Message& refusal : outcome.refusals) {
        written.issues.push_back({"", std::move(refusal)});
    }
    std::ranges::move(outcome.guards, std::back_inserter(draft_.guards));
    std::vector<model::Change> changes = std::move(outcome.changes);
    for (model::Creation& creation : outcome.creations) {
        const auto id = make_id<RecordTag>(workspace_.clock.now(), workspace_.random);
        changes.push_back({.record = id, .type = creation.type, .field = model::life_field, .value = std::int64_t{1}});
        for (auto& [field, value] : creation.values) {
            changes.push_back({.record = id, .type = creation.type, .field = field, .value = std::move(value)});
        }
    }
    draft_.changes = std::move(changes);
    return gather(written);
}

void Preparing::set_life(Target& target, const model::Value& wanted, Written& written) {
    const auto* number = std::get_if<std::int64_t>(&wanted);
    if (number != nullptr && *number == model::purged_life) {
        if (target.is_creation() || model::is_alive(target.after)) {
            add_issue(written, "", Text::purge_needs_deleted);
        } else {
            target.apply(model::life_field, model::Operation::set, model::purged_life);
        }
        return;
    }
    if (target.is_purged()) {
        add_issue(written, "", Text::record_purged);
        return;
    }
    const bool wants_alive = number != nullptr && *number % 2 == 1;
    const auto* now = std::get_if<std::int64_t>(&model::value_of(target.after, model::life_field));
    const std::int64_t life = now != nullptr ? *now : 0;
    if ((life % 2 == 1) != wants_alive) {
        target.apply(model::life_field, model::Operation::set, life + 1);
    }
}

void Preparing::set_elements(Target& target, const model::Change& change) {
    const auto* wanted = std::get_if<model::Elements>(&change.value);
    const model::Elements after = wanted != nullptr ? *wanted : model::Elements{};
    const auto* held = std::get_if<model::Elements>(&model::value_of(target.after, change.field));
    const model::Elements before = held != nullptr ? *held : model::Elements{};
    for (const std::string& key : before) {
        if (!std::ranges::binary_search(after, key)) {
            target.apply(change.field, model::Operation::remove, key);
        }
    }
    for (const std::string& key : after) {
        target.apply(change.field, model::Operation::add, key);
    }
}

bool Preparing::is_claimed(const Target& target) {
    return target.before && target.type->is_pooled &&
           model::is_empty(model::value_of(*target.before, model::common_field::owner)) &&
           !model::is_empty(model::value_of(target.after, model::common_field::owner));
}

void Preparing::guard_claim(const Target& target) {
    const model::Guard guard{target.id, model::common_field::owner, model::Empty{}};
    if (is_claimed(target) && std::ranges::find(draft_.guards, guard) == draft_.guards.end()) {
        draft_.guards.push_back(guard);
    }
}

Result<void> Preparing::derive_pool(Target& target) {
    if (!target.type->is_pooled) {
        return {};
    }
    PoolNews news = target.news;
    news.is_undo = draft_.intent == model::Intent::undo;
    const model::Passage passage{target.before ? &*target.before : nullptr, target.after, false, now_};
    if (!pool_rules_) {
        pool_rules_ = TRY(read_pool_rules(workspace_));
    }
    for (auto& [field, value] : outdated_pool_values(workspace_, *target.type, passage, news, *pool_rules_)) {
        set_by_app(target, field, std::move(value));
    }
    return {};
}

Result<void> Preparing::derive(Target& target) {
    TRY(derive_pool(target));
    if (target.type->deadlines.empty() && !target.type->countersign) {
        return {};
    }
    std::vector<model::Record> opinions;
    for (const Target& other : targets_) {
        if (target.type->countersign && other.type->name == target.type->countersign->opinions) {
            opinions.push_back(other.after);
        }
    }
    const model::Passage passage{target.before ? &*target.before : nullptr, target.after,
                                 draft_.intent == model::Intent::undo, now_};
    for (auto& [field, value] : TRY(outdated_derived_values(workspace_, *target.type, passage, opinions))) {
        if (model::merge_rule(*model::find_field(*target.type, field)) == model::MergeRule::elements) {
            set_elements(target, {.record = target.id, .type = target.type->id, .field = field, .value = value});
        } else {
            set_by_app(target, field, std::move(value));
        }
    }
    return {};
}

Result<void> Preparing::complete(Written& written) {
    for (Target& target : targets_) {
        if (target.is_purged()) {
            continue;  // The server takes everything else away.
        }
        if (target.is_creation() && !target.changes.empty()) {
            if (!model::is_alive(target.after)) {
                // Only what is said to be new is made new; an edit of what is not here is a mistake.
                if (draft_.intent != model::Intent::create && draft_.intent != model::Intent::import) {
                    return Error{Fault::not_found, {Text::record_missing, {}}, ""};
                }
                set_life(target, std::int64_t{1}, written);
            }
            // A creation begins with its life.
            const auto life = std::ranges::find(target.changes, model::life_field, &model::Change::field);
            std::rotate(target.changes.begin(), life, life + 1);
            if (const model::Workflow* workflow = workspace_.catalogue.find_workflow(target.type->id)) {
                fill(target, workflow->state_field(), workflow->initial());
            }
            TRY(fill_numbers(target));
            if (!target.is_for_pool) {
                fill(target, model::common_field::owner, workspace_.account.user);
            }
            fill(target, model::common_field::creator, workspace_.account.user);
            fill(target, model::common_field::created, now_.ms);
        }
        if (!target.changes.empty()) {
            for (auto& [field, value] : model::outdated_values(*target.type, target.after)) {
                set_by_app(target, field, std::move(value));
            }
        }
        if (!target.changes.empty() || target.has_new_opinion || target.has_news()) {
            TRY(derive(target));
            guard_claim(target);
        }
        if (!target.changes.empty() && !draft_.is_complete && !target.only_follows()) {
            set_by_app(target, model::common_field::updated, now_.ms);
            if (target.dies() || target.revives()) {
                const bool dies = target.dies();
                set_by_app(target, model::common_field::remover,
                           dies ? model::Value(workspace_.account.user) : model::Empty{});
                set_by_app(target, model::common_field::removed, dies ? model::Value(now_.ms) : model::Empty{});
            }
        }
    }
    return {};
}

Result<void> Preparing::fill_numbers(Target& target) {
    for (const model::Field& field : target.type->fields) {
        const bool can_wait = field.numbering.may_be_missing && workspace_.account.device_code.empty();
        if (field.numbering.is_given() && !can_wait && model::is_empty(model::value_of(target.after, field.id))) {
            set_by_app(target, field.id, TRY(numbers_.next(*target.type, field, now_)));
        }
    }
    return {};
}

void Preparing::fill(Target& target, model::FieldId field, model::Value value) {
    if (model::is_empty(model::value_of(target.after, field))) {
        set_by_app(target, field, std::move(value));
    }
}

void Preparing::set_by_app(Target& target, model::FieldId field, model::Value value) {
    const model::Field* declared = model::find_field(*target.type, field);
    if (declared != nullptr && !declared->server_only) {
        target.apply(field, model::Operation::set, std::move(value));
    }
}

Result<Prepared> prepare(Workspace& workspace, Draft draft, Instant now, Numbers& numbers, Written& written) {
    return Preparing(workspace, std::move(draft), now, numbers).run(written);
}

}  // namespace xingke::client
