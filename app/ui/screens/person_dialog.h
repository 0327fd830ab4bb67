// A new user, or one that is there: role, department, password, whether the account is open. The server does it at
// once.
#pragma once

#include <string>

#include "app/ui/screens/organisation.h"

namespace xingke::ui {

class PersonDialog {
public:
    void open_new();
    void open(const Person& person);
    void draw(Desk& desk, const Organisation& organisation);

private:
    void draw_identity(kit::Ui& ui);
    void draw_place(kit::Ui& ui, const Organisation& organisation);
    void draw_account(Desk& desk);
    void draw_buttons(Desk& desk);
    void save(Desk& desk);
    void ask(Desk& desk, client::AdminAction action, std::vector<std::string> parts, Say words);
    bool is_complete() const;

    bool is_open_ = false, is_new_ = false, is_busy_ = false;
    Person person_;
    std::string password_;
};

}  // namespace xingke::ui
