// The way between one device and the server, with everything that may happen on it (faults.h).
#pragma once

#include <map>
#include <memory>

#include "app/platform/network.h"
#include "tests/simulation/choices.h"
#include "tests/simulation/faults.h"
#include "tests/simulation/server.h"
#include "tests/simulation/timeline.h"

namespace xingke::simulation {

class SimulatedNetwork : public platform::Network {
public:
    // `wake` runs after everything that the device hears.
    SimulatedNetwork(std::uint64_t seed, Timeline& timeline, Server& server, const Faults& faults,
                     std::function<void()> wake)
        : random_(seed), timeline_(timeline), server_(server), faults_(faults), wake_(std::move(wake)) {}

    void send(platform::HttpRequest request, std::function<void(platform::HttpResponse)> answer) override;
    bool is_online() const override { return is_online_; }
    void open_live(std::string path, std::string hello, LiveListener listener) override;
    void close_live() override { live_.reset(); }

    // The server has news: whoever is connected may hear of it.
    void hint(model::Seq head);
    void set_online(bool is_online) { is_online_ = is_online; }
    // From now on nothing is left to chance: which of the faults happens, and which answer overtakes another, is
    // chosen.
    void choose_by(Choices& choices) { choices_ = &choices; }
    // Cuts the line; the live connection ends.
    void set_partitioned(bool is_partitioned);
    bool is_partitioned() const { return is_partitioned_; }
    // The device's program is gone: nobody is there to hear an answer.
    void forget_callers();

    std::uint64_t fault_count() const { return fault_count_; }

private:
    struct Call {
        std::function<void(platform::HttpResponse)> answer;
    };
    bool happens(int percent);
    std::int64_t delay_ms();
    void answer(std::uint64_t call, platform::HttpResponse response);
    void damage(Bytes& bytes);
    void close_live_from_outside();

    SeededRandom random_;
    Timeline& timeline_;
    Server& server_;
    const Faults& faults_;
    std::function<void()> wake_;
    std::map<std::uint64_t, Call> calls_;
    std::uint64_t next_call_ = 1;
    std::shared_ptr<LiveListener> live_;
    Choices* choices_ = nullptr;
    bool is_online_ = true;
    bool is_partitioned_ = false;
    std::uint64_t fault_count_ = 0;
};

}  // namespace xingke::simulation
