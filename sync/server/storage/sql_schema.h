// The tables of the server's database, once for SQLite and PostgreSQL, as the steps that led to them: a database of
// version n is given the steps above n, in one transaction. Written in SQLite's words; postgres_connection.h
// translates. A new table or column is a new step with the next version, never a change of an old one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace xingke::server {

struct SchemaStep {
    std::int64_t version = 0;
    std::string_view sql;
};

std::span<const SchemaStep> schema_steps();
std::int64_t schema_version();

}  // namespace xingke::server
