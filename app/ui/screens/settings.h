// What a person sets on this device (language, appearance, text size), who is signed in, signing out; and on narrow
// views the page behind 我的, from which everything leads on that has no place in the bottom bar.
#pragma once

#include "app/ui/screens/desk.h"
#include "app/ui/screens/personal_settings.h"

namespace xingke::ui {

class SettingsScreen {
public:
    void draw(Desk& desk);
    void draw_me(Desk& desk);

private:
    void draw_appearance(Desk& desk);
    void draw_person(Desk& desk);
    void draw_work(Desk& desk);
    void draw_about(Desk& desk);
    void draw_sign_out(Desk& desk);

    PersonalSettings own_;
    bool is_asking_sign_out_ = false;
    bool erases_ = false;
};

}  // namespace xingke::ui
