// Each rule can fail: shown on files that exist only here.
#include "tests/tidy/rules.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace xingke::tidy;

TEST_CASE("an include against the layers is named with the law that it breaks") {
    const auto check = [](const char* path, const std::string& include) {
        return check_includes(make_file(path, "// x\n#include " + include + "\n"));
    };
    CHECK(check("app/model/x.cpp", "\"app/store/store.h\"") ==
          Problems{"app/model/x.cpp:2 may not include app/store: model knows only base"});
    CHECK(check("app/model/x.cpp", "\"app/base/text.h\"").empty());
    CHECK(check("app/model/x.cpp", "\"app/model/field.h\"").empty());
    CHECK(check("app/base/x.cpp", "\"app/model/field.h\"") ==
          Problems{"app/base/x.cpp:2 may not include app/model: base knows nobody"});
    CHECK(check("app/ui/screens/x.cpp", "\"app/store/store.h\"").size() == 1);
    CHECK(check("sync/server/x.cpp", "\"app/client/frames.h\"").size() == 1);
    CHECK(check("app/x/y.cpp", "\"app/base/text.h\"") ==
          Problems{"app/x/y.cpp is in no layer: add its folder to tests/tidy/layers.h"});
    CHECK(check("app/model/x.cpp", "\"tests/x.h\"").size() == 1);
}

TEST_CASE("only the main file and tests name a host") {
    const auto check = [](const char* path, const char* host) {
        return check_includes(make_file(path, std::string("#include \"") + host + "/x.h\"\n")).size();
    };
    for (const char* host : {"app/platform/browser", "app/platform/headless"}) {
        CHECK(check("app/client/x.cpp", host) == 1);
        CHECK(check("app/ui/x.cpp", host) == 1);
        CHECK(check("app/platform/x.cpp", host) == 1);
        CHECK(check("sync/server/x.cpp", host) == 1);
        CHECK(check("app/main.cpp", host) == 0);
        CHECK(check("tests/client/x.cpp", host) == 0);
    }
    CHECK(check("app/platform/browser/x.cpp", "app/platform/headless") == 1);
    CHECK(check("app/platform/browser/x.cpp", "app/platform") == 0);
}

TEST_CASE("a third party's header is included only where it is wrapped") {
    const auto check = [](const char* path, const char* header) {
        return check_includes(make_file(path, std::string("#include <") + header + ">\n")).size();
    };
    CHECK(check("app/store/x.cpp", "sqlite3.h") == 1);
    CHECK(check("app/base/sqlite_files.cpp", "sqlite3.h") == 0);
    CHECK(check("app/client/x.cpp", "imgui.h") == 1);
    CHECK(check("app/client/x.cpp", "mutex") == 1);
    CHECK(check("app/model/x.cpp", "chrono") == 1);
    CHECK(check("app/model/x.cpp", "vector") == 0);
}

TEST_CASE("a banned word is named with its remedy, in code but not in comments or quotes") {
    const auto check = [](const char* path, const std::string& line) {
        return check_words(make_file(path, line + "\n"));
    };
    CHECK(check("app/x.cpp", "auto now = std::chrono::system_clock::now();") ==
          Problems{"app/x.cpp:1 says system_clock: ask the Clock port (app/base/clock.h)"});
    CHECK(check("app/base/native/x.cpp", "auto now = std::chrono::system_clock::now();").empty());
    for (const char* line :
         {"int x = rand();", "std::random_device seed;", "std::regex r;", "#include <iostream>", "throw 1;",
          "using namespace std;", "// TODO: later", "// FIXME", "int XXX;", "// see /work/x", "// see /root/x",
          "// from registry."
          "npmjs.org",
          "// from deb."
          "debian.org"}) {
        CAPTURE(line);
        CHECK(check("app/x.cpp", line).size() == 1);
    }
    for (const char* line :
         {"int operand(int brand);", "// we never throw", "log(\"throw\");", "/* rand( */ int x;", "'\"'; // throw",
          "R\"(throw)\";", "using namespace std::literals;", "int throw_away;", "1'000'000; // rand"}) {
        CAPTURE(line);
        CHECK(check("app/x.cpp", line).empty());
    }
    CHECK(check("docs/x.md", "TODO").size() == 1);
    CHECK(check("tools/x.sh", "cd /root/x").size() == 1);
    CHECK(check("app/x.inc", "TODO").empty());
}

TEST_CASE("only the browser's folder asks whether it runs in a browser") {
    const std::string text = "#ifdef __EMSCRIPTEN__\n#endif\n";
    CHECK(check_conditionals(make_file("app/store/x.cpp", text)).size() == 1);
    CHECK(check_conditionals(make_file("app/platform/browser/x.cpp", text)).empty());
    CHECK(check_conditionals(make_file("app/base/log.cpp", text)).empty());
    CHECK(check_conditionals(make_file("app/store/x.cpp", "// __EMSCRIPTEN__\n")).empty());
}

