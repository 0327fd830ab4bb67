// 列表 / 看板 / 日历: the ways in which the records of a type are shown, and what stands above a board and a calendar.
// Which of them a type has follows from its declaration.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/kit/box.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

bool has_board(const model::RecordType& type);
bool has_calendar(const model::RecordType& type);
// More than the list.
bool has_layouts(const model::RecordType& type);

// Segments on wide views, a button with a menu on narrow ones (kit::metric::touch wide). Nothing for a type that has
// only the list.
class LayoutSwitch {
public:
    // `route` is of the type's list, as it is shown now.
    void draw(Desk& desk, const model::RecordType& type, const Route& route);
    // The next of them: list, board, calendar and round again.
    static Route next(const model::RecordType& type, Route route);

private:
    bool is_open_ = false;
    kit::Box at_;
};

// Title, count, search, the switch, 新建, and below them whose records: all or one's own.
class LayoutHead {
public:
    // True: a calendar's file was asked for, which is offered when `offers_file`.
    bool draw(Desk& desk, const model::RecordType& type, const Route& route, std::int64_t total,
              bool offers_file = false);
    // The filters and words that were chosen there.
    model::Query query(const Desk& desk, const model::RecordType& type, const Route& route) const;
    void request_search() { wants_search_ = true; }

private:
    void draw_search(Desk& desk, const model::RecordType& type, float width);

    LayoutSwitch switch_;
    std::string search_;
    bool wants_search_ = false;
};

}  // namespace xingke::ui
