// The command line of xingke-server, as data.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/model/record_type.h"
#include "sync/server/blobs.h"
#include "sync/server/limit_options.h"

namespace xingke::server {

enum class Command {
    help,
    serve,
    company_add,
    user_add,
    user_password,
    user_disable,
    user_enable,
    user_department,
    user_list,
    session_revoke,
    device_list,
    device_revoke,
    type_list,
    type_schema,
    backup,
    restore,
    check,
    file_collect,
};

struct Options {
    Command command = Command::help;
    std::string help_about;  // the word whose help was asked for; empty: everything
    std::string data = "data";
    std::string database;  // of a PostgreSQL; empty: SQLite in the folder `data`
    std::string app;
    std::string file;  // of backup, restore and check
    std::string address = "127.0.0.1";
    unsigned short port = 8080;
    bool demo = false;
    bool behind_proxy = false;
    std::string login, name, company, department, signs_for, device;
    std::optional<std::string> password;  // otherwise asked for, or read from standard input
    model::Role role = model::Role::salesperson;
    BlobSettings blobs;
    LimitSettings limits;
    std::string tls_certificate, tls_key;  // files; both or neither
};

struct Usage {
    Options options;
    std::string mistake;  // empty: none; otherwise a sentence that says what to write instead
};

// The words after the program's name.
Usage parse_options(std::span<const std::string_view> words);
// What a word (serve, user, company, session, device, type, file, backup …) does, with examples; an empty word: all of
// it.
std::string help_text(std::string_view about);

}  // namespace xingke::server
