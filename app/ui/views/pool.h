// What the customer pool 公海 shows of a record: the days that are left, coloured, and on its page why, until when and
// what would put it off.
#pragma once

#include <string>

#include "app/client/screen_link.h"
#include "app/model/pool.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

struct DaysLeft {
    std::string words;  // "12天", "今晚到期", "∞ 成交客户"; empty: there is nothing to say
    kit::Tone tone = kit::Tone::neutral;
};
// From the values of a record or a row: due_at, remind_at, exempt.
DaysLeft days_left(const kit::Ui& ui, const model::Value& due, const model::Value& remind, const model::Value& exempt);

enum class PoolPress : std::uint8_t { none, claim, assign };
// Nothing is drawn for types that are not pooled, and while the company has no pool. `rules` is the company's record.
PoolPress draw_pool(kit::Ui& ui, const model::Catalogue& catalogue, const model::RecordType& type,
                    const client::RecordAnswer& answer, const client::RecordAnswer& rules, const model::Actor& actor);

}  // namespace xingke::ui::views
