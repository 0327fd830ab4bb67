#include "app/client/preparing.h"

#include <algorithm>
#include <unordered_map>

#include "app/base/check.h"
#include "app/client/derived_values.h"
#include "app/client/steps.h"
#include "app/model/field_rules.h"
#include "app/model/layer.h"
#include "app/model/saved_view.h"
#include "app/store/declarations.h"

namespace xingke::client {
namespace {

Message message_of(Text key, std::vector<MessageArgument> arguments = {}) {
    return {key, std::move(arguments)};
}

// One record of the draft: what it is now, and what the draft makes of it.
struct Target {
    const model::RecordType* type = nullptr;
    RecordId id;
    std::optional<model::Record> before;
    model::Record after;
    std::vector<model::Change> changes;  // those that change something

    bool has_new_opinion = false;  // one on it was signed or taken back

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
        TRY(take_children(written));
        TRY(add_subjects(written));
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
            } else if (field->computed.is_given() || model::is_derived(field->id)) {
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
            return Error{Fault::not_found, message_of(Text::record_missing), ""};
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
                    if (Target* target = TRY(target_of(change, written))) {
                        set_life(*target, life, written);
                    }
                }
            }
        }
        return {};
    }

    Result<std::vector<RecordId>> children_of(const Target& parent, const model::RecordType& type) {
        model::Query query{.type = type.id, .fields = {model::common_field::created}, .deleted = !parent.dies()};
        query.filters = {{.field = model::parent_field(type)->id, .value = parent.id}};
        if (parent.revives()) {
            for (const model::FieldId field : {model::common_field::remover, model::common_field::removed}) {
                query.filters.push_back({.field = field, .value = model::value_of(*parent.before, field)});
            }
        }
        std::vector<RecordId> children;
        query.count = model::window_rows_max;
        while (true) {
            const model::Page page = TRY(workspace_.store.page(query));
            for (const model::Row& row : page.rows) {
                children.push_back(row.id);
            }
            query.first += query.count;
            if (query.first >= page.total) {
                return children;
            }
        }
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
                return Error{Fault::not_found, message_of(Text::record_missing), ""};
            }
            subject->has_new_opinion = true;
            if (targets_[i].is_creation()) {
                const std::int64_t round = model::round_of(*subject->before);
                set_by_app(targets_[i], model::find_field(opinion_type, "round")->id, round);
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
                        return Error{Fault::not_found, message_of(Text::record_missing), ""};
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
            if (field.numbering.is_given() && model::is_empty(model::value_of(target.after, field.id))) {
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
            if (!target.changes.empty()) {
                check_permission(target, written);
                check_content(target, written);
                check_declaration(target, written);
                check_saved_view(target, written);
                check_unique(target, written);
                TRY(check_opinion(target, written));
            }
        }
        return {};
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

    void check_declaration(const Target& target, Written& written) const {
        if (target.type->name != model::declaration_type_name) {
            return;
        }
        Result<std::vector<model::Declaration>> others = store::read_declarations(workspace_.store.database());
        if (!others) {
            written.error = others.error().message;
            return;
        }
        std::erase_if(*others, [&](const model::Declaration& other) { return other.record == target.id; });
        const model::Record* before = target.before ? &*target.before : nullptr;
        for (Message& refusal : model::refusals_of_declaration(workspace_.core, *others, before, target.after,
                                                               workspace_.account.actor())) {
            written.issues.push_back({"", std::move(refusal)});
        }
    }

    void check_saved_view(const Target& target, Written& written) const {
        if (target.type->name != model::saved_view_type_name) {
            return;
        }
        const model::Record* before = target.before ? &*target.before : nullptr;
        for (Message& refusal :
             model::refusals_of_saved_view(*target.type, before, target.after, workspace_.account.actor())) {
            written.issues.push_back({"", std::move(refusal)});
        }
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
        written.issues.push_back({std::string(field), message_of(key, std::move(arguments))});
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
