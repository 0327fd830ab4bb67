// Frames keep every member on the way: a member that parts() forgets comes back as its default, and its frame differs.
#include "app/client/frames.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

Bytes again(const ToData& frame) {
    return encode(decode_to_data(encode(frame)));
}
Bytes again(const ToScreen& frame) {
    return encode(decode_to_screen(encode(frame)));
}

RecordId some_id() {
    RecordId id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(17 * i + 1);
    }
    return id;
}

TEST_CASE("a query goes over whole") {
    model::Query query;
    query.type = 2;
    query.filters = {{5, model::Filter::Test::not_equals, model::Elements{"a", "b"}}};
    query.conditions = {{model::Call{
        model::Function::equal,
        {{model::FieldPath{{5}, model::ExpressionKind::text}}, {model::Literal{model::ExpressionKind::nothing, {}}}}}}};
    query.search = "思优特";
    query.sorts = {{3, true}};
    query.fields = {1, 2, 0x4000};
    query.deleted = true;
    query.first = 100;
    query.count = 50;
    const ToData decoded = decode_to_data(encode(Watch{9, query}));
    REQUIRE(std::holds_alternative<Watch>(decoded));
    CHECK(std::get<Watch>(decoded).id == 9);
    CHECK(std::get<Watch>(decoded).query == query);
}

TEST_CASE("a commit goes over whole, with every kind of value") {
    Commit commit{7, model::Intent::import, 1ULL << 60, {}};
    for (const model::Value& value :
         {model::Value{}, model::Value{true}, model::Value{std::int64_t{-5}}, model::Value{std::string(70'000, 'x')},
          model::Value{some_id()}, model::Value{model::Elements{"一", "二"}},
          model::Value{model::Position{-1, 2, 3}}}) {
        commit.changes.push_back({some_id(), 3, 4, model::Operation::add, value});
    }
    const ToData decoded = decode_to_data(encode(commit));
    REQUIRE(std::holds_alternative<Commit>(decoded));
    CHECK(std::get<Commit>(decoded).base == commit.base);
    CHECK(std::get<Commit>(decoded).intent == commit.intent);
    CHECK(std::get<Commit>(decoded).changes == commit.changes);
}

TEST_CASE("every frame survives the way to the data side") {
    const std::vector<ToData> to_data = {
        SignIn{"a", "b"},
        SignOut{true},
        WatchRecord{1, some_id(), 2},
        WatchRecord{1, some_id(), 2, 7},
        RestoreVersion{1, some_id(), 2, 7, 9},
        AskDamagedFiles{3},
        ExportTable{4, ExportFormat::csv, "报表", {"项目", "数量"}, 1, {{"赢单", "2"}}},
        Recover{},
        Unwatch{3},
        Undo{1, 2},
        Search{1, "词", 9},
        ImportOpen{1, 2, "客户.csv", {1, 2, 3}},
        ImportRun{1, {1, 0}, DuplicatePolicy::merge, true},
        ImportFix{1, {3}, {{"a", "b"}}},
        ImportCancel{1},
        ImportSheet{1, 2},
        SyncNow{},
        HostState{false, false},
        ResolveRejected{5, true},
        AskInbox{1},
        AskDeviceReport{2},
        WatchGroups{4, {{.type = 2}, {{3, model::GroupBy::Step::month}}, {{model::Measure::Of::average, 5}}}}};
    for (const ToData& frame : to_data) {
        CHECK(again(frame) == encode(frame));
        CHECK(decode_to_data(encode(frame)).index() == frame.index());
    }
}

TEST_CASE("every frame survives the way to the screen") {
    const Message message{Text::too_long, {{"field", "名称", "Name"}}};
    const model::Record record{some_id(), 2, {{1, {std::string("甲"), 4}}, {9, {true, 5}}}};
    const TimelineEntry entry{4,
                              {5},
                              some_id(),
                              "张伟",
                              model::Intent::edit,
                              6,
                              true,
                              true,
                              {{1, std::string("a"), std::string("b"), "A", "B"}}};
    const std::vector<ToScreen> to_screen = {
        SessionState{Phase::failed, {some_id(), model::Role::manager}, "n", "l", "c", false, true, message, "d"},
        Answer{1, {5, 2, {{some_id(), {std::string("x")}, {"y"}, true}}}, 8, message},
        RecordAnswer{1, true, record, {{1, "x"}}, {1, 2}, {entry}, 9},
        Committed{1, true, 2, some_id(), {{"name", message}}, message},
        SearchAnswer{1, {{some_id(), 2, "l", "e", {{1, 2}}}}, true},
        ImportPreview{1, message, "XLSX", ';', {"一", "二"}, 1, {"a"}, {1}, {{"b"}}, 3, 4},
        ImportProgress{1, 2, 3, true},
        ImportDone{1, message, true, true, 2, 3, 4, 5, {{6, {"x"}, {{"name", message}}}}},
        SyncState{SyncPhase::sending, 1, 2, {3}, 4, true, 5, 6, message, -7, true},
        InboxAnswer{1,
                    {{InboxItem::What::rejected,
                      some_id(),
                      2,
                      some_id(),
                      3,
                      "l",
                      4,
                      true,
                      std::int64_t{1},
                      "a",
                      "b",
                      "c",
                      "d",
                      {5},
                      {{"name", message}}}}},
        DeviceReport{1, "d", 2, {{"customer", 3}}, "3.53", 4},
        GroupsAnswer{1, {{{{std::string("won")}, {"x"}, 3, {std::int64_t{4}}}}, true}, message},
        Declarations{{{some_id(), model::Layer::person, some_id(), "{}"}}},
        DamagedFiles{7, {{"crm.db", {1, 2, 3}}}}};
    for (const ToScreen& frame : to_screen) {
        CHECK(again(frame) == encode(frame));
        CHECK(decode_to_screen(encode(frame)).index() == frame.index());
    }
}

}  // namespace
}  // namespace xingke::client
