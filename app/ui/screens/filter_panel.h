// The panel in which a list's filter is built (a sheet on narrow views): conditions on any field of the type, applied
// as they are typed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/list_filter.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class FilterPanel {
public:
    // Begins with what the filter holds.
    void open(const kit::Ui& ui, const model::RecordType& type, const model::ListFilter& filter);
    // While it is open; changes the filter as conditions become complete. `count`: what the list has of it, once known.
    void draw(Desk& desk, const model::RecordType& type, model::ListFilter& filter, std::optional<std::int64_t> count);

private:
    struct Line {
        const model::Field* field = nullptr;
        model::Condition condition;
        views::FieldEdit from, to;  // what is being typed
    };
    Line line_of(const kit::Ui& ui, const model::RecordType& type, const model::Condition& condition) const;
    void add(const model::Field& field);
    void draw_offers(Desk& desk, const model::RecordType& type);
    bool draw_line(Desk& desk, Line& line);  // true: remove it
    void draw_value(Desk& desk, Line& line);
    void draw_words(kit::Ui& ui, Line& line);
    void draw_options(kit::Ui& ui, Line& line);
    void draw_reference(Desk& desk, Line& line);
    void draw_region(Desk& desk, Line& line);
    void draw_spans(kit::Ui& ui, Line& line);
    void draw_range(Desk& desk, Line& line);
    void draw_bound(Desk& desk, const model::Field& field, views::FieldEdit& edit, Say label, std::string& stored);
    bool draw_end(kit::Ui& ui, std::optional<std::int64_t> count);  // true: all conditions shall go

    bool is_open_ = false;
    bool joins_by_any_ = false;
    std::vector<Line> lines_;
};

}  // namespace xingke::ui
