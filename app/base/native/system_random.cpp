#include "app/base/native/system_random.h"

#include <sys/random.h>

#include <cerrno>

#include "app/base/check.h"

namespace xingke {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t size = getrandom(bytes.data(), bytes.size(), 0);
        if (size < 0) {
            CHECK(errno == EINTR, "the kernel gives random bytes");
            continue;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
}

}  // namespace xingke
