#include "sync/merge/merge.h"

#include <algorithm>

namespace xingke::merge {
namespace {

model::Elements elements_of(const model::Value& value) {
    const auto* elements = std::get_if<model::Elements>(&value);
    return elements != nullptr ? *elements : model::Elements{};
}

// Adds or removes one element; `set` on a set replaces it whole, which only an import or an undo does.
model::Value with_element(const model::FieldState& current, const Incoming& incoming) {
    if (incoming.operation == model::Operation::set) {
        return incoming.value;
    }
    model::Elements elements = elements_of(current.value);
    const auto* key = std::get_if<std::string>(&incoming.value);
    if (key == nullptr) {
        return current.value;
    }
    const auto place = std::lower_bound(elements.begin(), elements.end(), *key);
    const bool is_there = place != elements.end() && *place == *key;
    if (incoming.operation == model::Operation::add && !is_there) {
        elements.insert(place, *key);
    } else if (incoming.operation == model::Operation::remove && is_there) {
        elements.erase(place);
    }
    if (elements.empty()) {
        return model::Empty{};
    }
    return elements;
}

}  // namespace

Merged merge(model::MergeRule rule, const model::FieldState& current, const Incoming& incoming) {
    const bool is_concurrent = current.seq > incoming.base && !incoming.current_is_authors_own;
    if (rule == model::MergeRule::elements && incoming.operation != model::Operation::set) {
        model::Value value = with_element(current, incoming);
        const Meeting meeting = value == current.value ? Meeting::unchanged : Meeting::applied;
        return {meeting, std::move(value)};
    }
    if (incoming.value == current.value) {
        return {Meeting::unchanged, current.value};
    }
    if (is_concurrent) {
        return {Meeting::sibling, current.value};
    }
    return {Meeting::applied, incoming.value};
}

}  // namespace xingke::merge
