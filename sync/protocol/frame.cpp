#include "sync/protocol/frame.h"

#include <limits>
#include <optional>
#include <unordered_map>

#include "app/base/check.h"
#include "sync/protocol/limits.h"

// Bodies, in the order of the variant `Body`; v = varint, a record, epoch or sight = 16 bytes:
//
//   push request    count v, transactions (transaction.cpp)
//   push response   epoch · expected counter v · forked 1 · outcomes
//   pull request    cursor v · after (seq v · record) · record count v · outcomes after v · waiting count v · sight
//   pull response   epoch · point v · more 1 · next (seq v · record) · remaining v · server time zigzag ·
//                   expected counter v · sight · records · gone (record · type v) · outcomes
//   admin request   action 1 · words (count v, each a text)
//   admin response  refused 1 · key text · arguments as below · rows (count v, each: words)
//   record          record · type v · field count v, each: field v · seq v · value
//   outcome         counter v · status 1 · seq v · reasons; with a pull also: content 8
//   reason          record · field text · key text · argument count v, each: name text · Chinese text · English text
namespace xingke::protocol {
namespace {

constexpr std::uint8_t magic = 0x58;
constexpr std::size_t crc_offset = 12;
constexpr std::size_t size_offset = 4;

constexpr std::size_t transaction_bytes_min = 40;
constexpr std::size_t outcome_bytes_min = 4;
constexpr std::size_t reason_bytes_min = 19;
constexpr std::size_t argument_bytes_min = 3;
constexpr std::size_t record_bytes_min = 18;
constexpr std::size_t field_bytes_min = 3;
constexpr std::size_t gone_bytes_min = 17;

RecordId decode_record_id(Reader& reader) {
    return id_from_bytes<RecordTag>(reader.raw(16)).value_or(RecordId{});
}

std::array<std::uint8_t, 16> decode_16_bytes(Reader& reader) {
    return decode_record_id(reader).bytes;
}

std::uint16_t decode_u16(Reader& reader) {
    const std::uint64_t value = reader.varint();
    if (value > std::numeric_limits<std::uint16_t>::max()) {
        reader.fail();
        return 0;
    }
    return static_cast<std::uint16_t>(value);
}

// A count above its limit fails like one that the rest cannot hold.
std::size_t decode_count(Reader& reader, std::size_t each_min, std::size_t count_max) {
    const std::size_t count = reader.count(each_min);
    if (count > count_max) {
        reader.fail();
        return 0;
    }
    return count;
}

Text text_named(const std::string& name) {
    static const std::unordered_map<std::string_view, Text> by_name = [] {
        std::unordered_map<std::string_view, Text> map;
        for (std::uint16_t key = 0; key < static_cast<std::uint16_t>(Text::count); ++key) {
            map.emplace(name_of(static_cast<Text>(key)), static_cast<Text>(key));
        }
        return map;
    }();
    const auto found = by_name.find(name);
    return found == by_name.end() ? Text::update_needed : found->second;
}

void encode_message(Writer& writer, const Message& message) {
    writer.text(name_of(message.key));
    writer.varint(message.arguments.size());
    for (const MessageArgument& argument : message.arguments) {
        writer.text(argument.name);
        writer.text(argument.chinese);
        writer.text(argument.english);
    }
}

Message decode_message(Reader& reader) {
    Message message;
    message.key = text_named(reader.text(message_key_bytes_max));
    const std::size_t count = decode_count(reader, argument_bytes_min, message_argument_count_max);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        MessageArgument argument;
        argument.name = reader.text(message_key_bytes_max);
        argument.chinese = reader.text(model::text_bytes_max);
        argument.english = reader.text(model::text_bytes_max);
        message.arguments.push_back(std::move(argument));
    }
    return message;
}

enum class Contents : std::uint8_t { left_out, included };

void encode_outcomes(Writer& writer, const std::vector<Outcome>& outcomes, Contents contents) {
    writer.varint(outcomes.size());
    for (const Outcome& outcome : outcomes) {
        writer.varint(outcome.counter);
        writer.u8(static_cast<std::uint8_t>(outcome.status));
        writer.varint(outcome.seq);
        encode(writer, outcome.reasons);
        if (contents == Contents::included) {
            writer.u32(static_cast<std::uint32_t>(outcome.content));
            writer.u32(static_cast<std::uint32_t>(outcome.content >> 32));
        }
    }
}

std::vector<Outcome> decode_outcomes(Reader& reader, Contents contents) {
    const std::size_t count = decode_count(reader, outcome_bytes_min, outcomes_max);
    std::vector<Outcome> outcomes;
    outcomes.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        Outcome outcome;
        outcome.counter = reader.varint();
        const std::uint8_t status = reader.u8();
        if (status > static_cast<std::uint8_t>(Status::rejected)) {
            reader.fail();
            break;
        }
        outcome.status = static_cast<Status>(status);
        outcome.seq = reader.varint();
        outcome.reasons = decode_reasons(reader);
        if (contents == Contents::included) {
            outcome.content = reader.u32();
            outcome.content |= std::uint64_t{reader.u32()} << 32;
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

void encode_position(Writer& writer, const PullPosition& position) {
    writer.varint(position.seq);
    writer.raw(position.record.bytes);
}

PullPosition decode_position(Reader& reader) {
    PullPosition position;
    position.seq = reader.varint();
    position.record = decode_record_id(reader);
    return position;
}

void encode_records(Writer& writer, const std::vector<PulledRecord>& records) {
    writer.varint(records.size());
    for (const PulledRecord& record : records) {
        writer.raw(record.record.bytes);
        writer.varint(record.type);
        writer.varint(record.fields.size());
        for (const PulledField& field : record.fields) {
            writer.varint(field.field);
            writer.varint(field.state.seq);
            encode(writer, field.state.value);
        }
    }
}

void encode_gone(Writer& writer, const std::vector<GoneRecord>& gone) {
    writer.varint(gone.size());
    for (const GoneRecord& one : gone) {
        writer.raw(one.record.bytes);
        writer.varint(one.type);
    }
}

std::vector<GoneRecord> decode_gone(Reader& reader) {
    const std::size_t count = decode_count(reader, gone_bytes_min, pull_records_max);
    std::vector<GoneRecord> gone;
    gone.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        GoneRecord one;
        one.record = decode_record_id(reader);
        one.type = decode_u16(reader);
        gone.push_back(one);
    }
    return gone;
}

std::vector<PulledRecord> decode_records(Reader& reader) {
    const std::size_t count = decode_count(reader, record_bytes_min, pull_records_max);
    std::vector<PulledRecord> records;
    records.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        PulledRecord record;
        record.record = decode_record_id(reader);
        record.type = decode_u16(reader);
        const std::size_t field_count = decode_count(reader, field_bytes_min, record_fields_max);
        record.fields.reserve(field_count);
        for (std::size_t j = 0; j < field_count && reader.ok(); ++j) {
            PulledField field;
            field.field = decode_u16(reader);
            field.state.seq = reader.varint();
            field.state.value = model::decode_value(reader);
            record.fields.push_back(std::move(field));
        }
        records.push_back(std::move(record));
    }
    return records;
}

void encode_body(Writer& writer, const PushRequest& request) {
    writer.varint(request.transactions.size());
    for (const model::Transaction& transaction : request.transactions) {
        encode(writer, transaction);
    }
}

void encode_body(Writer& writer, const PushResponse& response) {
    writer.raw(response.epoch);
    writer.varint(response.expected_counter);
    writer.boolean(response.forked);
    encode_outcomes(writer, response.outcomes, Contents::left_out);
}

void encode_body(Writer& writer, const PullRequest& request) {
    writer.varint(request.cursor);
    encode_position(writer, request.after);
    writer.varint(request.record_count_max);
    writer.varint(request.outcomes_after);
    writer.varint(request.waiting_count);
    writer.raw(request.sight);
}

void encode_body(Writer& writer, const PullResponse& response) {
    writer.raw(response.epoch);
    writer.varint(response.point);
    writer.boolean(response.more);
    encode_position(writer, response.next);
    writer.varint(response.remaining_count);
    writer.zigzag(response.server_time_ms);
    writer.varint(response.expected_counter);
    writer.raw(response.sight);
    encode_records(writer, response.records);
    encode_gone(writer, response.gone);
    encode_outcomes(writer, response.outcomes, Contents::included);
}

void encode_words(Writer& writer, const std::vector<std::string>& words) {
    writer.varint(words.size());
    for (const std::string& word : words) {
        writer.text(word);
    }
}

std::vector<std::string> decode_words(Reader& reader) {
    const std::size_t count = decode_count(reader, 1, admin_words_max);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        words.push_back(reader.text(admin_word_bytes_max));
    }
    return words;
}

