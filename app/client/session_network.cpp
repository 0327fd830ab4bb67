#include "app/client/session_network.h"

#include <utility>

#include "app/base/log.h"
#include "app/client/sign_in.h"

namespace xingke::client {

void SessionNetwork::begin(Workspace& workspace) {
    end();
    workspace_ = &workspace;
}

void SessionNetwork::end() {
    ++*generation_;
    workspace_ = nullptr;
    is_renewing_ = false;
    waiting_.clear();
    waiting_live_.reset();
}

bool SessionNetwork::has_token() const {
    const Account& account = workspace_->account;
    return !account.access_token.empty() && workspace_->clock.monotonic_ms() < account.access_until_ms;
}

void SessionNetwork::send(platform::HttpRequest request, Answer answer) {
    if (workspace_ != nullptr && has_token()) {
        pass(std::move(request), std::move(answer), IfRefused::renew);
    } else if (workspace_ != nullptr) {
        waiting_.push_back({std::move(request), std::move(answer)});
        renew();
    }
}

void SessionNetwork::pass(platform::HttpRequest request, Answer answer, IfRefused if_refused) {
    const std::string token = workspace_->account.access_token;
    platform::HttpRequest with_token = request;
    with_token.headers.emplace_back("Authorization", "Bearer " + token);
    const std::weak_ptr<std::uint64_t> generation = generation_;
    network_.send(std::move(with_token),
                  [this, generation, sent_in = *generation_, token, if_refused, request = std::move(request),
                   answer = std::move(answer)](platform::HttpResponse response) mutable {
                      const auto now = generation.lock();
                      if (!now || *now != sent_in) {
                          return;
                      }
                      if (response.status != 401) {
                          return answer(std::move(response));
                      }
                      if (if_refused == IfRefused::wait) {
                          // Whether the session has ended is for the renewal to say, and it has said no.
                          return answer({503, {}});
                      }
                      // Ended early, by this device's clock; or another request has brought a newer one meanwhile.
                      if (workspace_->account.access_token == token) {
                          workspace_->account.access_token.clear();
                      }
                      waiting_.push_back({std::move(request), std::move(answer)});
                      renew();
                  });
}

void SessionNetwork::open_live(std::string path, std::string, LiveListener listener) {
    if (workspace_ != nullptr && has_token()) {
        network_.open_live(std::move(path), workspace_->account.access_token, std::move(listener));
    } else if (workspace_ != nullptr) {
        waiting_live_ = {std::move(path), std::move(listener)};
        renew();
    }
}

void SessionNetwork::close_live() {
    waiting_live_.reset();
    network_.close_live();
}

void SessionNetwork::renew() {
    if (is_renewing_) {
        return;
    }
    is_renewing_ = true;
    const std::weak_ptr<std::uint64_t> generation = generation_;
    network_.send(renewal_request(workspace_->account.renewal_token),
                  [this, generation, sent_in = *generation_](const platform::HttpResponse& response) {
                      const auto now = generation.lock();
                      if (now && *now == sent_in) {
                          on_renewed(response);
                      }
                  });
}

int SessionNetwork::take_tokens(const platform::HttpResponse& response) {
    if (response.status != 200) {
        return response.status;
    }
    const std::optional<Tokens> tokens = tokens_of(response);
    if (!tokens) {
        return 0;
    }
    if (const auto kept = workspace_->store.set_meta(meta_key::token, tokens->renewal); !kept) {
        log(LogLevel::warning, "token_not_kept", {{"detail", kept.error().detail}});
        return 0;  // The server gives the same one again.
    }
    use_tokens(workspace_->account, *tokens, workspace_->clock.monotonic_ms());
    return 200;
}

void SessionNetwork::on_renewed(const platform::HttpResponse& response) {
    is_renewing_ = false;
    const int status = take_tokens(response);
    const std::uint64_t generation = *generation_;
    const std::vector<Waiting> waiting = std::exchange(waiting_, {});
    std::optional<WaitingLive> live = std::exchange(waiting_live_, std::nullopt);
    for (const Waiting& one : waiting) {
        // Who hears may sign out, which ends the others, too.
        if (*generation_ != generation) {
            return;
        }
        if (status == 200) {
            pass(one.request, one.answer, IfRefused::wait);
        } else {
            one.answer({status, {}});
        }
    }
    if (live && *generation_ == generation) {
        if (status == 200) {
            network_.open_live(std::move(live->path), workspace_->account.access_token, std::move(live->listener));
        } else {
            live->listener.on_close();
        }
    }
}

}  // namespace xingke::client
