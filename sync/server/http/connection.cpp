#include "sync/server/http/connection.h"

#include <algorithm>

#include "app/base/log.h"
#include "app/base/text.h"
#include "sync/server/byte_range.h"
#include "sync/server/http/content_coding.h"
#include "sync/server/http/session_json.h"

namespace xingke::server {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t read_ahead_bytes = 64 * 1024;
constexpr std::size_t linger_bytes_max = 1024 * 1024;
constexpr int linger_ms = 2'000;
constexpr unsigned http_1_1 = 11;
constexpr std::string_view blob_path = "/blob/";

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

// "application/json; charset=utf-8" is "application/json".
bool is_media_type(std::string_view header, std::string_view type) {
    return beast::iequals(beast::string_view(trim(header.substr(0, header.find(';')))), beast::string_view(type));
}

std::string_view token_of(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size() ||
        !beast::iequals(beast::string_view(authorization.substr(0, scheme.size())), beast::string_view(scheme))) {
        return {};
    }
    return trim(authorization.substr(scheme.size()));
}

Answer not_allowed(const char* methods) {
    Answer answer = error_answer(405, Message{Text::method_not_allowed, {}});
    answer.headers.emplace_back("Allow", methods);
    answer.closes = true;
    return answer;
}

Answer told(unsigned status, Text text) {
    return error_answer(status, Message{text, {}});
}

// The same, and the connection ends: the body was not read.
Answer refused(unsigned status, Text text) {
    Answer answer = told(status, text);
    answer.closes = true;
    return answer;
}

Answer upgrade_needed() {
    Answer answer = told(426, Text::malformed);
    answer.headers.emplace_back("Upgrade", "websocket");
    return answer;
}

Answer too_many_requests() {
    Answer answer = refused(429, Text::too_many_requests);
    answer.headers.emplace_back("Retry-After", "1");
    return answer;
}

Answer frame_answer(const Bytes& frame, bool takes_gzip) {
    Answer answer;
    answer.content_type = "application/octet-stream";
    answer.body = as_text(frame);
    if (takes_gzip && frame.size() >= gzip_from_bytes) {
        answer.body = gzip(answer.body);
        answer.headers.emplace_back("Content-Encoding", "gzip");
    }
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

// Whatever the bytes are, no browser runs them: they are never a page, a script or a style of ours.
Answer blob_answer(BlobPart part, bool is_part) {
    Answer answer;
    answer.status = is_part ? 206 : 200;
    answer.content_type = part.media_type;
    answer.body = as_text(part.bytes);
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    answer.headers.emplace_back("Cache-Control", "private, no-store");
    answer.headers.emplace_back("Content-Disposition", "attachment");
    answer.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
    if (is_part) {
        const std::int64_t last = part.first + static_cast<std::int64_t>(part.bytes.size()) - 1;
        answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                                         std::to_string(last) + "/" + std::to_string(part.size));
    }
    return answer;
}

void log_request(const http::request<http::empty_body>& request, const Answer& answer, std::int64_t ms,
                 const std::string& user) {
    const std::size_t byte_count = request.method() == http::verb::head ? 0 : answer.bytes().size();
    log(LogLevel::info, "request",
        {{"method", std::string(view(request.method_string()))},
         {"path", std::string(path_of(view(request.target())).substr(0, logged_path_bytes_max))},
         {"status", answer.status},
         {"ms", ms},
         {"bytes", byte_count},
         {"user", user.empty() ? std::string("-") : user}});
}

http::response<http::span_body<const char>> response_of(const Answer& answer, bool keeps_alive) {
    http::response<http::span_body<const char>> response;
    response.version(http_1_1);
    response.result(answer.status);
    if (!answer.content_type.empty()) {
        response.set(http::field::content_type, answer.content_type);
    }
    for (const auto& [name, value] : answer.headers) {
        response.set(name, value);
    }
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.keep_alive(keeps_alive);
    const std::string_view bytes = answer.bytes();
    if (answer.status != 304) {
        response.content_length(bytes.size());
        response.body() = {bytes.data(), bytes.size()};
    }
    return response;
}

bool has_body(const http::request_parser<http::empty_body>& head) {
    return head.chunked() || head.content_length().value_or(0) > 0;
}

}  // namespace

