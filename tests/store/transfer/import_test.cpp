#include "app/store/transfer/import.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/sqlite.h"
#include "app/catalogue/all.h"
#include "app/formats/csv_write.h"
#include "app/store/transfer/mapping.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::PackedRows;
using store::Duplicates;
using store::ImportPlan;
using Cells = std::vector<std::string>;

namespace {

class CountingClock final : public Clock {
public:
    Instant now() override { return {1'790'000'000'000 + ++calls_}; }
    std::int64_t monotonic_ms() override { return ++calls_; }
    int utc_offset_minutes(Instant) override { return 480; }

private:
    std::int64_t calls_ = 0;
};

class SeededRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(engine_());
        }
    }

private:
    std::mt19937 engine_{42};
};

std::string joined(const Cells& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

struct World {
    model::Catalogue catalogue = catalogue::core();
    CountingClock clock;
    SeededRandom random;
    std::unique_ptr<store::Store> database;
    std::deque<PackedRows> kept;  // the plans read from them
    const model::RecordType& customer = *catalogue.find("customer");
    const model::RecordType& contact = *catalogue.find("contact");

    World() {
        auto opened = store::Store::open(":memory:", {}, catalogue);
        REQUIRE(opened.has_value());
        database = std::move(*opened);
    }

    RecordId add(std::string_view type_name, const std::map<std::string, model::Value>& values) {
        const model::RecordType& type = *catalogue.find(type_name);
        const auto id = make_id<RecordTag>(clock.now(), random);
        std::vector<store::FieldWrite> writes = {{model::life_field, {std::int64_t{1}, 1}}};
        for (const auto& [name, value] : values) {
            writes.emplace_back(find_field(type, name)->id, model::FieldState{value, 1});
        }
        auto transaction = Transaction::begin(database->database());
        REQUIRE(transaction.has_value());
        REQUIRE(database->write(type.id, id, writes).has_value());
        REQUIRE(transaction->commit().has_value());
        return id;
    }

    ImportPlan plan(const Cells& columns, const std::vector<Cells>& rows, Duplicates duplicates) {
        PackedRows& table = kept.emplace_back();
        for (const Cells& cells : rows) {
            table.add({static_cast<std::uint32_t>(table.size() + 2), cells});
        }
        return {*database,  customer, table, store::propose_mapping(catalogue, customer, columns),
                duplicates, clock,    random};
    }

    ImportPlan run(const Cells& columns, const std::vector<Cells>& rows, Duplicates duplicates = Duplicates::skip) {
        ImportPlan made = plan(columns, rows, duplicates);
        const auto more = made.step(rows.size());
        REQUIRE(more.has_value());
        CHECK_FALSE(*more);
        return made;
    }

    // "customer1.name=…" per change, in order; records numbered as they appear. One text, so that a difference is
    // shown.
    template <class Changes>
    std::string lines_of(const Changes& changes) {
        std::map<RecordId, std::size_t> numbers;
        Cells lines;
        for (const model::Change& change : changes) {
            const model::RecordType& type = *catalogue.find(change.type);
            const std::size_t number = numbers.try_emplace(change.record, numbers.size() + 1).first->second;
            std::string line = type.name + std::to_string(number) + ".";
            if (change.field == model::life_field) {
                lines.push_back(line + "life");
                continue;
            }
            const model::Field& field = *find_field(type, change.field);
            if (const auto* parent = std::get_if<RecordId>(&change.value)) {
                const auto known = numbers.find(*parent);
                lines.push_back(line + field.name + "=" +
                                (known == numbers.end() ? "other" : "#" + std::to_string(known->second)));
            } else if (change.operation == model::Operation::add) {
                lines.push_back(line + field.name + "+" + std::get<std::string>(change.value));
            } else {
                lines.push_back(line + field.name + "=" + print_value(field, change.value, Language::english, 480));
            }
        }
        return joined(lines);
    }
};

// "2 name required" per issue of a bad row.
std::string reasons(const ImportPlan& plan) {
    Cells lines;
    for (const store::BadTableRow& row : plan.bad()) {
        for (const model::Issue& issue : row.issues) {
            lines.push_back(std::to_string(row.line) + " " + issue.field + " " +
                            std::string(name_of(issue.message.key)));
        }
    }
    return joined(lines);
}

formats::Table read_table(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto table = formats::read_table(as_bytes(bytes));
    REQUIRE(table.has_value());
    return std::move(*table);
}

}  // namespace

