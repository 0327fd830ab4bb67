// Inside of apply(), for its source files: one transaction tried upon copies of the records that it touches, so
// that all of it is decided before anything is written. apply.cpp has the rules that every change keeps,
// attempt_steps.cpp what follows from steps and opinions, attempt_pool.cpp who owns pooled records.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "app/model/countersign_fields.h"
#include "app/model/pool.h"
#include "app/model/workflow.h"
#include "sync/server/apply.h"
#include "sync/server/conflict.h"
#include "sync/server/limits.h"
#include "sync/server/notification.h"
#include "sync/server/pool_ledger.h"

namespace xingke::server {

// A record that the transaction touches, as it would be afterwards.
struct Work {
    const model::RecordType* type = nullptr;
    model::Record record;
    std::optional<model::Record> before;  // as stored
    std::int64_t life_before = 0;         // 0: there was none
    std::int64_t life = 0;
    std::set<model::FieldId> changed;
    bool is_agreed = false;                   // deleted or restored already, as this transaction wants it
    bool is_refused = false;                  // one reason that concerns the whole record is enough
    const model::Transition* step = nullptr;  // that was taken
    bool is_step_back = false;
    bool is_claimed = false;   // made by a step of another record in this transaction
    bool is_followed = false;  // changed by what another record's change brings along, and not by the person
    std::optional<model::OwnerChange> owner_change = {};           // of a pooled record
    std::optional<Instant> followed_at = {}, opportunity_at = {};  // by other records of this transaction
    std::int64_t count_today = 0;                                  // PoolPassage::count_today
    bool is_created() const { return life_before == 0 && life == 1; }
    bool is_purged() const { return life == model::purged_life; }
};

class Attempt {
public:
    Attempt(WriteTransaction& storage, const model::Catalogue& catalogue, const Application& application)
        : storage_(storage), catalogue_(catalogue), application_(application), transaction_(application.transaction) {
        // A base that this server never gave out belongs to a future that it lost (a backup was restored): nothing the
        // author saw can be told from it, so everything counts as concurrent and nothing is overwritten unseen.
        base_ = transaction_.base <= storage.company().head ? transaction_.base : 0;
    }

    // Fills reasons, or works and siblings.
    Result<void> decide();

    bool is_rejected() const { return !reasons_.empty(); }
    std::vector<protocol::Reason> take_reasons() { return std::move(reasons_); }
    std::vector<Work*>& works() { return order_; }
    const std::vector<Sibling>& siblings() const { return siblings_; }
    Result<std::vector<Notification>> notifications();
    std::vector<PoolPassage> pool_passages() const;

private:
    // The rules of a transaction: apply.cpp.
    Result<void> check_guards();
    Result<void> change_life(const model::Change& change);
    void purge(Work& work);
    void set_remover(Work& work, const model::Change& change);
    Result<void> change_field(const model::Change& change);
    Result<void> merge_field(Work& work, const model::Field& field, const model::Change& change);
    bool may_write(Work& work, const model::Field& field, const model::Change& change);
    Result<void> check_references(const Work& work);
    static void compute(Work& work);
    // What follows from steps and opinions: attempt_steps.cpp.
    static void write(Work& work, model::FieldId field, model::Value value);
    Result<void> follow_step(Work& work);
    void claim_creation(const Work& work, const model::Creation& creation);
    Result<void> take_opinion(Work& work);
    Result<std::vector<model::Opinion>> opinions_on(const model::Record& subject, const model::RecordType& type);
    Result<void> derive(Work& work);
    // What a change brings along elsewhere: attempt_relations.cpp.
    Result<Work*> find_followed(model::TypeId type, RecordId id);
    void gather_by_parent();
    Result<void> keep_one_of_siblings(Work& work);
    Result<void> settle_siblings(const model::RecordType& type, const model::Value& parent,
                                 const std::optional<RecordId>& chosen);
    Result<void> add_to_sums(Work& work);
    bool moves_between(const model::Value& from, const model::Value& to) const;
    bool is_only_moved(const Work& work) const;
    Result<void> check_states(const Work& work);
    void check_recipient(const Work& work);
    Result<void> check_number(Work& work, const model::Field& field);
    void check_validity(const Work& work);
    Result<void> check_values(const Work& work);

    // Owners of pooled records: attempt_pool.cpp.
    Result<const model::PoolRules*> pool_rules();
    model::PoolCalendar pool_calendar() const;
    Result<void> take_follow_up(const Work& work);
    Result<void> follow_pool(Work& work);
    Result<void> check_owner(Work& work);
    Result<void> check_claimed(Work& work);
    Result<Message> words_of_guard(const model::Guard& guard, const model::RecordType* type,
                                   const model::Value& present);

    Result<bool> sees_stored(model::TypeId type, RecordId record);
    Result<void> check_subject(const Work& work);
    Result<Work*> find_work(const model::Change& change);
    Result<std::optional<model::TypeId>> type_of(RecordId id);
    Result<bool> is_authors_own(Seq seq);

    // When it was done; a clock that is ahead says no more than that it was now.
    Instant moment() const { return std::min(transaction_.authored, application_.received); }
    // Nobody's: what the passing of time brings (pool_keeper.h).
    bool is_clock() const { return !is_device() && application_.actor.user.is_nil(); }
    bool is_device() const { return application_.authority == Authority::device; }
    bool may(model::Action action, const model::RecordType& type) const {
        return !is_device() || model::may(application_.actor, action, type);
    }
    bool may_take_back(const Work& work) const {
        return model::may_take_back(application_.actor, transaction_.intent, *work.type, work.record);
    }
    void refuse(RecordId record, std::string field, Message message) {
        if (reasons_.size() < reasons_of_outcome_max) {
            reasons_.push_back({record, std::move(field), std::move(message)});
        }
    }
    void refuse_whole(Work& work, Message message) {
        work.is_refused = true;
        refuse(work.record.id, "", std::move(message));
    }

    WriteTransaction& storage_;
    const model::Catalogue& catalogue_;
    const Application& application_;
    const model::Transaction& transaction_;
    Seq base_ = 0;
    std::unordered_map<RecordId, Work> works_;
    std::vector<Work*> order_;  // of first appearance, so that the same transaction writes alike everywhere
    std::unordered_map<RecordId, std::vector<Work*>> by_parent_;  // of types with a first among siblings
    std::unordered_map<RecordId, std::optional<model::TypeId>> types_;
    std::unordered_map<Seq, bool> own_;
    std::vector<Sibling> siblings_;
    std::set<std::tuple<model::TypeId, model::FieldId, std::string>> numbers_;  // given by this transaction
    std::vector<protocol::Reason> reasons_;
    std::optional<model::PoolRules> pool_rules_;
    std::optional<std::int64_t> claimed_today_;  // by the actor, those of this transaction among them
    std::int64_t claimed_here_ = 0;
};

inline Message about_type(Text text, const model::RecordType& type) {
    return {text, {argument("type", type.title)}};
}

}  // namespace xingke::server
