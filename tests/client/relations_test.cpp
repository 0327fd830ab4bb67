// What a person's change brings along in other records, on the device and with the server: sums, the primary contact,
// the conversion of a lead.
#include "app/model/conversion.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

struct Office : Harness {
    simulation::Device& mine = add_device("sales");
    simulation::Device& boss = add_device("manager");

    const model::RecordType& type(std::string_view name) const { return *catalogue.find(name); }
    model::Change set(RecordId id, std::string_view type_name, std::string_view field, model::Value value) const {
        return {id, type(type_name).id, model::find_field(type(type_name), field)->id, model::Operation::set,
                std::move(value)};
    }
    RecordId make(simulation::Device& device, std::string_view type_name,
                  const std::vector<std::pair<const char*, model::Value>>& fields) {
        const RecordId id = new_id();
        std::vector<model::Change> changes = {
            {id, type(type_name).id, model::life_field, model::Operation::set, std::int64_t{1}}};
        for (const auto& [field, value] : fields) {
            changes.push_back(set(id, type_name, field, value));
        }
        last = commit(device, model::Intent::create, std::move(changes));
        for (const model::Issue& issue : last.issues) {
            FAIL_CHECK(words(issue.message, Language::english));
        }
        CHECK_MESSAGE(last.saved, words(last.error, Language::english));
        return id;
    }
    RecordAnswer show(simulation::Device& device, std::string_view type_name, RecordId id) const {
        return device.link().watch(id, type(type_name).id)->answer();
    }
    model::Value value(simulation::Device& device, std::string_view type_name, RecordId id,
                       std::string_view field) const {
        return model::value_of(show(device, type_name, id).record, model::find_field(type(type_name), field)->id);
    }
    std::int64_t count(simulation::Device& device, std::string_view type_name) const {
        return Harness::count(device, type(type_name).id);
    }

    Committed last;
};

const model::Value yes(true);

std::int64_t fen(std::int64_t yuan) {
    return yuan * 100;
}

}  // namespace