Connection::Connection(Host& host, tcp::socket socket)
    : host_(host),
      stream_(host.tls ? Wire(std::move(socket), *host.tls) : Wire(std::move(socket))),
      buffer_(host.sizes.header_bytes + read_ahead_bytes) {
    error_code unknown;
    const auto peer = stream_.socket().remote_endpoint(unknown);
    address_ = unknown ? "unknown" : peer.address().to_string();
    host_.connections.insert(this);
}

Connection::~Connection() {
    host_.connections.erase(this);
}

void Connection::finish() {
    if (live_) {
        live_->close();
    } else if (!is_busy_) {
        stream_.next_layer().cancel();
    }
}

void Connection::abort() {
    if (live_) {
        live_->abort();
    } else {
        stream_.next_layer().cancel();
    }
}

asio::awaitable<void> Connection::run() {
    bool goes_on = co_await shake_hands();
    while (goes_on && !host_.is_stopping) {
        goes_on = co_await serve_one();
    }
    if (!live_) {
        if (stream_.tls() != nullptr) {
            stream_.next_layer().expires_after(milliseconds(linger_ms));
            co_await stream_.tls()->async_shutdown(as_values);
        }
        error_code ignored;  // The peer may be gone already.
        stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    }
}

asio::awaitable<bool> Connection::shake_hands() {
    if (stream_.tls() == nullptr) {
        co_return true;
    }
    stream_.next_layer().expires_after(milliseconds(host_.settings.header_timeout_ms));
    const auto [failed] = co_await stream_.tls()->async_handshake(asio::ssl::stream_base::server, as_values);
    co_return !failed;
}

// False: the connection ends here.
asio::awaitable<bool> Connection::serve_one() {
    Head head;
    head.header_limit(static_cast<std::uint32_t>(host_.sizes.header_bytes));
    head.body_limit(boost::none);  // Decided when it is known what is asked for.
    stream_.next_layer().expires_after(
        milliseconds(buffer_.size() > 0 ? host_.settings.header_timeout_ms : host_.settings.idle_timeout_ms));
    is_busy_ = false;
    const auto [failed, size] = co_await http::async_read_header(stream_, buffer_, head, as_values);
    is_busy_ = true;
    const std::int64_t began_ms = host_.backend.clock.monotonic_ms();
    user_.clear();
    if (failed) {
        // A silent or vanished peer gets no answer; a malformed request does.
        const bool is_malformed = failed.category() == make_error_code(http::error::bad_method).category() &&
                                  failed != http::error::end_of_stream && failed != http::error::partial_message;
        if (is_malformed) {
            const bool is_large = failed == http::error::header_limit;
            const Answer answer = refused(is_large ? 431 : 400, is_large ? Text::too_large : Text::malformed);
            co_await write(head, answer, began_ms);
        }
        co_return false;
    }
    if (path_of(view(head.get().target())) == "/live" && websocket::is_upgrade(head.get())) {
        co_await go_live(head);
        co_return false;
    }
    const Answer answer = co_await route(head);
    const bool goes_on = co_await write(head, answer, began_ms);
    co_return goes_on;
}

asio::awaitable<Answer> Connection::route(Head& head) {
    const std::string_view path = path_of(view(head.get().target()));
    const http::verb method = head.get().method();
    const bool is_reading = method == http::verb::get || method == http::verb::head;
    if (path == "/sync") {
        if (method != http::verb::post) {
            co_return not_allowed("POST");
        }
        co_return co_await sync(head);
    }
    if (path.starts_with(blob_path)) {
        co_return co_await blob(head);
    }
    if (path == "/session" && method == http::verb::post) {
        co_return co_await sign_in(head);
    }
    if (path == "/session/renew") {
        if (method != http::verb::post) {
            co_return not_allowed("POST");
        }
        co_return co_await renew(head);
    }
    if (has_body(head)) {
        if (is_reading) {
            co_return refused(400, Text::malformed);
        }
        co_return refused(405, Text::method_not_allowed);
    }
    if (path == "/session" && method == http::verb::delete_) {
        co_return co_await sign_out(head);
    }
    if (path == "/session" && method == http::verb::get) {
        co_return co_await who_am_i(head);
    }
    if (path == "/session") {
        co_return not_allowed("GET, POST, DELETE");
    }
    if (!is_reading) {
        co_return not_allowed("GET, HEAD");
    }
    if (path == "/healthz") {
        co_return co_await health();
    }
    if (path == "/live") {
        co_return upgrade_needed();
    }
    const FileRequest request{path, view(head.get()[http::field::accept_encoding]),
                              view(head.get()[http::field::if_none_match]), view(head.get()[http::field::host])};
    co_return host_.files.answer(request);
}

