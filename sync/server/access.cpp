#include "sync/server/access.h"

#include "app/model/attachment.h"

namespace xingke::server {

Result<bool> may_read(ReadTransaction& storage, const model::Catalogue& catalogue, const Sight& sight,
                      RecordId record) {
    const auto found = TRY(storage.find_record(record));
    const model::RecordType* type = found ? catalogue.find(found->type) : nullptr;
    if (type == nullptr || !model::is_alive(*found) || !TRY(sees(storage, sight, type->id, record))) {
        return false;
    }
    if (type->name != model::attachment_type_name) {
        return true;
    }
    // What a file belonged to and is deleted shows nothing any more.
    const auto subject = model::subject_of_attachment(*found);
    const auto about = subject ? TRY(storage.find_record(*subject)) : std::nullopt;
    return about && model::is_alive(*about) && about->type != type->id;
}

}  // namespace xingke::server
