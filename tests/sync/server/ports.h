// The server's ports for its tests: a clock that moves when told, repeatable randomness, a folder that goes away.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "app/base/clock.h"
#include "app/base/random.h"

namespace xingke::server {

class StandingClock : public Clock {
public:
    Instant now() override { return {now_ms}; }
    std::int64_t monotonic_ms() override { return now_ms; }
    int utc_offset_minutes(Instant) override { return 480; }
    std::int64_t now_ms = 1'790'000'000'000;
};

class FixedRandom : public Random {
public:
    explicit FixedRandom(std::uint64_t seed) : generator_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(generator_());
        }
    }

private:
    std::mt19937_64 generator_;
};

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "xingke_test_XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace xingke::server
