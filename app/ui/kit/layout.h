// Where things go: a stack of flows, vertical (Stack, Card, Inside) or horizontal (Row). A widget takes its place with
// place(); sizes that are known only after drawing (a row's height, what a spring may take) are remembered by id, and
// the frame is drawn again before it is shown, so nothing jumps.
//
//   Stack stack(ui, {.gap = 12});
//   heading(ui, "客户");
//   { Row row(ui, {.gap = 8}); button(ui, "导入"); spring(ui); button(ui, "新建", {.kind = ButtonKind::primary}); }
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/kit/box.h"
#include "app/ui/kit/ids.h"
#include "app/ui/kit/theme.h"
#include "app/ui/kit/type.h"

namespace xingke::ui::kit {

struct Flow {
    Box frame;  // what it may fill; height is a hint (space below is allowed)
    bool is_row = false;
    bool wraps = false;
    Align align = Align::start;
    float gap = 0;
    float x = 0, y = 0;     // of the next item
    float line_height = 0;  // row: remembered height in which items stand in the middle
    float line_used = 0;    // row: tallest item so far
    float tallest = 0;      // … of all lines
    float used_right = 0, used_bottom = 0;
    float spring_count = 0, spring_size = 0;
    float lead = 0;  // row: space before the first item
    bool is_empty = true;
    ItemId id = 0;
};

struct Layout {
    std::vector<Flow> flows;
    std::unordered_map<ItemId, float> remembered;
    bool is_unsettled = false;  // something remembered has changed: draw again before showing
};

bool is_wide(const Ui& ui);  // sidebar layout
float gutter(const Ui& ui);
float available_width(const Ui& ui);
float available_height(const Ui& ui);  // to the bottom of the flow's frame
float cursor_y(const Ui& ui);
// The next place in the flow. Width 0: all that is left of it.
Box place(Ui& ui, float width, float height);
void gap(Ui& ui, float size);
// In a Row: takes what the other items leave.
void spring(Ui& ui);
// A size kept from the last time round: returns it, and stores `now` for next time (another pass follows when it
// differs).
float remember(Ui& ui, ItemId id, float now);
float remembered(const Ui& ui, ItemId id, float otherwise);

class Stack {  // vertical, in the place that the flow around gives it
public:
    struct Options {
        float gap = 0;
        float width = 0;  // 0: all
        float padding = 0;
    };
    Stack(Ui& ui, const Options& options);
    ~Stack();
    Stack(const Stack&) = delete;
    Stack& operator=(const Stack&) = delete;

private:
    Ui& ui_;
    float padding_;
};

class Inside {  // vertical, in an absolute box; leaves the flow around as it was
public:
    Inside(Ui& ui, const Box& box, float gap = 0);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    // How far down its content reached, from the top of the box.
    float used_height() const;

private:
    Ui& ui_;
};

class Row {  // horizontal, items in the middle of its height
public:
    struct Options {
        float gap = 8;
        float height = 0;  // 0: as tall as its tallest item
        float width = 0;   // 0: all
        Align align = Align::start;
        bool wraps = false;  // chips: what does not fit goes to the next line
    };
    Row(Ui& ui, const Options& options);
    ~Row();
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

private:
    Ui& ui_;
};

class Columns {  // equal columns; next() moves to the next cell, rows grow as needed
public:
    struct Options {
        int count = 2;
        float gap = 24, row_gap = 16;
    };
    Columns(Ui& ui, const Options& options);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;
    void next();

private:
    void close_cell();
    Ui& ui_;
    Options options_;
    Box frame_;
    int column_ = -1;
    float row_top_ = 0, row_bottom_ = 0;
};

class Card {  // a surface with border and padding around what is drawn while it lives
public:
    struct Options {
        float padding = 16;
        float gap = 12;
        float width = 0;
        bool is_flat = false;  // border only, no shadow
        Tone tone = Tone::neutral;
    };
    Card(Ui& ui, std::string_view id, const Options& options);
    Card(Ui& ui, std::string_view id);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    Ui& ui_;
    float padding_;
    ItemId id_;
};

// Content of a page no wider than `width`, in the middle, with the gutter at both sides.
class Centred {
public:
    Centred(Ui& ui, float width, float gap = 16);
    ~Centred();
    Centred(const Centred&) = delete;
    Centred& operator=(const Centred&) = delete;

private:
    Ui& ui_;
};

}  // namespace xingke::ui::kit
