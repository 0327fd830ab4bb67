#include "sync/server/storage/record_body.h"

#include <limits>

namespace xingke::server {

Bytes pack_fields(const model::Record& record) {
    Writer writer;
    writer.varint(record.fields.size());
    for (const auto& [field, state] : record.fields) {
        writer.varint(field);
        writer.varint(state.seq);
        encode(writer, state.value);
    }
    return writer.take();
}

Result<void> unpack_fields(std::span<const std::uint8_t> bytes, model::Record& record) {
    constexpr std::size_t field_bytes_min = 3;
    Reader reader(bytes);
    const std::size_t count = reader.count(field_bytes_min);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const std::uint64_t field = reader.varint();
        if (field > std::numeric_limits<model::FieldId>::max()) {
            reader.fail();
            break;
        }
        model::FieldState state;
        state.seq = reader.varint();
        state.value = model::decode_value(reader);
        record.fields.insert_or_assign(record.fields.end(), static_cast<model::FieldId>(field), std::move(state));
    }
    if (!reader.ok() || !reader.at_end()) {
        return Error{Fault::storage, {Text::storage_damaged, {}}, "record body of " + print(record.id)};
    }
    return {};
}

}  // namespace xingke::server
