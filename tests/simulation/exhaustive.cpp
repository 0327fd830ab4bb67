#include "tests/simulation/exhaustive.h"

namespace xingke::simulation {

const std::vector<SmallCase>& small_cases() {
    using Act = Player::Act;
    static const std::vector<SmallCase> all = {
        {"two edit the same record", {{0, Act::create_customer}, {1, Act::edit}, {0, Act::edit}, {1, Act::edit_twins}}},
        {"a form stays open while it is handed over",
         {{0, Act::create_customer}, {0, Act::keep_form}, {1, Act::hand_over}, {0, Act::submit}}},
        {"one deletes what the other edits",
         {{0, Act::create_customer}, {1, Act::remove_or_restore}, {0, Act::edit}, {0, Act::undo}}},
        {"a refusal stands between two edits",
         {{0, Act::create_customer}, {0, Act::edit_wrongly}, {0, Act::edit}, {1, Act::edit_twins}}},
    };
    return all;
}

Explored explore(const SmallCase& small, Choices::Bounds bounds, const model::Catalogue& catalogue, bool stops_early) {
    Explored explored;
    Choices choices(bounds);
    do {
        WorldOptions options;
        options.device_count = 2;
        options.script = small.script;
        options.choices = &choices;
        const Report report = World(options, catalogue).run();
        ++explored.run_count;
        if (!report.violations.empty()) {
            if (++explored.failed_count == 1) {
                explored.first_violations = report.violations;
                explored.first_failed_run = explored.run_count;
            }
            if (stops_early) {
                break;
            }
        }
    } while (choices.next());
    return explored;
}

}  // namespace xingke::simulation
