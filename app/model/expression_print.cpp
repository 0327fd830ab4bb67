#include "app/model/expression_print.h"

#include <cstdio>

#include "app/base/date.h"
#include "app/base/text.h"
#include "app/model/expression_syntax.h"

namespace xingke::model {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;
// Half a day inside the years 1 to 9999, so that no offset leads out of them.
constexpr std::int64_t first_printable_day = -719'161;
constexpr std::int64_t last_printable_day = 2'932'895;

std::string name_text(std::string_view name) {
    return is_plain_name(name) ? std::string(name) : "`" + std::string(name) + "`";
}

std::string quoted_text(std::string_view text) {
    std::string out = "\"";
    std::size_t at = 0;
    while (at < text.size()) {
        const char32_t c = next_code_point(text, at);
        switch (c) {
            case '"':
                out += "\\\"";
                continue;
            case '\\':
                out += "\\\\";
                continue;
            case '\n':
                out += "\\n";
                continue;
            case '\t':
                out += "\\t";
                continue;
            case '\r':
                out += "\\r";
                continue;
            default:
                break;
        }
        // Control characters, and the quotation marks that the parser takes for plain ones.
        if (c < 0x20 || c == 0x7F || c == 0x201C || c == 0x201D) {
            char hexadecimal[16];
            std::snprintf(hexadecimal, sizeof hexadecimal, "\\u{%x}", static_cast<unsigned>(c));
            out += hexadecimal;
        } else {
            append_code_point(out, c);
        }
    }
    return out + '"';
}

// 1250 → "12.5"
std::string decimal_text(std::int64_t value) {
    const bool is_negative = value < 0;
    const std::uint64_t magnitude =
        is_negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string out = std::to_string(magnitude / 100);
    const std::uint64_t rest = magnitude % 100;
    if (rest != 0) {
        out += '.';
        out += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) {
            out += static_cast<char>('0' + rest % 10);
        }
    }
    return out;
}

std::string time_text(std::int64_t ms, int utc_offset_minutes) {
    const DateTime time = local_time({ms}, utc_offset_minutes);
    char out[40];
    std::snprintf(out, sizeof out, "%s %02d:%02d:%02d", print(time.date).c_str(), time.hour, time.minute, time.second);
    std::string text = out;
    const std::int64_t rest = (ms % 1000 + 1000) % 1000;
    if (rest != 0) {
        std::snprintf(out, sizeof out, ".%03d", static_cast<int>(rest));
        text += out;
    }
    return text;
}

class Printer {
public:
    Printer(const Catalogue& catalogue, const ExpressionOptions& options) : catalogue_(catalogue), options_(options) {}

    std::string text(const Expression& expression, const RecordType& type) const {
        if (const auto* literal = std::get_if<Literal>(&expression.node)) {
            return literal_text(*literal);
        }
        if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
            return path_text(*path, type);
        }
        if (const auto* rollup = std::get_if<Rollup>(&expression.node)) {
            return rollup_text(*rollup, type);
        }
        return call_text(std::get<Call>(expression.node), type);
    }

