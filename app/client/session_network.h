// The network of whoever is signed in. Gives each request the session's access token, which lives in memory only; when
// there is none, or it is old or refused, asks for another one first, once for all that wait, with the renewal token
// that the database keeps. What comes back is written down before it is used, so that a crash at any moment leaves a
// token that the server still takes (sync/server/sessions.h). Who sends here hears 401 when the session itself has
// ended, and 410 when the device was revoked. In the data worker; answers never come from inside send().
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/client/workspace.h"
#include "app/platform/network.h"

namespace xingke::client {

class SessionNetwork final : public platform::Network {
public:
    explicit SessionNetwork(platform::Network& network) : network_(network) {}

    // From now on for this workspace's account; what waited is forgotten.
    void begin(Workspace& workspace);
    void end();

    void send(platform::HttpRequest request, std::function<void(platform::HttpResponse)> answer) override;
    bool is_online() const override { return network_.is_online(); }
    // The token is said first, whatever `hello` is.
    void open_live(std::string path, std::string hello, LiveListener listener) override;
    void close_live() override;

private:
    enum class IfRefused { renew, wait };
    using Answer = std::function<void(platform::HttpResponse)>;
    struct Waiting {
        platform::HttpRequest request;
        Answer answer;
    };
    struct WaitingLive {
        std::string path;
        LiveListener listener;
    };

    bool has_token() const;
    void pass(platform::HttpRequest request, Answer answer, IfRefused if_refused);
    void renew();
    void on_renewed(const platform::HttpResponse& response);
    // The status that those who wait are told: 200 when they have a token now.
    int take_tokens(const platform::HttpResponse& response);

    platform::Network& network_;
    Workspace* workspace_ = nullptr;
    // Answers for an earlier begin() find another number, or nothing, here.
    std::shared_ptr<std::uint64_t> generation_ = std::make_shared<std::uint64_t>(0);
    bool is_renewing_ = false;
    std::vector<Waiting> waiting_;
    std::optional<WaitingLive> waiting_live_;
};

}  // namespace xingke::client
