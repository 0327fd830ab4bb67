#include "sync/server/conflict.h"

#include "app/base/check.h"

namespace xingke::server {

std::string hexadecimal(const model::Value& value) {
    static constexpr char digits[] = "0123456789abcdef";
    Writer writer;
    encode(writer, value);
    std::string text;
    text.reserve(writer.size() * 2);
    for (const std::uint8_t byte : writer.bytes()) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

model::Record conflict_record(const model::Catalogue& catalogue, const Sibling& sibling,
                              const model::Transaction& transaction, model::Seq seq, Instant received, Random& random) {
    const model::RecordType* type = catalogue.find("conflict");
    CHECK(type != nullptr, "the catalogue declares conflicts");
    model::Record record{make_id<RecordTag>(received, random), type->id, {}};
    const auto set = [&](std::string_view name, model::Value value) {
        const model::Field* field = model::find_field(*type, name);
        CHECK(field != nullptr, "a conflict has the fields that commit fills");
        record.fields[field->id] = {std::move(value), seq};
    };
    record.fields[model::life_field] = {std::int64_t{1}, seq};
    set("subject_type", std::int64_t{sibling.type});
    set("subject", print(sibling.record));
    set("field", std::int64_t{sibling.field});
    set("value", hexadecimal(sibling.value));
    set("author", transaction.author);
    set("device", print(transaction.device));
    set("current_seq", static_cast<std::int64_t>(sibling.current_seq));
    set("state", std::string("open"));
    set("owner", transaction.author);
    set("created", received.ms);
    return record;
}

}  // namespace xingke::server
