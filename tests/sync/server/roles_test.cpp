// Every role, with every action on every record type, tried at the server: by pushing, as a device would whose program
// asks nobody, and by pulling. What ought to come out is what the model says of the declarations, which
// tests/catalogue/permissions_test.cpp holds against the table that people were promised.
#include <algorithm>
#include <map>
#include <set>

#include "app/model/sight.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using model::Action;
using model::Role;

constexpr Role roles[] = {Role::administrator, Role::manager, Role::salesperson,
                          Role::read_only,     Role::quality, Role::finance};

// Whose a record is, as the one who asks stands to them.
enum class Of { oneself, colleague, department_below, another_department };
constexpr Of each_of[] = {Of::oneself, Of::colleague, Of::department_below, Of::another_department};

bool is_within(Of whose, model::Reach reach) {
    switch (reach) {
        case model::Reach::own:
            return whose == Of::oneself;
        case model::Reach::department:
            return whose == Of::oneself || whose == Of::colleague;
        case model::Reach::department_and_below:
            return whose != Of::another_department;
        case model::Reach::company:
            return true;
    }
    return false;
}

struct Office : World {
    RecordId colleague = add("colleague", "同事", Role::salesperson, "销售部");
    RecordId below = add("below", "下级", Role::salesperson, "销售部/华东");
    RecordId elsewhere = add("elsewhere", "外人", Role::salesperson, "质量部");
    std::map<Role, RecordId> people;

    Office() {
        for (const Role role : roles) {
            const std::string login(model::key_of(role));
            people[role] = add(login, login, role, "销售部");
        }
    }
    RecordId person(Of whose, Role role) const {
        return whose == Of::oneself            ? people.at(role)
               : whose == Of::colleague        ? colleague
               : whose == Of::department_below ? below
                                               : elsewhere;
    }
    // Past all rules: these are about what stands there, not about how it came to.
    RecordId put(const model::RecordType& type, RecordId owner, std::int64_t life = 1) {
        const auto writing = must(storage->begin_write(company.id));
        const Seq seq = writing->company().head + 1;
        model::Record record{.id = new_id(), .type = type.id, .fields = {}};
        record.fields[model::life_field] = {life, seq};
        record.fields[model::common_field::owner] = {owner, seq};
        for (const model::Field& field : type.fields) {
            if (field.gives_sight && std::holds_alternative<model::kind::Reference>(field.kind)) {
                record.fields[field.id] = {owner, seq};
            }
        }
        must(writing->put_record(record, seq));
        const model::Record* written[] = {&record};
        must(update_postings(*writing, catalogue, written, seq, {}));
        must(writing->append({seq, {}, seq, owner, clock.now(), clock.now(), {}}));
        must(writing->commit());
        return record.id;
    }
};

std::set<RecordId> pulled(TestDevice& device) {
    std::set<RecordId> records;
    for (const protocol::PulledRecord& record : device.pull(pull_from(0, 5000)).records) {
        records.insert(record.record);
    }
    return records;
}

bool is_told(TestDevice& device, std::vector<model::Change> changes, const char* reason) {
    const std::vector<std::string> reasons = reasons_of(device.commit(std::move(changes)));
    return std::ranges::find(reasons, reason) != reasons.end();
}

}  // namespace

TEST_CASE("of every type each role is sent what is within its reach, and nothing else") {
    Office office;
    struct Made {
        const model::RecordType* type;
        Of whose;
        RecordId record;
    };
    for (const Role role : roles) {
        CAPTURE(model::key_of(role));
        std::vector<Made> made;
        for (const model::RecordType& type : office.catalogue.types()) {
            // What follows another record alone is in sight_test; what declares something is asked at every request.
            if (!type.follows_parent_only && type.name != "declaration" && type.name != "user") {
                for (const Of whose : each_of) {
                    made.push_back({&type, whose, office.put(type, office.person(whose, role))});
                }
            }
        }
        TestDevice device(office, office.people[role], role);
        const std::set<RecordId> seen = pulled(device);
        for (const Made& one : made) {
            CAPTURE(one.type->name);
            CAPTURE(static_cast<int>(one.whose));
            const bool is_promised =
                model::is_for_everybody(*one.type) || is_within(one.whose, model::reach_of(*one.type, role));
            CHECK(seen.contains(one.record) == is_promised);
        }
    }
}

TEST_CASE("with every type each role does what it may, and is told why it may not do the rest") {
    Office office;
    for (const Role role : roles) {
        CAPTURE(model::key_of(role));
        TestDevice device(office, office.people[role], role);
        const model::Actor actor{device.caller.user, role};
        for (const model::RecordType& type : office.catalogue.types()) {
            CAPTURE(type.name);
            const bool may_see = !type.follows_parent_only || model::is_for_everybody(type) ||
                                 model::reach_of(type, role) == model::Reach::company;
            const auto change = [&type](RecordId record, model::FieldId field, model::Value value) {
                return model::Change{record, type.id, field, model::Operation::set, std::move(value)};
            };
            CHECK(is_told(device, {begin_life(office.new_id(), type)}, "may_not_create") !=
                  model::may(actor, Action::create, type));
            if (!may_see) {
                continue;
            }
            // The field is one that nobody has: what is asked first is whether the record may be edited at all.
            const RecordId edited = office.put(type, device.caller.user);
            CHECK(is_told(device, {change(edited, 999, std::string("x"))}, "may_not_edit") !=
                  model::may(actor, Action::edit, type));
            const RecordId removed = office.put(type, device.caller.user);
            CHECK(is_told(device, {change(removed, model::life_field, std::int64_t{2})}, "may_not_remove") !=
                  model::may(actor, Action::remove, type));
            const RecordId purged = office.put(type, device.caller.user, 2);
            CHECK(is_told(device, {change(purged, model::life_field, model::purged_life)}, "may_not_purge") !=
                  model::may(actor, Action::purge, type));
        }
    }
}

TEST_CASE("what is out of somebody's sight can be neither changed nor deleted, whatever the role may do") {
    Office office;
    for (const Role role : roles) {
        CAPTURE(model::key_of(role));
        TestDevice device(office, office.people[role], role);
        for (const model::RecordType& type : office.catalogue.types()) {
            CAPTURE(type.name);
            if (model::is_for_everybody(type) || type.follows_parent_only ||
                is_within(Of::another_department, model::reach_of(type, role))) {
                continue;
            }
            const RecordId hidden = office.put(type, office.elsewhere);
            for (const model::FieldId field : {model::FieldId{1}, model::life_field}) {
                const model::Value value = field == 1 ? model::Value(std::string("x")) : model::Value(std::int64_t{2});
                CHECK(is_told(device, {{hidden, type.id, field, model::Operation::set, value}}, "record_out_of_sight"));
            }
        }
    }
}

}  // namespace xingke::server
