// What a change brings along in other records: the first among siblings, and sums (siblings.h, sums.h in the model).
// The person who makes the change need neither see nor be allowed to edit those records.
#include "app/model/siblings.h"
#include "app/model/sums.h"
#include "sync/server/attempt.h"

namespace xingke::server {

// Null: it is not there, or nothing can be written to it any more.
Result<Work*> Attempt::find_followed(model::TypeId type, RecordId id) {
    if (const auto known = works_.find(id); known != works_.end()) {
        Work& work = known->second;
        return work.is_refused || work.is_purged() || work.record.type != type ? nullptr : &work;
    }
    auto stored = TRY(storage_.find_record(id));
    const model::RecordType* declared = catalogue_.find(type);
    if (!stored || stored->type != type || declared == nullptr || model::is_purged(*stored)) {
        return nullptr;
    }
    Work& work = works_[id];
    order_.push_back(&work);
    work.type = declared;
    work.before = *stored;
    work.record = std::move(*stored);
    const auto* life = std::get_if<std::int64_t>(&model::value_of(work.record, model::life_field));
    work.life = work.life_before = life != nullptr ? *life : 0;
    work.is_followed = true;
    return &work;
}

// So that a transaction of a hundred thousand records does not look at all of them for each.
void Attempt::gather_by_parent() {
    for (Work* work : order_) {
        if (work->type == nullptr || model::field_of_one(*work->type) == nullptr) {
            continue;
        }
        const model::Value& parent = model::value_of(work->record, model::parent_field(*work->type)->id);
        if (const auto* id = std::get_if<RecordId>(&parent)) {
            by_parent_[*id].push_back(work);
        }
    }
}

Result<void> Attempt::keep_one_of_siblings(Work& work) {
    const model::Field* one = work.type == nullptr ? nullptr : model::field_of_one(*work.type);
    if (one == nullptr || work.is_refused || work.is_followed || work.changed.empty()) {
        return {};
    }
    const model::RecordType& type = *work.type;
    const model::FieldId by = model::parent_field(type)->id;
    const bool matters =
        work.changed.contains(one->id) || work.changed.contains(by) || work.changed.contains(model::life_field);
    if (!matters) {
        return {};
    }
    const bool is_chosen =
        work.changed.contains(one->id) && model::value_of(work.record, one->id) == model::Value(true);
    const model::Value after = model::value_of(work.record, by);
    const model::Value before = work.before ? model::value_of(*work.before, by) : after;
    TRY(settle_siblings(type, after, is_chosen ? std::optional(work.record.id) : std::nullopt));
    return before == after ? Result<void>() : settle_siblings(type, before, std::nullopt);
}

Result<void> Attempt::settle_siblings(const model::RecordType& type, const model::Value& parent,
                                      const std::optional<RecordId>& chosen) {
    const auto* parent_id = std::get_if<RecordId>(&parent);
    if (parent_id == nullptr) {
        return {};
    }
    const model::FieldId by = model::parent_field(type)->id;
    std::vector<model::Record> siblings;
    const auto add = [&](const model::Record& record) {
        if (record.type == type.id && model::is_alive(record) && model::value_of(record, by) == parent) {
            siblings.push_back(record);
        }
    };
    for (const Work* work : by_parent_[*parent_id]) {
        add(work->record);
    }
    const auto in_transaction = works_.find(*parent_id);
    const bool is_new_parent = in_transaction != works_.end() && in_transaction->second.is_created();
    for (const RecordId id : is_new_parent ? std::vector<RecordId>() : TRY(storage_.children_of(*parent_id))) {
        if (const auto record = works_.contains(id) ? std::nullopt : TRY(storage_.find_record(id))) {
            add(*record);
        }
    }
    const model::Field& one = *model::field_of_one(type);
    for (const auto& [id, is_one] : model::outdated_siblings(one, siblings, chosen)) {
        const bool is_known = works_.contains(id);
        if (Work* sibling = TRY(find_followed(type.id, id))) {
            write(*sibling, one.id, is_one);
            if (!is_known) {
                by_parent_[*parent_id].push_back(sibling);
            }
        }
    }
    return {};
}

Result<void> Attempt::add_to_sums(Work& work) {
    if (work.type == nullptr || work.is_refused || work.changed.empty()) {
        return {};
    }
    if (!work.is_purged()) {
        compute(work);
    }
    const model::Record* before = work.before ? &*work.before : nullptr;
    for (const model::SumChange& change : model::changes_of_sums(catalogue_, *work.type, before, work.record)) {
        if (Work* target = TRY(find_followed(change.type, change.record))) {
            write(*target, change.field,
                  model::added(model::value_of(target->record, change.field), change.difference));
        }
    }
    return {};
}

// The record that it refers to is deleted by this very transaction: two records are becoming one, and what belonged to
// the one goes to the other. Or it is restored by it: that is being taken back.
bool Attempt::moves_between(const model::Value& from, const model::Value& to) const {
    const auto is_in = [this](const model::Value& reference, bool was_alive) {
        const auto* id = std::get_if<RecordId>(&reference);
        const auto work = id == nullptr ? works_.end() : works_.find(*id);
        return work != works_.end() && !work->second.is_refused && work->second.life_before != 0 &&
               (work->second.life_before % 2 == 1) == was_alive && work->second.life == work->second.life_before + 1;
    };
    return is_in(from, true) || is_in(to, false);
}

bool Attempt::is_only_moved(const Work& work) const {
    return work.before && std::ranges::all_of(work.changed, [&](model::FieldId id) {
               const model::Field* field = model::find_field(*work.type, id);
               const bool is_kept_by_app = field == nullptr || field->set_by_app || model::is_derived(id);
               return id != model::life_field && (is_kept_by_app || moves_between(model::value_of(*work.before, id),
                                                                                  model::value_of(work.record, id)));
           });
}

}  // namespace xingke::server
