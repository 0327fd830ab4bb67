// The real server on a free port of this computer, on a thread of its own, and a plain client that blocks. The test
// looks at the database through a connection of its own, as an administrator's command would.
#pragma once

#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "sync/server/http/listener.h"
#include "tests/sync/server/world.h"

namespace xingke::server {

using Response = http::response<http::string_body>;
using Fields = std::vector<std::pair<std::string, std::string>>;

// One connection; kept open as long as the server does.
class Client {
public:
    explicit Client(unsigned short port) : stream_(loop_) {
        stream_.connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
    }
    Response ask(http::verb method, const std::string& target, const std::string& body = "",
                 const Fields& fields = {}) {
        http::request<http::string_body> request(method, target, 11);
        request.set(http::field::host, "127.0.0.1");
        for (const auto& [name, value] : fields) {
            request.set(name, value);
        }
        request.body() = body;
        if (!body.empty() || method == http::verb::post) {
            request.prepare_payload();
        }
        http::write(stream_, request);
        return read(method == http::verb::head);
    }
    void send_raw(const std::string& bytes) { asio::write(stream_.socket(), asio::buffer(bytes)); }
    Response read(bool is_head = false) {
        http::response_parser<http::string_body> parser;
        parser.body_limit(64 * 1024 * 1024);
        parser.skip(is_head);
        http::read(stream_, buffer_, parser);
        return parser.release();
    }
    // Whatever still comes, until the server closes.
    void read_to_end() {
        std::array<char, 4096> bytes;
        error_code failed;
        while (!failed) {
            stream_.socket().read_some(asio::buffer(bytes), failed);
        }
    }
    void finish_sending() {
        error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
    // True once the server has closed its side.
    bool is_closed() {
        char byte = 0;
        error_code failed;
        stream_.socket().read_some(asio::buffer(&byte, 1), failed);
        return failed == asio::error::eof || failed == asio::error::connection_reset;
    }

private:
    asio::io_context loop_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
};

struct RunningServer {
    World world;
    std::unique_ptr<Accounts> accounts;
    Service service{*world.storage, world.rules};
    BlobSettings blob_settings;
    std::optional<Blobs> blobs;
    std::unique_ptr<HttpServer> server;
    std::thread thread;
    std::unique_ptr<Storage> view = world.database.open(world.clock);
    DeviceId device = make_id<DeviceTag>(world.clock.now(), world.random);

    explicit RunningServer(HttpOptions options = {}, BlobSettings files = {}) : blob_settings(std::move(files)) {
        must(add_user(*world.storage, world.rules, world.company.id,
                      {"sales", "王小明", "xingke-demo", model::Role::salesperson}));
        accounts = must(Accounts::make(*world.storage, world.clock, world.random, {.failures_per_login = 3}));
        options.port = 0;
        blobs.emplace(*world.storage, world.rules, blob_settings);
        server = must(HttpServer::start(options, {service, *accounts, *world.storage, *blobs, world.clock}));
        thread = std::thread([this] { server->run(); });
    }
    ~RunningServer() {
        server->stop();
        thread.join();
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    unsigned short port() const { return server->port(); }
    Client client() const { return Client(port()); }
    Seq head() { return must(view->begin_read(world.company.id))->company().head; }

    std::string sign_in_body(const std::string& login, const std::string& password) const {
        return nlohmann::json{{"login", login}, {"password", password}, {"device", print(device)}}.dump();
    }
    Response sign_in(const std::string& login, const std::string& password) {
        return client().ask(http::verb::post, "/session", sign_in_body(login, password),
                            {{"Content-Type", "application/json"}});
    }
    std::string token() {
        const Response response = sign_in("sales", "xingke-demo");
        REQUIRE(response.result_int() == 200);
        return nlohmann::json::parse(response.body())["token"];
    }
    Fields with(const std::string& token) const {
        return {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}};
    }
    // A frame that makes one customer, as that device and account would send it.
    std::string push_frame(std::uint64_t counter) {
        model::Transaction transaction;
        transaction.device = device;
        transaction.counter = counter;
        transaction.author = must(view->find_login("sales"))->user;
        const RecordId id = make_id<RecordTag>({1'790'000'000'000}, ids);
        transaction.changes = new_customer(world, id, "客户" + std::to_string(counter));
        return std::string(as_text(protocol::encode({5, protocol::PushRequest{{transaction}}})));
    }
    FixedRandom ids{99};
};

inline std::string error_key(const Response& response) {
    const auto json = nlohmann::json::parse(response.body(), nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["message"]["zh"].is_string());
    CHECK(json["message"]["en"].is_string());
    return json["error"];
}

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace xingke::server
