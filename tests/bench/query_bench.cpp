// How long a list waits: windows of 100 rows of 100,000 customers in every order, before and after an edit; counts;
// filters. The floor is SQLite alone, asked for as many rows by their row numbers, in the same run.
#include <cstdio>

#include "app/catalogue/all.h"
#include "tests/bench/dataset.h"

namespace xingke::bench {
namespace {

constexpr std::int64_t window_rows = 100;
constexpr int round_count = 5;

struct Samples {
    std::vector<double> cold, cold_floor, slice, first, window, edited;
};

template <class Work>
double timed(const Work& work) {
    const double begun = now_ms();
    work();
    return now_ms() - begun;
}

void must(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "bench: %s\n", what);
        std::exit(1);
    }
}

std::vector<model::FieldId> list_fields(const model::RecordType& type) {
    std::vector<model::FieldId> fields;
    for (const model::Field& field : type.fields) {
        if (field.in_list) {
            fields.push_back(field.id);
        }
    }
    return fields;
}

void edit_one(store::Store& store, const model::Field& field, int round) {
    const RecordId record = customer_id(1 + static_cast<std::uint32_t>(round) * 17'777);
    const auto old = store.read(catalogue::type_id::customer, record);
    must(old && old->has_value(), "the record is there");
    const std::vector<store::FieldWrite> write = {
        {model::common_field::updated, {std::int64_t{1'795'000'000'000} + round, 1}},
        {field.id, {model::value_of(**old, field.id), 1}}};
    must(store.write(catalogue::type_id::customer, record, write).has_value(), "the record is written");
}

// What SQLite alone takes for the first rows of an order that nobody asked for before: without an index it looks at
// every row, and remembers the best.
void look_through_all(store::Store& store, const model::RecordType& type, const model::Sort& sort) {
    Statement row = store.database().prepare(
        "SELECT rowid FROM " + quoted_name(type.name) + " WHERE _life % 2 = 1 ORDER BY " +
        quoted_name(model::find_field(type, sort.field)->name) + (sort.descending ? " DESC" : "") + " LIMIT 100");
    while (*row.step()) {
    }
}

void measure_order(store::Store& store, const model::RecordType& type, const model::Sort& sort, Samples& samples) {
    model::Query query{.type = type.id, .sorts = {sort}, .fields = list_fields(type), .count = window_rows};
    const auto ask = [&] {
        const auto page = store.page(query);
        must(page && page->rows.size() == window_rows && page->total == customer_count, "a full window");
    };
    // The first question of all, and what the app does meanwhile: then nobody else waits.
    samples.cold.push_back(timed(ask));
    samples.cold_floor.push_back(timed([&] { look_through_all(store, type, sort); }));
    bool more = true;
    while (more) {
        samples.slice.push_back(timed([&] { more = *store.prepare_order(query); }));
    }
    for (const std::int64_t at : {customer_count - window_rows, std::int64_t{customer_count / 2}, std::int64_t{0}}) {
        query.first = at;
        samples.first.push_back(timed(ask));
    }
    for (const std::int64_t at : {std::int64_t{0}, std::int64_t{customer_count / 2}, customer_count - window_rows}) {
        query.first = at;
        for (int round = 0; round < round_count; ++round) {
            samples.window.push_back(timed(ask));
        }
    }
    query.first = customer_count / 2;
    for (int round = 0; round < round_count; ++round) {
        edit_one(store, *model::find_field(type, sort.field), round);
        samples.edited.push_back(timed(ask));
    }
}

double floor_of_window(store::Store& store, const model::RecordType& type) {
    std::string sql = "SELECT _id";
    for (const model::FieldId field : list_fields(type)) {
        sql += ", " + quoted_name(model::find_field(type, field)->name);
    }
    sql += " FROM " + quoted_name(type.name) + " WHERE rowid >= ?1 ORDER BY rowid LIMIT 100";
    std::vector<double> samples;
    for (std::int64_t at = 1; at < customer_count - window_rows; at += customer_count / 100) {
        samples.push_back(timed([&] {
            Statement row = store.database().prepare(sql);
            row.bind(1, at);
            std::size_t bytes = 0;
            while (*row.step()) {
                for (int column = 0; column < row.column_count(); ++column) {
                    bytes += row.blob(column).size();
                }
            }
            must(bytes > 0, "rows have content");
        }));
    }
    return spread_of(samples).median;
}

double median_of(const auto& work) {
    std::vector<double> samples;
    for (int round = 0; round < round_count; ++round) {
        samples.push_back(timed(work));
    }
    return spread_of(samples).median;
}

double floor_of_sql(store::Store& store, const std::string& sql) {
    return median_of([&] { must(store.database().integer(sql).has_value(), "a number"); });
}

int run() {
    const auto dataset = open_dataset();
    store::Store& store = *dataset->store;
    const model::RecordType& type = *dataset->catalogue.find(catalogue::type_id::customer);
    Samples samples;
    for (const model::Field& field : type.fields) {
        if (std::holds_alternative<model::kind::Place>(field.kind)) {
            continue;
        }
        for (const bool descending : {false, true}) {
            Samples own;
            measure_order(store, type, {field.id, descending}, own);
            std::printf("%-14s %-10s first %8.3f  window %7.3f  most %7.3f  after an edit %7.3f ms\n",
                        field.name.c_str(), descending ? "descending" : "ascending", spread_of(own.first).most,
                        spread_of(own.window).median, spread_of(own.window).most, spread_of(own.edited).most);
            samples.cold.insert(samples.cold.end(), own.cold.begin(), own.cold.end());
            samples.cold_floor.insert(samples.cold_floor.end(), own.cold_floor.begin(), own.cold_floor.end());
            samples.slice.insert(samples.slice.end(), own.slice.begin(), own.slice.end());
            samples.first.insert(samples.first.end(), own.first.begin(), own.first.end());
            samples.window.insert(samples.window.end(), own.window.begin(), own.window.end());
            samples.edited.insert(samples.edited.end(), own.edited.begin(), own.edited.end());
        }
    }
    const Spread window = spread_of(samples.window);
    const double window_floor = floor_of_window(store, type);
    const double count = median_of([&] { must(*store.count({.type = type.id}) == customer_count, "all"); });
    const double count_floor = floor_of_sql(store, "SELECT count(*) FROM customer WHERE _life % 2 = 1");
    const model::Query filter{
        .type = type.id, .filters = {{5, model::Filter::Test::equals, std::string("won")}}, .count = 0};
    const double filtered = median_of([&] { must(*store.count(filter) > 0, "some"); });
    const double filter_floor =
        floor_of_sql(store, "SELECT count(*) FROM customer WHERE status = 'won' AND _life % 2 = 1");
    std::string line = "query";
    line += figure("window_median_ms", window.median) + figure("window_p95_ms", window.p95);
    line += figure("window_most_ms", window.most) + figure("window_floor_ms", window_floor);
    line += figure("window_ratio", window.median / window_floor);
    line += figure("edited_p95_ms", spread_of(samples.edited).p95);
    line += figure("edited_most_ms", spread_of(samples.edited).most);
    line += figure("first_median_ms", spread_of(samples.first).median);
    line += figure("first_most_ms", spread_of(samples.first).most);
    line += figure("cold_median_ms", spread_of(samples.cold).median);
    line += figure("cold_most_ms", spread_of(samples.cold).most);
    line += figure("cold_floor_median_ms", spread_of(samples.cold_floor).median);
    line += figure("cold_floor_most_ms", spread_of(samples.cold_floor).most);
    line += figure("slice_median_ms", spread_of(samples.slice).median);
    line += figure("slice_most_ms", spread_of(samples.slice).most);
    line += figure("count_ms", count) + figure("count_ratio", count / count_floor);
    line += figure("filter_ms", filtered) + figure("filter_ratio", filtered / filter_floor);
    std::printf("%s\n", line.c_str());
    return 0;
}

}  // namespace
}  // namespace xingke::bench

int main() {
    return xingke::bench::run();
}
