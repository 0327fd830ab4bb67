#include "app/model/who.h"

#include <algorithm>

#include "app/model/expression_check.h"
#include "app/model/expression_parse.h"

namespace xingke::model {

Result<PreparedWho> PreparedWho::prepare(const Who& who, const RecordType& type, const Catalogue& catalogue) {
    PreparedWho prepared;
    prepared.is_everybody_ = who.roles.empty() && who.people.empty() && who.when.empty();
    prepared.roles_ = who.roles;
    for (const std::string& text : who.people) {
        Expression person = TRY(parse_expression(text, type, catalogue));
        TRY(check_gives(ExpressionKind::reference, person, type, catalogue));
        prepared.people_.push_back(std::move(person));
    }
    if (!who.when.empty()) {
        prepared.when_.push_back(TRY(parse_condition(who.when, type, catalogue)));
    }
    return prepared;
}

bool PreparedWho::includes(const Record& record, const Actor& actor, const ExpressionContext& context) const {
    if (is_everybody_ || std::ranges::find(roles_, actor.role) != roles_.end()) {
        return true;
    }
    ExpressionContext as_actor = context;
    as_actor.me = actor.user;
    const auto is_actor = [&](const Expression& person) {
        return evaluate(person, record, as_actor) == Value(actor.user);
    };
    const auto is_met = [&](const Expression& condition) { return holds(condition, record, as_actor); };
    return std::ranges::any_of(people_, is_actor) || std::ranges::any_of(when_, is_met);
}

std::vector<RecordId> PreparedWho::people(const Record& record, const ExpressionContext& context) const {
    std::vector<RecordId> ids;
    for (const Expression& person : people_) {
        const Value value = evaluate(person, record, context);
        const auto* id = std::get_if<RecordId>(&value);
        if (id != nullptr && std::ranges::find(ids, *id) == ids.end()) {
            ids.push_back(*id);
        }
    }
    return ids;
}

MessageArgument who_argument(std::string name, const Who& who, const RecordType& type) {
    if (!who.title.chinese.empty()) {
        return argument(std::move(name), who.title);
    }
    std::vector<Title> titles;
    for (const Role role : who.roles) {
        titles.push_back(title_of(role));
    }
    for (const std::string& person : who.people) {
        const Field* field = find_field(type, person);
        titles.push_back(field == nullptr ? Title{person, person} : field->title);
    }
    return titles_argument(std::move(name), titles);
}

MessageArgument titles_argument(std::string name, const std::vector<Title>& titles) {
    MessageArgument joined{std::move(name), "", ""};
    for (const Title& title : titles) {
        joined.chinese += joined.chinese.empty() ? "" : "、";
        joined.chinese += title.chinese;
        joined.english += joined.english.empty() ? "" : ", ";
        joined.english += title.english;
    }
    return joined;
}

}  // namespace xingke::model