void encode_body(Writer& writer, const AdminRequest& request) {
    writer.u8(static_cast<std::uint8_t>(request.action));
    encode_words(writer, request.words);
}

void encode_body(Writer& writer, const AdminResponse& response) {
    writer.boolean(response.is_refused);
    encode_message(writer, response.refusal);
    writer.varint(response.rows.size());
    for (const std::vector<std::string>& row : response.rows) {
        encode_words(writer, row);
    }
}

AdminRequest decode_admin_request(Reader& reader) {
    AdminRequest request;
    const std::uint8_t action = reader.u8();
    if (action > static_cast<std::uint8_t>(AdminAction::revoke_device)) {
        reader.fail();
        return request;
    }
    request.action = static_cast<AdminAction>(action);
    request.words = decode_words(reader);
    return request;
}

AdminResponse decode_admin_response(Reader& reader) {
    AdminResponse response;
    response.is_refused = reader.boolean();
    response.refusal = decode_message(reader);
    const std::size_t count = decode_count(reader, 1, admin_rows_max);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        response.rows.push_back(decode_words(reader));
    }
    return response;
}

PushRequest decode_push_request(Reader& reader) {
    PushRequest request;
    const std::size_t count = decode_count(reader, transaction_bytes_min, push_transactions_max);
    request.transactions.reserve(count);
    std::size_t change_count = 0;
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        model::Transaction transaction = decode_transaction(reader);
        change_count += transaction.changes.size();
        // From 1, each one more than the last: a counter at the end of its range has no successor.
        const bool follows =
            i == 0 ? transaction.counter != 0 : transaction.counter - 1 == request.transactions.back().counter;
        if (!follows || transaction.counter == std::numeric_limits<std::uint64_t>::max() ||
            change_count > push_changes_max) {
            reader.fail();
            break;
        }
        request.transactions.push_back(std::move(transaction));
    }
    return request;
}

