#include "app/ui/screens/pool_forecast.h"

#include <algorithm>
#include <map>

namespace xingke::ui {
namespace {

constexpr int company_offset = model::Catalogue::utc_offset_minutes;

}  // namespace

// Page by page, and from the beginning when something changed: a record is made of each row, so that the facts are
// read in one place only.
void PoolForecast::read(Desk& desk) {
    const model::RecordType* type = desk.catalogue().find("customer");
    if (query_ == nullptr) {
        model::Query query{.type = type->id};
        query.filters = {{.field = model::common_field::owner, .test = model::Filter::Test::is_set, .value = {}}};
        query.sorts = {{.field = model::common_field::created}};
        query.fields = {model::common_field::owner,
                        model::pool_field::owned_since,
                        model::pool_field::followed_at,
                        model::pool_field::opportunity_at,
                        model::find_field(*type, "status")->id,
                        model::find_field(*type, "is_key")->id};
        query.count = model::window_rows_max;
        query_ = desk.link().watch(std::move(query));
    }
    if (query_->version() == 0 || query_->version() == read_version_) {
        return;
    }
    read_version_ = query_->version();
    const model::Page& page = query_->page();
    const std::vector<model::FieldId>& fields = query_->query().fields;
    if (is_read_ || page.first != static_cast<std::int64_t>(customers_.size())) {
        is_read_ = false;
        customers_.clear();
        if (page.first != 0) {
            model::Query again = query_->query();
            again.first = 0;
            query_->change(std::move(again));
            return;
        }
    }
    for (const model::Row& row : page.rows) {
        model::Record record{row.id, type->id, {}};
        for (std::size_t i = 0; i < fields.size() && i < row.values.size(); ++i) {
            record.fields[fields[i]].value = row.values[i];
        }
        customers_.push_back({row.labels.empty() ? std::string() : row.labels.front(), pool_facts(*type, record)});
    }
    if (static_cast<std::int64_t>(customers_.size()) >= page.total || page.rows.empty()) {
        is_read_ = true;
        answer_.is_ready = false;
        return;
    }
    model::Query next = query_->query();
    next.first = static_cast<std::int64_t>(customers_.size());
    query_->change(std::move(next));
}

const PoolForecast::Answer& PoolForecast::of(Desk& desk, const model::PoolRules& rules) {
    read(desk);
    const std::int64_t day = model::local_day(desk.now(), company_offset);
    if (!is_read_ || (answer_.is_ready && rules_ == rules && day_ == day)) {
        return answer_;
    }
    rules_ = rules;
    day_ = day;
    answer_ = {.is_ready = true, .tonight = 0, .tomorrow = 0, .lines = {}};
    std::map<std::string, Line> lines;
    const model::PoolCalendar calendar{desk.catalogue().calendar(), company_offset};
    for (const Customer& customer : customers_) {
        const model::PoolDue due = model::pool_due(customer.facts, rules, calendar);
        const std::int64_t left = due.at ? model::days_left(*due.at, desk.now(), company_offset) : 2;
        if (left > 1) {
            continue;
        }
        Line& line = lines[customer.owner];
        line.owner = customer.owner;
        (left <= 0 ? line.tonight : line.tomorrow) += 1;
        (left <= 0 ? answer_.tonight : answer_.tomorrow) += 1;
    }
    for (auto& [owner, line] : lines) {
        answer_.lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(answer_.lines, [](const Line& a, const Line& b) { return a.tonight > b.tonight; });
    return answer_;
}

}  // namespace xingke::ui
