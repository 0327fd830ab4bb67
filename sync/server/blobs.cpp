#include "sync/server/blobs.h"

#include <algorithm>

#include "app/base/log.h"
#include "app/model/attachment.h"
#include "sync/server/access.h"
#include "sync/server/digest.h"
#include "sync/server/media_type.h"

namespace xingke::server {
namespace {

Error refused(Fault fault, Text text, std::vector<MessageArgument> arguments = {}) {
    return {fault, {text, std::move(arguments)}, ""};
}

Error missing() {
    return refused(Fault::not_found, Text::blob_missing);
}

MessageArgument megabytes(std::int64_t bytes) {
    return argument("max", std::to_string(bytes / mebibyte));
}

}  // namespace

Result<BlobState> Blobs::put(const Caller& caller, const Digest& hash, std::int64_t offset, std::int64_t size,
                             std::span<const std::uint8_t> bytes) {
    if (size <= 0) {
        return refused(Fault::invalid_input, Text::blob_empty);
    }
    if (size > settings_.file_bytes_max) {
        return refused(Fault::invalid_input, Text::blob_too_large, {megabytes(settings_.file_bytes_max)});
    }
    const auto count = static_cast<std::int64_t>(bytes.size());
    if (offset < 0 || offset > size || count > size - offset || bytes.size() > blob_piece_bytes_max) {
        return refused(Fault::invalid_input, Text::malformed);
    }
    const auto writing = TRY(storage_.begin_write(caller.company));
    if (const auto known = TRY(writing->find_blob(hash))) {
        return BlobState{known->size, known->size};
    }
    const BlobUpload upload = TRY(writing->find_upload(hash, caller.device)).value_or(BlobUpload{.size = size});
    if (upload.size != size) {
        return refused(Fault::invalid_input, Text::malformed);
    }
    if (count == 0) {
        return BlobState{size, upload.have};
    }
    if (offset != upload.have) {
        return refused(Fault::conflict, Text::blob_wrong_offset, {argument("have", std::to_string(upload.have))});
    }
    const std::int64_t held = TRY(writing->count_blob_bytes());
    if (held + count > settings_.company_bytes_max) {
        return refused(Fault::storage_full, Text::blob_quota, {megabytes(settings_.company_bytes_max)});
    }
    if (offset == 0 && !is_admitted(sniff_media_type(bytes))) {
        return refused(Fault::invalid_input, Text::blob_type_refused);
    }
    const BlobUpload longer{.size = size, .have = offset + count, .touched = rules_.clock.now()};
    TRY(writing->add_upload_piece(hash, caller.device, longer, bytes));
    if (longer.have < size) {
        TRY(writing->commit());
        return BlobState{size, longer.have};
    }
    return finish(*writing, caller, hash, size);
}

Result<BlobState> Blobs::finish(WriteTransaction& storage, const Caller& caller, const Digest& hash,
                                std::int64_t size) {
    const Bytes whole = TRY(storage.read_blob(hash, caller.device, 0, size));
    if (sha256(whole) != hash) {
        TRY(storage.drop_upload(hash, caller.device));
        TRY(storage.commit());
        return refused(Fault::invalid_input, Text::blob_wrong_hash);
    }
    const std::string_view media_type = sniff_media_type(whole);
    TRY(storage.finish_upload(hash, caller.device, {size, std::string(media_type)}, rules_.clock.now()));
    TRY(storage.commit());
    log(LogLevel::info, "blob_kept", {{"bytes", size}, {"type", std::string(media_type)}});
    return BlobState{size, size};
}

bool Blobs::is_admitted(std::string_view media_type) const {
    const bool is_known = !media_type.empty();
    return is_known && (settings_.media_types.empty() ||
                        std::ranges::find(settings_.media_types, media_type) != settings_.media_types.end());
}

Result<BlobPart> Blobs::get(const Caller& caller, const Digest& hash, std::int64_t first, std::int64_t count_max) {
    const auto reading = TRY(storage_.begin_read(caller.company));
    const auto known = TRY(reading->find_blob(hash));
    if (!known || first < 0 || first >= known->size) {
        return missing();
    }
    const auto catalogue = TRY(rules_.companies->of(*reading, rules_.catalogue));
    const Sight sight = TRY(rules_.sights->of(*reading, *catalogue, {caller.user, caller.role}));
    for (const RecordId record : TRY(reading->records_of_blob(hash))) {
        const bool may = TRY(may_read(*reading, *catalogue, sight, record));
        if (may) {
            const std::int64_t count = std::min(count_max, known->size - first);
            return BlobPart{known->media_type, known->size, first, TRY(reading->read_blob(hash, {}, first, count))};
        }
    }
    return missing();
}

Result<std::int64_t> Blobs::collect() {
    std::int64_t count = 0;
    const Instant now = rules_.clock.now();
    for (const Company& company : TRY(storage_.companies())) {
        const auto writing = TRY(storage_.begin_write(company.id));
        count += TRY(writing->collect_blobs({now.ms - settings_.unreferenced_ms}, {now.ms - settings_.unfinished_ms}));
        TRY(writing->commit());
    }
    log(LogLevel::info, "blobs_collected", {{"count", count}});
    return count;
}

std::optional<Digest> parse_digest(std::string_view text) {
    if (!model::is_file_hash(text)) {
        return std::nullopt;
    }
    Digest digest{};
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::uint8_t>(value(text[2 * i]) * 16 + value(text[2 * i + 1]));
    }
    return digest;
}

}  // namespace xingke::server
