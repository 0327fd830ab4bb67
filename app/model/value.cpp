#include "app/model/value.h"

#include <algorithm>

namespace xingke::model {
namespace {

enum Tag : std::uint8_t { tag_empty, tag_no, tag_yes, tag_integer, tag_text, tag_record, tag_elements, tag_position };

struct Encoder {
    Writer& writer;
    void operator()(const Empty&) const { writer.u8(tag_empty); }
    void operator()(bool value) const { writer.u8(value ? tag_yes : tag_no); }
    void operator()(std::int64_t value) const {
        writer.u8(tag_integer);
        writer.zigzag(value);
    }
    void operator()(const std::string& value) const {
        writer.u8(tag_text);
        writer.text(value);
    }
    void operator()(const RecordId& value) const {
        writer.u8(tag_record);
        writer.raw(value.bytes);
    }
    void operator()(const Elements& value) const {
        writer.u8(tag_elements);
        writer.varint(value.size());
        for (const std::string& element : value) {
            writer.text(element);
        }
    }
    void operator()(const Position& value) const {
        writer.u8(tag_position);
        writer.zigzag(value.latitude_e7);
        writer.zigzag(value.longitude_e7);
        writer.zigzag(value.accuracy_m);
    }
};

Elements decode_elements(Reader& reader) {
    Elements elements;
    const std::size_t count = reader.count();
    if (count > element_count_max) {
        reader.fail();
        return {};
    }
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        std::string element = reader.text(element_bytes_max);
        // Sorted and without doubles: there is one encoding of a set, so equal sets have equal bytes.
        if (!elements.empty() && elements.back() >= element) {
            reader.fail();
        }
        elements.push_back(std::move(element));
    }
    return elements;
}

std::int32_t decode_int32(Reader& reader) {
    const std::int64_t value = reader.zigzag();
    if (value < INT32_MIN || value > INT32_MAX) {
        reader.fail();
        return 0;
    }
    return static_cast<std::int32_t>(value);
}

}  // namespace

std::vector<RecordId> records_in(const Value& value) {
    if (const auto* record = std::get_if<RecordId>(&value)) {
        return {*record};
    }
    std::vector<RecordId> records;
    if (const auto* elements = std::get_if<Elements>(&value)) {
        for (const std::string& element : *elements) {
            if (const auto id = parse_id<RecordTag>(element)) {
                records.push_back(*id);
            }
        }
    }
    return records;
}

bool is_empty(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty();
    }
    if (const auto* elements = std::get_if<Elements>(&value)) {
        return elements->empty();
    }
    return std::holds_alternative<Empty>(value);
}

void encode(Writer& writer, const Value& value) {
    std::visit(Encoder{writer}, value);
}

Value decode_value(Reader& reader) {
    switch (reader.u8()) {
        case tag_empty:
            return Empty{};
        case tag_no:
            return false;
        case tag_yes:
            return true;
        case tag_integer:
            return reader.zigzag();
        case tag_text:
            return reader.text(text_bytes_max);
        case tag_record: {
            const auto bytes = reader.raw(16);
            return id_from_bytes<RecordTag>(bytes).value_or(RecordId{});
        }
        case tag_elements:
            return decode_elements(reader);
        case tag_position: {
            Position position;
            position.latitude_e7 = decode_int32(reader);
            position.longitude_e7 = decode_int32(reader);
            position.accuracy_m = decode_int32(reader);
            return position;
        }
        default:
            reader.fail();
            return Empty{};
    }
}

}  // namespace xingke::model
