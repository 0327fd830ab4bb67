#include "app/store/migrate.h"

#include "app/base/log.h"
#include "app/base/sqlite_files.h"
#include "app/store/store.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;
using namespace xingke::store::small;

namespace {

// One device whose app is replaced by other versions.
struct Device {
    simulation::ManualClock clock;
    simulation::SeededRandom random{1};
    simulation::ModelDisk disk;
    SqliteFiles files{"migrate_files", disk, clock, random};

    Result<std::unique_ptr<Store>> open(const model::Catalogue& catalogue) {
        return Store::open("crm.db", {.vfs = "migrate_files", .exclusive = true}, catalogue);
    }
};

model::Record read(Store& store, model::TypeId type, RecordId record) {
    auto found = store.read(type, record);
    REQUIRE(found);
    REQUIRE(found->has_value());
    return **found;
}

const std::vector<FieldWrite> some_fields = {
    {model::life_field, {std::int64_t{1}, 1}},        {customer_field::name, {std::string("思优特科技"), 2}},
    {customer_field::stage, {std::string("won"), 3}}, {customer_field::amount, {std::int64_t{100}, 4}},
    {customer_field::note, {model::Empty{}, 5}},      {50, {std::string("later"), 6}},
};

model::Field text_field(model::FieldId id, const char* name) {
    model::Field field;
    field.id = id;
    field.name = name;
    field.searchable = model::Searchable::text;
    return field;
}

void write_some(Device& device, const model::Catalogue& catalogue) {
    auto store = device.open(catalogue);
    REQUIRE(store);
    REQUIRE((*store)->write(customer, id(1), some_fields));
}

}  // namespace

TEST_CASE("opening with the same catalogue writes nothing") {
    Device device;
    const model::Catalogue catalogue(1, types());
    write_some(device, catalogue);
    const std::uint64_t before = device.disk.operation_count();
    auto store = device.open(catalogue);
    REQUIRE(store);
    CHECK(device.disk.operation_count() == before);
}

TEST_CASE("a database of a newer catalogue is left untouched") {
    Device device;
    write_some(device, model::Catalogue(5, types()));
    const auto content = [&] {
        File& file = *device.disk.open("crm.db");
        Bytes bytes(static_cast<std::size_t>(*file.size()));
        REQUIRE(*file.read(0, bytes) == bytes.size());
        return bytes;
    };
    const Bytes before = content();
    const model::Catalogue older(4, types());
    {
        const auto refused = device.open(older);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::unsupported);
        CHECK(refused.error().message.key == Text::database_too_new);
    }
    CHECK(content() == before);
    const model::Catalogue same(5, types());
    CHECK(device.open(same));
}

TEST_CASE("a new field gets its column, and the values that waited for it") {
    Device device;
    write_some(device, model::Catalogue(1, types()));
    auto changed = types();
    changed[0].fields.push_back(text_field(50, "slogan"));
    const model::Catalogue catalogue(2, changed);
    auto store = device.open(catalogue);
    REQUIRE(store);
    CHECK(read(**store, customer, id(1)).fields.at(50) == model::FieldState{std::string("later"), 6});
    CHECK(*(*store)->database().integer("SELECT slogan = 'later' AND _ext IS NULL FROM customer") == 1);
    CHECK((*store)->search("later", 9)->size() == 1);
}

TEST_CASE("renamed fields and types keep their values, even when they exchange names") {
    Device device;
    write_some(device, model::Catalogue(1, types()));
    auto changed = types();
    std::swap(changed[0].name, changed[1].name);
    std::swap(changed[0].fields[0].name, changed[0].fields[7].name);  // name and note
    changed[0].label_field = "note";
    changed[0].fields[2].name = "phase";
    const model::Catalogue catalogue(2, changed);
    auto store = device.open(catalogue);
    REQUIRE(store);
    const model::Record record = read(**store, customer, id(1));
    for (const auto& [field, state] : some_fields) {
        CHECK(record.fields.at(field) == state);
    }
    CHECK(*(*store)->database().integer("SELECT count(*) FROM contact WHERE phase = 'won' AND name IS NULL") == 1);
    CHECK(*(*store)->label(customer, id(1)) == "思优特科技");
    CHECK((*store)->search("syt", 9)->size() == 1);
}

TEST_CASE("a field that goes, or changes its form, loses no value, and returns") {
    Device device;
    write_some(device, model::Catalogue(1, types()));
    {
        auto changed = types();
        changed[0].fields.erase(changed[0].fields.begin() + 2);  // stage
        changed[0].fields[3].kind = model::kind::Text{};         // amount
        const model::Catalogue catalogue(2, changed);
        auto store = device.open(catalogue);
        REQUIRE(store);
        const model::Record record = read(**store, customer, id(1));
        for (const auto& [field, state] : some_fields) {
            CHECK(record.fields.at(field) == state);
        }
        REQUIRE((*store)->write(customer, id(2),
                                std::vector<FieldWrite>{{model::life_field, {std::int64_t{1}, 1}},
                                                        {customer_field::amount, {std::string("x"), 1}}}));
    }
    const model::Catalogue catalogue(3, types());
    auto store = device.open(catalogue);
    REQUIRE(store);
    CHECK(*(*store)->database().integer("SELECT count(*) FROM customer WHERE stage = 'won' AND amount = 100") == 1);
    CHECK(read(**store, customer, id(2)).fields.at(customer_field::amount) == model::FieldState{std::string("x"), 1});
}

