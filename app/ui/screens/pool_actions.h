// What is done with the customers of the pool 公海 from wherever they are shown: claim 领取, give back 放入客户池 with
// a reason, assign 分配 to somebody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

// A request: without a network it waits for the server, and is shown so. `name` is the record's label.
void claim(Desk& desk, const model::RecordType& type, RecordId record, model::Seq base, std::string name);

// Several at once. Each by itself, since somebody else may have been faster with one; one word about all of them.
void claim_all(Desk& desk, const model::RecordType& type, const std::vector<RecordId>& records);

// Why something goes back to the pool, which must be said where the type has a field for it.
class ReturnQuestion {
public:
    void ask(const Desk& desk, const model::RecordType& type);
    // Whenever what it is about is drawn. In the frame in which it was answered: what is to be set.
    std::optional<std::vector<client::NewValue>> draw(Desk& desk, const model::RecordType& type,
                                                      const std::string& title);
    bool is_open() const { return is_open_; }

private:
    views::FieldEdit reason_;
    bool is_open_ = false;
};

class PoolDialogs {
public:
    explicit PoolDialogs(const model::RecordType& type) : type_(&type) {}

    void ask_return(const Desk& desk) { question_.ask(desk, *type_); }
    void ask_owner(const Desk& desk);
    // Whenever the record is drawn.
    void draw(Desk& desk, const client::RecordAnswer& answer);

private:
    void draw_return(Desk& desk, const client::RecordAnswer& answer);
    void draw_owner(Desk& desk, const client::RecordAnswer& answer);

    const model::RecordType* type_;
    ReturnQuestion question_;
    views::FieldEdit owner_;
    bool is_assigning_ = false;
};

}  // namespace xingke::ui
