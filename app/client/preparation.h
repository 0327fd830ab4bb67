// Inside of prepare(), for its three source files: the records of one draft, what the draft makes of them, and what
// follows from it. preparing.cpp gathers and completes, preparing_relations.cpp brings along the records that stand in
// some relation to them, preparing_checks.cpp says what may not be.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/client/pooling.h"
#include "app/client/preparing.h"
#include "app/model/field_rules.h"

namespace xingke::client {

// One record of the draft: what it is now, and what the draft makes of it.
struct Target {
    const model::RecordType* type = nullptr;
    RecordId id;
    std::optional<model::Record> before;
    model::Record after;
    std::vector<model::Change> changes;  // those that change something

    bool has_new_opinion = false;  // one on it was signed or taken back
    bool is_followed = false;      // changed by what another record's change brings along, and not by the person
    PoolNews news = {};            // of records that belong to it
    bool is_for_pool = false;      // made without an owner on purpose

    bool has_news() const { return news.followed_at || news.opportunity_at; }
    // Nothing of it was changed by hand: it only shows what happened to others.
    bool only_follows() const {
        return !has_new_opinion &&
               std::ranges::all_of(changes, [](const model::Change& each) { return model::is_derived(each.field); });
    }

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

    Result<Prepared> run(Written& written);

private:
    // preparing.cpp
    // Sorts the changes by record and works out what they make of it.
    Result<void> gather(Written& written);
    Result<Target*> target_of(const model::Change& change, Written& written);
    Result<void> take_step(Written& written);
    // Life is counted up, whatever number the draft says: only whether it asks for alive, deleted or purged matters.
    static void set_life(Target& target, const model::Value& wanted, Written& written);
    static void set_elements(Target& target, const model::Change& change);
    static bool is_claimed(const Target& target);
    // Of two who claim one customer without a network the server takes the first: the other's guard says so.
    void guard_claim(const Target& target);
    Result<void> derive_pool(Target& target);
    Result<void> derive(Target& target);
    Result<void> complete(Written& written);
    Result<void> fill_numbers(Target& target);
    static void fill(Target& target, model::FieldId field, model::Value value);
    static void set_by_app(Target& target, model::FieldId field, model::Value value);
    // preparing_relations.cpp
    // What is moved by it is not edited by the person: neither a lock nor a missing permission holds it back.
    Result<void> absorb(Written& written);
    // What belongs to a record is deleted with it and comes back with it: the records that were deleted in the same
    // action. Undo knows its records by itself.
    Result<void> take_children(Written& written);
    Result<std::vector<RecordId>> children_of(const Target& parent, const model::RecordType& type);
    // An opinion changes what its countersigned record shows, which therefore is written, too.
    Result<void> add_subjects(Written& written);
    // Of a record that is only made here, life may not have been said yet.
    static model::Record as_saved(const Target& target);
    Result<void> keep_one_of_siblings(Written& written);
    Result<void> settle_siblings(const model::RecordType& type, const model::Field& one, const model::Value& parent,
                                 const std::optional<RecordId>& chosen, Written& written);
    Result<void> set_on_parents(Written& written);
    Result<void> add_to_sums(Written& written);
    // A visit puts off when its customer goes to the pool.
    Result<void> add_followed(Written& written);
    // preparing_checks.cpp
    Result<void> check(Written& written);
    // To a record that this transaction restores: a merge is taken back.
    bool is_moved_back(const Target& target) const;
    Result<void> check_opinion(const Target& target, Written& written);
    void check_permission(const Target& target, Written& written) const;
    // As far as this device knows; the server knows them all.
    void check_unique(const Target& target, Written& written) const;
    Result<void> check_together(const Target& target, Written& written);
    Result<void> check_declaration(const Target& target, Written& written) const;
    void check_saved_view(const Target& target, Written& written) const;
    // The whole record, as the server will look at it.
    void check_content(const Target& target, Written& written) const;
    static void add_issue(Written& written, std::string_view field, Text key,
                          std::vector<MessageArgument> arguments = {});
    Result<void> check_pool(const Target& target, Written& written);

    Workspace& workspace_;
    Draft draft_;
    Numbers& numbers_;
    Instant now_;
    std::int64_t claimed_ = 0;  // by this draft
    std::optional<model::PoolRules> pool_rules_;
    std::vector<Target> targets_;
    std::unordered_map<RecordId, std::size_t> by_record_;
};

}  // namespace xingke::client
