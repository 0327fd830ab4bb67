// Two (or more) devices and a server in a perfect simulated world, for tests that say what happens step by step.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/catalogue/all.h"
#include "tests/simulation/device.h"

namespace xingke::client {

namespace customer_field {
constexpr model::FieldId name = 1, status = 5, postcode = 6, address = 10, remark = 13, partner_kind = 19;
}
namespace contact_field {
constexpr model::FieldId customer = 1, name = 2;
}

class Harness {
public:
    explicit Harness(model::Catalogue known = catalogue::core()) : catalogue(std::move(known)) {
        server.add_person("sales", "张伟", model::Role::salesperson);
        server.add_person("manager", "李娜", model::Role::manager);
        server.add_person("admin", "王强", model::Role::administrator);
        server.on_commit = [this](model::Seq head) {
            for (const auto& device : devices_) {
                device->network().hint(head);
            }
        };
    }

    simulation::Device& add_device() {
        devices_.push_back(
            std::make_unique<simulation::Device>(devices_.size() + device_seed, timeline, server, faults, catalogue));
        devices_.back()->start();
        return *devices_.back();
    }
    // A device on which that person has signed in and whose first sync is done.
    simulation::Device& add_device(const std::string& login) {
        simulation::Device& device = add_device();
        device.link().sign_in(login, "password");
        device.pump();
        run();
        return device;
    }

    // Long enough for everything that is not waiting for something else.
    void run(std::int64_t ms = 5'000) { timeline.run_until(timeline.now_ms() + ms); }

    static Committed commit(simulation::Device& device, model::Intent intent, std::vector<model::Change> changes,
                            model::Seq base) {
        Committed result;
        device.link().commit(intent, base, std::move(changes), [&result](const Committed& answer) { result = answer; });
        device.pump();
        return result;
    }
    static Committed commit(simulation::Device& device, model::Intent intent, std::vector<model::Change> changes) {
        return commit(device, intent, std::move(changes), device.link().sync().cursor);
    }
    // A step of a record's workflow.
    static Committed step(simulation::Device& device, model::TypeId type, RecordId id, const std::string& name) {
        Committed result;
        device.link().commit(model::Intent::edit, device.link().sync().cursor, {},
                             [&result](const Committed& answer) { result = answer; }, {id, type, name});
        device.pump();
        return result;
    }
    static Committed undo(simulation::Device& device, std::uint64_t counter) {
        Committed result;
        device.link().undo(counter, [&result](const Committed& answer) { result = answer; });
        device.pump();
        return result;
    }

    RecordId new_id() { return make_id<RecordTag>({1'795'000'000'000 + timeline.now_ms()}, random); }

    // A new customer with that name.
    Committed create(simulation::Device& device, const std::string& name) {
        const RecordId id = new_id();
        return commit(device, model::Intent::create,
                      {set(id, model::life_field, std::int64_t{1}), set(id, customer_field::name, name)});
    }
    static Committed edit(simulation::Device& device, RecordId id, model::FieldId field, model::Value value) {
        return commit(device, model::Intent::edit, {set(id, field, std::move(value))});
    }

    static model::Change set(RecordId id, model::FieldId field, model::Value value) {
        return {id, catalogue::type_id::customer, field, model::Operation::set, std::move(value)};
    }

    // What the device shows of a customer.
    static RecordAnswer show(simulation::Device& device, RecordId id) {
        const auto live = device.link().watch(id, catalogue::type_id::customer);
        return live->answer();
    }
    static model::Value value(simulation::Device& device, RecordId id, model::FieldId field) {
        return model::value_of(show(device, id).record, field);
    }
    static std::string name(simulation::Device& device, RecordId id) {
        const model::Value held = value(device, id, customer_field::name);
        const auto* text = std::get_if<std::string>(&held);
        return text != nullptr ? *text : "";
    }
    static std::int64_t count(simulation::Device& device, model::TypeId type = catalogue::type_id::customer) {
        model::Query query;
        query.type = type;
        return device.link().watch(std::move(query))->page().total;
    }
    // A line that is cut, with a host that says so.
    static void cut(simulation::Device& device) {
        device.network().set_partitioned(true);
        device.set_online(false);
    }
    void mend(simulation::Device& device) {
        device.network().set_partitioned(false);
        device.set_online(true);
        run();
    }
    void restart(simulation::Device& device) {
        device.stop();
        device.start();
    }

    const model::Catalogue catalogue;
    simulation::Timeline timeline;
    simulation::Faults faults;
    simulation::SeededRandom random{42};
    std::uint64_t device_seed = 7;  // of the devices to come: which of their messages is how long on its way
    simulation::Server server{1, timeline, catalogue};

private:
    std::vector<std::unique_ptr<simulation::Device>> devices_;
};

}  // namespace xingke::client
