// From a report's declaration (model/report.h) to questions and back: the groups that it asks for, the parts that they
// make, and the records behind one part. Parts are known by texts that stand in addresses: an option's key, an id, a
// date, "-" for none; a department by its bytes as hexadecimal digits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.h"
#include "app/model/report.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

enum class Period : std::uint8_t { week, month, quarter, year, all, custom };
enum class Scope : std::uint8_t { all, department, mine };

struct ReportChoice {
    Period period = Period::month;
    std::optional<Date> from, to;  // of a custom period; both included
    Scope scope = Scope::all;
    bool by_department = false;  // instead of by owner
};
struct DaySpan {
    std::optional<std::int64_t> first, last;  // days since 1970; nothing: no end
};
// Weeks begin on Monday. As of `today`.
DaySpan span_of(const ReportChoice& choice, Date today);

// Who works where: what figures by owner become by department.
using Departments = std::map<RecordId, std::pair<std::string, std::string>>;  // name, department

struct ReportPart {
    std::string key, name;
    kit::Tone tone = kit::Tone::neutral;
    std::int64_t count = 0;
    std::int64_t amount = 0;            // fen
    std::vector<std::int64_t> divided;  // counts by the options of `split`
};

// Of one report over one catalogue.
class ReportQuery {
public:
    // Nothing when the catalogue does not have what the report needs.
    static std::optional<ReportQuery> of(const model::Catalogue& catalogue, const model::ReportDeclaration& report);

    const model::ReportDeclaration& report() const { return *report_; }
    const model::RecordType& type() const { return *type_; }
    const model::Field* amount() const { return amount_; }
    std::vector<const model::Option*> series() const;

    model::GroupQuery groups(const Desk& desk, const ReportChoice& choice) const;
    std::vector<ReportPart> parts(const Desk& desk, const ReportChoice& choice, const model::Groups& groups,
                                  const Departments& people) const;
    // The records of a part; `part` empty: of all. `option` of `split`, if any.
    model::Query records(const Desk& desk, const ReportChoice& choice, std::string_view part,
                         std::string_view option) const;
    std::string name_of_part(const Desk& desk, const Departments& people, std::string_view part) const;

private:
    model::Query base(const Desk& desk, const ReportChoice& choice) const;
    bool is_by_owner() const;
    void add_part_filter(const Desk& desk, const ReportChoice& choice, std::string_view part,
                         model::Query& query) const;
    std::string key_of(const model::Value& value, const ReportChoice& choice, const Departments& people) const;
    void order(const Desk& desk, std::vector<ReportPart>& parts, const ReportChoice& choice) const;

    const model::ReportDeclaration* report_ = nullptr;
    const model::Catalogue* catalogue_ = nullptr;
    const model::RecordType* type_ = nullptr;
    const model::Field *period_ = nullptr, *by_ = nullptr, *split_ = nullptr, *amount_ = nullptr, *only_ = nullptr;
};

}  // namespace xingke::ui
