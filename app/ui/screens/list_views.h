// The ready-made views of a record list (requirements 2.2.1, list views of S06): which records, in which order. Every
// type has them, because they only ask the fields that every type has; 客户池 is for pooled types alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "app/base/clock.h"
#include "app/base/message.h"
#include "app/model/catalogue.h"
#include "app/model/permission.h"
#include "app/model/query.h"

namespace xingke::ui {

enum class ListView : std::uint8_t { all, mine, to_do, overdue, today, week, month, recent, pool, bin };
inline constexpr std::array list_views = {ListView::all,   ListView::mine, ListView::to_do, ListView::overdue,
                                          ListView::today, ListView::week, ListView::month, ListView::recent,
                                          ListView::pool,  ListView::bin};

// As it stands in addresses: "mine".
std::string_view key_of(ListView view);
// An unknown key is `all`.
ListView list_view_of(std::string_view key);

struct ViewMoment {
    Instant now;
    int utc_offset_minutes = 0;
};
// Its records, newest first (of `recent`: last changed first; of `bin`: last deleted first). Weeks begin on Monday;
// `recent` looks back 30 days. Days are whole, so that the query stays equal to itself until midnight.
model::Query query_of(ListView view, model::TypeId type, const model::Actor& actor, const ViewMoment& moment);
// 待我处理 and 逾期 (requirements 2.0): of types with a workflow, records of which a step waits for the actor; of types
// with deadlines, those whose time has run out. Other views: as above.
model::Query query_of(ListView view, const model::Catalogue& catalogue, const model::RecordType& type,
                      const model::Actor& actor, const ViewMoment& moment);
// Whether the type has the view at all.
bool has_view(const model::RecordType& type, ListView view);

}  // namespace xingke::ui