PushResponse decode_push_response(Reader& reader) {
    PushResponse response;
    response.epoch = decode_16_bytes(reader);
    response.expected_counter = reader.varint();
    response.forked = reader.boolean();
    response.outcomes = decode_outcomes(reader, Contents::left_out);
    return response;
}

PullRequest decode_pull_request(Reader& reader) {
    PullRequest request;
    request.cursor = reader.varint();
    request.after = decode_position(reader);
    const std::uint64_t count = reader.varint();
    if (count == 0 || count > pull_records_max) {
        reader.fail();
        return request;
    }
    request.record_count_max = static_cast<std::uint32_t>(count);
    request.outcomes_after = reader.varint();
    request.waiting_count = reader.varint();
    request.sight = decode_16_bytes(reader);
    return request;
}

PullResponse decode_pull_response(Reader& reader) {
    PullResponse response;
    response.epoch = decode_16_bytes(reader);
    response.point = reader.varint();
    response.more = reader.boolean();
    response.next = decode_position(reader);
    response.remaining_count = reader.varint();
    response.server_time_ms = reader.zigzag();
    response.expected_counter = reader.varint();
    response.sight = decode_16_bytes(reader);
    response.records = decode_records(reader);
    response.gone = decode_gone(reader);
    response.outcomes = decode_outcomes(reader, Contents::included);
    return response;
}

