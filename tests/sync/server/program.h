// The real xingke-server as a process of its own, found beside the test program.
#pragma once

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace xingke::server {

class Program {
public:
    // Its log goes to that file.
    explicit Program(std::vector<std::string> words, const std::string& log = "/dev/null") {
        const auto own = std::filesystem::read_symlink("/proc/self/exe");
        words.insert(words.begin(), (own.parent_path().parent_path() / "sync/server/xingke-server").string());
        std::vector<char*> arguments;
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        int ends[2] = {-1, -1};
        REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
        process_ = fork();
        if (process_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            dup2(ends[1], STDOUT_FILENO);
            dup2(open(log.c_str(), O_WRONLY | O_CREAT, S_IRUSR | S_IWUSR), STDERR_FILENO);
            execv(arguments.front(), arguments.data());
            _exit(127);
        }
        close(ends[1]);
        output_ = ends[0];
    }
    ~Program() {
        if (process_ > 0) {
            end(SIGKILL);
        }
        close(output_);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::string line() {
        std::string text;
        for (char letter = 0; read(output_, &letter, 1) == 1 && letter != '\n';) {
            text += letter;
        }
        return text;
    }
    // The exit code; -1 when a signal ended it.
    int wait() {
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void send(int signal) const { kill(process_, signal); }
    pid_t process() const { return process_; }
    int end(int signal) {
        send(signal);
        return wait();
    }
    // Of a server that was told --port 0, from its first line.
    unsigned short port() {
        const std::string welcome = line();
        const std::size_t colon = welcome.rfind(':');
        REQUIRE(colon != std::string::npos);
        return static_cast<unsigned short>(std::stoi(welcome.substr(colon + 1)));
    }

private:
    pid_t process_ = 0;
    int output_ = -1;
};

}  // namespace xingke::server
