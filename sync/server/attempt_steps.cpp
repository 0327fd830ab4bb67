#include "sync/server/attempt.h"
#include "sync/server/opinions.h"
#include "sync/server/stored_records.h"
#include "sync/server/workflow_check.h"

namespace xingke::server {

void Attempt::write(Work& work, model::FieldId field, model::Value value) {
    if (model::value_of(work.record, field) != value) {
        work.record.fields[field].value = std::move(value);
        work.changed.insert(field);
    }
}

// What a step sets and makes is worked out here once more, from the merged record, and stands: a device of another mind
// can neither leave it out nor change it. The moment is the author's, as far as it is not in the future.
Result<void> Attempt::follow_step(Work& work) {
    const model::Workflow* workflow = catalogue_.find_workflow(work.record.type);
    if (workflow == nullptr || !work.before || work.changed.empty() || !is_device()) {
        return {};
    }
    const std::string &from = workflow->state_of(*work.before).key, &to = workflow->state_of(work.record).key;
    if (from == to) {
        return {};
    }
    work.is_step_back = TRY(takes_step_back(storage_, application_, *workflow, *work.before, work.record));
    work.step = work.is_step_back ? nullptr : workflow->step_between(from, to);
    if (work.step == nullptr) {
        return {};
    }
    const StoredRecords records(storage_);
    model::ExpressionContext context = records.context(application_);
    context.now = moment();
    const model::Record asked = model::before_effects(*work.step, *work.before, work.record);
    model::StepOutcome outcome = model::effects_of(*workflow, *work.step, asked, context);
    if (records.error()) {
        return *records.error();
    }
    for (model::Change& change : outcome.changes) {
        std::erase_if(siblings_, [&](const Sibling& sibling) {
            return sibling.record == change.record && sibling.field == change.field;
        });
        write(work, change.field, std::move(change.value));
    }
    for (const model::Creation& creation : outcome.creations) {
        claim_creation(work, creation);
    }
    return {};
}

void Attempt::claim_creation(const Work& work, const model::Creation& creation) {
    const auto is_link = [&](const std::pair<model::FieldId, model::Value>& each) {
        return each.second == model::Value(work.record.id);
    };
    for (Work* made : order_) {
        const bool links = std::ranges::all_of(creation.values, [&](const auto& each) {
            return !is_link(each) || model::value_of(made->record, each.first) == each.second;
        });
        if (made->is_created() && made->record.type == creation.type && !made->is_claimed && links) {
            made->is_claimed = true;
            for (const auto& [field, value] : creation.values) {
                write(*made, field, value);
            }
            return;
        }
    }
    refuse(work.record.id, "",
           {Text::workflow_effect_missing,
            {argument("transition", work.step->declaration.title),
             argument("type", catalogue_.find(creation.type)->title)}});
}

Result<std::vector<model::Opinion>> Attempt::opinions_on(const model::Record& subject, const model::RecordType& type) {
    return server::opinions_on(subject, type, [&](RecordId id) -> Result<std::optional<model::Record>> {
        const auto work = works_.find(id);
        return work != works_.end() ? std::optional(work->second.record) : TRY(storage_.find_record(id));
    });
}

// An opinion changes what its subject shows of the countersignature.
Result<void> Attempt::take_opinion(Work& work) {
    const model::Countersign* countersign = model::find_countersign_of_opinions(catalogue_, *work.type);
    const model::Workflow* workflow =
        countersign == nullptr ? nullptr : catalogue_.find_workflow(countersign->type().id);
    if (workflow == nullptr || work.changed.empty()) {
        return {};
    }
    const auto* parent = std::get_if<RecordId>(&model::value_of(work.record, model::parent_field(*work.type)->id));
    const auto subject = parent != nullptr ? TRY(storage_.find_record(*parent)) : std::nullopt;
    if (!subject || subject->type != countersign->type().id) {
        refuse_whole(work, about_type(Text::parent_missing, countersign->type()));
        return {};
    }
    if (is_device()) {
        const auto earlier =
            TRY(server::opinions_on(*subject, *work.type, [&](RecordId id) { return storage_.find_record(id); }));
        const StoredRecords records(storage_);
        const model::OpinionChange change{.before = work.before ? &*work.before : nullptr,
                                          .after = work.record,
                                          .subject = *subject,
                                          .opinions = earlier,
                                          .is_undo = transaction_.intent == model::Intent::undo};
        for (Message& refusal : model::refusals_of_opinion(*countersign, *workflow, *work.type, change,
                                                           application_.actor, records.context(application_))) {
            refuse(work.record.id, "", std::move(refusal));
        }
        if (records.error()) {
            return *records.error();
        }
    }
    Work* changed = TRY(find_work({.record = subject->id, .type = subject->type}));
    if (changed != nullptr && work.is_created()) {
        log_opinion(changed->record, work.record.id);
        changed->changed.insert(model::countersign_field::log);
    }
    return {};
}

// Deadlines and countersignature, from the record as the merge and the step have left it.
Result<void> Attempt::derive(Work& work) {
    TRY(follow_pool(work));
    const bool is_countersigned = work.type->countersign.has_value();
    if (work.type->deadlines.empty() && !is_countersigned) {
        return {};
    }
    const model::Workflow* workflow = catalogue_.find_workflow(work.record.type);
    const model::Passage passage{work.before ? &*work.before : nullptr, work.record, work.is_step_back, moment()};
    for (auto& [field, value] : model::outdated_deadlines(*work.type, workflow, passage, catalogue_.calendar(),
                                                          model::Catalogue::utc_offset_minutes)) {
        write(work, field, std::move(value));
    }
    const model::Countersign* countersign = catalogue_.find_countersign(work.record.type);
    if (countersign == nullptr || workflow == nullptr) {
        return {};
    }
    const model::RecordType* opinion_type = catalogue_.find(work.type->countersign->opinions);
    const auto opinions = TRY(opinions_on(work.record, *opinion_type));
    const StoredRecords records(storage_);
    for (auto& [field, value] :
         model::outdated_countersign(*countersign, *workflow, passage, opinions, records.context(application_))) {
        write(work, field, std::move(value));
    }
    return records.error() ? Result<void>(*records.error()) : Result<void>();
}

// Only the one whom it is for marks a notification as read.
void Attempt::check_recipient(const Work& work) {
    const model::Field* recipient =
        work.type->name == "notification" ? model::find_field(*work.type, "recipient") : nullptr;
    if (recipient != nullptr && is_device() && !work.changed.empty() &&
        model::value_of(work.record, recipient->id) != model::Value(application_.actor.user)) {
        refuse(work.record.id, "", {Text::notification_not_yours, {}});
    }
}

Result<std::vector<Notification>> Attempt::notifications() {
    std::vector<Notification> notifications;
    for (const Work* work : order_) {
        if (work->step != nullptr) {
            TRY(add_notices(storage_, application_, *work->type, *work->step, work->record, notifications));
        }
        if (work->is_created() && is_device()) {
            TRY(add_creation_notices(storage_, application_, catalogue_, *work->type, work->record, notifications));
        }
        const model::Countersign* countersign = catalogue_.find_countersign(work->record.type);
        if (countersign != nullptr && work->before && !work->is_step_back) {
            TRY(add_countersign_notices(storage_, application_, *countersign, *work->before, work->record,
                                        notifications));
        }
    }
    for (const PoolPassage& passage : pool_passages()) {
        const model::PoolRules* rules = TRY(pool_rules());
        TRY(add_pool_notices(storage_, application_, passage, *rules, pool_calendar(), notifications));
    }
    return notifications;
}

// Of deleted records, too: what is deleted can be restored. An administrator's command may put a record into any state.
Result<void> Attempt::check_states(const Work& work) {
    const model::Workflow* workflow = catalogue_.find_workflow(work.record.type);
    if (workflow == nullptr || work.changed.empty() || !is_device() || work.is_step_back || is_only_moved(work)) {
        return {};
    }
    const model::Field* state = model::find_field(*work.type, workflow->state_field());
    const model::Record* before = work.before ? &*work.before : nullptr;
    for (Message& refusal : TRY(refusals_of_states(storage_, catalogue_, application_, before, work.record))) {
        refuse(work.record.id, state->name, std::move(refusal));
    }
    return {};
}

}  // namespace xingke::server
