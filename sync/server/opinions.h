// The opinions on a countersigned record, as the server took them: their ids stand in the record's hidden field
// `opinion_log`, in order, because the storage cannot look for the children of a record.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/base/result.h"
#include "app/model/countersign_fields.h"

namespace xingke::server {

std::vector<RecordId> logged_opinions(const model::Record& subject);
void log_opinion(model::Record& subject, RecordId opinion);

// Null: no such record.
using FindRecord = std::function<Result<std::optional<model::Record>>(RecordId)>;
// Of all rounds, without those taken back. Faults: those of `find`.
Result<std::vector<model::Opinion>> opinions_on(const model::Record& subject, const model::RecordType& opinion_type,
                                                const FindRecord& find);

}  // namespace xingke::server
