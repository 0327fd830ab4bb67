#include "sync/server/sight.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "app/model/sight.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using model::Role;
using protocol::Status;
using Keys = std::vector<std::string>;

// Two departments below one, and somebody of each kind.
struct House : World {
    RecordId east = add("east", "华东", Role::salesperson, "销售部/华东");
    RecordId east_too = add("east2", "华东二", Role::salesperson, "销售部/华东");
    RecordId south = add("south", "华南", Role::salesperson, "销售部/华南");
    RecordId east_head = add("easthead", "华东经理", Role::manager, "销售部/华东");
    RecordId head = add("head", "销售总监", Role::manager, "销售部");
    RecordId inspector = add("qa", "质检", Role::quality, "质量部");
    std::map<RecordId, TestDevice> devices;

    House() {
        for (const auto& [user, role] : std::vector<std::pair<RecordId, Role>>{{east, Role::salesperson},
                                                                               {east_too, Role::salesperson},
                                                                               {south, Role::salesperson},
                                                                               {east_head, Role::manager},
                                                                               {head, Role::manager},
                                                                               {manager, Role::manager},
                                                                               {inspector, Role::quality}}) {
            devices.emplace(user, TestDevice(*this, user, role));
        }
    }
    TestDevice& of(RecordId user) { return devices.at(user); }

    model::Change set(RecordId id, std::string_view type, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find(type), field, std::move(value));
    }
    RecordId customer(RecordId owner) {
        const RecordId id = new_id();
        auto changes = new_customer(*this, id, "客户" + std::to_string(++customer_count_));
        if (!owner.is_nil()) {
            changes.push_back(set(id, "customer", "owner", owner));
        }
        REQUIRE(of(owner.is_nil() ? manager : owner).commit(changes).status == Status::accepted);
        return id;
    }
    RecordId contact(RecordId user, RecordId customer_id) {
        const RecordId id = new_id();
        REQUIRE(of(user)
                    .commit({begin_life(id, *catalogue.find("contact")), set(id, "contact", "customer", customer_id),
                             set(id, "contact", "name", std::string("联系人")), set(id, "contact", "owner", user)})
                    .status == Status::accepted);
        return id;
    }
    void hand(RecordId id, model::Value owner) {
        REQUIRE(of(manager).commit({set(id, "customer", "owner", std::move(owner))}).status == Status::accepted);
    }
    void move_to(RecordId user, const std::string& department) {
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, manager, {set(user, "user", "unit", department)}));
        must(writing->commit());
    }
    bool can_see(RecordId user, RecordId id) { return held_from_the_beginning(user).contains(id); }
    std::set<RecordId> held_from_the_beginning(RecordId user) {
        std::set<RecordId> held;
        for (const auto& one : of(user).pull(pull_from(0, 5000)).records) {
            held.insert(one.record);
        }
        return held;
    }

private:
    int customer_count_ = 0;
};

// A device's copy, as pulling makes it.
struct Copy {
    Seq cursor = 0;
    protocol::Sight sight{};
    std::map<RecordId, model::Record> records;
    std::set<RecordId> gone;  // unless a later page brings it again

    void take(const protocol::PullResponse& page) {
        for (const auto& one : page.gone) {
            gone.insert(one.record);
        }
        for (const auto& pulled : page.records) {
            gone.erase(pulled.record);
            model::Record& record = records[pulled.record];
            record.id = pulled.record;
            record.type = pulled.type;
            for (const auto& field : pulled.fields) {
                record.fields[field.field] = field.state;
            }
        }
    }
    void reach(Seq point) {
        for (const RecordId one : gone) {
            records.erase(one);
        }
        gone.clear();
        cursor = point;
    }
    // Pages of `count`, to the end; `between` is called between them.
    template <class Between>
    void pull_all(House& house, TestDevice& device, std::uint32_t count, Between between) {
        auto request = pull_from(cursor, count);
        request.sight = sight;
        while (true) {
            const auto page = must(server::pull(*house.storage, house.rules, device.caller, request));
            if (page.sight != request.sight) {
                *this = {0, page.sight, {}, {}};
                request = pull_from(0, count);
                request.sight = page.sight;
                continue;
            }
            CHECK(page.records.size() + page.gone.size() <= count);
            take(page);
            if (!page.more) {
                return reach(page.point);
            }
            request.after = page.next;
            between();
        }
    }
};