asio::awaitable<Answer> Connection::sign_in(Head& head) {
    const std::string address = peer_address(head);
    Read read = co_await read_body(head, host_.sizes.session_bytes, "application/json");
    if (read.refusal) {
        co_return std::move(*read.refusal);
    }
    const auto form = parse_sign_in(read.body);
    if (!form) {
        co_return told(400, Text::malformed);
    }
    if (host_.hashes_waiting >= host_.settings.hashes_waiting_max) {
        co_return told(429, Text::too_many_requests);
    }
    std::optional<Result<Accounts::Attempt>> attempt;
    auto begin = [&] { attempt.emplace(host_.backend.accounts.begin_sign_in(form->login, address)); };
    co_await run_on(host_.storage_pool, begin);
    if (!attempt->has_value()) {
        co_return error_answer(attempt->error());
    }
    bool is_right = false;
    auto compare = [&] { is_right = Accounts::is_right(attempt->value(), form->password); };
    ++host_.hashes_waiting;
    co_await run_on(host_.hash_pool, compare);
    --host_.hashes_waiting;
    std::optional<Result<SignedIn>> signed_in;
    auto finish = [&] {
        signed_in.emplace(host_.backend.accounts.finish_sign_in(attempt->value(), is_right, form->device));
    };
    co_await run_on(host_.storage_pool, finish);
    if (!signed_in->has_value()) {
        co_return error_answer(signed_in->error());
    }
    const SignedIn& one = signed_in->value();
    user_ = print(one.caller.user);
    co_return json_answer(200, profile_json(one.profile, host_.backend.clock.now(), one.tokens));
}

asio::awaitable<Answer> Connection::renew(Head& head) {
    Read read = co_await read_body(head, host_.sizes.session_bytes, "application/json");
    if (read.refusal) {
        co_return std::move(*read.refusal);
    }
    const auto token = parse_renewal(read.body);
    if (!token) {
        co_return told(400, Text::malformed);
    }
    std::optional<Result<Sessions::Renewed>> renewed;
    std::optional<Result<Profile>> profile;
    auto ask = [&] {
        renewed.emplace(host_.backend.accounts.sessions().renew(*token));
        if (renewed->has_value()) {
            profile.emplace(host_.backend.accounts.profile(renewed->value().known.caller));
        }
    };
    co_await run_on(host_.storage_pool, ask);
    if (!renewed->has_value()) {
        co_return error_answer(renewed->error());
    }
    if (!profile->has_value()) {
        co_return error_answer(profile->error());
    }
    const Authenticated& known = renewed->value().known;
    user_ = print(known.caller.user);
    if (!host_.requests.take(print(known.session), host_.backend.clock.monotonic_ms())) {
        co_return too_many_requests();
    }
    co_return json_answer(200, profile_json(profile->value(), host_.backend.clock.now(), renewed->value().tokens));
}

asio::awaitable<Answer> Connection::who_am_i(const Head& head) {
    Bearer bearer = co_await authenticate(head);
    if (bearer.refusal) {
        co_return std::move(*bearer.refusal);
    }
    std::optional<Result<Profile>> profile;
    auto ask = [&] { profile.emplace(host_.backend.accounts.profile(bearer.known->caller)); };
    co_await run_on(host_.storage_pool, ask);
    if (!profile->has_value()) {
        co_return error_answer(profile->error());
    }
    co_return json_answer(200, profile_json(profile->value(), host_.backend.clock.now()));
}

asio::awaitable<Answer> Connection::sign_out(const Head& head) {
    const std::string token(token_of(view(head.get()[http::field::authorization])));
    std::optional<Result<Session>> done;
    auto end = [&] { done.emplace(host_.backend.accounts.sessions().end(token)); };
    co_await run_on(host_.storage_pool, end);
    if (!done->has_value()) {
        co_return error_answer(done->error());
    }
    user_ = print(done->value().user);
    host_.live.close_session(done->value().company, done->value().id);
    co_return json_answer(200, "{}");
}

