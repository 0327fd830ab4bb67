// Stands between a client and the PostgreSQL of the tests and cuts one connection at a chosen word: before the word
// reaches the database, or after it was carried out but before the answer comes back.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/sync/server/ports.h"

#include <doctest/doctest.h>

namespace xingke::server {

class CuttingProxy {
public:
    enum class Cut { the_question, the_answer };

    explicit CuttingProxy(const std::string& address)
        : database_(address.substr(0, address.find('?'))),
          target_(address.substr(address.find("host=") + 5) + "/.s.PGSQL.5432"),
          listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const sockaddr_un own = name_of(folder_.file(".s.PGSQL.5432"));
        REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
        REQUIRE(listen(listener_, 8) == 0);
        REQUIRE(pipe(stop_.data()) == 0);
        accepting_ = std::thread([this] { accept_all(); });
    }
    ~CuttingProxy() {
        close(stop_[1]);  // every thread sees the other end close
        accepting_.join();
        for (std::thread& carrier : carriers_) {
            carrier.join();
        }
        close(stop_[0]);
        close(listener_);
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    std::string address() const { return database_ + "?host=" + folder_.path().string(); }
    // The next connection that says the word; once.
    void cut_at(const std::string& word, Cut cut) {
        const std::lock_guard lock(mutex_);
        word_ = word;
        cut_ = cut;
    }

private:
    static sockaddr_un name_of(const std::string& path) {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        path.copy(name.sun_path, sizeof name.sun_path - 1);
        return name;
    }

    // False: we stop.
    bool wait_for(int first, int second, std::array<pollfd, 3>& ready) const {
        ready = {{{first, POLLIN, 0}, {second, POLLIN, 0}, {stop_[0], POLLIN, 0}}};
        return poll(ready.data(), ready.size(), -1) > 0 && ready[2].revents == 0;
    }

    void accept_all() {
        std::array<pollfd, 3> ready{};
        while (wait_for(listener_, -1, ready)) {
            const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            carriers_.emplace_back([this, client] { carry(client); });
        }
    }

    void carry(int client) {
        const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_un target = name_of(target_);
        std::array<pollfd, 3> ready{};
        bool is_going = connect(server, reinterpret_cast<const sockaddr*>(&target), sizeof target) == 0;
        while (is_going && wait_for(client, server, ready)) {
            if (ready[0].revents != 0) {
                is_going = carry_question(client, server);
            } else {
                is_going = pass(client, read_some(server));
            }
        }
        close(client);
        close(server);
    }

    bool carry_question(int client, int server) {
        const std::string bytes = read_some(client);
        Cut cut{};
        {
            const std::lock_guard lock(mutex_);
            if (word_.empty() || bytes.find(word_) == std::string::npos) {
                return pass(server, bytes);
            }
            word_.clear();
            cut = cut_;
        }
        if (cut == Cut::the_answer && pass(server, bytes)) {
            read_some(server);  // It is carried out when this comes.
        }
        return false;
    }

    static std::string read_some(int from) {
        std::string bytes(65'536, '\0');
        const ssize_t count = read(from, bytes.data(), bytes.size());
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }
    static bool pass(int to, const std::string& bytes) {
        return !bytes.empty() &&
               send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }

    TemporaryFolder folder_;
    std::string database_;
    std::string target_;
    int listener_;
    std::array<int, 2> stop_{};
    std::thread accepting_;
    std::vector<std::thread> carriers_;  // of the accepting thread until it has ended
    std::mutex mutex_;
    std::string word_;
    Cut cut_{};
};

}  // namespace xingke::server
