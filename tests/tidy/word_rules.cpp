#include <algorithm>
#include <cctype>
#include <iterator>
#include <string_view>

#include "tests/tidy/rules.h"

namespace xingke::tidy {
namespace {

enum class Where { code, text };  // code: C++ without comments and quotes; text: every line of every file

struct BannedWord {
    std::string_view word;
    Where where = Where::code;
    std::vector<std::string_view> allowed_in;  // paths that begin like this
    std::string_view remedy;
};

const std::vector<BannedWord>& banned_words() {
    static const std::vector<BannedWord> all = {
        {"system_clock", Where::code, {"app/base/native/", "app/platform/"}, "ask the Clock port (app/base/clock.h)"},
        {"rand", Where::code, {}, "ask the Random port (app/base/random.h)"},
        {"random_device", Where::code, {"app/base/native/", "app/platform/", "tests/"}, "ask the Random port"},
        {"std::regex", Where::code, {}, "write the few lines that read it; regex is large and unbounded"},
        {"iostream", Where::text, {}, "log with app/base/log.h, write with std::fputs"},
        {"throw", Where::code, {}, "return a Result (app/base/result.h)"},
        {"using namespace std;", Where::code, {}, "write std::"},
        {"TODO", Where::text, {}, "finish it, or write an issue"},
        {"FIXME", Where::text, {}, "fix it, or write an issue"},
        {"XXX", Where::text, {}, "say what is meant"},
        {"/work/", Where::text, {}, "paths start at the repository's root"},
        {"/root/", Where::text, {}, "paths start at the repository's root or at $HOME"},
        {"registry."
         "npmjs.org",
         Where::text,
         {},
         "the machine's own settings name the registry"},
        {"registry."
         "npmmirror.com",
         Where::text,
         {},
         "the machine's own settings name the registry"},
        {"pypi"
         ".org",
         Where::text,
         {},
         "the machine's own settings name the registry"},
        {"deb."
         "debian.org",
         Where::text,
         {},
         "the machine's own settings name the mirror"},
        {"proxy."
         "golang.org",
         Where::text,
         {},
         "the machine's own settings name the mirror"},
    };
    return all;
}

bool is_word_letter(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// As a whole word, where it begins or ends with a letter: `rand` is not in `operand`.
bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t found = line.find(word); found != std::string_view::npos; found = line.find(word, found + 1)) {
        const std::size_t end = found + word.size();
        const bool begins = !is_word_letter(word.front()) || found == 0 || !is_word_letter(line[found - 1]);
        const bool ends = !is_word_letter(word.back()) || end == line.size() || !is_word_letter(line[end]);
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

bool is_allowed(const SourceFile& file, const BannedWord& banned) {
    // These rules and their tests have to name what they ban.
    return file.is_in("tests/tidy") || std::ranges::any_of(banned.allowed_in, [&file](std::string_view place) {
               return file.path.starts_with(place);
           });
}

// Tables and pictures are no words.
bool is_prose_or_code(const SourceFile& file) {
    constexpr std::string_view endings[] = {".h",  ".cpp", ".js",   ".mjs",  ".cmake", ".txt", ".sh",
                                            ".md", ".def", ".html", ".json", ".yml",   ".css", "run"};
    return std::ranges::any_of(endings, [&file](std::string_view ending) { return file.ends_with(ending); });
}

// Files that are compiled for the browser and elsewhere, and have to know which.
constexpr std::string_view may_ask_for_browser[] = {"app/platform/browser/", "app/base/log.cpp",
                                                    "app/base/sqlite_files.cpp"};

}  // namespace

Problems check_words(const SourceFile& file) {
    Problems problems;
    if (!is_prose_or_code(file)) {
        return problems;
    }
    for (const BannedWord& banned : banned_words()) {
        if (is_allowed(file, banned)) {
            continue;
        }
        const std::vector<std::string>& lines = banned.where == Where::code ? file.code : file.lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (has_word(lines[i], banned.word)) {
                problems.push_back(at(file, i) + " says " + std::string(banned.word) + ": " +
                                   std::string(banned.remedy));
            }
        }
    }
    return problems;
}

Problems check_conditionals(const SourceFile& file) {
    Problems problems;
    const bool may = std::ranges::any_of(may_ask_for_browser,
                                         [&file](std::string_view place) { return file.path.starts_with(place); });
    for (std::size_t i = 0; i < file.code.size() && !may; ++i) {
        if (has_word(file.code[i], "__EMSCRIPTEN__")) {
            problems.push_back(at(file, i) + " asks for the browser: put what differs behind a port in app/platform");
        }
    }
    return problems;
}

Problems check_purpose(const SourceFile& file) {
    if (!file.ends_with(".h") || (!file.lines.empty() && file.lines.front().starts_with("// "))) {
        return {};
    }
    return {file.path + ":1 must begin with a comment that says what the header is for"};
}

}  // namespace xingke::tidy
