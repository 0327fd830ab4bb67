#include "app/model/field_rules.h"

#include <algorithm>
#include <set>

#include "app/model/expression_check.h"
#include "app/model/expression_evaluate.h"
#include "app/model/expression_parse.h"

namespace xingke::model {
namespace {

// Of which fields of its own record an expression makes its value, and whether of those alone.
struct Reading {
    std::set<FieldId> fields;
    bool is_own_only = true;
};

void collect(const Expression& expression, Reading& reading) {
    if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
        reading.is_own_only = reading.is_own_only && path->steps.size() == 1 && path->steps.front() != me_step;
        reading.fields.insert(path->steps.begin(), path->steps.end());
    } else if (const auto* call = std::get_if<Call>(&expression.node)) {
        const bool asks_outside =
            call->function == Function::today || call->function == Function::now || call->function == Function::me;
        reading.is_own_only = reading.is_own_only && !asks_outside;
        for (const Expression& argument : call->arguments) {
            collect(argument, reading);
        }
    } else if (std::holds_alternative<Rollup>(expression.node)) {
        reading.is_own_only = false;
    }
}

Result<Expression> read_condition(const Rule& rule, const RecordType& type, const Catalogue& catalogue) {
    return parse_condition(rule.text, type, catalogue);
}

Result<Expression> read_value(const Rule& rule, const Field& field, const RecordType& type,
                              const Catalogue& catalogue) {
    Expression value = TRY(parse_expression(rule.text, type, catalogue));
    TRY(check_fits(field, value, type, catalogue));
    return value;
}

void keep(Rule& rule, Result<Expression> read) {
    if (read) {
        rule.expression = std::make_shared<const Expression>(std::move(read).value());
    }
}

class RuleChecker {
public:
    RuleChecker(const RecordType& type, const Catalogue& catalogue) : type_(type), catalogue_(catalogue) {}

    std::vector<RuleProblem> run() {
        for (const Field& field : type_.fields) {
            if (field.visible_when.is_given()) {
                check_read(field, read_condition(field.visible_when, type_, catalogue_));
            }
            if (field.required_when.is_given()) {
                check_read(field, read_condition(field.required_when, type_, catalogue_));
            }
            if (field.read_only_when.is_given()) {
                check_read(field, read_condition(field.read_only_when, type_, catalogue_), true);
            }
            if (field.starts_as.is_given()) {
                check_start(field);
            }
            if (field.unique) {
                const bool is_text = kind_of(field.kind) == ExpressionKind::text;
                require(is_text && is_typed(field), field, "is unique and must be text that people type");
            }
            if (field.computed.is_given()) {
                check_computed(field);
            }
            if (field.numbering.is_given()) {
                check_numbering(field);
            }
            if (field.sum.is_given()) {
                check_sum(field);
            }
            earlier_.insert(field.id);
        }
        return std::move(problems_);
    }

private:
    void require(bool holds, const Field& field, std::string rule) {
        if (!holds) {
            problems_.push_back({field.name, std::move(rule)});
        }
    }

    Reading check_read(const Field& field, const Result<Expression>& read, bool may_read_itself = false) {
        Reading reading;
        if (!read) {
            require(false, field, "has a rule that cannot be read: " + words(read.error().message, Language::english));
            return reading;
        }
        collect(*read, reading);
        require(reading.is_own_only, field, "has a rule that reads more than its own record");
        require(may_read_itself || !reading.fields.contains(field.id), field, "depends on itself");
        return reading;
    }

    void check_start(const Field& field) {
        require(is_typed(field), field, "starts as something and must be typed by people");
        const Result<Expression> start = read_value(field.starts_as, field, type_, catalogue_);
        if (!start) {
            require(false, field,
                    "has a start that cannot be read: " + words(start.error().message, Language::english));
            return;
        }
        Reading reading;
        collect(*start, reading);
        require(reading.fields.empty() && !reads_children(*start), field, "starts as what a new record cannot tell");
    }

    void check_computed(const Field& field) {
        require(!field.required && !field.required_when.is_given() && !field.server_only, field,
                "is computed and cannot be required or the server's");
        require(merge_rule(field) != MergeRule::elements, field, "is computed and cannot hold several choices");
        for (const FieldId read : check_read(field, read_value(field.computed, field, type_, catalogue_)).fields) {
            const Field* other = find_field(type_, read);
            const bool is_settled = other == nullptr || !other->computed.is_given() || earlier_.contains(read);
            require(is_settled, field, "computes from a computed field that stands after it");
        }
    }

    void check_numbering(const Field& field) {
        require(std::holds_alternative<kind::Text>(field.kind), field, "is a number for people and must be text");
        require(!field.computed.is_given() && !field.server_only, field,
                "is numbered by the device and by nobody else");
        const Result<NumberPattern> pattern = parse_pattern(field.numbering.pattern, field.numbering.reset);
        if (!pattern) {
            require(false, field,
                    "has a number that cannot be given: " + words(pattern.error().message, Language::english));
        }
    }

