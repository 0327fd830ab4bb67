// The data side's face: receives the screen's frames, owns the session (database, commands, live queries, sync) and
// sends frames back. Runs in the data worker; natively, tests pump it in their own thread. Never blocks but on the
// disk.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "app/base/bytes.h"
#include "app/model/catalogue.h"
#include "app/platform/data_platform.h"

namespace xingke::client {

class DataHost {
public:
    // `send` carries one encoded ToScreen frame.
    DataHost(platform::DataPlatform platform, const model::Catalogue& catalogue, std::function<void(Bytes)> send);
    ~DataHost();

    // Opens the database, reports SessionState and SyncState, begins to sync. Once.
    void start();
    void receive(std::span<const std::uint8_t> frame);
    // Does what is due (retries, long work in slices) and returns in how many ms it wants to be called again; -1: only
    // after the next frame or network answer.
    std::int64_t tick();
    // Before the worker goes away: checkpoint, close the database. Nothing may be called afterwards.
    void close();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::client
