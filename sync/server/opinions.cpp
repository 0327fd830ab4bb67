#include "sync/server/opinions.h"

namespace xingke::server {
namespace {

constexpr std::size_t printed_id_size = 36;

}  // namespace

std::vector<RecordId> logged_opinions(const model::Record& subject) {
    const auto* log = std::get_if<std::string>(&model::value_of(subject, model::countersign_field::log));
    std::vector<RecordId> ids;
    for (std::size_t at = 0; log != nullptr && at + printed_id_size <= log->size(); at += printed_id_size + 1) {
        if (const auto id = parse_id<RecordTag>(std::string_view(*log).substr(at, printed_id_size))) {
            ids.push_back(*id);
        }
    }
    return ids;
}

void log_opinion(model::Record& subject, RecordId opinion) {
    model::Value& log = subject.fields[model::countersign_field::log].value;
    const auto* text = std::get_if<std::string>(&log);
    log = text == nullptr || text->empty() ? print(opinion) : *text + "," + print(opinion);
}

Result<std::vector<model::Opinion>> opinions_on(const model::Record& subject, const model::RecordType& opinion_type,
                                                const FindRecord& find) {
    std::vector<model::Opinion> opinions;
    for (const RecordId id : logged_opinions(subject)) {
        const std::optional<model::Record> record = TRY(find(id));
        if (record && record->type == opinion_type.id && model::is_alive(*record)) {
            opinions.push_back(model::opinion_of(opinion_type, *record));
        }
    }
    return opinions;
}

}  // namespace xingke::server
