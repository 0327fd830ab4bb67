#include <string_view>

#include "app/base/text.h"
#include "tests/tidy/rules.h"

namespace xingke::tidy {
namespace {

constexpr std::size_t file_bytes_max = 300 * 1000;
constexpr std::size_t file_lines_max = 600;
constexpr std::size_t line_columns_max = 120;
constexpr std::size_t function_lines_max = 70;

// Declarations as data are one per line, however long, and as many as there are.
bool is_data(const SourceFile& file) {
    return file.is_in("app/catalogue") || file.path == "tests/catalogue/example.h";
}

// Code points: a Chinese character counts as one.
std::size_t column_count(std::string_view line) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < line.size(); ++count) {
        next_code_point(line, at);
    }
    return count;
}

// Finds where functions begin and end by their braces. What stands between the last ; { } and a { tells what it opens:
// a scope that holds functions, a function, or something else (a list, a block inside a function).
class FunctionFinder {
public:
    explicit FunctionFinder(const SourceFile& file) : file_(file) {}

    Problems find() {
        for (line_ = 0; line_ < file_.code.size(); ++line_) {
            const std::string& line = file_.code[line_];
            const std::size_t first = line.find_first_not_of(" \t");
            if (first != std::string::npos && line[first] == '#') {
                continue;
            }
            for (const char letter : line) {
                take(letter);
            }
            head_ += ' ';
        }
        return std::move(problems_);
    }

private:
    enum class Scope { holds_functions, function, other };
    struct Open {
        Scope scope;
        std::size_t line;
    };

    void take(char letter) {
        if (letter == '(') {
            ++parentheses_;
        } else if (letter == ')') {
            --parentheses_;
        }
        if (letter == '{') {
            open_.push_back({parentheses_ > 0 ? Scope::other : scope_of_head(), line_});
            saved_parentheses_.push_back(parentheses_);
            parentheses_ = 0;
            head_.clear();
        } else if (letter == '}') {
            close();
            head_.clear();
        } else if (letter == ';' && parentheses_ == 0) {
            head_.clear();
        } else {
            head_ += letter;
        }
    }

    void close() {
        if (open_.empty()) {
            return;
        }
        const Open opened = open_.back();
        const std::size_t count = line_ - opened.line + 1;
        if (opened.scope == Scope::function && count > function_lines_max) {
            problems_.push_back(at(file_, opened.line) + " begins a function of " + std::to_string(count) +
                                " lines: at most " + std::to_string(function_lines_max) + ", split it by what it does");
        }
        open_.pop_back();
        parentheses_ = saved_parentheses_.back();
        saved_parentheses_.pop_back();
    }

    Scope scope_of_head() const {
        if (!open_.empty() && open_.back().scope != Scope::holds_functions) {
            return Scope::other;
        }
        const std::string_view head = trim(head_);
        for (const std::string_view keyword : {"namespace", "class", "struct", "union", "extern", "template"}) {
            const bool is_type = head.starts_with(keyword) && head.find('(') == std::string_view::npos;
            if (is_type) {
                return Scope::holds_functions;
            }
        }
        return head.find('(') != std::string_view::npos && !head.ends_with('=') ? Scope::function : Scope::other;
    }

    const SourceFile& file_;
    std::size_t line_ = 0;
    std::string head_;
    int parentheses_ = 0;
    std::vector<int> saved_parentheses_;
    std::vector<Open> open_;
    Problems problems_;
};

}  // namespace

Problems check_size(const SourceFile& file) {
    Problems problems;
    if (file.text.size() > file_bytes_max) {
        problems.push_back(file.path + " has " + std::to_string(file.text.size()) + " bytes: at most " +
                           std::to_string(file_bytes_max) + " belong into the repository");
    }
    const bool is_code = file.is_cpp() || file.ends_with(".js") || file.ends_with(".mjs");
    if (!is_code || is_data(file)) {
        return problems;
    }
    if (file.lines.size() > file_lines_max) {
        problems.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines: at most " +
                           std::to_string(file_lines_max) + ", split it by responsibility");
    }
    for (std::size_t i = 0; i < file.lines.size() && file.is_cpp(); ++i) {
        if (const std::size_t count = column_count(file.lines[i]); count > line_columns_max) {
            problems.push_back(at(file, i) + " has " + std::to_string(count) + " columns: at most " +
                               std::to_string(line_columns_max) + " (tools/format.sh)");
        }
    }
    return problems;
}

Problems check_functions(const SourceFile& file) {
    return file.is_cpp() && !is_data(file) ? FunctionFinder(file).find() : Problems();
}

}  // namespace xingke::tidy
