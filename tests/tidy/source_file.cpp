#include "tests/tidy/source_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/base/text.h"

namespace xingke::tidy {
namespace {

// As in .gitignore; names that it lists anywhere in the tree.
constexpr std::string_view ignored_at_root[] = {"build", "data"};
constexpr std::string_view ignored_names[] = {".git", "node_modules", ".cache", "compile_commands.json"};

bool is_ignored(const std::filesystem::path& relative) {
    const std::string name = relative.filename().string();
    const bool is_at_root = !relative.has_parent_path();
    return std::ranges::find(ignored_names, name) != std::end(ignored_names) || name.ends_with(".log") ||
           (is_at_root && std::ranges::find(ignored_at_root, name) != std::end(ignored_at_root));
}

// Blanks comments and the insides of quotes, keeping lines and columns. Knows raw strings and digit separators.
class CodeOnly {
public:
    explicit CodeOnly(std::string_view text) : text_(text), code_(text) {}

    std::string make() {
        while (at_ < text_.size()) {
            if (starts("//")) {
                blank_until("\n", 0);
            } else if (starts("/*")) {
                blank_until("*/", 2);
            } else if (starts("R\"")) {
                const std::size_t open = std::min(text_.find('(', at_), text_.size() - 1);
                blank_until(")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"", 1);
            } else if (text_[at_] == '"' || (text_[at_] == '\'' && !follows_digit())) {
                blank_quoted(text_[at_]);
            } else {
                ++at_;
            }
        }
        return std::move(code_);
    }

private:
    bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    bool follows_digit() const {
        return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0 && at_ + 1 < text_.size() &&
               std::isxdigit(static_cast<unsigned char>(text_[at_ + 1])) != 0;
    }
    void blank(std::size_t end) {
        for (; at_ < end; ++at_) {
            code_[at_] = text_[at_] == '\n' ? '\n' : ' ';
        }
    }
    void blank_until(std::string_view end, std::size_t end_size) {
        const std::size_t found = text_.find(end, at_ + 2);
        blank(found == std::string_view::npos ? text_.size() : found + end_size);
        at_ = std::max(at_, std::size_t{1});
    }
    void blank_quoted(char quote) {
        ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            const std::size_t size = text_[at_] == '\\' ? 2 : 1;
            blank(std::min(at_ + size, text_.size()));
        }
        ++at_;
    }

    std::string_view text_;
    std::string code_;
    std::size_t at_ = 0;
};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string_view line : split(text, '\n')) {
        lines.emplace_back(line);
    }
    if (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

}  // namespace

bool SourceFile::is_in(std::string_view folder) const {
    return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

SourceFile make_file(std::string path, std::string text) {
    SourceFile file{std::move(path), std::move(text), {}, {}};
    file.lines = lines_of(file.text);
    if (file.is_cpp()) {
        file.code = lines_of(CodeOnly(file.text).make());
    }
    return file;
}

std::vector<SourceFile> read_repository(const std::string& root) {
    std::vector<SourceFile> files;
    for (auto entry = std::filesystem::recursive_directory_iterator(root); entry != end(entry); ++entry) {
        const std::filesystem::path relative = entry->path().lexically_relative(root);
        if (is_ignored(relative)) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && !entry->is_symlink()) {
            std::ifstream stream(entry->path(), std::ios::binary);
            files.push_back(make_file(relative.generic_string(), {std::istreambuf_iterator<char>(stream), {}}));
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string at(const SourceFile& file, std::size_t line_index) {
    return file.path + ":" + std::to_string(line_index + 1);
}

}  // namespace xingke::tidy
