// What a draft may not do, as the server will say it, too.
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
#include "app/model/saved_view.h"
#include "app/model/sums.h"
#include "app/model/who.h"

namespace xingke::client {

Result<void> Preparing::check(Written& written) {
    for (const Target& target : targets_) {
        if (!target.changes.empty() && !target.is_followed && !target.only_follows() && !is_moved_back(target)) {
            check_permission(target, written);
            TRY(check_pool(target, written));
            check_content(target, written);
            TRY(check_declaration(target, written));
            check_saved_view(target, written);
            check_unique(target, written);
            TRY(check_together(target, written));
            TRY(check_opinion(target, written));
        }
    }
    return {};
}

bool Preparing::is_moved_back(const Target& target) const {
    return target.before && std::ranges::all_of(target.changes, [&](const model::Change& change) {
               const auto* to = std::get_if<RecordId>(&change.value);
               const auto found = to == nullptr ? by_record_.end() : by_record_.find(*to);
               return model::is_bookkeeping(change.field) ||
                      (found != by_record_.end() && targets_[found->second].revives());
           });
}

Result<void> Preparing::check_opinion(const Target& target, Written& written) {
    if (model::find_countersign_of_opinions(workspace_.catalogue, *target.type) == nullptr) {
        return {};
    }
    const auto* subject = std::get_if<RecordId>(&model::value_of(target.after, model::parent_field(*target.type)->id));
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

void Preparing::check_permission(const Target& target, Written& written) const {
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

void Preparing::check_unique(const Target& target, Written& written) const {
    for (const model::Field& field : target.type->fields) {
        const auto* text = std::get_if<std::string>(&model::value_of(target.after, field.id));
        if (!field.unique || text == nullptr || text->empty() || !model::is_alive(target.after)) {
            continue;
        }
        const auto holders = workspace_.store.find_equal(target.type->id, field.id, *text);
        const bool is_taken = holders && std::ranges::any_of(*holders, [&](RecordId id) { return id != target.id; });
        if (is_taken) {
            add_issue(written, field.name, Text::value_taken,
                      {argument("field", field.title), argument("value", *text)});
        }
    }
}

Result<void> Preparing::check_together(const Target& target, Written& written) {
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

Result<void> Preparing::check_declaration(const Target& target, Written& written) const {
    const model::Record* before = target.before ? &*target.before : nullptr;
    for (Message& refusal : TRY(refusals_of_declaration(workspace_, *target.type, before, target.after))) {
        written.issues.push_back({"", std::move(refusal)});
    }
    return {};
}

void Preparing::check_content(const Target& target, Written& written) const {
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

void Preparing::add_issue(Written& written, std::string_view field, Text key, std::vector<MessageArgument> arguments) {
    written.issues.push_back({std::string(field), {key, std::move(arguments)}});
}

Result<void> Preparing::check_pool(const Target& target, Written& written) {
    const model::Passage passage{target.before ? &*target.before : nullptr, target.after, false, now_};
    if (target.type->is_pooled) {
        Message refusal =
            TRY(refusal_of_owner(workspace_, *target.type, passage, draft_.intent == model::Intent::undo, claimed_));
        if (refusal.key != Text::nothing) {
            written.issues.push_back({"owner", std::move(refusal)});
        }
        claimed_ += is_claimed(target) ? 1 : 0;
    }
    const model::Field* field = model::parent_field(*target.type);
    const auto* id = field == nullptr ? nullptr : std::get_if<RecordId>(&value_of(target.after, field->id));
    const model::RecordType* type =
        id == nullptr ? nullptr : workspace_.catalogue.find(std::get<model::kind::Reference>(field->kind).type);
    if (type == nullptr || !type->is_pooled || !target.is_creation()) {
        return {};
    }
    const auto found = by_record_.find(*id);
    const auto parent = found == by_record_.end() ? TRY(workspace_.store.read(type->id, *id))
                                                  : std::optional(targets_[found->second].after);
    const bool is_new = found != by_record_.end() && targets_[found->second].is_creation();
    if (parent && !is_new && model::must_claim_first(workspace_.account.actor(), *target.type, *type, *parent)) {
        add_issue(written, field->name, Text::pool_claim_first);
    }
    return {};
}

void Preparing::check_saved_view(const Target& target, Written& written) const {
    if (target.type->name != model::saved_view_type_name) {
        return;
    }
    const model::Record* before = target.before ? &*target.before : nullptr;
    for (Message& refusal :
         model::refusals_of_saved_view(*target.type, before, target.after, workspace_.account.actor())) {
        written.issues.push_back({"", std::move(refusal)});
    }
}

}  // namespace xingke::client
