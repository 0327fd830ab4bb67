// Where a record keeps the runs of its deadlines: hidden fields that the catalogue adds to its type, four for each
// deadline. Their values follow from the steps taken and from the moment of writing, so a device works them out when it
// writes, offline too, and the server works them out again and its values stand. Pure; any thread.
//
//   started ── a field has a date, a state is entered, or a step starts it ──▶ due = end of the span
//   due is empty while the deadline is paused and once it has been stopped, so that "due before …" finds what is open
#pragma once

#include <utility>
#include <vector>

#include "app/model/deadline.h"
#include "app/model/workflow.h"

namespace xingke::model {

enum class DeadlinePart : std::uint8_t { started, due, pauses, stopped };
FieldId field_of(const DeadlineDeclaration& deadline, DeadlinePart part);
std::vector<Field> deadline_fields(const DeadlineDeclaration& deadline);

// The run that the record keeps; empty: it has not begun.
std::optional<DeadlineRun> run_of(const DeadlineDeclaration& deadline, const Record& record);

// What a write makes of a record, as deadlines see it.
struct Passage {
    const Record* before = nullptr;  // null: the record is new
    const Record& after;
    bool is_step_back = false;  // undo of the step that led from after's state to before's
    Instant at;
};

using FieldValues = std::vector<std::pair<FieldId, Value>>;
// The values that the deadlines' fields of `passage.after` should have and have not. `workflow` is null when the type
// has none.
FieldValues outdated_deadlines(const RecordType& type, const Workflow* workflow, const Passage& passage,
                               const WorkCalendar& calendar, int utc_offset_minutes);

// Puts the values that differ into the list.
void add_outdated(const Record& record, FieldId field, Value value, FieldValues& values);

}  // namespace xingke::model
