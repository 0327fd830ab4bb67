// What a draft brings along: parts that go with their whole, records that become one, sums, the one of several, and
// what a visit means to its customer.
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

Result<void> Preparing::absorb(Written& written) {
    if (draft_.absorption.type == 0) {
        return {};
    }
    draft_.changes = TRY(absorbing_changes(workspace_, draft_.absorption));
    const std::size_t count = targets_.size();
    TRY(gather(written));
    for (std::size_t i = count; i < targets_.size(); ++i) {
        targets_[i].is_followed = targets_[i].id != draft_.absorption.record;
    }
    return {};
}

Result<void> Preparing::take_children(Written& written) {
    if (draft_.intent == model::Intent::undo) {
        return {};
    }
    for (std::size_t i = 0; i < targets_.size(); ++i) {  // grows meanwhile, by children's children
        if (!targets_[i].dies() && !targets_[i].revives() && !targets_[i].purges()) {
            continue;
        }
        const Target parent = targets_[i];
        const std::int64_t life = parent.revives() ? 1 : parent.dies() ? 2 : model::purged_life;
        for (const model::RecordType* type : workspace_.catalogue.children_of(*parent.type)) {
            for (const RecordId& child : TRY(children_of(parent, *type))) {
                const model::Change change{.record = child, .type = type->id, .field = model::life_field};
                Target* target = TRY(target_of(change, written));
                // It may belong to another record by now.
                const model::FieldId by = model::parent_field(*type)->id;
                if (target != nullptr && model::value_of(target->after, by) == model::Value(parent.id)) {
                    set_life(*target, life, written);
                }
            }
        }
    }
    return {};
}

Result<std::vector<RecordId>> Preparing::children_of(const Target& parent, const model::RecordType& type) {
    std::vector<model::Filter> filters = {{.field = model::parent_field(type)->id, .value = parent.id}};
    if (parent.revives()) {
        for (const model::FieldId field : {model::common_field::remover, model::common_field::removed}) {
            filters.push_back({.field = field, .value = model::value_of(*parent.before, field)});
        }
    }
    return records_with(workspace_, type, std::move(filters), !parent.dies());
}

Result<void> Preparing::add_subjects(Written& written) {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        const model::RecordType& opinion_type = *targets_[i].type;
        const model::Countersign* countersign = model::find_countersign_of_opinions(workspace_.catalogue, opinion_type);
        if (countersign == nullptr || targets_[i].changes.empty()) {
            continue;
        }
        const model::Value& parent = model::value_of(targets_[i].after, model::parent_field(opinion_type)->id);
        const auto* id = std::get_if<RecordId>(&parent);
        const RecordId subject_id = id == nullptr ? RecordId{} : *id;
        Target* subject = TRY(target_of({.record = subject_id, .type = countersign->type().id}, written));
        if (subject == nullptr || subject->is_creation()) {
            return Error{Fault::not_found, {Text::record_missing, {}}, ""};
        }
        subject->has_new_opinion = true;
        if (targets_[i].is_creation()) {
            const std::int64_t round = model::round_of(*subject->before);
            set_by_app(targets_[i], model::find_field(opinion_type, "round")->id, round);
        }
    }
    return {};
}

model::Record Preparing::as_saved(const Target& target) {
    model::Record record = target.after;
    if (target.is_creation() && !target.changes.empty()) {
        record.fields[model::life_field].value = std::int64_t{1};
    }
    return record;
}

Result<void> Preparing::keep_one_of_siblings(Written& written) {
    const std::size_t count = targets_.size();  // What is added here asks for nothing more.
    for (std::size_t i = 0; i < count; ++i) {
        const model::RecordType& type = *targets_[i].type;
        const model::Field* one = model::field_of_one(type);
        if (one == nullptr || targets_[i].changes.empty()) {
            continue;
        }
        const model::FieldId by = model::parent_field(type)->id;
        const model::Value after = model::value_of(targets_[i].after, by);
        const model::Value before = targets_[i].before ? model::value_of(*targets_[i].before, by) : after;
        const auto chooses = [&](const model::Change& change) {
            return change.field == one->id && change.value == model::Value(true);
        };
        const bool is_chosen = std::ranges::any_of(targets_[i].changes, chooses);
        TRY(settle_siblings(type, *one, after, is_chosen ? std::optional(targets_[i].id) : std::nullopt, written));
        if (before != after) {
            TRY(settle_siblings(type, *one, before, std::nullopt, written));
        }
    }
    return {};
}

