#include "app/model/expression_syntax.h"

#include <algorithm>
#include <utility>

#include "app/base/text.h"

namespace xingke::model {
namespace {

// Deeper than any tree that check() lets through, and far from the end of the stack.
constexpr int nesting_max = 100;

struct Token {
    enum class Form : std::uint8_t { end, number, text, name, mark };
    Form form = Form::end;
    std::string text;
    std::size_t at = 1;
    Syntax::Mark mark = Syntax::Mark::none;
    bool is_quoted = false;  // a name in back quotes, which is never a word of the language
};

// Pairs before single marks: the longest wins.
constexpr std::string_view marks[] = {"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                      "+",  "-",  "*",  "!",  "(",  ")",  ",", "."};

struct Alias {
    std::string_view written, meant;
};
constexpr Alias word_aliases[] = {{"是", "true"}, {"否", "false"}, {"空", "empty"}};
constexpr Alias operator_words[] = {{"and", "&&"}, {"or", "||"}, {"not", "!"}};
constexpr std::string_view words[] = {"true", "false", "empty"};

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool begins_name(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || is_han(c);
}
bool continues_name(char32_t c) {
    return begins_name(c) || is_digit(c);
}
bool is_space(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xA0;
}

std::string utf8(char32_t c) {
    std::string out;
    append_code_point(out, c);
    return out;
}

// One code point, full-width forms as their plain ones. Letters are not folded: only marks are compared with it.
char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
        return c - 0xFEE0;
    }
    switch (c) {
        case 0x201C:
        case 0x201D:
            return '"';
        case 0xFFE5:
            return 0xA5;
        default:
            return c;
    }
}

class Lexer {
public:
    explicit Lexer(std::string_view text) {
        std::size_t at = 0;
        while (at < text.size()) {
            points_.push_back(next_code_point(text, at));
        }
    }

    Result<std::vector<Token>> tokens() {
        std::vector<Token> tokens;
        while (true) {
            while (is_space(point())) {
                ++index_;
            }
            tokens.push_back(TRY(next()));
            if (tokens.back().form == Token::Form::end) {
                return tokens;
            }
        }
    }

private:
    // 0 at the end; a NUL in the text is no part of any token.
    char32_t point(std::size_t ahead = 0) const {
        return index_ + ahead < points_.size() ? points_[index_ + ahead] : 0;
    }
    bool is_at_end() const { return index_ >= points_.size(); }
    Token token(Token::Form form) const { return {.form = form, .text = "", .at = index_ + 1}; }

    Result<Token> next() {
        if (is_at_end()) {
            return token(Token::Form::end);
        }
        const char32_t c = plain(point());
        if (is_digit(c) || c == 0xA5) {
            return number();
        }
        if (c == '"') {
            return text();
        }
        if (c == '`') {
            return quoted_name();
        }
        if (begins_name(point())) {
            Token name = token(Token::Form::name);
            while (continues_name(point())) {
                append_code_point(name.text, points_[index_++]);
            }
            return name;
        }
        return mark();
    }

    Result<Token> mark() {
        for (const std::string_view mark : marks) {
            bool matches = true;
            for (std::size_t i = 0; i < mark.size(); ++i) {
                matches = matches && plain(point(i)) == static_cast<char32_t>(mark[i]);
            }
            if (matches) {
                Token found = token(Token::Form::mark);
                found.text = mark;
                index_ += mark.size();
                return found;
            }
        }
        return error_at(index_ + 1, {Text::expression_unexpected, {argument("found", utf8(point()))}});
    }

    Result<Token> number() {
        Token number = token(Token::Form::number);
        if (plain(point()) == 0xA5) {
            number.mark = Syntax::Mark::money;
            ++index_;
        }
        take_digits(number.text);
        if (plain(point()) == '.' && is_digit(plain(point(1)))) {
            number.text += '.';
            ++index_;
            take_digits(number.text);
        }
        if (number.text.empty()) {
            return error_at(number.at, {Text::expression_unexpected, {argument("found", "¥")}});
        }
        if (plain(point()) == '%' && number.mark == Syntax::Mark::none) {
            number.mark = Syntax::Mark::percent;
            ++index_;
        }
        return number;
    }

    void take_digits(std::string& out) {
        while (is_digit(plain(point()))) {
            append_code_point(out, plain(points_[index_++]));
        }
    }

    Result<Token> text() {
        Token text = token(Token::Form::text);
        ++index_;
        while (!is_at_end()) {
            const char32_t c = points_[index_++];
            if (plain(c) == '"' && c != 0xFF02) {
                return text;
            }
            const std::size_t at = index_;
            if (c != '\\') {
                append_code_point(text.text, c);
            } else if (!take_escape(text.text)) {
                return error_at(at, {Text::expression_unexpected, {argument("found", "\\")}});
            }
        }
        return error_at(text.at, {Text::unclosed_quote, {}});
    }

