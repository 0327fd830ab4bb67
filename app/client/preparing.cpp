#include "app/client/preparing.h"

#include <algorithm>
#include <unordered_map>

#include "app/base/check.h"
#include "app/client/absorbing.h"
#include "app/client/derived_values.h"
#include "app/client/related_records.h"
#include "app/client/steps.h"
#include "app/model/field_rules.h"
#include "app/model/siblings.h"
#include "app/model/sums.h"
#include "app/model/who.h"

namespace xingke::client {
namespace {

// One record of the draft: what it is now, and what the draft makes of it.
struct Target {
    const model::RecordType* type = nullptr;
    RecordId id;
    std::optional<model::Record> before;
    model::Record after;
    std::vector<model::Change> changes;  // those that change something

    bool has_new_opinion = false;  // one on it was signed or taken back
    bool is_followed = false;      // changed by what another record's change brings along, and not by the person

    bool is_creation() const { return !before.has_value(); }
    bool dies() const { return before && model::is_alive(*before) && !model::is_alive(after); }
    bool is_purged() const { return model::is_purged(after); }
    bool purges() const { return before && !model::is_purged(*before) && is_purged(); }
    bool revives() const { return before && !model::is_alive(*before) && model::is_alive(after); }

    void apply(model::FieldId field, model::Operation operation, model::Value value) {
        model::FieldState& state = after.fields[field];
        model::Value next = store::after_operation(state.value, operation, value);
        if (next != state.value) {
            state.value = std::move(next);
            changes.push_back({id, type->id, field, operation, std::move(value)});
        }
    }
};

class Preparing {
public:
    Preparing(Workspace& workspace, Draft draft, Instant now, Numbers& numbers)
        : workspace_(workspace), draft_(std::move(draft)), numbers_(numbers), now_(now) {}

    Result<Prepared> run(Written& written) {
        TRY(gather(written));
        TRY(take_step(written));
        TRY(absorb(written));
        TRY(take_children(written));
        TRY(add_subjects(written));
        TRY(keep_one_of_siblings(written));
        TRY(add_to_sums(written));
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

private:
    // Sorts the changes by record and works out what they make of it.
    Result<void> gather(Written& written) {
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
                target->apply(change.field, change.operation, std::move(change.value));
            }
        }
        draft_.changes = {};
        return {};
    }

    Result<Target*> target_of(const model::Change& change, Written& written) {
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

    Result<void> take_step(Written& written) {
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
            changes.push_back(
                {.record = id, .type = creation.type, .field = model::life_field, .value = std::int64_t{1}});
            for (auto& [field, value] : creation.values) {
                changes.push_back({.record = id, .type = creation.type, .field = field, .value = std::move(value)});
            }
        }
        draft_.changes = std::move(changes);
        return gather(written);
    }

