#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "tests/tidy/rules.h"

namespace xingke::tidy {
namespace {

struct Entry {
    std::string key, chinese, english;
};

// A C++ string literal at `at`, which moves past it; nullopt when there is none.
std::optional<std::string> take_quoted(std::string_view line, std::size_t& at) {
    if (at >= line.size() || line[at] != '"') {
        return std::nullopt;
    }
    std::string text;
    for (++at; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] == '\\' && at + 1 < line.size()) {
            ++at;
        }
        text += line[at];
    }
    return at++ < line.size() ? std::optional(text) : std::nullopt;
}

bool take(std::string_view line, std::size_t& at, std::string_view what) {
    if (!line.substr(at).starts_with(what)) {
        return false;
    }
    at += what.size();
    return true;
}

// MESSAGE(key, "中文", "English"), or SAY for the texts of the interface.
std::optional<Entry> parse_entry(std::string_view line) {
    std::size_t at = 0;
    if (!take(line, at, "MESSAGE(") && !take(line, at, "SAY(")) {
        return std::nullopt;
    }
    const std::size_t comma = line.find(',', at);
    if (comma == std::string_view::npos) {
        return std::nullopt;
    }
    Entry entry;
    entry.key = line.substr(at, comma - at);
    at = comma + 1;
    if (!take(line, at, " ")) {
        return std::nullopt;
    }
    const std::optional<std::string> chinese = take_quoted(line, at);
    if (!chinese || !take(line, at, ", ")) {
        return std::nullopt;
    }
    const std::optional<std::string> english = take_quoted(line, at);
    if (!english || !take(line, at, ")")) {
        return std::nullopt;
    }
    entry.chinese = *chinese;
    entry.english = *english;
    return entry;
}

std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close != std::string_view::npos) {
            names.emplace(text.substr(open + 1, close - open - 1));
        }
    }
    return names;
}

}  // namespace

Problems check_messages(const SourceFile& file) {
    Problems problems;
    if (!file.ends_with("/messages.def")) {
        return problems;
    }
    std::set<std::string> keys;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        if (line.empty() || line.starts_with("//")) {
            continue;
        }
        const std::optional<Entry> entry = parse_entry(line);
        if (!entry) {
            problems.push_back(at(file, i) + " must be one line: MESSAGE(key, \"中文\", \"English\")");
            continue;
        }
        if (!keys.insert(entry->key).second) {
            problems.push_back(at(file, i) + " repeats the key " + entry->key);
        }
        if (entry->key != "nothing" && (entry->chinese.empty() || entry->english.empty())) {
            problems.push_back(at(file, i) + " " + entry->key + " lacks a language");
        }
        if (placeholders(entry->chinese) != placeholders(entry->english)) {
            problems.push_back(at(file, i) + " " + entry->key + " has different placeholders in the two languages");
        }
    }
    return problems;
}

}  // namespace xingke::tidy