Result<void> Preparing::settle_siblings(const model::RecordType& type, const model::Field& one,
                                        const model::Value& parent, const std::optional<RecordId>& chosen,
                                        Written& written) {
    const auto* parent_id = std::get_if<RecordId>(&parent);
    if (parent_id == nullptr) {
        return {};
    }
    const model::FieldId by = model::parent_field(type)->id;
    std::vector<model::Record> siblings;
    for (const Target& target : targets_) {
        if (target.type->id == type.id && model::value_of(target.after, by) == parent &&
            model::is_alive(as_saved(target))) {
            siblings.push_back(target.after);
        }
    }
    const auto in_draft = by_record_.find(*parent_id);
    const bool is_new_parent = in_draft != by_record_.end() && targets_[in_draft->second].is_creation();
    for (model::Record& stored :
         is_new_parent ? std::vector<model::Record>() : TRY(siblings_with(workspace_, type, *parent_id, one.id))) {
        if (!by_record_.contains(stored.id)) {
            siblings.push_back(std::move(stored));
        }
    }
    for (const auto& [id, is_one] : model::outdated_siblings(one, siblings, chosen)) {
        const bool is_known = by_record_.contains(id);
        Target* target = TRY(target_of({.record = id, .type = type.id}, written));
        target->is_followed = target->is_followed || !is_known;
        set_by_app(*target, one.id, is_one);
    }
    return {};
}

// Of what is made only: whoever changes the parent's choice afterwards means it.
Result<void> Preparing::set_on_parents(Written& written) {
    const std::size_t count = targets_.size();  // A parent asks for nothing more.
    for (std::size_t i = 0; i < count; ++i) {
        const model::RecordType& type = *targets_[i].type;
        const model::Field* by = model::parent_field(type);
        const auto* id = by == nullptr ? nullptr : std::get_if<RecordId>(&model::value_of(targets_[i].after, by->id));
        if (type.sets_on_parent.empty() || id == nullptr || !targets_[i].is_creation() ||
            draft_.intent == model::Intent::undo) {
            continue;
        }
        const model::RecordType& parent = *workspace_.catalogue.find(std::get<model::kind::Reference>(by->kind).type);
        Target* target = TRY(target_of({.record = *id, .type = parent.id}, written));
        if (target == nullptr || (target->is_creation() && target->changes.empty())) {
            continue;  // Not on this device.
        }
        for (const auto& [name, option] : type.sets_on_parent) {
            const model::Field* field = model::find_field(parent, name);
            if (model::value_of(target->after, field->id) != model::Value(option)) {
                target->apply(field->id, model::Operation::set, option);
            }
        }
    }
    return {};
}

Result<void> Preparing::add_to_sums(Written& written) {
    const std::size_t count = targets_.size();  // A sum does not feed another one.
    const model::RecordType* asked = nullptr;
    bool is_summed = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (asked != targets_[i].type) {
            asked = targets_[i].type;
            is_summed = model::is_summed(workspace_.catalogue, *asked);
        }
        if (targets_[i].changes.empty() || targets_[i].is_purged() || !is_summed) {
            continue;
        }
        for (auto& [field, value] : model::outdated_values(*targets_[i].type, targets_[i].after)) {
            set_by_app(targets_[i], field, std::move(value));
        }
        const model::Record after = as_saved(targets_[i]);
        const model::Record* before = targets_[i].before ? &*targets_[i].before : nullptr;
        const auto changes = model::changes_of_sums(workspace_.catalogue, *targets_[i].type, before, after);
        for (const model::SumChange& change : changes) {
            const bool is_known = by_record_.contains(change.record);
            Target* target = TRY(target_of({.record = change.record, .type = change.type}, written));
            if (target == nullptr || (target->is_creation() && target->changes.empty()) || target->is_purged()) {
                continue;  // Not on this device.
            }
            target->is_followed = target->is_followed || !is_known;
            set_by_app(*target, change.field,
                       model::added(model::value_of(target->after, change.field), change.difference));
        }
    }
    return {};
}

Result<void> Preparing::add_followed(Written& written) {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        if (!model::may_bring_news(*targets_[i].type)) {
            continue;
        }
        const Target child = targets_[i];
        const model::Field* field = model::parent_field(*child.type);
        const model::RecordType* type =
            field == nullptr ? nullptr : workspace_.catalogue.find(std::get<model::kind::Reference>(field->kind).type);
        const auto* id = field == nullptr ? nullptr : std::get_if<RecordId>(&value_of(child.after, field->id));
        const model::Record* before = child.before ? &*child.before : nullptr;
        model::Record after = child.after;
        if (before == nullptr && model::is_empty(model::value_of(after, model::life_field))) {
            after.fields[model::life_field].value = std::int64_t{1};
        }
        const PoolNews news{.followed_at = model::follow_up_at(*child.type, before, after, now_),
                            .opportunity_at = model::opportunity_at(*child.type, before, after, now_)};
        if (type == nullptr || !type->is_pooled || id == nullptr || child.changes.empty() ||
            (!news.followed_at && !news.opportunity_at)) {
            continue;
        }
        if (!by_record_.contains(*id)) {
            const auto parent = TRY(workspace_.store.read(type->id, *id));
            if (!parent || !model::is_alive(*parent)) {
                continue;  // Handed over meanwhile; the server knows what the visit means to it.
            }
        }
        if (Target* parent = TRY(target_of({.record = *id, .type = type->id}, written))) {
            parent->news.followed_at = std::max(parent->news.followed_at, news.followed_at);
            parent->news.opportunity_at = std::max(parent->news.opportunity_at, news.opportunity_at);
        }
    }
    return {};
}

}  // namespace xingke::client
