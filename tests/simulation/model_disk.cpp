#include "tests/simulation/model_disk.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace xingke::simulation {
namespace {

constexpr std::size_t sector_size = 512;

Error disk_error(Fault fault, std::string detail) {
    return {fault, {fault == Fault::storage_full ? Text::storage_full : Text::storage_failed, {}}, std::move(detail)};
}

// One change to a file that may still be lost.
struct Unsynced {
    bool is_truncation = false;
    std::size_t offset = 0;  // of a truncation: the new size
    Bytes bytes;
};

void apply_change(Bytes& content, const Unsynced& change, std::size_t size) {
    if (change.is_truncation) {
        content.resize(change.offset);
        return;
    }
    content.resize(std::max(content.size(), change.offset + size));
    std::copy_n(change.bytes.begin(), size, content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void apply_change(Bytes& content, const Unsynced& change) {
    apply_change(content, change, change.bytes.size());
}

}  // namespace

struct ModelDisk::State {
    std::uint64_t operation_count = 0;
    std::uint64_t stop_at = never;
    Faults faults;

    bool has_stopped() const { return operation_count > stop_at; }

    // Counts one operation; what it must answer with, if it fails.
    std::optional<Error> begin_operation(bool grows) {
        const std::uint64_t operation = operation_count++;
        if (operation >= stop_at) {
            return disk_error(Fault::storage, "the power is off");
        }
        const bool is_faulty = operation >= faults.fail_from && operation < faults.fail_until;
        if (is_faulty && (grows || faults.fault != Fault::storage_full)) {
            return disk_error(faults.fault, "planted fault");
        }
        return std::nullopt;
    }
};

class ModelDisk::ModelFile : public File {
public:
    explicit ModelFile(State& state) : state_(state) {}

    Result<std::size_t> read(std::int64_t offset, std::span<std::uint8_t> bytes) override {
        const auto from = static_cast<std::size_t>(offset);
        const std::size_t size = from < current_.size() ? std::min(bytes.size(), current_.size() - from) : 0;
        if (size > 0) {
            std::copy_n(current_.begin() + offset, size, bytes.begin());
        }
        return size;
    }

    Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes) override {
        const auto from = static_cast<std::size_t>(offset);
        return change({false, from, Bytes(bytes.begin(), bytes.end())}, from + bytes.size() > current_.size());
    }

    Result<void> truncate(std::int64_t size) override {
        const auto new_size = static_cast<std::size_t>(size);
        return change({true, new_size, {}}, new_size > current_.size());
    }

    Result<void> sync() override {
        if (auto error = state_.begin_operation(false)) {
            return *std::move(error);
        }
        for (const Unsynced& change : unsynced_) {
            apply_change(durable_, change);
        }
        unsynced_.clear();
        return {};
    }

    Result<std::int64_t> size() override { return static_cast<std::int64_t>(current_.size()); }

    void crash(Random& random) {
        const bool keeps_order = random.below(2) == 0;
        const std::size_t kept_count = static_cast<std::size_t>(random.below(unsynced_.size() + 1));
        for (std::size_t i = 0; i < unsynced_.size(); ++i) {
            const bool is_kept = keeps_order ? i < kept_count : random.below(2) == 0;
            const bool is_torn = keeps_order ? i == kept_count : random.below(8) == 0;
            if (is_torn && !unsynced_[i].is_truncation) {
                const std::size_t sector_count = unsynced_[i].bytes.size() / sector_size;
                apply_change(durable_, unsynced_[i],
                             static_cast<std::size_t>(random.below(sector_count + 1)) * sector_size);
            } else if (is_kept) {
                apply_change(durable_, unsynced_[i]);
            }
        }
        unsynced_.clear();
        current_ = durable_;
    }

private:
    Result<void> change(Unsynced change, bool grows) {
        if (auto error = state_.begin_operation(grows)) {
            return *std::move(error);
        }
        apply_change(current_, change);
        unsynced_.push_back(std::move(change));
        return {};
    }

    State& state_;
    Bytes durable_;                   // what is there after a crash, whatever is lost
    std::vector<Unsynced> unsynced_;  // since the last sync, oldest first
    Bytes current_;                   // what reads see
};

ModelDisk::ModelDisk() : state_(std::make_unique<State>()) {}
ModelDisk::~ModelDisk() = default;

File* ModelDisk::open(std::string_view name) {
    auto found = files_.find(name);
    if (found == files_.end()) {
        found = files_.emplace(std::string(name), std::make_unique<ModelFile>(*state_)).first;
    }
    return found->second.get();
}

std::uint64_t ModelDisk::operation_count() const {
    return state_->operation_count;
}

void ModelDisk::set_faults(const Faults& faults) {
    state_->faults = faults;
}

void ModelDisk::stop_at(std::uint64_t operation) {
    state_->stop_at = operation;
}

bool ModelDisk::has_stopped() const {
    return state_->has_stopped();
}

void ModelDisk::crash(Random& random) {
    state_->stop_at = never;
    for (auto& [name, file] : files_) {
        file->crash(random);
    }
}

}  // namespace xingke::simulation
