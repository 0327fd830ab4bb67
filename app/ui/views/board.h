// The records of a type as cards in columns, one for each state of its workflow (or option of its stage field), with
// their count and the sums of its amounts. A card is carried to another column by mouse, by finger after a long press,
// by Ctrl with an arrow key, or by the menu of a long press that went nowhere. Moving is only asked for: the result
// says which card shall go where. On narrow views one column at a time, with a strip of all of them above.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/workflow.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

// Days without a change after which a card that is still open is marked.
constexpr std::int64_t stalled_after_days = 14;

struct BoardMove {
    RecordId record;
    std::string label;
    std::string from, to;  // keys of columns; "": no stage
};

struct BoardResult {
    std::optional<RecordId> opened;
    std::optional<BoardMove> move;
};

class Board {
public:
    // `type` has a stage_field; `workflow` is the type's, or null.
    Board(const model::RecordType& type, const model::Workflow* workflow);
    ~Board();
    Board(Board&&) noexcept;
    Board& operator=(Board&&) noexcept;

    // Which records: the filters and the words of `query`. Asks again only when they differ from the last ones.
    void ask(client::ScreenLink& link, const model::Query& query);
    // Fills the flow's frame to its bottom.
    BoardResult draw(kit::Ui& ui, bool may_move);
    // Ctrl with an arrow, on the card that has the focus.
    bool on_key(kit::Ui& ui, const Key& key);
    std::int64_t total() const;

private:
    struct Column;
    struct Card {  // as it was drawn last
        kit::ItemId id = 0;
        RecordId record;
        std::string label;
        std::size_t column = 0;
    };
    model::Query column_query(const model::Query& query, const Column& column) const;
    bool may_go(std::size_t from, std::size_t to) const;
    const Column* column_at(ImVec2 point) const;
    std::string sums_of(const kit::Ui& ui, const Column& column, bool brief) const;
    std::int64_t count_of(const Column& column) const;
    std::vector<Column*> shown_columns();
    void draw_strip(kit::Ui& ui, const std::vector<Column*>& columns);
    void draw_column(kit::Ui& ui, Column& column, const kit::Box& box, BoardResult& result);
    void draw_header(kit::Ui& ui, const Column& column, const kit::Box& box) const;
    void draw_cards(kit::Ui& ui, Column& column, const kit::Box& box, BoardResult& result);
    void draw_card(kit::Ui& ui, Column& column, const model::Row& row, const kit::Box& box, BoardResult& result);
    std::string stalled_words(const kit::Ui& ui, const Column& column, const model::Row& row) const;
    void paint_card(kit::Ui& ui, const Column& column, const model::Row& row, const kit::Box& box) const;
    void draw_carried(kit::Ui& ui);
    void draw_menu(kit::Ui& ui, BoardResult& result);
    void drop(kit::Ui& ui, BoardResult& result);
    void ask_for_more(Column& column, std::int64_t last_seen);

    const model::RecordType* type_;
    const model::Workflow* workflow_;
    const model::Field* stage_;
    std::vector<const model::Field*> amounts_;  // at most two
    std::vector<const model::Field*> facts_;
    std::vector<model::FieldId> fields_;  // of the queries: label, owner, updated, facts
    std::vector<std::unique_ptr<Column>> columns_;
    std::unique_ptr<client::LiveGroups> groups_;
    model::Query asked_;
    std::vector<Card> cards_;
    std::optional<Card> carried_, menu_card_;
    std::optional<BoardMove> wanted_;  // by the keyboard
    kit::Box menu_at_;
    kit::ItemId group_ = 0;
    bool may_move_ = false, is_menu_open_ = false;
    bool has_moved_ = false;  // what is carried, though it may be back where it began
};

}  // namespace xingke::ui::views
