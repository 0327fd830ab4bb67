#include "tests/simulation/server.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/base/check.h"
#include "sync/protocol/frame.h"
#include "sync/server/admin.h"
#include "tests/simulation/sight_oracle.h"

namespace xingke::simulation {
namespace {

template <class T>
T expect(Result<T> result) {
    CHECK(result.has_value(), result.error().detail.c_str());
    return std::move(result).value();
}

void expect(const Result<void>& result) {
    CHECK(result.has_value(), result.error().detail.c_str());
}

std::string bearer_of(const platform::HttpRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (name == "Authorization" && value.starts_with("Bearer ")) {
            return value.substr(7);
        }
    }
    return {};
}

int status_of(Fault fault) {
    switch (fault) {
        case Fault::unauthorized:
            return 401;
        case Fault::unsupported:
            return 426;
        case Fault::not_found:
            return 404;
        case Fault::conflict:
            return 409;
        case Fault::storage:
        case Fault::storage_full:
            return 503;
        default:
            return 400;
    }
}

}  // namespace

Server::Server(std::uint64_t seed, Timeline& timeline, const model::Catalogue& catalogue)
    : random_(seed),
      clock_(timeline),
      catalogue_(catalogue),
      files_("server-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)), disk_, clock_, random_) {
    open();
    const server::Rules rules{catalogue_, clock_, random_};
    company_ = expect(server::add_company(*storage_, rules, "思优特")).id;
}

Server::~Server() = default;

void Server::open() {
    OpenOptions options;
    options.vfs = files_.vfs_name();
    options.exclusive = true;
    storage_ = expect(server::SqliteStorage::open("server.db", options));
    service_ = std::make_unique<server::Service>(*storage_, server::Rules{catalogue_, clock_, random_});
    use_sessions(sessions_ ? sessions_->settings() : server::SessionSettings{});
    service_->tell_commits_to([this](TenantId, server::Seq head) {
        if (on_commit) {
            on_commit(head);
        }
    });
}

void Server::use_sessions(const server::SessionSettings& settings) {
    sessions_ = std::make_unique<server::Sessions>(*storage_, clock_, random_, server::SessionSettings(settings));
}

Person Server::add_person(const std::string& login, const std::string& name, model::Role role) {
    Person person{login, name, role, make_id<RecordTag>(clock_.now(), random_)};
    const model::RecordType* type = catalogue_.find("user");
    CHECK(type != nullptr, "the catalogue has users");
    auto writing = expect(storage_->begin_write(company_));
    expect(writing->add_account({login, company_, person.user, role, "nobody signs in by password here", false}));
    std::vector<model::Change> changes = {
        server::begin_life(person.user, *type),
        server::set_field(person.user, *type, "name", name),
        server::set_field(person.user, *type, "login", login),
        server::set_field(person.user, *type, "role", std::string(model::key_of(role))),
    };
    expect(server::commit_as_server(*writing, {catalogue_, clock_, random_}, person.user, std::move(changes)));
    expect(writing->commit());
    people_[login] = person;
    return person;
}

void Server::revoke_device(DeviceId device) {
    expect(server::revoke_device(*storage_, company_, print(device)));
}

void Server::move(const std::string& login, const std::string& department) {
    const model::RecordType& type = *catalogue_.find("user");
    commit({server::set_field(people_.at(login).user, type, "unit", department)});
}

void Server::keep_pools() {
    while (expect(service_->keep_pools())) {
    }
}

void Server::commit(std::vector<model::Change> changes) {
    auto writing = expect(storage_->begin_write(company_));
    const server::Seq head = expect(server::commit_as_server(*writing, {catalogue_, clock_, random_},
                                                             people_.begin()->second.user, std::move(changes)));
    expect(writing->commit());
    if (on_commit) {
        on_commit(head);
    }
}

platform::HttpResponse Server::sign_in(const platform::HttpRequest& request) {
    const auto body = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!body.is_object()) {
        return {400, {}};
    }
    const auto person = people_.find(body.value("login", ""));
    const auto device = parse_id<DeviceTag>(body.value("device", ""));
    if (person == people_.end() || body.value("password", "") != "password" || !device) {
        return {401, {}};
    }
    auto writing = expect(storage_->begin_write(company_));
    const std::string code = model::device_code(expect(writing->ensure_device_index(*device)));
    expect(writing->commit());
    const server::SessionTokens tokens = expect(sessions_->begin(company_, person->second.user, *device));
    const nlohmann::json answer = {{"token", tokens.access},
                                   {"renewal", tokens.renewal},
                                   {"token_lifetime_ms", tokens.access_lifetime_ms},
                                   {"user", print(person->second.user)},
                                   {"name", person->second.name},
                                   {"login", person->first},
                                   {"role", std::string(model::key_of(person->second.role))},
                                   {"company", "思优特"},
                                   {"device_code", code}};
    const std::string text = answer.dump();
    return {200, Bytes(text.begin(), text.end())};
}

