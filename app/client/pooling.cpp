#include "app/client/pooling.h"

namespace xingke::client {
namespace {

model::PoolCalendar calendar_of(const Workspace& workspace) {
    return {workspace.catalogue.calendar(), model::Catalogue::utc_offset_minutes};
}

// What the same person put into the pool, undo takes back.
bool is_given_back(const Workspace& workspace, const model::Record& after, bool is_undo) {
    const model::Value me = workspace.account.user;
    return is_undo && model::value_of(after, model::common_field::owner) == me &&
           model::value_of(after, model::pool_field::former_owner) == me;
}

Result<std::int64_t> count(Workspace& workspace, const model::RecordType& type, std::vector<model::Filter> filters) {
    model::Query query{.type = type.id, .fields = {model::common_field::owner}};
    query.filters = std::move(filters);
    query.filters.push_back({.field = model::common_field::owner, .value = workspace.account.user});
    query.count = 1;
    return TRY(workspace.store.page(query)).total;
}

}  // namespace

Result<model::PoolRules> read_pool_rules(Workspace& workspace) {
    const model::RecordType* type = workspace.catalogue.find("pool_rule");
    if (type == nullptr) {
        return model::PoolRules{};
    }
    const auto record = TRY(workspace.store.read(type->id, model::pool_rule_id));
    return model::pool_rules_of(*type, record ? &*record : nullptr);
}

Result<model::PoolCounts> pool_counts(Workspace& workspace, const model::RecordType& type) {
    constexpr int utc_offset_minutes = model::Catalogue::utc_offset_minutes;
    const std::int64_t today = model::local_day(workspace.clock.now(), utc_offset_minutes);
    const std::int64_t since_ms = model::instant_of_minute(today, 0, utc_offset_minutes).ms;
    model::PoolCounts counts;
    counts.claimed_today = TRY(
        count(workspace, type,
              {{.field = model::pool_field::reason, .value = std::string(model::key_of(model::PoolReason::claimed))},
               {.field = model::pool_field::owned_since, .test = model::Filter::Test::at_least, .value = since_ms}}));
    counts.held = TRY(count(workspace, type, {}));
    return counts;
}

model::FieldValues outdated_pool_values(const Workspace& workspace, const model::RecordType& type,
                                        const model::Passage& passage, const PoolNews& news,
                                        const model::PoolRules& rules) {
    return model::outdated_pool(
        type, passage,
        {rules, calendar_of(workspace), workspace.account.user, is_given_back(workspace, passage.after, news.is_undo),
         news.followed_at, news.opportunity_at});
}

Result<Message> refusal_of_owner(Workspace& workspace, const model::RecordType& type, const model::Passage& passage,
                                 bool is_undo, std::int64_t claimed_before) {
    const auto change = model::owner_change(type, passage.before, passage.after, workspace.account.user,
                                            is_given_back(workspace, passage.after, is_undo));
    if (!change || change->reason != model::PoolReason::claimed) {
        const model::PoolRules none;
        return !change ? Message{}
                       : model::refusal_of_owner(workspace.account.actor(), type, passage.before, *change, none,
                                                 calendar_of(workspace), {}, passage.at);
    }
    const model::PoolRules rules = TRY(read_pool_rules(workspace));
    model::PoolCounts counts = TRY(pool_counts(workspace, type));
    counts.claimed_today += claimed_before;
    counts.held += claimed_before;
    return model::refusal_of_owner(workspace.account.actor(), type, passage.before, *change, rules,
                                   calendar_of(workspace), counts, passage.at);
}

}  // namespace xingke::client
