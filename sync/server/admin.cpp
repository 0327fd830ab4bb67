#include "sync/server/admin.h"

#include "app/base/check.h"
#include "app/base/text.h"
#include "sync/server/accounts.h"
#include "sync/server/limits.h"
#include "sync/server/passwords.h"

namespace xingke::server {
namespace {

Error refusal(Fault fault, Text text, std::string name, std::string value) {
    return {fault, {text, {argument(std::move(name), std::move(value))}}, ""};
}

Result<void> check_password(const std::string& password) {
    if (count_characters(password) < password_characters_min) {
        return refusal(Fault::invalid_input, Text::password_too_short, "min", std::to_string(password_characters_min));
    }
    if (password.size() > password_bytes_max) {
        return refusal(Fault::invalid_input, Text::password_too_long, "max", std::to_string(password_bytes_max));
    }
    return {};
}

Result<std::string> checked_login(const std::string& login) {
    std::string folded = fold_login(login);
    const bool has_space = folded.find_first_of(" \t\r\n") != std::string::npos;
    const std::size_t count = count_characters(folded);
    if (count < 1 || count > 50 || folded.size() > login_bytes_max || has_space || !is_valid_utf8(folded)) {
        return refusal(Fault::invalid_input, Text::login_malformed, "login", login);
    }
    return folded;
}

Result<Account> find_account(Storage& storage, const std::string& login) {
    const auto account = TRY(storage.find_login(fold_login(login)));
    if (!account) {
        return refusal(Fault::not_found, Text::login_missing, "login", login);
    }
    return *account;
}

const model::RecordType& user_type(const Rules& rules) {
    const model::RecordType* type = rules.catalogue.find("user");
    CHECK(type != nullptr, "the catalogue declares users");
    return *type;
}

std::vector<model::Change> department_changes(RecordId user, const model::RecordType& type,
                                              const std::string& department, const std::string& signs_for) {
    const std::string path(trim(department)), said(trim(signs_for));
    const std::size_t last = path.rfind('/');
    const std::string leaf = last == std::string::npos ? path : path.substr(last + 1);
    return {set_field(user, type, "unit", path), set_field(user, type, "department", said.empty() ? leaf : said)};
}

}  // namespace

Error refused(Fault fault, const Title& words) {
    return {fault, {Text::declared, {argument("text", words)}}, std::string(words.english)};
}

model::Change set_field(RecordId record, const model::RecordType& type, std::string_view field, model::Value value) {
    const model::Field* found = model::find_field(type, field);
    CHECK(found != nullptr, "the catalogue declares the fields that the server writes");
    return {record, type.id, found->id, model::Operation::set, std::move(value)};
}

model::Change begin_life(RecordId record, const model::RecordType& type) {
    return {record, type.id, model::life_field, model::Operation::set, std::int64_t{1}};
}

Result<Company> add_company(Storage& storage, const Rules& rules, const std::string& name) {
    const std::string trimmed(trim(name));
    if (trimmed.empty()) {
        return Error{Fault::invalid_input, {Text::name_missing, {}}, ""};
    }
    for (const Company& present : TRY(storage.companies())) {
        if (present.name == trimmed) {
            return refusal(Fault::conflict, Text::company_taken, "company", trimmed);
        }
    }
    const Instant now = rules.clock.now();
    const Company company{make_id<TenantTag>(now, rules.random), trimmed, make_uuid7(now, rules.random), 0};
    TRY(storage.add_company(company));
    return company;
}

Result<Company> find_company(Storage& storage, const std::string& name) {
    const auto companies = TRY(storage.companies());
    if (name.empty()) {
        if (companies.size() != 1) {
            return Error{Fault::not_found, {Text::company_needed, {}}, ""};
        }
        return companies.front();
    }
    for (const Company& company : companies) {
        if (company.name == trim(name)) {
            return company;
        }
    }
    return refusal(Fault::not_found, Text::company_missing, "company", name);
}

Result<RecordId> add_user(Storage& storage, const Rules& rules, TenantId company, const NewUser& user) {
    Account account;
    account.login = TRY(checked_login(user.login));
    TRY(check_password(user.password));
    const std::string name(trim(user.name));
    if (name.empty()) {
        return Error{Fault::invalid_input, {Text::name_missing, {}}, ""};
    }
    if (TRY(storage.find_login(account.login))) {
        return refusal(Fault::conflict, Text::login_taken, "login", account.login);
    }
    account.password_hash = TRY(hash_password(user.password));
    account.company = company;
    account.user = make_id<RecordTag>(rules.clock.now(), rules.random);
    account.role = user.role;

    const model::RecordType& type = user_type(rules);
    const auto writing = TRY(storage.begin_write(company));
    std::vector<model::Change> changes = {begin_life(account.user, type), set_field(account.user, type, "name", name),
                                          set_field(account.user, type, "login", account.login),
                                          set_field(account.user, type, "role", std::string(model::key_of(user.role)))};
    for (model::Change& change : department_changes(account.user, type, user.department, user.signs_for)) {
        changes.push_back(std::move(change));
    }
    TRY(commit_as_server(*writing, rules, account.user, std::move(changes)));
    TRY(writing->add_account(account));
    TRY(writing->commit());
    return account.user;
}

Result<void> change_password(Storage& storage, const std::string& login, const std::string& password) {
    Account account = TRY(find_account(storage, login));
    TRY(check_password(password));
    account.password_hash = TRY(hash_password(password));
    {
        const auto writing = TRY(storage.begin_write(account.company));
        TRY(writing->change_account(account));
        TRY(writing->commit());
    }
    TRY(storage.revoke_sessions_of(account.company, account.user));
    return {};
}

Result<void> disable_user(Storage& storage, const Rules& rules, const std::string& login, Disabled disabled) {
    Account account = TRY(find_account(storage, login));
    account.is_disabled = disabled == Disabled::yes;
    {
        const auto writing = TRY(storage.begin_write(account.company));
        TRY(commit_as_server(*writing, rules, account.user,
                             {set_field(account.user, user_type(rules), "disabled", account.is_disabled)}));
        TRY(writing->change_account(account));
        TRY(writing->commit());
    }
    TRY(storage.revoke_sessions_of(account.company, account.user));
    return {};
}

Result<void> change_department(Storage& storage, const Rules& rules, const std::string& login,
                               const std::string& department, const std::string& signs_for) {
    const Account account = TRY(find_account(storage, login));
    const auto writing = TRY(storage.begin_write(account.company));
    TRY(commit_as_server(*writing, rules, account.user,
                         department_changes(account.user, user_type(rules), department, signs_for)));
    return writing->commit();
}

Result<void> change_role(Storage& storage, const Rules& rules, const std::string& login, model::Role role) {
    Account account = TRY(find_account(storage, login));
    account.role = role;
    {
        const auto writing = TRY(storage.begin_write(account.company));
        TRY(commit_as_server(
            *writing, rules, account.user,
            {set_field(account.user, user_type(rules), "role", std::string(model::key_of(account.role)))}));
        TRY(writing->change_account(account));
        TRY(writing->commit());
    }
    TRY(storage.revoke_sessions_of(account.company, account.user));
    return {};
}

Result<void> revoke_device(Storage& storage, TenantId company, const std::string& device) {
    const auto writing = TRY(storage.begin_write(company));
    const auto id = parse_id<DeviceTag>(device);
    auto found = id ? TRY(writing->find_device(*id)) : std::nullopt;
    if (!found) {
        return refusal(Fault::not_found, Text::device_missing, "device", device);
    }
    found->is_revoked = true;
    TRY(writing->put_device(*found));
    return writing->commit();
}

Result<std::int64_t> revoke_sessions(Storage& storage, const std::string& login) {
    const Account account = TRY(find_account(storage, login));
    return storage.revoke_sessions_of(account.company, account.user);
}

}  // namespace xingke::server
