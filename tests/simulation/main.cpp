// xingke_simulation --seeds N --from S: runs that many worlds and says what was found. A failing seed replays exactly:
// xingke_simulation --from SEED --seeds 1 --trace.
#include <charconv>
#include <cstdio>
#include <string_view>

#include "app/base/log.h"
#include "app/catalogue/all.h"
#include "tests/simulation/world.h"

namespace {

using namespace xingke;

struct Options {
    std::uint64_t from = 1;
    std::uint64_t seed_count = 100;
    simulation::WorldOptions world;
    bool is_ctest = false;  // says how many runs passed in doctest's words, for tools/test.sh
};

constexpr const char* usage =
    "xingke_simulation [--seeds N] [--from SEED] [--devices N] [--seconds N] [--no-faults] [--trace] [--ctest]\n";

bool number_at(int argc, char** argv, int& i, std::uint64_t& value) {
    if (i + 1 >= argc) {
        return false;
    }
    const std::string_view text = argv[++i];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool parse(int argc, char** argv, Options& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        std::uint64_t number = 0;
        if (name == "--trace") {
            options.world.traces = true;
        } else if (name == "--no-faults") {
            options.world.has_faults = false;
        } else if (name == "--ctest") {
            options.is_ctest = true;
        } else if (name == "--seeds" && number_at(argc, argv, i, number)) {
            options.seed_count = number;
        } else if (name == "--from" && number_at(argc, argv, i, number)) {
            options.from = number;
        } else if (name == "--devices" && number_at(argc, argv, i, number) && number > 0) {
            options.world.device_count = number;
        } else if (name == "--seconds" && number_at(argc, argv, i, number)) {
            options.world.busy_ms = static_cast<std::int64_t>(number) * 1000;
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    if (!parse(argc, argv, options)) {
        std::fputs(usage, stderr);
        return 2;
    }
    // What the client logs when it is treated badly is expected here.
    send_log_to([](LogLevel, std::string_view) {}, LogLevel::error);
    const model::Catalogue catalogue = catalogue::core();
    simulation::Report sum;
    std::uint64_t failed_count = 0, violation_count = 0;
    for (std::uint64_t seed = options.from; seed < options.from + options.seed_count; ++seed) {
        options.world.seed = seed;
        const simulation::Report report = simulation::World(options.world, catalogue).run();
        sum.fault_count += report.fault_count;
        sum.action_count += report.action_count;
        sum.transaction_count += report.transaction_count;
        sum.conflict_count += report.conflict_count;
        sum.rejection_count += report.rejection_count;
        violation_count += report.violations.size();
        if (!report.violations.empty()) {
            ++failed_count;
            std::printf("seed %llu failed; replay: xingke_simulation --from %llu --seeds 1 --trace\n",
                        static_cast<unsigned long long>(seed), static_cast<unsigned long long>(seed));
            for (const std::string& violation : report.violations) {
                std::printf("    %s\n", violation.c_str());
            }
        }
    }
    std::printf(
        "%llu actions, %llu transactions, %llu conflicts, %llu rejections\n",
        static_cast<unsigned long long>(sum.action_count), static_cast<unsigned long long>(sum.transaction_count),
        static_cast<unsigned long long>(sum.conflict_count), static_cast<unsigned long long>(sum.rejection_count));
    if (options.is_ctest) {
        std::printf("[doctest] test cases: %llu | %llu passed | %llu failed | 0 skipped\n",
                    static_cast<unsigned long long>(options.seed_count),
                    static_cast<unsigned long long>(options.seed_count - failed_count),
                    static_cast<unsigned long long>(failed_count));
    }
    std::printf("%llu seeds, %llu faults, %llu violations\n", static_cast<unsigned long long>(options.seed_count),
                static_cast<unsigned long long>(sum.fault_count), static_cast<unsigned long long>(violation_count));
    return failed_count == 0 ? 0 : 1;
}
