#include "app/client/blob_client.h"

#include "app/base/sha256.h"
#include "app/model/attachment.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::client;

namespace {

Bytes photo(std::size_t size, std::uint8_t seed = 1) {
    Bytes bytes = {0xFF, 0xD8, 0xFF, 0xE0};
    while (bytes.size() < size) {
        bytes.push_back(static_cast<std::uint8_t>(bytes.size() * 13 + seed + (bytes.size() >> 8)));
    }
    return bytes;
}

struct Field : Harness {
    simulation::Device& phone = add_device("sales");
    simulation::Device& desk = add_device("manager");

    static BlobAdded add(simulation::Device& device, const Bytes& bytes) {
        BlobAdded result;
        device.link().add_blob(bytes, [&](const BlobAdded& answer) { result = answer; });
        device.pump();
        return result;
    }
    // A customer with that photo, as the form saves them.
    void attach(simulation::Device& device, const Bytes& bytes, const std::string& hash) {
        namespace f = model::attachment_field;
        const RecordId customer = new_id(), file = new_id();
        const auto of_file = [&](model::FieldId field, model::Value value) {
            return model::Change{file, model::attachment_type, field, model::Operation::set, std::move(value)};
        };
        const Committed saved = commit(
            device, model::Intent::create,
            {set(customer, model::life_field, std::int64_t{1}), set(customer, customer_field::name, std::string("甲")),
             model::Change{customer, catalogue::type_id::customer, 0x61, model::Operation::add, print(file)},
             of_file(model::life_field, std::int64_t{1}), of_file(f::name, std::string("门头.jpg")),
             of_file(f::size, static_cast<std::int64_t>(bytes.size())), of_file(f::hash, hash),
             of_file(f::thumbnail, std::string("c21hbGw=")), of_file(f::subject, print(customer))});
        REQUIRE(saved.saved);
    }
    BlobOpened opened(simulation::Device& device, const std::string& hash, std::size_t size) {
        BlobOpened last;
        progress.clear();
        device.link().open_blob(hash, static_cast<std::int64_t>(size), [this, &last](const BlobOpened& answer) {
            progress.push_back(answer.done);
            last = answer;
        });
        device.pump();
        run();
        return last;
    }
    std::vector<std::int64_t> progress;
};

}  // namespace

TEST_CASE("a photo taken without a network survives a killed app, goes up when there is one, and opens elsewhere") {
    Field world;
    Harness::cut(world.phone);
    const Bytes bytes = photo(2'500'000);
    const BlobAdded added = Field::add(world.phone, bytes);
    CHECK(added.error.key == Text::nothing);
    CHECK(added.hash == hex_of(sha256_of(bytes)));
    CHECK(world.phone.link().sync().files_waiting == 0);  // no record names it yet
    world.attach(world.phone, bytes, added.hash);
    CHECK(world.phone.link().sync().files_waiting == 1);
    CHECK(world.phone.link().sync().file_bytes_waiting == bytes.size());

    world.phone.crash();
    world.phone.start();
    CHECK(world.phone.link().sync().files_waiting == 1);
    CHECK(world.opened(world.desk, added.hash, bytes.size()).error.key == Text::blob_missing);
    world.mend(world.phone);
    world.run();
    CHECK(world.phone.link().sync().files_waiting == 0);

    const BlobOpened seen = world.opened(world.desk, added.hash, bytes.size());
    CHECK(seen.error.key == Text::nothing);
    CHECK(seen.bytes == bytes);
    CHECK((world.progress == std::vector<std::int64_t>{1'048'576, 2'097'152, 2'500'000}));
    // From now on it is here, without a network, too.
    Harness::cut(world.desk);
    CHECK(world.opened(world.desk, added.hash, bytes.size()).bytes == bytes);
    CHECK(world.progress.size() == 1);
}

TEST_CASE("an upload that broke off goes on where the server has it, however the network behaves") {
    Field world;
    const Bytes bytes = photo(3'000'000, 2);
    const BlobAdded added = Field::add(world.phone, bytes);
    world.faults.request_loss_percent = 30;
    world.faults.response_loss_percent = 30;
    world.attach(world.phone, bytes, added.hash);
    world.run(60 * 60'000);
    world.faults = {};
    world.run(10 * 60'000);
    CHECK(world.phone.link().sync().files_waiting == 0);
    CHECK(world.phone.link().sync().files_refused == 0);
    CHECK(world.opened(world.desk, added.hash, bytes.size()).bytes == bytes);
}

TEST_CASE("what the server does not take stops waiting, and the sync page can say why") {
    Field world;
    world.server.blob_settings.file_bytes_max = 1024 * 1024;
    const Bytes large = photo(1'500'000, 3);
    const BlobAdded added = Field::add(world.phone, large);
    world.attach(world.phone, large, added.hash);
    world.run();
    const SyncState& state = world.phone.link().sync();
    CHECK(state.files_waiting == 0);
    CHECK(state.files_refused == 1);
    CHECK(words(state.file_problem, Language::english) == "The file is larger than 1 MB and cannot be kept");
    // It still opens where it was taken.
    CHECK(world.opened(world.phone, added.hash, large.size()).bytes == large);
}

TEST_CASE("what cannot be kept on the device is said at once") {
    Field world;
    CHECK(Field::add(world.phone, {}).error.key == Text::blob_empty);
    CHECK(Field::add(world.phone, photo(21 * 1024 * 1024)).error.key == Text::blob_too_large);
    world.phone.blobs().room = 1000;
    CHECK(Field::add(world.phone, photo(2000)).error.key == Text::storage_full);
    CHECK(Field::add(world.phone, photo(900)).error.key == Text::nothing);
}

TEST_CASE("a file that is not here is not found without a network, and signing out for good leaves none behind") {
    Field world;
    Harness::cut(world.desk);
    CHECK(world.opened(world.desk, std::string(64, 'a'), 10).error.key == Text::blob_offline);
    Field::add(world.phone, photo(100));
    CHECK(world.phone.blobs().count() == 1);
    world.phone.link().sign_out(true);
    world.phone.pump();
    CHECK(world.phone.blobs().count() == 0);
}
