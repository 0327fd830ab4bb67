// The ready-made views of a record list (requirements 2.2.1, list views of S06): which records, in which order. Every
// type has them, because they only ask the fields that every type has; 客户池 is for pooled types alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "app/base/clock.h"
#include "app/base/message.h"
#include "app/model/permission.h"
#include "app/model/query.h"

namespace xingke::ui {

enum class ListView : std::uint8_t { all, mine, today, week, month, recent, pool, bin };
inline constexpr std::array list_views = {ListView::all,   ListView::mine,   ListView::today, ListView::week,
                                          ListView::month, ListView::recent, ListView::pool,  ListView::bin};

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

}  // namespace xingke::ui
