// A file from the screen to one transaction, its bad rows and their correction, and its undo.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/base/log.h"
#include "app/formats/csv_write.h"
#include "sync/protocol/frame.h"
#include "sync/protocol/limits.h"
#include "tests/bench/table.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

// Many failures are planted here; their log lines would hide everything else.
struct Silence {
    Silence() {
        send_log_to([](LogLevel, std::string_view) {});
    }
    ~Silence() { send_log_to(nullptr); }
};

struct Heard {
    ImportPreview preview;
    std::vector<ImportProgress> progress;
    std::vector<ImportDone> done;

    ScreenLink::ImportListener listener() {
        return {[this](const ImportPreview& one) { preview = one; },
                [this](const ImportProgress& one) { progress.push_back(one); },
                [this](const ImportDone& one) { done.push_back(one); }};
    }
};

Bytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

TEST_CASE("an import shows a preview, writes the good rows at once, and gives the bad ones back for correction") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Heard heard;
    const RequestId id = sales.link().import_open(
        catalogue::type_id::customer, "客户.csv",
        bytes_of("客户名称,邮编,备注\r\n甲公司,100083,好\r\n乙公司,12,坏邮编\r\n丙公司,,\r\n"), heard.listener());
    REQUIRE(heard.preview.error.key == Text::nothing);
    CHECK(heard.preview.row_count == 3);
    CHECK(heard.preview.mapping ==
          std::vector<model::FieldId>{customer_field::name, customer_field::postcode, customer_field::remark});
    CHECK(Harness::count(sales) == 0);

    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::skip});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].created == 2);
    REQUIRE(heard.done[0].bad.size() == 1);
    CHECK(heard.done[0].bad[0].line == 3);
    CHECK(heard.done[0].bad[0].issues.front().field == "postcode");
    CHECK(Harness::count(manager) == 2);

    sales.link().import_fix(id, {3}, {{"乙公司", "100084", "改好了"}});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 2);
    CHECK(heard.done[1].created == 1);
    CHECK(heard.done[1].bad.empty());
    CHECK(Harness::count(manager) == 3);

    REQUIRE(Harness::undo(sales, heard.done[0].counter).saved);
    world.run();
    CHECK(Harness::count(sales) == 1);
    CHECK(Harness::count(manager) == 1);
    CHECK(sales.link().inbox().items.empty());
}

TEST_CASE("a trial finds what an import would do, writes nothing, and may be followed by the import") {
    Harness world;
    Device& sales = world.add_device("sales");
    REQUIRE(world.create(sales, "甲公司").saved);
    Heard heard;
    const RequestId id = sales.link().import_open(
        catalogue::type_id::customer, "客户.csv",
        bytes_of("客户名称,邮编\r\n甲公司,100083\r\n乙公司,12\r\n丙公司,\r\n"), heard.listener());
    CHECK(heard.preview.duplicate_count == 1);
    sales.link().import_run(
        {.id = id, .mapping = heard.preview.mapping, .duplicates = DuplicatePolicy::merge, .is_trial = true});
    sales.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].is_trial);
    CHECK(heard.done[0].created == 1);
    CHECK(heard.done[0].merged == 1);
    CHECK(heard.done[0].bad.size() == 1);
    CHECK(heard.done[0].counter == 0);
    CHECK(Harness::count(sales) == 1);

    sales.link().import_run({.id = id, .mapping = heard.preview.mapping, .duplicates = DuplicatePolicy::merge});
    sales.pump();
    REQUIRE(heard.done.size() == 2);
    CHECK_FALSE(heard.done[1].is_trial);
    CHECK(heard.done[1].created == 1);
    CHECK(heard.done[1].merged == 1);
    CHECK(Harness::count(sales) == 2);
}

TEST_CASE("of a workbook with several sheets, each can be chosen") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    std::ifstream file("tests/data/two_sheets.xlsx", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "客户.xlsx", bytes_of(bytes), heard.listener());
    CHECK(heard.preview.sheets == std::vector<std::string>{"空", "客户", "其他"});
    CHECK(heard.preview.sheet == 1);
    CHECK(heard.preview.columns.front() == "客户名称");
    sales.link().import_sheet(id, 2);
    CHECK(heard.preview.sheet == 2);
    CHECK(heard.preview.columns == std::vector<std::string>{"单位名称"});
    sales.link().import_run({.id = id, .mapping = heard.preview.mapping});
    sales.pump();
    CHECK(Harness::count(sales) == 2);
}

// 1,750 rows: four slices of checking, four pieces of writing.
Bytes long_table() {
    std::string text = "客户名称,备注\n";
    for (int i = 0; i < 1'750; ++i) {
        text += "公司" + std::to_string(i) + ",第" + std::to_string(i) + "行\n";
    }
    return bytes_of(text);
}