private:
    std::string literal_text(const Literal& literal) const {
        const auto* number = std::get_if<std::int64_t>(&literal.value);
        const std::string sign = number != nullptr && *number < 0 ? "-" : "";
        switch (literal.kind) {
            case ExpressionKind::nothing:
                return "empty";
            case ExpressionKind::yes_no:
                return literal.value == Value(true) ? "true" : "false";
            case ExpressionKind::text:
                return quoted_text(std::get<std::string>(literal.value));
            case ExpressionKind::integer:
                return std::to_string(*number);
            case ExpressionKind::money:
                return sign + "¥" + decimal_text(*number);
            case ExpressionKind::percent:
                return sign + decimal_text(*number) + "%";
            case ExpressionKind::date:
                return "date(" +
                       (*number < first_printable_day || *number > last_printable_day
                            ? std::to_string(*number)
                            : '"' + print(date_of_days(*number)) + '"') +
                       ")";
            case ExpressionKind::date_time:
                return "time(" +
                       (*number < first_printable_day * ms_per_day || *number > last_printable_day * ms_per_day
                            ? std::to_string(*number)
                            : '"' + time_text(*number, options_.utc_offset_minutes) + '"') +
                       ")";
            case ExpressionKind::reference:
                return "ref(\"" + print(std::get<RecordId>(literal.value)) + "\")";
            default:
                return "empty";
        }
    }

    std::string path_text(const FieldPath& path, const RecordType& type) const {
        std::string out;
        const RecordType* at = &type;
        for (const FieldId step : path.steps) {
            if (step == me_step && out.empty() && path.steps.size() > 1) {
                out = "me";
                at = catalogue_.find("user");
                continue;
            }
            const Field* field = at == nullptr ? nullptr : find_field(*at, step);
            out += out.empty() ? "" : ".";
            out += field == nullptr ? "?" + std::to_string(step) : name_text(field->name);
            const auto* link = field == nullptr ? nullptr : std::get_if<kind::Reference>(&field->kind);
            at = link == nullptr ? nullptr : catalogue_.find(link->type);
        }
        return out;
    }

    std::string rollup_text(const Rollup& rollup, const RecordType&) const {
        const RecordType* child = catalogue_.find(rollup.child);
        std::string out = std::string(name_of(rollup.of)) + "(";
        if (child == nullptr) {
            return out + "?" + std::to_string(rollup.child) + ")";
        }
        const Field* via = find_field(*child, rollup.via);
        out +=
            name_text(child->name) + "." + (via == nullptr ? "?" + std::to_string(rollup.via) : name_text(via->name));
        for (const std::vector<Expression>* part : {&rollup.value, &rollup.where}) {
            out += part->empty() ? "" : ", " + text(part->front(), *child);
        }
        return out + ")";
    }

    std::string call_text(const Call& call, const RecordType& type) const {
        const FunctionEntry* entry = find_function(call.function);
        if (entry == nullptr) {
            return "?" + std::to_string(static_cast<int>(call.function)) + "()";
        }
        if (entry->symbol.empty() || has_ambiguous_sign(call)) {
            std::string out = std::string(entry->name) + "(";
            for (std::size_t i = 0; i < call.arguments.size(); ++i) {
                out += (i == 0 ? "" : ", ") + text(call.arguments[i], type);
            }
            return out + ")";
        }
        if (call.arguments.size() == 1) {
            return std::string(entry->symbol) + in_brackets(call.arguments[0], entry->precedence, type);
        }
        std::string out;
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            // What stands on the left of + - * may be of the same rank: they read from left to right.
            const bool is_left = i == 0 && entry->precedence >= 4;
            out += i == 0 ? "" : " " + std::string(entry->symbol) + " ";
            out += in_brackets(call.arguments[i], entry->precedence + (is_left ? 0 : 1), type);
        }
        return out;
    }

    // -5 reads as the number, so the call that negates the number 5 is spelled out.
    static bool has_ambiguous_sign(const Call& call) {
        const auto* literal =
            call.function == Function::negate ? std::get_if<Literal>(&call.arguments[0].node) : nullptr;
        return literal != nullptr && std::holds_alternative<std::int64_t>(literal->value);
    }

    std::string in_brackets(const Expression& expression, int precedence_min, const RecordType& type) const {
        const auto* call = std::get_if<Call>(&expression.node);
        const FunctionEntry* entry = call == nullptr ? nullptr : find_function(call->function);
        const bool needs_brackets = entry != nullptr && !entry->symbol.empty() && entry->precedence < precedence_min;
        return needs_brackets ? "(" + text(expression, type) + ")" : text(expression, type);
    }

    const Catalogue& catalogue_;
    const ExpressionOptions& options_;
};

}  // namespace

std::string print_expression(const Expression& expression, const RecordType& type, const Catalogue& catalogue,
                             const ExpressionOptions& options) {
    return Printer(catalogue, options).text(expression, type);
}

}  // namespace xingke::model