platform::HttpResponse Server::renew(const platform::HttpRequest& request) {
    const auto body = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
    ++renewal_count_;
    const auto renewed = sessions_->renew(body.is_object() ? body.value("renewal", "") : "");
    if (!renewed) {
        lost_session_count_ += renewed.error().detail == "an old renewal token" && !was_restored_ ? 1 : 0;
        return {renewed.error().message.key == Text::device_revoked ? 410 : status_of(renewed.error().fault), {}};
    }
    const nlohmann::json answer = {{"token", renewed->tokens.access},
                                   {"renewal", renewed->tokens.renewal},
                                   {"token_lifetime_ms", renewed->tokens.access_lifetime_ms}};
    const std::string text = answer.dump();
    return {200, Bytes(text.begin(), text.end())};
}

// As Connection::blob() does it, with the same code behind it.
platform::HttpResponse Server::blob(const platform::HttpRequest& request, const server::Caller& caller) {
    const auto header = [&](std::string_view name) {
        const auto found = std::ranges::find(request.headers, name, &std::pair<std::string, std::string>::first);
        return found == request.headers.end() ? std::string() : found->second;
    };
    const auto bytes_of = [](const std::string& text) { return Bytes(text.begin(), text.end()); };
    const auto hash = server::parse_digest(std::string_view(request.path).substr(6));
    if (!hash) {
        return {404, {}};
    }
    server::Blobs blobs(*storage_, {catalogue_, clock_, random_}, blob_settings);
    if (request.method == "PUT") {
        const auto range = server::parse_content_range(header("Content-Range"));
        if (!range) {
            return {400, {}};
        }
        const auto state = blobs.put(caller, *hash, range->first, range->size, request.body);
        if (!state) {
            const Text why = state.error().message.key;
            const int status = why == Text::blob_type_refused ? 415
                               : why == Text::blob_too_large  ? 413
                               : why == Text::blob_wrong_hash ? 422
                                                              : status_of(state.error().fault);
            std::string body = "{";
            for (const MessageArgument& argument : state.error().message.arguments) {
                body += "\"" + argument.name + "\":" + argument.chinese;
            }
            return {status, bytes_of(body + "}")};
        }
        return {200, bytes_of("{\"size\":" + std::to_string(state->size) + ",\"have\":" + std::to_string(state->have) +
                              "}")};
    }
    const auto range = server::parse_range(header("Range")).value_or(server::ByteRange{});
    auto part = blobs.get(caller, *hash, range.first, range.count_max);
    if (!part) {
        return {status_of(part.error().fault), {}};
    }
    return {206, std::move(part->bytes)};
}

platform::HttpResponse Server::handle(const platform::HttpRequest& request) {
    ++request_count_;
    if (request.path == "/session") {
        if (request.method == "DELETE") {
            return {sessions_->end(bearer_of(request)) ? 200 : 401, {}};
        }
        return sign_in(request);
    }
    if (request.path == "/session/renew") {
        return renew(request);
    }
    const auto known = sessions_->authenticate(bearer_of(request));
    if (!known) {
        return {known.error().message.key == Text::device_revoked ? 410 : status_of(known.error().fault), {}};
    }
    if (request.path.starts_with("/blob/")) {
        return blob(request, known->caller);
    }
    Result<Bytes> answer = service_->handle(known->caller, with_small_pages(request.body));
    if (!answer) {
        const bool is_revoked = answer.error().message.key == Text::device_revoked;
        return {is_revoked ? 410 : status_of(answer.error().fault), {}};
    }
    constexpr std::uint64_t looks_every = 5;  // it takes as long as the answer itself
    if (on_leak && request_count_ % looks_every == 0) {
        look_for_leaks(known->caller, *answer);
    }
    return {200, *std::move(answer)};
}

// As a device would ask that has little room: then one transaction is spread over several answers.
Bytes Server::with_small_pages(const Bytes& request) const {
    Result<protocol::Frame> frame = protocol::decode(request);
    auto* pull = frame ? std::get_if<protocol::PullRequest>(&frame->body) : nullptr;
    if (pull == nullptr || page_records_max == 0) {
        return request;
    }
    pull->record_count_max = std::min(pull->record_count_max, page_records_max);
    return protocol::encode(*frame);
}

