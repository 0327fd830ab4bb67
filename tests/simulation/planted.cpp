#include "tests/simulation/planted.h"

namespace xingke {
namespace {

// The program of which one mistake is a part for a while: everything in it has to see it.
Mistake present = Mistake::none;

}  // namespace

bool planted(Mistake mistake) {
    return mistake == present;
}

}  // namespace xingke

namespace xingke::simulation {

void plant(Mistake mistake) {
    present = mistake;
}

}  // namespace xingke::simulation
