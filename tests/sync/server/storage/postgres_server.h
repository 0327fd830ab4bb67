// A real PostgreSQL for one test program, in a temporary folder, reached through a Unix socket only. Made at the first
// question, gone with the program, however that ends. As root it runs as the user postgres, since it refuses root.
#pragma once

#include <sys/types.h>

#include <string>

#include "tests/sync/server/ports.h"

namespace xingke::server {

class PostgresServer {
public:
    static PostgresServer& of_this_program();
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    void start();  // returns when it takes connections
    // SIGINT: connections are cut, what runs is rolled back. SIGQUIT: as if it crashed; the next start recovers.
    void stop(int signal);

    // A new database; its address.
    std::string create_database();
    std::string address_of(const std::string& database) const;
    // Cuts every connection to that database, as an administrator or a broken network would.
    void cut_connections_to(const std::string& database);
    void execute(const std::string& sql);

private:
    pid_t run(const std::vector<std::string>& words, int output) const;

    TemporaryFolder folder_;
    std::string programs_;  // the folder
    pid_t process_ = 0;
    int output_ = -1;
    int database_count_ = 0;
};

}  // namespace xingke::server
