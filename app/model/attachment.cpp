#include "app/model/attachment.h"

#include <algorithm>

namespace xingke::model {
namespace {

std::string text_in(const Record& record, FieldId field) {
    const auto* text = std::get_if<std::string>(&value_of(record, field));
    return text == nullptr ? std::string() : *text;
}

}  // namespace

FileDescription describe(const Record& attachment) {
    const auto* size = std::get_if<std::int64_t>(&value_of(attachment, attachment_field::size));
    return {.name = text_in(attachment, attachment_field::name),
            .media_type = text_in(attachment, attachment_field::media_type),
            .size = size == nullptr ? 0 : *size,
            .hash = text_in(attachment, attachment_field::hash),
            .thumbnail = text_in(attachment, attachment_field::thumbnail)};
}

std::optional<RecordId> subject_of_attachment(const Record& attachment) {
    return parse_id<RecordTag>(text_in(attachment, attachment_field::subject));
}

bool is_file_hash(std::string_view text) {
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace xingke::model
