// What one person has arranged for himself on all his devices: which parts his home page has and in which order, and
// when he wants to be asked for his report. One record of type `personal_setting` for each person, with an id that
// follows from his own, so that two devices which make it meet field by field. Pure; any thread. Requirements 2.1.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/id.h"
#include "app/model/field.h"

namespace xingke::model {

constexpr std::string_view personal_setting_type_name = "personal_setting";
namespace personal_setting_field {
constexpr FieldId home = 1, report_hour = 2;
}
RecordId personal_setting_of(RecordId person);

constexpr std::int64_t report_hour_by_default = 18;  // requirements 2.1.3

// A part of the home page, as somebody arranged it.
struct HomePart {
    std::string key;
    bool is_shown = true;
    bool operator==(const HomePart&) const = default;
};
// "day figures -due team": in this order, hidden ones with a minus.
std::string print_home(const std::vector<HomePart>& parts);
// All of `known` and nothing else: what the text leaves out (a part that came later) stands where it stands in `known`,
// behind the part before it. A minus in `known`: hidden until somebody wants it.
std::vector<HomePart> parse_home(std::string_view text, const std::vector<std::string_view>& known);
// The part at `from` now stands at `to`; both below the size.
std::vector<HomePart> moved_part(std::vector<HomePart> parts, std::size_t from, std::size_t to);

}  // namespace xingke::model