bool Server::takes_from_another_device(const std::string& login, DeviceId other) {
    server::Caller caller{company_, people_.at(login).user, {}, {}};
    std::uint64_t counter = 0;
    {
        const auto reading = expect(storage_->begin_read(company_));
        const auto devices = expect(reading->devices());
        const auto own = std::ranges::find_if(devices, [&](const server::Device& device) {
            return device.user == caller.user && !device.is_revoked && device.id != other;
        });
        if (own == devices.end()) {
            return false;
        }
        caller.device = own->id;
        caller.role = expect(reading->find_account(caller.user)).value().role;
        counter = own->last_counter + 1;
    }
    const model::RecordType& type = *catalogue_.find("customer");
    model::Transaction forged;
    forged.device = other;
    forged.author = caller.user;
    forged.counter = counter;
    forged.schema = catalogue_.version();
    forged.authored = clock_.now();
    const RecordId id = make_id<RecordTag>(clock_.now(), random_);
    forged.changes = {server::begin_life(id, type), server::set_field(id, type, "name", std::string("假冒"))};
    protocol::PushRequest push;
    push.transactions.push_back(std::move(forged));
    return service_->handle(caller, protocol::encode(protocol::Frame{1, std::move(push)})).has_value();
}

// I9, at the moment of sending.
void Server::look_for_leaks(const server::Caller& caller, const Bytes& answer) {
    const protocol::Frame frame = expect(protocol::decode(answer));
    const auto* pulled = std::get_if<protocol::PullResponse>(&frame.body);
    if (pulled == nullptr || pulled->records.empty()) {
        return;
    }
    for (const auto& [login, person] : people_) {
        if (person.user == caller.user) {
            const auto records = all_records();
            const auto visible = visible_records(catalogue_, records, person.user, person.role);
            for (const protocol::PulledRecord& record : pulled->records) {
                if (!visible.contains(record.record)) {
                    on_leak(login, record.record);
                }
            }
        }
    }
}

std::vector<model::Record> Server::all_records() {
    std::vector<model::Record> records;
    const auto reading = expect(storage_->begin_read(company_));
    for (server::StoredRecord& one : expect(reading->records_after({}, {}, 1'000'000, SIZE_MAX))) {
        records.push_back(std::move(one.record));
    }
    return records;
}

void Server::crash(Random& random) {
    disk_.stop_at(disk_.operation_count());
    service_.reset();
    storage_.reset();
    disk_.crash(random);
    open();
}

ServerContent Server::content() {
    ServerContent content;
    {
        const auto reading = expect(storage_->begin_read(company_));
        content.head = reading->company().head;
    }
    content.records = all_records();
    service_.reset();
    storage_.reset();
    {
        OpenOptions options;
        options.vfs = files_.vfs_name();
        options.exclusive = true;
        Database database = expect(Database::open("server.db", options));
        Statement log = database.prepare("SELECT seq, device, counter, body FROM txn ORDER BY seq");
        while (expect(log.step())) {
            content.log.push_back({static_cast<model::Seq>(log.integer(0)), log.id<DeviceTag>(1),
                                   static_cast<std::uint64_t>(log.integer(2)),
                                   Bytes(log.blob(3).begin(), log.blob(3).end())});
        }
        Statement outcome =
            database.prepare("SELECT device, counter, status, seq FROM outcome ORDER BY device, counter");
        while (expect(outcome.step())) {
            content.outcomes.push_back({outcome.id<DeviceTag>(0), static_cast<std::uint64_t>(outcome.integer(1)),
                                        static_cast<protocol::Status>(outcome.integer(2)),
                                        static_cast<model::Seq>(outcome.integer(3))});
        }
    }
    open();
    return content;
}

DiskImage Server::backup() {
    service_.reset();
    storage_.reset();
    DiskImage image = take_image(disk_, "server.db");
    open();
    return image;
}

void Server::restore(const DiskImage& image) {
    was_restored_ = true;
    service_.reset();
    storage_.reset();
    put_image(disk_, image);
    {
        OpenOptions options;
        options.vfs = files_.vfs_name();
        options.exclusive = true;
        Database database = expect(Database::open("server.db", options));
        const auto epoch = make_uuid7(clock_.now(), random_);
        expect(database.prepare("UPDATE tenant SET epoch = ?").bind_blob(1, epoch).run());
    }
    open();
}

void Server::revoke(const std::string& login) {
    expect(storage_->revoke_sessions_of(company_, people_[login].user));
}

}  // namespace xingke::simulation