TEST_CASE("a row becomes a customer and its primary contact, creation first [2.2.1]") {
    World world;
    ImportPlan plan = world.run({"客户名称", "客户行业", "省市", "合作类型", "联系人姓名", "手机"},
                                {{"思优特", "教育/培训", "广东深圳", "药店、医院", "李䶮", "138 0013 8000"}});
    CHECK(plan.bad().empty());
    CHECK(plan.created() == 1);
    CHECK(world.lines_of(plan.changes()) ==
          joined({"customer1.life", "customer1.name=思优特", "customer1.industry=Education / training",
                  "customer1.region=Guangdong 深圳市", "customer1.partner_kind+hospital",
                  "customer1.partner_kind+pharmacy", "contact2.life", "contact2.customer=#1", "contact2.name=李䶮",
                  "contact2.mobile=138 0013 8000", "contact2.is_primary=Yes"}));
}

TEST_CASE("without anything about a contact only the customer is made") {
    World world;
    ImportPlan plan = world.run({"客户名称", "联系人姓名", "手机"}, {{"甲公司", " ", "-"}});
    CHECK(world.lines_of(plan.changes()) == joined({"customer1.life", "customer1.name=甲公司"}));
}

TEST_CASE("each broken row comes back with its line, its cells and every reason, and the others are imported") {
    World world;
    ImportPlan plan = world.plan({"客户名称", "邮编", "邮箱", "联系人姓名", "负责人"},
                                 {{"甲", "518", "a.example.com", "王", ""},
                                  {"", "518000", "", "", ""},
                                  {"乙", "518000", "b@example.com", "", ""},
                                  {"丙", "", "", "", "不认识的人"},
                                  {"丁", "", "", "", "", "多"},
                                  {"戊", "", "", "", "", " ", ""},
                                  {"己\xEF\xBF\xBD", "", "", "", ""},
                                  {"庚", "１００"}},
                                 Duplicates::skip);
    REQUIRE(plan.step(100).has_value());
    CHECK(reasons(plan) == joined({"2 postcode digits_exactly", "2 contact.email not_email", "3 name declared",
                                   "4 contact.name required", "5 owner not_reference", "6  too_many_cells",
                                   "8 name unreadable_text", "9 postcode digits_exactly"}));
    CHECK(plan.created() == 1);
    CHECK(plan.bad().front().cells == Cells{"甲", "518", "a.example.com", "王", ""});
    CHECK(plan.done() == plan.total());
}

TEST_CASE("an unclosed quotation is a bad row with the line where it began") {
    World world;
    const std::string text = "客户名称,备注\n甲,\"没有结束\n乙,\n";
    auto table = formats::read_table(as_bytes(text));
    REQUIRE(table.has_value());
    ImportPlan plan(*world.database, world.customer, table->rows,
                    store::propose_mapping(world.catalogue, world.customer, table->columns), Duplicates::skip,
                    world.clock, world.random);
    REQUIRE(plan.step(10).has_value());
    CHECK(reasons(plan) == joined({"2  unclosed_quote"}));
    CHECK(plan.created() == 1);
}

TEST_CASE("an owner is found by the user's name, whatever its case; two of that name are ambiguous") {
    World world;
    world.add("user", {{"name", std::string("李雷 Lei")}});
    world.add("user", {{"name", std::string("王伟")}});
    world.add("user", {{"name", std::string("王伟")}});
    ImportPlan plan = world.run({"客户名称", "负责人"}, {{"甲", "李雷 LEI"}, {"乙", "王伟"}});
    CHECK(world.lines_of(plan.changes()) == joined({"customer1.life", "customer1.name=甲", "customer1.owner=other"}));
    CHECK(reasons(plan) == joined({"3 owner ambiguous_reference"}));
}

