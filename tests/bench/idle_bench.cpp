// What a device costs the server that is online and does nothing: 10,000 live connections, the kernel's part counted.
// Both ends of each connection are on this computer, so half of what the kernel has taken belongs to the server.
#include <sys/resource.h>

#include <cstdio>

#include "tests/bench/dataset.h"
#include "tests/bench/http_client.h"

namespace xingke::bench {
namespace {

constexpr std::size_t device_count = 10'000;

struct Kernel {
    double slab_kb = number_in("/proc/meminfo", "Slab:");
    double buffers_kb = 0;
    Kernel() {
        // "TCP: inuse 5 orphan 0 tw 0 alloc 7 mem 2": pages of 4 KiB.
        buffers_kb = number_in("/proc/net/sockstat", "mem") * 4;
    }
};

int run() {
    rlimit allowed = {};
    getrlimit(RLIMIT_NOFILE, &allowed);
    const rlimit files{device_count + 1'000, allowed.rlim_max};  // in each of the two processes
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) {
        stop("this computer allows " + std::to_string(allowed.rlim_max) + " open files, too few for the measurement");
    }
    const ServerProcess server("build/bench/idle", 2 * device_count);
    const std::string token = HttpClient(server.port()).sign_in("019ef7f3-7df1-763c-bca1-65defa7d1488");
    asio::io_context loop;
    std::vector<std::unique_ptr<websocket::stream<tcp::socket>>> devices;
    const auto connect = [&] {
        auto device = std::make_unique<websocket::stream<tcp::socket>>(loop);
        device->next_layer().connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), server.port()));
        device->handshake("127.0.0.1", "/live");
        device->text(true);
        device->write(asio::buffer(token));
        beast::flat_buffer hint;
        device->read(hint);  // the head: it is known now
        devices.push_back(std::move(device));
    };
    constexpr std::size_t warm_count = 100;  // what is taken once is no device's
    while (devices.size() < warm_count) {
        connect();
    }
    const double before_kb = server.memory_kb();
    const Kernel kernel_before;
    while (devices.size() < warm_count + device_count) {
        connect();
    }
    const double after_kb = server.memory_kb();
    const Kernel kernel_after;
    constexpr double count = device_count, ends = 2;
    const double process_kb = (after_kb - before_kb) / count;
    const double slab_kb = (kernel_after.slab_kb - kernel_before.slab_kb) / count / ends;
    const double buffers_kb = (kernel_after.buffers_kb - kernel_before.buffers_kb) / count / ends;
    std::string line = "idle" + figure("kb_per_device", process_kb + slab_kb + buffers_kb);
    line += figure("process_kb", process_kb) + figure("kernel_objects_kb", slab_kb);
    line += figure("kernel_buffers_kb", buffers_kb) + figure("goal_kb", 16);
    std::printf("%s devices=%zu\n", line.c_str(), device_count);
    return 0;
}

}  // namespace
}  // namespace xingke::bench

int main() {
    return xingke::bench::run();
}
