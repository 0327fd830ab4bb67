#include "app/model/catalogue.h"

#include <doctest/doctest.h>

using namespace xingke::model;

namespace {

Catalogue small_catalogue() {
    return Catalogue(
        7,
        {{.id = 1, .name = "house"},
         {.id = 2, .name = "room", .fields = {{.id = 1, .name = "house", .kind = kind::Reference{"house", true}}}},
         {.id = 3, .name = "guest", .fields = {{.id = 1, .name = "house", .kind = kind::Reference{"house", false}}}}});
}

}  // namespace

TEST_CASE("types are found by id and by name") {
    const Catalogue catalogue = small_catalogue();
    CHECK(catalogue.version() == 7);
    CHECK(catalogue.find(TypeId{2})->name == "room");
    CHECK(catalogue.find("guest")->id == 3);
    CHECK(catalogue.find(TypeId{9}) == nullptr);
    CHECK(catalogue.find("ghost") == nullptr);
}

TEST_CASE("every type has the fields that all types have") {
    const Catalogue catalogue = small_catalogue();
    for (const RecordType& type : catalogue.types()) {
        for (const FieldId id :
             {common_field::owner, common_field::creator, common_field::created, common_field::updated}) {
            CHECK(find_field(type, id) != nullptr);
        }
    }
}

TEST_CASE("only a parent reference makes a child") {
    const Catalogue catalogue = small_catalogue();
    const auto children = catalogue.children_of(*catalogue.find("house"));
    REQUIRE(children.size() == 1);
    CHECK(children[0]->name == "room");
}
