#include "sync/server/storage/sql_schema.h"

#include <array>

namespace xingke::server {
namespace {

// `t` is the company's number within this database; every key of a company's data starts with it.
constexpr std::string_view first_schema = R"sql(
CREATE TABLE tenant(
    t INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, epoch BLOB NOT NULL, head INTEGER NOT NULL);
CREATE TABLE record(
    t INTEGER NOT NULL, rid BLOB NOT NULL, type INTEGER NOT NULL, life INTEGER NOT NULL, row_seq INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY(t, rid));
CREATE INDEX record_by_seq ON record(t, row_seq, rid);
CREATE TABLE txn(
    t INTEGER NOT NULL, seq INTEGER NOT NULL, device BLOB NOT NULL, counter INTEGER NOT NULL, author BLOB NOT NULL,
    authored INTEGER NOT NULL, received INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(t, seq));
CREATE TABLE outcome(
    t INTEGER NOT NULL, device BLOB NOT NULL, counter INTEGER NOT NULL, user BLOB NOT NULL, status INTEGER NOT NULL,
    seq INTEGER NOT NULL, detail BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(t, device, counter)) WITHOUT ROWID;
CREATE TABLE device(
    t INTEGER NOT NULL, id BLOB NOT NULL, user BLOB NOT NULL, last_counter INTEGER NOT NULL, waiting INTEGER NOT NULL,
    last_seen INTEGER NOT NULL, revoked INTEGER NOT NULL, PRIMARY KEY(t, id)) WITHOUT ROWID;
CREATE TABLE account(
    login TEXT PRIMARY KEY, t INTEGER NOT NULL, user_rid BLOB NOT NULL, role TEXT NOT NULL,
    password_hash TEXT NOT NULL, disabled INTEGER NOT NULL, UNIQUE(t, user_rid)) WITHOUT ROWID;
CREATE TABLE session(
    token_hash BLOB PRIMARY KEY, t INTEGER NOT NULL, user BLOB NOT NULL, device BLOB NOT NULL,
    created INTEGER NOT NULL, last_used INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX session_by_user ON session(t, user);
)sql";

// What version 2 adds: each device's place, from which its code follows, and the numbers that records have been given.
constexpr std::string_view schema_of_numbers = R"sql(
CREATE TABLE device_code(
    t INTEGER NOT NULL, idx INTEGER NOT NULL, device BLOB NOT NULL, PRIMARY KEY(t, idx), UNIQUE(t, device))
    WITHOUT ROWID;
CREATE TABLE number(
    t INTEGER NOT NULL, type INTEGER NOT NULL, field INTEGER NOT NULL, number TEXT NOT NULL, rid BLOB NOT NULL,
    PRIMARY KEY(t, type, field, number)) WITHOUT ROWID;
)sql";

// What version 4 adds: who sees which record. An older file has had an index for one type alone since version 3.
constexpr std::string_view schema_of_sight = R"sql(
DROP INDEX IF EXISTS declaration_by_seq;
CREATE INDEX record_by_type ON record(t, type, row_seq, rid);
ALTER TABLE tenant ADD COLUMN sight_rules BLOB;
CREATE TABLE posting(
    t INTEGER NOT NULL, rid BLOB NOT NULL, person BLOB NOT NULL, type INTEGER NOT NULL, since INTEGER NOT NULL,
    seq INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY(t, rid, person)) WITHOUT ROWID;
CREATE INDEX posting_by_seq ON posting(t, person, seq, rid);
CREATE TABLE parent(
    t INTEGER NOT NULL, child BLOB NOT NULL, parent BLOB NOT NULL, PRIMARY KEY(t, child)) WITHOUT ROWID;
CREATE INDEX child_by_parent ON parent(t, parent, child);
)sql";

// What version 5 adds: files. A piece's device is empty once its file is whole.
constexpr std::string_view schema_of_blobs = R"sql(
CREATE TABLE blob(
    t INTEGER NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL, touched INTEGER NOT NULL,
    PRIMARY KEY(t, hash)) WITHOUT ROWID;
CREATE TABLE blob_upload(
    t INTEGER NOT NULL, hash BLOB NOT NULL, device BLOB NOT NULL, size INTEGER NOT NULL, have INTEGER NOT NULL,
    touched INTEGER NOT NULL, PRIMARY KEY(t, hash, device)) WITHOUT ROWID;
CREATE TABLE blob_piece(
    t INTEGER NOT NULL, hash BLOB NOT NULL, device BLOB NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY(t, hash, device, at));
CREATE TABLE blob_reference(
    t INTEGER NOT NULL, rid BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(t, rid)) WITHOUT ROWID;
CREATE INDEX blob_reference_by_hash ON blob_reference(t, hash, rid);
)sql";

// What version 6 changes: a session has short-lived tokens that are renewed. Sessions of before end: one signs in
// again.
constexpr std::string_view schema_of_sessions = R"sql(
DROP TABLE session;
CREATE TABLE session(
    id BLOB PRIMARY KEY, t INTEGER NOT NULL, user BLOB NOT NULL, device BLOB NOT NULL, created INTEGER NOT NULL,
    last_used INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL, renewal_hash BLOB NOT NULL,
    previous_hash BLOB NOT NULL, access_hash BLOB NOT NULL, access_expires INTEGER NOT NULL, renewed INTEGER NOT NULL,
    salt BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX session_by_user ON session(t, user);
)sql";

constexpr std::array<SchemaStep, 5> steps = {{
    {1, first_schema},
    {2, schema_of_numbers},
    {4, schema_of_sight},
    {5, schema_of_blobs},
    {6, schema_of_sessions},
}};

}  // namespace

std::span<const SchemaStep> schema_steps() {
    return steps;
}

std::int64_t schema_version() {
    return steps.back().version;
}

}  // namespace xingke::server