TEST_CASE("duplicates are skipped, filled up or made again, as asked") {
    World world;
    const RecordId known =
        world.add("customer", {{"name", std::string("思优特 ABC")}, {"postcode", std::string("100000")}});
    const Cells columns = {"客户名称", "邮编", "备注", "联系人姓名"};
    const std::vector<Cells> rows = {{" 思优特 abc", "200000", "新备注", "李"},
                                     {"新公司", "300000", "", "王"},
                                     {"新公司", "", "后来的", "王"},
                                     {"新公司", "1", "", ""}};

    SUBCASE("the preview counts them") {
        PackedRows table;
        for (const Cells& cells : rows) {
            table.add({1, cells});
        }
        const auto mapping = store::propose_mapping(world.catalogue, world.customer, columns);
        const auto count = store::count_duplicates(*world.database, world.customer, table, mapping);
        REQUIRE(count.has_value());
        CHECK(*count == 3);
    }
    SUBCASE("skip") {
        ImportPlan plan = world.run(columns, rows, Duplicates::skip);
        CHECK(plan.created() == 1);
        CHECK(plan.skipped() == 3);
        CHECK(plan.merged() == 0);
        CHECK(plan.bad().empty());
    }
    SUBCASE("merge fills what is empty and keeps what is there, in the store and within the file") {
        ImportPlan plan = world.run(columns, rows, Duplicates::merge);
        CHECK(plan.created() == 1);
        CHECK(plan.merged() == 2);
        CHECK(reasons(plan) == joined({"5 postcode digits_exactly"}));
        CHECK(plan.changes().front().record == known);
        CHECK(
            world.lines_of(plan.changes()) ==
            joined({"customer1.remark=新备注", "contact2.life", "contact2.customer=#1", "contact2.name=李",
                    "customer3.life", "customer3.name=新公司", "customer3.postcode=300000", "contact4.life",
                    "contact4.customer=#3", "contact4.name=王", "contact4.is_primary=Yes", "customer3.remark=后来的"}));
    }
    SUBCASE("merge finds the contact that the customer has already") {
        world.add("contact", {{"customer", known}, {"name", std::string("李")}});
        const RecordId other = world.add("customer", {{"name", std::string("别家")}});
        world.add("contact", {{"customer", other}, {"name", std::string("张")}});
        ImportPlan plan = world.run(
            {"客户名称", "联系人姓名", "职位"},
            {{"思优特 ABC", "李", "经理"}, {"思优特 ABC", "李", "总监"}, {"思优特 ABC", "张", ""}}, Duplicates::merge);
        CHECK(world.lines_of(plan.changes()) ==
              joined({"contact1.position=经理", "contact2.life", "contact2.customer=other", "contact2.name=张"}));
        CHECK(plan.merged() == 2);
        CHECK(plan.skipped() == 1);
    }
    SUBCASE("create") {
        ImportPlan plan = world.run(columns, rows, Duplicates::create);
        CHECK(plan.created() == 3);
        CHECK(plan.bad().size() == 1);
    }
    SUBCASE("a deleted customer is no duplicate") {
        auto transaction = Transaction::begin(world.database->database());
        REQUIRE(transaction.has_value());
        const std::vector<store::FieldWrite> dead = {{model::life_field, {std::int64_t{2}, 2}}};
        REQUIRE(world.database->write(world.customer.id, known, dead).has_value());
        REQUIRE(transaction->commit().has_value());
        ImportPlan plan = world.run(columns, {rows.front()}, Duplicates::skip);
        CHECK(plan.created() == 1);
    }
}

TEST_CASE("what spreadsheets put around a value is taken off") {
    World world;
    ImportPlan plan = world.run({"客户名称", "邮编", "电话", "备注"},
                                {{"=\"甲\"", "'100000", "\t010-62345678", "'=1+1"}, {"乙", "无", "/", "无"}});
    CHECK(reasons(plan).empty());
    CHECK(world.lines_of(plan.changes()) ==
          joined({"customer1.life", "customer1.name=甲", "customer1.postcode=100000", "customer1.tel=010-62345678",
                  "customer1.remark==1+1", "customer2.life", "customer2.name=乙", "customer2.remark=无"}));
}

