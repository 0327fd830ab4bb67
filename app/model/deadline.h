// Deadlines, as data: how long something may take, in working or calendar time, when to remind and whom to call in when
// it is late. Pure: when it is due and what its state is at a moment follow from the declaration, the run and the
// calendar alone, so device and server agree, and reminders fire without a network. Any thread. Sources:
// requirements 5.1 (T1 reply within 8 hours, T3 plan within two days, T8 file within a week …) and its last line;
// counting of days after the Civil Code: the day of the start is not counted (art. 201), the last day ends at 24:00, or
// with the business hours where there are such (art. 203).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/deadline_declaration.h"
#include "app/model/record.h"
#include "app/model/record_type.h"
#include "app/model/work_calendar.h"

namespace xingke::model {

struct Pause {
    Instant from;
    std::optional<Instant> to;  // empty: still paused
};
struct DeadlineRun {
    Instant start;
    std::vector<Pause> pauses = {};  // in order, apart from each other
    std::optional<Instant> stopped = {};
};

// The last moment in time. Days: the end of the last day (24:00 less a millisecond), or of its working hours. Empty:
// the calendar never gets there. `pauses` push it back by the time they take, counted as the span is.
std::optional<Instant> due(const DeadlineDeclaration& declaration, const DeadlineRun& run, const WorkCalendar& calendar,
                           int utc_offset_minutes);

// The moment a span lies after (or before) another: days keep the time of day.
std::optional<Instant> moved(Instant at, TimeSpan span, int direction, const WorkCalendar& calendar,
                             int utc_offset_minutes);

enum class DeadlineState : std::uint8_t { in_time, reminder, overdue, paused, met, missed };

struct DeadlineStatus {
    DeadlineState state = DeadlineState::in_time;
    std::optional<Instant> due;
    std::size_t reminder_count = 0;    // of the declared reminders, how many are past
    std::size_t escalation_level = 0;  // 0: none yet; else escalations[level − 1] and all before it
    std::optional<Instant> next;       // when the status changes by time alone, so that a device can sleep until then
    Message explanation;               // which rule, since when, until when
};
DeadlineStatus status(const DeadlineDeclaration& declaration, const DeadlineRun& run, Instant now,
                      const WorkCalendar& calendar, int utc_offset_minutes);

// The start that the declared field gives; empty: no such field, or nothing in it. A day starts at its midnight.
std::optional<Instant> start_of(const DeadlineDeclaration& declaration, const RecordType& type, const Record& record,
                                int utc_offset_minutes);

// "8个工作小时", "2个工作日", "7天", as an argument of a message.
MessageArgument span_argument(std::string name, const TimeSpan& span);

// What is wrong with a declaration on a record type; `state_keys` are the states of its workflow. Empty: nothing.
std::vector<Message> problems(const DeadlineDeclaration& declaration, const RecordType& type,
                              const std::vector<std::string>& state_keys);

}  // namespace xingke::model
