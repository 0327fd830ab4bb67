// 组织与用户: the company's users, its departments as a tree, and what each role may do. Changed by administrators, at
// the server and at once; what others see here is only to be read.
#pragma once

#include <string>

#include "app/ui/screens/department_dialog.h"
#include "app/ui/screens/person_dialog.h"

namespace xingke::ui {

class PeopleScreen {
public:
    void draw(Desk& desk);

private:
    void draw_people(Desk& desk);
    void draw_departments(Desk& desk);
    void draw_roles(Desk& desk);

    Organisation organisation_;
    PersonDialog person_;
    DepartmentDialog department_;
    std::string tab_ = "people", wanted_, role_ = "salesperson";
};

}  // namespace xingke::ui
