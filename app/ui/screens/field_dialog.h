// One field as the company, or one person, wants it: required, hidden, in the list, its options. Only what narrows.
#pragma once

#include <string>
#include <vector>

#include "app/model/layer.h"
#include "app/ui/screens/declaring.h"

namespace xingke::ui {

class FieldDialog {
public:
    void open(const Desk& desk, const model::RecordType& type, const model::Field& field);
    void draw(Desk& desk);

private:
    void draw_options(Desk& desk, const model::Field& field);
    void draw_new_option(Desk& desk, const model::Field& field);
    void save_narrowing(Desk& desk, const model::Field& field);

    bool is_open_ = false;
    std::string type_, field_;  // names
    model::layered::Narrowing narrowing_;
    bool in_list_ = false;
    TypedTitle option_;
};

}  // namespace xingke::ui