bool holds(const protocol::PullResponse& page, RecordId id) {
    return std::ranges::count(page.records, id, &protocol::PulledRecord::record) > 0;
}
bool lost(const protocol::PullResponse& page, RecordId id) {
    return std::ranges::count(page.gone, id, &protocol::GoneRecord::record) > 0;
}

}  // namespace

TEST_CASE("who sees a customer follows from its owner, the department tree and the role") {
    House house;
    const RecordId id = house.customer(house.east);
    struct Case {
        RecordId user;
        bool sees;
    };
    for (const Case& c : std::vector<Case>{{house.east, true},
                                           {house.east_too, false},
                                           {house.south, false},
                                           {house.east_head, true},
                                           {house.head, true},
                                           {house.manager, true},  // of no department: the whole company
                                           {house.inspector, true}}) {
        CAPTURE(print(c.user));
        CHECK(house.can_see(c.user, id) == c.sees);
    }
    CHECK_FALSE(house.can_see(house.east_head, house.customer(house.south)));
    CHECK(house.can_see(house.head, house.customer(house.south)));
}

TEST_CASE("nobody's customer is everybody's, and who belongs to it is not") {
    House house;
    const RecordId id = house.customer(house.east);
    const RecordId person = house.contact(house.east, id);
    house.hand(id, model::Empty{});
    for (const RecordId user : {house.east, house.east_too, house.south}) {
        CHECK(house.can_see(user, id));
        CHECK_FALSE(house.can_see(user, person));
    }
    CHECK(house.can_see(house.manager, person));
}

TEST_CASE("what is handed to somebody else comes whole to the one and leaves the other, with all that belongs to it") {
    House house;
    const RecordId id = house.customer(house.east);
    const RecordId person = house.contact(house.east, id);
    const Seq before = house.World::head();
    house.hand(id, house.south);

    const auto gone = house.of(house.east).pull(pull_from(before));
    CHECK(lost(gone, id));
    CHECK(lost(gone, person));
    CHECK_FALSE(holds(gone, id));

    const auto come = house.of(house.south).pull(pull_from(before));
    CHECK_FALSE(come.more);
    for (const RecordId one : {id, person}) {
        REQUIRE(holds(come, one));
        const auto found = std::ranges::find(come.records, one, &protocol::PulledRecord::record);
        CHECK(found->fields.size() == house.record(one).fields.size());
    }
    // Who still sees it gets what changed and no more.
    const auto kept = house.of(house.head).pull(pull_from(before));
    CHECK(kept.gone.empty());
    REQUIRE(holds(kept, id));
    CHECK(std::ranges::find(kept.records, id, &protocol::PulledRecord::record)->fields.size() <= 4);
    // And back again.
    const Seq then = house.World::head();
    house.hand(id, house.east);
    CHECK(holds(house.of(house.east).pull(pull_from(then)), person));
    CHECK(lost(house.of(house.south).pull(pull_from(then)), person));
    // From before both: nothing has happened to him but the change itself.
    const auto over = house.of(house.east).pull(pull_from(before));
    CHECK(over.gone.empty());
    CHECK(holds(over, id));
}

TEST_CASE("what one makes for somebody else leaves the device that made it") {
    House house;
    const RecordId id = house.new_id();
    auto changes = new_customer(house, id, "客户");
    changes.push_back(house.set(id, "customer", "owner", house.south));
    const Seq before = house.World::head();
    REQUIRE(house.of(house.east).commit(changes).status == Status::accepted);
    CHECK(lost(house.of(house.east).pull(pull_from(before)), id));
    CHECK(holds(house.of(house.south).pull(pull_from(before)), id));
    CHECK(house.of(house.manager).pull(pull_from(before)).gone.empty());
}

