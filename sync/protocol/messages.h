// What device and server say to each other over `POST /sync`: one request frame, one response frame (frame.h).
// Both directions are independent: a push never waits for a pull, a rejection never blocks the queue.
//
//   push   transactions of this device in counter order, from any counter on. The server applies each once: a counter
//          it knows gets its stored outcome again; a gap is answered with the counter it expects.
//   pull   net change since a cursor: every record that changed, with the fields newer than the cursor, in
//          (seq, record id) order, page by page. The page with `more` false ends at a consistency point: having applied
//          all pages, the device is at `point`. Also carries the outcomes the device has not acknowledged yet, so that
//          a lost push response repairs itself.
//
// A pull brings what its user may see, and names what has left that user's sight. `sight` identifies what decides it
// (the role, the people whose records the role may see, the declarations): as long as it stays the same, a cursor means
// what it meant; when it has changed, nothing but the new `sight` comes, and the device pulls all again from 0.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "app/model/change.h"

namespace xingke::protocol {

using model::Seq;

enum class Status : std::uint8_t {
    accepted,  // applied; its changes carry `seq`
    merged,    // applied, but some of its values gave way to concurrent ones and wait in the conflict inbox
    rejected,  // not applied; `reasons` say why
};

// A reason as data, turned into words on the device in its reader's language.
struct Reason {
    RecordId record;
    std::string field;  // name; empty = the whole record or transaction
    Message message;
    bool operator==(const Reason&) const = default;
};

struct Outcome {
    std::uint64_t counter = 0;
    Status status = Status::accepted;
    Seq seq = 0;  // 0 when rejected
    std::vector<Reason> reasons;
    // Of what this is the outcome of (content_mark). Only pulls carry it: a push has compared the whole content.
    std::uint64_t content = 0;
    bool operator==(const Outcome&) const = default;
};

// What tells a transaction from another one with the same number: of a device that was set back to an older copy of its
// disk, or of two that are copies of one another. The first eight bytes of the SHA-256 of its encoding.
std::uint64_t content_mark(std::span<const std::uint8_t> digest);

struct PushRequest {
    std::vector<model::Transaction> transactions;  // counters ascending without gaps
    bool operator==(const PushRequest&) const = default;
};

struct PushResponse {
    std::array<std::uint8_t, 16> epoch{};
    std::uint64_t expected_counter = 1;  // the next one the server wants from this device
    bool forked = false;                 // a known counter came with other content: a cloned or rolled-back
                                         // device; it takes a new device id and sends again
    std::vector<Outcome> outcomes;
    bool operator==(const PushResponse&) const = default;
};

// Where a pull goes on: after this record within this seq.
struct PullPosition {
    Seq seq = 0;
    RecordId record;
    auto operator<=>(const PullPosition&) const = default;
};

using Sight = std::array<std::uint8_t, 16>;

struct PullRequest {
    Seq cursor = 0;      // the last consistency point reached
    PullPosition after;  // {cursor, all ones} to begin with
    std::uint32_t record_count_max = 1000;
    std::uint64_t outcomes_after = 0;  // counters up to here are known to the device
    std::uint64_t waiting_count = 0;   // transactions not yet pushed, for the administrator's device list
    Sight sight{};                     // by which the cursor was reached; zero with a pull from the beginning
    bool operator==(const PullRequest&) const = default;
};

struct PulledField {
    model::FieldId field = 0;
    model::FieldState state;
    bool operator==(const PulledField&) const = default;
};

struct PulledRecord {
    RecordId record;
    model::TypeId type = 0;
    std::vector<PulledField> fields;
    bool operator==(const PulledRecord&) const = default;
};

// No longer in sight.
struct GoneRecord {
    RecordId record;
    model::TypeId type = 0;
    bool operator==(const GoneRecord&) const = default;
};

struct PullResponse {
    std::array<std::uint8_t, 16> epoch{};  // changes when the server was restored from a backup
    Seq point = 0;                         // with `more` false: the consistency point reached
    bool more = false;
    PullPosition next;                  // `after` of the next page
    std::uint64_t remaining_count = 0;  // an estimate of records still to come, for progress
    std::int64_t server_time_ms = 0;
    std::uint64_t expected_counter = 1;
    Sight sight{};
    std::vector<PulledRecord> records;
    // None of `records`. Let go of with the last page, and only if no later page brings it again: such a page may
    // count on what the device had at the cursor.
    std::vector<GoneRecord> gone;
    std::vector<Outcome> outcomes;
    bool operator==(const PullResponse&) const = default;
};

// What administrators (and, of their own devices, everybody) do at the server itself, because it must be in force at
// once and for everybody, or must not stand in a record: accounts, departments, devices. The words of each are in
// sync/server/administration.h. A refusal is an answer, not an error: its reader put it into words.
enum class AdminAction : std::uint8_t {
    add_person,
    change_person,
    disable_person,
    enable_person,
    reset_password,
    add_department,
    move_department,
    withdraw_department,
    list_devices,
    revoke_device,
};

struct AdminRequest {
    AdminAction action = AdminAction::list_devices;
    std::vector<std::string> words;
    bool operator==(const AdminRequest&) const = default;
};

struct AdminResponse {
    bool is_refused = false;
    Message refusal;
    std::vector<std::vector<std::string>> rows;
    bool operator==(const AdminResponse&) const = default;
};

// Any of them, as a frame carries it.
using Body = std::variant<PushRequest, PushResponse, PullRequest, PullResponse, AdminRequest, AdminResponse>;

}  // namespace xingke::protocol
