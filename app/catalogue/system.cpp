// Records that the system itself needs: people who may sign in, and values that gave way to concurrent ones.
#include "app/catalogue/all.h"
#include "app/model/layer.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

// requirements 2.9: written by an administrator's command at the server, never by a device.
RecordType user() {
    return {
        .id = type_id::user,
        .name = "user",
        .title = {"用户", "User"},
        .title_plural = {"用户", "Users"},
        .icon = "user",
        .label_field = "name",
        .fields =
            {
                {.id = 1,
                 .name = "name",
                 .title = {"姓名", "Name"},
                 .kind = kind::Text{.characters_max = 50},
                 .searchable = Searchable::name,
                 .server_only = true,
                 .in_list = true,
                 .source = "S06"},
                {.id = 2,
                 .name = "login",
                 .title = {"账号", "Account"},
                 .kind = kind::Text{.characters_max = 50},
                 .server_only = true,
                 .in_list = true,
                 .source = "S65"},
                {.id = 3,
                 .name = "role",
                 .title = {"角色", "Role"},
                 .kind = kind::Choice{{{"administrator", {"管理员", "Administrator"}},
                                       {"manager", {"销售经理", "Sales manager"}},
                                       {"salesperson", {"销售", "Salesperson"}},
                                       {"read_only", {"只读", "Read only"}}}},
                 .server_only = true,
                 .in_list = true,
                 .source = "S10"},
                {.id = 4,
                 .name = "department",
                 .title = {"部门", "Department"},
                 .kind = kind::Text{.characters_max = 50},
                 .server_only = true,
                 .in_list = true,
                 .source = "S06"},
                {.id = 5,
                 .name = "disabled",
                 .title = {"已停用", "Disabled"},
                 .kind = kind::YesNo{},
                 .server_only = true,
                 .source = "S65"},
            },
        .may_create = {},
        .may_edit = {},
        .may_remove = {},
        .is_system = true,
        .source = "S06, S10, S65",
    };
}

// sync.md 5.2: made by the server when a value meets a concurrent one; its author decides.
RecordType conflict() {
    return {
        .id = type_id::conflict,
        .name = "conflict",
        .title = {"冲突", "Conflict"},
        .title_plural = {"冲突", "Conflicts"},
        .icon = "git-merge",
        .label_field = "subject",
        .fields =
            {
                {.id = 1,
                 .name = "subject_type",
                 .title = {"记录类型", "Record type"},
                 .kind = kind::Number{},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 2,
                 .name = "subject",
                 .title = {"记录", "Record"},
                 .kind = kind::Text{.characters_max = 36},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 3,
                 .name = "field",
                 .title = {"字段", "Field"},
                 .kind = kind::Number{},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 4,
                 .name = "value",
                 .title = {"让位的值", "Value that gave way"},
                 .kind = kind::Text{.characters_max = 140000, .multiline = true},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 5,
                 .name = "author",
                 .title = {"作者", "Author"},
                 .kind = kind::Reference{"user"},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 6,
                 .name = "device",
                 .title = {"设备", "Device"},
                 .kind = kind::Text{.characters_max = 36},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 7,
                 .name = "current_seq",
                 .title = {"当时的序号", "Sequence number then"},
                 .kind = kind::Number{},
                 .server_only = true,
                 .source = "sync 5.2"},
                {.id = 8,
                 .name = "state",
                 .title = {"处理", "Handling"},
                 .kind = kind::Choice{{{"open", {"待处理", "Open"}, "warning"},
                                       {"taken", {"已采用", "Taken"}, "good"},
                                       {"kept", {"保留现值", "Kept"}}}},
                 .source = "sync 5.2"},
            },
        .may_create = {},
        .may_remove = {},
        .is_system = true,
        .source = "sync 5.2",
    };
}

// design 3: what a company, or one person, declares at run time (app/model/layer.h says what stands in the body).
RecordType declaration() {
    return {
        .id = type_id::declaration,
        .name = "declaration",
        .title = {"字段与类型", "Field or type"},
        .title_plural = {"字段与类型", "Fields and types"},
        .icon = "settings",
        .label_field = "label",
        .fields =
            {
                {.id = declaration_field::label,
                 .name = "label",
                 .title = {"名称", "Name"},
                 .kind = kind::Text{.characters_max = 100},
                 .required = true,
                 .source = "design 3"},
                {.id = declaration_field::layer,
                 .name = "layer",
                 .title = {"适用范围", "For whom"},
                 .kind = kind::Choice{{{"company", {"全公司", "The company"}}, {"person", {"仅本人", "Only me"}}}},
                 .required = true,
                 .source = "design 3"},
                {.id = declaration_field::body,
                 .name = "body",
                 .title = {"声明", "Declaration"},
                 .kind = kind::Text{.characters_max = 20000, .multiline = true},
                 .required = true,
                 .source = "design 3"},
            },
        // Whose layer it may be is asked of each one (refusals_of_declaration).
        .may_create = {Role::administrator, Role::manager, Role::salesperson, Role::read_only},
        .may_edit = {Role::administrator, Role::manager, Role::salesperson, Role::read_only},
        .may_remove = {Role::administrator, Role::manager, Role::salesperson, Role::read_only},
        .is_system = true,
        .source = "design 3",
    };
}

// requirements 2.1.4, 5.4: written by the server for the person whom a step or a countersignature concerns; that person
// marks it as read.
RecordType notification() {
    return {
        .id = type_id::notification,
        .name = "notification",
        .title = {"通知", "Notification"},
        .title_plural = {"通知", "Notifications"},
        .icon = "bell",
        .label_field = "text",
        .fields =
            {
                {.id = 1, .name = "recipient", .title = {"接收人", "For"}, .kind = kind::Reference{"user"}, .server_only = true, .source = "S02"},
                {.id = 2, .name = "kind", .title = {"类型", "Kind"}, .kind = kind::Choice{{{"reminder", {"提醒", "Reminder"}}, {"todo", {"待办", "To do"}, "accent"}, {"warning", {"预警", "Warning"}, "warning"}, {"notice", {"公告", "Notice"}}}}, .server_only = true, .source = "S02"},
                {.id = 3, .name = "text", .title = {"标题", "Text"}, .kind = kind::Text{.characters_max = 200}, .server_only = true, .source = "S02"},
                {.id = 4, .name = "text_english", .title = {"英文标题", "Text in English"}, .kind = kind::Text{.characters_max = 400}, .server_only = true, .source = "S02"},
                {.id = 5, .name = "subject_type", .title = {"关联记录类型", "Record type"}, .kind = kind::Number{}, .server_only = true, .source = "S02"},
                {.id = 6, .name = "subject", .title = {"关联记录", "Record"}, .kind = kind::Text{.characters_max = 36}, .server_only = true, .source = "S02"},
                {.id = 7, .name = "subject_label", .title = {"内容", "About"}, .kind = kind::Text{.characters_max = 2000}, .server_only = true, .source = "S02"},
                {.id = 8, .name = "is_read", .title = {"已读", "Read"}, .kind = kind::YesNo{}, .source = "S02"},
                {.id = 9, .name = "read_at", .title = {"已读时间", "Read at"}, .kind = kind::DateTime{}, .source = "S02"},
            },
        .may_create = {},
        .may_edit = {Role::administrator, Role::manager, Role::salesperson, Role::read_only},
        .may_remove = {},
        .is_system = true,
        .source = "S02",
    };
}

}  // namespace xingke::catalogue
