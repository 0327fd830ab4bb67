// The rules, applied to the repository as it lies there. The program runs in the repository's root.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/tidy/rules.h"

#include <doctest/doctest.h>

using namespace xingke::tidy;

namespace {

const std::vector<SourceFile>& repository() {
    static const std::vector<SourceFile> files = read_repository(".");
    return files;
}

void report(const Problems& problems) {
    for (const std::string& problem : problems) {
        FAIL_CHECK(problem);
    }
}

using FileRule = Problems (*)(const SourceFile&);

void check_each(FileRule rule) {
    for (const SourceFile& file : repository()) {
        report(rule(file));
    }
}

}  // namespace

TEST_CASE("the repository is where the rules look for it") {
    CHECK(repository().size() > 100);
    CHECK(std::ranges::find(repository(), "app/base/result.h", &SourceFile::path) != repository().end());
    CHECK(std::ranges::find(repository(), "tests/tidy/tidy_test.cpp", &SourceFile::path) != repository().end());
}

TEST_CASE("every include keeps to the layers") {
    check_each(check_includes);
}

TEST_CASE("no banned word is used") {
    check_each(check_words);
}

TEST_CASE("only the browser's host asks whether it runs in a browser") {
    check_each(check_conditionals);
}

TEST_CASE("every file keeps to its size") {
    check_each(check_size);
}

TEST_CASE("no function is longer than seventy lines") {
    check_each(check_functions);
}

TEST_CASE("every header begins with what it is for") {
    check_each(check_purpose);
}

TEST_CASE("every message has both languages with the same placeholders") {
    check_each(check_messages);
}

TEST_CASE("every source is compiled by somebody") {
    report(check_listing(repository()));
}

TEST_CASE("every source has a test of its name, or a reason") {
    report(check_mirrors(repository()));
}
