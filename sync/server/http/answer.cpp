#include "sync/server/http/answer.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "app/base/log.h"

namespace xingke::server {
namespace {

unsigned status_of(const Error& error) {
    if (error.message.key == Text::too_many_attempts || error.message.key == Text::too_many_requests) {
        return 429;
    }
    switch (error.message.key) {
        case Text::blob_too_large:
            return 413;
        case Text::blob_type_refused:
            return 415;
        case Text::blob_wrong_hash:
            return 422;
        case Text::device_revoked:
            return 410;  // The device erases what it keeps.
        default:
            break;
    }
    switch (error.fault) {
        case Fault::invalid_input:
            return 400;
        case Fault::unsupported:
            return 426;  // The app asks for its update then.
        case Fault::not_found:
            return 404;
        case Fault::conflict:
            return 409;
        case Fault::forbidden:
            return 403;
        case Fault::unauthorized:
            return 401;
        case Fault::storage_full:
            return 507;
        case Fault::storage:
        case Fault::network:
        case Fault::cancelled:
            return 503;
    }
    return 500;
}

}  // namespace

Answer json_answer(unsigned status, std::string body) {
    Answer answer;
    answer.status = status;
    answer.content_type = "application/json";
    answer.body = std::move(body);
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

Answer error_answer(unsigned status, const Message& message) {
    nlohmann::json json = {
        {"error", std::string(name_of(message.key))},
        {"message", {{"zh", words(message, Language::chinese)}, {"en", words(message, Language::english)}}},
    };
    // Numbers are for programs, too: how many minutes to wait, how much is allowed.
    for (const MessageArgument& argument : message.arguments) {
        std::int64_t number = 0;
        const char* end = argument.chinese.data() + argument.chinese.size();
        const auto [read, failed] = std::from_chars(argument.chinese.data(), end, number);
        if (failed == std::errc() && read == end && !json.contains(argument.name)) {
            json[argument.name] = number;
        }
    }
    // Arguments may quote what was sent, which need not be UTF-8.
    return json_answer(status, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Answer error_answer(const Error& error) {
    const unsigned status = status_of(error);
    if (status >= 500 && error.message.key != Text::blob_quota) {
        log(LogLevel::error, "request_failed", {{"status", status}, {"detail", error.detail}});
        return error_answer(status, Message{Text::server_trouble, {}});
    }
    return error_answer(status, error.message);
}

}  // namespace xingke::server
