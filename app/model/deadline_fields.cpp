#include "app/model/deadline_fields.h"

#include <algorithm>
#include <charconv>

namespace xingke::model {
namespace {

constexpr FieldId fields_of_deadline = 8;  // four are used

bool is_one_of(const std::vector<std::string>& keys, const std::string& key) {
    return std::ranges::find(keys, key) != keys.end();
}

std::optional<Instant> instant_of(const Value& value) {
    const auto* ms = std::get_if<std::int64_t>(&value);
    return ms == nullptr ? std::nullopt : std::optional(Instant{*ms});
}

Value value_of_instant(const std::optional<Instant>& at) {
    return at ? Value(at->ms) : Value(Empty{});
}

// "1763690400000-1763694000000,1763700000000-": the last one is still open.
std::string text_of_pauses(const std::vector<Pause>& pauses) {
    std::string text;
    for (const Pause& pause : pauses) {
        text += text.empty() ? "" : ",";
        text += std::to_string(pause.from.ms) + "-" + (pause.to ? std::to_string(pause.to->ms) : "");
    }
    return text;
}

// What cannot be read is left out: nobody but this file writes it.
std::vector<Pause> pauses_of_text(std::string_view text) {
    std::vector<Pause> pauses;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const char* end = part.data() + part.size();
        Pause pause{};
        const auto from = std::from_chars(part.data(), end, pause.from.ms);
        if (from.ec != std::errc() || from.ptr == end || *from.ptr != '-') {
            continue;
        }
        std::int64_t to = 0;
        if (from.ptr + 1 != end && std::from_chars(from.ptr + 1, end, to).ec == std::errc()) {
            pause.to = Instant{to};
        }
        pauses.push_back(pause);
    }
    return pauses;
}

// Follows one deadline through one write.
class Follower {
public:
    Follower(const DeadlineDeclaration& deadline, const RecordType& type, const Workflow* workflow,
             const Passage& passage, int utc_offset_minutes)
        : deadline_(deadline), type_(type), passage_(passage), utc_offset_minutes_(utc_offset_minutes) {
        if (passage.before != nullptr) {
            run_ = run_of(deadline, *passage.before);
        }
        if (workflow == nullptr) {
            return;
        }
        to_ = workflow->state_of(passage.after).key;
        from_ = passage.before != nullptr ? workflow->state_of(*passage.before).key : "";
        step_ = passage.is_step_back ? workflow->step_between(to_, from_) : workflow->step_between(from_, to_);
    }

    std::optional<DeadlineRun> run() {
        follow_field();
        if (from_ != to_) {
            passage_.is_step_back ? go_back() : go_on();
        }
        return run_;
    }

private:
    void follow_field() {
        if (deadline_.starts_at_field.empty()) {
            return;
        }
        const auto start = start_of(deadline_, type_, passage_.after, utc_offset_minutes_);
        if (!start) {
            run_.reset();
        } else if (run_) {
            run_->start = *start;
        } else {
            run_ = DeadlineRun{.start = *start};
        }
    }

    void go_on() {
        if (to_ == deadline_.starts_in_state || step_has<effect::StartDeadline>()) {
            run_ = DeadlineRun{.start = passage_.at};
        }
        if (!run_ || run_->stopped) {
            return;
        }
        const bool is_paused = !run_->pauses.empty() && !run_->pauses.back().to;
        const bool stops = is_one_of(deadline_.stop_states, to_) || step_has<effect::StopDeadline>();
        const bool pauses = is_one_of(deadline_.pause_states, to_) && !stops;
        if (is_paused && !pauses) {
            run_->pauses.back().to = passage_.at;
        } else if (!is_paused && pauses) {
            run_->pauses.push_back({passage_.at, std::nullopt});
        }
        if (stops) {
            run_->stopped = passage_.at;
        }
    }

