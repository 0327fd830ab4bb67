#include "sync/server/http/static_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "app/base/text.h"
#include "sync/server/digest.h"
#include "sync/server/http/content_coding.h"
#include "sync/server/limits.h"

namespace xingke::server {
namespace {

namespace fs = std::filesystem;

struct MediaType {
    std::string_view extension;
    std::string_view type;
};

constexpr std::array<MediaType, 14> media_types = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

std::string etag_of(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    constexpr std::size_t hash_bytes_shown = 16;
    const Digest digest = sha256(as_bytes(bytes));
    std::string etag = "\"";
    for (std::size_t i = 0; i < hash_bytes_shown; ++i) {
        etag += digits[digest[i] >> 4];
        etag += digits[digest[i] & 15];
    }
    return etag + '"';
}

Error unusable(Fault fault, std::string detail) {
    return {fault, {Text::not_here, {}}, std::move(detail)};
}

Result<std::string> read_file(const fs::path& path) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error || size > app_file_bytes_max) {
        return unusable(Fault::invalid_input, "too large: " + path.string());
    }
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream) {
        return unusable(Fault::storage, "cannot read " + path.string());
    }
    return bytes;
}

// A compressed file that is older than its original was made of another one.
bool is_of_now(const fs::path& packed, const fs::path& original) {
    std::error_code error;
    if (!fs::is_regular_file(packed, error)) {
        return false;
    }
    return fs::last_write_time(packed, error) >= fs::last_write_time(original, error);
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':' || c == '[' || c == ']';
    });
}

std::string content_security_policy(std::string_view host) {
    std::string connect = "connect-src 'self'";
    // Browsers differ on whether 'self' includes WebSockets, so their addresses are named.
    if (is_host(host)) {
        connect += " ws://" + std::string(host) + " wss://" + std::string(host);
    }
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
           connect +
           "; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
           "frame-ancestors 'none'";
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    for (std::string_view candidate : split(if_none_match, ',')) {
        candidate = trim(candidate);
        if (candidate.starts_with("W/")) {
            candidate.remove_prefix(2);
        }
        if (candidate == "*" || candidate == etag) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string_view media_type_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    const std::string_view extension = dot == std::string_view::npos ? "" : path.substr(dot);
    const auto found = std::ranges::find(media_types, extension, &MediaType::extension);
    return found == media_types.end() ? "application/octet-stream" : found->type;
}

bool has_content_hash(std::string_view path) {
    constexpr std::size_t hash_digits_min = 8;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto parts = split(name, '.');
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
        const bool is_hex =
            std::ranges::all_of(parts[i], [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
        if (is_hex && parts[i].size() >= hash_digits_min) {
            return true;
        }
    }
    return false;
}

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
    StaticFiles result;
    std::error_code error;
    const fs::path root(folder);
    for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error)) {
        const fs::path& path = entry->path();
        std::error_code unreadable;
        if (!entry->is_regular_file(unreadable) || path.extension() == ".br" || path.extension() == ".gz") {
            continue;
        }
        if (result.files_.size() >= app_files_max) {
            return unusable(Fault::invalid_input, "more files than " + std::to_string(app_files_max));
        }
        const std::string name = "/" + path.lexically_relative(root).generic_string();
        File file{std::string(media_type_of(name)), has_content_hash(name), {}, {}, {}};
        const auto fill = [](Variant& variant, const fs::path& from) -> Result<void> {
            variant.bytes = TRY(read_file(from));
            variant.etag = etag_of(variant.bytes);
            variant.is_there = true;
            return {};
        };
        TRY(fill(file.plain, path));
        if (is_of_now(path.string() + ".br", path)) {
            TRY(fill(file.brotli, path.string() + ".br"));
        }
        if (is_of_now(path.string() + ".gz", path)) {
            TRY(fill(file.gzip, path.string() + ".gz"));
        }
        result.files_.emplace(name, std::move(file));
    }
    if (error || !result.files_.contains("/index.html")) {
        return unusable(Fault::not_found, "no index.html in " + folder);
    }
    return result;
}

Answer StaticFiles::answer(const FileRequest& request) const {
    const auto found = files_.find(request.path == "/" ? std::string_view("/index.html") : request.path);
    if (found == files_.end()) {
        return error_answer(404, Message{Text::not_here, {}});
    }
    const File& file = found->second;
    const Variant* variant = &file.plain;
    std::string_view coding;
    if (file.brotli.is_there && accepts(request.accept_encoding, "br")) {
        variant = &file.brotli;
        coding = "br";
    } else if (file.gzip.is_there && accepts(request.accept_encoding, "gzip")) {
        variant = &file.gzip;
        coding = "gzip";
    }
    Answer answer;
    answer.headers.emplace_back("ETag", variant->etag);
    answer.headers.emplace_back("Cache-Control",
                                file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    answer.headers.emplace_back("Content-Security-Policy", content_security_policy(request.host));
    if (matches(request.if_none_match, variant->etag)) {
        answer.status = 304;
        return answer;
    }
    if (!coding.empty()) {
        answer.headers.emplace_back("Content-Encoding", coding);
    }
    answer.content_type = file.media_type;
    answer.shared_body = variant->bytes;
    return answer;
}

}  // namespace xingke::server
