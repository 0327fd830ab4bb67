// A saved view of a list: how a person, or the whole company, wants the records of a type shown. It is a record like
// any other (catalogue/system.cpp), and so synced, undone and merged like one. Pure; any thread. Source: issue 5
// point 2, issue 6 point 8.
#pragma once

#include <string>
#include <vector>

#include "app/model/list_filter.h"
#include "app/model/permission.h"
#include "app/model/query.h"
#include "app/model/record.h"

namespace xingke::model {

constexpr std::string_view saved_view_type_name = "saved_view";
namespace saved_view_field {
constexpr FieldId label = 1, scope = 2, subject = 3, filter = 4, sorts = 5, columns = 6, group = 7, is_default = 8;
}

// How a list stands.
struct Arrangement {
    ListFilter filter;
    std::vector<Sort> sorts;       // none: the view's own order
    std::vector<FieldId> columns;  // behind the label; none: those of the type
    FieldId group = 0;             // 0: no groups
    bool operator==(const Arrangement&) const = default;
};

// The values that a record of the type holds for it: filter, sorts, columns, group.
std::vector<std::pair<FieldId, Value>> values_of(const Arrangement& arrangement);
// `value` gives a field's.
Arrangement arrangement_of(const std::vector<std::pair<FieldId, Value>>& values);

// Why the actor may not make this of the view's record; empty: he may. One's own views are nobody else's; those of the
// company are the managers' and administrators'.
std::vector<Message> refusals_of_saved_view(const RecordType& type, const Record* before, const Record& after,
                                            const Actor& actor);
bool may_share_views(const Actor& actor);

}  // namespace xingke::model
