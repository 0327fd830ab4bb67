#include "sync/server/rate_limit.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("failures are counted within their window and by key") {
    FailureLimit limit(2, 1000, 100);
    limit.count("a", 0);
    CHECK(limit.wait_ms("a", 10) == 0);
    limit.count("a", 10);
    CHECK(limit.wait_ms("a", 10) == 990);
    CHECK(limit.wait_ms("b", 10) == 0);
    CHECK(limit.wait_ms("a", 1000) == 0);
    limit.count("a", 1000);
    CHECK(limit.wait_ms("a", 1000) == 0);
}

TEST_CASE("a success takes its own attempt back") {
    FailureLimit limit(2, 1000, 100);
    limit.count("a", 0);
    limit.count("a", 0);
    limit.take_back("a");
    CHECK(limit.wait_ms("a", 1) == 0);
    limit.take_back("a");
    limit.take_back("a");
    CHECK(limit.key_count() == 0);
}

TEST_CASE("no number of keys takes more memory than was set") {
    FailureLimit failures(2, 1000, 50);
    RequestLimit requests(1, 2, 50);
    for (int i = 0; i < 1000; ++i) {
        failures.count(std::to_string(i), i);
        requests.take(std::to_string(i), i);
    }
    CHECK(failures.key_count() <= 50);
    CHECK(requests.key_count() <= 50);
}

TEST_CASE("requests come in a burst, then at their rate") {
    RequestLimit limit(10, 3, 100);
    CHECK(limit.take("a", 0));
    CHECK(limit.take("a", 0));
    CHECK(limit.take("a", 0));
    CHECK_FALSE(limit.take("a", 0));
    CHECK(limit.take("b", 0));
    CHECK(limit.take("a", 100));
    CHECK_FALSE(limit.take("a", 150));
}

}  // namespace xingke::server
