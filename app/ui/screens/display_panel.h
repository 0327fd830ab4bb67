// How a list is shown: its groups, its order and its columns, in a panel (a sheet on narrow views). Each change applies
// at once.
#pragma once

#include <span>

#include "app/model/saved_view.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class DisplayPanel {
public:
    void open() { is_open_ = true; }
    // While it is open. `columns`: those shown now, behind the label.
    void draw(Desk& desk, const model::RecordType& type, model::Arrangement& arrangement,
              std::span<const model::FieldId> columns);

private:
    bool is_open_ = false;
};

// Choices, persons and other records make groups worth having.
bool makes_groups(const model::Field& field);

}  // namespace xingke::ui
