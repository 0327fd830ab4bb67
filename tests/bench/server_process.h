// The real server in a process of its own, so that its memory is its own: storage in a file, HTTP on a free port of
// this computer, one company and one account. To be made before the bench has threads. Stops the program on failure.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

namespace xingke::bench {

class ServerProcess {
public:
    static constexpr const char* login = "bench";
    static constexpr const char* password = "xingke-bench";

    ServerProcess(const std::string& folder, std::size_t connections_max);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    unsigned short port() const { return port_; }
    double memory_kb() const;       // resident now
    double peak_memory_kb() const;  // at most, since it began

private:
    pid_t process_ = 0;
    unsigned short port_ = 0;
};

[[noreturn]] void stop(const std::string& what);

// The number behind a name in a file such as /proc/meminfo: "Slab:   123 kB".
double number_in(const std::string& file, const std::string& name);

}  // namespace xingke::bench
