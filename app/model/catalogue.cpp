#include "app/model/catalogue.h"

#include <algorithm>

namespace xingke::model {

Catalogue::Catalogue(std::uint32_t version, std::vector<RecordType> types)
    : version_(version), types_(std::move(types)) {
    for (RecordType& type : types_) {
        for (Field& field : common_fields()) {
            if (find_field(type, field.id) == nullptr) {
                type.fields.push_back(std::move(field));
            }
        }
    }
}

const RecordType* Catalogue::find(TypeId id) const {
    const auto found = std::ranges::find(types_, id, &RecordType::id);
    return found == types_.end() ? nullptr : &*found;
}

const RecordType* Catalogue::find(std::string_view name) const {
    const auto found = std::ranges::find(types_, name, &RecordType::name);
    return found == types_.end() ? nullptr : &*found;
}

std::vector<const RecordType*> Catalogue::children_of(const RecordType& type) const {
    std::vector<const RecordType*> children;
    for (const RecordType& candidate : types_) {
        const Field* parent = parent_field(candidate);
        if (parent != nullptr && std::get<kind::Reference>(parent->kind).type == type.name) {
            children.push_back(&candidate);
        }
    }
    return children;
}

}  // namespace xingke::model
