// Port: randomness, unpredictable in the product and seeded in tests and the simulation.
#pragma once

#include <cstdint>
#include <span>

namespace xingke {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    // Uniform in [0, bound); 0 when bound is 0. The bias of the modulus is below 2^-32 for the bounds we use.
    std::uint64_t below(std::uint64_t bound) {
        std::uint8_t bytes[8];
        fill(bytes);
        std::uint64_t value = 0;
        for (const std::uint8_t byte : bytes) {
            value = value << 8 | byte;
        }
        return bound == 0 ? 0 : value % bound;
    }
};

}  // namespace xingke
