// Makes a failing world small by itself: less time, fewer devices, faults and kinds of action turned off one by one,
// single actions left out, as long as the same invariant is still violated.
#pragma once

#include <functional>

#include "tests/simulation/world.h"

namespace xingke::simulation {

struct Shrunk {
    WorldOptions options;
    Report report;  // of the smallest failing run
    int run_count = 0;
};

using RunWorld = std::function<Report(const WorldOptions& options)>;

// `failing` has given `report`, which has a violation. Runs at most `run_count_max` worlds.
Shrunk shrink(const WorldOptions& failing, const Report& report, const RunWorld& run, int run_count_max);

// What xingke_simulation must be given to run exactly this world.
std::string command_line(const WorldOptions& options);

}  // namespace xingke::simulation
