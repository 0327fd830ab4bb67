// The conditions of a filter as people read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/list_filter.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"

namespace xingke::ui::views {

Say title_of(model::Condition::Test test);
Say title_of_span(std::size_t index);  // of model::day_spans
// "电子商务、其他", "¥100.00 – ¥250.00", "近30天", "不包含 优特"
std::string value_words(const kit::Ui& ui, const model::Field& field, const model::Condition& condition);
// One value of any_of: an option's title, a region's name, a person's.
std::string word_of(const kit::Ui& ui, const model::Field& field, const std::string& value);

// The fields that one can filter by, those that the type offers first in front.
std::vector<const model::Field*> filter_fields(const model::RecordType& type);
bool is_offered_first(const model::RecordType& type, const model::Field& field);

}  // namespace xingke::ui::views