asio::awaitable<Answer> Connection::sync(Head& head) {
    Bearer bearer = co_await authenticate(head);
    if (bearer.refusal) {
        bearer.refusal->closes = has_body(head);
        co_return std::move(*bearer.refusal);
    }
    const bool takes_gzip = accepts(view(head.get()[http::field::accept_encoding]), "gzip");
    Read read = co_await read_body(head, host_.sizes.sync_bytes, "application/octet-stream");
    if (read.refusal) {
        co_return std::move(*read.refusal);
    }
    Answer answer;
    auto handle = [&] {
        if (read.is_gzip) {
            Result<std::string> unpacked = gunzip(read.body, host_.sizes.sync_bytes);
            if (!unpacked) {
                const Text why = unpacked.error().message.key;
                answer = told(why == Text::too_large ? 413 : 400, why);
                return;
            }
            read.body = std::move(*unpacked);
        }
        const Result<Bytes> response = host_.backend.service.handle(bearer.known->caller, as_bytes(read.body));
        answer = response ? frame_answer(*response, takes_gzip) : error_answer(response.error());
    };
    co_await run_on(host_.storage_pool, handle);
    co_return answer;
}

asio::awaitable<Answer> Connection::blob(Head& head) {
    const http::verb method = head.get().method();
    const bool is_reading = method == http::verb::get || method == http::verb::head;
    if (method != http::verb::put && !is_reading) {
        co_return not_allowed("GET, HEAD, PUT");
    }
    Bearer bearer = co_await authenticate(head);
    if (bearer.refusal) {
        bearer.refusal->closes = has_body(head);
        co_return std::move(*bearer.refusal);
    }
    const auto hash = parse_digest(path_of(view(head.get().target())).substr(blob_path.size()));
    if (!hash || (is_reading && has_body(head))) {
        co_return refused(hash ? 400 : 404, hash ? Text::malformed : Text::blob_missing);
    }
    if (method == http::verb::put) {
        co_return co_await take_piece(head, bearer.known->caller, *hash);
    }
    const std::string_view wanted = view(head.get()[http::field::range]);
    const auto range = parse_range(wanted);
    const ByteRange part = range.value_or(ByteRange{});
    std::optional<Result<BlobPart>> found;
    auto ask = [&] { found.emplace(host_.backend.blobs.get(bearer.known->caller, *hash, part.first, part.count_max)); };
    co_await run_on(host_.storage_pool, ask);
    if (!found->has_value()) {
        co_return error_answer(found->error());
    }
    co_return blob_answer(std::move(found->value()), range.has_value());
}

asio::awaitable<Answer> Connection::take_piece(Head& head, const Caller& caller, const Digest& hash) {
    const auto range = parse_content_range(view(head.get()[http::field::content_range]));
    if (!range) {
        co_return refused(400, Text::malformed);
    }
    Read read = co_await read_body(head, blob_piece_bytes_max, "application/octet-stream");
    if (read.refusal) {
        co_return std::move(*read.refusal);
    }
    if (read.body.size() != static_cast<std::size_t>(range->count)) {
        co_return told(400, Text::malformed);
    }
    std::optional<Result<BlobState>> state;
    auto put = [&] {
        state.emplace(host_.backend.blobs.put(caller, hash, range->first, range->size, as_bytes(read.body)));
    };
    co_await run_on(host_.storage_pool, put);
    if (!state->has_value()) {
        co_return error_answer(state->error());
    }
    const BlobState& now = state->value();
    co_return json_answer(200, "{\"size\":" + std::to_string(now.size) + ",\"have\":" + std::to_string(now.have) + "}");
}

asio::awaitable<Answer> Connection::health() {
    bool is_well = false;
    auto ask = [&] { is_well = host_.backend.storage.companies().has_value(); };
    co_await run_on(host_.storage_pool, ask);
    if (!is_well) {
        co_return told(503, Text::server_trouble);
    }
    co_return json_answer(200, R"({"status":"ok"})");
}

asio::awaitable<void> Connection::go_live(Head& head) {
    log(LogLevel::info, "live_opened", {{"connections", host_.connections.size()}});
    live_.emplace(host_, std::move(stream_));
    const bool was_known = co_await live_->run(head.release());
    log(LogLevel::info, "live_closed", {{"known", was_known ? 1 : 0}});
}

