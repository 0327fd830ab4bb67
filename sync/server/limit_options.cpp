#include "sync/server/limit_options.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace xingke::server {
namespace {

constexpr std::int64_t minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;
constexpr std::int64_t longest_ms = day_ms;
constexpr auto frame_bytes = static_cast<std::int64_t>(protocol::frame_bytes_max);

template <auto part, auto member, std::int64_t unit = 1>
constexpr LimitOption option(std::string_view name, std::string_view what, std::int64_t lowest, std::int64_t highest) {
    return {name,
            what,
            lowest,
            highest,
            [](LimitSettings& settings, std::int64_t number) {
                auto& place = settings.*part.*member;
                place = static_cast<std::remove_reference_t<decltype(place)>>(number * unit);
            },
            [](const LimitSettings& settings) { return static_cast<std::int64_t>(settings.*part.*member) / unit; }};
}

template <auto member, std::int64_t unit>
constexpr LimitOption session_option(std::string_view name, std::string_view what, std::int64_t lowest,
                                     std::int64_t highest) {
    return {name,
            what,
            lowest,
            highest,
            [](LimitSettings& settings, std::int64_t number) { settings.accounts.session.*member = number * unit; },
            [](const LimitSettings& settings) { return settings.accounts.session.*member / unit; }};
}

constexpr auto http = &LimitSettings::http;
constexpr auto sizes = &LimitSettings::sizes;
constexpr auto accounts = &LimitSettings::accounts;

constexpr std::array options = {
    option<http, &HttpSettings::connections_max>("connections", "open at once; more are turned away", 1, 1'000'000),
    option<http, &HttpSettings::requests_per_second>("requests-per-second", "of one session, on average", 1, 100'000),
    option<http, &HttpSettings::requests_burst>("requests-burst", "of one session, at once", 1, 1'000'000),
    option<sizes, &SizeSettings::header_bytes>("header-bytes", "of a request's head", 1'024, 1'048'576),
    option<sizes, &SizeSettings::sync_bytes>("sync-bytes", "of a frame, compressed or not", 2'097'152, frame_bytes),
    option<sizes, &SizeSettings::session_bytes>("session-bytes", "of a sign-in or a renewal", 1'024, 1'048'576),
    option<sizes, &SizeSettings::live_bytes>("live-bytes", "of a message of a live connection", 512, 1'048'576),
    option<http, &HttpSettings::header_timeout_ms>("header-ms", "until a head is whole", 1, longest_ms),
    option<http, &HttpSettings::body_timeout_ms>("body-ms", "until a body is whole", 1, longest_ms),
    option<http, &HttpSettings::write_timeout_ms>("write-ms", "until an answer is taken", 1, longest_ms),
    option<http, &HttpSettings::idle_timeout_ms>("idle-ms", "between two requests of a connection", 1, longest_ms),
    option<http, &HttpSettings::live_token_timeout_ms>("live-token-ms", "until a live connection says its token", 1,
                                                       longest_ms),
    option<http, &HttpSettings::live_idle_timeout_ms>("live-idle-ms", "until a silent live connection ends", 100,
                                                      longest_ms),
    option<http, &HttpSettings::live_check_interval_ms>("live-check-ms",
                                                        "until a live connection asks whether its "
                                                        "session goes on",
                                                        10, longest_ms),
    option<http, &HttpSettings::hashes_waiting_max>("sign-ins-waiting", "whose password is being compared", 1, 10'000),
    option<accounts, &AccountSettings::failures_per_login>("login-failures",
                                                           "wrong passwords of a login, then it is "
                                                           "closed for the window",
                                                           1, 1'000'000),
    option<accounts, &AccountSettings::failures_per_address>("address-failures",
                                                             "wrong passwords from an address, "
                                                             "likewise",
                                                             1, 1'000'000),
    option<accounts, &AccountSettings::failure_window_ms, minute_ms>("failure-minutes", "the window", 1, 10'080),
    session_option<&SessionSettings::access_lifetime_ms, minute_ms>("access-minutes",
                                                                    "that an access token is good "
                                                                    "for",
                                                                    1, 1'440),
    session_option<&SessionSettings::lifetime_ms, day_ms>("session-days", "that a device may be away", 1, 3'650),
    session_option<&SessionSettings::renewal_grace_ms, minute_ms>("renewal-minutes", "that a renewal may be on its way",
                                                                  1, 1'440),
};

}  // namespace

std::span<const LimitOption> limit_options() {
    return options;
}

std::string set_limit(LimitSettings& settings, std::string_view words) {
    const std::size_t sign = std::min(words.find('='), words.size());
    const auto found = std::ranges::find(options, words.substr(0, sign), &LimitOption::name);
    if (found == options.end()) {
        return "--limit does not know \"" + std::string(words.substr(0, sign)) + "\".";
    }
    const std::string_view digits = words.substr(std::min(sign + 1, words.size()));
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool is_number = failed == std::errc() && end == digits.data() + digits.size() && !digits.empty();
    if (!is_number || number < found->lowest || number > found->highest) {
        return "--limit " + std::string(found->name) + " takes a number from " + std::to_string(found->lowest) +
               " to " + std::to_string(found->highest) + ", not \"" + std::string(digits) + "\".";
    }
    found->set(settings, number);
    return "";
}

std::string limit_help() {
    std::string text;
    for (const LimitOption& option : options) {
        constexpr std::size_t column = 20;
        std::string name(option.name);
        name.resize(std::max(column, name.size()), ' ');
        text += "      " + name + ' ' + std::string(option.what) + " (" + std::to_string(option.value({})) + ")\n";
    }
    return text;
}

}  // namespace xingke::server
