#include "sync/protocol/transaction.h"

#include <limits>

#include "sync/protocol/frame.h"

// One transaction:
//
//   device 16 · counter v · author 16 · schema v · authored zigzag · base v · intent 1
//   guard count v, each: record 16 · field v · value
//   change count v, then runs of changes to one record: record 16 · type v · run length v,
//     each change: field v · operation 1 · value
//
// A run is as long as it can be, and no number is longer than it must be: a transaction has one form, so that its
// digest means its content.
namespace xingke::protocol {
namespace {

constexpr std::size_t guard_bytes_min = 18;
constexpr std::size_t change_bytes_min = 3;

template <class Tag>
Id<Tag> decode_id(Reader& reader) {
    return id_from_bytes<Tag>(reader.raw(16)).value_or(Id<Tag>{});
}

template <class Integer>
Integer decode_small(Reader& reader) {
    const std::uint64_t value = reader.varint();
    if (value > std::numeric_limits<Integer>::max()) {
        reader.fail();
        return 0;
    }
    return static_cast<Integer>(value);
}

template <class Enumeration>
Enumeration decode_enumeration(Reader& reader, Enumeration last) {
    const std::uint8_t value = reader.u8();
    if (value > static_cast<std::uint8_t>(last)) {
        reader.fail();
        return Enumeration{};
    }
    return static_cast<Enumeration>(value);
}

bool is_same_record(const model::Change& a, const model::Change& b) {
    return a.record == b.record && a.type == b.type;
}

std::vector<model::Change> decode_changes(Reader& reader) {
    const std::size_t count = reader.count(change_bytes_min);
    std::vector<model::Change> changes;
    if (count > model::change_count_max) {
        reader.fail();
        return changes;
    }
    changes.reserve(count);
    while (reader.ok() && changes.size() < count) {
        model::Change change;
        change.record = decode_id<RecordTag>(reader);
        change.type = decode_small<model::TypeId>(reader);
        const std::size_t run = reader.count(change_bytes_min);
        const bool continues_the_last = !changes.empty() && is_same_record(changes.back(), change);
        if (run == 0 || run > count - changes.size() || continues_the_last) {
            reader.fail();
            break;
        }
        for (std::size_t i = 0; i < run && reader.ok(); ++i) {
            change.field = decode_small<model::FieldId>(reader);
            change.operation = decode_enumeration(reader, model::Operation::remove);
            change.value = model::decode_value(reader);
            changes.push_back(change);
        }
    }
    return changes;
}

std::vector<model::Guard> decode_guards(Reader& reader) {
    const std::size_t count = reader.count(guard_bytes_min);
    std::vector<model::Guard> guards;
    if (count > model::guard_count_max) {
        reader.fail();
        return guards;
    }
    guards.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        model::Guard guard;
        guard.record = decode_id<RecordTag>(reader);
        guard.field = decode_small<model::FieldId>(reader);
        guard.expected = model::decode_value(reader);
        guards.push_back(std::move(guard));
    }
    return guards;
}

}  // namespace

void encode_head(Writer& writer, const model::Transaction& transaction, std::size_t change_count) {
    writer.raw(transaction.device.bytes);
    writer.varint(transaction.counter);
    writer.raw(transaction.author.bytes);
    writer.varint(transaction.schema);
    writer.zigzag(transaction.authored.ms);
    writer.varint(transaction.base);
    writer.u8(static_cast<std::uint8_t>(transaction.intent));
    writer.varint(transaction.guards.size());
    for (const model::Guard& guard : transaction.guards) {
        writer.raw(guard.record.bytes);
        writer.varint(guard.field);
        encode(writer, guard.expected);
    }
    writer.varint(change_count);
}

void encode_changes(Writer& writer, std::span<const model::Change> changes) {
    std::size_t at = 0;
    while (at < changes.size()) {
        std::size_t end = at + 1;
        while (end < changes.size() && is_same_record(changes[at], changes[end])) {
            ++end;
        }
        writer.raw(changes[at].record.bytes);
        writer.varint(changes[at].type);
        writer.varint(end - at);
        for (; at < end; ++at) {
            writer.varint(changes[at].field);
            writer.u8(static_cast<std::uint8_t>(changes[at].operation));
            encode(writer, changes[at].value);
        }
    }
}

void encode(Writer& writer, const model::Transaction& transaction) {
    encode_head(writer, transaction, transaction.changes.size());
    encode_changes(writer, transaction.changes);
}

model::Transaction decode_transaction(Reader& reader) {
    model::Transaction transaction;
    transaction.device = decode_id<DeviceTag>(reader);
    transaction.counter = reader.varint();
    transaction.author = decode_id<RecordTag>(reader);
    transaction.schema = decode_small<std::uint32_t>(reader);
    transaction.authored.ms = reader.zigzag();
    transaction.base = reader.varint();
    transaction.intent = decode_enumeration(reader, model::Intent::server);
    transaction.guards = decode_guards(reader);
    transaction.changes = decode_changes(reader);
    return transaction;
}

}  // namespace xingke::protocol
