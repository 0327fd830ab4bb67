#include "app/client/sign_in.h"

#include <nlohmann/json.hpp>

#include "app/client/limits.h"
#include "app/store/blob_table.h"

namespace xingke::client {
namespace {

using Json = nlohmann::json;

constexpr std::string_view signed_out_key = "signed_out";

std::string text_at(const Json& object, const char* key) {
    if (!object.is_object()) {
        return {};
    }
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Error failure(Fault fault, Text key, std::vector<MessageArgument> arguments = {}) {
    return {fault, {key, std::move(arguments)}, ""};
}

Error too_many_attempts(const Json& answer) {
    std::int64_t minutes = 15;
    const auto found = answer.is_object() ? answer.find("minutes") : answer.end();
    if (answer.is_object() && found != answer.end() && found->is_number_integer()) {
        minutes = found->get<std::int64_t>();
    }
    return failure(Fault::forbidden, Text::too_many_attempts, {argument("minutes", std::to_string(minutes))});
}

std::optional<Tokens> tokens_in(const Json& answer) {
    Tokens tokens{text_at(answer, "token"), text_at(answer, "renewal")};
    const auto lifetime = answer.is_object() ? answer.find("token_lifetime_ms") : answer.end();
    if (tokens.access.empty() || tokens.renewal.empty() || lifetime == answer.end() || !lifetime->is_number_integer()) {
        return std::nullopt;
    }
    tokens.lifetime_ms = lifetime->get<std::int64_t>();
    return tokens;
}

Json json_of(const platform::HttpResponse& response) {
    return Json::parse(response.body.begin(), response.body.end(), nullptr, false);
}

platform::HttpRequest post(std::string path, const Json& body) {
    // What is not UTF-8 cannot be anybody's password; it is replaced, and refused by the server.
    const std::string text = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    platform::HttpRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.headers = {{"Content-Type", "application/json"}};
    request.body.assign(text.begin(), text.end());
    request.timeout_ms = request_timeout_ms;
    return request;
}

Result<std::string> text_in_meta(store::Store& store, std::string_view key) {
    auto text = TRY(store.meta(key));
    return text ? *std::move(text) : std::string();
}

}  // namespace

platform::HttpRequest sign_in_request(const std::string& login, const std::string& password, DeviceId device) {
    return post("/session", {{"login", login}, {"password", password}, {"device", print(device)}});
}

platform::HttpRequest renewal_request(const std::string& renewal_token) {
    return post("/session/renew", {{"renewal", renewal_token}});
}

platform::HttpRequest sign_out_request(const std::string& token) {
    platform::HttpRequest request;
    request.method = "DELETE";
    request.path = "/session";
    request.headers = {{"Authorization", "Bearer " + token}};
    request.timeout_ms = request_timeout_ms;
    return request;
}

std::optional<Tokens> tokens_of(const platform::HttpResponse& response) {
    return tokens_in(json_of(response));
}

// Before its end, so that a request that takes long is not refused behind its back.
void use_tokens(Account& account, const Tokens& tokens, std::int64_t now_ms) {
    account.renewal_token = tokens.renewal;
    account.access_token = tokens.access;
    account.access_until_ms = now_ms + tokens.lifetime_ms - tokens.lifetime_ms / 4;
}

Result<Account> account_of(const platform::HttpResponse& response, const std::string& login, std::int64_t now_ms) {
    const Json answer = json_of(response);
    switch (response.status) {
        case 200:
            break;
        case 0:
            return failure(Fault::network, Text::no_network);
        case 401:
            return failure(Fault::unauthorized, Text::wrong_password);
        case 410:
            return failure(Fault::unauthorized, Text::device_revoked);
        case 429:
            return too_many_attempts(answer);
        default:
            return failure(Fault::network, Text::server_trouble);
    }
    Account account;
    account.name = text_at(answer, "name");
    account.company = text_at(answer, "company");
    account.login = text_at(answer, "login");
    account.device_code = text_at(answer, "device_code");
    if (account.login.empty()) {
        account.login = login;
    }
    const auto user = parse_id<RecordTag>(text_at(answer, "user"));
    const std::optional<Tokens> tokens = tokens_in(answer);
    if (!tokens || !user || !model::role_of_key(text_at(answer, "role"), account.role)) {
        return failure(Fault::network, Text::server_trouble);
    }
    account.user = *user;
    use_tokens(account, *tokens, now_ms);
    return account;
}

Result<KeptAccount> load_account(store::Store& store) {
    KeptAccount kept;
    const std::string user = TRY(text_in_meta(store, meta_key::user));
    const std::string role = TRY(text_in_meta(store, meta_key::role));
    kept.account.user = parse_id<RecordTag>(user).value_or(RecordId{});
    if (!model::role_of_key(role, kept.account.role)) {
        kept.account.user = {};
    }
    kept.account.name = TRY(text_in_meta(store, meta_key::name));
    kept.account.login = TRY(text_in_meta(store, meta_key::login));
    kept.account.company = TRY(text_in_meta(store, meta_key::company));
    kept.account.device_code = TRY(text_in_meta(store, meta_key::device_code));
    kept.account.renewal_token = TRY(text_in_meta(store, meta_key::token));
    kept.is_signed_out = TRY(store.meta(signed_out_key)).has_value();
    return kept;
}

Result<void> save_account(store::Store& store, const Account& account) {
    Transaction transaction = TRY(Transaction::begin(store.database()));
    TRY(store.set_meta(meta_key::user, print(account.user)));
    TRY(store.set_meta(meta_key::role, model::key_of(account.role)));
    TRY(store.set_meta(meta_key::name, account.name));
    TRY(store.set_meta(meta_key::login, account.login));
    TRY(store.set_meta(meta_key::company, account.company));
    TRY(store.set_meta(meta_key::token, account.renewal_token));
    TRY(store.set_meta(meta_key::device_code, account.device_code));
    TRY(store.remove_meta(signed_out_key));
    return transaction.commit();
}

Result<void> mark_signed_out(store::Store& store) {
    Transaction transaction = TRY(Transaction::begin(store.database()));
    TRY(store.set_meta(signed_out_key, "1"));
    TRY(store.remove_meta(meta_key::token));
    return transaction.commit();
}

Result<bool> is_of_another(Workspace& workspace, const Account& account) {
    const KeptAccount kept = TRY(load_account(workspace.store));
    if (kept.account.user.is_nil() || kept.account.user == account.user) {
        return false;
    }
    const std::uint64_t waiting = TRY(workspace.log.count(store::OutboxState::waiting));
    const std::uint64_t rejected = TRY(workspace.log.count(store::OutboxState::rejected));
    store::BlobTable files = TRY(store::BlobTable::open(workspace.store));
    if (waiting + rejected + TRY(files.totals()).waiting > 0) {
        return Error{Fault::conflict, {Text::other_person, {argument("name", kept.account.name)}}, ""};
    }
    return true;
}

}  // namespace xingke::client
