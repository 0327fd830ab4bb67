#include "app/client/numbers.h"

#include "app/model/numbering.h"

namespace xingke::client {

Result<std::string> Numbers::next(const model::RecordType& type, const model::Field& field, Instant now) {
    const std::string& code = workspace_.account.device_code;
    if (code.empty()) {
        return Error{Fault::unauthorized, {Text::session_ended, {}}, ""};
    }
    const model::NumberPattern pattern = TRY(model::parse_pattern(field.numbering.pattern, field.numbering.reset));
    const Date today = local_time(now, workspace_.clock.utc_offset_minutes(now)).date;
    const std::string key =
        "number/" + std::to_string(type.id) + "/" + std::to_string(field.id) + "/" + model::period_of(pattern, today);
    auto count = counts_.find(key);
    if (count == counts_.end()) {
        count = counts_.emplace(key, TRY(meta_number(workspace_.store, key))).first;
    }
    return model::number_text(pattern, today, code, ++count->second);
}

Result<void> Numbers::keep() {
    for (const auto& [key, count] : counts_) {
        TRY(set_meta_number(workspace_.store, key, count));
    }
    return {};
}

}  // namespace xingke::client
