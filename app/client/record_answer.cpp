#include <algorithm>

#include "app/client/limits.h"
#include "app/client/live_queries.h"
#include "app/client/opinions.h"
#include "app/client/steps.h"

namespace xingke::client {
namespace {

class RecordView {
public:
    RecordView(Workspace& workspace, const WatchRecord& question) : workspace_(workspace), question_(question) {}

    Result<RecordAnswer> make() {
        RecordAnswer answer;
        answer.id = question_.id;
        answer.cursor = TRY(meta_number(workspace_.store, meta_key::cursor));
        answer.record.id = question_.record;
        answer.record.type = question_.type;
        type_ = workspace_.catalogue.find(question_.type);
        const bool is_past = question_.as_of != WatchRecord::now;
        auto record = is_past ? TRY(workspace_.history.record_at(question_.type, question_.record, question_.as_of))
                              : TRY(workspace_.store.read(question_.type, question_.record));
        if (!record || model::is_purged(*record)) {
            return answer;
        }
        answer.exists = true;
        answer.record = *std::move(record);
        for (const auto& [field, state] : answer.record.fields) {
            std::string label = TRY(label_of(field, state.value));
            if (!label.empty()) {
                answer.labels.emplace_back(field, std::move(label));
            }
        }
        if (is_past) {
            return answer;
        }
        answer.pending = TRY(workspace_.log.pending_fields(question_.record));
        for (const model::FieldId field : answer.pending) {
            answer.cursor = TRY(workspace_.log.seen_base(question_.record, field, answer.cursor));
        }
        add_steps(answer);
        answer.countersign = TRY(countersign_view(workspace_, answer.record));
        TRY(add_timeline(answer));
        return answer;
    }

private:
    Result<std::string> label_of(model::FieldId id, const model::Value& value) {
        const model::Field* field = type_ != nullptr ? model::find_field(*type_, id) : nullptr;
        return field == nullptr ? std::string() : workspace_.store.label_of(*field, value);
    }

    // Those that this person may take; one that cannot be taken yet says why.
    void add_steps(RecordAnswer& answer) {
        const model::Workflow* workflow = workspace_.catalogue.find_workflow(question_.type);
        const model::Actor actor = workspace_.account.actor();
        if (workflow == nullptr || !model::is_alive(answer.record) || !model::may(actor, model::Action::edit, *type_)) {
            return;
        }
        const LocalRecords records(workspace_);
        for (model::Offer& offer : model::next_transitions(*workflow, answer.record, actor, records.context())) {
            if (offer.is_for_actor) {
                answer.steps.push_back({offer.transition->declaration.name, std::move(offer.refusals)});
            }
        }
    }

    Result<void> add_timeline(RecordAnswer& answer) {
        bool has_beginning = false;
        for (store::RecordHistory& history :
             TRY(workspace_.history.of_record(question_.record, timeline_entries_max))) {
            TimelineEntry entry;
            entry.entry = history.entry.id;
            entry.at = history.entry.at;
            entry.author = history.entry.author;
            entry.intent = history.entry.intent;
            entry.counter = history.entry.counter;
            if (entry.counter != 0) {
                const auto sent = TRY(workspace_.log.find(entry.counter));
                entry.is_pending = sent && sent->state != store::OutboxState::rejected;
            }
            for (store::FieldLine& line : history.lines) {
                has_beginning = has_beginning || (line.field == model::life_field && model::is_empty(line.before));
                TimelineEntry::Line shown;
                shown.field = line.field;
                shown.before_label = TRY(label_of(line.field, line.before));
                shown.after_label = TRY(label_of(line.field, line.after));
                shown.before = std::move(line.before);
                shown.after = std::move(line.after);
                entry.lines.push_back(std::move(shown));
            }
            TRY(add_author(entry));
            answer.timeline.push_back(std::move(entry));
        }
        if (!has_beginning && answer.timeline.size() < timeline_entries_max) {
            TRY(add_beginning(answer));
        }
        return {};
    }

    // Records that came from elsewhere tell of their creation themselves.
    Result<void> add_beginning(RecordAnswer& answer) {
        const auto* created = std::get_if<std::int64_t>(&model::value_of(answer.record, model::common_field::created));
        const auto* creator = std::get_if<RecordId>(&model::value_of(answer.record, model::common_field::creator));
        if (created == nullptr) {
            return {};
        }
        TimelineEntry entry;
        entry.at = {*created};
        entry.author = creator != nullptr ? *creator : RecordId{};
        entry.intent = model::Intent::create;
        TRY(add_author(entry));
        answer.timeline.push_back(std::move(entry));
        return {};
    }

    Result<void> add_author(TimelineEntry& entry) {
        entry.is_own = entry.author == workspace_.account.user;
        if (entry.author.is_nil()) {
            return {};
        }
        entry.author_name = TRY(workspace_.store.label("user", entry.author));
        if (entry.author_name.empty() && entry.is_own) {
            entry.author_name = workspace_.account.name;
        }
        return {};
    }

    Workspace& workspace_;
    const WatchRecord& question_;
    const model::RecordType* type_ = nullptr;
};

}  // namespace

Result<RecordAnswer> record_answer(Workspace& workspace, const WatchRecord& question) {
    return RecordView(workspace, question).make();
}

}  // namespace xingke::client
