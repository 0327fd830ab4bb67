#include "sync/server/notification.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/model/countersign_fields.h"
#include "sync/server/stored_records.h"

namespace xingke::server {
namespace {

std::string label_of(const model::RecordType& type, const model::Record& record) {
    const model::Field* label = model::find_field(type, type.label_field);
    const auto* text = label == nullptr ? nullptr : std::get_if<std::string>(&model::value_of(record, label->id));
    return text == nullptr ? std::string() : *text;
}

// What somebody who is told of a record is led to: of a comment, the record that it is about.
struct Subject {
    model::TypeId type = 0;
    RecordId record;
};
Subject subject_of(const model::RecordType& type, const model::Record& record) {
    const model::Field* of_type = model::find_field(type, "subject_type");
    const model::Field* subject = model::find_field(type, "subject");
    const auto* number =
        of_type == nullptr ? nullptr : std::get_if<std::int64_t>(&model::value_of(record, of_type->id));
    const auto* text = subject == nullptr ? nullptr : std::get_if<std::string>(&model::value_of(record, subject->id));
    const auto id = text == nullptr ? std::nullopt : parse_id<RecordTag>(*text);
    if (number == nullptr || !id || *number < 1 || *number > UINT16_MAX) {
        return {type.id, record.id};
    }
    return {static_cast<model::TypeId>(*number), *id};
}

// One person is told once of one thing.
void add(Notification notification, std::vector<Notification>& notifications) {
    const bool is_known = std::ranges::any_of(notifications, [&](const Notification& other) {
        return other.recipient == notification.recipient && other.subject == notification.subject &&
               other.text.chinese == notification.text.chinese;
    });
    if (!is_known) {
        notifications.push_back(std::move(notification));
    }
}

// Those who work here, but for the one who acts, with the context in which me() is the person.
template <class Visit>
Result<void> for_each_other(ReadTransaction& storage, const Application& application, Visit visit) {
    const StoredRecords records(storage);
    for (const Account& account : TRY(storage.accounts())) {
        if (account.is_disabled || account.user == application.actor.user) {
            continue;
        }
        model::ExpressionContext context = records.context(application);
        context.me = account.user;
        visit(model::Actor{account.user, account.role}, context);
    }
    if (records.error()) {
        return *records.error();
    }
    return {};
}

std::string state_in(const model::Record& record) {
    const auto* state = std::get_if<std::string>(&model::value_of(record, model::countersign_field::state));
    return state == nullptr ? std::string() : *state;
}

}  // namespace

Result<void> add_notices(ReadTransaction& storage, const Application& application, const model::RecordType& type,
                         const model::Transition& step, const model::Record& record,
                         std::vector<Notification>& notifications) {
    const auto is_notify = [](const model::Effect& effect) {
        return std::holds_alternative<model::effect::Notify>(effect);
    };
    if (std::ranges::none_of(step.declaration.effects, is_notify)) {
        return {};
    }
    const std::string label = label_of(type, record);
    return for_each_other(storage, application, [&](model::Actor person, const model::ExpressionContext& context) {
        for (std::size_t i = 0; i < step.effects.size(); ++i) {
            const auto* notify = std::get_if<model::effect::Notify>(&step.declaration.effects[i]);
            if (notify != nullptr && step.effects[i].who.includes(record, person, context)) {
                add({person.user, "notice", notify->text, type.id, record.id, label, {}}, notifications);
            }
        }
    });
}

Result<void> add_creation_notices(ReadTransaction& storage, const Application& application,
                                  const model::Catalogue& catalogue, const model::RecordType& type,
                                  const model::Record& record, std::vector<Notification>& notifications) {
    std::vector<std::pair<const model::effect::Notify*, model::PreparedWho>> notices;
    for (const model::effect::Notify& notice : type.notices) {
        if (auto who = model::PreparedWho::prepare(notice.who, type, catalogue)) {
            notices.emplace_back(&notice, std::move(who).value());
        }
    }
    if (notices.empty()) {
        return {};
    }
    const Subject subject = subject_of(type, record);
    const std::string label = label_of(type, record);
    return for_each_other(storage, application, [&](model::Actor person, const model::ExpressionContext& context) {
        for (const auto& [notice, who] : notices) {
            if (who.includes(record, person, context)) {
                // The first that fits says most.
                add({person.user, "notice", notice->text, subject.type, subject.record, label}, notifications);
                return;
            }
        }
    });
}

Result<void> add_countersign_notices(ReadTransaction& storage, const Application& application,
                                     const model::Countersign& countersign, const model::Record& before,
                                     const model::Record& after, std::vector<Notification>& notifications) {
    const std::string from = state_in(before), to = state_in(after);
    const bool is_new_round = model::round_of(before) != model::round_of(after);
    if (from == to && !is_new_round) {
        return {};
    }
    const model::RecordType& type = countersign.type();
    const std::string label = label_of(type, after);
    return for_each_other(storage, application, [&](model::Actor person, const model::ExpressionContext& context) {
        const auto tell = [&](std::string_view kind, Title text) {
            add({person.user, kind, text, type.id, after.id, label, {}}, notifications);
        };
        if (to == "open" && is_new_round) {
            const model::Route* route = countersign.route_of(after, context);
            for (const std::string& key : route == nullptr ? std::vector<std::string>() : route->seats) {
                if (countersign.may_sign(*countersign.find_seat(key), after, person, context)) {
                    tell("todo", {"请签署会签意见", "Please sign your department’s opinion"});
                }
            }
        } else if (to != "open" && !to.empty()) {
            const auto* owner = std::get_if<RecordId>(&model::value_of(after, model::common_field::owner));
            if (owner != nullptr && *owner == person.user) {
                tell("notice", to == "agreed" ? Title{"会签已全部同意", "The countersignature is agreed"}
                                              : Title{"会签未通过", "The countersignature is refused"});
            }
        }
    });
}

model::Record notification_record(const model::Catalogue& catalogue, const Notification& notification,
                                  const Application& application, model::Seq seq, Random& random) {
    const model::RecordType* type = catalogue.find("notification");
    CHECK(type != nullptr, "the catalogue declares notifications");
    model::Record record{make_id<RecordTag>(application.received, random), type->id, {}};
    const auto set = [&](std::string_view name, model::Value value) {
        const model::Field* field = model::find_field(*type, name);
        CHECK(field != nullptr, "a notification has the fields that the server fills");
        record.fields[field->id] = {std::move(value), seq};
    };
    record.fields[model::life_field] = {std::int64_t{1}, seq};
    set("recipient", notification.recipient);
    set("kind", std::string(notification.kind));
    const bool has_words = notification.words.key != Text::nothing;
    set("text", has_words ? words(notification.words, Language::chinese) : std::string(notification.text.chinese));
    set("text_english",
        has_words ? words(notification.words, Language::english) : std::string(notification.text.english));
    set("subject_type", std::int64_t{notification.subject_type});
    set("subject", print(notification.subject));
    set("subject_label", notification.subject_label);
    set("owner", notification.recipient);
    if (!application.actor.user.is_nil()) {
        set("creator", application.actor.user);
    }
    set("created", application.received.ms);
    return record;
}

}  // namespace xingke::server
