#include "app/client/opinions.h"

#include <algorithm>
#include <tuple>

#include "app/client/steps.h"

namespace xingke::client {
namespace {

std::int64_t created_of(const model::Record& record) {
    const auto* created = std::get_if<std::int64_t>(&model::value_of(record, model::common_field::created));
    return created == nullptr ? 0 : *created;
}

// Where the server's log has the opinion; those that it has not come last.
std::size_t place_in_log(const model::Record& subject, RecordId opinion) {
    const auto* log = std::get_if<std::string>(&model::value_of(subject, model::countersign_field::log));
    return log == nullptr ? std::string::npos : log->find(print(opinion));
}

std::string text_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    const model::Field* field = model::find_field(type, name);
    const auto* text = field == nullptr ? nullptr : std::get_if<std::string>(&model::value_of(record, field->id));
    return text == nullptr ? std::string() : *text;
}

class View {
public:
    View(Workspace& workspace, const model::Record& subject, const model::Countersign& countersign,
         const model::Workflow& workflow, const model::RecordType& opinion_type)
        : workspace_(workspace),
          subject_(subject),
          countersign_(countersign),
          workflow_(workflow),
          opinion_type_(opinion_type),
          records_(workspace) {}

    Result<CountersignView> make() {
        CountersignView view;
        view.round = static_cast<std::uint32_t>(model::round_of(subject_));
        if (view.round == 0) {
            return view;
        }
        const auto records = TRY(opinion_records(workspace_, subject_, opinion_type_));
        const auto opinions = opinions_in(records, opinion_type_);
        const model::ExpressionContext context = records_.context();
        const model::CountersignOutcome outcome =
            model::outcome_of(countersign_, opinions, model::round_of(subject_), subject_, context);
        view.is_open = model::takes_opinions(countersign_, workflow_, subject_);
        view.state = outcome.state;
        view.explanation = outcome.explanation;
        if (outcome.route == nullptr) {
            return view;
        }
        view.route = outcome.route->key;
        for (const std::string& key : outcome.route->seats) {
            view.seats.push_back({.key = key, .may_sign = may_sign(key, outcome.state, view.is_open, context)});
        }
        for (std::size_t i = 0; i < records.size(); ++i) {
            OpinionLine line = TRY(line_of(records[i], opinions[i]));
            const auto seat = std::ranges::find(view.seats, line.seat, &SeatView::key);
            if (seat != view.seats.end() && line.round == view.round) {
                seat->opinion = static_cast<std::uint32_t>(i) + 1;
            }
            view.opinions.push_back(std::move(line));
        }
        return view;
    }

private:
    bool may_sign(const std::string& key, model::CountersignState state, bool is_open,
                  const model::ExpressionContext& context) const {
        return is_open && state == model::CountersignState::open &&
               model::may(workspace_.account.actor(), model::Action::create, opinion_type_) &&
               countersign_.may_sign(*countersign_.find_seat(key), subject_, workspace_.account.actor(), context);
    }

    Result<OpinionLine> line_of(const model::Record& record, const model::Opinion& opinion) {
        OpinionLine line;
        line.seat = opinion.seat;
        line.verdict = opinion.verdict;
        line.round = static_cast<std::uint32_t>(opinion.round);
        line.remark = opinion.remark;
        line.conditions = text_in(opinion_type_, record, "conditions");
        line.questions = text_in(opinion_type_, record, "questions");
        line.suggestion = text_in(opinion_type_, record, "suggestion");
        line.at = {created_of(record)};
        line.author_name = TRY(workspace_.store.label("user", opinion.author));
        if (line.author_name.empty() && opinion.author == workspace_.account.user) {
            line.author_name = workspace_.account.name;
        }
        return line;
    }

    Workspace& workspace_;
    const model::Record& subject_;
    const model::Countersign& countersign_;
    const model::Workflow& workflow_;
    const model::RecordType& opinion_type_;
    const LocalRecords records_;
};

}  // namespace

Result<std::vector<model::Record>> opinion_records(Workspace& workspace, const model::Record& subject,
                                                   const model::RecordType& opinion_type) {
    model::Query query{.type = opinion_type.id};
    query.filters = {{.field = model::parent_field(opinion_type)->id, .value = subject.id}};
    query.fields = {model::common_field::created};
    query.count = model::window_rows_max;
    std::vector<model::Record> records;
    const model::Page page = TRY(workspace.store.page(query));
    for (const model::Row& row : page.rows) {
        if (auto record = TRY(workspace.store.read(opinion_type.id, row.id))) {
            records.push_back(*std::move(record));
        }
    }
    std::ranges::sort(records, [&](const model::Record& a, const model::Record& b) {
        return std::tuple(place_in_log(subject, a.id), created_of(a), a.id) <
               std::tuple(place_in_log(subject, b.id), created_of(b), b.id);
    });
    return records;
}

std::vector<model::Opinion> opinions_in(const std::vector<model::Record>& records,
                                        const model::RecordType& opinion_type) {
    std::vector<model::Opinion> opinions;
    for (const model::Record& record : records) {
        opinions.push_back(model::opinion_of(opinion_type, record));
    }
    return opinions;
}

Result<CountersignView> countersign_view(Workspace& workspace, const model::Record& subject) {
    const model::Countersign* countersign = workspace.catalogue.find_countersign(subject.type);
    const model::Workflow* workflow = workspace.catalogue.find_workflow(subject.type);
    const model::RecordType* opinion_type =
        countersign == nullptr ? nullptr : workspace.catalogue.find(countersign->declaration().opinions);
    if (workflow == nullptr || opinion_type == nullptr) {
        return CountersignView{};
    }
    return View(workspace, subject, *countersign, *workflow, *opinion_type).make();
}

}  // namespace xingke::client
