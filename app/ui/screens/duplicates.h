// A line below a field of a new record that names records which may be the same thing already, while one types; each
// leads there. It stops nobody from saving. By the type's duplicate_fields: a name by what it contains, all else by the
// whole value. Asks this device alone, so it works offline.
#pragma once

#include <map>
#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class Duplicates {
public:
    void draw(Desk& desk, const model::RecordType& type, const model::Field& field, const model::Value& value);

private:
    std::map<model::FieldId, std::unique_ptr<client::LiveQuery>> queries_;
};

}  // namespace xingke::ui
