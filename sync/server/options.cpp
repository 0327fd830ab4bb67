#include "sync/server/options.h"

#include <array>
#include <charconv>

#include "app/base/text.h"
#include "sync/server/storage/postgres_connection.h"

namespace xingke::server {
namespace {

struct Verb {
    std::string_view noun, verb;
    Command command;
};

constexpr std::array<Verb, 17> verbs = {{
    {"serve", "", Command::serve},
    {"company", "add", Command::company_add},
    {"user", "add", Command::user_add},
    {"user", "password", Command::user_password},
    {"user", "disable", Command::user_disable},
    {"user", "enable", Command::user_enable},
    {"user", "department", Command::user_department},
    {"user", "list", Command::user_list},
    {"session", "revoke", Command::session_revoke},
    {"device", "list", Command::device_list},
    {"device", "revoke", Command::device_revoke},
    {"type", "list", Command::type_list},
    {"type", "schema", Command::type_schema},
    {"backup", "", Command::backup},
    {"restore", "", Command::restore},
    {"check", "", Command::check},
    {"file", "collect", Command::file_collect},
}};

struct Flag {
    std::string_view name;
    bool takes_value;
    std::string_view for_nouns;  // separated by spaces
    // A mistake, or empty.
    std::string (*apply)(Options&, std::string_view value);
};

std::string set_port(Options& options, std::string_view value) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number > 65535) {
        return "--port takes a number from 0 to 65535, not \"" + std::string(value) + "\".";
    }
    options.port = static_cast<unsigned short>(number);
    return "";
}

std::string set_role(Options& options, std::string_view value) {
    if (!model::role_of_key(value, options.role)) {
        return "--role takes administrator, manager, salesperson, quality, finance or read_only, not \"" +
               std::string(value) + "\".";
    }
    return "";
}

template <std::string Options::* member>
std::string set_text(Options& options, std::string_view value) {
    options.*member = value;
    return "";
}

template <bool Options::* member>
std::string set_yes(Options& options, std::string_view) {
    options.*member = true;
    return "";
}

std::string set_database(Options& options, std::string_view value) {
    options.database = value;
    return PostgresConnection::mistake_in(options.database);
}

std::string set_password(Options& options, std::string_view value) {
    options.password = value;
    return "";
}

template <std::int64_t BlobSettings::* member>
std::string set_megabytes(Options& options, std::string_view value) {
    constexpr std::int64_t megabytes_max = 1'000'000;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 1 || number > megabytes_max) {
        return "a number of megabytes from 1 to 1000000 is needed, not \"" + std::string(value) + "\".";
    }
    options.blobs.*member = number * mebibyte;
    return "";
}

std::string set_file_types(Options& options, std::string_view value) {
    options.blobs.media_types.clear();
    for (const std::string_view type : split(value, ',')) {
        if (type.find('/') == std::string_view::npos) {
            return "--file-types takes media types such as image/jpeg,application/pdf, not \"" + std::string(type) +
                   "\".";
        }
        options.blobs.media_types.emplace_back(type);
    }
    return "";
}

constexpr std::array<Flag, 21> flags = {{
    {"--data", true, "serve company user session device type backup restore check file", set_text<&Options::data>},
    {"--database", true, "serve company user session device type backup restore check file", set_database},
    {"--app", true, "serve", set_text<&Options::app>},
    {"--bind", true, "serve", set_text<&Options::address>},
    {"--port", true, "serve", set_port},
    {"--demo", false, "serve", set_yes<&Options::demo>},
    {"--behind-proxy", false, "serve", set_yes<&Options::behind_proxy>},
    {"--login", true, "user session", set_text<&Options::login>},
    {"--name", true, "user company type", set_text<&Options::name>},
    {"--role", true, "user", set_role},
    {"--department", true, "user", set_text<&Options::department>},
    {"--signs-for", true, "user", set_text<&Options::signs_for>},
    {"--device", true, "device", set_text<&Options::device>},
    {"--company", true, "user device type", set_text<&Options::company>},
    {"--password", true, "user", set_password},
    {"--file-mb", true, "serve", set_megabytes<&BlobSettings::file_bytes_max>},
    {"--files-mb", true, "serve", set_megabytes<&BlobSettings::company_bytes_max>},
    {"--file-types", true, "serve", set_file_types},
    {"--tls-certificate", true, "serve", set_text<&Options::tls_certificate>},
    {"--tls-key", true, "serve", set_text<&Options::tls_key>},
    {"--limit", true, "serve",
     [](Options& options, std::string_view value) { return set_limit(options.limits, value); }},
}};

const Flag* find_flag(std::string_view name) {
    for (const Flag& flag : flags) {
        if (flag.name == name) {
            return &flag;
        }
    }
    return nullptr;
}

