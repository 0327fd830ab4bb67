// A list of records of one type over a live query: a table with sortable columns on wide views, cards on narrow ones.
// Draws only the rows that are seen and keeps the query's window around them; skeletons until the first answer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

struct ListOptions {
    bool may_create = false, may_import = false;  // what the empty state offers
    bool is_filtered = false;                     // it is empty because of a search or filter
    bool compact = false;                         // inside a detail page: as tall as its rows, no header bar
    std::string_view empty_title = {}, empty_sentence = {};
    std::string_view row_action = {};  // a button on each row
};

struct ListResult {
    std::optional<RecordId> opened;
    std::optional<RecordId> menu;   // long press or right button on a row …
    kit::Box menu_at;               // … here
    std::optional<RecordId> acted;  // the row's button
    std::string acted_label;
    bool wants_new = false, wants_import = false, wants_clear = false;
};

class RecordList {
public:
    explicit RecordList(const model::RecordType& type);
    // With these columns behind the label.
    RecordList(const model::RecordType& type, std::span<const model::FieldId> columns);

    // The query that the list starts with: label first, then the type's list fields, newest change first.
    // Add filters and search to it, and hand the result to ScreenLink::watch or LiveQuery::change.
    model::Query query() const;

    // Fills the flow's frame to its bottom (unless compact). Changes the query's sort and window by itself.
    ListResult draw(kit::Ui& ui, client::LiveQuery& query, const ListOptions& options);

private:
    struct CardText {
        std::string second, third, chip;
        kit::Tone tone = kit::Tone::neutral;
    };
    CardText card_text(const kit::Ui& ui, const client::LiveQuery& query, const model::Row& row) const;
    void draw_header(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box);
    void draw_rows(kit::Ui& ui, client::LiveQuery& query, const kit::Box& area, const kit::Box& view,
                   ListResult& result);
    // `row` null: not here yet.
    void draw_table_row(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box, const model::Row* row,
                        std::int64_t index, std::int64_t total, ListResult& result);
    void draw_card(kit::Ui& ui, client::LiveQuery& query, const kit::Box& box, const model::Row* row,
                   std::int64_t index, std::int64_t total, ListResult& result);
    // True: pressed.
    bool draw_row_action(kit::Ui& ui, const kit::Box& box) const;
    void draw_empty(kit::Ui& ui, const ListOptions& options, ListResult& result) const;
    void note_press(const kit::Press& press, const model::Row& row, ListResult& result) const;
    void keep_window(client::LiveQuery& query, std::int64_t first_seen, std::int64_t last_seen) const;
    std::vector<float> widths(const kit::Ui& ui, float width) const;

    const model::RecordType* type_;
    std::vector<const model::Field*> columns_;  // the label first
    kit::ItemId rows_group_ = 0;
    std::int64_t first_drawn_ = 0;
    bool compact_ = false;
    std::string row_action_;
};

}  // namespace xingke::ui::views
