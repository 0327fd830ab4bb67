#include "app/client/administering.h"

#include <utility>

#include "app/client/limits.h"
#include "sync/protocol/frame.h"

namespace xingke::client {
namespace {

Message problem_of(int status) {
    switch (status) {
        case 0:
            return {Text::no_network, {}};
        case 401:
            return {Text::session_ended, {}};
        case 410:
            return {Text::device_revoked, {}};
        case 426:
            return {Text::update_needed, {}};
        case 429:
            return {Text::too_many_requests, {}};
        default:
            return {Text::server_trouble, {}};
    }
}

Administered answer_of(RequestId id, const platform::HttpResponse& response) {
    Administered answer{id, {}, {}};
    if (response.status != 200) {
        answer.error = problem_of(response.status);
        return answer;
    }
    Result<protocol::Frame> frame = protocol::decode(response.body);
    auto* said = frame ? std::get_if<protocol::AdminResponse>(&frame->body) : nullptr;
    if (said == nullptr || frame->request != id) {
        answer.error = {Text::server_trouble, {}};
    } else if (said->is_refused) {
        answer.error = std::move(said->refusal);
    } else {
        answer.rows = std::move(said->rows);
    }
    return answer;
}

}  // namespace

void administer(platform::Network& line, const Workspace* workspace, Administer wanted,
                std::function<void(const Administered&)> answer) {
    if (workspace == nullptr || workspace->account.renewal_token.empty()) {
        return answer(Administered{wanted.id, {Text::session_ended, {}}, {}});
    }
    platform::HttpRequest request;
    request.method = "POST";
    request.path = "/sync";
    request.headers = {{"Content-Type", "application/octet-stream"}};
    request.body =
        protocol::encode(protocol::Frame{wanted.id, protocol::AdminRequest{wanted.action, std::move(wanted.words)}});
    request.timeout_ms = request_timeout_ms;
    line.send(std::move(request), [id = wanted.id, answer = std::move(answer)](const platform::HttpResponse& response) {
        answer(answer_of(id, response));
    });
}

}  // namespace xingke::client