    // As if the step had not been taken. A run that it had begun anew does not come back.
    void go_back() {
        if (from_ == deadline_.starts_in_state || step_has<effect::StartDeadline>()) {
            run_.reset();
        }
        if (!run_) {
            return;
        }
        if (is_one_of(deadline_.stop_states, from_) || step_has<effect::StopDeadline>()) {
            run_->stopped.reset();
        }
        const bool was_paused = is_one_of(deadline_.pause_states, from_);
        const bool is_paused = is_one_of(deadline_.pause_states, to_);
        if (was_paused && !is_paused && !run_->pauses.empty() && !run_->pauses.back().to) {
            run_->pauses.pop_back();
        } else if (!was_paused && is_paused && !run_->pauses.empty()) {
            run_->pauses.back().to.reset();
        }
    }

    template <class WantedEffect>
    bool step_has() const {
        return step_ != nullptr && std::ranges::any_of(step_->declaration.effects, [&](const Effect& effect) {
                   const auto* wanted = std::get_if<WantedEffect>(&effect);
                   return wanted != nullptr && wanted->deadline == deadline_.name;
               });
    }

    const DeadlineDeclaration& deadline_;
    const RecordType& type_;
    const Passage& passage_;
    int utc_offset_minutes_;
    std::string from_, to_;
    const Transition* step_ = nullptr;
    std::optional<DeadlineRun> run_;
};

}  // namespace

FieldId field_of(const DeadlineDeclaration& deadline, DeadlinePart part) {
    return static_cast<FieldId>(derived_fields_begin + deadline.number * fields_of_deadline + static_cast<int>(part));
}

std::vector<Field> deadline_fields(const DeadlineDeclaration& deadline) {
    const auto field = [&](DeadlinePart part, const char* suffix, Title title, Kind kind) {
        return Field{.id = field_of(deadline, part),
                     .name = deadline.name + suffix,
                     .title = title,
                     .kind = std::move(kind),
                     .set_by_app = true,
                     .source = deadline.source};
    };
    return {field(DeadlinePart::started, "_started", {"计时开始", "Time started"}, kind::DateTime{}),
            field(DeadlinePart::due, "_due_at", deadline.title, kind::DateTime{}),
            field(DeadlinePart::pauses, "_pauses", {"计时暂停", "Time paused"}, kind::Text{.characters_max = 10000}),
            field(DeadlinePart::stopped, "_stopped", {"计时结束", "Time stopped"}, kind::DateTime{})};
}

std::optional<DeadlineRun> run_of(const DeadlineDeclaration& deadline, const Record& record) {
    const auto start = instant_of(value_of(record, field_of(deadline, DeadlinePart::started)));
    if (!start) {
        return std::nullopt;
    }
    DeadlineRun run{.start = *start};
    const auto* pauses = std::get_if<std::string>(&value_of(record, field_of(deadline, DeadlinePart::pauses)));
    if (pauses != nullptr) {
        run.pauses = pauses_of_text(*pauses);
    }
    run.stopped = instant_of(value_of(record, field_of(deadline, DeadlinePart::stopped)));
    return run;
}

void add_outdated(const Record& record, FieldId field, Value value, FieldValues& values) {
    if (is_empty(value)) {
        value = Empty{};
    }
    if (value_of(record, field) != value) {
        values.emplace_back(field, std::move(value));
    }
}

FieldValues outdated_deadlines(const RecordType& type, const Workflow* workflow, const Passage& passage,
                               const WorkCalendar& calendar, int utc_offset_minutes) {
    FieldValues values;
    for (const DeadlineDeclaration& deadline : type.deadlines) {
        const auto run = Follower(deadline, type, workflow, passage, utc_offset_minutes).run();
        const bool is_paused = run && !run->pauses.empty() && !run->pauses.back().to;
        const auto due_at = run && !run->stopped && !is_paused ? due(deadline, *run, calendar, utc_offset_minutes)
                                                               : std::optional<Instant>();
        const auto set = [&](DeadlinePart part, Value value) {
            add_outdated(passage.after, field_of(deadline, part), std::move(value), values);
        };
        set(DeadlinePart::started, run ? Value(run->start.ms) : Value(Empty{}));
        set(DeadlinePart::due, value_of_instant(due_at));
        set(DeadlinePart::pauses, run ? Value(text_of_pauses(run->pauses)) : Value(Empty{}));
        set(DeadlinePart::stopped, run ? value_of_instant(run->stopped) : Value(Empty{}));
    }
    return values;
}

}  // namespace xingke::model
