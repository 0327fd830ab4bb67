// A field of the company's own for a record type: its names, its kind, its options.
#pragma once

#include <string>

#include "app/model/field.h"
#include "app/ui/screens/declaring.h"

namespace xingke::ui {

class NewFieldDialog {
public:
    void open(const model::RecordType& type);
    void draw(Desk& desk);

private:
    void draw_kind(Desk& desk);
    model::Kind kind() const;
    bool is_complete() const;
    void add(Desk& desk, const model::RecordType& type);

    bool is_open_ = false;
    std::string type_;
    TypedTitle title_;
    std::string kind_ = "text", referred_, option_lines_;
    bool required_ = false, in_list_ = true, searchable_ = false, unique_ = false;
};

}  // namespace xingke::ui
