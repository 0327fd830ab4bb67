#include "sync/server/http/tls.h"

#include "tests/sync/server/http/certificate.h"
#include "tests/sync/server/http/running_server.h"
#include "tests/sync/server/http/tls_client.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("xingke-tls-" + std::to_string(getpid()));
    ~Folder() { std::filesystem::remove_all(path); }
};

HttpOptions with(const TlsFiles& files) {
    HttpOptions options;
    options.tls = files;
    return options;
}

}  // namespace

TEST_CASE("with a certificate the server speaks HTTPS and secure WebSockets") {
    const Folder folder;
    RunningServer running(with(make_certificate(folder.path, 1)));
    TlsClient client(running.port());
    CHECK(client.version() == "TLSv1.3");
    const auto signed_in =
        client.ask(http::verb::post, "/session", running.sign_in_body("sales", "xingke-demo"), "application/json");
    REQUIRE(signed_in.result_int() == 200);
    CHECK(signed_in["Strict-Transport-Security"] == "max-age=31536000");
    // The same connection goes on.
    CHECK(client.ask(http::verb::get, "/healthz").result_int() == 200);
    CHECK(TlsClient(running.port()).hint(nlohmann::json::parse(signed_in.body())["token"]).size() == 8);
}

TEST_CASE("what is older than TLS 1.2, or no TLS at all, gets no answer") {
    const Folder folder;
    RunningServer running(with(make_certificate(folder.path, 1)));
    CHECK(TlsClient(running.port(), TLS1_2_VERSION).version() == "TLSv1.2");
    CHECK_THROWS_AS(TlsClient(running.port(), TLS1_1_VERSION), boost::system::system_error);
    Client plain = running.client();
    CHECK_THROWS_AS(plain.ask(http::verb::get, "/healthz"), boost::system::system_error);
    CHECK(TlsClient(running.port()).ask(http::verb::get, "/healthz").result_int() == 200);
}

TEST_CASE("a renewed certificate is used from the reload on, and a broken one is not") {
    const Folder folder;
    const TlsFiles files = make_certificate(folder.path, 1);
    RunningServer running(with(files));
    TlsClient before(running.port());
    CHECK(before.certificate_serial() == 1);
    make_certificate(folder.path, 2);
    running.server->reload_tls();
    // The answer comes after what was asked of the server's thread before.
    CHECK(before.ask(http::verb::get, "/healthz").result_int() == 200);
    CHECK(TlsClient(running.port()).certificate_serial() == 2);
    write_file(files.key, "no key");
    running.server->reload_tls();
    CHECK(before.ask(http::verb::get, "/healthz").result_int() == 200);
    CHECK(TlsClient(running.port()).certificate_serial() == 2);
}

TEST_CASE("files that are of no use are named") {
    const Folder folder;
    const TlsFiles files = make_certificate(folder.path, 1);
    const TlsFiles others = make_certificate(folder.path / "other", 2);
    for (const TlsFiles& wrong : {TlsFiles{files.certificate, others.key}, TlsFiles{"/nowhere.pem", files.key},
                                  TlsFiles{files.certificate, "/nowhere.pem"}, TlsFiles{files.key, files.key}}) {
        const auto loaded = load_tls(wrong);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().fault == Fault::invalid_input);
        CHECK(loaded.error().detail.find(".pem: ") != std::string::npos);
    }
    CHECK(load_tls(files).has_value());
}

}  // namespace xingke::server
