// How long it takes to import 100,000 rows of 15 columns in one transaction that can be undone: reading the file,
// checking every row, writing records, search index, history and outbox durably, and taking all of it back. The floor
// is SQLite alone putting the same cells into one table, in the same run.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/base/sqlite.h"
#include "app/catalogue/all.h"
#include "app/client/commands.h"
#include "app/client/importing.h"
#include "app/client/local_database.h"
#include "app/formats/csv_write.h"
#include "app/platform/headless/direct_formats.h"
#include "app/platform/headless/memory_blobs.h"
#include "app/platform/headless/posix_files.h"
#include "tests/bench/dataset.h"
#include "tests/bench/table.h"
#include "tests/simulation/seeded_random.h"

namespace xingke::bench {
namespace {

class BenchClock final : public Clock {
public:
    Instant now() override { return {1'790'000'000'000 + ++calls_}; }
    std::int64_t monotonic_ms() override { return ++calls_; }
    int utc_offset_minutes(Instant) override { return 480; }

private:
    std::int64_t calls_ = 0;
};

class NoNetwork final : public platform::Network {
public:
    void send(platform::HttpRequest, std::function<void(platform::HttpResponse)>) override {}
    bool is_online() const override { return false; }
    void open_live(std::string, std::string, LiveListener) override {}
    void close_live() override {}
};

void stop(std::string_view what) {
    std::fprintf(stderr, "import_bench: %.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(1);
}

double memory_mb() {
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The same cells in one table, prepared once, one transaction.
double floor_ms(const formats::PackedRows& rows, const std::filesystem::path& folder) {
    auto database = Database::open((folder / "floor.db").string(), {});
    if (!database) {
        stop("the floor has no database");
    }
    const double begun = processor_ms();
    std::string columns, places;
    for (std::size_t i = 0; i < table_columns().size(); ++i) {
        columns += (i > 0 ? ", c" : "c") + std::to_string(i) + " TEXT";
        places += i > 0 ? ",?" : "?";
    }
    if (!database->execute("CREATE TABLE t(" + columns + ")")) {
        stop("the floor has no table");
    }
    auto transaction = Transaction::begin(*database);
    Statement insert = database->prepare("INSERT INTO t VALUES(" + places + ")");
    formats::RowCursor cursor(rows);
    for (formats::TableRow row; cursor.next(row);) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            insert.bind(static_cast<int>(i + 1), row.cells[i]);
        }
        if (!insert.run()) {
            stop("the floor cannot insert");
        }
    }
    if (!transaction->commit()) {
        stop("the floor cannot commit");
    }
    return processor_ms() - begun;
}

// Of the processor, which a busy machine does not lengthen.
struct Figures {
    double open = 0, check = 0, write = 0, undo = 0;
    std::uint64_t body_bytes = 0;
};

Figures import(const std::string& file, const std::filesystem::path& folder) {
    BenchClock clock;
    simulation::SeededRandom random(42);
    platform::PosixFiles files(folder.string());
    NoNetwork network;
    platform::headless::DirectFormats direct;
    platform::headless::MemoryBlobs blobs;
    const model::Catalogue catalogue = catalogue::core();
    client::LocalDatabase database({clock, random, files, network, direct, blobs}, catalogue);
    if (!database.open()) {
        stop("there is no database");
    }
    client::Workspace& workspace = *database.workspace();
    workspace.account.user = make_id<RecordTag>(clock.now(), random);
    workspace.account.role = model::Role::administrator;

    client::ImportPreview preview;
    client::ImportDone done;
    client::Importing importing(
        direct,
        [&](const client::ToScreen& frame) {
            if (const auto* const one = std::get_if<client::ImportPreview>(&frame)) {
                preview = *one;
            } else if (const auto* const other = std::get_if<client::ImportDone>(&frame)) {
                done = *other;
            }
        },
        [&] { return &workspace; });
    Figures figures;
    double begun = processor_ms();
    importing.open({1, catalogue.find("customer")->id, "customers.csv", {file.begin(), file.end()}});
    figures.open = processor_ms() - begun;
    begun = processor_ms();
    importing.run(workspace, {.id = 1, .mapping = preview.mapping});
    while (importing.is_busy()) {
        const double slice = processor_ms();
        importing.tick(workspace);
        // The slice that ends the checking writes the first records, too.
        (importing.is_writing() || !importing.is_busy() ? figures.write : figures.check) += processor_ms() - slice;
    }
    std::fprintf(stderr, "read in %.0f ms, checked in %.0f ms, written in %.0f ms\n", figures.open, figures.check,
                 figures.write);
    if (done.counter == 0 || done.created != table_row_count || !done.bad.empty()) {
        stop("not everything was imported: " + words(done.error, Language::english));
    }
    const auto entry = workspace.log.find(done.counter);
    figures.body_bytes = entry && *entry ? (*entry)->body.size() : 0;
    begun = processor_ms();
    Result<client::Draft> draft = client::undo_draft(workspace, done.counter);
    if (!draft || !client::write(workspace, *std::move(draft)).saved) {
        stop("the import cannot be taken back");
    }
    figures.undo = processor_ms() - begun;
    std::fprintf(stderr, "taken back in %.0f ms\n", figures.undo);
    return figures;
}

int run() {
    const std::filesystem::path folder = "build/bench/import";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const formats::PackedRows rows = table_rows();
    const std::string file = formats::write_csv(table_columns(), rows);
    const double begun = now_ms();
    const Figures figures = import(file, folder);
    const double wall = now_ms() - begun;
    const double memory = memory_mb();
    const double floor = floor_ms(rows, folder);
    const double all = figures.open + figures.check + figures.write;
    std::string line = "import";
    line += figure("all_ms", all) + figure("open_ms", figures.open) + figure("check_ms", figures.check);
    line += figure("write_ms", figures.write) + figure("undo_ms", figures.undo);
    line += figure("floor_ms", floor) + figure("ratio", all / floor) + figure("memory_mb", memory);
    line += figure("wall_with_undo_ms", wall);
    line += " rows=" + std::to_string(table_row_count) + " file_bytes=" + std::to_string(file.size());
    line += " transaction_bytes=" + std::to_string(figures.body_bytes);
    std::printf("%s\n", line.c_str());
    return 0;
}

}  // namespace
}  // namespace xingke::bench

// --table FILE: writes the table, for the browser's measurement, and measures nothing.
int main(int count, char** words) {
    if (count == 3 && std::string_view(words[1]) == "--table") {
        const std::string text =
            xingke::formats::write_csv(xingke::bench::table_columns(), xingke::bench::table_rows());
        std::ofstream(words[2], std::ios::binary) << text;
        return 0;
    }
    return xingke::bench::run();
}
