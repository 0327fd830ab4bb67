#include "app/store/packed.h"

#include <limits>

namespace xingke::store {
namespace {

model::FieldId read_field_id(Reader& reader) {
    const std::uint64_t id = reader.varint();
    if (id > std::numeric_limits<model::FieldId>::max()) {
        reader.fail();
        return 0;
    }
    return static_cast<model::FieldId>(id);
}

}  // namespace

void pack_version(Writer& writer, model::FieldId field, model::Seq seq) {
    writer.varint(field);
    writer.varint(seq);
}

void pack_field(Writer& writer, model::FieldId field, const model::FieldState& state) {
    writer.varint(field);
    writer.varint(state.seq);
    encode(writer, state.value);
}

Bytes pack(const Versions& versions) {
    Writer writer;
    for (const auto& [field, seq] : versions) {
        pack_version(writer, field, seq);
    }
    return writer.take();
}

Bytes pack(const Fields& fields) {
    Writer writer;
    for (const auto& [field, state] : fields) {
        pack_field(writer, field, state);
    }
    return writer.take();
}

Result<Versions> unpack_versions(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    Versions versions;
    while (reader.ok() && !reader.at_end()) {
        const model::FieldId field = read_field_id(reader);
        versions[field] = reader.varint();
    }
    if (!reader.ok()) {
        return damaged("_ver");
    }
    return versions;
}

Result<Fields> unpack_fields(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    Fields fields;
    while (reader.ok() && !reader.at_end()) {
        const model::FieldId field = read_field_id(reader);
        model::FieldState& state = fields[field];
        state.seq = reader.varint();
        state.value = model::decode_value(reader);
    }
    if (!reader.ok()) {
        return damaged("_ext");
    }
    return fields;
}

Error damaged(std::string_view what) {
    return {Fault::storage, {Text::storage_damaged, {}}, "damaged: " + std::string(what)};
}

Bytes packed(const model::Value& value) {
    Writer writer;
    model::encode(writer, value);
    return writer.take();
}

model::Value unpacked(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    return model::decode_value(reader);
}

}  // namespace xingke::store
