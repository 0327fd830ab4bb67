#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "app/model/catalogue.h"

using namespace xingke::model;

namespace {

RecordType user_type() {
    return {.id = 1,
            .name = "user",
            .title = {"用户", "User"},
            .title_plural = {"用户", "Users"},
            .label_field = "name",
            .fields = {{.id = 1, .name = "name", .title = {"姓名", "Name"}}},
            .source = "S06"};
}

RecordType sound_type() {
    return {
        .id = 2,
        .name = "order",
        .title = {"订单", "Order"},
        .title_plural = {"订单", "Orders"},
        .label_field = "name",
        .sections = {{"main", {"主要", "Main"}}},
        .fields = {{.id = 1, .name = "name", .title = {"名称", "Name"}, .section = "main"},
                   {.id = 2,
                    .name = "kind",
                    .title = {"类型", "Kind"},
                    .kind = kind::Choice{{{"new", {"新", "New"}}, {"old", {"旧", "Old"}}}}}},
        .source = "S21",
    };
}

}  // namespace

TEST_CASE("a sound catalogue has nothing to say") {
    CHECK(self_check(Catalogue(1, {user_type(), sound_type()})).empty());
}

TEST_CASE("each rule over declarations finds its mistake") {
    struct Case {
        const char* expected;
        std::function<void(RecordType&)> spoil;
    };
    const std::vector<Case> cases = {
        {"order needs an id of its own, above 0", [](RecordType& t) { t.id = 1; }},
        {"user needs a name of its own", [](RecordType& t) { t.name = "user"; }},
        {"Order must be named in lower_snake", [](RecordType& t) { t.name = "Order"; }},
        {"order needs titles in both languages", [](RecordType& t) { t.title.english = ""; }},
        {"order needs a source", [](RecordType& t) { t.source = ""; }},
        {"order needs a label field that is text", [](RecordType& t) { t.label_field = "kind"; }},
        {"order names a duplicate field that it has not", [](RecordType& t) { t.duplicate_fields = {"phone"}; }},
        {"order is created with a type that is not its child", [](RecordType& t) { t.create_with = "user"; }},
        {"order.name is the stage of the board and must be a choice", [](RecordType& t) { t.stage_field = "name"; }},
        {"order.kind needs an id of its own, above 0", [](RecordType& t) { t.fields[1].id = 1; }},
        {"order.name needs a name of its own", [](RecordType& t) { t.fields[1].name = "name"; }},
        {"order.Kind must be named in lower_snake", [](RecordType& t) { t.fields[1].name = "Kind"; }},
        {"order.kind needs a title in both languages", [](RecordType& t) { t.fields[1].title.chinese = ""; }},
        {"order.kind names a section that does not exist", [](RecordType& t) { t.fields[1].section = "none"; }},
        {"order.kind needs options", [](RecordType& t) { t.fields[1].kind = kind::Choice{}; }},
        {"order.kind needs option keys that are unique and lower_snake",
         [](RecordType& t) { t.fields[1].kind = kind::Choice{{{"a", {"一", "A"}}, {"a", {"二", "B"}}}}; }},
        {"order.kind needs option titles in both languages, without doubles",
         [](RecordType& t) { t.fields[1].kind = kind::Choice{{{"a", {"一", "A"}}, {"b", {"一", "B"}}}}; }},
        {"order.kind refers to a type that does not exist",
         [](RecordType& t) { t.fields[1].kind = kind::Reference{"ghost"}; }},
        {"order.kind is searched as a name but is no text",
         [](RecordType& t) { t.fields[1].searchable = Searchable::name; }},
        {"order.name cannot be required and the server's",
         [](RecordType& t) { t.fields[0].required = t.fields[0].server_only = true; }},
        {"order.name depends on itself", [](RecordType& t) { t.fields[0].visible_when = "name == \"a\""; }},
        {"order.name has a rule that reads more than its own record",
         [](RecordType& t) { t.fields[0].required_when = "owner == me()"; }},
        {"order.name has a rule that reads more than its own record",
         [](RecordType& t) { t.fields[0].visible_when = "owner.name == \"a\""; }},
        {"order.kind is computed and cannot be required or the server's",
         [](RecordType& t) {
             t.fields[1] = {.id = 2,
                            .name = "kind",
                            .title = {"长", "Length"},
                            .kind = kind::Number{},
                            .required = true,
                            .computed = "length(name)"};
         }},
        {"order.name computes from a computed field that stands after it",
         [](RecordType& t) {
             t.fields[0].computed = "concat(kind, \"x\")";
             t.fields[1] = {.id = 2, .name = "kind", .title = {"大", "Lower"}, .computed = "\"a\""};
         }},
        {"order.kind is a number for people and must be text",
         [](RecordType& t) { t.fields[1].numbering = {"N-{device}-{count:4}", Reset::never}; }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.expected);
        RecordType type = sound_type();
        c.spoil(type);
        const std::vector<std::string> problems = self_check(Catalogue(1, {user_type(), type}));
        CHECK(std::ranges::count(problems, c.expected) == 1);
    }
}

TEST_CASE("a rule that cannot be read is told with its reason") {
    struct Case {
        const char* reason;
        std::function<void(RecordType&)> spoil;
    };
    const std::vector<Case> cases = {
        {"order.name has a rule that cannot be read: ", [](RecordType& t) { t.fields[0].visible_when = "ghost"; }},
        {"order.name has a rule that cannot be read: ",
         [](RecordType& t) { t.fields[0].required_when = "kind == \"ghost\""; }},
        {"order.name has a rule that cannot be read: ", [](RecordType& t) { t.fields[0].visible_when = "name"; }},
        {"order.name has a rule that cannot be read: ", [](RecordType& t) { t.fields[0].computed = "1 + 1"; }},
        {"order.name has a number that cannot be given: ",
         [](RecordType& t) { t.fields[0].numbering = {"N-{count:4}", Reset::never}; }},
        {"order has a workflow that is wrong: ",
         [](RecordType& t) {
             t.workflow = {.state_field = "ghost", .initial = "new", .states = {}, .transitions = {}};
         }},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        RecordType type = sound_type();
        c.spoil(type);
        const std::vector<std::string> problems = self_check(Catalogue(1, {user_type(), type}));
        CHECK(std::ranges::any_of(problems, [&](const std::string& problem) { return problem.starts_with(c.reason); }));
    }
}
