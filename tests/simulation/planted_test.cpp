// Whether the simulation finds what it is there for: each mistake of app/base/planted.h, made on purpose, within a few
// seeds; and whether what it then says is of use: small, and exact.
#include <cstdio>

#include "app/base/log.h"
#include "app/catalogue/all.h"
#include "tests/simulation/exhaustive.h"
#include "tests/simulation/planted.h"
#include "tests/simulation/shrink.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::simulation;

namespace {

constexpr std::uint64_t seeds_max = 300;

// A mistake that is made until the end of the scope.
class Planted {
public:
    explicit Planted(Mistake mistake) {
        send_log_to([](LogLevel, std::string_view) {}, LogLevel::error);
        plant(mistake);
    }
    ~Planted() { plant(Mistake::none); }
};

const model::Catalogue& catalogue_of_tests() {
    static const model::Catalogue catalogue = catalogue::core();
    return catalogue;
}

Report run_world(const WorldOptions& options) {
    return World(options, catalogue_of_tests()).run();
}

struct Found {
    WorldOptions options;
    Report report;
};

// The first seed that finds it; without violations: none did.
Found find_by_seeds() {
    Found found;
    for (found.options.seed = 1; found.options.seed <= seeds_max; ++found.options.seed) {
        found.report = run_world(found.options);
        if (!found.report.violations.empty()) {
            break;
        }
    }
    return found;
}

}  // namespace

TEST_CASE("every planted mistake is found") {
    for (const NamedMistake& named : named_mistakes) {
        CAPTURE(named.name);
        const Planted planted(named.mistake);
        const Found found = find_by_seeds();
        REQUIRE_FALSE(found.report.violations.empty());
        std::printf("%-24s found by seed %llu: %s\n", std::string(named.name).c_str(),
                    static_cast<unsigned long long>(found.options.seed), found.report.violations.front().c_str());
    }
}

TEST_CASE("without a mistake the same build finds nothing") {
    const Planted planted(Mistake::none);
    WorldOptions options;
    for (options.seed = 1; options.seed <= 12; ++options.seed) {
        CAPTURE(options.seed);
        CHECK(run_world(options).violations.empty());
    }
}

TEST_CASE("a failing seed is made small, and the small one fails again in the same way") {
    for (const Mistake mistake : {Mistake::loser_not_kept, Mistake::eviction_ignored, Mistake::rejection_dropped}) {
        const Planted planted(mistake);
        const Found found = find_by_seeds();
        REQUIRE_FALSE(found.report.violations.empty());
        const Shrunk shrunk = shrink(found.options, found.report, run_world, 200);
        const Report again = run_world(shrunk.options);
        CHECK(again.violations == shrunk.report.violations);
        CHECK(shrunk.options.device_count <= found.report.device_count);
        CHECK(shrunk.options.busy_ms <= found.report.busy_ms);
        CHECK(again.performed_count < found.report.performed_count / 2);
        std::printf("%llu actions became %llu in %d runs: %s\n",
                    static_cast<unsigned long long>(found.report.performed_count),
                    static_cast<unsigned long long>(again.performed_count), shrunk.run_count,
                    command_line(shrunk.options).c_str());
    }
}

TEST_CASE("the exhaustive mode finds planted mistakes that only certain orders and losses show") {
    for (const Mistake mistake : {Mistake::repeat_applied_again, Mistake::lost_outcome}) {
        const Planted planted(mistake);
        Explored all;
        for (const SmallCase& small : small_cases()) {
            const Explored explored = explore(small, {.departures_max = 1}, catalogue_of_tests(), true);
            all.run_count += explored.run_count;
            all.failed_count += explored.failed_count;
        }
        CHECK(all.failed_count > 0);
    }
}