    // What is moved by it is not edited by the person: neither a lock nor a missing permission holds it back.
    Result<void> absorb(Written& written) {
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

    // Life is counted up, whatever number the draft says: only whether it asks for alive, deleted or purged matters.
    static void set_life(Target& target, const model::Value& wanted, Written& written) {
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

    // What belongs to a record is deleted with it and comes back with it: the records that were deleted in the same
    // action. Undo knows its records by itself.
    Result<void> take_children(Written& written) {
        if (draft_.intent == model::Intent::undo) {
            return {};
        }
        for (std::size_t i = 0; i < targets_.size(); ++i) {  // grows meanwhile, by children's children
            const Target parent = targets_[i];
            if (!parent.dies() && !parent.revives() && !parent.purges()) {
                continue;
            }
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

    Result<std::vector<RecordId>> children_of(const Target& parent, const model::RecordType& type) {
        std::vector<model::Filter> filters = {{.field = model::parent_field(type)->id, .value = parent.id}};
        if (parent.revives()) {
            for (const model::FieldId field : {model::common_field::remover, model::common_field::removed}) {
                filters.push_back({.field = field, .value = model::value_of(*parent.before, field)});
            }
        }
        return records_with(workspace_, type, std::move(filters), !parent.dies());
    }

    static void set_elements(Target& target, const model::Change& change) {
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

    // An opinion changes what its countersigned record shows, which therefore is written, too.
    Result<void> add_subjects(Written& written) {
        for (std::size_t i = 0; i < targets_.size(); ++i) {
            const model::RecordType& opinion_type = *targets_[i].type;
            const model::Countersign* countersign =
                model::find_countersign_of_opinions(workspace_.catalogue, opinion_type);
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

    // Of a record that is only made here, life may not have been said yet.
    static model::Record as_saved(const Target& target) {
        model::Record record = target.after;
        if (target.is_creation() && !target.changes.empty()) {
            record.fields[model::life_field].value = std::int64_t{1};
        }
        return record;
    }

    Result<void> keep_one_of_siblings(Written& written) {
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

    Result<void> settle_siblings(const model::RecordType& type, const model::Field& one, const model::Value& parent,
                                 const std::optional<RecordId>& chosen, Written& written) {
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

    Result<void> add_to_sums(Written& written) {
        const std::size_t count = targets_.size();  // A sum does not feed another one.
        for (std::size_t i = 0; i < count; ++i) {
            if (targets_[i].changes.empty() || targets_[i].is_purged()) {
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

    Result<void> derive(Target& target) {
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

    Result<void> complete(Written& written) {
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
                fill(target, model::common_field::owner, workspace_.account.user);
                fill(target, model::common_field::creator, workspace_.account.user);
                fill(target, model::common_field::created, now_.ms);
            }
            if (!target.changes.empty()) {
                for (auto& [field, value] : model::outdated_values(*target.type, target.after)) {
                    set_by_app(target, field, std::move(value));
                }
            }
            if (!target.changes.empty() || target.has_new_opinion) {
                TRY(derive(target));
            }
            if (!target.changes.empty() && !draft_.is_complete) {
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

    Result<void> fill_numbers(Target& target) {
        for (const model::Field& field : target.type->fields) {
            const bool can_wait = field.numbering.may_be_missing && workspace_.account.device_code.empty();
            if (field.numbering.is_given() && !can_wait && model::is_empty(model::value_of(target.after, field.id))) {
                set_by_app(target, field.id, TRY(numbers_.next(*target.type, field, now_)));
            }
        }
        return {};
    }

    static void fill(Target& target, model::FieldId field, model::Value value) {
        if (model::is_empty(model::value_of(target.after, field))) {
            set_by_app(target, field, std::move(value));
        }
    }

    static void set_by_app(Target& target, model::FieldId field, model::Value value) {
        const model::Field* declared = model::find_field(*target.type, field);
        if (declared != nullptr && !declared->server_only) {
            target.apply(field, model::Operation::set, std::move(value));
        }
    }

    Result<void> check(Written& written) {
        for (const Target& target : targets_) {
            if (!target.changes.empty() && !target.is_followed && !is_moved_back(target)) {
                check_permission(target, written);
                check_content(target, written);
                TRY(check_declaration(target, written));
                check_unique(target, written);
                TRY(check_together(target, written));
                TRY(check_opinion(target, written));
            }
        }
        return {};
    }

    // To a record that this transaction restores: a merge is taken back.
    bool is_moved_back(const Target& target) const {
        return target.before && std::ranges::all_of(target.changes, [&](const model::Change& change) {
                   const auto* to = std::get_if<RecordId>(&change.value);
                   const auto found = to == nullptr ? by_record_.end() : by_record_.find(*to);
                   return model::is_bookkeeping(change.field) ||
                          (found != by_record_.end() && targets_[found->second].revives());
               });
    }

    Result<void> check_opinion(const Target& target, Written& written) {
        if (model::find_countersign_of_opinions(workspace_.catalogue, *target.type) == nullptr) {
            return {};
        }
        const auto* subject =
            std::get_if<RecordId>(&model::value_of(target.after, model::parent_field(*target.type)->id));
        const auto found = subject == nullptr ? by_record_.end() : by_record_.find(*subject);
        CHECK(found != by_record_.end(), "add_subjects has added the record that an opinion is about");
        const model::Record* before = target.before ? &*target.before : nullptr;
        for (Message& refusal :
             TRY(refusals_of_opinion(workspace_, *target.type, before, target.after, *targets_[found->second].before,
                                     draft_.intent == model::Intent::undo))) {
            written.issues.push_back({"", std::move(refusal)});
        }
        return {};
    }

    void check_permission(const Target& target, Written& written) const {
        const model::Actor actor = workspace_.account.actor();
        const auto title = argument("type", target.type->title);
        if (target.is_creation()) {
            if (!model::may(actor, model::Action::create, *target.type)) {
                add_issue(written, "", Text::may_not_create, {title});
            }
            return;
        }
        if (target.is_purged() && !target.purges()) {
            add_issue(written, "", Text::record_purged);
            return;
        }
        if (target.purges()) {
            if (!model::may(actor, model::Action::purge, *target.type)) {
                add_issue(written, "", Text::may_not_purge, {title});
            }
            return;
        }
        if (target.dies() || target.revives()) {
            if (!model::may(actor, model::Action::remove, *target.type) &&
                !model::may_take_back(actor, draft_.intent, *target.type, *target.before)) {
                add_issue(written, "", Text::may_not_remove, {title});
            }
            return;
        }
        if (!model::may(actor, model::Action::edit, *target.type)) {
            add_issue(written, "", Text::may_not_edit, {title});
        } else if (!model::is_alive(*target.before)) {
            add_issue(written, "", Text::record_deleted);
        } else if (const model::Field* recipient =
                       target.type->name == "notification" ? model::find_field(*target.type, "recipient") : nullptr;
                   recipient != nullptr &&
                   model::value_of(*target.before, recipient->id) != model::Value(workspace_.account.user)) {
            add_issue(written, "", Text::notification_not_yours);
        }
    }

    // As far as this device knows; the server knows them all.
    void check_unique(const Target& target, Written& written) const {
        for (const model::Field& field : target.type->fields) {
            const auto* text = std::get_if<std::string>(&model::value_of(target.after, field.id));
            if (!field.unique || text == nullptr || text->empty() || !model::is_alive(target.after)) {
                continue;
            }
            const auto holders = workspace_.store.find_equal(target.type->id, field.id, *text);
            const bool is_taken =
                holders && std::ranges::any_of(*holders, [&](RecordId id) { return id != target.id; });
            if (is_taken) {
                add_issue(written, field.name, Text::value_taken,
                          {argument("field", field.title), argument("value", *text)});
            }
        }
    }

    Result<void> check_together(const Target& target, Written& written) {
        if (TRY(has_same_together(workspace_, *target.type, target.after))) {
            std::vector<Title> titles;
            for (const std::string& name : target.type->unique_together) {
                titles.push_back(model::find_field(*target.type, name)->title);
            }
            add_issue(written, target.type->unique_together.front(), Text::same_together,
                      {model::titles_argument("fields", titles), argument("type", target.type->title)});
        }
        return {};
    }

    Result<void> check_declaration(const Target& target, Written& written) const {
        const model::Record* before = target.before ? &*target.before : nullptr;
        for (Message& refusal : TRY(refusals_of_declaration(workspace_, *target.type, before, target.after))) {
            written.issues.push_back({"", std::move(refusal)});
        }
        return {};
    }

    // The whole record, as the server will look at it.
    void check_content(const Target& target, Written& written) const {
        if (target.is_purged()) {
            return;
        }
        if (model::is_alive(target.after)) {
            std::ranges::move(model::validate(*target.type, target.after), std::back_inserter(written.issues));
        }
        const model::Record* before = target.before ? &*target.before : nullptr;
        if (model::is_alive(target.after)) {
            std::ranges::move(model::validate_change(*target.type, before, target.after),
                              std::back_inserter(written.issues));
        }
        for (Message& refusal : refusals_of_states(workspace_, draft_.intent, before, target.after)) {
            written.issues.push_back({target.type->workflow->state_field, std::move(refusal)});
        }
    }

    static void add_issue(Written& written, std::string_view field, Text key,
                          std::vector<MessageArgument> arguments = {}) {
        written.issues.push_back({std::string(field), {key, std::move(arguments)}});
    }

    Workspace& workspace_;
    Draft draft_;
    Numbers& numbers_;
    Instant now_;
    std::vector<Target> targets_;
    std::unordered_map<RecordId, std::size_t> by_record_;
};

}  // namespace

Result<Prepared> prepare(Workspace& workspace, Draft draft, Instant now, Numbers& numbers, Written& written) {
    return Preparing(workspace, std::move(draft), now, numbers).run(written);
}

}  // namespace xingke::client
