#include "sync/server/blobs.h"

#include "app/model/attachment.h"
#include "sync/server/digest.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

Bytes photo(std::size_t size, std::uint8_t seed) {
    Bytes bytes = {0xFF, 0xD8, 0xFF, 0xE0};
    while (bytes.size() < size) {
        bytes.push_back(static_cast<std::uint8_t>(bytes.size() * 31 + seed + (bytes.size() >> 8)));
    }
    return bytes;
}

std::string hex(const Digest& digest) {
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

struct Files : World {
    BlobSettings settings{.file_bytes_max = 3 * mebibyte, .company_bytes_max = 5 * mebibyte};
    Blobs blobs{*storage, rules, settings};
    TestDevice phone{*this, seller, model::Role::salesperson};
    TestDevice desk{*this, manager, model::Role::manager};

    Result<BlobState> put(const TestDevice& device, const Bytes& whole, std::size_t offset, std::size_t count) {
        return blobs.put(device.caller, sha256(whole), static_cast<std::int64_t>(offset),
                         static_cast<std::int64_t>(whole.size()), std::span(whole).subspan(offset, count));
    }
    void put_all(const TestDevice& device, const Bytes& whole) {
        for (std::size_t at = 0; at < whole.size(); at += blob_piece_bytes_max) {
            must(put(device, whole, at, std::min(blob_piece_bytes_max, whole.size() - at)));
        }
    }
    // A customer with that file; the id is the file's record.
    RecordId attach(const Bytes& whole, RecordId customer) {
        const RecordId id = new_id();
        const model::RecordType& type = *catalogue.find("attachment");
        const auto outcome = phone.commit({begin_life(id, type), set_field(id, type, "name", std::string("门头.jpg")),
                                           set_field(id, type, "size", static_cast<std::int64_t>(whole.size())),
                                           set_field(id, type, "hash", hex(sha256(whole))),
                                           set_field(id, type, "subject", print(customer))});
        REQUIRE(outcome.status == protocol::Status::accepted);
        return id;
    }
    RecordId customer() {
        const RecordId id = new_id();
        auto changes = new_customer(*this, id, "思优特" + print(id));
        changes.push_back(customer_field(*this, id, "owner", seller));
        REQUIRE(phone.commit(changes).status == protocol::Status::accepted);
        return id;
    }
    Text reason(const Result<BlobState>& state) { return state ? Text::nothing : state.error().message.key; }
    bool reads(const TestDevice& device, const Bytes& whole) {
        const auto part = blobs.get(device.caller, sha256(whole), 0, settings.file_bytes_max);
        return part.has_value() && part->bytes == whole;
    }
};

TEST_CASE("a file comes in pieces, each of which may come again, and is handed out whole and in parts") {
    Files world;
    const Bytes whole = photo(2 * blob_piece_bytes_max + 777, 1);
    CHECK(must(world.put(world.phone, whole, 0, 0)).have == 0);
    CHECK(must(world.put(world.phone, whole, 0, blob_piece_bytes_max)).have == blob_piece_bytes_max);
    // The answer was lost, and the device begins again.
    const auto again = world.put(world.phone, whole, 0, blob_piece_bytes_max);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().message.key == Text::blob_wrong_offset);
    CHECK(again.error().message.arguments.front().chinese == std::to_string(blob_piece_bytes_max));
    CHECK(must(world.put(world.phone, whole, 0, 0)).have == blob_piece_bytes_max);
    must(world.put(world.phone, whole, blob_piece_bytes_max, blob_piece_bytes_max));
    CHECK(must(world.put(world.phone, whole, 2 * blob_piece_bytes_max, 777)).is_whole());
    world.attach(whole, world.customer());
    CHECK(world.reads(world.desk, whole));
    const auto part = must(world.blobs.get(world.desk.caller, sha256(whole), blob_piece_bytes_max - 3, 10));
    CHECK(part.media_type == "image/jpeg");
    CHECK(part.size == static_cast<std::int64_t>(whole.size()));
    CHECK(std::ranges::equal(part.bytes, std::span(whole).subspan(blob_piece_bytes_max - 3, 10)));
    // Whoever has it too need not send it.
    CHECK(must(world.put(world.desk, whole, 0, 0)).is_whole());
}