    // What follows a backslash: n, t, r, u{hexadecimal}, or any mark for itself.
    bool take_escape(std::string& out) {
        const char32_t c = point();
        if (is_at_end()) {
            return false;
        }
        ++index_;
        switch (c) {
            case 'n':
                out += '\n';
                return true;
            case 't':
                out += '\t';
                return true;
            case 'r':
                out += '\r';
                return true;
            case 'u':
                return take_code_point(out);
            default:
                break;
        }
        if (c >= 0x80 || begins_name(c) || is_digit(c)) {
            return false;
        }
        append_code_point(out, c);
        return true;
    }

    bool take_code_point(std::string& out) {
        if (point() != '{') {
            return false;
        }
        ++index_;
        char32_t value = 0;
        int digit_count = 0;
        for (; point() != '}' && digit_count <= 6; ++digit_count, ++index_) {
            const char32_t c = point();
            const bool is_letter = c >= 'a' && c <= 'f';
            if (!is_digit(c) && !is_letter) {
                return false;
            }
            value = value * 16 + (is_letter ? c - 'a' + 10 : c - '0');
        }
        ++index_;
        if (digit_count == 0 || digit_count > 6 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
            return false;
        }
        append_code_point(out, value);
        return true;
    }

    Result<Token> quoted_name() {
        Token name = token(Token::Form::name);
        name.is_quoted = true;
        ++index_;
        while (!is_at_end() && point() != '`') {
            append_code_point(name.text, points_[index_++]);
        }
        if (is_at_end() || name.text.empty()) {
            return error_at(name.at, {Text::unclosed_quote, {}});
        }
        ++index_;
        return name;
    }

    std::vector<char32_t> points_;
    std::size_t index_ = 0;
};

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    Result<Syntax> run() {
        Syntax syntax = TRY(expression(1, 0));
        if (token().form != Token::Form::end) {
            return unexpected();
        }
        return syntax;
    }

private:
    const Token& token(std::size_t ahead = 0) const { return tokens_[std::min(index_ + ahead, tokens_.size() - 1)]; }

    // The mark that stands here, with and, or, not as theirs; empty for anything else.
    std::string_view mark_here() const {
        const Token& here = token();
        if (here.form == Token::Form::mark) {
            return here.text;
        }
        if (here.form == Token::Form::name && !here.is_quoted) {
            for (const Alias& alias : operator_words) {
                // `not(x)` and the like read the same either way.
                if (here.text == alias.written) {
                    return alias.meant;
                }
            }
        }
        return "";
    }

    const FunctionEntry* operator_here() const {
        const std::string_view mark = mark_here();
        for (const FunctionEntry& entry : function_entries()) {
            if (!mark.empty() && entry.symbol == mark && entry.argument_count_min == 2) {
                return &entry;
            }
        }
        return nullptr;
    }

    Error unexpected() const {
        const Token& here = token();
        if (here.form == Token::Form::end) {
            return error_at(here.at, {Text::expression_ends_early, {}});
        }
        return error_at(here.at, {Text::expression_unexpected, {argument("found", here.text)}});
    }

    Result<void> require(std::string_view mark) {
        const Token& here = token();
        if (here.form == Token::Form::end) {
            return unexpected();
        }
        if (here.form != Token::Form::mark || here.text != mark) {
            return error_at(here.at, {Text::expression_expected,
                                      {argument("expected", std::string(mark)), argument("found", here.text)}});
        }
        ++index_;
        return {};
    }

    static Syntax call_of(const FunctionEntry& entry, std::size_t at, Syntax argument) {
        Syntax call{.form = Syntax::Form::call, .at = at, .text = std::string(entry.name)};
        call.arguments.push_back(std::move(argument));
        return call;
    }

    // Operators of at least this precedence, from left to right; && and || take all their operands into one call.
    Result<Syntax> expression(int precedence_min, int nesting) {
        if (nesting > nesting_max) {
            return error_at(token().at,
                            {Text::expression_too_deep, {argument("max", std::to_string(expression_depth_max))}});
        }
        Syntax left = TRY(operand(nesting + 1));
        const FunctionEntry* last = nullptr;
        while (true) {
            const FunctionEntry* entry = operator_here();
            if (entry == nullptr || entry->precedence < precedence_min) {
                return left;
            }
            const bool is_comparison = entry->precedence == find_function(Function::equal)->precedence;
            if (is_comparison && last != nullptr && last->precedence == entry->precedence) {
                return error_at(token().at, {Text::expression_chained, {}});
            }
            const std::size_t at = token().at;
            ++index_;
            Syntax right = TRY(expression(entry->precedence + 1, nesting + 1));
            const bool is_logical = entry->function == Function::logical_and || entry->function == Function::logical_or;
            if (!is_logical || last != entry) {
                left = call_of(*entry, at, std::move(left));
            }
            left.arguments.push_back(std::move(right));
            last = entry;
        }
    }

