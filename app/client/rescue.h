// What only this device has, saved from a damaged database before it is begun anew: who works here, as which device,
// and the transactions that the server has not taken. Everything else can be had from the server again.
//
//   damaged ──read_rescue()──▶ Rescue ──encode──▶ rescue file, synced ──▶ database erased ──put_rescue()──▶ working
//
// LocalDatabase goes that way, and goes on with it at the next start when the program ended in the middle.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/client/workspace.h"

namespace xingke::client {

struct Rescue {
    bool is_complete = true;                                // nothing that was looked for was unreadable
    std::vector<std::pair<std::string, std::string>> meta;  // device, account, counters
    std::vector<store::OutboxEntry> entries;                // waiting and rejected ones, by counter
};

// Takes what can be read; never fails.
Rescue read_rescue(Database& damaged);

Bytes encode(const Rescue& rescue);
// Faults: storage, of bytes that are not a whole rescue.
Result<Rescue> decode_rescue(std::span<const std::uint8_t> bytes);

// Into the new database, in a transaction of its own. A complete rescue goes on as the same device, so that what the
// server has taken meanwhile is not taken twice; otherwise the transactions are those of a new device, whose person
// signs in again. Returns how many there are.
Result<std::uint64_t> put_rescue(Workspace& workspace, const Rescue& rescue);

}  // namespace xingke::client
