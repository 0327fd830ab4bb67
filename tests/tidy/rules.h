// What tidiness means here. Each rule looks at one file, or at all of them, and says what is wrong: one line each, with
// place, what, and what to do instead. Empty: nothing is. Pure.
#pragma once

#include <string>
#include <vector>

#include "tests/tidy/source_file.h"

namespace xingke::tidy {

using Problems = std::vector<std::string>;

// One file.
Problems check_includes(const SourceFile& file);      // layers.h
Problems check_words(const SourceFile& file);         // banned words, with their remedy
Problems check_conditionals(const SourceFile& file);  // the browser's own code stays in its folder
Problems check_size(const SourceFile& file);          // bytes, lines, columns
Problems check_functions(const SourceFile& file);     // length
Problems check_purpose(const SourceFile& file);       // a header says what it is for
Problems check_messages(const SourceFile& file);      // both languages, the same placeholders, unique keys

// All files.
Problems check_listing(const std::vector<SourceFile>& files);  // every .cpp stands in its CMakeLists.txt
Problems check_mirrors(const std::vector<SourceFile>& files);  // every .cpp has a test or a reason

}  // namespace xingke::tidy
