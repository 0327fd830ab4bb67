#include "app/model/deadline.h"

#include <algorithm>

#include "app/model/who.h"

namespace xingke::model {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t minutes_per_day = 1440;
constexpr std::int64_t amount_max = 10'000;  // also of hours: more than a year of them is a mistake

std::int64_t minutes_of(const TimeSpan& span) {
    const std::int64_t amount = std::clamp<std::int64_t>(span.amount, 0, amount_max);
    return span.unit == TimeUnit::hours ? amount * 60 : amount;
}

std::optional<Instant> end_of_day(const WorkCalendar& calendar, Counting counting, std::int64_t day,
                                  int utc_offset_minutes) {
    if (counting == Counting::calendar) {
        return Instant{instant_of_minute(day, minutes_per_day, utc_offset_minutes).ms - 1};
    }
    const std::vector<WorkInterval>& hours = hours_of(calendar, day);
    if (hours.empty()) {
        return std::nullopt;
    }
    return instant_of_minute(day, hours.back().end_minute, utc_offset_minutes);
}

// The span alone, without pauses. Days are counted by day numbers and end with the day.
std::optional<Instant> unpaused_due(const TimeSpan& span, Instant start, std::int64_t days_paused,
                                    const WorkCalendar& calendar, int utc_offset_minutes) {
    const std::int64_t amount = std::clamp<std::int64_t>(span.amount, 0, amount_max);
    if (span.unit != TimeUnit::days) {
        const std::int64_t minutes = minutes_of(span);
        return span.counting == Counting::working ? add_working_minutes(calendar, start, minutes, utc_offset_minutes)
                                                  : Instant{start.ms + minutes * ms_per_minute};
    }
    const std::int64_t day = local_day(start, utc_offset_minutes);
    if (span.counting == Counting::calendar) {
        return end_of_day(calendar, span.counting, day + amount + days_paused, utc_offset_minutes);
    }
    auto last = add_working_days(calendar, day, amount + days_paused);
    if (last && !is_working_day(calendar, *last)) {
        last = add_working_days(calendar, *last, 1);
    }
    return last ? end_of_day(calendar, span.counting, *last, utc_offset_minutes) : std::nullopt;
}

const Pause* open_pause(const DeadlineRun& run) {
    return !run.pauses.empty() && !run.pauses.back().to ? &run.pauses.back() : nullptr;
}

// A moment within the years that dates can be written in, so that sums of moments and spans stay within 64 bits.
Instant clamped(Instant at) {
    constexpr std::int64_t first = -62'135'596'800'000, last = 253'402'300'799'000;
    return {std::clamp(at.ms, first, last)};
}

// What status() finds out about one run at one moment.
class Watch {
public:
    Watch(const DeadlineDeclaration& declaration, const DeadlineRun& run, Instant now, const WorkCalendar& calendar,
          int utc_offset_minutes)
        : declaration_(declaration),
          run_(run),
          now_(now),
          calendar_(calendar),
          utc_offset_minutes_(utc_offset_minutes) {}

    DeadlineStatus status() {
        status_.due = due(declaration_, run_, calendar_, utc_offset_minutes_);
        arguments_ = {argument("deadline", declaration_.title), span_argument("span", declaration_.span)};
        add_time("start", run_.start);
        if (status_.due) {
            add_time("due", *status_.due);
        }
        const Pause* pause = open_pause(run_);
        if (run_.stopped) {
            add_time("stopped", *run_.stopped);
            const bool is_missed = status_.due && *run_.stopped > *status_.due;
            conclude(is_missed ? DeadlineState::missed : DeadlineState::met,
                     is_missed ? Text::deadline_missed : Text::deadline_met);
        } else if (pause != nullptr && (!status_.due || pause->from <= *status_.due)) {
            add_time("since", pause->from);
            conclude(DeadlineState::paused, Text::deadline_paused);
        } else if (!status_.due) {
            conclude(DeadlineState::in_time, Text::deadline_never);
        } else if (now_ > *status_.due) {
            follow_escalations();
            conclude(DeadlineState::overdue,
                     status_.escalation_level > 0 ? Text::deadline_escalated : Text::deadline_overdue);
        } else {
            follow_reminders();
            const bool is_reminded = status_.reminder_count > 0;
            conclude(is_reminded ? DeadlineState::reminder : DeadlineState::in_time,
                     is_reminded ? Text::deadline_reminder : Text::deadline_in_time);
        }
        return std::move(status_);
    }

private:
    void add_time(const char* name, Instant at) {
        arguments_.push_back(argument(name, print(local_time(clamped(at), utc_offset_minutes_))));
    }