    void check_sum(const Field& field) {
        const RecordType* of = catalogue_.find(field.sum.of);
        const Field* by = of == nullptr ? nullptr : find_field(*of, field.sum.by);
        const Field* summed = of == nullptr ? nullptr : find_field(*of, field.sum.field);
        const auto* leads = by == nullptr ? nullptr : std::get_if<kind::Reference>(&by->kind);
        require(leads != nullptr && leads->type == type_.name, field, "sums records that do not refer to this one");
        const bool is_count = field.sum.field.empty() && std::holds_alternative<kind::Number>(field.kind);
        require(
            is_count || (summed != nullptr && summed->kind.index() == field.kind.index() && !summed->sum.is_given()),
            field, "sums a field of another kind, or one that is a sum itself");
        require(!field.computed.is_given() && !field.server_only && !field.required, field,
                "is a sum and nothing else");
        if (field.sum.when.is_given() && of != nullptr) {
            const Result<Expression> when = read_condition(field.sum.when, *of, catalogue_);
            require(static_cast<bool>(when), field, "sums by a condition that cannot be read");
            Reading reading;
            if (when) {
                collect(*when, reading);
            }
            require(reading.is_own_only, field, "sums by a condition that reads more than the summed record");
        }
    }

    const RecordType& type_;
    const Catalogue& catalogue_;
    std::set<FieldId> earlier_;
    std::vector<RuleProblem> problems_;
};

}  // namespace

bool is_shown(const Field& field, const Record& record) {
    const Expression* condition = field.visible_when.expression.get();
    return condition == nullptr || holds(*condition, record, {});
}

bool is_required(const Field& field, const Record& record) {
    const Expression* condition = field.required_when.expression.get();
    return field.required || (condition != nullptr && holds(*condition, record, {}));
}

bool is_read_only(const Field& field, const Record& record) {
    const Expression* condition = field.read_only_when.expression.get();
    return condition != nullptr && holds(*condition, record, {});
}

bool is_secret(const Field& field, Role role) {
    return std::ranges::find(field.secret_from, role) != field.secret_from.end();
}

std::vector<std::pair<FieldId, Value>> starting_values(const RecordType& type, const ExpressionContext& context) {
    std::vector<std::pair<FieldId, Value>> values;
    const Record nothing{{}, type.id, {}};
    for (const Field& field : type.fields) {
        if (field.starts_as.expression != nullptr) {
            values.emplace_back(field.id, evaluate(*field.starts_as.expression, nothing, context));
        }
    }
    return values;
}

std::vector<std::pair<FieldId, Value>> outdated_values(const RecordType& type, const Record& record) {
    std::vector<std::pair<FieldId, Value>> outdated;
    if (std::ranges::none_of(type.fields, [](const Field& field) { return field.computed.expression != nullptr; })) {
        return outdated;
    }
    Record computed = record;
    for (const Field& field : type.fields) {
        if (field.computed.expression == nullptr) {
            continue;
        }
        Value value = evaluate(*field.computed.expression, computed, {});
        if (value != value_of(computed, field.id)) {
            computed.fields[field.id].value = value;
            outdated.emplace_back(field.id, std::move(value));
        }
    }
    return outdated;
}

bool reads_children(const Expression& expression) {
    if (const auto* call = std::get_if<Call>(&expression.node)) {
        return std::ranges::any_of(call->arguments, reads_children);
    }
    return std::holds_alternative<Rollup>(expression.node);
}

void prepare_rules(RecordType& type, const Catalogue& catalogue) {
    for (Field& field : type.fields) {
        if (field.visible_when.is_given()) {
            keep(field.visible_when, read_condition(field.visible_when, type, catalogue));
        }
        if (field.required_when.is_given()) {
            keep(field.required_when, read_condition(field.required_when, type, catalogue));
        }
        if (field.read_only_when.is_given()) {
            keep(field.read_only_when, read_condition(field.read_only_when, type, catalogue));
        }
        if (field.starts_as.is_given()) {
            keep(field.starts_as, read_value(field.starts_as, field, type, catalogue));
        }
        if (field.computed.is_given()) {
            keep(field.computed, read_value(field.computed, field, type, catalogue));
        }
        if (const RecordType* of = catalogue.find(field.sum.of); of != nullptr && field.sum.when.is_given()) {
            keep(field.sum.when, read_condition(field.sum.when, *of, catalogue));
        }
    }
}

std::vector<RuleProblem> rule_problems(const RecordType& type, const Catalogue& catalogue) {
    return RuleChecker(type, catalogue).run();
}

}  // namespace xingke::model
