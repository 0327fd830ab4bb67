// Before one is in: starting, signing in, and what to do when the data cannot be opened. Also the dialog that asks to
// sign in again while everything else stays as it is.
#pragma once

#include <string>

#include "app/ui/screens/desk.h"

namespace xingke::ui {

class SignInScreen {
public:
    // The whole page, for every phase in which nobody works.
    void draw(Desk& desk);
    // Account and password over the page one is on; closes itself once it has worked.
    void draw_dialog(Desk& desk, bool& open);

private:
    void draw_form(Desk& desk, bool asks_account);
    void submit(Desk& desk);

    std::string login_, password_;
    std::string login_problem_, password_problem_;
};

}  // namespace xingke::ui
