// One run: a company, a few people with their devices, and everything that goes wrong between them, all from one seed.
// First the people act while the faults strike; then the faults end, and after a while everything must agree.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/player.h"

namespace xingke::simulation {

struct WorldOptions {
    std::uint64_t seed = 1;
    std::size_t device_count = 0;        // 0: two, or now and then more
    std::int64_t busy_ms = 60'000;       // how long the people act
    std::int64_t action_every_ms = 0;    // mean time between two things that a person does; 0: random
    std::int64_t calm_ms_max = 240'000;  // how long it may take afterwards until all agree (I14)
    bool has_faults = true;
    bool traces = false;  // tells what happens, on standard output
};

struct Report {
    std::vector<std::string> violations;
    std::uint64_t fault_count = 0;
    std::uint64_t action_count = 0;
    std::uint64_t transaction_count = 0;
    std::uint64_t conflict_count = 0;
    std::uint64_t rejection_count = 0;
};

class World {
public:
    World(const WorldOptions& options, const model::Catalogue& catalogue);
    Report run();

private:
    struct Seat {
        std::unique_ptr<Device> device;
        std::unique_ptr<Player> player;
    };

    void make_twins();
    void start_faults();
    void every(std::int64_t mean_ms, std::function<void()> what);
    void crash(Seat& seat);
    void reboot(Seat& seat);
    void after_event();
    void calm_down();
    bool all_agree() const;
    void check_end();
    void check_device(Seat& seat, const ServerContent& content);
    void check_file(Seat& seat, const ServerContent& content);
    void check_accounts(const ServerContent& content);
    void violated(const std::string& what);
    void trace(const std::string& what) const;

    WorldOptions options_;
    const model::Catalogue& catalogue_;
    SeededRandom random_;
    Timeline timeline_;
    Faults faults_;
    Server server_;
    Ledger ledger_;
    std::vector<Seat> seats_;
    bool is_busy_ = true;
    Report report_;
};

}  // namespace xingke::simulation
