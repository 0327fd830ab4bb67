#include "tests/simulation/sight_oracle.h"

#include <map>
#include <string>

namespace xingke::simulation {
namespace {

using model::Reach;

constexpr model::FieldId department_field = 4;  // of users

std::string text(const model::Record& record, model::FieldId field) {
    const auto* held = std::get_if<std::string>(&model::value_of(record, field));
    return held != nullptr ? *held : "";
}

const RecordId* reference(const model::Record& record, model::FieldId field) {
    return std::get_if<RecordId>(&model::value_of(record, field));
}

class Watch {
public:
    Watch(const model::Catalogue& catalogue, std::span<const model::Record> records, RecordId user, model::Role role)
        : catalogue_(catalogue), user_(user), role_(role) {
        for (const model::Record& record : records) {
            records_[record.id] = &record;
            if (record.type == catalogue.find("user")->id) {
                departments_[record.id] = text(record, department_field);
            }
        }
    }

    bool sees(const model::Record& record) const {
        const model::RecordType& type = *catalogue_.find(record.type);
        if (type.reach.empty()) {
            return true;
        }
        Reach reach = Reach::company;
        for (const model::RoleReach& said : type.reach) {
            reach = said.role == role_ ? said.reach : reach;
        }
        const std::string mine = departments_.contains(user_) ? departments_.at(user_) : "";
        if (reach == Reach::company || (mine.empty() && reach != Reach::own)) {
            return true;
        }
        // Up the line of what it belongs to: anybody who stands for any of them, but nobody's own only at its foot.
        const model::Record* one = &record;
        while (one != nullptr) {
            const model::RecordType& its = *catalogue_.find(one->type);
            const RecordId* owner = reference(*one, model::common_field::owner);
            if (one == &record && owner == nullptr && its.is_pooled) {
                return true;
            }
            if (owner != nullptr && !its.follows_parent_only && is_within(*owner, mine, reach)) {
                return true;
            }
            for (const model::Field& field : its.fields) {
                const RecordId* named = field.gives_sight ? reference(*one, field.id) : nullptr;
                if (named != nullptr && is_within(*named, mine, reach)) {
                    return true;
                }
            }
            const model::Field* up = model::parent_field(its);
            const RecordId* parent = up != nullptr ? reference(*one, up->id) : nullptr;
            one = parent != nullptr && records_.contains(*parent) ? records_.at(*parent) : nullptr;
        }
        return false;
    }

private:
    bool is_within(RecordId person, const std::string& mine, Reach reach) const {
        if (person == user_) {
            return true;
        }
        const std::string theirs = departments_.contains(person) ? departments_.at(person) : "";
        return reach != Reach::own &&
               (theirs == mine || (reach == Reach::department_and_below && theirs.rfind(mine + "/", 0) == 0));
    }

    const model::Catalogue& catalogue_;
    RecordId user_;
    model::Role role_;
    std::map<RecordId, const model::Record*> records_;
    std::map<RecordId, std::string> departments_;
};

}  // namespace

std::set<RecordId> visible_records(const model::Catalogue& catalogue, std::span<const model::Record> records,
                                   RecordId user, model::Role role) {
    const Watch watch(catalogue, records, user, role);
    std::set<RecordId> visible;
    for (const model::Record& record : records) {
        if (watch.sees(record)) {
            visible.insert(record.id);
        }
    }
    return visible;
}

}  // namespace xingke::simulation