    Result<Syntax> operand(int nesting) {
        const std::string_view mark = mark_here();
        const std::size_t at = token().at;
        if (mark == "!" || mark == "-") {
            if (nesting > nesting_max) {
                return error_at(at,
                                {Text::expression_too_deep, {argument("max", std::to_string(expression_depth_max))}});
            }
            ++index_;
            Syntax inner = TRY(operand(nesting + 1));
            if (mark == "-" && inner.form == Syntax::Form::number && !inner.is_negative) {
                inner.is_negative = true;
                inner.at = at;
                return inner;
            }
            return call_of(*find_function(mark == "!" ? Function::logical_not : Function::negate), at,
                           std::move(inner));
        }
        if (mark == "(") {
            ++index_;
            Syntax inner = TRY(expression(1, nesting + 1));
            TRY(require(")"));
            return inner;
        }
        return simple(nesting);
    }

    Result<Syntax> simple(int nesting) {
        const Token here = token();
        Syntax syntax{.at = here.at, .text = here.text};
        switch (here.form) {
            case Token::Form::number:
                ++index_;
                syntax.form = Syntax::Form::number;
                syntax.mark = here.mark;
                return syntax;
            case Token::Form::text:
                ++index_;
                syntax.form = Syntax::Form::text;
                return syntax;
            case Token::Form::name:
                return mark_here().empty() ? named(nesting) : Result<Syntax>(unexpected());
            default:
                return unexpected();
        }
    }

    Result<Syntax> named(int nesting) {
        const Token here = token();
        ++index_;
        Syntax syntax{.at = here.at, .text = here.text};
        if (!here.is_quoted) {
            for (const Alias& alias : word_aliases) {
                syntax.text = syntax.text == alias.written ? std::string(alias.meant) : syntax.text;
            }
            if (std::ranges::find(words, syntax.text) != std::end(words)) {
                return syntax;
            }
            if (token().form == Token::Form::mark && token().text == "(") {
                syntax.form = Syntax::Form::call;
                TRY(take_arguments(syntax, nesting));
                return syntax;
            }
        }
        syntax.form = Syntax::Form::path;
        syntax.text.clear();
        syntax.names.push_back(here.text);
        while (token().form == Token::Form::mark && token().text == ".") {
            ++index_;
            if (token().form != Token::Form::name) {
                return unexpected();
            }
            syntax.names.push_back(token().text);
            ++index_;
        }
        return syntax;
    }

    Result<void> take_arguments(Syntax& call, int nesting) {
        TRY(require("("));
        if (token().form == Token::Form::mark && token().text == ")") {
            ++index_;
            return {};
        }
        while (true) {
            call.arguments.push_back(TRY(expression(1, nesting + 1)));
            if (token().form == Token::Form::mark && token().text == ",") {
                ++index_;
                continue;
            }
            return require(")");
        }
    }

    std::vector<Token> tokens_;
    std::size_t index_ = 0;
};

}  // namespace

Result<Syntax> parse_syntax(std::string_view text) {
    if (text.size() > expression_text_bytes_max) {
        return Error{Fault::invalid_input,
                     {Text::expression_too_large, {argument("max", std::to_string(expression_node_count_max))}},
                     ""};
    }
    std::vector<Token> tokens = TRY(Lexer(text).tokens());
    return Parser(std::move(tokens)).run();
}

Error error_at(std::size_t at, Message message) {
    return {Fault::invalid_input,
            {Text::expression_at,
             {argument("at", std::to_string(at)),
              {"text", xingke::words(message, Language::chinese), xingke::words(message, Language::english)}}},
            ""};
}

bool is_plain_name(std::string_view name) {
    std::size_t at = 0;
    bool is_first = true;
    while (at < name.size()) {
        const char32_t c = next_code_point(name, at);
        if (is_first ? !begins_name(c) : !continues_name(c)) {
            return false;
        }
        is_first = false;
    }
    const auto is_word = [&](const Alias& alias) { return alias.written == name; };
    return !is_first && std::ranges::none_of(operator_words, is_word) && std::ranges::none_of(word_aliases, is_word) &&
           std::ranges::find(words, name) == std::end(words);
}

}  // namespace xingke::model
