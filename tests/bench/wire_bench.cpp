// What a change costs on the wire: frames as devices and server make them of a customer list (table.h), with random
// ids, before and after gzip. A field is one changed value; what a transaction costs besides is shared out among its
// fields.
#include <cstdio>
#include <string>

#include "app/base/bytes.h"
#include "sync/protocol/frame.h"
#include "sync/server/http/content_coding.h"
#include "tests/bench/dataset.h"
#include "tests/bench/table.h"
#include "tests/simulation/seeded_random.h"

namespace xingke::bench {
namespace {

using model::Change;
using model::Transaction;

constexpr Instant morning{1'795'000'000'000};
constexpr model::TypeId customer_type = 2;
// Of the columns of the table, in their order (app/catalogue/customers.cpp).
constexpr model::FieldId fields[] = {1, 6, 7, 9, 10, 11, 12, 13, 15, 21, 20, 22, 23, 24, 8};

struct Device {
    simulation::SeededRandom random{7};
    DeviceId id = make_id<DeviceTag>(morning, random);
    RecordId author = make_id<RecordTag>(morning, random);
    std::uint64_t counter = 400;
    std::vector<formats::TableRow> rows = table_rows(2000).all();
    std::size_t row = 0;

    const formats::TableRow& next_row() { return rows[row++ % rows.size()]; }

    // Somebody at work: a few minutes between two of them.
    Transaction begin() {
        ++counter;
        return {.device = id,
                .counter = counter,
                .author = author,
                .schema = 5,
                .authored = {morning.ms + static_cast<std::int64_t>(counter) * 180'000},
                .base = 120'000 + counter,
                .intent = model::Intent::edit,
                .guards = {},
                .changes = {}};
    }
    Transaction edit(std::initializer_list<std::size_t> columns) {
        Transaction transaction = begin();
        const RecordId record = make_id<RecordTag>(morning, random);
        const formats::TableRow& from = next_row();
        for (const std::size_t column : columns) {
            transaction.changes.push_back({record, customer_type, fields[column], {}, from.cells[column]});
        }
        return transaction;
    }
    Transaction create() {
        Transaction transaction = begin();
        transaction.intent = model::Intent::create;
        const RecordId record = make_id<RecordTag>(transaction.authored, random);
        const formats::TableRow& from = next_row();
        for (std::size_t column = 0; column < from.cells.size(); ++column) {
            transaction.changes.push_back({record, customer_type, fields[column], {}, from.cells[column]});
        }
        return transaction;
    }
    // What the server hands to a device that has nothing yet.
    protocol::PulledRecord pulled(model::Seq seq) {
        protocol::PulledRecord record{make_id<RecordTag>(morning, random), customer_type, {}};
        const formats::TableRow& from = next_row();
        for (std::size_t column = 0; column < from.cells.size(); ++column) {
            record.fields.push_back({fields[column], {from.cells[column], seq}});
        }
        return record;
    }
};

std::string row_of(const char* name, const protocol::Body& body, std::size_t field_count, double values_bytes) {
    const Bytes frame = protocol::encode({1, body});
    const std::string packed = server::gzip(as_text(frame));
    const auto per_field = [field_count](double bytes) { return bytes / static_cast<double>(field_count); };
    const double raw = static_cast<double>(frame.size());
    const double best = frame.size() < server::gzip_from_bytes ? raw : static_cast<double>(packed.size());
    std::printf("%-34s %8zu %10.0f %10.0f %12.1f %12.1f %12.1f\n", name, field_count, raw, best,
                per_field(values_bytes), per_field(raw), per_field(best));
    return figure(std::string(name, 0, std::string(name).find(' ')), per_field(best));
}

double bytes_of(const std::vector<Transaction>& transactions) {
    double bytes = 0;
    for (const Transaction& transaction : transactions) {
        for (const Change& change : transaction.changes) {
            bytes += static_cast<double>(std::get<std::string>(change.value).size());
        }
    }
    return bytes;
}

std::string row_of(const char* name, std::vector<Transaction> transactions) {
    std::size_t count = 0;
    for (const Transaction& transaction : transactions) {
        count += transaction.changes.size();
    }
    const double values = bytes_of(transactions);
    return row_of(name, protocol::PushRequest{std::move(transactions)}, count, values);
}

int run() {
    Device device;
    std::string figures;
    std::printf("%-34s %8s %10s %10s %12s %12s %12s\n", "", "fields", "bytes", "on wire", "value/field", "raw/field",
                "wire/field");
    const auto edits = [&device](std::size_t count) {
        std::vector<Transaction> all;
        while (all.size() < count) {
            all.push_back(device.edit({4, 5, 7}));  // address, telephone, remark
        }
        return all;
    };
    figures += row_of("lone_edit (3 fields)", edits(1));
    figures += row_of("edits_20 (3 fields each)", edits(20));
    figures += row_of("edits_400 (3 fields each)", edits(400));
    std::vector<Transaction> created;
    while (created.size() < 100) {
        created.push_back(device.create());
    }
    figures += row_of("created_100 (15 fields each)", std::move(created));
    Transaction imported = device.begin();
    for (int i = 0; i < 1000; ++i) {
        Transaction one = device.create();
        imported.changes.insert(imported.changes.end(), one.changes.begin(), one.changes.end());
    }
    figures += row_of("import_1000 (15 fields each)", std::vector<Transaction>{std::move(imported)});
    protocol::PullResponse page;
    double values = 0;
    for (model::Seq seq = 1; seq <= 1000; ++seq) {
        page.records.push_back(device.pulled(seq));
        for (const protocol::PulledField& field : page.records.back().fields) {
            values += static_cast<double>(std::get<std::string>(field.state.value).size());
        }
    }
    figures += row_of("pull_1000 (15 fields each)", page, page.records.size() * 15, values);
    std::printf("wire%s\n", figures.c_str());
    return 0;
}

}  // namespace
}  // namespace xingke::bench

int main() {
    return xingke::bench::run();
}
