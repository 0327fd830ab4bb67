// 合并重复: another record of the type becomes one with this one. Where the two differ, one chooses what stays; what
// belongs to the other moves here, and it goes to the recycle bin, all in one transaction that can be undone.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class MergeDialog {
public:
    explicit MergeDialog(const model::RecordType& type);
    void open(Desk& desk);
    void draw(Desk& desk, const client::RecordAnswer& kept);

private:
    void draw_differences(Desk& desk, const client::RecordAnswer& kept);
    void merge(Desk& desk, const client::RecordAnswer& kept);
    bool differs(const client::RecordAnswer& kept, const model::Field& field) const;

    const model::RecordType& type_;
    model::Field question_;  // which record: a reference to the type
    bool is_open_ = false;
    views::FieldEdit other_;
    std::unique_ptr<client::LiveRecord> live_;
    std::map<model::FieldId, std::string> choices_;  // "kept" or "other"
};

}  // namespace xingke::ui
