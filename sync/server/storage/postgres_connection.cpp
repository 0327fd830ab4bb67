#include "sync/server/storage/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "app/base/check.h"

namespace xingke::server {
namespace {

// Stable for ever: the object ids of PostgreSQL's own types.
constexpr std::uint32_t type_bytea = 17;
constexpr std::uint32_t type_int8 = 20;
constexpr std::uint32_t type_text = 25;
constexpr int binary = 1;

std::string big_endian(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(bits >> (56 - 8 * i));
    }
    return bytes;
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

// Calls `word` for each word outside of quotes and `sign` for each other letter; both append to the text.
template <class Word, class Sign>
std::string rewritten(std::string_view sql, Word&& word, Sign&& sign) {
    std::string text;
    for (std::size_t at = 0; at < sql.size();) {
        std::size_t end = at + 1;
        if (sql[at] == '\'' || sql[at] == '"') {
            end = std::min(sql.find(sql[at], at + 1), sql.size() - 1) + 1;
            text += sql.substr(at, end - at);
        } else if (is_letter(sql[at])) {
            while (end < sql.size() && is_letter(sql[end])) {
                ++end;
            }
            text += word(sql.substr(at, end - at));
        } else {
            text += sign(sql[at]);
        }
        at = end;
    }
    return text;
}

std::string_view plain_word(std::string_view word) {
    return word == "user" ? std::string_view("\"user\"") : word;
}

std::string with_numbered_parameters(std::string_view sql) {
    int count = 0;
    return rewritten(sql, plain_word, [&count](char letter) {
        return letter == '?' ? "$" + std::to_string(++count) : std::string(1, letter);
    });
}

std::string_view schema_word(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words = {{
        {"INTEGER", "BIGINT"},
        {"BLOB", "BYTEA"},
        {"TEXT", "TEXT COLLATE \"C\""},
        {"WITHOUT", ""},
        {"ROWID", ""},
    }};
    const auto* found = std::ranges::find(words, word, &std::pair<std::string_view, std::string_view>::first);
    return found != words.end() ? found->second : plain_word(word);
}

struct OptionsDeleter {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

}  // namespace

void ResultDeleter::operator()(pg_result* result) const {
    PQclear(result);
}

// --- Statement ----------------------------------------------------------------------------------------------------

PostgresStatement::Parameter& PostgresStatement::parameter(int index) {
    CHECK(index >= 1, "parameters are numbered from 1");
    if (parameters_.size() < static_cast<std::size_t>(index)) {
        parameters_.resize(static_cast<std::size_t>(index));
    }
    return parameters_[static_cast<std::size_t>(index) - 1];
}

PostgresStatement& PostgresStatement::bind(int index, std::int64_t value) {
    parameter(index) = {type_int8, big_endian(value), false};
    return *this;
}

PostgresStatement& PostgresStatement::bind(int index, std::string_view text) {
    parameter(index) = {type_text, std::string(text), false};
    return *this;
}

PostgresStatement& PostgresStatement::bind_blob(int index, std::span<const std::uint8_t> bytes) {
    parameter(index) = {type_bytea, std::string(as_text(bytes)), false};
    return *this;
}

PostgresStatement& PostgresStatement::bind_null(int index) {
    parameter(index) = {};
    return *this;
}

Result<bool> PostgresStatement::step() {
    if (!result_) {
        result_ = TRY(connection_->run(sql_, parameters_));
        row_ = -1;
    }
    ++row_;
    return row_ < PQntuples(result_.get());
}

Result<void> PostgresStatement::run() {
    TRY(step());
    reset();
    return {};
}

void PostgresStatement::reset() {
    result_.reset();
    row_ = -1;
}

bool PostgresStatement::is_null(int column) const {
    return PQgetisnull(result_.get(), row_, column) != 0;
}

std::int64_t PostgresStatement::integer(int column) const {
    const auto bytes = blob(column);
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
    }
    // What SQL itself makes of a number may be an INTEGER of four bytes.
    return bytes.size() == 4 ? static_cast<std::int32_t>(bits) : static_cast<std::int64_t>(bits);
}

std::string_view PostgresStatement::text(int column) const {
    return as_text(blob(column));
}

std::span<const std::uint8_t> PostgresStatement::blob(int column) const {
    return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_.get(), row_, column)),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

// --- Connection ---------------------------------------------------------------------------------------------------

