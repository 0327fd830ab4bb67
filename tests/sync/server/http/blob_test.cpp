// Files over HTTP, by devices that mean well and by others.
#include "app/model/attachment.h"
#include "sync/server/digest.h"
#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

std::string picture(std::size_t size) {
    std::string bytes = "\xFF\xD8\xFF\xE0";
    while (bytes.size() < size) {
        bytes += static_cast<char>(bytes.size() * 37);
    }
    return bytes;
}

std::string hash_of(const std::string& bytes) {
    std::string text;
    for (const std::uint8_t byte : sha256(as_bytes(bytes))) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

struct Phone {
    RunningServer& server;
    Fields fields;
    std::uint64_t counter = 0;

    explicit Phone(RunningServer& of) : server(of), fields(of.with(of.token())) {}

    Response put(const std::string& hash, const std::string& piece, const std::string& range) const {
        Fields with = fields;
        with.emplace_back("Content-Range", range);
        return server.client().ask(http::verb::put, "/blob/" + hash, piece, with);
    }
    Response put_all(const std::string& bytes) const {
        const std::string last = std::to_string(bytes.size() - 1), size = std::to_string(bytes.size());
        return put(hash_of(bytes), bytes, "bytes 0-" + last + "/" + size);
    }
    Response get(const std::string& hash, const std::string& range = "") const {
        Fields with = fields;
        if (!range.empty()) {
            with.emplace_back("Range", range);
        }
        return server.client().ask(http::verb::get, "/blob/" + hash, "", with);
    }
    // A customer of theirs with that file.
    void attach(const std::string& bytes) {
        const model::RecordType& type = *server.world.catalogue.find("attachment");
        const RecordId customer = make_id<RecordTag>({1'790'000'000'000}, server.ids);
        const RecordId file = make_id<RecordTag>({1'790'000'000'000}, server.ids);
        model::Transaction transaction;
        transaction.device = server.device;
        transaction.counter = ++counter;
        transaction.author = must(server.view->find_login("sales"))->user;
        transaction.changes = new_customer(server.world, customer, "客户" + std::to_string(counter));
        transaction.changes.push_back(customer_field(server.world, customer, "owner", transaction.author));
        for (model::Change& change : std::vector<model::Change>{
                 begin_life(file, type), set_field(file, type, "name", std::string("门头.jpg")),
                 set_field(file, type, "size", static_cast<std::int64_t>(bytes.size())),
                 set_field(file, type, "hash", hash_of(bytes)), set_field(file, type, "subject", print(customer))}) {
            transaction.changes.push_back(std::move(change));
        }
        const std::string frame(as_text(protocol::encode({5, protocol::PushRequest{{transaction}}})));
        REQUIRE(server.client().ask(http::verb::post, "/sync", frame, fields).result_int() == 200);
    }
};

}  // namespace

TEST_CASE("a file goes up in pieces and comes down whole or in parts, never as something that a browser would run") {
    RunningServer server;
    Phone phone(server);
    const std::string bytes = picture(1'500'000);
    const std::string hash = hash_of(bytes);
    CHECK(phone.put(hash, "", "bytes */1500000").body() == R"({"size":1500000,"have":0})");
    CHECK(phone.put(hash, bytes.substr(0, 1'000'000), "bytes 0-999999/1500000").result_int() == 200);
    const Response again = phone.put(hash, bytes.substr(0, 1'000'000), "bytes 0-999999/1500000");
    CHECK(again.result_int() == 409);
    CHECK(error_key(again) == "blob_wrong_offset");
    CHECK(nlohmann::json::parse(again.body())["have"] == 1'000'000);
    CHECK(phone.put(hash, bytes.substr(1'000'000), "bytes 1000000-1499999/1500000").body() ==
          R"({"size":1500000,"have":1500000})");
    phone.attach(bytes);
    const Response whole = phone.get(hash);
    CHECK(whole.result_int() == 200);
    CHECK(whole.body() == bytes);
    CHECK(whole["Content-Type"] == "image/jpeg");
    CHECK(whole["X-Content-Type-Options"] == "nosniff");
    CHECK(whole["Content-Disposition"] == "attachment");
    const Response part = phone.get(hash, "bytes=1000000-1000009");
    CHECK(part.result_int() == 206);
    CHECK(part.body() == bytes.substr(1'000'000, 10));
    CHECK(part["Content-Range"] == "bytes 1000000-1000009/1500000");
    CHECK(phone.get(hash, "bytes=1500000-").result_int() == 404);
}

TEST_CASE("a hostile upload is refused for what it is") {
    RunningServer server({}, {.file_bytes_max = 2 * mebibyte});
    Phone phone(server);
    const std::string bytes = picture(1000);
    const std::string hash = hash_of(bytes);
    struct Case {
        std::string hash, piece, range;
        int status;
        const char* key;
    };
    const Case cases[] = {
        {hash, picture(999) + "x", "bytes 0-999/1000", 422, "blob_wrong_hash"},
        {hash, bytes, "bytes 5-1004/1005", 409, "blob_wrong_offset"},
        {hash, bytes, "bytes 0-999/3000000", 413, "blob_too_large"},
        {hash, "", "bytes */0", 400, "blob_empty"},
        {hash, bytes, "bytes 0-998/999", 400, "malformed"},
        {hash, bytes, "", 400, "malformed"},
        {hash, bytes, "bytes 0-999/*", 400, "malformed"},
        {hash,
         std::string("\x7F"
                     "ELF\x02\x01"),
         "bytes 0-5/6", 415, "blob_type_refused"},
        {hash, std::string(1'048'577, 'a'), "bytes 0-1048576/1048577", 413, "too_large"},
        {"../../etc/passwd", bytes, "bytes 0-999/1000", 404, "blob_missing"},
        {hash.substr(1), bytes, "bytes 0-999/1000", 404, "blob_missing"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.range);
        const Response response = phone.put(one.hash, one.piece, one.range);
        CHECK(response.result_int() == one.status);
        CHECK(error_key(response) == one.key);
    }
    CHECK(phone.put_all(bytes).result_int() == 200);
    const Response nobody = server.client().ask(http::verb::get, "/blob/" + hash);
    CHECK(nobody.result_int() == 401);
    CHECK(server.client().ask(http::verb::post, "/blob/" + hash, "x", phone.fields).result_int() == 405);
}

TEST_CASE("a file that no record refers to, or that another company has, is not there") {
    RunningServer server;
    Phone phone(server);
    const std::string bytes = picture(2000);
    REQUIRE(phone.put_all(bytes).result_int() == 200);
    CHECK(phone.get(hash_of(bytes)).result_int() == 404);
    CHECK(error_key(phone.get(hash_of(bytes))) == "blob_missing");
    phone.attach(bytes);
    CHECK(phone.get(hash_of(bytes)).result_int() == 200);

    const Company other = must(add_company(*server.view, server.world.rules, "另一家公司"));
    must(add_user(*server.view, server.world.rules, other.id,
                  {"stranger", "外人", "xingke-demo", model::Role::administrator}));
    const DeviceId own = std::exchange(server.device, make_id<DeviceTag>({1'790'000'000'000}, server.ids));
    const Response signed_in = server.sign_in("stranger", "xingke-demo");
    REQUIRE(signed_in.result_int() == 200);
    server.device = own;
    phone.fields = server.with(nlohmann::json::parse(signed_in.body())["token"]);
    CHECK(phone.get(hash_of(bytes)).result_int() == 404);
}

}  // namespace xingke::server
