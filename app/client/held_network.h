// The network as the data side sees it: the same, but while it is held, what the server says waits. So nobody writes
// into the transaction of an import that is open for many slices. Requests go out all the same. In the data worker.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/platform/network.h"

namespace xingke::client {

class HeldNetwork final : public platform::Network {
public:
    explicit HeldNetwork(platform::Network& network) : network_(network) {}

    void hold() { waiting_->is_held = true; }
    bool is_held() const { return waiting_->is_held; }
    // What waited is heard now, in its order.
    void let_go();

    void send(platform::HttpRequest request, std::function<void(platform::HttpResponse)> answer) override;
    bool is_online() const override { return network_.is_online(); }
    void open_live(std::string path, std::string hello, LiveListener listener) override;
    void close_live() override { network_.close_live(); }

private:
    struct Waiting {
        bool is_held = false;
        std::vector<std::function<void()>> heard;
        void hear(std::function<void()> what);
    };
    platform::Network& network_;
    // Answers that come when we are gone find it gone.
    std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
};

}  // namespace xingke::client
