// 100,000 customers and 300,000 contacts as a company in China might have them, the same on every run: every field has
// values, names repeat as names do, some words are in nearly all records and some in few.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/store/store.h"

namespace xingke::bench {

constexpr std::uint32_t customer_count = 100'000;
constexpr std::uint32_t contact_count = 300'000;

struct Dataset {
    model::Catalogue catalogue;
    std::unique_ptr<store::Store> store;
};

// In `build/bench`, made on the first run (minutes), found again afterwards. Stops the program if it cannot be had.
std::unique_ptr<Dataset> open_dataset();

RecordId customer_id(std::uint32_t number);

// Milliseconds of a steady clock; and of the processor, which a busy machine does not lengthen.
double now_ms();
double processor_ms();

struct Spread {
    double median = 0, p95 = 0, most = 0;
};
Spread spread_of(std::vector<double> samples);

// One part of the line of figures: " name=1.23".
std::string figure(std::string_view name, double value);

}  // namespace xingke::bench
