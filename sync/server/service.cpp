#include "sync/server/service.h"

#include <algorithm>

#include "sync/protocol/frame.h"
#include "sync/server/administration.h"

namespace xingke::server {

Result<Bytes> Service::handle(const Caller& caller, std::span<const std::uint8_t> request) {
    const protocol::Frame frame = TRY(protocol::decode(request));
    protocol::Body body = TRY(answer(caller, frame.body));
    return protocol::encode({frame.request, std::move(body)});
}

Result<protocol::Body> Service::answer(const Caller& caller, const protocol::Body& request) {
    if (const auto* pushed = std::get_if<protocol::PushRequest>(&request)) {
        protocol::PushResponse response = TRY(push(storage_, rules_, caller, *pushed));
        Seq newest = 0;
        for (const protocol::Outcome& outcome : response.outcomes) {
            newest = std::max(newest, outcome.seq);
        }
        if (listener_ && newest != 0) {
            listener_(caller.company, newest);
        }
        return protocol::Body(std::move(response));
    }
    if (const auto* pulled = std::get_if<protocol::PullRequest>(&request)) {
        return protocol::Body(TRY(pull(storage_, rules_, caller, *pulled)));
    }
    if (const auto* asked = std::get_if<protocol::AdminRequest>(&request)) {
        return administer_and_tell(caller, *asked);
    }
    return Error{Fault::invalid_input, {Text::malformed, {}}, "a response came as a request"};
}

Result<protocol::Body> Service::administer_and_tell(const Caller& caller, const protocol::AdminRequest& request) {
    const auto head = [&]() -> Result<Seq> {
        const auto reading = TRY(storage_.begin_read(caller.company));
        return reading->company().head;
    };
    const Seq before = TRY(head());
    protocol::Body response(TRY(administer(storage_, rules_, caller, request)));
    const Seq after = TRY(head());
    if (listener_ && after != before) {
        listener_(caller.company, after);
    }
    return response;
}

}  // namespace xingke::server
