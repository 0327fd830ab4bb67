// A catalogue with one field of every form, small enough to see through, for the tests of the store.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "app/store/store.h"

namespace xingke::store::small {

constexpr model::TypeId customer = 1, contact = 2, user = 3;
namespace customer_field {
constexpr model::FieldId name = 1, phone = 2, stage = 3, tags = 4, amount = 5, since = 6, key_account = 7, note = 8,
                         place = 9, group = 10;
}
namespace contact_field {
constexpr model::FieldId name = 1, customer = 2, mobile = 3;
}

inline std::vector<model::RecordType> types() {
    using model::Searchable;
    const auto option = [](const char* key) { return model::Option{key, {key, key}}; };
    const auto make_field = [](model::FieldId id, const char* name, Title title, model::Kind field_kind,
                               Searchable searchable = Searchable::no) {
        model::Field field;
        field.id = id;
        field.name = name;
        field.title = title;
        field.kind = std::move(field_kind);
        field.searchable = searchable;
        return field;
    };
    model::RecordType customers;
    customers.id = customer;
    customers.name = "customer";
    customers.label_field = "name";
    customers.duplicate_fields = {"phone"};
    customers.fields = {
        make_field(1, "name", {"名称", "Name"}, model::kind::Text{}, Searchable::name),
        make_field(2, "phone", {"电话", "Phone"}, model::kind::Phone{}, Searchable::digits),
        make_field(3, "stage", {"阶段", "Stage"},
                   model::kind::Choice{{option("new"), option("talking"), option("won"), option("lost")}}),
        make_field(4, "tags", {"标签", "Tags"}, model::kind::Choices{{option("a"), option("b"), option("c")}}),
        make_field(5, "amount", {"金额", "Amount"}, model::kind::Money{}),
        make_field(6, "since", {"起始", "Since"}, model::kind::Date{}),
        make_field(7, "key_account", {"重点", "Key account"}, model::kind::YesNo{}),
        make_field(8, "note", {"备注", "Note"}, model::kind::Text{.characters_max = 2000, .multiline = true},
                   Searchable::text),
        make_field(9, "place", {"位置", "Place"}, model::kind::Place{}),
        make_field(10, "group", {"集团", "Group"}, model::kind::Reference{"customer"}),
    };
    model::RecordType contacts;
    contacts.id = contact;
    contacts.name = "contact";
    contacts.label_field = "name";
    contacts.fields = {
        make_field(1, "name", {"姓名", "Name"}, model::kind::Text{}, Searchable::name),
        make_field(2, "customer", {"客户", "Customer"}, model::kind::Reference{"customer", true}),
        make_field(3, "mobile", {"手机", "Mobile"}, model::kind::Phone{model::kind::PhoneKind::mobile},
                   Searchable::digits),
    };
    model::RecordType users;
    users.id = user;
    users.name = "user";
    users.label_field = "name";
    users.is_system = true;
    users.fields = {make_field(1, "name", {"姓名", "Name"}, model::kind::Text{}, Searchable::name)};
    return {customers, contacts, users};
}

inline RecordId id(std::uint32_t number) {
    RecordId record;
    record.bytes[6] = 0x70;
    for (std::size_t i = 0; i < 4; ++i) {
        record.bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
    return record;
}

// A store in memory with this catalogue.
struct Fixture {
    model::Catalogue catalogue{1, types()};
    std::unique_ptr<Store> store;

    Fixture() {
        auto opened = Store::open(":memory:", {}, catalogue);
        if (opened) {
            store = std::move(*opened);
        }
    }

    // A living record with these fields; true if it worked.
    bool put(model::TypeId type, RecordId record, std::vector<FieldWrite> fields) {
        fields.emplace_back(model::life_field, model::FieldState{std::int64_t{1}, 1});
        return store->write(type, record, fields).has_value();
    }
};

}  // namespace xingke::store::small
