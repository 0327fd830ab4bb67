// The dry run of pool rules: how many customers would go tonight and tomorrow, by owner, from all that this device
// knows, by the function that the server releases with.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/pool.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class PoolForecast {
public:
    struct Line {
        std::string owner;
        std::int64_t tonight = 0, tomorrow = 0;
    };
    struct Answer {
        bool is_ready = false;
        std::int64_t tonight = 0, tomorrow = 0;
        std::vector<Line> lines;  // most tonight first
    };

    // Reads on in the background; asked each frame.
    const Answer& of(Desk& desk, const model::PoolRules& rules);

private:
    struct Customer {
        std::string owner;
        model::PoolFacts facts;
    };
    void read(Desk& desk);

    std::unique_ptr<client::LiveQuery> query_;
    std::uint64_t read_version_ = 0;
    std::vector<Customer> customers_;
    bool is_read_ = false;
    model::PoolRules rules_;
    std::int64_t day_ = 0;
    Answer answer_;
};

}  // namespace xingke::ui