// Until the first of them are written, in a transaction that is still open.
RequestId begin_long_import(Device& device, Heard& heard) {
    const RequestId id =
        device.link().import_open(catalogue::type_id::customer, "many.csv", long_table(), heard.listener());
    device.link().import_run({id, heard.preview.mapping, DuplicatePolicy::create});
    for (int i = 0; i < 20 && !(heard.progress.size() > 0 && heard.progress.back().is_writing); ++i) {
        device.pump();
    }
    REQUIRE(heard.progress.back().is_writing);
    REQUIRE(heard.progress.back().done == 500);
    return id;
}

TEST_CASE("a long import tells of its progress, in slices, and is one transaction that can be undone") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "many.csv", long_table(), heard.listener());
    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::create});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].created == 1'750);
    CHECK(std::ranges::count(heard.progress, false, &ImportProgress::is_writing) == 5);
    CHECK(std::ranges::count(heard.progress, true, &ImportProgress::is_writing) == 4);
    CHECK(heard.progress.back().done == 1'750);
    CHECK(heard.progress.back().total == 1'750);
    world.run(20'000);
    CHECK(sales.link().sync().waiting == 0);
    Device& manager = world.add_device("manager");
    world.run(20'000);
    CHECK(Harness::count(manager) == 1'750);

    REQUIRE(Harness::undo(sales, heard.done[0].counter).saved);
    CHECK(Harness::count(sales) == 0);
    world.run(20'000);
    CHECK(Harness::count(manager) == 0);
    CHECK(sales.link().sync().waiting == 0);
}

TEST_CASE("100,000 rows of 15 columns are within what one transaction may hold, and one frame") {
    constexpr std::size_t row_count = 200, times = bench::table_row_count / row_count;
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    const RequestId id = sales.link().import_open(
        catalogue::type_id::customer, "table.csv",
        bytes_of(formats::write_csv(bench::table_columns(), bench::table_rows(row_count))), heard.listener());
    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::skip});
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    REQUIRE(heard.done[0].created == row_count);
    const simulation::ServerContent content = world.server.content();
    REQUIRE(!content.log.empty());
    const Bytes& body = content.log.back().body;
    Reader reader(body);
    const model::Transaction transaction = protocol::decode_transaction(reader);
    REQUIRE(transaction.intent == model::Intent::import);
    CHECK(transaction.changes.size() * times <= model::change_count_max);
    CHECK(body.size() * times <= protocol::frame_bytes_max);
}

TEST_CASE("what a long import made is found at once, while its index catches up, and after a new start in between") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    begin_long_import(sales, heard);
    const auto hits_of = [&sales](const std::string& words) {
        SearchAnswer answer;
        sales.link().search(words, [&answer](const SearchAnswer& given) { answer = given; });
        sales.pump();
        return answer.hits.size();
    };
    for (int i = 0; i < 20 && heard.done.empty(); ++i) {
        sales.pump();
    }
    REQUIRE(heard.done.size() == 1);
    CHECK(hits_of("公司1749") == 1);
    CHECK(hits_of("gs1234") == 1);
    world.restart(sales);
    CHECK(hits_of("公司1749") == 1);
    CHECK(hits_of("第7行") == 1);
    world.run(20'000);
    CHECK(hits_of("公司1749") == 1);
    CHECK(hits_of("gs1234") == 1);
    CHECK(hits_of("没有这个") == 0);
    CHECK(sales.link().sync().waiting == 0);
}

TEST_CASE("an import that nobody has seen yet is undone before it is sent") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Harness::cut(sales);
    Heard heard;
    begin_long_import(sales, heard);
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(Harness::count(sales) == 1'750);
    REQUIRE(Harness::undo(sales, heard.done[0].counter).saved);
    CHECK(Harness::count(sales) == 0);
    world.mend(sales);
    world.run(30'000);
    CHECK(sales.link().sync().waiting == 0);
    CHECK(sales.link().inbox().items.empty());
    CHECK(Harness::count(manager) == 0);
}

TEST_CASE("an import that is cancelled while it is written leaves nothing, and can be run again") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    const RequestId id = begin_long_import(sales, heard);
    sales.link().import_cancel(id);
    sales.pump();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].cancelled);
    CHECK(Harness::count(sales) == 0);
    world.run();
    CHECK(sales.link().sync().waiting == 0);

    Heard again;
    begin_long_import(sales, again);
    world.run();
    REQUIRE(again.done.size() == 1);
    CHECK(again.done[0].created == 1'750);
    CHECK(Harness::count(sales) == 1'750);
}

TEST_CASE("an import whose program is closed while it is written leaves nothing") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    begin_long_import(sales, heard);
    world.restart(sales);
    CHECK(Harness::count(sales) == 0);
    REQUIRE(world.create(sales, "甲公司").saved);
    world.run();
    CHECK(sales.link().sync().waiting == 0);
}

// How many times the disk is asked to do something while a long import is written to its end.
std::uint64_t operations_of_writing() {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    begin_long_import(sales, heard);
    const std::uint64_t before = sales.disk().operation_count();
    for (int i = 0; i < 20 && heard.done.empty(); ++i) {
        sales.pump();
    }
    REQUIRE(heard.done.size() == 1);
    return sales.disk().operation_count() - before;
}

TEST_CASE("an import on a disk that fills up is refused whole, and can be run again when there is space") {
    const Silence silence;
    constexpr std::uint64_t place_count = 8;
    const std::uint64_t operation_count = operations_of_writing();
    REQUIRE(operation_count > place_count);
    for (std::uint64_t place = 0; place < place_count; ++place) {
        CAPTURE(place);
        Harness world;
        Device& sales = world.add_device("sales");
        Heard heard;
        begin_long_import(sales, heard);
        sales.disk().set_faults({.fail_from = sales.disk().operation_count() + place * operation_count / place_count,
                                 .fault = Fault::storage_full});
        world.run();
        REQUIRE(heard.done.size() == 1);
        if (heard.done[0].counter == 0) {
            CHECK(heard.done[0].error.key == Text::storage_full);
            CHECK(Harness::count(sales) == 0);
        }
        const bool was_saved = heard.done[0].counter != 0;
        sales.disk().set_faults({});
        Heard again;
        begin_long_import(sales, again);
        world.run();
        REQUIRE(again.done.size() == 1);
        CHECK(again.done[0].created == 1'750);
        CHECK(Harness::count(sales) == (was_saved ? 3'500 : 1'750));
    }
}

TEST_CASE("an import that a loss of power cuts short is there whole or not at all") {
    const Silence silence;
    constexpr std::uint64_t place_count = 8;
    const std::uint64_t operation_count = operations_of_writing();
    for (std::uint64_t place = 0; place < place_count; ++place) {
        CAPTURE(place);
        Harness world;
        Device& sales = world.add_device("sales");
        Heard heard;
        begin_long_import(sales, heard);
        sales.cut_power_after(place * operation_count / place_count);
        world.run(1'000);
        const bool was_told = !heard.done.empty() && heard.done[0].counter != 0;
        sales.crash();
        sales.start();
        world.run();
        const std::int64_t count = Harness::count(sales);
        CHECK((count == 1'750 || (count == 0 && !was_told)));
        REQUIRE(world.create(sales, "甲公司").saved);
    }
}

TEST_CASE("what the person does and what the server says while an import is written waits for its end") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Heard heard;
    sales.link().sync_now();
    sales.pump();  // An answer is on its way.
    begin_long_import(sales, heard);
    const RecordId given = world.new_id();  // to the one who imports, so that there is news for that device
    REQUIRE(Harness::commit(manager, model::Intent::create,
                            {Harness::set(given, model::life_field, std::int64_t{1}),
                             Harness::set(given, customer_field::name, std::string("经理给的公司")),
                             Harness::set(given, model::common_field::owner, sales.link().session().actor.user)})
                .saved);
    manager.pump();
    const RecordId own = world.new_id();
    Committed committed;
    sales.link().commit(model::Intent::create, 0,
                        {Harness::set(own, model::life_field, std::int64_t{1}),
                         Harness::set(own, customer_field::name, std::string("自己的公司"))},
                        [&committed](const Committed& answer) { committed = answer; });
    CHECK_FALSE(committed.saved);
    const auto list = sales.link().watch(model::Query{.type = catalogue::type_id::customer});
    CHECK(list->page().total == 0);

    world.run(30'000);
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].created == 1'750);
    CHECK(committed.saved);
    CHECK(list->page().total == 1'752);
    CHECK(Harness::count(manager) == 1'752);
    CHECK(sales.link().sync().waiting == 0);
    CHECK(sales.link().sync().problem.key == Text::nothing);
}

TEST_CASE("a cancelled import writes nothing") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    const RequestId id = sales.link().import_open(catalogue::type_id::customer, "客户.csv",
                                                  bytes_of("客户名称\n甲公司\n"), heard.listener());
    sales.link().import_run({id, heard.preview.mapping, DuplicatePolicy::skip});
    sales.link().import_cancel(id);
    sales.pump();
    world.run();
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].cancelled);
    CHECK(Harness::count(sales) == 0);
}

TEST_CASE("a file that is no table, or of which no column is mapped, is refused with a reason") {
    Harness world;
    Device& sales = world.add_device("sales");
    Heard heard;
    sales.link().import_open(catalogue::type_id::customer, "leer.csv", bytes_of(""), heard.listener());
    CHECK(heard.preview.error.key != Text::nothing);
    const RequestId id =
        sales.link().import_open(catalogue::type_id::customer, "x.csv", bytes_of("foo\nbar\n"), heard.listener());
    sales.link().import_run({id, {0}, DuplicatePolicy::skip});
    REQUIRE(heard.done.size() == 1);
    CHECK(heard.done[0].error.key == Text::no_columns_mapped);
}

}  // namespace
}  // namespace xingke::client
