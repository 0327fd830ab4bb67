// The kernel's random bytes, fit for keys and tokens. Given to the main functions, never to anything that is simulated.
#pragma once

#include "app/base/random.h"

namespace xingke {

class SystemRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace xingke
