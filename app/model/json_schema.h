// A record type as a JSON Schema (draft 2020-12): for whoever exchanges records with this CRM by name. Values stand as
// the database keeps them: money in fen, percent in hundredths, dates as ISO 8601, references as ids. Pure.
#pragma once

#include <string>

#include "app/model/catalogue.h"

namespace xingke::model {

std::string json_schema(const RecordType& type, Language language);

}  // namespace xingke::model
