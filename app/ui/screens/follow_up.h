// 下次跟进 in one press: tomorrow, in three days, next week, next month, each at nine in the morning. Of a record that
// belongs to a customer of one's own the customer is told, too: it is the customer who is due then.
#pragma once

#include <memory>
#include <optional>

#include "app/base/date.h"
#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

enum class FollowUpIn : std::uint8_t { one_day, three_days, one_week, one_month };
// A month later is the same day, or the last one that the month has.
Date follow_up_day(FollowUpIn in, Date today);

class FollowUp {
public:
    static bool is_for(const model::RecordType& type);
    // The buttons; and what was pressed is saved as soon as everything is known.
    void draw(Desk& desk, const model::RecordType& type, const client::RecordAnswer& record);

private:
    void save_when_known(Desk& desk, const model::RecordType& type, const client::RecordAnswer& record);

    std::optional<Instant> wanted_;
    std::unique_ptr<client::LiveRecord> customer_;
};

}  // namespace xingke::ui
