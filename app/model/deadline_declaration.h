// How long something may take, as it is declared: data only. deadline.h says what it means and answers for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/base/message.h"
#include "app/model/role.h"

namespace xingke::model {

enum class TimeUnit : std::uint8_t { minutes, hours, days };
enum class Counting : std::uint8_t { working, calendar };

struct TimeSpan {
    std::int64_t amount = 0;
    TimeUnit unit = TimeUnit::days;
    Counting counting = Counting::working;
    bool operator==(const TimeSpan&) const = default;
};

// A step of escalation, this long after the deadline.
struct Escalation {
    TimeSpan after;
    std::vector<Role> roles;      // who is called in
    bool tells_superior = false;  // and the superior of the person responsible
};

struct DeadlineDeclaration {
    std::uint16_t number = 0;  // 1–99, stable for ever within its record type: the ids of its fields follow from it
    std::string name;          // stable
    Title title;               // 答复客户
    TimeSpan span;
    std::string starts_at_field = "";  // a date or date-time field …
    std::string starts_in_state =
        "";  // … or a state that is entered; neither: a step starts it (workflow_declaration.h)
    std::vector<TimeSpan> reminders = {};      // before it is due
    std::vector<Escalation> escalations = {};  // each later than the one before it
    std::vector<std::string> stop_states = {};
    std::vector<std::string> pause_states = {};  // time does not count there, e.g. while the customer is asked
    std::string source;
};

}  // namespace xingke::model
