// The files that the rules look at: read from the disk, or made up by a test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xingke::tidy {

struct SourceFile {
    std::string path;  // from the repository's root, with /
    std::string text;
    std::vector<std::string> lines;
    std::vector<std::string> code;  // C++ lines with comments, and what stands in quotes, blanked out; else empty

    bool is_in(std::string_view folder) const;  // "app/model"
    bool ends_with(std::string_view ending) const { return path.ends_with(ending); }
    bool is_cpp() const { return ends_with(".cpp") || ends_with(".h"); }
};

SourceFile make_file(std::string path, std::string text);

// All files below `root` but what is built, fetched or not ours (.gitignore), in the order of their paths.
std::vector<SourceFile> read_repository(const std::string& root);

// "app/x.cpp:12"
std::string at(const SourceFile& file, std::size_t line_index);

}  // namespace xingke::tidy
