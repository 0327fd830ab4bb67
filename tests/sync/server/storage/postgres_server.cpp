#include "tests/sync/server/storage/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <csignal>
#include <vector>

#include "sync/server/storage/postgres_connection.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr const char* unprivileged_user = "postgres";

// The newest that Debian's packages have installed.
std::string find_programs() {
    std::string found;
    int newest = 0;
    std::error_code missing;
    for (const auto& one : std::filesystem::directory_iterator("/usr/lib/postgresql", missing)) {
        const int version = std::atoi(one.path().filename().c_str());
        if (version > newest && std::filesystem::exists(one.path() / "bin" / "initdb")) {
            newest = version;
            found = (one.path() / "bin").string();
        }
    }
    if (found.empty()) {
        FAIL("no PostgreSQL is installed; tools/setup.sh does it");
    }
    return found;
}

}  // namespace

PostgresServer& PostgresServer::of_this_program() {
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer() : programs_(find_programs()) {
    if (geteuid() == 0) {
        const passwd* user = getpwnam(unprivileged_user);
        REQUIRE(user != nullptr);
        REQUIRE(chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) == 0);
    }
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    const pid_t making = run({programs_ + "/initdb", "--pgdata=" + folder_.file("data"), "--username=xingke",
                              "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"},
                             nowhere);
    close(nowhere);
    int status = 0;
    waitpid(making, &status, 0);
    REQUIRE(status == 0);
    start();
}

PostgresServer::~PostgresServer() {
    stop(SIGQUIT);
}

// Everything is prepared before fork(): between it and exec only what signals may call is allowed.
pid_t PostgresServer::run(const std::vector<std::string>& words, int output) const {
    std::vector<char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    const passwd* user = geteuid() == 0 ? getpwnam(unprivileged_user) : nullptr;
    const uid_t uid = user != nullptr ? user->pw_uid : geteuid();
    const gid_t gid = user != nullptr ? user->pw_gid : getegid();
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        if (user != nullptr && (setgroups(0, nullptr) != 0 || setgid(gid) != 0 || setuid(uid) != 0)) {
            _exit(126);
        }
        prctl(PR_SET_PDEATHSIG, SIGQUIT);
        if (getppid() != parent || chdir("/") != 0) {
            _exit(126);
        }
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    REQUIRE(child > 0);
    return child;
}

void PostgresServer::start() {
    int ends[2] = {-1, -1};
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    // Nobody reads on after the start: what does not fit into the pipe is lost instead of holding the server up.
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    const std::string data = folder_.file("data");
    process_ = run({programs_ + "/postgres", "-D", data, "-k", folder_.path().string(), "-c", "listen_addresses=", "-c",
                    "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=60"},
                   ends[1]);
    close(ends[1]);
    output_ = ends[0];
    std::string said;
    while (said.find("ready to accept connections") == std::string::npos) {
        char bytes[4096];
        const ssize_t count = read(output_, bytes, sizeof bytes);
        if (count <= 0) {
            FAIL("PostgreSQL did not start: ", said);
        }
        said.append(bytes, static_cast<std::size_t>(count));
    }
}

void PostgresServer::stop(int signal) {
    if (process_ > 0) {
        kill(process_, signal);
        waitpid(process_, nullptr, 0);
        close(output_);
        process_ = 0;
    }
}

std::string PostgresServer::address_of(const std::string& database) const {
    return "postgres://xingke@/" + database + "?host=" + folder_.path().string();
}

void PostgresServer::execute(const std::string& sql) {
    const auto connection = PostgresConnection::connect(address_of("postgres"));
    REQUIRE(connection.has_value());
    const auto done = (*connection)->execute(sql);
    REQUIRE_MESSAGE(done.has_value(), done.error().detail);
}

std::string PostgresServer::create_database() {
    const std::string name = "test_" + std::to_string(++database_count_);
    execute("CREATE DATABASE " + name);
    return address_of(name);
}

void PostgresServer::cut_connections_to(const std::string& database) {
    execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname='" + database + "'");
}

}  // namespace xingke::server
