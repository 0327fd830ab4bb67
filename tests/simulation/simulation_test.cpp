#include "app/base/log.h"
#include "app/catalogue/all.h"
#include "tests/simulation/arguments.h"
#include "tests/simulation/choices.h"
#include "tests/simulation/shrink.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::simulation;

TEST_CASE("choices give every combination within the bounds exactly once") {
    Choices choices({.departures_max = 2, .points_max = 4});
    std::set<std::vector<std::size_t>> seen;
    do {
        choices.ask(true);
        std::vector<std::size_t> answers;
        for (int point = 0; point < 5; ++point) {
            answers.push_back(choices.choose(2));
        }
        CHECK(answers.back() == 0);
        CHECK(seen.insert(answers).second);
    } while (choices.next());
    CHECK(seen.size() == 1 + 4 + 6);
}

TEST_CASE("what the shrinker prints is what the program reads") {
    WorldOptions options;
    options.seed = 17;
    options.device_count = 3;
    options.busy_ms = 12'000;
    options.without = {"claims", "repeats"};
    options.skipped = {1, 2, 3, 7, 9, 10};
    const std::string line = command_line(options);
    CHECK(line == "--from 17 --seeds 1 --devices 3 --seconds 12 --without claims,repeats --skip 1-3,7,9-10");
    std::vector<std::string> words = {"xingke_simulation"};
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    const auto read = parse_arguments(static_cast<int>(pointers.size()), pointers.data());
    REQUIRE(read);
    CHECK(read->from == 17);
    CHECK(read->world.device_count == 3);
    CHECK(read->world.busy_ms == 12'000);
    CHECK(read->world.without == options.without);
    CHECK(read->world.skipped == options.skipped);
}

TEST_CASE("a seed replays exactly, and an action that is left out changes no other one's choice") {
    send_log_to([](LogLevel, std::string_view) {}, LogLevel::error);
    const model::Catalogue catalogue = catalogue::core();
    WorldOptions options;
    options.seed = 5;
    options.busy_ms = 10'000;
    const Report first = World(options, catalogue).run(), second = World(options, catalogue).run();
    CHECK(first.action_count == second.action_count);
    CHECK(first.transaction_count == second.transaction_count);
    CHECK(first.fault_count == second.fault_count);
    options.skipped = {3};
    CHECK(World(options, catalogue).run().action_count == first.action_count);
}