std::string take_flags(Options& options, std::string_view noun, std::span<const std::string_view> words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string_view name = words[at];
        const bool takes_file = noun == "backup" || noun == "restore" || noun == "check";
        if (takes_file && options.file.empty() && !name.starts_with("-")) {
            options.file = name;
            continue;
        }
        std::optional<std::string_view> value;
        if (const std::size_t sign = name.find('='); sign != std::string_view::npos) {
            value = name.substr(sign + 1);
            name = name.substr(0, sign);
        }
        const Flag* flag = find_flag(name);
        if (flag == nullptr || flag->for_nouns.find(noun) == std::string_view::npos) {
            return "\"" + std::string(noun) + "\" does not know \"" + std::string(name) + "\".";
        }
        if (flag->takes_value && !value) {
            if (at + 1 >= words.size()) {
                return std::string(name) + " needs a value.";
            }
            value = words[++at];
        }
        if (std::string mistake = flag->apply(options, value.value_or("")); !mistake.empty()) {
            return mistake;
        }
    }
    return "";
}

std::string missing(const Options& options) {
    switch (options.command) {
        case Command::company_add:
            return options.name.empty() ? "company add needs --name." : "";
        case Command::user_add:
            return options.login.empty() || options.name.empty() ? "user add needs --login and --name." : "";
        case Command::user_password:
        case Command::user_disable:
        case Command::user_enable:
        case Command::user_department:
        case Command::session_revoke:
            return options.login.empty() ? "--login is needed." : "";
        case Command::device_revoke:
            return options.device.empty() ? "device revoke needs --device." : "";
        case Command::type_schema:
            return options.name.empty() ? "type schema needs --name." : "";
        case Command::backup:
        case Command::restore:
            return options.file.empty() ? "backup and restore need the name of a file." : "";
        case Command::serve:
            return options.tls_certificate.empty() != options.tls_key.empty()
                       ? "--tls-certificate and --tls-key are given together."
                       : "";
        case Command::check:
        case Command::help:
        case Command::user_list:
        case Command::device_list:
        case Command::type_list:
        case Command::file_collect:
            return "";
    }
    return "";
}

struct Help {
    std::string_view noun;
    std::string_view text;
};