TEST_CASE("a payment shows in what was received at once, offline, and is counted once everywhere [S02]") {
    Office office;
    const RecordId customer = office.create(office.mine, "海信").record;
    const RecordId due = office.make(office.mine, "receivable",
                                     {{"customer", customer}, {"amount", fen(100)}, {"due", std::int64_t{20'800}}});
    office.run();
    Office::cut(office.mine);
    const std::vector<std::pair<const char*, model::Value>> paid = {
        {"customer", customer}, {"receivable", due}, {"amount", fen(40)}, {"paid_on", std::int64_t{20'790}}};
    office.make(office.mine, "payment", paid);
    CHECK(office.value(office.mine, "receivable", due, "received") == model::Value(fen(40)));
    CHECK(office.value(office.mine, "receivable", due, "outstanding") == model::Value(fen(60)));
    CHECK(office.value(office.mine, "receivable", due, "state") == model::Value(std::string("partial")));
    office.make(office.boss, "payment", paid);
    office.run();
    CHECK(office.value(office.boss, "receivable", due, "received") == model::Value(fen(40)));
    office.mend(office.mine);
    for (simulation::Device* device : {&office.mine, &office.boss}) {
        CHECK(office.value(*device, "receivable", due, "received") == model::Value(fen(80)));
    }
    // The one made first is taken back although another came after it.
    REQUIRE(Office::undo(office.boss, office.last.counter).saved);
    office.run();
    CHECK(office.value(office.mine, "receivable", due, "received") == model::Value(fen(40)));
}

TEST_CASE("a contract knows its lines, its payments and whether more was invoiced than agreed [S02] [S21]") {
    Office office;
    const RecordId customer = office.create(office.mine, "海信").record;
    const RecordId contract = office.make(office.mine, "contract",
                                          {{"name", std::string("变频器供货")},
                                           {"customer", customer},
                                           {"amount", fen(1'000)},
                                           {"class", std::string("regular")},
                                           {"stock", std::string("in_stock")}});
    const auto shown = [&](const char* field) { return office.value(office.mine, "contract", contract, field); };
    office.make(
        office.mine, "contract_line",
        {{"contract", contract}, {"name", std::string("变频器")}, {"quantity", std::int64_t{3}}, {"price", fen(200)}});
    CHECK(shown("line_total") == model::Value(fen(600)));
    office.make(
        office.mine, "invoice",
        {{"customer", customer}, {"contract", contract}, {"amount", fen(1'000)}, {"issued_on", std::int64_t{20'790}}});
    CHECK(shown("invoice_check") == model::Value(std::string("within")));
    office.make(
        office.mine, "invoice",
        {{"customer", customer}, {"contract", contract}, {"amount", fen(1)}, {"issued_on", std::int64_t{20'790}}});
    CHECK(shown("invoice_check") == model::Value(std::string("beyond")));
    const auto plan = model::changes_of_plan(office.catalogue, office.show(office.mine, "contract", contract).record,
                                             {.amount = fen(1'000), .count = 3, .first_due = {2026, 12, 31}},
                                             [&] { return office.new_id(); });
    const Committed planned = Office::commit(office.mine, model::Intent::create, plan);
    REQUIRE(planned.saved);
    CHECK(office.count(office.mine, "receivable") == 3);
    CHECK(shown("planned") == model::Value(fen(1'000)));
    office.run();
    CHECK(office.value(office.boss, "contract", contract, "planned") == model::Value(fen(1'000)));
    REQUIRE(Office::undo(office.mine, planned.counter).saved);
    CHECK(office.count(office.mine, "receivable") == 0);
    CHECK(shown("planned") == model::Value(std::int64_t{0}));
}

TEST_CASE("the first contact is the primary one, and another one made it takes its place [S06]") {
    Office office;
    const RecordId customer = office.create(office.mine, "海信").record;
    const auto contact = [&](const char* name) {
        office.run(20);
        return office.make(office.mine, "contact", {{"customer", customer}, {"name", std::string(name)}});
    };
    const RecordId first = contact("陆瑶"), second = contact("罗丹");
    CHECK(office.value(office.mine, "contact", first, "is_primary") == yes);
    CHECK(office.value(office.mine, "contact", second, "is_primary") != yes);
    const Committed changed =
        Office::commit(office.mine, model::Intent::edit, {office.set(second, "contact", "is_primary", true)});
    REQUIRE(changed.saved);
    for (simulation::Device* device : {&office.mine, &office.boss}) {
        office.run();
        CHECK(office.value(*device, "contact", first, "is_primary") != yes);
        CHECK(office.value(*device, "contact", second, "is_primary") == yes);
    }
    REQUIRE(Office::undo(office.mine, changed.counter).saved);
    office.run();
    CHECK(office.value(office.boss, "contact", first, "is_primary") == yes);
    CHECK(office.value(office.boss, "contact", second, "is_primary") != yes);
}

TEST_CASE("a lead is converted offline in one transaction, only once, and undo takes all of it back [S06]") {
    Office office;
    const RecordId lead = office.make(office.mine, "lead",
                                      {{"name", std::string("包装线改造")},
                                       {"company", std::string("华东电气")},
                                       {"contact_name", std::string("陆瑶")},
                                       {"mobile", std::string("13862110114")}});
    office.run();
    Office::cut(office.mine);
    const auto convert = [&](simulation::Device& device) {
        Committed result;
        device.link().commit(model::Intent::create, device.link().sync().cursor,
                             model::changes_of_conversion(office.catalogue, office.show(device, "lead", lead).record,
                                                          {}, [&] { return office.new_id(); }),
                             [&result](const Committed& committed) { result = committed; },
                             {lead, office.type("lead").id, "convert"});
        device.pump();
        return result;
    };
    const Committed converted = convert(office.mine);
    for (const model::Issue& issue : converted.issues) {
        FAIL_CHECK(words(issue.message, Language::english));
    }
    REQUIRE(converted.saved);
    CHECK(office.value(office.mine, "lead", lead, "state") == model::Value(std::string("converted")));
    CHECK_FALSE(convert(office.mine).saved);
    // The other one converts it, too, not knowing; the first to arrive wins, and the other is asked.
    REQUIRE(convert(office.boss).saved);
    office.run();
    office.mend(office.mine);
    CHECK(office.mine.link().sync().needs_you == 1);
    CHECK(Harness::count(office.mine) == 1);
    CHECK(office.count(office.boss, "opportunity") == 1);
    CHECK(office.count(office.boss, "contact") == 1);
}

TEST_CASE("a conversion that is taken back leaves the lead as it was [S06]") {
    Office office;
    const RecordId lead =
        office.make(office.mine, "lead", {{"name", std::string("包装线改造")}, {"contact_name", std::string("陆瑶")}});
    Committed converted;
    office.mine.link().commit(
        model::Intent::create, office.mine.link().sync().cursor,
        model::changes_of_conversion(office.catalogue, office.show(office.mine, "lead", lead).record, {},
                                     [&] { return office.new_id(); }),
        [&converted](const Committed& committed) { converted = committed; }, {lead, office.type("lead").id, "convert"});
    office.mine.pump();
    REQUIRE(converted.saved);
    office.run();
    CHECK(office.count(office.boss, "opportunity") == 1);
    const Committed undone = Office::undo(office.mine, converted.counter);
    CHECK_MESSAGE(undone.saved, words(undone.error, Language::english));
    office.run();
    CHECK(office.mine.link().sync().needs_you == 0);
    for (simulation::Device* device : {&office.mine, &office.boss}) {
        CHECK(office.value(*device, "lead", lead, "state") == model::Value(std::string("new")));
        CHECK(model::is_empty(office.value(*device, "lead", lead, "customer")));
        CHECK(Harness::count(*device) == 0);
        CHECK(office.count(*device, "opportunity") == 0);
    }
}

TEST_CASE("of two customers that are one, what belongs to the one goes to the other, and back by undo [S02]") {
    Office office;
    const RecordId kept = office.create(office.boss, "海信").record,
                   twin = office.create(office.boss, "海信电子").record;
    const auto contact = [&](RecordId customer, const char* name) {
        office.run(20);
        return office.make(office.boss, "contact", {{"customer", customer}, {"name", std::string(name)}});
    };
    const RecordId first = contact(kept, "陆瑶"), other = contact(twin, "罗丹");
    const RecordId payment = office.make(office.boss, "payment",
                                         {{"customer", twin}, {"amount", fen(5)}, {"paid_on", std::int64_t{20'790}}});
    // Locked in its review: nobody edits it, and yet it moves.
    const RecordId contract = office.make(office.boss, "contract",
                                          {{"name", std::string("供货")},
                                           {"customer", twin},
                                           {"amount", fen(9)},
                                           {"class", std::string("regular")},
                                           {"stock", std::string("in_stock")}});
    Committed submitted;
    office.boss.link().commit(model::Intent::edit, office.boss.link().sync().cursor, {},
                              [&submitted](const Committed& committed) { submitted = committed; },
                              {contract, office.type("contract").id, "submit"});
    office.boss.pump();
    REQUIRE(submitted.saved);
    const auto merge = [&](simulation::Device& device) {
        Committed result;
        device.link().commit(model::Intent::edit, device.link().sync().cursor,
                             {Harness::set(kept, customer_field::remark, std::string("同一家"))},
                             [&result](const Committed& committed) { result = committed; }, {},
                             {office.type("customer").id, kept, twin});
        device.pump();
        return result;
    };
    office.run();
    const Committed merged = merge(office.boss);
    for (const model::Issue& issue : merged.issues) {
        FAIL_CHECK(words(issue.message, Language::english));
    }
    REQUIRE(merged.saved);
    office.run();
    CHECK(office.boss.link().sync().needs_you == 0);
    CHECK(office.value(office.boss, "contact", first, "is_primary") == yes);
    CHECK(Harness::count(office.boss) == 1);
    CHECK(office.value(office.boss, "contact", other, "customer") == model::Value(kept));
    CHECK(office.value(office.boss, "contact", other, "is_primary") != yes);
    CHECK(office.value(office.boss, "payment", payment, "customer") == model::Value(kept));
    CHECK(office.value(office.boss, "contract", contract, "customer") == model::Value(kept));
    const Committed undone = Office::undo(office.boss, merged.counter);
    CHECK_MESSAGE(undone.saved, words(undone.error, Language::english));
    office.run();
    CHECK(office.boss.link().sync().needs_you == 0);
    CHECK(Harness::count(office.boss) == 2);
    CHECK(office.value(office.boss, "contact", other, "customer") == model::Value(twin));
    CHECK(office.value(office.boss, "contact", other, "is_primary") == yes);
    CHECK(office.value(office.boss, "payment", payment, "customer") == model::Value(twin));
    CHECK(office.value(office.boss, "contract", contract, "customer") == model::Value(twin));
}

TEST_CASE("a second daily report of a day is refused on the device already [S02]") {
    Office office;
    const auto report = [&](std::int64_t day) {
        const RecordId id = office.new_id();
        return Office::commit(
            office.mine, model::Intent::create,
            {{id, office.type("daily_report").id, model::life_field, model::Operation::set, std::int64_t{1}},
             office.set(id, "daily_report", "day", day),
             office.set(id, "daily_report", "reporter", office.mine.link().session().actor.user),
             office.set(id, "daily_report", "today", std::string("拜访"))});
    };
    CHECK(report(20'778).saved);
    const Committed second = report(20'778);
    CHECK_FALSE(second.saved);
    REQUIRE(second.issues.size() == 1);
    CHECK(words(second.issues[0].message, Language::chinese) == "已有汇报人、日期相同的日报");
    CHECK(report(20'779).saved);
}

}  // namespace xingke::client
