// A disk that behaves as badly as a disk may: what was not synced can be lost, in any subset, and one write can be torn
// at a sector. It can also be full, or fail, at the n-th operation. Deterministic: everything random comes from the
// Random that crash() is given.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>

#include "app/base/bytes.h"
#include "app/base/files.h"
#include "app/base/random.h"

namespace xingke::simulation {

class ModelDisk : public Files {
public:
    static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

    ModelDisk();
    ~ModelDisk() override;

    File* open(std::string_view name) override;
    bool is_durable() const override { return true; }

    // Writes, truncations and syncs so far: the places where a crash makes a difference.
    std::uint64_t operation_count() const;

    struct Faults {
        std::uint64_t fail_from = never;   // the operation (counted as above, from 0) that fails first
        std::uint64_t fail_until = never;  // … and the first that works again
        Fault fault = Fault::storage;      // storage_full: only operations that grow a file fail
    };
    void set_faults(const Faults& faults);
    // A program that the power cut stops: from this operation on nothing reaches the disk and everything fails, until
    // crash() is called.
    void stop_at(std::uint64_t operation);
    bool has_stopped() const;

    // Power is lost and returns: of the unsynced writes of each file, in a random half of the crashes an initial part
    // survives (written in order), otherwise any subset; the last survivor may be torn. Open files stay valid objects.
    void crash(Random& random);

private:
    struct State;
    class ModelFile;
    std::unique_ptr<State> state_;
    std::map<std::string, std::unique_ptr<ModelFile>, std::less<>> files_;
};

}  // namespace xingke::simulation
