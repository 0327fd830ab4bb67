#include "app/model/conversion.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

struct Office {
    Catalogue catalogue = catalogue::core();
    std::uint8_t count = 0;

    RecordId next() {
        RecordId id;
        id.bytes.back() = ++count;
        return id;
    }
    Record make(const char* type, const std::vector<std::pair<const char*, Value>>& fields) {
        const RecordType& declared = *catalogue.find(type);
        Record record{.id = next(), .type = declared.id, .fields = {}};
        for (const auto& [name, value] : fields) {
            record.fields[find_field(declared, name)->id].value = value;
        }
        return record;
    }
    // "customer.name=华东电气", one change after the other.
    std::vector<std::string> texts(const std::vector<Change>& changes) const {
        std::vector<std::string> lines;
        for (const Change& change : changes) {
            const RecordType& type = *catalogue.find(change.type);
            const auto* text = std::get_if<std::string>(&change.value);
            const auto* number = std::get_if<std::int64_t>(&change.value);
            const auto* id = std::get_if<RecordId>(&change.value);
            const std::string value = text != nullptr     ? *text
                                      : number != nullptr ? std::to_string(*number)
                                      : id != nullptr     ? "#" + std::to_string(id->bytes.back())
                                                          : "true";
            const std::string field = change.field == life_field ? "life" : find_field(type, change.field)->name;
            lines.push_back(type.name + "." + field + "=" + value);
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a lead becomes a customer, its primary contact and an opportunity, and keeps them [S06]") {
    Office office;
    const Record lead = office.make("lead", {{"name", std::string("包装线改造")},
                                             {"company", std::string("华东电气")},
                                             {"contact_name", std::string("陆瑶")},
                                             {"mobile", std::string("13862110114")},
                                             {"source", std::string("recommended")}});
    const auto make_id = [&office] { return office.next(); };
    CHECK(office.texts(changes_of_conversion(office.catalogue, lead, {}, make_id)) ==
          Lines{"customer.life=1", "customer.name=华东电气", "customer.info_source=other", "lead.customer=#2",
                "contact.life=1", "contact.customer=#2", "contact.name=陆瑶", "contact.mobile=13862110114",
                "contact.is_primary=true", "lead.contact=#3", "opportunity.life=1", "opportunity.name=包装线改造",
                "opportunity.customer=#2", "opportunity.contact=#3", "opportunity.status=open",
                "opportunity.win_rate=1000", "opportunity.source=other", "lead.opportunity=#4"});
    CHECK(office.texts(changes_of_conversion(office.catalogue, lead, {.customer = lead.id, .makes_opportunity = false},
                                             make_id)) == Lines{"lead.customer=#1", "contact.life=1",
                                                                "contact.customer=#1", "contact.name=陆瑶",
                                                                "contact.mobile=13862110114", "lead.contact=#5"});
}

TEST_CASE("a customer is called by its company, else by the contact, else by the lead") {
    Office office;
    const auto name = [&](const std::vector<std::pair<const char*, Value>>& fields) {
        return customer_name_of(office.catalogue, office.make("lead", fields));
    };
    CHECK(name({{"name", std::string("询价")}, {"company", std::string("华东电气")}}) == "华东电气");
    CHECK(name({{"name", std::string("询价")}, {"contact_name", std::string("陆瑶")}}) == "陆瑶");
    CHECK(name({{"name", std::string("询价")}}) == "询价");
}

TEST_CASE("a plan's instalments add up, and are due on the same day or the month's last [S02]") {
    const auto lines = [](const InstalmentPlan& plan) {
        Lines texts;
        for (const Instalment& each : instalments_of(plan)) {
            texts.push_back(print(each.due) + " " + std::to_string(each.amount));
        }
        return texts;
    };
    CHECK(lines({.amount = 10'000, .count = 3, .first_due = {2026, 11, 30}}) ==
          Lines{"2026-11-30 3333", "2026-12-30 3333", "2027-01-30 3334"});
    CHECK(lines({.amount = 100, .count = 2, .first_due = {2027, 1, 31}}) == Lines{"2027-01-31 50", "2027-02-28 50"});
    CHECK(lines({.amount = 100, .count = 2, .first_due = {2027, 12, 31}, .months_between = 2}) ==
          Lines{"2027-12-31 50", "2028-02-29 50"});
    CHECK(lines({.count = 0, .first_due = {2027, 1, 1}}).empty());
}

TEST_CASE("a contract takes over what its opportunity says, line by line [S02]") {
    Office office;
    const Record customer = office.make("customer", {});
    const Record chance = office.make("opportunity", {{"name", std::string("包装线改造")},
                                                      {"customer", customer.id},
                                                      {"amount", std::int64_t{50'000}},
                                                      {"competitors", std::string("某厂")}});
    const RecordType& type = *office.catalogue.find("opportunity");
    const Successor& contract = type.successors.front();
    REQUIRE(contract.type == "contract");
    const RecordType& contracts = *office.catalogue.find("contract");
    std::vector<std::string> names;
    for (const auto& [field, value] : carried_over(office.catalogue, chance, contract)) {
        names.push_back(find_field(contracts, field)->name);
    }
    CHECK(names == Lines{"name", "customer", "amount", "opportunity"});
    const Record line =
        office.make("opportunity_line",
                    {{"name", std::string("输送机")}, {"quantity", std::int64_t{2}}, {"price", std::int64_t{9'900}}});
    const RecordId made = office.next();
    CHECK(office.texts(carried_lines(office.catalogue, {line}, contract, made, [&] { return office.next(); })) ==
          Lines{"contract_line.life=1", "contract_line.contract=#" + std::to_string(made.bytes.back()),
                "contract_line.name=输送机", "contract_line.quantity=2", "contract_line.price=9900"});
}

}  // namespace xingke::model
