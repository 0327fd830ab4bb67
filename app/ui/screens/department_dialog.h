// A new department, or one that is there: its name, what it lies below, and that it is withdrawn. Whatever lies below
// it moves along, people included.
#pragma once

#include <string>

#include "app/ui/screens/organisation.h"

namespace xingke::ui {

class DepartmentDialog {
public:
    void open_new();
    void open(const std::string& path);
    void draw(Desk& desk, const Organisation& organisation);

private:
    void ask(Desk& desk, client::AdminAction action, std::vector<std::string> parts, Say words);
    std::string path() const;

    bool is_open_ = false, is_busy_ = false;
    std::string before_;  // empty: a new one
    std::string name_, above_;
};

}  // namespace xingke::ui
