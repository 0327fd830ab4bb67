// A list of records of one type over a live query: a table with sortable columns on wide views, cards on narrow ones.
// Draws only the rows that are seen and keeps the query's window around them; skeletons until the first answer. Rows
// may stand in groups that fold, and may be selected, one by one or all that the query has.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

// Which rows are selected. `is_all`: whatever the query has.
struct ListSelection {
    std::set<RecordId> records;
    bool is_all = false;
    bool is_on() const { return is_all || !records.empty(); }
    bool has(RecordId record) const { return is_all || records.contains(record); }
};

// The groups in which the rows of the query stand: it is sorted by that field first, and leaves out the rows of what is
// folded.
struct ListGroups {
    const model::Field* field = nullptr;
    const model::Groups* groups = nullptr;
    std::vector<bool> is_folded;  // by group
};

struct ListOptions {
    bool may_create = false, may_import = false;  // what the empty state offers
    // Null: rows cannot be selected, or stand in no groups.
    ListSelection* selection = nullptr;
    std::int64_t total = 0;  // that can be selected
    const ListGroups* groups = nullptr;
    // Not null: what the headings show; a press on one is told (`sorted`) and changes nothing by itself.
    const std::vector<model::Sort>* sorts = nullptr;
    float end_space = 0;       // kept free at the right, for what lies on it
    bool is_filtered = false;  // it is empty because of a search or filter
    bool compact = false;      // inside a detail page: as tall as its rows, no header bar
    std::string_view empty_title = {}, empty_sentence = {};
    std::string_view row_action = {};  // a button on each row
};

struct ListResult {
    std::optional<RecordId> opened;
    std::optional<RecordId> menu;  // long press or right button on a row …
    kit::Box menu_at;              // … here
    bool wants_new = false, wants_import = false, wants_clear = false;
    std::optional<model::Sort> sorted;
    std::optional<std::size_t> folded;  // this group, or unfolded
    std::optional<RecordId> acted;      // the row's button
    std::string acted_label;
};

class RecordList {
public:
    explicit RecordList(const model::RecordType& type);
    // With these columns behind the label.
    RecordList(const model::RecordType& type, std::span<const model::FieldId> columns);

    // Others behind the label; unknown ones are left out. None: those of the type.
    void set_columns(std::span<const model::FieldId> columns);
    std::vector<model::FieldId> columns() const;  // behind the label

    // The query that the list starts with: label first, then the type's list fields, newest change first.
    // Add filters and search to it, and hand the result to ScreenLink::watch or LiveQuery::change.
    model::Query query() const;

    // What a card says below and beside the name.
    struct CardWords {
        std::string second, third, chip;
        kit::Tone tone = kit::Tone::neutral;
    };

    // Fills the flow's frame to its bottom (unless compact). Changes the query's sort and window by itself.
    ListResult draw(kit::Ui& ui, client::LiveQuery& query, const ListOptions& options);

private:
    // A run of rows without a group between them: where the first one stands, and which one of the query it is.
    struct Run {
        float y = 0;
        std::int64_t first = 0, count = 0;
    };
    struct Seen {
        std::int64_t first = INT64_MAX, last = 0;  // rows of the query
    };
    void draw_header(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box, const ListOptions& options,
                     ListResult& result);
    void draw_heading(kit::Ui& ui, const kit::Box& cell, const model::Field& field,
                      const std::vector<model::Sort>& sorts, ListResult& result);
    // The height of all that there is to scroll through, in rows and groups.
    float content_height(const kit::Ui& ui, const ListOptions& options, std::int64_t total) const;
    void draw_rows(kit::Ui& ui, client::LiveQuery& query, const kit::Box& area, const kit::Box& view,
                   const ListOptions& options, ListResult& result);
    Seen draw_run(kit::Ui& ui, client::LiveQuery& query, const kit::Box& area, const kit::Box& view, const Run& run,
                  ListResult& result);
    void draw_group(kit::Ui& ui, const kit::Box& box, const ListGroups& groups, std::size_t index, ListResult& result);
    // A box to tick; true: it was pressed.
    bool tick(kit::Ui& ui, std::string_view id, std::string_view name, const kit::Box& box, bool is_on) const;
    bool is_selected(const model::Row& row) const;
    void toggle(const client::LiveQuery& query, const model::Row& row);
    // `row` null: not here yet.
    void draw_table_row(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box, const model::Row* row,
                        std::int64_t index, std::int64_t total, ListResult& result);
    void draw_card(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box, const model::Row* row,
                   std::int64_t index, std::int64_t total, ListResult& result);
    CardWords card_words(const kit::Ui& ui, const client::LiveQuery& query, const model::Row& row) const;
    // True: pressed.
    bool draw_row_action(kit::Ui& ui, const kit::Box& box) const;
    void draw_empty(kit::Ui& ui, const ListOptions& options, ListResult& result) const;
    void note_press(const kit::Ui& ui, const kit::Press& press, const model::Row& row, ListResult& result) const;
    void keep_window(client::LiveQuery& query, std::int64_t first_seen, std::int64_t last_seen) const;
    std::vector<float> widths(const kit::Ui& ui, float width) const;

    static constexpr float cell_padding = 12, tick_width = 40;
    static constexpr float action_width = 96;  // of the button on a row

    const model::RecordType* type_;
    std::vector<const model::Field*> columns_;  // the label first
    kit::ItemId rows_group_ = 0;
    std::int64_t first_drawn_ = 0;
    bool compact_ = false;
    ListSelection* selection_ = nullptr;  // while it is drawn
    std::string row_action_;
};

}  // namespace xingke::ui::views
