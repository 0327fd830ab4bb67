// What the server answers over HTTP, before it is bytes on a wire. Errors are JSON with a key for programs and words
// for people: {"error":"wrong_password","message":{"zh":"…","en":"…"}}, and the message's numbers under their own
// names; what caused them goes to the log.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/result.h"

namespace xingke::server {

struct Answer {
    unsigned status = 200;
    std::string content_type;
    std::string body;              // its own …
    std::string_view shared_body;  // … or one that outlives it (a file of the app)
    std::vector<std::pair<std::string, std::string>> headers;
    bool closes = false;  // the connection, because the request was not read to its end

    std::string_view bytes() const { return shared_body.empty() ? std::string_view(body) : shared_body; }
};

Answer json_answer(unsigned status, std::string body);
Answer error_answer(unsigned status, const Message& message);
// The status that belongs to the fault; faults of our own say no more than that there is trouble.
Answer error_answer(const Error& error);

}  // namespace xingke::server
