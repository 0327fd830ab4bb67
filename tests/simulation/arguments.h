// What xingke_simulation is told on its command line.
#pragma once

#include <optional>
#include <string>

#include "tests/simulation/world.h"

namespace xingke::simulation {

struct Arguments {
    std::uint64_t from = 1;
    std::uint64_t seed_count = 100;
    std::uint64_t job_count = 1;
    WorldOptions world;
    bool is_ctest = false;           // says how many runs passed in doctest's words, for tools/test.sh
    bool is_exhaustive = false;      // the small cases instead of seeds …
    std::size_t departures_max = 2;  // … with so many departures from the usual course
    std::string mistake;             // planted, where the build can (planted.h)
};

inline constexpr const char* usage =
    "xingke_simulation [--seeds N] [--from SEED] [--jobs N] [--devices N] [--seconds N] [--without NAME,…]\n"
    "                  [--skip N,N-N,…] [--no-faults] [--trace] [--ctest]\n"
    "xingke_simulation --exhaustive DEPARTURES [--ctest]\n";

std::optional<Arguments> parse_arguments(int argc, char** argv);

}  // namespace xingke::simulation
