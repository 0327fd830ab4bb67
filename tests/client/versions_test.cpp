// A record as it was: every moment of its history can be looked at and restored.
#include <map>

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;
using Values = std::map<model::FieldId, model::Value>;

// What a person sees of a record, without the bookkeeping of the app.
Values values_of(const model::Record& record) {
    Values values;
    for (const auto& [field, state] : record.fields) {
        if (!model::is_bookkeeping(field) && !model::is_empty(state.value)) {
            values[field] = state.value;
        }
    }
    return values;
}

RecordAnswer as_of(Device& device, RecordId id, std::int64_t entry) {
    return device.link().watch(id, catalogue::type_id::customer, entry)->answer();
}

Committed restore_version(Device& device, RecordId id, std::int64_t entry) {
    Committed result;
    device.link().restore_version(
        {.record = id, .type = catalogue::type_id::customer, .entry = entry, .base = device.link().sync().cursor},
        [&result](const Committed& answer) { result = answer; });
    device.pump();
    return result;
}

// Two people at work on one customer, one of them at times without a line; snapshots are of the first one's device,
// whenever nothing is under way.
class TwoAtWork {
public:
    explicit TwoAtWork(std::uint64_t seed) : random_(seed) { created_ = world_.create(mine_, "甲公司"); }

    void act() {
        Device& device = random_.below(3) == 0 ? other_ : mine_;
        const std::uint64_t what = random_.below(12);
        if (what == 0 && is_cut_) {
            mend();
        } else if (what == 0) {
            Harness::cut(mine_);
            is_cut_ = true;
        } else if (what <= 2) {
            world_.run();
        } else if (what == 3) {
            const bool is_alive = model::is_alive(Harness::show(device, record()).record);
            Harness::commit(device, is_alive ? model::Intent::remove : model::Intent::restore,
                            {Harness::set(record(), model::life_field, std::int64_t{is_alive ? 2 : 1})});
        } else if (what == 4) {
            Harness::edit(device, record(), customer_field::partner_kind,
                          random_.below(2) == 0 ? model::Elements{"dealer"} : model::Elements{"dealer", "hospital"});
        } else if (what == 5) {
            if (last_ != 0) {
                Harness::undo(mine_, last_);
            }
        } else {
            const model::FieldId fields[] = {customer_field::name, customer_field::address, customer_field::remark};
            const Committed edited = Harness::edit(device, record(), fields[random_.below(3)],
                                                   std::string("改成") + std::to_string(random_.below(5)));
            last_ = &device == &mine_ && edited.saved ? edited.counter : last_;
        }
        take();
    }

    void check_all() {
        mend();
        take();
        std::size_t compared = 0;
        for (const TimelineEntry& entry : Harness::show(mine_, record()).timeline) {
            const auto snapshot = snapshots_.find(entry.entry);
            if (snapshot != snapshots_.end()) {
                const RecordAnswer then = as_of(mine_, record(), entry.entry);
                REQUIRE(then.exists);
                CHECK(values_of(then.record) == snapshot->second);
                CHECK(model::value_of(then.record, model::common_field::updated) == model::Value(entry.at.ms));
                ++compared;
            }
        }
        CHECK(compared > 2);
    }

private:
    RecordId record() const { return created_.record; }

    // A rejected change never happened, so what was shown with it is no version of the record.
    void mend() {
        const std::size_t rejected = mine_.link().inbox().items.size();
        world_.mend(mine_);
        is_cut_ = false;
        if (mine_.link().inbox().items.size() == rejected) {
            snapshots_.merge(tentative_);
        }
        tentative_.clear();
    }

    void take() {
        if (!is_cut_) {
            world_.run();
        }
        const RecordAnswer now = Harness::show(mine_, record());
        REQUIRE_FALSE(now.timeline.empty());
        (is_cut_ ? tentative_ : snapshots_)[now.timeline.front().entry] = values_of(now.record);
    }

    simulation::SeededRandom random_;
    Harness world_;
    Device& mine_ = world_.add_device("manager");
    Device& other_ = world_.add_device("admin");
    Committed created_;
    std::uint64_t last_ = 0;
    bool is_cut_ = false;
    std::map<std::int64_t, Values> snapshots_, tentative_;  // by the newest entry at that time; without a line
};

TEST_CASE("history replayed to any entry is what the device showed at that time") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        TwoAtWork work(seed);
        for (int i = 0; i < 40; ++i) {
            work.act();
        }
        work.check_all();
    }
}

TEST_CASE("before the first change of a customer from elsewhere it was as it came") {
    Harness world;
    Device& sales = world.add_device("sales");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    Device& manager = world.add_device("manager");
    Harness::edit(manager, created.record, customer_field::name, std::string("乙公司"));
    const RecordAnswer now = Harness::show(manager, created.record);
    REQUIRE(now.timeline.size() == 2);
    CHECK(now.timeline.back().entry == 0);
    const RecordAnswer then = as_of(manager, created.record, 0);
    REQUIRE(then.exists);
    CHECK(model::value_of(then.record, customer_field::name) == model::Value(std::string("甲公司")));
    CHECK(then.timeline.empty());
    CHECK(then.steps.empty());
    CHECK_FALSE(as_of(manager, world.new_id(), 0).exists);
}

TEST_CASE("an earlier version is restored by a transaction that everybody gets and that can be undone") {
    Harness world;
    Device& manager = world.add_device("manager");
    Device& sales = world.add_device("sales");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    Harness::edit(manager, created.record, customer_field::address, std::string("上海"));
    Harness::edit(manager, created.record, customer_field::partner_kind, model::Elements{"dealer"});
    const std::int64_t entry = Harness::show(manager, created.record).timeline.front().entry;
    Harness::edit(manager, created.record, customer_field::name, std::string("乙公司"));
    Harness::edit(manager, created.record, customer_field::partner_kind, model::Elements{"hospital"});
    Harness::edit(manager, created.record, customer_field::remark, std::string("后来写的"));

    const Committed restored = restore_version(manager, created.record, entry);
    REQUIRE(restored.saved);
    world.run();
    for (Device* device : {&manager, &sales}) {
        CHECK(Harness::name(*device, created.record) == "甲公司");
        CHECK(Harness::value(*device, created.record, customer_field::address) == model::Value(std::string("上海")));
        CHECK(model::is_empty(Harness::value(*device, created.record, customer_field::remark)));
        CHECK(Harness::value(*device, created.record, customer_field::partner_kind) ==
              model::Value(model::Elements{"dealer"}));
    }
    CHECK(restore_version(manager, created.record, entry).error.key == Text::version_is_present);
    REQUIRE(Harness::undo(manager, restored.counter).saved);
    world.run();
    CHECK(Harness::name(sales, created.record) == "乙公司");
    CHECK(restore_version(manager, world.new_id(), entry).error.key == Text::version_missing);

    Harness::commit(manager, model::Intent::remove, {Harness::set(created.record, model::life_field, std::int64_t{2})});
    const Committed refused = restore_version(manager, created.record, entry);
    REQUIRE(refused.issues.size() == 1);
    CHECK(refused.issues.front().message.key == Text::record_deleted);
}

}  // namespace
}  // namespace xingke::client
