// What is done with the customers of the pool 公海 from wherever they are shown: claim 领取, give back 放入客户池 with
// a reason, assign 分配 to somebody.
#pragma once

#include <optional>
#include <string>

#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

// A request: without a network it waits for the server, and is shown so. `name` is the record's label.
void claim(Desk& desk, const model::RecordType& type, RecordId record, model::Seq base, std::string name);

class PoolDialogs {
public:
    explicit PoolDialogs(const model::RecordType& type) : type_(&type) {}

    void ask_return(const Desk& desk);
    void ask_owner(const Desk& desk);
    // Whenever the record is drawn.
    void draw(Desk& desk, const client::RecordAnswer& answer);

private:
    void draw_return(Desk& desk, const client::RecordAnswer& answer);
    void draw_owner(Desk& desk, const client::RecordAnswer& answer);

    const model::RecordType* type_;
    views::FieldEdit reason_, owner_;
    bool is_returning_ = false, is_assigning_ = false;
};

}  // namespace xingke::ui
