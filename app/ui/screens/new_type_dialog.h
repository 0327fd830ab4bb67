// A record type of the company's own: it begins with a name, an owner and, if wanted, the customer it belongs to;
// everything else is added as fields.
#pragma once

#include <string>

#include "app/ui/screens/declaring.h"

namespace xingke::ui {

class NewTypeDialog {
public:
    void open();
    void draw(Desk& desk);

private:
    void add(Desk& desk);

    bool is_open_ = false;
    TypedTitle title_;
    std::string parent_;
};

}  // namespace xingke::ui
