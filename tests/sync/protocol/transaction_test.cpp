#include <random>
#include <span>

#include "sync/protocol/frame.h"
#include "tests/sync/protocol/examples.h"

#include <doctest/doctest.h>

namespace xingke::protocol {
namespace {

Bytes encoded(const model::Transaction& transaction) {
    Writer writer;
    encode(writer, transaction);
    return writer.take();
}

model::Transaction three_changes() {
    model::Transaction transaction;
    transaction.counter = 1;
    RecordId a, b;
    a.bytes[0] = 1;
    b.bytes[0] = 2;
    transaction.changes = {
        {a, 1, 1, model::Operation::set, std::string("甲")},
        {a, 1, 2, model::Operation::set, std::int64_t{-5}},
        {b, 1, 1, model::Operation::set, model::Empty{}},
    };
    return transaction;
}

}  // namespace

TEST_CASE("a transaction comes back as it was written, several in a row") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    examples::Generator generator(seed);
    for (int i = 0; i < 1000; ++i) {
        const auto first = examples::random_transaction(generator, 1);
        const auto second = examples::random_transaction(generator, 2);
        Writer writer;
        encode(writer, first);
        encode(writer, second);
        Reader reader(writer.bytes());
        CHECK((decode_transaction(reader) == first));
        CHECK((decode_transaction(reader) == second));
        CHECK(reader.ok());
        CHECK(reader.at_end());
    }
}

TEST_CASE("a record is named once for all its changes") {
    const auto transaction = three_changes();
    auto apart = transaction;
    std::swap(apart.changes[1], apart.changes[2]);
    CHECK(encoded(transaction).size() == encoded(apart).size() - 18);
    const Bytes bytes = encoded(apart);
    Reader reader(bytes);
    CHECK((decode_transaction(reader) == apart));
}

TEST_CASE("a run that could have been longer is refused: a transaction has one form") {
    auto transaction = three_changes();
    transaction.changes.pop_back();
    Bytes bytes = encoded(transaction);
    // Two runs of one instead of one run of two: "…, run length 2, c1, c2" becomes "…, 1, c1, record, type, 1, c2".
    auto one = transaction;
    one.changes.pop_back();
    Bytes split = encoded(one);
    const std::size_t head = split.size() - (16 + 1 + 1 + 1 + 1 + 5);
    split[head - 1] = 2;
    Writer tail;
    tail.raw(transaction.changes[1].record.bytes);
    tail.varint(1);
    tail.varint(1);
    tail.varint(2);
    tail.u8(0);
    encode(tail, transaction.changes[1].value);
    split.insert(split.end(), tail.bytes().begin(), tail.bytes().end());
    Reader reader(split);
    decode_transaction(reader);
    CHECK_FALSE(reader.ok());
    Reader good(bytes);
    decode_transaction(good);
    CHECK(good.ok());
}

TEST_CASE("a count that the bytes cannot hold fails before memory is taken") {
    Bytes bytes = encoded(three_changes());
    const std::size_t change_count_at = 16 + 1 + 16 + 1 + 1 + 1 + 1 + 1;
    REQUIRE(bytes[change_count_at] == 3);
    bytes[change_count_at] = 0x7f;
    Reader reader(bytes);
    decode_transaction(reader);
    CHECK_FALSE(reader.ok());
}

TEST_CASE("every cut of a transaction fails") {
    const Bytes bytes = encoded(three_changes());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const std::span<const std::uint8_t> cut(bytes.data(), size);
        Reader reader(cut);
        decode_transaction(reader);
        CHECK_FALSE(reader.ok());
    }
}

}  // namespace xingke::protocol