    void conclude(DeadlineState state, Text key) {
        status_.state = state;
        status_.explanation = {key, std::move(arguments_)};
    }

    // Whether the moment is past; if not, the status lasts until then at most.
    bool is_past(std::optional<Instant> moment) {
        if (!moment || now_ >= *moment) {
            return moment.has_value();
        }
        if (!status_.next || *moment < *status_.next) {
            status_.next = moment;
        }
        return false;
    }

    void follow_reminders() {
        for (const TimeSpan& reminder : declaration_.reminders) {
            status_.reminder_count +=
                is_past(moved(*status_.due, reminder, -1, calendar_, utc_offset_minutes_)) ? 1 : 0;
        }
        is_past(Instant{status_.due->ms + 1});
    }

    void follow_escalations() {
        status_.reminder_count = declaration_.reminders.size();
        std::vector<Title> told;
        for (const Escalation& escalation : declaration_.escalations) {
            if (!is_past(moved(*status_.due, escalation.after, 1, calendar_, utc_offset_minutes_))) {
                continue;
            }
            ++status_.escalation_level;
            for (const Role role : escalation.roles) {
                told.push_back(title_of(role));
            }
            if (escalation.tells_superior) {
                told.push_back(
                    {text_of(Text::superior, Language::chinese), text_of(Text::superior, Language::english)});
            }
        }
        arguments_.push_back(titles_argument("who", told));
    }

    const DeadlineDeclaration& declaration_;
    const DeadlineRun& run_;
    Instant now_;
    const WorkCalendar& calendar_;
    int utc_offset_minutes_;
    DeadlineStatus status_;
    std::vector<MessageArgument> arguments_;
};

}  // namespace

std::optional<Instant> due(const DeadlineDeclaration& declaration, const DeadlineRun& run, const WorkCalendar& calendar,
                           int utc_offset_minutes) {
    const TimeSpan& span = declaration.span;
    const Instant start = clamped(run.start);
    std::int64_t days_paused = 0;
    std::optional<Instant> last = unpaused_due(span, start, 0, calendar, utc_offset_minutes);
    for (const Pause& pause : run.pauses) {
        if (!last || !pause.to || *pause.to <= pause.from || pause.from >= *last) {
            break;
        }
        const Instant from = std::max(clamped(pause.from), start);
        const Instant to = std::max(clamped(*pause.to), from);
        if (span.unit == TimeUnit::days) {
            const std::int64_t from_day = local_day(from, utc_offset_minutes),
                               to_day = local_day(to, utc_offset_minutes);
            days_paused += span.counting == Counting::working ? working_days_between(calendar, from_day, to_day)
                                                              : to_day - from_day;
            last = unpaused_due(span, start, days_paused, calendar, utc_offset_minutes);
        } else if (span.counting == Counting::working) {
            const std::int64_t lost = working_ms_between(calendar, from, to, utc_offset_minutes);
            last = add_working_ms(calendar, *last, lost, utc_offset_minutes);
        } else {
            last = Instant{last->ms + (to.ms - from.ms)};
        }
    }
    return last;
}

