// The figures of the home page: one's own records, what was done this week, what waits to be synced. Each opens the
// list behind it.
#pragma once

#include <memory>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/list_views.h"

namespace xingke::ui {

class HomeFigures {
public:
    void draw(Desk& desk);

private:
    // The count behind one figure, and the list that it opens.
    struct Figure {
        const model::RecordType* type = nullptr;
        ListView view = ListView::mine;
        std::unique_ptr<client::LiveQuery> query;
    };
    void subscribe(Desk& desk);

    std::vector<Figure> figures_;
};

}  // namespace xingke::ui