std::optional<Body> decode_body(std::uint8_t type, Reader& reader) {
    switch (type) {
        case 1:
            return decode_push_request(reader);
        case 2:
            return decode_push_response(reader);
        case 3:
            return decode_pull_request(reader);
        case 4:
            return decode_pull_response(reader);
        case 5:
            return decode_admin_request(reader);
        case 6:
            return decode_admin_response(reader);
        default:
            return std::nullopt;
    }
}

Error malformed(std::string detail) {
    return {Fault::invalid_input, {Text::malformed, {}}, std::move(detail)};
}

}  // namespace

std::uint64_t content_mark(std::span<const std::uint8_t> digest) {
    CHECK(digest.size() >= 8, "a digest is longer than its mark");
    std::uint64_t mark = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        mark |= std::uint64_t{digest[i]} << (8 * i);
    }
    return mark;
}

void encode(Writer& writer, const std::vector<Reason>& reasons) {
    writer.varint(reasons.size());
    for (const Reason& reason : reasons) {
        writer.raw(reason.record.bytes);
        writer.text(reason.field);
        encode_message(writer, reason.message);
    }
}

std::vector<Reason> decode_reasons(Reader& reader) {
    const std::size_t count = decode_count(reader, reason_bytes_min, reasons_max);
    std::vector<Reason> reasons;
    reasons.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        Reason reason;
        reason.record = decode_record_id(reader);
        reason.field = reader.text(reason_field_bytes_max);
        reason.message = decode_message(reader);
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

Bytes encode(const Frame& frame) {
    Writer writer;
    writer.u8(magic);
    writer.u8(protocol_version);
    writer.u8(static_cast<std::uint8_t>(frame.body.index() + 1));
    writer.u8(0);
    writer.u32(0);  // The size, known below.
    writer.u32(frame.request);
    writer.u32(0);  // The checksum, likewise.
    std::visit([&writer](const auto& body) { encode_body(writer, body); }, frame.body);
    const std::size_t body_size = writer.size() - frame_header_bytes;
    CHECK(writer.size() <= frame_bytes_max, "who makes a frame keeps within its limits");
    writer.patch_u32(size_offset, static_cast<std::uint32_t>(body_size));
    writer.patch_u32(crc_offset, crc32c(std::span(writer.bytes()).subspan(frame_header_bytes)));
    return writer.take();
}

Result<Frame> decode(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < frame_header_bytes || bytes.size() > frame_bytes_max) {
        return malformed("frame size " + std::to_string(bytes.size()));
    }
    Reader header(bytes.first(frame_header_bytes));
    if (header.u8() != magic) {
        return malformed("frame magic");
    }
    if (header.u8() != protocol_version) {
        return Error{Fault::unsupported, {Text::protocol_version, {}}, "protocol version"};
    }
    const std::uint8_t type = header.u8();
    const std::uint8_t flags = header.u8();
    const std::uint32_t size = header.u32();
    Frame frame;
    frame.request = header.u32();
    const std::uint32_t checksum = header.u32();
    const auto body_bytes = bytes.subspan(frame_header_bytes);
    if (flags != 0 || size != body_bytes.size() || checksum != crc32c(body_bytes)) {
        return malformed("frame flags, size or checksum");
    }
    Reader reader(body_bytes);
    std::optional<Body> body = decode_body(type, reader);
    if (!body || !reader.ok() || !reader.at_end()) {
        return malformed("frame body of type " + std::to_string(type));
    }
    frame.body = std::move(*body);
    return frame;
}

}  // namespace xingke::protocol