TEST_CASE("what is not what it was announced as is thrown away, and spoils nobody else's upload") {
    Files world;
    const Bytes whole = photo(1000, 2);
    Bytes wrong = whole;
    wrong.back() ^= 1;
    must(world.put(world.desk, whole, 0, 500));
    const auto refused =
        world.blobs.put(world.phone.caller, sha256(whole), 0, static_cast<std::int64_t>(wrong.size()), wrong);
    CHECK(world.reason(refused) == Text::blob_wrong_hash);
    CHECK(must(world.put(world.phone, whole, 0, 0)).have == 0);
    CHECK(must(world.put(world.desk, whole, 500, 500)).is_whole());
}

TEST_CASE("size, kind and room are limited, with a reason") {
    Files world;
    const Bytes large = photo(static_cast<std::size_t>(world.settings.file_bytes_max) + 1, 3);
    CHECK(world.reason(world.put(world.phone, large, 0, 10)) == Text::blob_too_large);
    CHECK(world.reason(world.put(world.phone, {}, 0, 0)) == Text::blob_empty);
    const Bytes program = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0};
    CHECK(world.reason(world.put(world.phone, program, 0, program.size())) == Text::blob_type_refused);
    const Bytes small = photo(100, 4);
    CHECK(world.reason(world.blobs.put(world.phone.caller, sha256(small), 90, 100, small)) == Text::malformed);
    CHECK(world.reason(world.blobs.put(world.phone.caller, sha256(small), -1, 100, small)) == Text::malformed);
    world.put_all(world.phone, photo(3 * blob_piece_bytes_max, 5));
    const Bytes last = photo(3 * blob_piece_bytes_max, 6);
    must(world.put(world.phone, last, 0, blob_piece_bytes_max));
    must(world.put(world.phone, last, blob_piece_bytes_max, blob_piece_bytes_max));
    CHECK(world.reason(world.put(world.phone, last, 2 * blob_piece_bytes_max, blob_piece_bytes_max)) ==
          Text::blob_quota);
    Blobs pictures_only(*world.storage, world.rules, {.media_types = {"image/png"}});
    CHECK(world.reason(pictures_only.put(world.phone.caller, sha256(small), 0, 100, small)) == Text::blob_type_refused);
}

TEST_CASE("a file is there for whoever sees a record that refers to it, and for nobody else") {
    Files world;
    const Bytes whole = photo(5000, 7);
    world.put_all(world.phone, whole);
    CHECK_FALSE(world.reads(world.phone, whole));
    const RecordId customer = world.customer();
    world.attach(whole, customer);
    CHECK(world.reads(world.phone, whole));
    CHECK(world.reads(world.desk, whole));

    const Company other = must(add_company(*world.storage, world.rules, "另一家公司"));
    TestDevice stranger(world, world.seller, model::Role::administrator);
    stranger.caller.company = other.id;
    CHECK_FALSE(world.reads(stranger, whole));
    CHECK(must(world.blobs.put(stranger.caller, sha256(whole), 0, 5000, {})).have == 0);

    REQUIRE(world.desk.commit({life(world, customer, 2)}).status == protocol::Status::accepted);
    CHECK_FALSE(world.reads(world.phone, whole));
}

TEST_CASE("what no record needs goes after a month, and an upload that was given up after a week") {
    Files world;
    const Bytes kept = photo(300, 8), dropped = photo(300, 9), never = photo(300, 10), unfinished = photo(300, 11);
    for (const Bytes* whole : {&kept, &dropped, &never}) {
        world.put_all(world.phone, *whole);
    }
    must(world.put(world.phone, unfinished, 0, 100));
    const RecordId customer = world.customer();
    world.attach(kept, customer);
    const RecordId file = world.attach(dropped, customer);

    world.clock.now_ms += 8 * day_ms;
    CHECK(must(world.blobs.collect()) == 0);
    CHECK(must(world.put(world.phone, unfinished, 0, 0)).have == 0);
    world.clock.now_ms += 12 * day_ms;
    REQUIRE(
        world.phone.commit({{file, model::attachment_type, model::life_field, model::Operation::set, std::int64_t{2}}})
            .status == protocol::Status::accepted);
    world.clock.now_ms += 11 * day_ms;
    CHECK(must(world.blobs.collect()) == 1);
    CHECK(must(world.put(world.phone, never, 0, 0)).have == 0);
    // Within the month it is restored with its record.
    REQUIRE(
        world.desk.commit({{file, model::attachment_type, model::life_field, model::Operation::set, std::int64_t{3}}})
            .status == protocol::Status::accepted);
    CHECK(world.reads(world.phone, dropped));
    world.clock.now_ms += 100 * day_ms;
    CHECK(must(world.blobs.collect()) == 0);
    CHECK(world.reads(world.desk, kept));
}

}  // namespace
}  // namespace xingke::server
