// Notifications: what a step tells people, and what a countersignature asks of them, as records of type `notification`
// (app/catalogue/system.cpp). The server writes them in the transaction in which the step arrives, so no device can
// leave them out or make them up.
#pragma once

#include <string>
#include <vector>

#include "app/base/random.h"
#include "app/model/countersign.h"
#include "app/model/workflow.h"
#include "sync/server/apply.h"

namespace xingke::server {

struct Notification {
    RecordId recipient;
    std::string_view kind;  // an option's key of the field `kind`
    Title text;
    model::TypeId subject_type = 0;
    RecordId subject;
    std::string subject_label;
    Message words = {};  // instead of the text, where it has more to say
};

// For each account of the company that a Notify of the step includes, but disabled ones and the one who acts.
Result<void> add_notices(ReadTransaction& storage, const Application& application, const model::RecordType& type,
                         const model::Transition& step, const model::Record& record,
                         std::vector<Notification>& notifications);

// For each account that a notice of the new record's type includes (RecordType::notices), once.
Result<void> add_creation_notices(ReadTransaction& storage, const Application& application,
                                  const model::Catalogue& catalogue, const model::RecordType& type,
                                  const model::Record& record, std::vector<Notification>& notifications);

// What changed in a countersignature: those who are to sign when a round begins, the owner when it has its outcome.
Result<void> add_countersign_notices(ReadTransaction& storage, const Application& application,
                                     const model::Countersign& countersign, const model::Record& before,
                                     const model::Record& after, std::vector<Notification>& notifications);

// All its fields carry `seq`. The catalogue declares the type, or it is a CHECK.
model::Record notification_record(const model::Catalogue& catalogue, const Notification& notification,
                                  const Application& application, model::Seq seq, Random& random);

}  // namespace xingke::server
