// Sources without a test file of the same name, and why. The rule is that app/x/y.cpp has tests/x/y_test.cpp.
#pragma once

#include <string_view>

namespace xingke::tidy {

struct MirrorException {
    std::string_view path;  // what the source's path begins with
    std::string_view reason;
};

inline constexpr MirrorException mirror_exceptions[] = {
    {"app/base/check.cpp", "ends the program; a test that reaches it has found a bug"},
    {"app/base/native/", "the real clock and the real randomness: no value of theirs can be expected"},
    {"app/catalogue/", "declarations; tests/catalogue/catalogue_test.cpp checks them all together"},
    {"app/store/transfer/cell_reader.cpp", "seen only through the import: tests/store/transfer/import_test.cpp"},
    {"app/store/transfer/label_index.cpp", "seen only through the import: tests/store/transfer/import_test.cpp"},
    {"app/main.cpp", "puts the parts together; tests/browser runs it whole"},
    {"app/platform/browser/", "needs a browser; tests/browser runs it there"},
    {"app/ui/", "is driven through its semantics tree by tests/ui and tests/browser, by flow rather than by file"},
};

}  // namespace xingke::tidy
