// Writes the database file that a device of this version leaves behind: `xingke_keep_database <file>`. To be run once
// before catalogue::version goes up; tests/data/databases/README.md says where the file goes, and databases_test.cpp
// opens it with every later version. Uses nothing but what the oldest kept version had, so that it can be built there.
#include <cstdio>
#include <fstream>

#include "tests/client/harness.h"
#include "tests/simulation/disk_image.h"

namespace {

using namespace xingke;
using client::Harness;

model::Change contact_set(RecordId id, model::FieldId field, model::Value value) {
    return {id, catalogue::type_id::contact, field, model::Operation::set, std::move(value)};
}

// What a working device holds: records from the server and from here, a deleted one, a value that gave way, one
// rejected transaction, changes that nobody else has seen, and the history of it all.
void work(Harness& world, simulation::Device& sales, simulation::Device& manager) {
    namespace customer_field = client::customer_field;
    const client::Committed first = world.create(sales, "思优特科技");
    const client::Committed second = world.create(manager, "甲公司");
    const client::Committed deleted = world.create(manager, "已删除的公司");
    world.run();
    for (int i = 0; i < 20; ++i) {
        world.create(sales, "客户" + std::to_string(i));
    }
    const RecordId contact = world.new_id();
    Harness::commit(sales, model::Intent::create,
                    {contact_set(contact, model::life_field, std::int64_t{1}),
                     contact_set(contact, client::contact_field::customer, first.record),
                     contact_set(contact, client::contact_field::name, std::string("王芳"))});
    Harness::edit(sales, first.record, customer_field::address, std::string("上海市浦东新区"));
    Harness::edit(sales, first.record, customer_field::partner_kind, model::Elements{"dealer", "hospital"});
    Harness::commit(manager, model::Intent::remove, {Harness::set(deleted.record, model::life_field, std::int64_t{2})});
    world.run();
    Harness::cut(sales);
    Harness::edit(manager, second.record, customer_field::address, std::string("北京市海淀区"));
    world.run();
    Harness::edit(sales, second.record, customer_field::address, std::string("广州市天河区"));
    world.mend(sales);
    Harness::cut(sales);
    Harness::edit(sales, first.record, customer_field::remark, std::string("还没有同步"));
    world.create(sales, "离线新建的公司");
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        std::fputs("usage: xingke_keep_database <file>\n", stderr);
        return 2;
    }
    Harness world;
    simulation::Device& sales = world.add_device("sales");
    simulation::Device& manager = world.add_device("manager");
    work(world, sales, manager);
    sales.stop();
    const auto image = simulation::take_image(sales.disk(), "crm.db");
    const Bytes& bytes = image.at("crm.db");
    std::ofstream file(arguments[1], std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    std::printf("catalogue=%u bytes=%zu\n", world.catalogue.version(), bytes.size());
    return file.good() ? 0 : 1;
}
