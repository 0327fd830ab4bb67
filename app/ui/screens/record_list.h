// The list of one record type: views, filter, search, count and figures, the table itself, what is done to many of its
// records, and the ways to more records. Generic over the catalogue. Kept alive while one looks at a record, so that
// Back finds it as it was.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/client/screen_link.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/screens/bulk_actions.h"
#include "app/ui/screens/contract_ledger.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/display_panel.h"
#include "app/ui/screens/filter_panel.h"
#include "app/ui/screens/layout_switch.h"
#include "app/ui/screens/list_statistics.h"
#include "app/ui/screens/list_views.h"
#include "app/ui/screens/saved_views.h"
#include "app/ui/views/list.h"

namespace xingke::ui {

class ListScreen {
public:
    explicit ListScreen(const model::RecordType& type);

    void draw(Desk& desk);
    // What the address names: a ready-made view or the id of a saved one.
    void show(std::string_view key) { key_ = key; }
    void request_search() { wants_search_ = true; }

private:
    enum class Act : std::uint8_t { remove, restore, purge };
    views::RecordList& rows() { return view_ == ListView::bin ? bin_ : view_ == ListView::pool ? pool_ : list_; }
    void choose_view(Desk& desk);
    void ask(Desk& desk);
    model::Query wanted(Desk& desk);
    void follow_groups(Desk& desk, model::Query& query);
    std::int64_t total() const;
    bool is_narrowed() const;
    void show_all(Desk& desk);
    // record_list_tools.cpp
    void draw_title_row(Desk& desk);
    std::string figures(Desk& desk);
    void draw_narrow_bar(Desk& desk);
    void draw_search(Desk& desk, float width);
    void draw_views(Desk& desk);
    void draw_view_chips(Desk& desk);
    void draw_tools(Desk& desk);
    void draw_layouts(Desk& desk);
    void draw_filter_button(Desk& desk);
    void draw_chips(Desk& desk);
    void draw_save_buttons(Desk& desk);
    void draw_letters(Desk& desk);
    void draw_letter_index(Desk& desk, const kit::Box& box);
    bool draw_letter(kit::Ui& ui, const kit::Box& box, std::string_view letter);
    void draw_panels(Desk& desk);
    void draw_more_menu(Desk& desk);
    void draw_export_menu(Desk& desk);

    void draw_rows(Desk& desk);
    void take(Desk& desk, const views::ListResult& result);
    void draw_row_menu(Desk& desk);
    void draw_bin_items(Desk& desk, kit::Menu& menu);
    void begin(Desk& desk, Act act);
    void act_on_record(Desk& desk);

    const model::RecordType* type_;
    views::RecordList list_;
    views::RecordList bin_;
    views::RecordList pool_;
    std::unique_ptr<client::LiveQuery> query_;
    model::Query all_;  // the same without folded groups left out, for figures and for what is done to many
    // The view: a ready-made one, or (saved_ not nil) a saved one. `shown_key_` is the one that all below belongs to.
    std::string key_;
    std::optional<std::string> shown_key_;
    ListView view_ = ListView::all;
    RecordId saved_;
    SavedViews saved_views_;
    model::Arrangement arrangement_, saved_arrangement_;
    std::string search_, initial_;
    bool is_broken_ = false;  // a condition fits its field no more, so nothing is shown
    views::ListSelection selection_;
    // Groups, and which are folded: by what they are keyed by.
    GroupWatch group_watch_;
    views::ListGroups groups_;
    std::vector<model::Value> folded_;

    FilterPanel filter_panel_;
    DisplayPanel display_panel_;
    ContractLedger ledger_;
    ListStatistics statistics_;
    BulkActions bulk_;
    LayoutSwitch layouts_;
    std::optional<RecordId> menu_record_;
    kit::Box menu_at_;
    bool is_menu_open_ = false;
    Act act_ = Act::remove;
    std::unique_ptr<client::LiveRecord> menu_live_;  // the one to which that shall be done
    bool is_asking_ = false;
    bool wants_search_ = false;
    bool is_export_open_ = false, is_more_open_ = false;
    kit::Box export_at_;  // its button
};

}  // namespace xingke::ui
