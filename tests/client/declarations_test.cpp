#include "app/model/layer.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

// An office with an administrator, who declares, and a salesperson, whose device follows.
struct Office : Harness {
    Committed declare(simulation::Device& device, const model::Addition& addition,
                      model::Layer layer = model::Layer::company) {
        const RecordId id = new_id();
        const auto set = [&](model::FieldId field, model::Value value) {
            return model::Change{id, catalogue::type_id::declaration, field, model::Operation::set, std::move(value)};
        };
        Committed committed =
            commit(device, model::Intent::create,
                   {set(model::life_field, std::int64_t{1}), set(model::declaration_field::label, std::string("声明")),
                    set(model::declaration_field::layer, std::string(model::key_of(layer))),
                    set(model::declaration_field::body, model::print_addition(addition))});
        device.pump();
        return committed;
    }

    static model::layered::NewField grade() {
        return {.of = "customer",
                .field = {.id = 2001,
                          .name = "x_grade",
                          .title = {"信用等级", "Credit grade"},
                          .kind = model::kind::Text{.characters_max = 10},
                          .unique = true,
                          .searchable = model::Searchable::text,
                          .source = "company"}};
    }
    static model::layered::NewType equipment() {
        model::RecordType type{.id = 1200, .name = "x_equipment", .title = {"设备", "Equipment"}};
        type.title_plural = type.title;
        type.label_field = "x_name";
        type.source = "company";
        type.fields = {{.id = 1,
                        .name = "x_name",
                        .title = {"名称", "Name"},
                        .required = true,
                        .searchable = model::Searchable::name,
                        .source = "company"}};
        return {std::move(type)};
    }
};

std::string text_of(const model::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : "";
}

}  // namespace

TEST_CASE("a field that the administrator adds can be filled in, found and sorted by on every device") {
    Office office;
    simulation::Device& admin = office.add_device("admin");
    simulation::Device& sales = office.add_device("sales");
    const RecordId customer = office.create(sales, "海信").record;
    REQUIRE(office.declare(admin, Office::grade()).saved);
    office.run();
    REQUIRE(sales.link().declarations().size() == 1);
    const Committed edited = Harness::edit(sales, customer, 2001, std::string("AAA"));
    CHECK(edited.issues.empty());
    REQUIRE(edited.saved);
    office.run();
    CHECK(text_of(Harness::value(admin, customer, 2001)) == "AAA");
    model::Query query{.type = catalogue::type_id::customer};
    query.filters.push_back({2001, model::Filter::Test::equals, std::string("AAA")});
    query.sorts.push_back({2001, true});
    CHECK(admin.link().watch(query)->page().total == 1);
    std::size_t hits = 0;
    admin.link().search("aaa", [&hits](const SearchAnswer& answer) { hits = answer.hits.size(); });
    admin.pump();
    CHECK(hits == 1);
    // The same after the app was closed and opened.
    office.restart(sales);
    office.run();
    CHECK(text_of(Harness::value(sales, customer, 2001)) == "AAA");
    CHECK(sales.link().sync().needs_you == 0);
}

TEST_CASE("a record type that the company made is a type like any other, offline at once") {
    Office office;
    simulation::Device& admin = office.add_device("admin");
    simulation::Device& sales = office.add_device("sales");
    Harness::cut(admin);
    REQUIRE(office.declare(admin, Office::equipment()).saved);
    const RecordId machine = office.new_id();
    const auto set = [&](model::FieldId field, model::Value value) {
        return model::Change{machine, 1200, field, model::Operation::set, std::move(value)};
    };
    const Committed made = Harness::commit(admin, model::Intent::create,
                                           {set(model::life_field, std::int64_t{1}), set(1, std::string("注塑机"))});
    REQUIRE(made.saved);
    CHECK(Harness::count(admin, 1200) == 1);
    office.mend(admin);
    office.run();
    CHECK(Harness::count(sales, 1200) == 1);
    CHECK(admin.link().sync().waiting == 0);
    CHECK(admin.link().sync().needs_you == 0);
}

TEST_CASE("only administrators declare for the company; everybody arranges for themselves") {
    Office office;
    simulation::Device& sales = office.add_device("sales");
    const Committed refused = office.declare(sales, Office::grade());
    CHECK_FALSE(refused.saved);
    REQUIRE_FALSE(refused.issues.empty());
    CHECK(refused.issues.front().message.key == Text::may_not_edit);
    const model::layered::Narrowing hides{.of = "customer", .field = "fax", .hidden = true};
    CHECK(office.declare(sales, hides, model::Layer::person).saved);
    office.run();
    CHECK(sales.link().sync().needs_you == 0);
    CHECK(sales.link().sync().waiting == 0);
}

TEST_CASE("a declaration is taken back like anything else, and what was filled in returns with it") {
    Office office;
    simulation::Device& admin = office.add_device("admin");
    const RecordId customer = office.create(admin, "海信").record;
    const Committed declared = office.declare(admin, Office::grade());
    REQUIRE(declared.saved);
    REQUIRE(Harness::edit(admin, customer, 2001, std::string("AAA")).saved);
    office.run();
    const auto set_life = [&](std::int64_t life) {
        const Committed done = Harness::commit(
            admin, model::Intent::remove,
            {{declared.record, catalogue::type_id::declaration, model::life_field, model::Operation::set, life}});
        admin.pump();
        return done.saved;
    };
    REQUIRE(set_life(2));
    CHECK(admin.link().declarations().empty());
    CHECK_FALSE(Harness::edit(admin, customer, 2001, std::string("B")).saved);
    REQUIRE(set_life(3));
    CHECK(text_of(Harness::value(admin, customer, 2001)) == "AAA");
}

TEST_CASE("two administrators who take the same id offline: the second is told, and nothing breaks") {
    Office office;
    simulation::Device& one = office.add_device("admin");
    simulation::Device& two = office.add_device("admin");
    Harness::cut(two);
    REQUIRE(office.declare(one, Office::grade()).saved);
    office.run();
    model::layered::NewField other = Office::grade();
    other.field.name = "x_other";
    other.field.title = {"别的", "Other"};
    REQUIRE(office.declare(two, other).saved);
    office.mend(two);
    office.run();
    CHECK(two.link().sync().needs_you == 1);
    CHECK(two.link().sync().waiting == 0);
    CHECK(one.link().declarations().size() == 1);
}

TEST_CASE("a unique value is refused on the device that knows the other, and at the server otherwise") {
    Office office;
    simulation::Device& admin = office.add_device("admin");
    simulation::Device& sales = office.add_device("sales");
    REQUIRE(office.declare(admin, Office::grade()).saved);
    office.run();
    const RecordId first = office.create(admin, "海信").record, second = office.create(sales, "海尔").record;
    office.run();
    REQUIRE(Harness::edit(admin, first, 2001, std::string("AAA")).saved);
    const Committed twice = Harness::edit(admin, second, 2001, std::string("aaa"));
    CHECK_FALSE(twice.saved);
    REQUIRE_FALSE(twice.issues.empty());
    CHECK(twice.issues.front().message.key == Text::value_taken);
    Harness::cut(sales);
    REQUIRE(Harness::edit(sales, second, 2001, std::string("AAA")).saved);
    office.run();
    office.mend(sales);
    office.run();
    CHECK(sales.link().sync().needs_you == 1);
    // Given up there, it is free here.
    REQUIRE(Harness::edit(admin, first, 2001, std::string("B")).saved);
    REQUIRE(Harness::edit(admin, second, 2001, std::string("AAA")).saved);
    office.run();
    CHECK(admin.link().sync().needs_you == 0);
}

}  // namespace xingke::client