constexpr std::array<Help, 10> helps = {{
    {"serve",
     R"(xingke-server serve [--data DIR] [--app DIR] [--bind ADDRESS] [--port N] [--demo] [--behind-proxy]
                    [--file-mb N] [--files-mb N] [--file-types T,T] [--tls-certificate FILE --tls-key FILE]
                    [--limit NAME=N]
    Serves the app and its data. Creates the database when there is none. Stops in good order on Ctrl+C or SIGTERM.
      --data DIR       where the database lies (default: data)
      --database URL   a PostgreSQL database instead, which several servers may share; see below
      --app DIR        the built app to hand out; without it only the interface for programs
      --bind ADDRESS   the address to listen on (default: 127.0.0.1, this computer only; 0.0.0.0: all)
      --port N         the port (default: 8080; 0: any that is free)
      --demo           fills an empty database with a demo company and prints its accounts
      --file-mb N      how large one photo or file may be, in MB (default: 20)
      --files-mb N     how much all files of a company may take, in MB (default: 10240)
      --file-types T   which kinds of files are kept, as media types with commas between (default: pictures, PDF,
                       Office documents, texts, archives, sound)
      --behind-proxy   takes the visitor's address from the proxy's X-Forwarded-For
      --tls-certificate FILE, --tls-key FILE
                       PEM files; then HTTPS alone is spoken, TLS 1.2 and later. SIGHUP reads them again.
      --limit NAME=N   sets one limit; may be said for several. NAME and its default are:
%limits%    Examples:
      xingke-server serve --data /var/lib/xingke --app /usr/share/xingke/app
      xingke-server serve --data demo --app build/wasm/app/dist --demo --port 9000
)"},
    {"company", R"(xingke-server company add --name NAME [--data DIR]
    Makes a company.
    Example:
      xingke-server company add --name 北京思优特科技发展有限公司 --data /var/lib/xingke
)"},
    {"device", R"(xingke-server device list [--company C] [--data DIR]
    Prints each device that has spoken to the server: number, account, last contact, how many changes it had not sent.
xingke-server device revoke --device NUMBER [--company C] [--data DIR]
    Keeps the device out for good. At its next contact it erases what it keeps, what it has not sent included.
    Example:
      xingke-server device revoke --device 01a0c450-6c00-7117-8565-770680762d22
)"},
    {"user",
     R"(xingke-server user add --login L --name N --role R [--department D] [--signs-for S]
    [--company C] [--password P] [--data DIR]
    Makes an account. R is administrator, manager, salesperson (default), quality, finance or read_only. D and S
    are as below. --company may be left out when there is only one. Without --password it is asked for, or read from
    standard input.
xingke-server user department --login L --department D [--signs-for S] [--data DIR]
    Moves a person to another department; an empty one is none. Higher departments stand first: 销售部/华东.
    A manager sees the records of the department and of those below it; without a department, of the company.
    S is the place that the person signs for in a countersignature; not said, it is the last part of D.
xingke-server user password --login L [--password P] [--data DIR]
    Sets a new password and ends all sessions of the account.
xingke-server user disable --login L [--data DIR]
xingke-server user enable --login L [--data DIR]
    Keeps an account out, or lets it in again.
xingke-server user list [--company C] [--data DIR]
    Lists the accounts, tab-separated: login, name, role, company, state.
    Examples:
      xingke-server user add --login wangfang --name 王芳 --role manager --data /var/lib/xingke
      printf %s "$NEW_PASSWORD" | xingke-server user password --login wangfang --data /var/lib/xingke
)"},
    {"session", R"(xingke-server session revoke --login L [--data DIR]
    Ends all sessions of an account: every device of that person must sign in again. Nothing on the devices is lost.
    Example:
      xingke-server session revoke --login wangfang --data /var/lib/xingke
)"},
    {"type", R"(xingke-server type list [--company C] [--data DIR]
    Lists the record types of a company, its own ones included, tab-separated: name, Chinese title, English title.
xingke-server type schema --name TYPE [--company C] [--data DIR]
    Prints the JSON Schema of a record type, with the fields that the company added.
    Example:
      xingke-server type schema --name customer --data /var/lib/xingke
)"},
    {"backup", R"(xingke-server backup FILE [--data DIR]
    Writes everything as of one moment into a new file, while the server runs. The file is a SQLite database, whichever
    kind it came from, and restores into either kind.
    Example:
      xingke-server backup /backup/xingke-20261121.db --data /var/lib/xingke
)"},
    {"restore", R"(xingke-server restore FILE [--data DIR]
    Reads a backup into an empty database, after checking it; start the server afterwards. Each company gets a new
    epoch, by which devices notice.
    Example:
      xingke-server restore /backup/xingke-20261121.db --database postgres://xingke@db/crm
)"},
    {"check", R"(xingke-server check [FILE] [--data DIR]
    Looks whether everything fits together, in the database (while the server runs; a copy is made beside it, or in the
    folder for temporary files) or in a backup. Prints what does not, a line each.
)"},
    {"file", R"(xingke-server file collect [--data DIR]
    Removes files that no record has referred to for 30 days, and uploads that were given up; prints how many went. A
    running server does the same once a day.
    Example:
      xingke-server file collect --data /var/lib/xingke
)"},
}};

constexpr std::string_view database_help =
    R"(Every command takes --database URL instead of --data DIR: postgres://USER@HOST:PORT/NAME, a database made with
    CREATE DATABASE NAME ENCODING 'UTF8' that belongs to USER. A password is best left to libpq's ~/.pgpass or
    PGPASSWORD: what stands on a command line can be seen by others on this computer.
)";

}  // namespace

std::string help_text(std::string_view about) {
    std::string text;
    if (about.empty()) {
        text = "xingke-server: the server of Xingke 行客. All commands work while it runs.\n\n";
    }
    for (const Help& help : helps) {
        if (about.empty() || about == help.noun) {
            constexpr std::string_view place = "%limits%";
            const std::size_t at = help.text.find(place);
            text += help.text.substr(0, at);
            if (at != std::string_view::npos) {
                text += limit_help();
                text += help.text.substr(at + place.size());
            }
            text += '\n';
        }
    }
    text += database_help;
    return text;
}

Usage parse_options(std::span<const std::string_view> words) {
    Usage usage;
    if (words.empty()) {
        return usage;
    }
    const std::string_view noun = words.front();
    for (const std::string_view word : words) {
        if (word == "--help" || word == "-h" || word == "help") {
            usage.options.help_about = noun.starts_with("-") || noun == "help" ? "" : noun;
            return usage;
        }
    }
    for (const Verb& verb : verbs) {
        const bool is_verb = verb.noun == noun && (verb.verb.empty() || (words.size() > 1 && words[1] == verb.verb));
        if (is_verb) {
            usage.options.command = verb.command;
            usage.mistake = take_flags(usage.options, noun, words.subspan(verb.verb.empty() ? 1 : 2));
            if (usage.mistake.empty()) {
                usage.mistake = missing(usage.options);
            }
            return usage;
        }
    }
    usage.mistake = "There is no command \"" + std::string(noun) +
                    (words.size() > 1 && !words[1].starts_with("-") ? " " + std::string(words[1]) : "") + "\".";
    return usage;
}

}  // namespace xingke::server
