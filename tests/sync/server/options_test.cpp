#include "sync/server/options.h"

#include <vector>

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

Usage parse(const std::vector<std::string_view>& words) {
    return parse_options(words);
}

}  // namespace

TEST_CASE("a command line becomes options") {
    const Usage serve = parse({"serve", "--port", "9000", "--data=d", "--app", "a", "--demo", "--bind", "0.0.0.0"});
    CHECK(serve.mistake.empty());
    CHECK((serve.options.command == Command::serve));
    CHECK(serve.options.port == 9000);
    CHECK(serve.options.data == "d");
    CHECK(serve.options.app == "a");
    CHECK(serve.options.demo);
    CHECK(serve.options.address == "0.0.0.0");
    CHECK(parse({"serve"}).options.address == "127.0.0.1");
    CHECK(parse({"serve"}).options.database.empty());
    CHECK(parse({"type", "list", "--database", "postgres://xingke@db/crm"}).options.database ==
          "postgres://xingke@db/crm");
    CHECK_FALSE(parse({"serve", "--database", "mysql://db"}).mistake.empty());

    const Usage user =
        parse({"user", "add", "--login", "wang", "--name", "王芳", "--role", "manager", "--password", "p"});
    CHECK(user.mistake.empty());
    CHECK((user.options.command == Command::user_add));
    CHECK((user.options.role == model::Role::manager));
    CHECK(user.options.password == "p");

    const Usage moved = parse({"user", "department", "--login", "wang", "--department", "质量部"});
    CHECK(moved.mistake.empty());
    CHECK((moved.options.command == Command::user_department));
    CHECK(moved.options.department == "质量部");
}

TEST_CASE("every mistake is named") {
    for (const std::vector<std::string_view>& words : std::vector<std::vector<std::string_view>>{
             {"start"},
             {"user"},
             {"user", "remove"},
             {"user", "add"},
             {"user", "add", "--login", "x"},
             {"user", "add", "--login"},
             {"user", "add", "--login", "x", "--name", "y", "--role", "boss"},
             {"serve", "--port", "70000"},
             {"serve", "--port", "80a"},
             {"serve", "--login", "x"},
             {"serve", "extra"},
             {"company", "add"},
             {"session", "revoke"},
             {"user", "department", "--department", "质量部"},
         }) {
        CHECK_FALSE(parse(words).mistake.empty());
    }
}

TEST_CASE("help is there for everything, and for each word alone") {
    CHECK((parse({}).options.command == Command::help));
    CHECK((parse({"--help"}).options.command == Command::help));
    CHECK(parse({"user", "--help"}).options.help_about == "user");
    const std::string all = help_text("");
    for (const char* word :
         {"serve", "company add", "user add", "user password", "user disable", "user list", "session revoke"}) {
        CHECK(all.find(word) != std::string::npos);
    }
    CHECK(help_text("session").find("xingke-server serve") == std::string::npos);
    CHECK(help_text("user").find("Example") != std::string::npos);
}

}  // namespace xingke::server
