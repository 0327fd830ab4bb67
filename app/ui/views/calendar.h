// The records of a type by a date of theirs: a month, a week, or an agenda day by day (what narrow views begin with). A
// day shows what is on it and offers to add to it; on wide views what stands on a day is carried to another one. Moving
// and adding are only asked for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/base/date.h"
#include "app/client/screen_link.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

// The dates and times of a type that mean something to people, those of the list first. Empty: no calendar.
std::vector<const model::Field*> calendar_fields(const model::RecordType& type);

struct CalendarMove {
    RecordId record;
    std::string label;
    model::FieldId field = 0;
    model::Value value;
    Date day;
};

struct CalendarResult {
    std::optional<RecordId> opened;
    std::optional<std::string> wants_new;  // Route::day
    std::optional<CalendarMove> move;
};

struct CalendarOptions {
    bool may_create = false, may_move = false;
    int utc_offset_minutes = 0;
};

class Calendar {
public:
    explicit Calendar(const model::RecordType& type);

    // Which records: the filters and the words of `query`. Asks again when they or the days shown have changed.
    void ask(kit::Ui& ui, client::ScreenLink& link, const model::Query& query, int utc_offset_minutes);
    CalendarResult draw(kit::Ui& ui, const CalendarOptions& options);
    std::int64_t total() const { return query_ == nullptr ? 0 : query_->page().total; }

private:
    struct Span {
        std::int64_t first = 0, last = 0;  // days since 1970, both included
        bool operator==(const Span&) const = default;
    };
    struct Item {
        const model::Row* row = nullptr;
        std::int64_t day = 0;
        std::string time;  // of a date-time
    };
    struct Carried {
        RecordId record;
        std::string label;
        std::int64_t day = 0;
        model::Value value;
    };
    Span span() const;
    std::int64_t today(const kit::Ui& ui) const;
    void step(int by);
    std::string title(const kit::Ui& ui) const;
    void sort_items();
    std::string day_words(const kit::Ui& ui, std::int64_t day) const;
    std::string day_preset(std::int64_t day) const;
    const std::vector<Item>& items_of(std::int64_t day) const;
    std::pair<std::string, kit::Tone> stage_of(const kit::Ui& ui, const model::Row& row) const;

    void draw_bar(kit::Ui& ui);
    void draw_turning(kit::Ui& ui);
    void draw_field_choice(kit::Ui& ui);
    void draw_agenda(kit::Ui& ui, CalendarResult& result);
    void draw_day_list(kit::Ui& ui, std::int64_t day, CalendarResult& result);
    void draw_line(kit::Ui& ui, const Item& item, CalendarResult& result);
    void draw_dialog(kit::Ui& ui, CalendarResult& result);
    void draw_new(kit::Ui& ui, std::int64_t day, CalendarResult& result);
    void drop(kit::Ui& ui, CalendarResult& result);
    // calendar_days.cpp
    void draw_days(kit::Ui& ui, const kit::Box& box, CalendarResult& result);
    void draw_weekdays(kit::Ui& ui, const kit::Box& box) const;
    void draw_day(kit::Ui& ui, std::int64_t day, const kit::Box& box, CalendarResult& result);
    void draw_number(kit::Ui& ui, std::int64_t day, const kit::Box& box) const;
    void draw_items(kit::Ui& ui, std::int64_t day, const kit::Box& box, CalendarResult& result);
    bool draw_chip(kit::Ui& ui, const Item& item, const kit::Box& box);
    void draw_dots(const kit::Ui& ui, std::int64_t day, const kit::Box& box) const;
    void draw_carried(kit::Ui& ui) const;

    const model::RecordType* type_;
    std::vector<const model::Field*> fields_;
    const model::Field* field_;
    const model::Field* stage_;
    std::vector<const model::Field*> facts_;
    std::string mode_;          // "month", "week", "agenda"; empty: not chosen yet
    std::int64_t anchor_ = -1;  // a day of what is shown; −1: not known yet
    std::int64_t chosen_ = 0;   // the day that is looked at
    std::unique_ptr<client::LiveQuery> query_;
    std::uint64_t sorted_version_ = 0;
    std::map<std::int64_t, std::vector<Item>> items_;
    std::vector<std::pair<std::int64_t, kit::Box>> days_;  // as they were drawn last
    std::optional<Carried> carried_;
    CalendarOptions options_;
    kit::Box field_at_;
    kit::ItemId group_ = 0;
    bool is_day_open_ = false, is_field_open_ = false;
};

}  // namespace xingke::ui::views
