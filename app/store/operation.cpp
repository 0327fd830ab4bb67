// What one operation makes of a value; declared in change_log.h.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "app/store/change_log.h"

namespace xingke::store {

model::Value after_operation(const model::Value& value, model::Operation operation, const model::Value& operand) {
    if (operation == model::Operation::set) {
        return operand;
    }
    const auto* held = std::get_if<model::Elements>(&value);
    const auto* key = std::get_if<std::string>(&operand);
    if (key == nullptr) {
        return value;
    }
    model::Elements elements = held != nullptr ? *held : model::Elements{};
    const auto place = std::ranges::lower_bound(elements, *key);
    const bool is_there = place != elements.end() && *place == *key;
    if (operation == model::Operation::add && !is_there) {
        elements.insert(place, *key);
    } else if (operation == model::Operation::remove && is_there) {
        elements.erase(place);
    }
    return elements.empty() ? model::Value{} : model::Value{std::move(elements)};
}

}  // namespace xingke::store
