#include "app/model/sight.h"

#include <algorithm>

namespace xingke::model {

Reach reach_of(const RecordType& type, Role role) {
    const auto said = std::ranges::find(type.reach, role, &RoleReach::role);
    return said != type.reach.end() ? said->reach : Reach::company;
}

std::vector<RecordId> people_named(const RecordType& type, const Record& record) {
    std::vector<RecordId> people;
    const auto add = [&](const Value& value) {
        if (const auto* person = std::get_if<RecordId>(&value)) {
            people.push_back(*person);
        } else if (const auto* several = std::get_if<Elements>(&value)) {
            for (const std::string& one : *several) {
                if (const auto id = parse_id<RecordTag>(one)) {
                    people.push_back(*id);
                }
            }
        }
    };
    const Value& owner = value_of(record, common_field::owner);
    if (!type.follows_parent_only) {
        add(owner);
    }
    for (const Field& field : type.fields) {
        if (field.gives_sight) {
            add(value_of(record, field.id));
        }
    }
    if (type.is_pooled && is_empty(owner)) {
        people.push_back({});
    }
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    return people;
}

bool is_in_department(std::string_view department, std::string_view wanted) {
    return !wanted.empty() && department == wanted;
}

bool is_in_department_or_below(std::string_view department, std::string_view wanted) {
    return is_in_department(department, wanted) || (!wanted.empty() && department.size() > wanted.size() &&
                                                    department.starts_with(wanted) && department[wanted.size()] == '/');
}

}  // namespace xingke::model