std::optional<Instant> moved(Instant at, TimeSpan span, int direction, const WorkCalendar& calendar,
                             int utc_offset_minutes) {
    at = clamped(at);
    const std::int64_t sign = direction < 0 ? -1 : 1;
    if (span.unit != TimeUnit::days) {
        const std::int64_t minutes = minutes_of(span) * sign;
        return span.counting == Counting::working ? add_working_minutes(calendar, at, minutes, utc_offset_minutes)
                                                  : Instant{at.ms + minutes * ms_per_minute};
    }
    const std::int64_t amount = std::clamp<std::int64_t>(span.amount, 0, amount_max) * sign;
    std::int64_t days = amount;
    if (span.counting == Counting::working) {
        const std::int64_t day = local_day(at, utc_offset_minutes);
        const auto target = add_working_days(calendar, day, amount);
        if (!target) {
            return std::nullopt;
        }
        days = *target - day;
    }
    return Instant{at.ms + days * minutes_per_day * ms_per_minute};
}

DeadlineStatus status(const DeadlineDeclaration& declaration, const DeadlineRun& run, Instant now,
                      const WorkCalendar& calendar, int utc_offset_minutes) {
    return Watch(declaration, run, now, calendar, utc_offset_minutes).status();
}

std::optional<Instant> start_of(const DeadlineDeclaration& declaration, const RecordType& type, const Record& record,
                                int utc_offset_minutes) {
    const Field* field = find_field(type, declaration.starts_at_field);
    const auto* value = field == nullptr ? nullptr : std::get_if<std::int64_t>(&value_of(record, field->id));
    if (value == nullptr) {
        return std::nullopt;
    }
    if (std::holds_alternative<kind::Date>(field->kind)) {
        return instant_of_minute(*value, 0, utc_offset_minutes);
    }
    return std::holds_alternative<kind::DateTime>(field->kind) ? std::optional(Instant{*value}) : std::nullopt;
}

MessageArgument span_argument(std::string name, const TimeSpan& span) {
    const bool is_working = span.counting == Counting::working;
    const std::string amount = std::to_string(span.amount);
    const char* plural = span.amount == 1 ? "" : "s";
    std::string chinese, english;
    switch (span.unit) {
        case TimeUnit::minutes:
            chinese = amount + (is_working ? "个工作分钟" : "分钟");
            english = amount + (is_working ? " working minute" : " minute");
            break;
        case TimeUnit::hours:
            chinese = amount + (is_working ? "个工作小时" : "小时");
            english = amount + (is_working ? " working hour" : " hour");
            break;
        case TimeUnit::days:
            chinese = amount + (is_working ? "个工作日" : "天");
            english = amount + (is_working ? " working day" : " day");
            break;
    }
    return {std::move(name), std::move(chinese), english + plural};
}

std::vector<Message> problems(const DeadlineDeclaration& declaration, const RecordType& type,
                              const std::vector<std::string>& state_keys) {
    std::vector<Message> problems;
    if (!declaration.starts_at_field.empty()) {
        const Field* field = find_field(type, declaration.starts_at_field);
        if (field == nullptr || (!std::holds_alternative<kind::Date>(field->kind) &&
                                 !std::holds_alternative<kind::DateTime>(field->kind))) {
            problems.push_back({Text::deadline_no_date, {argument("name", declaration.starts_at_field)}});
        }
    }
    std::vector<TimeSpan> spans = declaration.reminders;
    spans.push_back(declaration.span);
    for (const Escalation& escalation : declaration.escalations) {
        // At once when it is overdue is a level, too.
        spans.push_back(escalation.after.amount == 0 ? TimeSpan{1} : escalation.after);
    }
    for (const TimeSpan& span : spans) {
        if (span.amount < 1 || span.amount > amount_max) {
            problems.push_back({Text::deadline_bad_span,
                                {argument("deadline", declaration.title), span_argument("span", span),
                                 argument("max", std::to_string(amount_max))}});
        }
    }
    std::vector<std::string> states = declaration.stop_states;
    states.insert(states.end(), declaration.pause_states.begin(), declaration.pause_states.end());
    if (!declaration.starts_in_state.empty()) {
        states.push_back(declaration.starts_in_state);
    }
    for (const std::string& state : states) {
        if (std::ranges::find(state_keys, state) == state_keys.end()) {
            problems.push_back({Text::workflow_unknown_state, {argument("name", state)}});
        }
    }
    return problems;
}

}  // namespace xingke::model
