#include "app/ui/screens/form_base.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "app/base/check.h"

namespace xingke::ui {
namespace {

using model::Change;
using model::FieldId;
using model::Value;

// "" and no elements mean the same as nothing, so that clearing a field that was empty is no change.
bool is_same(const Value& a, const Value& b) {
    return a == b || (model::is_empty(a) && model::is_empty(b));
}

bool is_life_or_common(const model::RecordType& type, FieldId field) {
    const model::Field* declared = model::find_field(type, field);
    return declared == nullptr || !model::is_typed(*declared);
}

}  // namespace

std::optional<Value> typed_value(const Value& start, RecordId record, FieldId field, const std::vector<Change>& typed) {
    std::optional<Value> value;
    std::set<std::string> elements;
    bool has_elements = false;
    if (const auto* keys = std::get_if<model::Elements>(&start)) {
        elements.insert(keys->begin(), keys->end());
    }
    for (const Change& change : typed) {
        if (change.record != record || change.field != field) {
            continue;
        }
        if (change.operation == model::Operation::set) {
            value = change.value;
            continue;
        }
        has_elements = true;
        if (const auto* key = std::get_if<std::string>(&change.value)) {
            if (change.operation == model::Operation::add) {
                elements.insert(*key);
            } else {
                elements.erase(*key);
            }
        }
    }
    if (has_elements) {
        value = model::Elements(elements.begin(), elements.end());
    }
    return value;
}

FormBase::FormBase(const model::RecordType& type, const model::Record& loaded, model::Seq base)
    : type_(&type), record_(loaded.id), base_(base), newest_(base) {
    for (const auto& [field, state] : loaded.fields) {
        start_[field] = state.value;
    }
}

std::vector<Takeover> FormBase::follow(const model::Record& record, model::Seq cursor,
                                       const std::vector<Change>& typed) {
    std::map<FieldId, Value> theirs;
    for (const auto& [field, start] : start_) {
        theirs[field] = Value{};
    }
    for (const auto& [field, state] : record.fields) {
        theirs[field] = state.value;
    }
    clashes_.clear();
    std::vector<Takeover> takeovers;
    for (auto& [field, value] : theirs) {
        Value& start = start_[field];
        if (is_same(value, start) || is_life_or_common(*type_, field)) {
            continue;
        }
        const std::optional<Value> mine = typed_value(start, record_, field, typed);
        const bool is_set = model::merge_rule(*model::find_field(*type_, field)) == model::MergeRule::elements;
        if (!mine || is_same(*mine, value)) {
            takeovers.push_back({.field = field, .start = value, .typed = value});
        } else if (is_set) {
            takeovers.push_back({.field = field, .start = value, .typed = typed_value(value, record_, field, typed)});
        } else {
            clashes_.push_back({.field = field, .mine = *mine, .theirs = value});
            continue;
        }
        start = value;
    }
    newest_ = std::max(newest_, cursor);
    if (clashes_.empty()) {
        base_ = newest_;
    }
    return takeovers;
}

FormBase::Clash FormBase::remove_clash(FieldId field) {
    const auto found = std::find_if(clashes_.begin(), clashes_.end(), [&](const Clash& c) { return c.field == field; });
    CHECK(found != clashes_.end(), "only a clash that is open can be settled");
    Clash clash = std::move(*found);
    clashes_.erase(found);
    start_[field] = clash.theirs;
    if (clashes_.empty()) {
        base_ = newest_;
    }
    return clash;
}

Takeover FormBase::keep_mine(FieldId field) {
    const Clash clash = remove_clash(field);
    return {.field = field, .start = clash.theirs, .typed = std::nullopt};
}

Takeover FormBase::take_theirs(FieldId field) {
    const Clash clash = remove_clash(field);
    return {.field = field, .start = clash.theirs, .typed = clash.theirs};
}

}  // namespace xingke::ui
