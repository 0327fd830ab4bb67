#include "sync/server/apply.h"

#include <algorithm>

#include "app/base/planted.h"
#include "app/base/text.h"
#include "app/model/attachment.h"
#include "app/model/field_rules.h"
#include "app/model/numbering.h"
#include "app/model/siblings.h"
#include "app/model/validate.h"
#include "sync/merge/merge.h"
#include "sync/protocol/frame.h"
#include "sync/server/attempt.h"
#include "sync/server/blobs.h"
#include "sync/server/limits.h"
#include "sync/server/value_check.h"

namespace xingke::server {
namespace {

Message about_field(Text text, const model::Field& field) {
    return {text, {argument("field", field.title)}};
}

}  // namespace

Result<void> Attempt::decide() {
    if (is_device() && transaction_.author != application_.actor.user) {
        refuse({}, "", {Text::not_author, {}});
        return {};
    }
    if (transaction_.changes.empty()) {
        refuse({}, "", {Text::empty_transaction, {}});
        return {};
    }
    TRY(check_guards());
    if (is_rejected()) {
        return {};
    }
    // Lives first: a transaction may name a new record's fields before it says that the record begins.
    for (const model::Change& change : transaction_.changes) {
        if (change.field == model::life_field) {
            TRY(change_life(change));
        }
    }
    for (const model::Change& change : transaction_.changes) {
        if (change.field != model::life_field) {
            TRY(change_field(change));
        }
    }
    for (std::size_t i = 0; i < order_.size(); ++i) {
        if (!order_[i]->is_refused) {
            TRY(follow_step(*order_[i]));
            TRY(take_opinion(*order_[i]));
            TRY(take_follow_up(*order_[i]));
        }
    }
    gather_by_parent();
    for (std::size_t i = 0; i < order_.size(); ++i) {
        TRY(keep_one_of_siblings(*order_[i]));
    }
    for (std::size_t i = 0; i < order_.size(); ++i) {
        TRY(add_to_sums(*order_[i]));
    }
    for (Work* work : order_) {
        if (!work->is_refused && !work->is_purged() && work->is_followed) {
            compute(*work);
            TRY(derive(*work));
        } else if (!work->is_refused && !work->is_purged()) {
            compute(*work);
            TRY(derive(*work));
            TRY(check_states(*work));
            TRY(check_owner(*work));
            TRY(check_claimed(*work));
            check_recipient(*work);
            for (const model::Field& field : work->type->fields) {
                if (field.numbering.is_given() && work->is_created()) {
                    TRY(check_number(*work, field));
                }
            }
            TRY(check_references(*work));
            TRY(check_subject(*work));
            check_validity(*work);
            TRY(check_values(*work));
        }
    }
    return {};
}

Result<void> Attempt::check_guards() {
    for (const model::Guard& guard : transaction_.guards) {
        if (planted(Mistake::guard_not_checked)) {
            continue;
        }
        const auto record = TRY(storage_.find_record(guard.record));
        const model::Value present = record ? model::value_of(*record, guard.field) : model::Value(model::Empty{});
        // Whoever may not see a value is not told by a guard what it is.
        const bool is_out_of_sight = record && !TRY(sees_stored(record->type, record->id));
        if (present != guard.expected || is_out_of_sight) {
            const model::RecordType* type = record ? catalogue_.find(record->type) : nullptr;
            const model::Field* field = type != nullptr ? model::find_field(*type, guard.field) : nullptr;
            refuse(guard.record, field != nullptr ? field->name : "", TRY(words_of_guard(guard, type, present)));
        }
    }
    return {};
}

Result<bool> Attempt::sees_stored(model::TypeId type, RecordId record) {
    return application_.sight == nullptr || TRY(sees(storage_, *application_.sight, type, record));
}

// A file is added to a record by whoever sees that record.
Result<void> Attempt::check_subject(const Work& work) {
    const bool is_file = work.type->name == model::attachment_type_name && work.is_created();
    const auto subject = is_file ? model::subject_of_attachment(work.record) : std::nullopt;
    if (!subject || works_.contains(*subject)) {
        return {};
    }
    const auto stored = TRY(storage_.find_record(*subject));
    if (stored && !TRY(sees_stored(stored->type, stored->id))) {
        refuse(work.record.id, "", about_type(Text::record_out_of_sight, *work.type));
    }
    return {};
}

// Null when the change cannot be taken further (a reason says why).
Result<Work*> Attempt::find_work(const model::Change& change) {
    auto [place, is_new] = works_.try_emplace(change.record);
    Work& work = place->second;
    if (is_new) {
        order_.push_back(&work);
        work.type = catalogue_.find(change.type);
        work.record.id = change.record;
        work.record.type = change.type;
        if (work.type == nullptr) {
            refuse_whole(work, {Text::unknown_type, {}});
        } else if (auto stored = TRY(storage_.find_record(change.record))) {
            if (stored->type != change.type) {
                refuse_whole(work, {Text::record_missing, {}});
            }
            if (!TRY(sees_stored(stored->type, stored->id))) {
                refuse_whole(work, about_type(Text::record_out_of_sight, *work.type));
            }
            work.before = *stored;
            work.record = std::move(*stored);
            const auto* life = std::get_if<std::int64_t>(&model::value_of(work.record, model::life_field));
            work.life = work.life_before = life != nullptr ? *life : 0;
        }
    }
    if (!work.is_refused && work.record.type != change.type) {
        refuse_whole(work, {Text::record_missing, {}});
    }
    return work.is_refused ? nullptr : &work;
}

Result<void> Attempt::change_life(const model::Change& change) {
    Work* work = TRY(find_work(change));
    if (work == nullptr) {
        return {};
    }
    const auto* next = std::get_if<std::int64_t>(&change.value);
    if (next != nullptr && *next == model::purged_life && change.operation == model::Operation::set) {
        purge(*work);
        return {};
    }
    if (work->is_purged()) {
        refuse_whole(*work, {Text::record_purged, {}});
        return {};
    }
    if (next == nullptr || change.operation != model::Operation::set || *next < 1) {
        refuse_whole(*work, {Text::guard_failed, {}});
    } else if (work->life == 0) {
        if (*next != 1) {
            refuse_whole(*work, {Text::record_missing, {}});
        } else if (!may(model::Action::create, *work->type)) {
            refuse_whole(*work, about_type(Text::may_not_create, *work->type));
        }
    } else if (*next == work->life || (*next < work->life && (work->life - *next) % 2 == 0)) {
        // Somebody did the same before; what was wanted is so.
        work->is_agreed = true;
        return {};
    } else if (*next != work->life + 1) {
        refuse_whole(*work, {Text::guard_failed, {}});
    } else if (!may(model::Action::remove, *work->type) &&
               !model::may_take_back(application_.actor, transaction_.intent, *work->type, work->record)) {
        refuse_whole(*work, about_type(Text::may_not_remove, *work->type));
    }
    if (!work->is_refused) {
        work->life = *next;
        work->record.fields[model::life_field].value = *next;
        work->changed.insert(model::life_field);
    }
    return {};
}

// Its values go from here and, as changes of this transaction, from every device; what remains is that it was purged.
void Attempt::purge(Work& work) {
    if (work.life == 0) {
        refuse_whole(work, {Text::record_missing, {}});
    } else if (!may(model::Action::purge, *work.type)) {
        refuse_whole(work, about_type(Text::may_not_purge, *work.type));
    } else if (work.life % 2 == 1) {
        refuse_whole(work, {Text::purge_needs_deleted, {}});
    }
    if (work.is_refused || work.is_purged()) {
        return;
    }
    work.life = model::purged_life;
    for (auto& [field, state] : work.record.fields) {
        if (field == model::life_field) {
            state.value = model::purged_life;
            work.changed.insert(field);
        } else if (!model::is_empty(state.value)) {
            state.value = model::Empty{};
            work.changed.insert(field);
        }
    }
}

// Who deleted it and when belongs to the change of life, and has no merging of its own.
void Attempt::set_remover(Work& work, const model::Change& change) {
    const model::Field* field = model::find_field(*work.type, change.field);
    const bool is_person = change.field == model::common_field::remover;
    const bool is_true = model::is_empty(change.value) ||
                         (is_person ? !is_device() || change.value == model::Value(application_.actor.user)
                                    : std::holds_alternative<std::int64_t>(change.value));
    if (field == nullptr || change.operation != model::Operation::set || !is_true) {
        refuse(change.record, field != nullptr ? field->name : "", {Text::guard_failed, {}});
    } else if (model::value_of(work.record, change.field) != change.value) {
        work.record.fields[change.field].value = change.value;
        work.changed.insert(change.field);
    }
}

Result<void> Attempt::change_field(const model::Change& change) {
    const bool is_derived = model::is_derived(change.field);
    if (is_derived && !is_clock()) {
        return {};  // What the device made of a derived field is for its own eyes; derive() decides.
    }
    Work* work = TRY(find_work(change));
    if (work == nullptr) {
        return {};
    }
    if (is_derived) {
        write(*work, change.field, change.value);
        return {};
    }
    const bool is_of_life =
        change.field == model::common_field::remover || change.field == model::common_field::removed;
    if ((work->is_agreed && model::is_bookkeeping(change.field)) || (is_of_life && work->life == work->life_before)) {
        return {};  // Whoever deleted it first stands there.
    }
    if (is_of_life && !work->is_refused && !work->is_purged()) {
        set_remover(*work, change);
        return {};
    }
    if (work->is_purged()) {
        refuse_whole(*work, {Text::record_purged, {}});
        return {};
    }
    const bool is_alive_at_some_time = work->life % 2 == 1 || work->life_before % 2 == 1;
    if (work->life == 0) {
        refuse_whole(*work, {Text::record_missing, {}});
    } else if (!is_alive_at_some_time) {
        refuse_whole(*work, {Text::record_deleted, {}});
    } else if (!work->is_created() && !may(model::Action::edit, *work->type) &&
               !moves_between(model::value_of(work->record, change.field), change.value)) {
        refuse_whole(*work, about_type(Text::may_not_edit, *work->type));
    }
    if (work->is_refused) {
        return {};
    }
    const model::Field* field = model::find_field(*work->type, change.field);
    if (field == nullptr) {
        refuse(change.record, "", {Text::unknown_field, {}});
        return {};
    }
    if (field->computed.is_given() || field->sum.is_given()) {
        return {};  // What the device made of it is for its own eyes; compute() decides.
    }
    if (!may_write(*work, *field, change)) {
        refuse(change.record, field->name, about_field(Text::may_not_write_field, *field));
        return {};
    }
    const bool is_element_operation = change.operation != model::Operation::set;
    const auto* text = std::get_if<std::string>(&change.value);
    const bool is_of_elements = model::merge_rule(*field) == model::MergeRule::elements;
    if ((is_element_operation && (!is_of_elements || text == nullptr || text->size() > model::element_bytes_max)) ||
        (text != nullptr && !is_valid_utf8(*text))) {
        refuse(change.record, field->name, about_field(Text::wrong_kind, *field));
        return {};
    }
    return merge_field(*work, *field, change);
}

bool Attempt::may_write(Work& work, const model::Field& field, const model::Change& change) {
    if (!is_device()) {
        return true;
    }
    if (field.server_only) {
        return false;
    }
    if (field.numbering.is_given()) {
        return work.is_created();
    }
    // Who made a record, and when, is said once, and only in one's own name.
    if (field.id == model::common_field::creator || field.id == model::common_field::created) {
        const bool is_same = change.value == model::value_of(work.record, field.id);
        const bool is_in_own_name =
            field.id != model::common_field::creator || change.value == model::Value(application_.actor.user);
        return is_same || (work.is_created() && is_in_own_name);
    }
    return true;
}

Result<void> Attempt::merge_field(Work& work, const model::Field& field, const model::Change& change) {
    const auto found = work.record.fields.find(field.id);
    const model::FieldState current = found != work.record.fields.end() ? found->second : model::FieldState{};
    merge::Incoming incoming{change.operation, change.value, base_, false};
    if (current.seq > base_) {
        // Whoever says from which owner a record comes has seen that one, however it came to it.
        const model::Guard guard{work.record.id, field.id, current.value};
        const bool is_guarded = work.type->is_pooled && field.id == model::common_field::owner &&
                                std::ranges::find(transaction_.guards, guard) != transaction_.guards.end();
        const bool is_ahead = planted(Mistake::clock_decides) && transaction_.authored > application_.received;
        incoming.current_is_authors_own = is_guarded || is_ahead || TRY(is_authors_own(current.seq));
    }
    const merge::Merged merged = merge::merge(model::merge_rule(field), current, incoming);
    if (merged.meeting == merge::Meeting::unchanged) {
        return {};
    }
    if (merged.meeting == merge::Meeting::applied) {
        work.record.fields[field.id].value = merged.value;
        work.changed.insert(field.id);
        return {};
    }
    if (field.set_by_app) {
        // Nobody typed it, so nobody need be asked: of two times of change the later one is true.
        const auto* ours = std::get_if<std::int64_t>(&current.value);
        const auto* theirs = std::get_if<std::int64_t>(&change.value);
        if (ours != nullptr && theirs != nullptr && *theirs > *ours) {
            work.record.fields[field.id].value = change.value;
            work.changed.insert(field.id);
        }
        return {};
    }
    Writer encoded;
    encode(encoded, change.value);
    if (encoded.size() > sibling_bytes_max) {
        // Too large to be kept beside the other: its author keeps it on the device and is asked.
        refuse(change.record, field.name, {Text::guard_failed, {}});
        return {};
    }
    if (!planted(Mistake::loser_not_kept)) {
        siblings_.push_back({change.record, change.type, field.id, change.value, current.seq});
    }
    return {};
}

Result<void> Attempt::check_references(const Work& work) {
    for (const model::FieldId id : work.changed) {
        const model::Field* field = model::find_field(*work.type, id);
        const std::string_view name = field != nullptr ? model::type_referred_to(field->kind) : std::string_view();
        if (name.empty()) {
            continue;
        }
        const model::RecordType* type = catalogue_.find(name);
        const bool is_parent = field == model::parent_field(*work.type);
        for (const RecordId target : model::records_in(model::value_of(work.record, id))) {
            const auto found = TRY(type_of(target));
            if (type == nullptr || !found || *found != type->id) {
                refuse(work.record.id, field->name,
                       {Text::parent_missing, {argument("type", type != nullptr ? type->title : Title{})}});
            } else if (is_parent && !works_.contains(target) && !TRY(sees_stored(type->id, target))) {
                refuse(work.record.id, field->name, about_type(Text::record_out_of_sight, *type));
            }
        }
    }
    return {};
}

// From what the merge has made of the other fields, which no device may have seen together.
void Attempt::compute(Work& work) {
    if (work.changed.empty()) {
        return;
    }
    for (auto& [field, value] : model::outdated_values(*work.type, work.record)) {
        work.record.fields[field].value = std::move(value);
        work.changed.insert(field);
    }
}

// A number is of its pattern, and of one record alone. Whose device code stands in it is not asked: a device that had
// to take a new identity keeps its code, and two that had the same one after a backup was restored are told apart here.
Result<void> Attempt::check_number(Work& work, const model::Field& field) {
    const auto* number = std::get_if<std::string>(&model::value_of(work.record, field.id));
    if (number == nullptr || number->empty()) {
        if (is_device() && !field.numbering.may_be_missing) {
            refuse(work.record.id, field.name, about_field(Text::required, field));
        }
        return {};
    }
    const Result<model::NumberPattern> pattern = model::parse_pattern(field.numbering.pattern, field.numbering.reset);
    if (!pattern || !model::parse_number(*pattern, *number)) {
        refuse(work.record.id, field.name, about_field(Text::wrong_kind, field));
        return {};
    }
    const auto is_taken = [&](const std::string& text) -> Result<bool> {
        return TRY(storage_.find_number(work.record.type, field.id, text)).has_value() ||
               numbers_.contains({work.record.type, field.id, text});
    };
    std::string given = *number;
    if (field.numbering.may_be_missing) {
        // A device that was set back counts again what it has counted before: it gets its next free number.
        model::ParsedNumber parsed = *model::parse_number(*pattern, given);
        for (int i = 0; i < number_tries_max && TRY(is_taken(given)); ++i) {
            given = model::number_text(*pattern, parsed.date.value_or(Date{}), parsed.device_code, ++parsed.count);
        }
        write(work, field.id, given);
    }
    if (TRY(is_taken(given))) {
        refuse(work.record.id, field.name, {Text::record_exists, {}});
    }
    numbers_.emplace(work.record.type, field.id, given);
    return {};
}

void Attempt::check_validity(const Work& work) {
    // What only follows from other records, or from the time, is not held up by what is wrong with this one.
    const bool is_of_itself = std::ranges::all_of(work.changed, [&](model::FieldId field) {
        return model::is_derived(field) || (is_clock() && field == model::common_field::owner);
    });
    if (work.changed.empty() || work.life % 2 == 0 || is_of_itself) {
        return;
    }
    for (model::Issue& issue : model::validate(*work.type, work.record)) {
        refuse(work.record.id, std::move(issue.field), std::move(issue.message));
    }
}

// An administrator's command is not asked who may see a field and whether it may still be changed.
Result<void> Attempt::check_values(const Work& work) {
    if (work.changed.empty() || work.life % 2 == 0 || !is_device()) {
        return {};
    }
    const model::Catalogue& core = application_.core != nullptr ? *application_.core : catalogue_;
    const model::Record* before = work.before ? &*work.before : nullptr;
    for (model::Issue& issue : TRY(refusals_of_values(storage_, core, application_, *work.type, before, work.record))) {
        refuse(work.record.id, std::move(issue.field), std::move(issue.message));
    }
    for (const model::Field& field : work.type->fields) {
        const std::string key = field.unique ? unique_key(model::value_of(work.record, field.id)) : "";
        if (!key.empty() && !numbers_.emplace(work.record.type, field.id, key).second) {
            refuse(work.record.id, field.name, about_field(Text::value_twice, field));
        }
    }
    const std::string together = model::key_together(*work.type, work.record);
    if (!together.empty() && !numbers_.emplace(work.record.type, together_field, together).second) {
        refuse(work.record.id, work.type->unique_together.front(), message_together(*work.type));
    }
    return {};
}

Result<std::optional<model::TypeId>> Attempt::type_of(RecordId id) {
    if (const auto work = works_.find(id); work != works_.end()) {
        return work->second.life != 0 ? std::optional(work->second.record.type) : std::nullopt;
    }
    if (const auto known = types_.find(id); known != types_.end()) {
        return known->second;
    }
    const auto record = TRY(storage_.find_record(id));
    const auto type = record ? std::optional(record->type) : std::nullopt;
    types_.emplace(id, type);
    return type;
}

Result<bool> Attempt::is_authors_own(Seq seq) {
    if (const auto known = own_.find(seq); known != own_.end()) {
        return known->second;
    }
    const auto device = TRY(storage_.device_of(seq));
    const bool is_own = device == transaction_.device;
    own_.emplace(seq, is_own);
    return is_own;
}

namespace {

Result<void> keep_numbers(WriteTransaction& storage, const Work& work) {
    for (const model::Field& field : work.type->fields) {
        const auto* number = std::get_if<std::string>(&model::value_of(work.record, field.id));
        if (field.numbering.is_given() && work.is_created() && number != nullptr && !number->empty()) {
            TRY(storage.add_number(work.record.type, field.id, *number, work.record.id));
        }
        const std::string key = field.unique ? unique_key(model::value_of(work.record, field.id)) : "";
        const bool is_new_here = work.changed.contains(field.id) || work.changed.contains(model::life_field);
        if (!key.empty() && is_new_here) {
            TRY(storage.add_number(work.record.type, field.id, key, work.record.id));
        }
    }
    if (const std::string together = model::key_together(*work.type, work.record); !together.empty()) {
        TRY(storage.add_number(work.record.type, together_field, together, work.record.id));
    }
    return {};
}

// Files are found by the records that describe them, alive; what is in the bin may be restored within the time for
// which unreferenced files are kept.
Result<void> keep_blob_reference(WriteTransaction& storage, const Work& work, Instant now) {
    if (work.type->name != model::attachment_type_name) {
        return {};
    }
    const bool is_needed = model::is_alive(work.record);
    return storage.refer_to_blob(work.record.id,
                                 is_needed ? parse_digest(model::describe(work.record).hash) : std::nullopt, now);
}

}  // namespace

Result<protocol::Outcome> apply(WriteTransaction& storage, const model::Catalogue& catalogue, Random& random,
                                const Application& application) {
    const model::Transaction& transaction = application.transaction;
    protocol::Outcome outcome{transaction.counter, protocol::Status::accepted, 0, {}};
    Attempt attempt(storage, catalogue, application);
    TRY(attempt.decide());
    if (attempt.is_rejected()) {
        outcome.status = protocol::Status::rejected;
        outcome.reasons = attempt.take_reasons();
        return outcome;
    }
    outcome.seq = storage.company().head + 1;
    std::vector<const model::Record*> written;
    for (Work* work : attempt.works()) {
        if (work->changed.empty()) {
            continue;
        }
        written.push_back(&work->record);
        for (const model::FieldId field : work->changed) {
            work->record.fields[field].seq = outcome.seq;
        }
        TRY(storage.put_record(work->record, outcome.seq));
        TRY(keep_numbers(storage, *work));
        TRY(keep_blob_reference(storage, *work, application.received));
    }
    std::vector<model::Record> made;  // by the server
    for (const Sibling& sibling : attempt.siblings()) {
        made.push_back(conflict_record(catalogue, sibling, transaction, outcome.seq, application.received, random));
        outcome.status = protocol::Status::merged;
    }
    for (const Notification& notification : TRY(attempt.notifications())) {
        made.push_back(notification_record(catalogue, notification, application, outcome.seq, random));
    }
    const model::RecordType* ledger = catalogue.find("pool_event");
    for (const PoolPassage& passage : attempt.pool_passages()) {
        if (!passage.change || ledger == nullptr) {
            continue;
        }
        made.push_back(pool_event_record(catalogue, passage, application, outcome.seq, random));
        if (passage.count_today > 0) {
            TRY(storage.add_number(ledger->id, model::find_field(*ledger, claim_count_field)->id,
                                   claim_number(application.actor.user, application.received), made.back().id));
        }
    }
    for (const model::Record& record : made) {
        TRY(storage.put_record(record, outcome.seq));
        written.push_back(&record);
    }
    const RecordId author = application.authority == Authority::device ? application.actor.user : RecordId{};
    TRY(update_postings(storage, catalogue, written, outcome.seq, author));
    Writer body;
    protocol::encode(body, transaction);
    TRY(storage.append({outcome.seq, transaction.device, transaction.counter, transaction.author, transaction.authored,
                        application.received, body.take()}));
    return outcome;
}

}  // namespace xingke::server
