// The list of one record type: views, search, count, the table itself, and the ways to more records. Generic over the
// catalogue. Kept alive while one looks at a record, so that Back finds it as it was.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/client/screen_link.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/layout_switch.h"
#include "app/ui/screens/list_views.h"
#include "app/ui/views/list.h"

namespace xingke::ui {

class ListScreen {
public:
    explicit ListScreen(const model::RecordType& type);

    void draw(Desk& desk);
    // What the address names.
    void show(ListView view) { view_ = view; }
    void request_search() { wants_search_ = true; }

private:
    enum class Act : std::uint8_t { remove, restore, purge };
    views::RecordList& rows() { return view_ == ListView::bin ? bin_ : view_ == ListView::pool ? pool_ : list_; }
    void ask(Desk& desk);
    void draw_title_row(Desk& desk);
    void draw_search(Desk& desk, float width);
    void draw_views(Desk& desk);
    void draw_rows(Desk& desk);
    void draw_row_menu(Desk& desk);
    void draw_layouts(Desk& desk);
    void draw_export_menu(Desk& desk);
    void draw_bin_items(Desk& desk, kit::Menu& menu);
    void begin(Desk& desk, Act act);
    void act_on_record(Desk& desk);

    const model::RecordType* type_;
    views::RecordList list_;
    views::RecordList bin_;
    views::RecordList pool_;
    std::unique_ptr<client::LiveQuery> query_;
    ListView view_ = ListView::all;
    ListView asked_view_ = ListView::all;
    std::string search_;
    LayoutSwitch layouts_;
    std::optional<RecordId> menu_record_;
    kit::Box menu_at_;
    bool is_menu_open_ = false;
    Act act_ = Act::remove;
    std::unique_ptr<client::LiveRecord> menu_live_;  // the one to which that shall be done
    bool is_asking_ = false;
    bool wants_search_ = false;
    bool is_export_open_ = false;
    kit::Box export_at_;  // its button
};

}  // namespace xingke::ui
