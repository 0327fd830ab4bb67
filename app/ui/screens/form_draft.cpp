// The text is hexadecimal of: version (1), record id, parent id, entry count, then for each entry whether it is the
// child's, its field and its value.
#include "app/ui/screens/form_draft.h"

#include <span>
#include <utility>

#include "app/base/bytes.h"

namespace xingke::ui {
namespace {

constexpr std::uint8_t draft_version = 1;
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
    Bytes bytes;
    if (text.size() % 2 != 0) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const std::size_t high = hex_digits.find(text[i]);
        const std::size_t low = hex_digits.find(text[i + 1]);
        if (high > 15 || low > 15) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

}  // namespace

std::string draft_key(std::string_view type_name) {
    return "draft." + std::string(type_name);
}

std::string print_draft(const Draft& draft) {
    Writer writer;
    writer.u8(draft_version);
    writer.raw(draft.record.bytes);
    writer.raw(draft.parent.bytes);
    writer.varint(draft.entries.size());
    for (const Draft::Entry& entry : draft.entries) {
        writer.boolean(entry.is_child);
        writer.varint(entry.field);
        model::encode(writer, entry.value);
    }
    return to_hex(writer.bytes());
}

std::optional<Draft> parse_draft(std::string_view text) {
    const std::optional<Bytes> bytes = from_hex(text);
    if (!bytes || bytes->empty()) {
        return std::nullopt;
    }
    Reader reader(*bytes);
    Draft draft;
    if (reader.u8() != draft_version) {
        return std::nullopt;
    }
    draft.record = id_from_bytes<RecordTag>(reader.raw(16)).value_or(RecordId{});
    draft.parent = id_from_bytes<RecordTag>(reader.raw(16)).value_or(RecordId{});
    const std::size_t count = reader.count(3);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        Draft::Entry entry;
        entry.is_child = reader.boolean();
        entry.field = static_cast<model::FieldId>(reader.varint());
        entry.value = model::decode_value(reader);
        draft.entries.push_back(std::move(entry));
    }
    if (!reader.ok() || !reader.at_end() || draft.entries.empty()) {
        return std::nullopt;
    }
    return draft;
}

}  // namespace xingke::ui
