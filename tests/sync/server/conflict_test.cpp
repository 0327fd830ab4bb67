#include "sync/server/conflict.h"

#include "app/catalogue/all.h"
#include "app/model/validate.h"
#include "tests/sync/server/ports.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a value is kept as the hexadecimal of its encoding") {
    CHECK(hexadecimal(model::Empty{}) == "00");
    CHECK(hexadecimal(std::string("A")) == "040141");
    CHECK(hexadecimal(true) == "02");
}

TEST_CASE("a conflict is a valid record of its type, alive and open, all of it at the transaction's seq") {
    const model::Catalogue catalogue = catalogue::core();
    FixedRandom random(1);
    model::Transaction transaction;
    transaction.author.bytes[0] = 7;
    transaction.device.bytes[0] = 8;
    const Sibling sibling{RecordId{}, 2, 10, std::string(8000, 'x'), 41};
    const model::Record record = conflict_record(catalogue, sibling, transaction, 42, {1000}, random);
    const model::RecordType& type = *catalogue.find("conflict");
    CHECK(record.type == type.id);
    CHECK(model::is_alive(record));
    CHECK(model::validate(type, record).empty());
    for (const auto& [field, state] : record.fields) {
        CHECK(state.seq == 42);
    }
    CHECK_FALSE(record.id == conflict_record(catalogue, sibling, transaction, 42, {1000}, random).id);
}

}  // namespace xingke::server
