// The record that describes a file, of type `attachment`: name, kind, size, the SHA-256 of its bytes, and of a picture
// a small one. Records with a field of kind Attachment name such records; the bytes themselves travel beside the
// records (docs/files.md). Pure.
#pragma once

#include <optional>
#include <string>

#include "app/model/record.h"
#include "app/model/record_type.h"

namespace xingke::model {

constexpr TypeId attachment_type = 40;
namespace attachment_field {
constexpr FieldId name = 1, media_type = 2, size = 3, hash = 4, thumbnail = 5, subject_type = 6, subject = 7;
}

constexpr std::size_t thumbnail_bytes_max = 8 * 1024;  // of the picture; in the field it is base64

struct FileDescription {
    std::string name, media_type;
    std::int64_t size = 0;
    std::string hash;       // 64 hexadecimal digits
    std::string thumbnail;  // base64 of a JPEG; empty: there is none
};

FileDescription describe(const Record& attachment);
// The record whose field names it; nullopt when it does not say.
std::optional<RecordId> subject_of_attachment(const Record& attachment);
bool is_file_hash(std::string_view text);

}  // namespace xingke::model
