// Reports that compare (requirements 3.2 and 3.3): 月份业绩, turnover and money received against the goal and the same
// days of last year (R17); the customers whose turnover grew fastest (R4); turnover by sales area (R27). Turnover is
// what was signed in contracts; last year's days are the same dates. Below the other reports, for the same period and
// scope.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/report_query.h"

namespace xingke::ui {

// 80 of 100 → "80%"; "–" of nothing.
std::string share_words(std::int64_t part, std::int64_t whole);

struct Growth {
    RecordId customer;
    std::string name;
    std::int64_t before = 0, now = 0;  // fen
};
// The ten that grew by the largest part; who had no turnover before is left out. Groups by customer, each with a sum.
std::vector<Growth> fastest_growing(const model::Groups& before, const model::Groups& now);

class Performance {
public:
    void draw(Desk& desk, const ReportChoice& choice);
    // As ReportCard::rows: report, part, division, count, amount.
    std::vector<std::vector<std::string>> rows(Desk& desk) const;

private:
    struct Asked {
        model::GroupQuery query;
        std::unique_ptr<client::LiveGroups> live;
    };
    // What a measure (turnover, money received) was or shall be in a span (the month, the year so far).
    struct Compared {
        Asked actual, before, goal;
    };
    void ask(Desk& desk, Asked& asked, const model::GroupQuery& query);
    void ask_compared(Desk& desk, const ReportChoice& choice);
    void ask_customers(Desk& desk, const ReportChoice& choice);
    void draw_compared(Desk& desk);
    void draw_growth(Desk& desk);
    void draw_areas(Desk& desk);
    std::vector<std::pair<std::string, std::int64_t>> areas() const;

    std::array<Compared, 4> compared_;  // turnover and money of the month, then of the year
    Asked now_, before_;                // turnover by customer, in the period and in the one before
    std::unique_ptr<client::LiveQuery> customers_;
};

}  // namespace xingke::ui
