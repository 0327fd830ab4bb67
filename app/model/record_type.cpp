#include "app/model/record_type.h"

#include <algorithm>
#include <array>

namespace xingke::model {
namespace {

struct RoleEntry {
    Role role;
    std::string_view key;
    Title title;
};

constexpr std::array<RoleEntry, 6> roles = {{
    {Role::administrator, "administrator", {"管理员", "Administrator"}},
    {Role::manager, "manager", {"销售经理", "Sales manager"}},
    {Role::salesperson, "salesperson", {"销售", "Salesperson"}},
    {Role::read_only, "read_only", {"只读", "Read only"}},
    {Role::quality, "quality", {"质量", "Quality"}},
    {Role::finance, "finance", {"财务", "Finance"}},
}};

}  // namespace

std::string_view key_of(Role role) {
    return roles[static_cast<std::size_t>(role)].key;
}

bool role_of_key(std::string_view key, Role& role) {
    for (const RoleEntry& entry : roles) {
        if (entry.key == key) {
            role = entry.role;
            return true;
        }
    }
    return false;
}

Title title_of(Role role) {
    return roles[static_cast<std::size_t>(role)].title;
}

const Field* find_field(const RecordType& type, FieldId id) {
    const auto found = std::ranges::find(type.fields, id, &Field::id);
    return found == type.fields.end() ? nullptr : &*found;
}

const Field* find_field(const RecordType& type, std::string_view name) {
    const auto found = std::ranges::find(type.fields, name, &Field::name);
    return found == type.fields.end() ? nullptr : &*found;
}

const Field* stage_field(const RecordType& type) {
    return find_field(type, type.workflow ? type.workflow->state_field : type.stage_field);
}

const Field* parent_field(const RecordType& type) {
    for (const Field& field : type.fields) {
        const auto* reference = std::get_if<kind::Reference>(&field.kind);
        if (reference != nullptr && reference->is_parent) {
            return &field;
        }
    }
    return nullptr;
}

std::vector<Field> common_fields() {
    return {
        {.id = common_field::owner,
         .name = "owner",
         .title = {"负责人", "Owner"},
         .kind = kind::Reference{"user"},
         .source = "S06"},
        {.id = common_field::creator,
         .name = "creator",
         .title = {"创建人", "Created by"},
         .kind = kind::Reference{"user"},
         .set_by_app = true,
         .source = "S06"},
        {.id = common_field::created,
         .name = "created",
         .title = {"创建时间", "Created"},
         .kind = kind::DateTime{},
         .set_by_app = true,
         .source = "S06"},
        {.id = common_field::updated,
         .name = "updated",
         .title = {"更新时间", "Updated"},
         .kind = kind::DateTime{},
         .set_by_app = true,
         .source = "S06"},
        {.id = common_field::remover,
         .name = "remover",
         .title = {"删除人", "Deleted by"},
         .kind = kind::Reference{"user"},
         .set_by_app = true,
         .source = "S02"},
        {.id = common_field::removed,
         .name = "removed",
         .title = {"删除时间", "Deleted"},
         .kind = kind::DateTime{},
         .set_by_app = true,
         .source = "S02"},
    };
}

bool is_bookkeeping(FieldId field) {
    return field == common_field::updated || field == common_field::remover || field == common_field::removed;
}

bool is_typed(const Field& field) {
    return !field.set_by_app && !field.server_only && !field.is_state;
}

MergeRule merge_rule(const Field& field) {
    if (field.server_only) {
        return MergeRule::server_only;
    }
    const bool is_set = std::holds_alternative<kind::Choices>(field.kind) || refers_to_several(field.kind);
    return is_set ? MergeRule::elements : MergeRule::value;
}

std::string_view type_referred_to(const Kind& kind) {
    if (const auto* one = std::get_if<kind::Reference>(&kind)) {
        return one->type;
    }
    if (const auto* several = std::get_if<kind::References>(&kind)) {
        return several->type;
    }
    return std::holds_alternative<kind::Attachment>(kind) ? attachment_type_name : std::string_view();
}

bool refers_to_several(const Kind& kind) {
    return std::holds_alternative<kind::References>(kind) || std::holds_alternative<kind::Attachment>(kind);
}

}  // namespace xingke::model
