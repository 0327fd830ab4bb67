// The people and departments of the company, as the device knows them, and how a screen asks the server to change them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/widgets.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

struct Person {
    RecordId id;
    std::string name, login, role, signs_for, department;
    bool is_disabled = false;
};

// Follows the records; at most window_rows_max people.
class Organisation {
public:
    // False: nothing is known yet.
    bool follow(Desk& desk);
    const std::vector<Person>& people() const { return people_; }
    // Of people and of departments without people, each with those above it; in the order of a tree.
    const std::vector<std::string>& departments() const { return departments_; }
    const Person* find(RecordId id) const;
    // In that very department.
    std::size_t count_in(std::string_view department) const;

private:
    void read(const Desk& desk);

    std::unique_ptr<client::LiveQuery> users_, paths_;
    std::uint64_t users_version_ = 0, paths_version_ = 0;
    std::vector<Person> people_;
    std::vector<std::string> departments_;
};

bool is_administrator(const Desk& desk);
// "华东" of "销售部/华东".
std::string_view leaf_of(std::string_view department);
std::vector<kit::Choice> role_choices(const kit::Ui& ui);
std::vector<kit::Choice> department_choices(const Organisation& organisation);

// Says `words` when the server has done it, why not otherwise; `done` runs first, with the answer.
void administer(Desk& desk, client::AdminAction action, std::vector<std::string> parts, std::string words,
                std::function<void(bool is_done)> done);

}  // namespace xingke::ui
