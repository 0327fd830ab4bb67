// xingke_simulation --seeds N --from S: runs that many worlds and says what was found. A failing seed replays exactly
// (--from SEED --seeds 1 --trace) and is made small by itself; what is printed then runs the small one.
#include <malloc.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/catalogue/all.h"
#include "tests/simulation/arguments.h"
#include "tests/simulation/exhaustive.h"
#include "tests/simulation/planted.h"
#include "tests/simulation/shrink.h"

namespace {

using namespace xingke;

constexpr int shrinking_runs_max = 300;
constexpr std::uint64_t shrunk_seeds_max = 3;  // more of them mostly say the same

// What one process has found. In memory that parent and children share, so that it is there when a child is not.
struct Sum {
    std::uint64_t seed = 0;  // under way
    std::uint64_t fault_count = 0, action_count = 0, transaction_count = 0, conflict_count = 0, rejection_count = 0;
    std::uint64_t failed_count = 0, violation_count = 0;
};

void add(Sum& sum, const simulation::Report& report) {
    sum.fault_count += report.fault_count;
    sum.action_count += report.action_count;
    sum.transaction_count += report.transaction_count;
    sum.conflict_count += report.conflict_count;
    sum.rejection_count += report.rejection_count;
    sum.violation_count += report.violations.size();
    sum.failed_count += report.violations.empty() ? 0 : 1;
}

std::string program_name(const simulation::Arguments& arguments) {
    return arguments.mistake.empty() ? "xingke_simulation" : "xingke_planted_simulation --plant " + arguments.mistake;
}

std::string lines(const std::vector<std::string>& violations) {
    std::string text;
    for (const std::string& violation : violations) {
        text += "    " + violation + "\n";
    }
    return text;
}

void report_failure(const simulation::Arguments& arguments, const simulation::WorldOptions& failing,
                    const simulation::Report& report, bool shrinks, const simulation::RunWorld& run) {
    const std::string name = program_name(arguments);
    std::string text = "seed " + std::to_string(failing.seed) + " failed; replay: " + name + " " +
                       simulation::command_line(failing) + " --trace\n" + lines(report.violations);
    if (shrinks) {
        const simulation::Shrunk shrunk = simulation::shrink(failing, report, run, shrinking_runs_max);
        text += "  made small in " + std::to_string(shrunk.run_count) + " runs: " + name + " " +
                simulation::command_line(shrunk.options) + " --trace\n" + lines(shrunk.report.violations);
    }
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

// Every job_count-th seed from `first` on.
void run_seeds(const simulation::Arguments& arguments, const model::Catalogue& catalogue, std::uint64_t first,
               Sum& sum) {
    const simulation::RunWorld run = [&catalogue](const simulation::WorldOptions& options) {
        return simulation::World(options, catalogue).run();
    };
    const std::uint64_t end = arguments.from + arguments.seed_count;
    for (std::uint64_t seed = first; seed < end; seed += arguments.job_count) {
        sum.seed = seed;
        simulation::WorldOptions options = arguments.world;
        options.seed = seed;
        const simulation::Report report = run(options);
        add(sum, report);
        if (!report.violations.empty()) {
            const bool shrinks = !arguments.world.traces && sum.failed_count <= shrunk_seeds_max;
            report_failure(arguments, options, report, shrinks, run);
        }
    }
    sum.seed = end;
}

// A CHECK ends its process, which is a finding, too: the next one goes on behind that seed.
void run_job(const simulation::Arguments& arguments, const model::Catalogue& catalogue, std::uint64_t job, Sum& sum) {
    std::uint64_t first = arguments.from + job;
    while (first < arguments.from + arguments.seed_count) {
        const pid_t child = fork();
        CHECK(child >= 0, "the system can start another process");
        if (child == 0) {
            run_seeds(arguments, catalogue, first, sum);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (status == 0) {
            return;
        }
        ++sum.failed_count;
        ++sum.violation_count;
        std::printf("seed %llu ended the program; replay: %s --from %llu --seeds 1 --trace\n",
                    static_cast<unsigned long long>(sum.seed), program_name(arguments).c_str(),
                    static_cast<unsigned long long>(sum.seed));
        std::fflush(stdout);
        first = sum.seed + arguments.job_count;
    }
}

std::vector<Sum> run_jobs(const simulation::Arguments& arguments, const model::Catalogue& catalogue) {
    const std::size_t size = sizeof(Sum) * arguments.job_count;
    void* const shared = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED, "there is memory for a few numbers");
    Sum* const sums = new (shared) Sum[arguments.job_count];
    std::vector<pid_t> children;
    for (std::uint64_t job = 0; job < arguments.job_count; ++job) {
        const pid_t child = fork();
        CHECK(child >= 0, "the system can start another process");
        if (child == 0) {
            run_job(arguments, catalogue, job, sums[job]);
            _exit(0);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        waitpid(child, nullptr, 0);
    }
    return {sums, sums + arguments.job_count};
}

void print_for_ctest(const simulation::Arguments& arguments, std::uint64_t count, std::uint64_t failed_count) {
    if (arguments.is_ctest) {
        std::printf("[doctest] test cases: %llu | %llu passed | %llu failed | 0 skipped\n",
                    static_cast<unsigned long long>(count), static_cast<unsigned long long>(count - failed_count),
                    static_cast<unsigned long long>(failed_count));
    }
}

int run_small_cases(const simulation::Arguments& arguments, const model::Catalogue& catalogue) {
    std::uint64_t run_count = 0, failed_count = 0;
    for (const simulation::SmallCase& small : simulation::small_cases()) {
        const simulation::Choices::Bounds bounds{.departures_max = arguments.departures_max};
        const simulation::Explored explored = simulation::explore(small, bounds, catalogue, false);
        std::printf("%s: %llu ways, %llu of them wrong\n%s", small.name,
                    static_cast<unsigned long long>(explored.run_count),
                    static_cast<unsigned long long>(explored.failed_count), lines(explored.first_violations).c_str());
        std::fflush(stdout);
        run_count += explored.run_count;
        failed_count += explored.failed_count;
    }
    print_for_ctest(arguments, run_count, failed_count);
    std::printf("%llu ways, %llu violations\n", static_cast<unsigned long long>(run_count),
                static_cast<unsigned long long>(failed_count));
    return failed_count == 0 ? 0 : 1;
}

bool plant_mistake([[maybe_unused]] const std::string& name) {
#ifdef XINGKE_PLANTED
    for (const simulation::NamedMistake& named : simulation::named_mistakes) {
        if (named.name == name) {
            simulation::plant(named.mistake);
            return true;
        }
    }
#endif
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    const std::optional<simulation::Arguments> arguments = simulation::parse_arguments(argc, argv);
    if (!arguments || (!arguments->mistake.empty() && !plant_mistake(arguments->mistake))) {
        std::fputs(simulation::usage, stderr);
        return 2;
    }
    // Each world allocates what the one before gave back: the kernel need not clear it anew.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    // What the client logs when it is treated badly is expected here.
    send_log_to([](LogLevel, std::string_view) {}, LogLevel::error);
    const model::Catalogue catalogue = catalogue::core();
    if (arguments->is_exhaustive) {
        return run_small_cases(*arguments, catalogue);
    }
    Sum all;
    for (const Sum& sum : run_jobs(*arguments, catalogue)) {
        all.fault_count += sum.fault_count;
        all.action_count += sum.action_count;
        all.transaction_count += sum.transaction_count;
        all.conflict_count += sum.conflict_count;
        all.rejection_count += sum.rejection_count;
        all.failed_count += sum.failed_count;
        all.violation_count += sum.violation_count;
    }
    std::printf(
        "%llu actions, %llu transactions, %llu conflicts, %llu rejections\n",
        static_cast<unsigned long long>(all.action_count), static_cast<unsigned long long>(all.transaction_count),
        static_cast<unsigned long long>(all.conflict_count), static_cast<unsigned long long>(all.rejection_count));
    print_for_ctest(*arguments, arguments->seed_count, all.failed_count);
    std::printf("%llu seeds, %llu faults, %llu violations\n", static_cast<unsigned long long>(arguments->seed_count),
                static_cast<unsigned long long>(all.fault_count), static_cast<unsigned long long>(all.violation_count));
    return all.failed_count == 0 ? 0 : 1;
}
