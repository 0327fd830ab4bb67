// One run: a company, a few people with their devices, and everything that goes wrong between them, all from one seed.
// First the people act while the faults strike; then the faults end, and after a while everything must agree.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/player.h"

namespace xingke::simulation {

// One thing that somebody does in a world without chance.
struct Cue {
    std::size_t seat = 0;
    Player::Act act = Player::Act::edit;
};

struct WorldOptions {
    std::uint64_t seed = 1;
    std::size_t device_count = 0;        // 0: two, or now and then more
    std::int64_t busy_ms = 0;            // how long the people act; 0: random, up to a minute
    std::int64_t action_every_ms = 0;    // mean time between two things that a person does; 0: random
    std::int64_t calm_ms_max = 240'000;  // how long it may take afterwards until all agree (I14)
    bool has_faults = true;
    std::set<std::string> without;    // faults (faults.h) and kinds of action (Player::name_of) that do not occur
    std::set<std::uint64_t> skipped;  // actions that are left out, by their number
    // Instead of all that: exactly these actions, and of what may go wrong exactly what is chosen.
    std::vector<Cue> script;
    Choices* choices = nullptr;
    bool traces = false;  // tells what happens, on standard output
};

struct Report {
    std::vector<std::string> violations;
    std::size_t device_count = 0;
    std::int64_t busy_ms = 0;
    std::uint64_t fault_count = 0;
    std::uint64_t action_count = 0;
    std::uint64_t performed_count = 0;  // of these, those that were not left out
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

    void draw_options();
    void seat_people();
    void make_twins();
    void sit_down();
    void live();
    void play();
    void intrude();
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
