// xingke-server: starts the server, or runs one administrator's command. The only place of the server that knows the
// real clock, the real randomness and the process.
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <vector>

#include "app/base/log.h"
#include "app/base/native/system_clock.h"
#include "app/base/native/system_random.h"
#include "app/catalogue/all.h"
#include "app/model/json_schema.h"
#include "sync/server/demo_data.h"
#include "sync/server/http/listener.h"
#include "sync/server/options.h"
#include "sync/server/storage/backup.h"
#include "sync/server/storage/postgres.h"
#include "sync/server/storage/sqlite.h"

namespace xingke::server {
namespace {

constexpr int exit_failed = 1;
constexpr int exit_misused = 2;

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", words(error.message, Language::chinese).c_str(),
                 words(error.message, Language::english).c_str());
    if (!error.detail.empty()) {
        std::fprintf(stderr, "(%s)\n", error.detail.c_str());
    }
    return exit_failed;
}

// Everything a command needs, made once.
struct Workplace {
    SystemClock clock;
    SystemRandom random;
    model::Catalogue catalogue = catalogue::core();
    Rules rules{catalogue, clock, random};
    std::unique_ptr<Storage> storage;
};

Result<void> open_storage(Workplace& place, const Options& options) {
    // People's data: for nobody else on this computer to read.
    umask(S_IRWXG | S_IRWXO);
    if (!options.database.empty()) {
        place.storage = TRY(PostgresStorage::open(options.database, place.clock));
        return {};
    }
    std::error_code failed;
    std::filesystem::create_directories(options.data, failed);
    if (failed) {
        return Error{Fault::storage, {Text::storage_failed, {}}, options.data + ": " + failed.message()};
    }
    place.storage = TRY(SqliteStorage::open((std::filesystem::path(options.data) / "xingke.db").string()));
    return {};
}

