// Small cases in full: two devices and a handful of actions, run once for every combination of lost and repeated
// requests, lost answers, answers that overtake each other and crashes, up to a bound (choices.h).
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/choices.h"
#include "tests/simulation/world.h"

namespace xingke::simulation {

struct SmallCase {
    const char* name;
    std::vector<Cue> script;
};

const std::vector<SmallCase>& small_cases();

struct Explored {
    std::uint64_t run_count = 0;
    std::uint64_t failed_count = 0;
    std::vector<std::string> first_violations;  // of the first run that failed …
    std::uint64_t first_failed_run = 0;         // … counted from 1
};

// Ends with the first failing run if `stops_early`.
Explored explore(const SmallCase& small, Choices::Bounds bounds, const model::Catalogue& catalogue, bool stops_early);

}  // namespace xingke::simulation