std::string PostgresConnection::mistake_in(const std::string& address) {
    if (!address.starts_with("postgres://") && !address.starts_with("postgresql://")) {
        return "An address of a database begins with postgres://, as in postgres://user@host:5432/name.";
    }
    char* reason = nullptr;
    const std::unique_ptr<PQconninfoOption, OptionsDeleter> options(PQconninfoParse(address.c_str(), &reason));
    PQfreemem(reason);  // It may quote the password.
    bool is_sound = options != nullptr;
    for (const PQconninfoOption* one = options.get(); one != nullptr && one->keyword != nullptr; ++one) {
        const std::string_view keyword = one->keyword;
        const std::string_view value = one->val != nullptr ? one->val : "";
        const bool is_number = value.find_first_not_of("0123456789,") == std::string_view::npos;
        if (keyword == "host" || keyword == "dbname" || keyword == "user") {
            is_sound = is_sound && value.find('@') == std::string_view::npos;
        }
        is_sound = is_sound && (keyword != "port" || is_number);
    }
    return is_sound ? ""
                    : "The address of the database cannot be read. In names and passwords, write @ as %40, / as %2F, "
                      ": as %3A and % as %25.";
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::connect(const std::string& address,
                                                                        const PostgresSettings& settings) {
    if (std::string mistake = mistake_in(address); !mistake.empty()) {
        return Error{Fault::invalid_input, {Text::database_unreachable, {}}, std::move(mistake)};
    }
    const std::string connect_timeout = std::to_string(settings.connect_timeout_s);
    // What stands in the address comes later and so counts more.
    const std::array<const char*, 8> keywords = {"connect_timeout",
                                                 "keepalives_idle",
                                                 "keepalives_interval",
                                                 "tcp_user_timeout",
                                                 "client_encoding",
                                                 "fallback_application_name",
                                                 "dbname",
                                                 nullptr};
    const std::array<const char*, 8> values = {connect_timeout.c_str(), "30",   "10", "30000", "UTF8", "xingke-server",
                                               address.c_str(),         nullptr};
    std::unique_ptr<PostgresConnection> connection(
        new PostgresConnection(PQconnectdbParams(keywords.data(), values.data(), 1)));
    if (PQstatus(connection->handle_) != CONNECTION_OK) {
        // libpq names host, user and database here, never the password; mistake_in() saw that none of them holds it.
        std::string reason = PQerrorMessage(connection->handle_);
        std::ranges::replace(reason, '\n', ' ');
        return Error{Fault::network, {Text::database_unreachable, {}}, std::move(reason)};
    }
    PQsetNoticeProcessor(connection->handle_, [](void*, const char*) {}, nullptr);
    TRY(connection->execute(
        "SET statement_timeout=" + std::to_string(settings.statement_timeout_ms) +
        "; SET idle_in_transaction_session_timeout=" + std::to_string(settings.idle_in_transaction_timeout_ms) +
        "; SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit')='off'"));
    return connection;
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

Error PostgresConnection::failure(const pg_result* result) const {
    const char* field = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = field != nullptr ? field : "";
    const char* words = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const bool is_lost = PQstatus(handle_) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P");
    std::string detail = "postgres " + std::string(state) + (words != nullptr ? " " + std::string(words) : "");
    if (is_lost) {
        return {Fault::network, {Text::database_unreachable, {}}, detail + " connection lost"};
    }
    if (state.starts_with("23")) {
        return {Fault::conflict, {Text::storage_failed, {}}, std::move(detail)};
    }
    if (state.starts_with("53")) {
        return {Fault::storage_full, {Text::storage_full, {}}, std::move(detail)};
    }
    return {Fault::storage, {Text::storage_failed, {}}, std::move(detail)};
}

Result<PostgresResult> PostgresConnection::run(const std::string& sql,
                                               std::span<const PostgresStatement::Parameter> parameters) {
    ++statement_count_;
    auto known = prepared_.find(sql);
    if (known == prepared_.end()) {
        const std::string name = "s" + std::to_string(prepared_.size());
        std::vector<Oid> types;
        for (const auto& parameter : parameters) {
            types.push_back(parameter.type);
        }
        const PostgresResult done(PQprepare(handle_, name.c_str(), with_numbered_parameters(sql).c_str(),
                                            static_cast<int>(types.size()), types.data()));
        if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) {
            return failure(done.get());
        }
        known = prepared_.emplace(sql, name).first;
    }
    std::vector<const char*> values;
    std::vector<int> sizes;
    for (const auto& parameter : parameters) {
        values.push_back(parameter.is_null ? nullptr : parameter.bytes.data());
        sizes.push_back(static_cast<int>(parameter.bytes.size()));
    }
    const std::vector<int> formats(parameters.size(), binary);
    PostgresResult result(PQexecPrepared(handle_, known->second.c_str(), static_cast<int>(values.size()), values.data(),
                                         sizes.data(), formats.data(), binary));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        return failure(result.get());
    }
    const std::string_view count = PQcmdTuples(result.get());
    changed_row_count_ = 0;
    std::from_chars(count.data(), count.data() + count.size(), changed_row_count_);
    return result;
}

Result<void> PostgresConnection::execute(const std::string& sql) {
    ++statement_count_;
    const PostgresResult result(PQexec(handle_, sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        return failure(result.get());
    }
    return {};
}

Result<void> PostgresConnection::create(std::string_view schema) {
    return execute(rewritten(schema, schema_word, [](char letter) { return std::string(1, letter); }));
}

Result<std::string> PostgresConnection::text(const std::string& sql) {
    ++statement_count_;
    const PostgresResult result(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK || PQntuples(result.get()) != 1) {
        return failure(result.get());
    }
    return std::string(PQgetvalue(result.get(), 0, 0));
}

Result<void> PostgresConnection::commit() {
    ++statement_count_;
    const PostgresResult result(PQexec(handle_, "COMMIT"));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        return failure(result.get());
    }
    // After a failed statement PostgreSQL takes a COMMIT for a ROLLBACK and calls that a success.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
        return Error{Fault::storage, {Text::storage_failed, {}}, "postgres rolled back"};
    }
    return {};
}

bool PostgresConnection::in_transaction() const {
    const PGTransactionStatusType status = PQtransactionStatus(handle_);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

bool PostgresConnection::is_usable() {
    if (PQstatus(handle_) != CONNECTION_OK || PQtransactionStatus(handle_) != PQTRANS_IDLE) {
        return false;
    }
    pollfd waiting{PQsocket(handle_), POLLIN, 0};
    if (poll(&waiting, 1, 0) == 0) {
        return true;
    }
    // Something came without being asked for: a farewell, or a change of a setting.
    return PQconsumeInput(handle_) == 1 && PQstatus(handle_) == CONNECTION_OK && poll(&waiting, 1, 0) == 0;
}

}  // namespace xingke::server
