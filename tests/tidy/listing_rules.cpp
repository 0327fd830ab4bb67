#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string_view>

#include "tests/tidy/mirror_exceptions.h"
#include "tests/tidy/rules.h"

namespace xingke::tidy {
namespace {

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

bool is_product_source(const SourceFile& file) {
    return file.ends_with(".cpp") && (file.is_in("app") || file.is_in("sync"));
}

// As a whole word of a CMake list: `x.cpp` is not in `sub/x.cpp` nor in `xx.cpp`.
bool lists(std::string_view text, std::string_view name) {
    const auto is_part = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
               std::string_view("_./-}").find(letter) != std::string_view::npos;
    };
    for (std::size_t found = text.find(name); found != std::string_view::npos; found = text.find(name, found + 1)) {
        const std::size_t end = found + name.size();
        if ((found == 0 || !is_part(text[found - 1])) && (end == text.size() || !is_part(text[end]))) {
            return true;
        }
    }
    return false;
}

// "app/store/transfer/csv.cpp" → "tests/store/transfer/csv_test.cpp", "sync/…" → "tests/sync/…"
std::string mirror_of(std::string_view path) {
    const std::string_view below = path.starts_with("app/") ? path.substr(4) : path;
    return "tests/" + std::string(below.substr(0, below.size() - 4)) + "_test.cpp";
}

}  // namespace

Problems check_listing(const std::vector<SourceFile>& files) {
    Problems problems;
    for (const SourceFile& file : files) {
        if (!is_product_source(file)) {
            continue;
        }
        // The CMakeLists.txt of its folder, or of the next one above that has one.
        std::string folder = folder_of(file.path);
        auto list = files.end();
        while (true) {
            list = std::ranges::find(files, folder + "/CMakeLists.txt", &SourceFile::path);
            if (list != files.end() || folder.empty()) {
                break;
            }
            folder = folder_of(folder);
        }
        const std::string name = file.path.substr(folder.size() + 1);
        if (list == files.end() || !lists(list->text, name)) {
            problems.push_back(file.path + " is compiled by nobody: list " + name + " in " + folder +
                               "/CMakeLists.txt, or delete it");
        }
    }
    return problems;
}

Problems check_mirrors(const std::vector<SourceFile>& files) {
    Problems problems;
    std::set<std::string> paths;
    for (const SourceFile& file : files) {
        paths.insert(file.path);
    }
    std::set<std::string_view> used;
    for (const SourceFile& file : files) {
        if (!is_product_source(file) || paths.contains(mirror_of(file.path))) {
            continue;
        }
        const auto exception = std::ranges::find_if(
            mirror_exceptions, [&file](const MirrorException& one) { return file.path.starts_with(one.path); });
        if (exception == std::end(mirror_exceptions)) {
            problems.push_back(file.path + " has no test: write " + mirror_of(file.path) +
                               ", or give the reason in tests/tidy/mirror_exceptions.h");
        } else {
            used.insert(exception->path);
        }
    }
    for (const MirrorException& exception : mirror_exceptions) {
        const bool is_there = std::ranges::any_of(
            paths, [&exception](const std::string& path) { return path.starts_with(exception.path); });
        if (is_there && !used.contains(exception.path)) {
            problems.push_back("tests/tidy/mirror_exceptions.h excuses " + std::string(exception.path) +
                               ", which has its test: take it off the list");
        }
    }
    return problems;
}

}  // namespace xingke::tidy
