// What the work on one open database shares: the store, what waits in it, who works, and the ports. Lives in the data
// worker; everything in app/client that is not the screen's end gets a reference to it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/base/clock.h"
#include "app/base/random.h"
#include "app/base/result.h"
#include "app/model/catalogue.h"
#include "app/model/permission.h"
#include "app/store/change_log.h"
#include "app/store/history.h"
#include "app/store/store.h"

namespace xingke::client {

// Who is signed in on this device, as kept in the database: it needs no network to work on.
struct Account {
    RecordId user;
    model::Role role = model::Role::read_only;
    std::string name, login, company;
    std::string device_code;           // of this device, for numbers; empty: signed in before the server gave codes
    std::string renewal_token;         // of the session (session_network.h); empty: the server wants a sign-in again
    std::string access_token = {};     // in memory only; empty: none yet
    std::int64_t access_until_ms = 0;  // monotonic: when another one is due

    model::Actor actor() const { return {user, role}; }
};

struct Workspace {
    const model::Catalogue& core;       // as the app declares it
    const model::Catalogue& catalogue;  // with the company's layer on it
    Clock& clock;
    Random& random;
    store::Store& store;
    store::ChangeLog log;
    store::History history;
    DeviceId device;
    Account account;  // user nil: nobody has signed in yet, or everybody has signed out
};

// Keys of Store::meta that this layer owns.
namespace meta_key {
constexpr std::string_view device = "device";
constexpr std::string_view cursor = "cursor";                    // the consistency point that this device has reached
constexpr std::string_view epoch = "epoch";                      // hex; missing: never spoken to the server
constexpr std::string_view sight = "sight";                      // hex; by which the cursor was or is being reached
constexpr std::string_view first_sync_done = "first_sync_done";  // "1" once the cursor has left 0
constexpr std::string_view resync = "resync";                    // "1" while pulling everything again
constexpr std::string_view pull_seq = "pull_seq";                // where a pull of several pages goes on
constexpr std::string_view pull_record = "pull_record";
constexpr std::string_view synced_at = "synced_at";
constexpr std::string_view user = "user", role = "role", name = "user_name", login = "login", company = "company";
constexpr std::string_view token = "token";  // that renews the session
constexpr std::string_view device_code = "device_code";
}  // namespace meta_key

Result<std::uint64_t> meta_number(store::Store& store, std::string_view key);
Result<void> set_meta_number(store::Store& store, std::string_view key, std::uint64_t value);

// Lower-case hexadecimal, for what is kept as text.
std::string hex_of(std::span<const std::uint8_t> bytes);
std::optional<Bytes> bytes_of_hex(std::string_view text);

}  // namespace xingke::client
