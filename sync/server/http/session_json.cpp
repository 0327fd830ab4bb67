#include "sync/server/http/session_json.h"

#include <nlohmann/json.hpp>

namespace xingke::server {
namespace {

std::optional<std::string> text_member(const nlohmann::json& object, const char* name, std::size_t size_max) {
    const auto member = object.find(name);
    if (member == object.end() || !member->is_string()) {
        return std::nullopt;
    }
    const auto& text = member->get_ref<const std::string&>();
    return text.empty() || text.size() > size_max ? std::nullopt : std::optional(text);
}

}  // namespace

std::optional<SignInForm> parse_sign_in(std::string_view json) {
    const auto object = nlohmann::json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return std::nullopt;
    }
    const auto login = text_member(object, "login", login_bytes_max);
    const auto password = text_member(object, "password", password_bytes_max);
    const auto device = parse_id<DeviceTag>(text_member(object, "device", 36).value_or(""));
    if (!login || !password || !device || device->is_nil()) {
        return std::nullopt;
    }
    return SignInForm{*login, *password, *device};
}

std::optional<std::string> parse_renewal(std::string_view json) {
    const auto object = nlohmann::json::parse(json, nullptr, false);
    return object.is_object() ? text_member(object, "renewal", session_body_bytes_max) : std::nullopt;
}

std::string profile_json(const Profile& profile, Instant server_time, const SessionTokens& tokens) {
    nlohmann::json object = {
        {"user", print(profile.user)},
        {"name", profile.name},
        {"role", std::string(model::key_of(profile.role))},
        {"company", profile.company},
        {"login", profile.login},
        {"epoch", print_uuid(profile.epoch)},
        {"server_time_ms", server_time.ms},
    };
    if (!profile.device_code.empty()) {
        object["device_code"] = profile.device_code;
    }
    if (!tokens.access.empty()) {
        object["token"] = tokens.access;
        object["renewal"] = tokens.renewal;
        object["token_lifetime_ms"] = tokens.access_lifetime_ms;
    }
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace xingke::server
