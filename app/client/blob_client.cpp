#include "app/client/blob_client.h"

#include <algorithm>
#include <charconv>

#include "app/base/log.h"
#include "app/base/sha256.h"
#include "app/client/limits.h"

namespace xingke::client {
namespace {

// The number behind "name": of a small JSON answer; −1 when there is none. The server's own answers hold nothing else.
std::int64_t number_in(std::span<const std::uint8_t> body, std::string_view name) {
    const std::string_view text = as_text(body);
    const std::string key = "\"" + std::string(name) + "\":";
    const std::size_t at = text.find(key);
    std::int64_t number = -1;
    if (at != std::string_view::npos) {
        std::from_chars(text.data() + at + key.size(), text.data() + text.size(), number);
    }
    return number;
}

Message message_of(const store::BlobRefusal& refusal) {
    const std::vector<MessageArgument> max = {argument("max", refusal.max)};
    switch (refusal.status) {
        case 413:
            return {Text::blob_too_large, max};
        case 415:
            return {Text::blob_type_refused, {}};
        case 507:
            return {Text::blob_quota, max};
        default:
            return {Text::blob_not_kept, {}};
    }
}

bool is_final_refusal(int status) {
    return status == 400 || status == 413 || status == 415 || status == 422 || status == 507;
}

}  // namespace

Result<std::unique_ptr<BlobClient>> BlobClient::open(Workspace& workspace, platform::Network& network,
                                                     platform::BlobFiles& files, Listener listener) {
    store::BlobTable table = TRY(store::BlobTable::open(workspace.store));
    // The app may have ended between a record's commit and this.
    TRY(table.refer());
    std::unique_ptr<BlobClient> client(
        new BlobClient(workspace, network, files, std::move(listener), std::move(table)));
    client->make_room();
    return client;
}

BlobClient::BlobClient(Workspace& workspace, platform::Network& network, platform::BlobFiles& files, Listener listener,
                       store::BlobTable table)
    : workspace_(workspace),
      network_(network),
      files_(files),
      listener_(std::move(listener)),
      table_(std::move(table)),
      is_online_(network.is_online()) {}

BlobClient::~BlobClient() = default;

void BlobClient::add(AddBlob& frame) {
    BlobAdded answer{.id = frame.id, .hash = hex_of(sha256_of(frame.bytes)), .error = {}};
    const auto size = static_cast<std::int64_t>(frame.bytes.size());
    if (size == 0 || size > file_bytes_max) {
        answer.error = size == 0 ? Message{Text::blob_empty, {}}
                                 : Message{Text::blob_too_large,
                                           {argument("max", std::to_string(file_bytes_max / (1024 * 1024)))}};
        return listener_.send(answer);
    }
    const std::string name = answer.hash;
    files_.write(name, std::move(frame.bytes),
                 [this, alive = std::weak_ptr(is_alive_), answer, size](platform::BlobKept kept) mutable {
                     if (alive.expired()) {
                         return;
                     }
                     const bool is_noted = kept == platform::BlobKept::kept &&
                                           table_.add({answer.hash, size}, workspace_.clock.now()).has_value();
                     if (!is_noted) {
                         const bool is_full = kept == platform::BlobKept::full;
                         answer.error = {is_full ? Text::storage_full : Text::blob_not_kept, {}};
                     }
                     listener_.send(answer);
                 });
}

void BlobClient::on_commit() {
    const Result<bool> found = table_.refer();
    if (found && *found) {
        failure_count_ = 0;
        due_ms_ = 0;
        listener_.on_change();
    }
}

void BlobClient::host_state(bool online) {
    if (online && !is_online_) {
        failure_count_ = 0;
        due_ms_ = 0;
    }
    is_online_ = online;
}

bool BlobClient::may_send() const {
    return is_online_ && !workspace_.account.renewal_token.empty();
}

void BlobClient::send(platform::HttpRequest request, Handler handler) {
    request.timeout_ms = request_timeout_ms;
    network_.send(std::move(request), [alive = std::weak_ptr(is_alive_),
                                       handler = std::move(handler)](const platform::HttpResponse& response) {
        if (!alive.expired()) {
            handler(response);
        }
    });
}

// --- up ---

std::int64_t BlobClient::tick() {
    begin_download();
    if (!may_send() || upload_ != nullptr) {
        return -1;
    }
    const std::int64_t left_ms = due_ms_ - workspace_.clock.monotonic_ms();
    const Result<std::optional<store::BlobRow>> next = table_.next_waiting();
    if (!next || !*next) {
        return -1;
    }
    if (left_ms > 0) {
        return left_ms;
    }
    upload_ = std::make_unique<Upload>(Upload{**next});
    send_piece({}, 0);
    return -1;
}

void BlobClient::send_piece(Bytes piece, std::int64_t offset) {
    const std::int64_t last = offset + static_cast<std::int64_t>(piece.size()) - 1;
    const std::string range = piece.empty() ? std::string("*") : std::to_string(offset) + "-" + std::to_string(last);
    platform::HttpRequest request{.method = "PUT", .path = "/blob/" + upload_->row.hash};
    request.headers = {{"Content-Type", "application/octet-stream"},
                       {"Content-Range", "bytes " + range + "/" + std::to_string(upload_->row.size)}};
    request.body = std::move(piece);
    send(std::move(request), [this](const platform::HttpResponse& response) { on_piece(response); });
}

void BlobClient::on_piece(const platform::HttpResponse& response) {
    const std::string hash = upload_->row.hash;
    if (is_final_refusal(response.status)) {
        const std::int64_t max = number_in(response.body, "max");
        log(LogLevel::warning, "blob_refused", {{"status", response.status}});
        return finish_upload(
            table_.mark_refused(hash, {response.status, max < 0 ? std::string() : std::to_string(max)}));
    }
    const std::int64_t have = number_in(response.body, "have");
    if ((response.status != 200 && response.status != 409) || have < 0 || have > upload_->row.size) {
        return retry_later();
    }
    failure_count_ = 0;
    if (have == upload_->row.size) {
        return finish_upload(table_.mark_sent(hash));
    }
    upload_->have = have;
    files_.read(hash, have, blob_piece_bytes, [this, alive = std::weak_ptr(is_alive_), have](Bytes piece) {
        if (alive.expired() || upload_ == nullptr) {
            return;
        }
        if (piece.empty()) {
            // The browser has cleared its storage: only whoever took the photo can help.
            return finish_upload(table_.mark_refused(upload_->row.hash, {}));
        }
        send_piece(std::move(piece), have);
    });
}

void BlobClient::finish_upload(const Result<void>& noted) {
    if (!noted) {
        return retry_later();
    }
    upload_.reset();
    make_room();
    listener_.on_change();
}

void BlobClient::retry_later() {
    upload_.reset();
    ++failure_count_;
    const std::int64_t delay_ms = std::min(retry_most_ms, retry_first_ms << std::min(failure_count_, 10));
    due_ms_ = workspace_.clock.monotonic_ms() + delay_ms;
    listener_.on_change();
}

// --- down ---

void BlobClient::open(const OpenBlob& frame) {
    const auto known = table_.find(frame.hash);
    if (!known || !*known) {
        downloads_.push_back({frame, {}});
        return begin_download();
    }
    files_.read(frame.hash, 0, (*known)->size, [this, alive = std::weak_ptr(is_alive_), frame](Bytes bytes) {
        if (alive.expired()) {
            return;
        }
        if (static_cast<std::int64_t>(bytes.size()) == frame.size) {
            static_cast<void>(table_.touch(frame.hash, workspace_.clock.now()));  // It opens all the same.
            return give(frame, std::move(bytes));
        }
        // Cleared by the browser, but the server may have it.
        downloads_.push_back({frame, {}});
        begin_download();
    });
}

void BlobClient::begin_download() {
    if (is_downloading_ || downloads_.empty()) {
        return;
    }
    if (!may_send()) {
        const OpenBlob wanted = downloads_.front().wanted;
        downloads_.pop_front();
        return refuse(wanted, {Text::blob_offline, {}});
    }
    is_downloading_ = true;
    ask_for_part();
}

void BlobClient::ask_for_part() {
    const Download& download = downloads_.front();
    const std::size_t have = download.bytes.size();
    platform::HttpRequest request{.path = "/blob/" + download.wanted.hash};
    request.headers = {{"Range", "bytes=" + std::to_string(have) + "-" + std::to_string(have + blob_piece_bytes - 1)}};
    send(std::move(request), [this](const platform::HttpResponse& response) { on_part(response); });
}

void BlobClient::on_part(const platform::HttpResponse& response) {
    Download& download = downloads_.front();
    const auto size = static_cast<std::size_t>(std::max<std::int64_t>(0, download.wanted.size));
    const bool is_part =
        response.status == 206 && !response.body.empty() && response.body.size() <= size - download.bytes.size();
    if (!is_part) {
        const OpenBlob wanted = download.wanted;
        downloads_.pop_front();
        is_downloading_ = false;
        refuse(wanted, {response.status == 404 ? Text::blob_missing : Text::blob_offline, {}});
        return begin_download();
    }
    download.bytes.insert(download.bytes.end(), response.body.begin(), response.body.end());
    if (download.bytes.size() < size) {
        listener_.send(BlobOpened{.id = download.wanted.id,
                                  .done = static_cast<std::int64_t>(download.bytes.size()),
                                  .is_last = false,
                                  .bytes = {},
                                  .error = {}});
        return ask_for_part();
    }
    keep_download();
}

void BlobClient::keep_download() {
    Download whole = std::move(downloads_.front());
    downloads_.pop_front();
    is_downloading_ = false;
    if (hex_of(sha256_of(whole.bytes)) != whole.wanted.hash) {
        refuse(whole.wanted, {Text::blob_missing, {}});
        return begin_download();
    }
    const store::BlobRow row{whole.wanted.hash, whole.wanted.size, store::BlobState::sent};
    files_.write(row.hash, whole.bytes, [this, alive = std::weak_ptr(is_alive_), row](platform::BlobKept kept) {
        // What cannot be kept is fetched again the next time.
        if (!alive.expired() && kept == platform::BlobKept::kept && table_.add(row, workspace_.clock.now())) {
            make_room();
        }
    });
    give(whole.wanted, std::move(whole.bytes));
    begin_download();
}

void BlobClient::give(const OpenBlob& wanted, Bytes bytes) {
    listener_.send(
        BlobOpened{.id = wanted.id, .done = wanted.size, .is_last = true, .bytes = std::move(bytes), .error = {}});
}

void BlobClient::refuse(const OpenBlob& wanted, Message problem) {
    listener_.send(BlobOpened{.id = wanted.id, .done = 0, .is_last = true, .bytes = {}, .error = std::move(problem)});
}

void BlobClient::make_room() {
    const Instant abandoned_before{workspace_.clock.now().ms - draft_kept_ms};
    const auto surplus = table_.take_surplus(abandoned_before, sent_bytes_max);
    for (const std::string& hash : surplus ? *surplus : std::vector<std::string>()) {
        files_.remove(hash);
    }
}

Result<void> BlobClient::tell(SyncState& state) {
    const store::BlobTotals totals = TRY(table_.totals());
    state.files_waiting = totals.waiting;
    state.file_bytes_waiting = totals.waiting_bytes;
    state.files_refused = totals.refused;
    state.file_problem = totals.refused > 0 ? message_of(totals.refusal) : Message{};
    return {};
}

}  // namespace xingke::client
