// Damage at any place of the database's files: what was reported as saved is there, or the app says that the file is
// damaged; and from there what only this device had comes back first, everything else from the server.
#include <algorithm>
#include <map>

#include "app/base/log.h"
#include "tests/client/harness.h"
#include "tests/simulation/disk_image.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;
using simulation::DiskImage;
using Content = std::map<RecordId, std::map<model::FieldId, model::Value>>;

constexpr const char* database_name = "crm.db";

struct Silence {
    Silence() {
        send_log_to([](LogLevel, std::string_view) {});
    }
    ~Silence() { send_log_to(nullptr); }
};

// Everything that can be read of the customers; less when the app has said that it cannot go on.
Content content_of(Device& device) {
    Content content;
    for (const bool deleted : {false, true}) {
        const auto list =
            device.link().watch(model::Query{.type = catalogue::type_id::customer, .deleted = deleted, .count = 500});
        for (const model::Row& row : list->page().rows) {
            for (const auto& [field, state] : Harness::show(device, row.id).record.fields) {
                content[row.id][field] = state.value;
            }
        }
    }
    return content;
}

// One device with work from the server, work of its own that the server has, and work that nobody else has, part of it
// in the database and part in the log. Cut off from the server, and ended without closing.
class Worn {
public:
    Worn() {
        for (int i = 0; i < 60; ++i) {
            REQUIRE(world.create(device, "客户" + std::to_string(i) + std::string(40, 'x')).saved);
        }
        world.run();
        Harness::cut(device);
        first_ = world.create(device, "离线一公司").record;
        world.restart(device);
        Harness::edit(device, first_, customer_field::address, std::string("上海市"));
        second_ = world.create(device, "离线二公司").record;
        Harness::edit(device, second_, customer_field::remark, std::string("最后一句"));
        content = content_of(device);
        waiting = device.link().sync().waiting;
        // As a program that is killed: without a power cut the mark of the last commit is on the disk.
        image = simulation::take_image(device.disk(), database_name);
        device.crash();
    }

    void start_with(const DiskImage& files) {
        if (device.is_running()) {
            device.crash();
        }
        simulation::put_image(device.disk(), files);
        Harness::cut(device);
        device.start();
        device.pump();
    }
    const SessionState& session() { return device.link().session(); }
    bool is_failed() { return session().phase == Phase::failed; }

    Harness world;
    Device& device = world.add_device("manager");
    Content content;
    std::uint64_t waiting = 0;
    DiskImage image;

private:
    RecordId first_, second_;
};

enum class Damage : std::uint8_t { flip, zero, truncate };

void damage(Bytes& bytes, Damage kind, simulation::SeededRandom& random) {
    const std::size_t at = random.below(bytes.size());
    if (kind == Damage::flip) {
        bytes[at] ^= static_cast<std::uint8_t>(1 + random.below(255));
    } else if (kind == Damage::zero) {
        const std::size_t count = 1 + random.below(8'192);
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                  bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), at + count)), std::uint8_t{0});
    } else {
        bytes.resize(at);
    }
}

// What was there, or a word about the damage.
bool is_honest(Worn& worn) {
    if (worn.is_failed()) {
        return worn.session().error.key != Text::nothing;
    }
    const Content seen = content_of(worn.device);
    return worn.is_failed() || (seen == worn.content && worn.device.link().sync().waiting == worn.waiting);
}

TEST_CASE("damage at any place of the database or its log is noticed, or harms nothing") {
    const Silence silence;
    const std::uint64_t seed = 20'261'121;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Worn worn;
    REQUIRE(worn.waiting == 4);
    REQUIRE(worn.content.size() == 62);
    worn.start_with(worn.image);
    REQUIRE(content_of(worn.device) == worn.content);
    int noticed = 0;
    for (int round = 0; round < 150; ++round) {
        DiskImage files = worn.image;
        const std::string name = round % 2 == 0 ? "crm.db" : "crm.db-wal";
        const auto kind = static_cast<Damage>(round / 2 % 3);
        damage(files.at(name), kind, random);
        CAPTURE(round);
        CAPTURE(name);
        CAPTURE(static_cast<int>(kind));
        worn.start_with(files);
        CHECK(is_honest(worn));
        noticed += worn.is_failed() ? 1 : 0;
    }
    CHECK(noticed > 75);
}

TEST_CASE("after damage the person gets back the unsent changes, then everything from the server") {
    const Silence silence;
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    int complete = 0, recovered = 0;
    for (int round = 0; round < 24; ++round) {
        CAPTURE(round);
        Worn worn;
        DiskImage files = worn.image;
        damage(files.at(round % 3 == 2 ? "crm.db-wal" : "crm.db"), static_cast<Damage>(round % 2), random);
        worn.start_with(files);
        static_cast<void>(content_of(worn.device));
        if (!worn.is_failed()) {
            continue;
        }
        CHECK(worn.session().can_recover);
        std::size_t file_count = 0;
        worn.device.link().damaged_files([&](const DamagedFiles& answer) { file_count = answer.files.size(); });
        worn.device.pump();
        CHECK(file_count > 0);
        worn.device.link().recover();
        worn.device.pump();
        REQUIRE_FALSE(worn.is_failed());
        REQUIRE(worn.session().has_recovered);
        ++recovered;
        if (worn.session().has_lost_changes) {
            continue;  // It said so.
        }
        ++complete;
        CHECK(worn.session().phase == Phase::signed_in);
        CHECK(worn.session().recovered_count == worn.waiting);
        CHECK(worn.device.link().sync().waiting == worn.waiting);
        worn.world.mend(worn.device);
        CHECK(worn.device.link().sync().waiting == 0);
        CHECK(worn.device.link().inbox().items.empty());
        CHECK(content_of(worn.device) == worn.content);
        Device& other = worn.world.add_device("admin");
        CHECK(content_of(other) == worn.content);
    }
    CHECK(recovered > 8);
    CHECK(complete > 3);
}

TEST_CASE("a recovery that the power cuts short at any point is finished later, and loses nothing") {
    const Silence silence;
    Worn worn;
    DiskImage files = worn.image;
    // Pages of customers, in the middle of the file; the outbox can be read.
    Bytes& bytes = files.at("crm.db");
    const std::string text(40, 'x');
    int place_count = 0;
    for (auto place = bytes.begin(); place != bytes.end(); ++place_count) {
        place = std::search(place, bytes.end(), text.begin(), text.end());
        if (place != bytes.end()) {
            *place = 'y';
        }
    }
    REQUIRE(place_count > 1);
    bool is_finished = false;
    for (std::uint64_t after = 0; !is_finished; ++after) {
        CAPTURE(after);
        REQUIRE(after < 2'000);
        worn.start_with(files);
        static_cast<void>(content_of(worn.device));
        REQUIRE(worn.is_failed());
        worn.device.cut_power_after(after * 7);
        worn.device.link().recover();
        worn.device.pump();
        is_finished = !worn.device.has_stopped();
        worn.device.crash();
        Harness::cut(worn.device);
        worn.device.start();
        worn.device.pump();
        static_cast<void>(content_of(worn.device));
        if (worn.is_failed()) {
            REQUIRE(worn.session().can_recover);
            worn.device.link().recover();
            worn.device.pump();
        }
        REQUIRE(worn.session().phase == Phase::signed_in);
        CHECK(worn.device.link().sync().waiting == worn.waiting);
    }
    worn.world.mend(worn.device);
    CHECK(content_of(worn.device) == worn.content);
}

}  // namespace
}  // namespace xingke::client
