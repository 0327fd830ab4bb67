#include "app/model/saved_view.h"

#include <charconv>

namespace xingke::model {
namespace {

// Ids in one line, each followed by "-" when it is a descending sort: "5- 1001".
template <class Take>
void read_ids(const Value& value, Take take) {
    const auto* text = std::get_if<std::string>(&value);
    const char* at = text == nullptr ? nullptr : text->data();
    const char* const end = text == nullptr ? nullptr : at + text->size();
    while (at != end) {
        FieldId id = 0;
        const auto [rest, error] = std::from_chars(at, end, id);
        if (error != std::errc()) {
            return;
        }
        at = rest;
        const bool descends = at != end && *at == '-';
        at += descends ? 1 : 0;
        take(id, descends);
        at += at != end ? 1 : 0;
    }
}

Value text_or_empty(std::string text) {
    return text.empty() ? Value(Empty{}) : Value(std::move(text));
}

}  // namespace

std::vector<std::pair<FieldId, Value>> values_of(const Arrangement& arrangement) {
    std::string sorts, columns;
    for (const Sort& sort : arrangement.sorts) {
        sorts += (sorts.empty() ? "" : " ") + std::to_string(sort.field) + (sort.descending ? "-" : "");
    }
    for (const FieldId column : arrangement.columns) {
        columns += (columns.empty() ? "" : " ") + std::to_string(column);
    }
    const bool has_filter = !arrangement.filter.conditions.empty();
    return {
        {saved_view_field::filter, text_or_empty(has_filter ? print_filter(arrangement.filter) : std::string())},
        {saved_view_field::sorts, text_or_empty(std::move(sorts))},
        {saved_view_field::columns, text_or_empty(std::move(columns))},
        {saved_view_field::group, arrangement.group == 0 ? Value(Empty{}) : Value(std::int64_t{arrangement.group})}};
}

Arrangement arrangement_of(const std::vector<std::pair<FieldId, Value>>& values) {
    Arrangement arrangement;
    for (const auto& [field, value] : values) {
        if (field == saved_view_field::filter) {
            if (const auto* text = std::get_if<std::string>(&value)) {
                arrangement.filter = parse_filter(*text);
            }
        } else if (field == saved_view_field::sorts) {
            read_ids(value, [&](FieldId id, bool descends) { arrangement.sorts.push_back({id, descends}); });
        } else if (field == saved_view_field::columns) {
            read_ids(value, [&](FieldId id, bool) { arrangement.columns.push_back(id); });
        } else if (field == saved_view_field::group) {
            const auto* number = std::get_if<std::int64_t>(&value);
            arrangement.group = number == nullptr ? FieldId{0} : static_cast<FieldId>(*number);
        }
    }
    return arrangement;
}

bool may_share_views(const Actor& actor) {
    return actor.role == Role::administrator || actor.role == Role::manager;
}

std::vector<Message> refusals_of_saved_view(const RecordType& type, const Record* before, const Record& after,
                                            const Actor& actor) {
    const auto may_touch = [&](const Record& view) {
        const bool is_shared = value_of(view, saved_view_field::scope) == Value(std::string("company"));
        return is_shared ? may_share_views(actor) : value_of(view, common_field::creator) == Value(actor.user);
    };
    if (may_touch(after) && (before == nullptr || may_touch(*before))) {
        return {};
    }
    return {{Text::may_not_edit, {argument("type", type.title)}}};
}

}  // namespace xingke::model