TEST_CASE("a file has its limits of bytes, lines and columns") {
    CHECK(check_size(make_file("app/x.cpp", std::string(120, 'x') + "\n")).empty());
    CHECK(check_size(make_file("app/x.cpp", std::string(121, 'x') + "\n")).size() == 1);
    CHECK(check_size(make_file("app/catalogue/x.cpp", std::string(121, 'x') + "\n")).empty());
    std::string chinese;
    std::string lines;
    for (int i = 0; i < 120; ++i) {
        chinese += "字";
    }
    CHECK(check_size(make_file("app/x.cpp", chinese)).empty());
    CHECK(check_size(make_file("app/x.cpp", chinese + "字")).size() == 1);
    for (int i = 0; i < 600; ++i) {
        lines += "x\n";
    }
    CHECK(check_size(make_file("app/x.cpp", lines)).empty());
    CHECK(check_size(make_file("app/x.cpp", lines + "x\n")).size() == 1);
    CHECK(check_size(make_file("app/x.inc", lines + "x\n")).empty());
    CHECK(check_size(make_file("tests/data/x.bin", std::string(300'001, 'x'))).size() == 1);
}

TEST_CASE("a function has at most seventy lines, wherever it stands") {
    const auto body = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += "    if (x) { f({1, 2}); }\n";
        }
        return text;
    };
    const auto check = [](const std::string& text) { return check_functions(make_file("app/x.cpp", text)).size(); };
    const std::string start = "namespace a {\nclass B {\n";
    CHECK(check("void f(int x,\n       int y) {\n" + body(68) + "}\n") == 0);
    CHECK(check("void f(int x,\n       int y) {\n" + body(69) + "}\n") == 1);
    CHECK(check(start + "    int f() const {\n" + body(69) + "}\n};\n}\n") == 1);
    CHECK(check(start + body(0) + "};\n}\n" + "TEST_CASE(\"x {\") {\n" + body(69) + "}\n") == 1);
    CHECK(check("template <class T>\nT f(T x) {\n" + body(69) + "}\n") == 1);
    CHECK(check("constexpr int table[] = {\n" + body(100) + "};\n") == 0);
    CHECK(check(start + body(0) + "    int x = 0;\n};\nvoid g() {\n" + body(10) + "}\n}\n") == 0);
    CHECK(check("// void f() {\n" + body(10) + "struct A { int x; };\n" + body(69)) == 0);
}

TEST_CASE("a header begins with what it is for") {
    CHECK(check_purpose(make_file("app/x.h", "#pragma once\n")).size() == 1);
    CHECK(check_purpose(make_file("app/x.h", "")).size() == 1);
    CHECK(check_purpose(make_file("app/x.h", "// What it is for.\n#pragma once\n")).empty());
    CHECK(check_purpose(make_file("app/x.cpp", "#include <x>\n")).empty());
}

TEST_CASE("a message has both languages with the same placeholders, and its own key") {
    const auto check = [](const std::string& text) {
        return check_messages(make_file("app/base/messages.def", text)).size();
    };
    CHECK(check("// a comment\nMESSAGE(nothing, \"\", \"\")\n\nMESSAGE(a, \"甲{x}\\\"乙\\\"\", \"A {x}\")\n") == 0);
    CHECK(check("MESSAGE(a, \"甲\", \"\")\n") == 1);
    CHECK(check("MESSAGE(a, \"\", \"A\")\n") == 1);
    CHECK(check("MESSAGE(a, \"甲{x}\", \"A {y}\")\n") == 1);
    CHECK(check("MESSAGE(a, \"甲{x}\", \"A\")\n") == 1);
    CHECK(check("MESSAGE(a, \"甲\", \"A\")\nMESSAGE(a, \"乙\", \"B\")\n") == 1);
    CHECK(check("MESSAGE(a, \"甲\")\n") == 1);
    CHECK(check("SAY(a, \"甲\", \"A\")\n") == 0);
    CHECK(check("SAY(a, \"甲\", \"\")\n") == 1);
    CHECK(check("MESSAGE(a, \"甲\",\n    \"A\")\n") == 2);
    CHECK(check_messages(make_file("app/x.cpp", "MESSAGE(a)\n")).empty());
}

TEST_CASE("a source that no CMakeLists.txt names is found") {
    const auto check = [](const std::vector<SourceFile>& files) { return check_listing(files); };
    const SourceFile source = make_file("app/store/transfer/csv.cpp", "");
    CHECK(check({make_file("app/store/CMakeLists.txt", "add_layer(SOURCES transfer/csv.cpp)"), source}).empty());
    CHECK(check({make_file("app/store/CMakeLists.txt", "add_layer(SOURCES csv.cpp transfer/csv.cpp2)"), source}) ==
          Problems{"app/store/transfer/csv.cpp is compiled by nobody: list transfer/csv.cpp in "
                   "app/store/CMakeLists.txt, or delete it"});
    CHECK(check({make_file("app/store/transfer/CMakeLists.txt", "add_layer(SOURCES\n    csv.cpp\n)"), source}).empty());
    CHECK(check({source}).size() == 1);
}

TEST_CASE("a source without a test of its name is found, and so is an excuse that is no longer needed") {
    const SourceFile source = make_file("app/store/transfer/csv.cpp", "");
    CHECK(check_mirrors({source}).size() == 1);
    CHECK(check_mirrors({source, make_file("tests/store/transfer/csv_test.cpp", "")}).empty());
    CHECK(check_mirrors({make_file("sync/merge/merge.cpp", "")}).size() == 1);
    CHECK(check_mirrors({make_file("sync/merge/merge.cpp", ""), make_file("tests/sync/merge/merge_test.cpp", "")})
              .empty());
    CHECK(check_mirrors({make_file("app/main.cpp", "")}).empty());
    CHECK(check_mirrors({make_file("app/main.cpp", ""), make_file("tests/main_test.cpp", "")}).size() == 1);
}
