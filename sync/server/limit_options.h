// The limits that an administrator may set, by name: `--limit connections=5000`. What each one counts, its default and
// within what bounds it may be set, stands in one table here and in docs/limits.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sync/server/http/size_settings.h"

namespace xingke::server {

struct LimitSettings {
    HttpSettings http;
    SizeSettings sizes;
    AccountSettings accounts;
};

struct LimitOption {
    std::string_view name;  // ends in its unit, unless it is a count
    std::string_view what;
    std::int64_t lowest, highest;
    void (*set)(LimitSettings&, std::int64_t);
    std::int64_t (*value)(const LimitSettings&);
};
std::span<const LimitOption> limit_options();

// From "name=number". A mistake, or empty.
std::string set_limit(LimitSettings& settings, std::string_view words);
// A line for each, with its default.
std::string limit_help();

}  // namespace xingke::server
