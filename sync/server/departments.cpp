#include "sync/server/departments.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/model/sight.h"
#include "sync/server/admin.h"

namespace xingke::server {
namespace {

constexpr std::size_t path_characters_max = 100;

Error malformed() {
    return refused(Fault::invalid_input, {"部门名称不能为空，不能含“/”；连上级一起最多100个字",
                                          "A department has a name without “/”, at most 100 characters with those above"
                                          " it"});
}
Error taken(const std::string& path) {
    return refused(Fault::conflict, {"已有部门“" + path + "”", "There is a department “" + path + "” already"});
}
Error missing(const std::string& path) {
    return refused(Fault::not_found, {"没有部门“" + path + "”", "There is no department “" + path + "”"});
}
Error not_empty(const std::string& path) {
    return refused(Fault::conflict, {"“" + path + "”还有人员或下级部门，请先移走",
                                     "“" + path + "” still has people or departments below it; move them first"});
}

// Of a path as it was typed: no spaces around the names.
Result<std::string> checked_path(const std::string& typed) {
    std::string path;
    for (const std::string_view part : split(typed, '/')) {
        const std::string_view name = trim(part);
        if (name.empty()) {
            return malformed();
        }
        path += (path.empty() ? "" : "/") + std::string(name);
    }
    if (path.empty() || count_characters(path) > path_characters_max || !is_valid_utf8(path)) {
        return malformed();
    }
    return path;
}

const model::RecordType& type_named(const Rules& rules, std::string_view name) {
    const model::RecordType* type = rules.catalogue.find(name);
    CHECK(type != nullptr, "the catalogue declares users and departments");
    return *type;
}

// Which record says which path: of people where they are, of departments what they are.
using Paths = std::map<RecordId, std::string>;

Result<Paths> paths_of(ReadTransaction& storage, const model::RecordType& type, std::string_view field) {
    Paths paths;
    for (const model::Record& record : TRY(storage.records_of(type.id))) {
        const model::Value& value = model::value_of(record, model::find_field(type, field)->id);
        if (const auto* path = std::get_if<std::string>(&value); path != nullptr && model::is_alive(record)) {
            paths[record.id] = *path;
        }
    }
    return paths;
}

struct Tree {
    const model::RecordType &user, &department;
    Paths people, departments;

    bool has(const std::string& path) const {
        const auto is_at_or_below = [&](const auto& each) {
            return model::is_in_department_or_below(each.second, path);
        };
        return std::ranges::any_of(people, is_at_or_below) || std::ranges::any_of(departments, is_at_or_below);
    }
};

Result<Tree> read_tree(ReadTransaction& storage, const Rules& rules) {
    const model::RecordType &user = type_named(rules, "user"), &department = type_named(rules, "department");
    return Tree{user, department, TRY(paths_of(storage, user, "unit")), TRY(paths_of(storage, department, "path"))};
}

void add_to(std::vector<model::Change>& changes, const Rules& rules, const Tree& tree, const std::string& path) {
    const auto id = make_id<RecordTag>(rules.clock.now(), rules.random);
    changes.push_back(begin_life(id, tree.department));
    changes.push_back(set_field(id, tree.department, "path", path));
}

}  // namespace

Result<void> add_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& typed) {
    const std::string path = TRY(checked_path(typed));
    const auto writing = TRY(storage.begin_write(by.company));
    const Tree tree = TRY(read_tree(*writing, rules));
    if (tree.has(path)) {
        return taken(path);
    }
    std::vector<model::Change> changes;
    add_to(changes, rules, tree, path);
    TRY(commit_as_server(*writing, rules, by.user, std::move(changes)));
    return writing->commit();
}

Result<void> move_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& from,
                             const std::string& typed) {
    const std::string to = TRY(checked_path(typed));
    const auto writing = TRY(storage.begin_write(by.company));
    const Tree tree = TRY(read_tree(*writing, rules));
    if (!tree.has(from)) {
        return missing(from);
    }
    if (to == from) {
        return {};
    }
    if (model::is_in_department_or_below(to, from)) {
        return refused(Fault::invalid_input, {"部门不能移到自己的下级", "A department cannot move below itself"});
    }
    if (tree.has(to)) {
        return taken(to);
    }
    std::vector<model::Change> changes;
    const auto move = [&](const Paths& paths, const model::RecordType& type, std::string_view field) {
        for (const auto& [record, path] : paths) {
            if (model::is_in_department_or_below(path, from)) {
                changes.push_back(set_field(record, type, field, to + path.substr(from.size())));
            }
        }
    };
    move(tree.people, tree.user, "unit");
    move(tree.departments, tree.department, "path");
    for (const model::Change& change : changes) {
        const auto* path = std::get_if<std::string>(&change.value);
        if (path != nullptr && count_characters(*path) > path_characters_max) {
            return malformed();
        }
    }
    TRY(commit_as_server(*writing, rules, by.user, std::move(changes)));
    return writing->commit();
}

Result<void> withdraw_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& path) {
    const auto writing = TRY(storage.begin_write(by.company));
    const Tree tree = TRY(read_tree(*writing, rules));
    if (!tree.has(path)) {
        return missing(path);
    }
    std::vector<model::Change> changes;
    bool is_empty = true;
    for (const auto& [record, held] : tree.people) {
        is_empty = is_empty && !model::is_in_department_or_below(held, path);
    }
    for (const auto& [record, held] : tree.departments) {
        if (held == path) {
            changes.push_back({record, tree.department.id, model::life_field, model::Operation::set, std::int64_t{2}});
        } else {
            is_empty = is_empty && !model::is_in_department_or_below(held, path);
        }
    }
    if (!is_empty) {
        return not_empty(path);
    }
    TRY(commit_as_server(*writing, rules, by.user, std::move(changes)));
    return writing->commit();
}

}  // namespace xingke::server
