#include "sync/server/http/answer.h"

#include <nlohmann/json.hpp>

#include "app/base/log.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("each fault has its status; our own trouble is not explained to the caller") {
    struct Case {
        Fault fault;
        Text text;
        unsigned status;
        std::string key;
    };
    const Case cases[] = {
        {Fault::invalid_input, Text::malformed, 400, "malformed"},
        {Fault::unsupported, Text::protocol_version, 426, "protocol_version"},
        {Fault::unauthorized, Text::session_ended, 401, "session_ended"},
        {Fault::forbidden, Text::too_many_attempts, 429, "too_many_attempts"},
        {Fault::forbidden, Text::may_not_edit, 403, "may_not_edit"},
        {Fault::not_found, Text::not_here, 404, "not_here"},
        {Fault::storage, Text::storage_damaged, 503, "server_trouble"},
        {Fault::storage_full, Text::storage_full, 507, "server_trouble"},
    };
    send_log_to([](LogLevel, std::string_view) {});
    for (const Case& one : cases) {
        const Answer answer = error_answer(Error{one.fault, {one.text, {}}, "the cause, for the log"});
        CHECK(answer.status == one.status);
        const auto json = nlohmann::json::parse(answer.body);
        CHECK(json["error"] == one.key);
        CHECK(answer.body.find("cause") == std::string::npos);
    }
    send_log_to(nullptr);
}

TEST_CASE("the numbers of a message stand under their names") {
    const Answer answer = error_answer(429, Message{Text::too_many_attempts, {argument("minutes", "15")}});
    CHECK(nlohmann::json::parse(answer.body)["minutes"] == 15);
    CHECK_FALSE(nlohmann::json::parse(error_answer(400, Message{Text::malformed, {}}).body).contains("minutes"));
}

TEST_CASE("an argument that is no UTF-8 does not break the answer") {
    const Answer answer = error_answer(400, Message{Text::login_missing, {argument("login", "\xFF\xFE")}});
    CHECK(nlohmann::json::parse(answer.body, nullptr, false).is_object());
}

}  // namespace xingke::server