TEST_CASE("a plan works step by step, and refuses a mapping without fields") {
    World world;
    std::vector<Cells> rows;
    for (int i = 0; i < 25; ++i) {
        rows.push_back({"公司" + std::to_string(i)});
    }
    ImportPlan plan = world.plan({"客户名称"}, rows, Duplicates::skip);
    CHECK(plan.step(10).value());
    CHECK(plan.done() == 10);
    CHECK(plan.created() == 10);
    CHECK(plan.step(10).value());
    CHECK_FALSE(plan.step(10).value());
    CHECK(plan.created() == 25);

    ImportPlan nothing = world.plan({"随便"}, rows, Duplicates::skip);
    const auto refused = nothing.step(1);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.key == Text::no_columns_mapped);
}

TEST_CASE("a customer is known by its name, its telephone number or its social credit code") {
    World world;
    world.add("customer", {{"name", std::string("思优特")},
                           {"tel", std::string("021-68900000")},
                           {"credit_code", std::string("91350100M000100Y43")}});
    const Cells columns = {"客户名称", "电话", "统一社会信用代码"};
    const std::vector<Cells> rows = {{"思优特", "", ""},
                                     {"另一个名字", "(021)68900000", ""},
                                     {"第三个名字", "", "9135-0100-m000100y43"},
                                     {"新公司", "010-62345678", ""},
                                     {"新公司北京", "(010) 62345678", ""},
                                     {"别家", "010-67654321", ""}};
    ImportPlan plan = world.run(columns, rows, Duplicates::skip);
    CHECK(reasons(plan) == joined({}));
    CHECK(plan.skipped() == 4);
    CHECK(plan.created() == 2);
    PackedRows table;
    for (const Cells& cells : rows) {
        table.add({1, cells});
    }
    const auto mapping = store::propose_mapping(world.catalogue, world.customer, columns);
    CHECK(store::count_duplicates(*world.database, world.customer, table, mapping).value() == 4);
}

TEST_CASE("the made customer list imports whole but for its eight broken rows, which keep line and reason") {
    World world;
    formats::Table table = read_table("tests/data/customers_utf8.csv");
    const auto mapping = store::propose_mapping(world.catalogue, world.customer, table.columns);
    CHECK(std::ranges::count(mapping, 0) == 0);
    ImportPlan plan(*world.database, world.customer, table.rows, mapping, Duplicates::create, world.clock,
                    world.random);
    while (plan.step(100).value()) {
    }
    CHECK(plan.created() == 522);
    Cells kinds;
    for (const store::BadTableRow& row : plan.bad()) {
        CHECK(row.issues.size() == 1);
        kinds.push_back(row.issues[0].field + " " + std::string(name_of(row.issues[0].message.key)));
    }
    CHECK(kinds == Cells{"name declared", "postcode digits_exactly", "contact.mobile not_mobile",
                         "contact.email not_email", "industry not_option", " too_many_cells", " unclosed_quote",
                         "name too_long"});
    for (const char* path : {"tests/data/customers_gb18030.csv", "tests/data/customers_utf16.csv"}) {
        CAPTURE(path);
        formats::Table other = read_table(path);
        const std::size_t row_count = other.rows.size();
        const auto same = store::propose_mapping(world.catalogue, world.customer, other.columns);
        ImportPlan all(*world.database, world.customer, other.rows, same, Duplicates::create, world.clock,
                       world.random);
        CHECK_FALSE(all.step(1000).value());
        CHECK(reasons(all) == joined({}));
        CHECK(all.created() == row_count);
    }
}

TEST_CASE("the bad rows written as CSV and corrected are good rows") {
    World world;
    const Cells columns = {"客户名称", "邮编"};
    ImportPlan plan = world.run(columns, {{"甲,乙", "51800"}});
    REQUIRE(plan.bad().size() == 1);
    std::vector<Cells> rows = {plan.bad().front().cells};
    rows.front()[1] = "518000";
    PackedRows corrected;
    corrected.add({2, rows.front()});
    const auto table = formats::read_table(as_bytes(formats::write_csv(columns, corrected)));
    REQUIRE(table.has_value());
    ImportPlan again(*world.database, world.customer, table->rows,
                     store::propose_mapping(world.catalogue, world.customer, table->columns), Duplicates::skip,
                     world.clock, world.random);
    CHECK_FALSE(again.step(10).value());
    CHECK(again.created() == 1);
}