// From the command line, the terminal (unseen) or standard input.
std::string take_password(const Options& options) {
    if (options.password) {
        return *options.password;
    }
    std::string password;
    termios shown{};
    const bool is_terminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (is_terminal) {
        std::fputs("密码 Password: ", stderr);
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    for (int letter = std::getchar(); letter != EOF && letter != '\n'; letter = std::getchar()) {
        password += static_cast<char>(letter);
    }
    if (is_terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        std::fputs("\n", stderr);
    }
    return password;
}

Result<void> list_users(Workplace& place, const Options& options) {
    std::optional<Company> only;
    if (!options.company.empty()) {
        only = TRY(find_company(*place.storage, options.company));
    }
    const auto accounts = TRY(place.storage->accounts());
    for (const Account& account : accounts) {
        if (only && account.company != only->id) {
            continue;
        }
        const auto reading = TRY(place.storage->begin_read(account.company));
        const auto record = TRY(reading->find_record(account.user));
        const auto* name = record ? std::get_if<std::string>(&model::value_of(*record, 1)) : nullptr;
        std::printf("%s\t%s\t%s\t%s\t%s\n", account.login.c_str(), name != nullptr ? name->c_str() : "",
                    std::string(model::key_of(account.role)).c_str(), reading->company().name.c_str(),
                    account.is_disabled ? "disabled" : "active");
    }
    return {};
}

// In UTC, as logs have it; empty: never.
std::string time_in_words(Instant instant) {
    std::array<char, 32> text{};
    const std::time_t seconds = instant.ms / 1000;
    std::tm parts{};
    if (instant.ms == 0 || gmtime_r(&seconds, &parts) == nullptr) {
        return "";
    }
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%SZ", &parts)};
}

Result<void> list_devices(Workplace& place, const Options& options) {
    const Company company = TRY(find_company(*place.storage, options.company));
    const auto reading = TRY(place.storage->begin_read(company.id));
    for (const Device& device : TRY(reading->devices())) {
        const auto account = TRY(reading->find_account(device.user));
        std::printf("%s\t%s\t%s\t%llu waiting\t%s\n", print(device.id).c_str(), account ? account->login.c_str() : "",
                    time_in_words(device.last_seen).c_str(), static_cast<unsigned long long>(device.waiting_count),
                    device.is_revoked ? "revoked" : "active");
    }
    return {};
}

// What records of a company may hold.
Result<void> show_types(Workplace& place, const Options& options) {
    const Company company = TRY(find_company(*place.storage, options.company));
    const auto reading = TRY(place.storage->begin_read(company.id));
    const auto catalogue = TRY(place.rules.companies->of(*reading, place.catalogue));
    if (options.command == Command::type_list) {
        for (const model::RecordType& type : catalogue->types()) {
            std::printf("%s\t%s\t%s\n", type.name.c_str(), std::string(type.title.chinese).c_str(),
                        std::string(type.title.english).c_str());
        }
        return {};
    }
    const model::RecordType* type = catalogue->find(options.name);
    if (type == nullptr) {
        return Error{
            Fault::not_found, {Text::declaration_type_unknown, {argument("name", options.name)}}, options.name};
    }
    std::printf("%s\n", model::json_schema(*type, Language::chinese).c_str());
    return {};
}

Result<std::vector<std::string>> check_place(Workplace& place, const Options& options) {
    if (!options.file.empty()) {
        return check_file(options.file);
    }
    return check(*place.storage,
                 options.database.empty() ? options.data : std::filesystem::temp_directory_path().string());
}

Result<void> show_faults(const std::vector<std::string>& faults) {
    for (const std::string& fault : faults) {
        std::printf("%s\n", fault.c_str());
    }
    if (!faults.empty()) {
        const std::string count = std::to_string(faults.size());
        return Error{Fault::storage, {Text::check_found, {argument("count", count)}}, ""};
    }
    return {};
}

Result<void> run_command(Workplace& place, const Options& options) {
    switch (options.command) {
        case Command::company_add: {
            const Company company = TRY(add_company(*place.storage, place.rules, options.name));
            std::printf("%s\n", company.name.c_str());
            return {};
        }
        case Command::user_add: {
            const Company company = TRY(find_company(*place.storage, options.company));
            TRY(add_user(*place.storage, place.rules, company.id,
                         {options.login, options.name, take_password(options), options.role, options.department,
                          options.signs_for}));
            return {};
        }
        case Command::user_password:
            return change_password(*place.storage, options.login, take_password(options));
        case Command::user_disable:
            return disable_user(*place.storage, place.rules, options.login, Disabled::yes);
        case Command::user_enable:
            return disable_user(*place.storage, place.rules, options.login, Disabled::no);
        case Command::user_department:
            return change_department(*place.storage, place.rules, options.login, options.department, options.signs_for);
        case Command::user_list:
            return list_users(place, options);
        case Command::session_revoke: {
            const std::int64_t count = TRY(revoke_sessions(*place.storage, options.login));
            std::printf("%lld\n", static_cast<long long>(count));
            return {};
        }
        case Command::device_list:
            return list_devices(place, options);
        case Command::device_revoke:
            return revoke_device(*place.storage, TRY(find_company(*place.storage, options.company)).id, options.device);
        case Command::file_collect: {
            const std::int64_t count = TRY(Blobs(*place.storage, place.rules, options.blobs).collect());
            std::printf("%lld\n", static_cast<long long>(count));
            return {};
        }
        case Command::type_list:
        case Command::type_schema:
            return show_types(place, options);
        case Command::backup:
            return back_up(*place.storage, options.file);
        case Command::restore:
            return restore(*place.storage, options.file, place.clock, place.random);
        case Command::check:
            return show_faults(TRY(check_place(place, options)));
        case Command::help:
        case Command::serve:
            return {};
    }
    return {};
}

Result<void> ensure_demo(Workplace& place) {
    const auto companies = TRY(place.storage->companies());
    if (!companies.empty()) {
        return {};
    }
    return load_demo(*place.storage, place.rules);
}

void print_welcome(const Options& options, unsigned short port, bool has_demo) {
    const char* scheme = options.tls_key.empty() ? "http" : "https";
    const std::string host =
        options.address == "127.0.0.1" || options.address == "0.0.0.0" ? "localhost" : options.address;
    std::printf("行客 Xingke: %s://%s:%u\n", scheme, host.c_str(), static_cast<unsigned>(port));
    if (has_demo) {
        std::printf("演示账号 demo accounts (密码 password: %s)\n", std::string(demo_password).c_str());
        for (const DemoAccount& account : demo_accounts()) {
            const Title title = model::title_of(account.role);
            std::printf("  %-8s %s · %s %s\n", std::string(account.login).c_str(), std::string(account.name).c_str(),
                        std::string(title.chinese).c_str(), std::string(title.english).c_str());
        }
    }
    std::fflush(stdout);
}

int serve(Workplace& place, const Options& options) {
    if (options.demo) {
        if (const auto loaded = ensure_demo(place); !loaded) {
            return fail(loaded.error());
        }
    }
    const auto demo = place.storage->find_login(demo_accounts().front().login);
    auto accounts = Accounts::make(*place.storage, place.clock, place.random, options.limits.accounts);
    if (!accounts) {
        return fail(accounts.error());
    }
    Service service(*place.storage, place.rules);
    const HttpOptions http{options.address,
                           options.port,
                           options.app,
                           options.behind_proxy,
                           options.limits.http,
                           options.limits.sizes,
                           {options.tls_certificate, options.tls_key}};
    Blobs blobs(*place.storage, place.rules, options.blobs);
    auto server = HttpServer::start(http, {service, **accounts, *place.storage, blobs, place.clock});
    if (!server) {
        if (server.error().fault == Fault::invalid_input && !options.tls_key.empty()) {
            const char* reason = server.error().detail.c_str();
            std::fprintf(stderr, "证书或私钥不能使用（%s）\nThe certificate or its key cannot be used (%s)\n", reason,
                         reason);
            return exit_failed;
        }
        if (server.error().fault == Fault::network) {
            std::fprintf(stderr,
                         "端口 %u 不能使用(%s),可用 --port 指定另一个\nPort %u cannot be used (%s); choose another "
                         "with --port\n",
                         static_cast<unsigned>(options.port), server.error().detail.c_str(),
                         static_cast<unsigned>(options.port), server.error().detail.c_str());
            return exit_failed;
        }
        return fail(server.error());
    }
    print_welcome(options, (*server)->port(), options.demo && demo && demo->has_value());
    (*server)->stop_on_signals();
    (*server)->run();
    if (const auto tidied = place.storage->tidy(); !tidied) {
        // Somebody else has the file open; the next start reads the log all the same.
        log(LogLevel::warning, "checkpoint_failed", {{"detail", tidied.error().detail}});
    }
    log(LogLevel::info, "stopped");
    return 0;
}

int run(std::span<const std::string_view> words) {
    const Usage usage = parse_options(words);
    if (!usage.mistake.empty()) {
        std::fprintf(stderr, "%s\n\n%s", usage.mistake.c_str(), help_text(words.front()).c_str());
        return exit_misused;
    }
    if (usage.options.command == Command::help) {
        std::fputs(help_text(usage.options.help_about).c_str(), stdout);
        return 0;
    }
    Workplace place;
    if (const auto opened = open_storage(place, usage.options); !opened) {
        return fail(opened.error());
    }
    if (usage.options.command == Command::serve) {
        return serve(place, usage.options);
    }
    const auto done = run_command(place, usage.options);
    return done ? 0 : fail(done.error());
}

}  // namespace
}  // namespace xingke::server

int main(int count, char** arguments) {
    const std::vector<std::string_view> words(arguments + 1, arguments + count);
    try {
        return xingke::server::run(words);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stopped: %s\n", error.what());
        return 1;
    }
}
