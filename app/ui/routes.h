// Where one is in the app, as an address: what stands after # in the address bar, so that Back, reload, bookmarks and
// links in messages work. Pure text in, pure data out; unknown or malformed addresses lead home.
//
//   #/                         home               #/<type>               list of a record type (#/customer)
//   #/<type>?view=mine         list, saved view   #/<type>/new           form for a new record
//   #/<type>?as=board          … as a board       #/<type>?as=calendar     … as a calendar
//   #/<type>/new?day=…         … of a day         #/reports?of=…         the records behind a figure
//   #/<type>/new?parent=…      … with its parent  #/<type>/<uuid>        detail page
//   #/<type>/new?from=<type>.<uuid>               … out of another record
//   #/<type>/<uuid>?tab=…      … on one tab       #/<type>/<uuid>/edit   form for an existing record
//   #/import/<type>            import             #/sync #/inbox #/notifications #/settings #/search #/fields #/me
//   #/reports                  reports            #/pool                 rules of the customer pool
//   #/gallery                  every widget       #/route                today's customers by distance
//   #/people                   users, departments  #/devices              devices
#pragma once

#include <string>
#include <string_view>

#include "app/base/id.h"
#include "app/model/catalogue.h"

namespace xingke::ui {

enum class Screen : std::uint8_t {
    home,
    list,
    detail,
    create,
    edit,
    import,
    sync,
    inbox,
    notifications,
    settings,
    search,
    fields,
    gallery,
    me,
    reports,
    pool,
    route,
    people,
    devices
};

struct Route {
    Screen screen = Screen::home;
    model::TypeId type = 0;       // of list, detail, create, edit, import
    RecordId record;              // of detail and edit
    RecordId parent;              // of create: the record that the new one shall belong to
    model::TypeId from_type = 0;  // of create: the record from which the new one grows (model::Successor) …
    RecordId from;                // … and which one
    std::string view;             // of list: the view's key; of detail: the tab's key; of reports: the figure
    std::string layout;           // of list: "board", "calendar"; empty: rows
    std::string day;              // of create: "<field>:2026-11-21", what a field begins with; empty: nothing
    bool operator==(const Route&) const = default;
};

// `fragment` with or without the leading '#'.
Route parse_route(const model::Catalogue& catalogue, std::string_view fragment);
// Always begins with "#/".
std::string address_of(const model::Catalogue& catalogue, const Route& route);
// One step up, for Back without history: a record's list, a form's record, home otherwise.
Route parent_of(const Route& route);

}  // namespace xingke::ui
