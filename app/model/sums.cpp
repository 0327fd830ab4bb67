#include "app/model/sums.h"

#include <algorithm>
#include <optional>

#include "app/model/expression_evaluate.h"

namespace xingke::model {
namespace {

struct Share {
    RecordId of;
    std::int64_t amount = 0;
};

std::optional<Share> share_of(const RecordType& type, const Sum& sum, const Record* record) {
    if (record == nullptr || !is_alive(*record)) {
        return std::nullopt;
    }
    const Field* by = find_field(type, sum.by);
    const Field* amount = find_field(type, sum.field);
    const bool is_count = sum.field.empty();
    const Expression* when = sum.when.expression.get();
    if (by == nullptr || (amount == nullptr && !is_count) || (when != nullptr && !holds(*when, *record, {}))) {
        return std::nullopt;
    }
    const auto* leads_to = std::get_if<RecordId>(&value_of(*record, by->id));
    if (leads_to != nullptr && is_count) {
        return Share{*leads_to, 1};
    }
    const auto* number = is_count ? nullptr : std::get_if<std::int64_t>(&value_of(*record, amount->id));
    return leads_to == nullptr || number == nullptr ? std::nullopt : std::optional(Share{*leads_to, *number});
}

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
    if (b > 0 && a > INT64_MAX - b) {
        return INT64_MAX;
    }
    return b < 0 && a < INT64_MIN - b ? INT64_MIN : a + b;
}

}  // namespace

bool is_summed(const Catalogue& catalogue, const RecordType& type) {
    return std::ranges::any_of(catalogue.types(), [&](const RecordType& target) {
        return std::ranges::any_of(target.fields, [&](const Field& field) { return field.sum.of == type.name; });
    });
}

std::vector<SumChange> changes_of_sums(const Catalogue& catalogue, const RecordType& type, const Record* before,
                                       const Record& after) {
    std::vector<SumChange> changes;
    const auto add = [&](const RecordType& target, const Field& field, RecordId record, std::int64_t difference) {
        if (difference != 0) {
            changes.push_back({record, target.id, field.id, difference});
        }
    };
    for (const RecordType& target : catalogue.types()) {
        for (const Field& field : target.fields) {
            if (field.sum.of != type.name) {
                continue;
            }
            const std::optional<Share> was = share_of(type, field.sum, before);
            const std::optional<Share> is = share_of(type, field.sum, &after);
            if (was && is && was->of == is->of) {
                add(target, field, is->of, sum_of(is->amount, was->amount == INT64_MIN ? INT64_MAX : -was->amount));
                continue;
            }
            if (was) {
                add(target, field, was->of, was->amount == INT64_MIN ? INT64_MAX : -was->amount);
            }
            if (is) {
                add(target, field, is->of, is->amount);
            }
        }
    }
    return changes;
}

Value added(const Value& sum, std::int64_t difference) {
    const auto* number = std::get_if<std::int64_t>(&sum);
    return sum_of(number == nullptr ? 0 : *number, difference);
}

}  // namespace xingke::model