asio::awaitable<Connection::Bearer> Connection::authenticate(const Head& head) {
    Bearer bearer;
    const std::string token(token_of(view(head.get()[http::field::authorization])));
    std::optional<Result<Authenticated>> known;
    auto ask = [&] { known.emplace(host_.backend.accounts.authenticate(token)); };
    co_await run_on(host_.storage_pool, ask);
    if (!known->has_value()) {
        bearer.refusal = error_answer(known->error());
        co_return bearer;
    }
    bearer.known = known->value();
    user_ = print(bearer.known->caller.user);
    if (!host_.requests.take(print(bearer.known->session), host_.backend.clock.monotonic_ms())) {
        bearer.refusal = too_many_requests();
    }
    co_return bearer;
}

asio::awaitable<Connection::Read> Connection::read_body(Head& head, std::size_t size_max,
                                                        std::string_view content_type) {
    Read read;
    if (!is_media_type(view(head.get()[http::field::content_type]), content_type)) {
        read.refusal = refused(415, Text::malformed);
        co_return read;
    }
    if (head.content_length().value_or(0) > size_max) {
        read.refusal = refused(413, Text::too_large);
        co_return read;
    }
    const std::string_view coding = view(head.get()[http::field::content_encoding]);
    read.is_gzip = coding == "gzip";
    if (!coding.empty() && !read.is_gzip) {
        read.refusal = refused(415, Text::malformed);
        co_return read;
    }
    stream_.next_layer().expires_after(milliseconds(host_.settings.body_timeout_ms));
    if (beast::iequals(head.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go_on(http::status::continue_, http_1_1);
        const auto [failed, size] = co_await http::async_write(stream_, go_on, as_values);
        if (failed) {
            read.refusal = refused(400, Text::malformed);
            co_return read;
        }
    }
    http::request_parser<http::string_body> whole(std::move(head));
    whole.body_limit(size_max);
    const auto [failed, size] = co_await http::async_read(stream_, buffer_, whole, as_values);
    // What the answer still needs of the head goes back to where it was.
    head.get().method(whole.get().method());
    head.get().target(whole.get().target());
    head.get().version(whole.get().version());
    head.get().keep_alive(whole.get().keep_alive());
    if (failed == http::error::body_limit) {
        read.refusal = refused(413, Text::too_large);
    } else if (failed) {
        read.refusal = refused(400, Text::malformed);
    } else {
        read.body = std::move(whole.get().body());
    }
    co_return read;
}

// False: the connection ends here.
asio::awaitable<bool> Connection::write(const Head& head, const Answer& answer, std::int64_t began_ms) {
    const auto& request = head.get();
    const bool keeps_alive = request.keep_alive() && !answer.closes && !host_.is_stopping;
    auto response = response_of(answer, keeps_alive);
    if (stream_.tls() != nullptr) {
        response.set("Strict-Transport-Security", "max-age=31536000");
    }
    http::response_serializer<http::span_body<const char>> serializer(response);
    stream_.next_layer().expires_after(milliseconds(host_.settings.write_timeout_ms));
    error_code failed;
    if (request.method() == http::verb::head || answer.status == 304) {
        const auto [error, size] = co_await http::async_write_header(stream_, serializer, as_values);
        failed = error;
    } else {
        const auto [error, size] = co_await http::async_write(stream_, serializer, as_values);
        failed = error;
    }
    log_request(request, answer, host_.backend.clock.monotonic_ms() - began_ms, user_);
    if (!failed && !keeps_alive) {
        co_await linger();
    }
    co_return !failed && keeps_alive;
}

// A socket closed while the peer still sends resets the connection, and the answer may be lost with it: so what still
// comes is read for a moment and thrown away.
asio::awaitable<void> Connection::linger() {
    error_code failed;
    if (stream_.tls() == nullptr) {
        stream_.socket().shutdown(tcp::socket::shutdown_send, failed);
    }
    stream_.next_layer().expires_after(milliseconds(linger_ms));
    std::array<char, 16 * 1024> scrap;
    std::size_t total = 0;
    while (!failed && total < linger_bytes_max) {
        const auto [error, size] = co_await stream_.async_read_some(asio::buffer(scrap), as_values);
        failed = error;
        total += size;
    }
}

std::string Connection::peer_address(const Head& head) const {
    if (!host_.behind_proxy) {
        return address_;
    }
    // The last entry is the one that our own proxy wrote.
    const std::string_view forwarded = view(head.get()["X-Forwarded-For"]);
    const std::string_view last = trim(forwarded.substr(forwarded.rfind(',') + 1));
    return last.empty() || last.size() > 64 ? address_ : std::string(last);
}

}  // namespace xingke::server