TEST_CASE("what one does not see one neither changes, deletes nor adds to") {
    House house;
    const RecordId id = house.customer(house.east);
    TestDevice& stranger = house.of(house.south);
    const model::TypeId type = house.catalogue.find("customer")->id;
    CHECK(reasons_of(stranger.commit({house.set(id, "customer", "remark", std::string("x"))})) ==
          Keys{"record_out_of_sight"});
    CHECK(reasons_of(stranger.commit({house.set(id, "customer", "owner", house.south)})) ==
          Keys{"record_out_of_sight"});
    CHECK(
        reasons_of(stranger.commit({{id, type, model::life_field, model::Operation::set, std::int64_t{2}}})).front() ==
        "record_out_of_sight");
    const RecordId person = house.new_id();
    CHECK(reasons_of(stranger.commit(
              {begin_life(person, *house.catalogue.find("contact")), house.set(person, "contact", "customer", id),
               house.set(person, "contact", "name", std::string("张"))})) == Keys{"record_out_of_sight"});
    CHECK(house.of(house.east_head).commit({house.set(id, "customer", "remark", std::string("x"))}).status ==
          Status::accepted);
}

TEST_CASE("a guard tells nobody what stands in a record out of sight") {
    House house;
    const RecordId id = house.customer(house.east);
    TestDevice& stranger = house.of(house.south);
    const model::Field* name = model::find_field(*house.catalogue.find("customer"), "name");
    const model::Value true_name = model::value_of(house.record(id), name->id);
    for (const model::Value& guess : {true_name, model::Value(std::string("别的公司"))}) {
        auto sent = stranger.transaction(new_customer(house, house.new_id(), "试探"), house.World::head());
        sent.guards = {{id, name->id, guess}};
        CHECK(reasons_of(stranger.push_one(std::move(sent))) == Keys{"guard_failed"});
    }
}

TEST_CASE("a person who changes department sees with other eyes, and is told to begin anew") {
    House house;
    const RecordId id = house.customer(house.south);
    TestDevice& device = house.of(house.east_head);
    protocol::PullRequest request = pull_from(house.World::head());
    request.sight = device.sight();
    house.move_to(house.south, "销售部/华东");
    const auto answer = must(pull(*house.storage, house.rules, device.caller, request));
    CHECK(answer.sight != request.sight);
    CHECK(answer.records.empty());
    CHECK(answer.gone.empty());
    CHECK(house.can_see(house.east_head, id));
    // Whom it does not concern goes on as before.
    TestDevice& other = house.of(house.east_too);
    const auto sight = other.sight();
    house.move_to(house.south, "销售部/华南");
    CHECK(other.sight() == sight);
    CHECK_FALSE(house.can_see(house.east_head, id));
}

TEST_CASE("a database from before there were postings gets them at the first contact") {
    House house;
    const RecordId id = house.customer(house.east), other = house.customer(house.south);
    const RecordId person = house.contact(house.east, id);
    {
        const auto writing = must(house.storage->begin_write(house.company.id));
        must(writing->begin_postings({}));
        must(writing->commit());
    }
    CHECK(house.can_see(house.east, id));
    CHECK(house.can_see(house.east, person));
    CHECK_FALSE(house.can_see(house.east, other));
}

TEST_CASE("pages of any size, while owners and departments change, leave each device with what its person sees") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 generator(seed);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(generator() % count); };
    House house;
    const std::vector<RecordId> people = {house.east, house.east_too, house.south};
    std::vector<RecordId> ids;
    for (int i = 0; i < 12; ++i) {
        const RecordId owner = people[below(people.size())];
        ids.push_back(house.customer(owner));
        house.contact(owner, ids.back());
    }
    const auto hand_one = [&] { house.hand(ids[below(ids.size())], people[below(people.size())]); };
    std::map<RecordId, Copy> copies;
    for (int round = 0; round < 25; ++round) {
        switch (below(5)) {
            case 0:
                house.hand(ids[below(ids.size())], model::Empty{});
                break;
            case 1:
                house.move_to(people[below(people.size())], below(2) == 0 ? "销售部/华东" : "销售部/华南");
                break;
            default:
                hand_one();
        }
        for (auto& [user, device] : house.devices) {
            if (below(2) == 0) {
                continue;
            }
            Copy& copy = copies[user];
            copy.pull_all(house, device, static_cast<std::uint32_t>(1 + below(6)), [&] {
                if (below(4) == 0) {
                    hand_one();
                }
            });
            std::set<RecordId> held;
            for (const auto& [one, record] : copy.records) {
                held.insert(one);
                CHECK((record == house.record(one)));
            }
            CHECK(held == house.held_from_the_beginning(user));
        }
    }
}

}  // namespace xingke::server
