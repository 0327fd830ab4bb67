#include <algorithm>
#include <iterator>

#include "tests/tidy/layers.h"
#include "tests/tidy/rules.h"

namespace xingke::tidy {
namespace {

// The name in a line like `#include "app/model/field.h"`; empty for every other line.
std::string_view included_name(std::string_view line) {
    constexpr std::string_view keyword = "#include";
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || !line.substr(start).starts_with(keyword)) {
        return {};
    }
    const std::size_t open = line.find_first_of("\"<", start + keyword.size());
    const std::size_t close = open == std::string_view::npos ? open : line.find_first_of("\">", open + 1);
    return close == std::string_view::npos ? std::string_view() : line.substr(open + 1, close - open - 1);
}

bool begins(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

const Layer* layer_of(std::string_view path) {
    const Layer* found = nullptr;
    for (const Layer& layer : layers()) {
        if (begins(path, layer.folder) && (found == nullptr || layer.folder.size() > found->folder.size())) {
            found = &layer;
        }
    }
    return found;
}

bool is_assembling(std::string_view path) {
    return std::ranges::any_of(assembling_places, [path](std::string_view place) { return path.starts_with(place); });
}

void check_wrapped(const SourceFile& file, std::size_t line, std::string_view name, Problems& problems) {
    for (const WrappedHeader& wrapped : wrapped_headers()) {
        const bool may = std::ranges::any_of(wrapped.may_include,
                                             [&file](std::string_view place) { return file.path.starts_with(place); });
        if (name.starts_with(wrapped.header) && !may) {
            problems.push_back(at(file, line) + " may not include <" + std::string(name) +
                               ">: " + std::string(wrapped.remedy));
        }
    }
}

}  // namespace

Problems check_includes(const SourceFile& file) {
    Problems problems;
    if (!file.is_cpp() || is_assembling(file.path)) {
        return problems;
    }
    const Layer* layer = layer_of(file.path);
    if (layer == nullptr) {
        return {file.path + " is in no layer: add its folder to tests/tidy/layers.h"};
    }
    for (std::size_t line = 0; line < file.lines.size(); ++line) {
        const std::string_view name = included_name(file.lines[line]);
        if (name.empty()) {
            continue;
        }
        const Layer* target = layer_of(name);
        if (target == nullptr) {
            check_wrapped(file, line, name, problems);
            if (name.starts_with("app/") || name.starts_with("sync/") || name.starts_with("tests/")) {
                problems.push_back(at(file, line) + " includes " + std::string(name) + ", which is in no layer");
            }
        } else if (target != layer &&
                   std::ranges::find(layer->may_include, target->folder) == layer->may_include.end()) {
            problems.push_back(at(file, line) + " may not include " + std::string(target->folder) + ": " +
                               std::string(layer->reason));
        }
    }
    return problems;
}

}  // namespace xingke::tidy
