// Inside of Screens (shell.h), for its source files: shell.cpp (where one is, the session), shell_draw.cpp and
// shell_keys.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit/gallery.h"
#include "app/ui/screens/board_page.h"
#include "app/ui/screens/calendar_page.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/devices_page.h"
#include "app/ui/screens/fields_page.h"
#include "app/ui/screens/home.h"
#include "app/ui/screens/import.h"
#include "app/ui/screens/inbox.h"
#include "app/ui/screens/notifications.h"
#include "app/ui/screens/people_page.h"
#include "app/ui/screens/pool_page.h"
#include "app/ui/screens/record_form.h"
#include "app/ui/screens/record_list.h"
#include "app/ui/screens/record_page.h"
#include "app/ui/screens/reports.h"
#include "app/ui/screens/route_page.h"
#include "app/ui/screens/search.h"
#include "app/ui/screens/settings.h"
#include "app/ui/screens/shell.h"
#include "app/ui/screens/sign_in.h"
#include "app/ui/screens/sync_page.h"

namespace xingke::ui {

inline bool is_form(Screen screen) {
    return screen == Screen::create || screen == Screen::edit;
}

constexpr std::size_t trail_length_max = 50;

struct Screens::Impl {
    struct Pending {
        Route route;
        bool is_replacing = false;   // the address, so that Back does not lead into a form again
        bool is_in_address = false;  // the address bar shows it already
    };

    explicit Impl(Context& a_context);

    void draw();
    float draw_wide(const kit::Box& whole);
    float draw_narrow(const kit::Box& whole);
    bool follow_back_stroke();
    void draw_page(const kit::Box& page);
    void draw_notices();
    void draw_screen();
    void draw_records(const model::RecordType& type);
    void draw_dialogs();
    void draw_shortcuts();
    void draw_leave_question();
    void go(const Route& route, bool asks);
    void go_back();
    void go_to_address(std::string_view fragment);
    void apply_route();
    void keep_trail(const Pending& next);
    void open_screen();
    void leave_screens();
    void follow_session();
    void tell_recovery();
    bool is_working() const;
    bool is_typing() const { return form != nullptr && form->is_dirty(); }
    bool on_key(const Key& key);
    bool on_command_key(const Key& key);
    bool on_letter(const Key& key);
    bool go_by_letter(std::string_view name);
    bool move_in_list(const Key& key);
    void search_in_list();
    std::vector<Command> commands();
    std::string title() const;

    Desk desk;
    Route route;
    std::optional<Pending> pending;
    std::vector<Route> trail;    // where one came from, the last one last; forms leave no mark
    std::optional<Route> asked;  // where one wants to go, losing what is typed
    bool is_asking = false;

    RecordId user;  // whose screens these are
    bool was_signed_out_by_server = false, was_online = true, has_told_recovery = false;
    std::optional<Rework> rework;
    HomeScreen home;
    std::map<model::TypeId, ListScreen> lists;
    std::map<model::TypeId, BoardScreen> boards;
    std::map<model::TypeId, CalendarScreen> calendars;
    std::unique_ptr<ReportsScreen> reports;
    std::unique_ptr<RecordScreen> record;
    std::unique_ptr<FormScreen> form;
    std::unique_ptr<ImportScreen> import;
    SyncScreen sync;
    InboxScreen inbox;
    NotificationsScreen notifications;
    SettingsScreen settings;
    FieldsScreen fields;
    PoolScreen pool;
    std::unique_ptr<RouteScreen> today_route;
    PeopleScreen people;
    DevicesScreen devices;
    SearchPanel search;
    SignInScreen sign_in;
    std::unique_ptr<kit::Gallery> gallery;
    bool is_search_open = false, is_sign_in_open = false, is_shortcuts_open = false, is_create_open = false;
    float back_way = 0;     // how far a finger has come from the left edge
    bool is_going = false;  // G was pressed: the next letter says where to
};

}  // namespace xingke::ui
