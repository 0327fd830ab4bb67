// The records of a type as a board (views/board.h), and what a card's move means: a step of the workflow, with what the
// step asks for, or another option of the stage field. Each can be undone from its toast.
#pragma once

#include <memory>
#include <optional>

#include "app/ui/screens/desk.h"
#include "app/ui/screens/layout_switch.h"
#include "app/ui/screens/step_dialog.h"
#include "app/ui/views/board.h"

namespace xingke::ui {

class BoardScreen {
public:
    BoardScreen(const model::RecordType& type, const model::Workflow* workflow);

    void draw(Desk& desk, const Route& route);
    bool on_key(Desk& desk, const Key& key);
    void request_search() { head_.request_search(); }

private:
    void begin_move(Desk& desk, views::BoardMove move);
    void follow_move(Desk& desk);
    void take_step(Desk& desk);
    void set_stage(Desk& desk);
    std::string_view title_of(const Desk& desk, std::string_view key) const;

    const model::RecordType* type_;
    const model::Workflow* workflow_;
    LayoutHead head_;
    views::Board board_;
    StepDialog step_;
    std::optional<views::BoardMove> move_;      // asked for, until all is known of the record
    std::unique_ptr<client::LiveRecord> live_;  // the record that was moved last
};

}  // namespace xingke::ui
