#include "sync/server/http/static_files.h"

#include <fstream>

#include "tests/sync/server/ports.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string header(const Answer& answer, const std::string& name) {
    for (const auto& [key, value] : answer.headers) {
        if (key == name) {
            return value;
        }
    }
    return "";
}

struct Site {
    TemporaryFolder folder;
    Site() {
        write(folder.path() / "index.html", "page");
        write(folder.path() / "service_worker.js", "worker");
        write(folder.path() / "js/text.js", "text");
        write(folder.path() / "js/text.js.gz", "packed");
        write(folder.path() / "js/text.js.br", "smaller");
        write(folder.path() / "xingke.0123456789ab.wasm", "wasm");
    }
    StaticFiles load() const {
        auto loaded = StaticFiles::load(folder.path().string());
        REQUIRE(loaded.has_value());
        return std::move(loaded).value();
    }
};

}  // namespace

TEST_CASE("media types are those that browsers insist on") {
    CHECK(media_type_of("/a.wasm") == "application/wasm");
    CHECK(media_type_of("/a.js") == "text/javascript; charset=utf-8");
    CHECK(media_type_of("/a.mjs") == "text/javascript; charset=utf-8");
    CHECK(media_type_of("/a.webmanifest") == "application/manifest+json");
    CHECK(media_type_of("/a.css") == "text/css; charset=utf-8");
    CHECK(media_type_of("/a.svg") == "image/svg+xml");
    CHECK(media_type_of("/a.png") == "image/png");
    CHECK(media_type_of("/index.html") == "text/html; charset=utf-8");
    CHECK(media_type_of("/LICENSE") == "application/octet-stream");
}

TEST_CASE("a name with a content hash is known from one without") {
    CHECK(has_content_hash("/app.0123abcd.js"));
    CHECK(has_content_hash("/x/app.0123456789abcdef.wasm"));
    CHECK_FALSE(has_content_hash("/app.js"));
    CHECK_FALSE(has_content_hash("/app.0123abc.js"));
    CHECK_FALSE(has_content_hash("/app.0123abcx.js"));
    CHECK_FALSE(has_content_hash("/0123abcd.js"));
    CHECK_FALSE(has_content_hash("/app.0123abcd"));
    CHECK_FALSE(has_content_hash("/dir.0123abcd.x/app.js"));
}

TEST_CASE("an encoding is taken when it is named and not refused") {
    CHECK(accepts("gzip, deflate, br", "br"));
    CHECK(accepts("br;q=0.5", "br"));
    CHECK_FALSE(accepts("br;q=0", "br"));
    CHECK_FALSE(accepts("br; q=0.0", "br"));
    CHECK_FALSE(accepts("gzip", "br"));
    CHECK_FALSE(accepts("brotli", "br"));
    CHECK_FALSE(accepts("", "br"));
}

TEST_CASE("the smallest form that the browser reads is given, each with its own tag") {
    const Site site;
    const StaticFiles files = site.load();
    CHECK(files.count() == 4);
    const Answer brotli = files.answer({"/js/text.js", "gzip, br", "", "crm.example"});
    CHECK(brotli.bytes() == "smaller");
    CHECK(header(brotli, "Content-Encoding") == "br");
    CHECK(header(brotli, "Vary") == "Accept-Encoding");
    const Answer gzip = files.answer({"/js/text.js", "gzip", "", ""});
    CHECK(gzip.bytes() == "packed");
    const Answer plain = files.answer({"/js/text.js", "", "", ""});
    CHECK(plain.bytes() == "text");
    CHECK(header(plain, "Content-Encoding").empty());
    CHECK(header(plain, "ETag") != header(brotli, "ETag"));
    CHECK(files.answer({"/js/text.js.br", "br", "", ""}).status == 404);
    CHECK(files.answer({"/", "", "", ""}).bytes() == "page");
}

TEST_CASE("a tag that still holds is answered with 304, an old one with the file") {
    const Site site;
    const StaticFiles files = site.load();
    const std::string tag = header(files.answer({"/", "", "", ""}), "ETag");
    CHECK(files.answer({"/", "", tag, ""}).status == 304);
    CHECK(files.answer({"/", "", "\"old\", W/" + tag, ""}).status == 304);
    CHECK(files.answer({"/", "", "*", ""}).status == 304);
    CHECK(files.answer({"/", "", "\"old\"", ""}).status == 200);
    CHECK(header(files.answer({"/service_worker.js", "", "", ""}), "Cache-Control") == "no-cache");
    CHECK(header(files.answer({"/xingke.0123456789ab.wasm", "", "", ""}), "Cache-Control") ==
          "public, max-age=31536000, immutable");
}

TEST_CASE("a compressed file older than its original is left aside") {
    const Site site;
    const auto path = site.folder.path() / "js/text.js";
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::hours(1));
    CHECK(site.load().answer({"/js/text.js", "br, gzip", "", ""}).bytes() == "text");
}

TEST_CASE("a host that is none does not reach the content security policy") {
    const Site site;
    const StaticFiles files = site.load();
    const auto policy = [&](std::string_view host) {
        return header(files.answer({"/", "", "", host}), "Content-Security-Policy");
    };
    CHECK(policy("crm.example:8443").find("ws://crm.example:8443 wss://crm.example:8443") != std::string::npos);
    CHECK(policy("[::1]:80").find("ws://[::1]:80") != std::string::npos);
    CHECK(policy("x; script-src *").find("connect-src 'self';") != std::string::npos);
    CHECK(policy("").find("connect-src 'self';") != std::string::npos);
}

TEST_CASE("a folder without index.html is refused at start") {
    TemporaryFolder folder;
    CHECK(StaticFiles::load(folder.path().string()).error().fault == Fault::not_found);
    CHECK(StaticFiles::load(folder.file("missing")).error().fault == Fault::not_found);
}

}  // namespace xingke::server
