#include "tests/bench/server_process.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/base/native/system_clock.h"
#include "app/base/native/system_random.h"
#include "app/catalogue/all.h"
#include "sync/server/admin.h"
#include "sync/server/http/listener.h"
#include "sync/server/storage/sqlite.h"

namespace xingke::bench {
namespace {

template <class T>
T must(Result<T> result) {
    if (!result) {
        stop("the server: " + words(result.error().message, Language::english) + " " + result.error().detail);
    }
    return std::move(result).value();
}

// Tells its port and serves until it is killed.
[[noreturn]] void serve(const std::string& folder, std::size_t connections_max, int port_end) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    SystemClock clock;
    SystemRandom random;
    const model::Catalogue catalogue = catalogue::core();
    const auto storage = must(server::SqliteStorage::open(folder + "/server.db", {}));
    const server::Rules rules{catalogue, clock, random};
    const server::Company company = must(server::add_company(*storage, rules, "行客"));
    must(server::add_user(*storage, rules, company.id,
                          {ServerProcess::login, "测试", ServerProcess::password, model::Role::administrator}));
    const auto accounts = must(server::Accounts::make(*storage, clock, random));
    server::Service service(*storage, rules);
    server::Blobs blobs(*storage, rules, {});
    server::HttpOptions options;
    options.port = 0;
    options.settings.connections_max = connections_max;
    options.settings.requests_per_second = options.settings.requests_burst = 1e9;
    const auto http = must(server::HttpServer::start(options, {service, *accounts, *storage, blobs, clock}));
    const unsigned short port = http->port();
    if (write(port_end, &port, sizeof port) != sizeof port) {
        stop("nobody asks for the server's port");
    }
    http->run();
    _exit(0);
}

std::string status_file(pid_t process) {
    return "/proc/" + std::to_string(process) + "/status";
}

}  // namespace

ServerProcess::ServerProcess(const std::string& folder, std::size_t connections_max) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) {
        stop("no pipe");
    }
    std::fflush(nullptr);
    process_ = fork();
    if (process_ == 0) {
        close(ends[0]);
        serve(folder, connections_max, ends[1]);
    }
    close(ends[1]);
    if (process_ < 0 || read(ends[0], &port_, sizeof port_) != sizeof port_) {
        stop("the server does not start");
    }
    close(ends[0]);
}

ServerProcess::~ServerProcess() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

double ServerProcess::memory_kb() const {
    return number_in(status_file(process_), "VmRSS:");
}

double ServerProcess::peak_memory_kb() const {
    return number_in(status_file(process_), "VmHWM:");
}

void stop(const std::string& what) {
    std::fprintf(stderr, "bench: %s\n", what.c_str());
    std::exit(1);
}

double number_in(const std::string& file, const std::string& name) {
    std::ifstream text(file);
    for (std::string word; text >> word;) {
        double number = 0;
        if (word == name && text >> number) {
            return number;
        }
    }
    stop(file + " does not say " + name);
}

}  // namespace xingke::bench