TEST_CASE("a type that goes is kept whole, and returns with its bookkeeping") {
    Device device;
    {
        const model::Catalogue catalogue(1, types());
        auto store = device.open(catalogue);
        REQUIRE(store);
        REQUIRE((*store)->write(customer, id(1), some_fields));
        REQUIRE((*store)->add_pending(customer, id(1), 2));
        REQUIRE((*store)->set_new(customer, id(1), 3));
    }
    {
        auto changed = types();
        changed.erase(changed.begin());
        changed[0].fields[1].kind = model::kind::Reference{"user", true};
        const model::Catalogue catalogue(2, changed);
        auto store = device.open(catalogue);
        REQUIRE(store);
        CHECK(read(**store, customer, id(1)).fields.at(customer_field::name).value ==
              model::Value(std::string("思优特科技")));
        CHECK((*store)->search("思优特", 9)->empty());
    }
    const model::Catalogue catalogue(3, types());
    auto store = device.open(catalogue);
    REQUIRE(store);
    const model::Record record = read(**store, customer, id(1));
    CHECK(record.fields.size() == some_fields.size());
    CHECK(*(*store)->database().integer("SELECT count(*) FROM customer WHERE _pending = 2 AND _new = 3") == 1);
    CHECK(*(*store)->database().integer("SELECT count(*) FROM unknown_record") == 0);
    CHECK((*store)->search("思优特", 9)->size() == 1);
}

TEST_CASE("a field that becomes searchable is found, one that no longer is, is not") {
    Device device;
    {
        const model::Catalogue catalogue(1, types());
        auto store = device.open(catalogue);
        REQUIRE(store);
        REQUIRE((*store)->write(customer, id(1),
                                std::vector<FieldWrite>{{model::life_field, {std::int64_t{1}, 1}},
                                                        {customer_field::name, {std::string("思优特"), 1}},
                                                        {customer_field::note, {std::string("重要客户"), 1}},
                                                        {customer_field::stage, {std::string("talking"), 1}}}));
        CHECK((*store)->search("重要客", 9)->size() == 1);
        CHECK((*store)->search("talking", 9)->empty());
    }
    auto changed = types();
    changed[0].fields[7].searchable = model::Searchable::no;
    changed[0].fields[2].searchable = model::Searchable::text;
    const model::Catalogue catalogue(2, changed);
    auto store = device.open(catalogue);
    REQUIRE(store);
    CHECK((*store)->search("重要客", 9)->empty());
    CHECK((*store)->search("talking", 9)->size() == 1);
}

TEST_CASE("a computed field that is new, or computed differently, gets its values at the migration") {
    Device device;
    const auto with_double = [](const char* expression) {
        auto types = small::types();
        model::Field field = text_field(60, "doubled");
        field.kind = model::kind::Money{};
        field.searchable = model::Searchable::no;
        field.set_by_app = true;
        field.computed = expression;
        types[0].fields.push_back(field);
        return model::Catalogue(2, std::move(types));
    };
    const model::Catalogue before(1, small::types()), twice = with_double("amount * 2"),
                                                      thrice = with_double("amount * 3");
    write_some(device, before);
    for (const auto& [catalogue, amount] : {std::pair(&twice, 200), std::pair(&thrice, 300)}) {
        auto store = device.open(*catalogue);
        REQUIRE(store);
        const model::Record record = read(**store, customer, id(1));
        CHECK(model::value_of(record, 60) == model::Value(std::int64_t{amount}));
        CHECK(record.fields.at(60).seq == 0);
        model::Query query{.type = customer};
        query.filters = {{.field = 60, .value = std::int64_t{amount}}};
        CHECK(*(*store)->count(query) == 1);
    }
    // What waits for the server keeps its value until then.
    {
        auto store = device.open(thrice);
        REQUIRE(store);
        REQUIRE((*store)->database().execute("CREATE TABLE shadow(record BLOB, field INTEGER)"));
        Statement shadow = (*store)->database().prepare("INSERT INTO shadow VALUES(?1, 60)");
        REQUIRE(shadow.bind(1, id(1)).run());
    }
    auto store = device.open(twice);
    REQUIRE(store);
    CHECK(model::value_of(read(**store, customer, id(1)), 60) == model::Value(std::int64_t{300}));
}

TEST_CASE("a migration that the power cut interrupts happened whole or not at all") {
    auto changed = types();
    changed[0].fields.erase(changed[0].fields.begin() + 2);
    changed[0].fields[0].name = "title";
    changed[0].label_field = "title";
    const model::Catalogue before(1, types());
    const model::Catalogue after(2, changed);
    send_log_to([](LogLevel, std::string_view) {});  // every planted failure has a line
    for (std::uint64_t at = 0;; ++at) {
        CAPTURE(at);
        Device device;
        write_some(device, before);
        const std::uint64_t start = device.disk.operation_count();
        device.disk.stop_at(start + at);
        static_cast<void>(device.open(after));
        const bool has_finished = !device.disk.has_stopped();
        device.disk.crash(device.random);
        {
            auto store = device.open(after);
            REQUIRE(store);
            CHECK(read(**store, customer, id(1)).fields.size() == some_fields.size());
            CHECK(*(*store)->label(customer, id(1)) == "思优特科技");
        }
        if (has_finished) {
            CHECK(at > 10);
            break;
        }
    }
    send_log_to(nullptr);
}
