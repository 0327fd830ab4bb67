// How soon a device that is online has what another one changed: from the moment at which one sends a change until the
// other has pulled it, told by its live connection, over loopback. The push alone, with its durable commit, is measured
// by itself in between.
#include <algorithm>
#include <cstdio>

#include "app/base/native/system_clock.h"
#include "app/base/native/system_random.h"
#include "app/catalogue/all.h"
#include "sync/protocol/frame.h"
#include "sync/server/admin.h"
#include "tests/bench/dataset.h"
#include "tests/bench/http_client.h"

namespace xingke::bench {
namespace {

constexpr std::size_t round_count = 1'000;
constexpr const char* octets = "application/octet-stream";

std::string text_of(const Bytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

struct Writer {
    SystemClock clock;
    SystemRandom random;
    model::Catalogue catalogue = catalogue::core();
    DeviceId device = make_id<DeviceTag>(clock.now(), random);
    RecordId author;
    RecordId customer = make_id<RecordTag>(clock.now(), random);
    std::uint64_t counter = 0;

    std::string next_push() {
        const model::RecordType& type = *catalogue.find("customer");
        model::Transaction transaction;
        transaction.device = device;
        transaction.counter = ++counter;
        transaction.author = author;
        transaction.schema = catalogue.version();
        transaction.authored = clock.now();
        if (counter == 1) {
            transaction.changes = {server::begin_life(customer, type)};
        }
        const std::string value = "值" + std::to_string(counter);
        transaction.changes.push_back(server::set_field(customer, type, "name", "公司" + value));
        transaction.changes.push_back(server::set_field(customer, type, "remark", "备注" + value));
        transaction.changes.push_back(server::set_field(customer, type, "address", "地址" + value));
        protocol::PushRequest push;
        push.transactions.push_back(std::move(transaction));
        return text_of(protocol::encode(protocol::Frame{1, std::move(push)}));
    }
};

template <class Body>
Body body_of(const Answer& answer) {
    const auto frame =
        protocol::decode({reinterpret_cast<const std::uint8_t*>(answer.body.data()), answer.body.size()});
    const auto* body = frame ? std::get_if<Body>(&frame->body) : nullptr;
    if (answer.status != 200 || body == nullptr) {
        stop("the server answers with " + std::to_string(answer.status));
    }
    return *body;
}

void check_taken(const Answer& answer) {
    const auto push = body_of<protocol::PushResponse>(answer);
    if (push.outcomes.size() != 1 || push.outcomes.front().status == protocol::Status::rejected) {
        stop("a change is not taken");
    }
}

double p99(std::vector<double> samples) {
    std::ranges::sort(samples);
    return samples[samples.size() * 99 / 100];
}

int run() {
    const ServerProcess server("build/bench/live", 100);
    Writer writer;
    const std::string other = print(make_id<DeviceTag>(writer.clock.now(), writer.random));
    HttpClient pushing(server.port()), pulling(server.port());
    pushing.send(
        "/session", "application/json",
        nlohmann::json{
            {"login", ServerProcess::login}, {"password", ServerProcess::password}, {"device", print(writer.device)}}
            .dump());
    const auto session = nlohmann::json::parse(pushing.receive().body);
    const std::string token = session["token"], other_token = pulling.sign_in(other);
    writer.author = parse_id<RecordTag>(session["user"].get<std::string>()).value_or(RecordId{});

    asio::io_context loop;
    websocket::stream<tcp::socket> live(loop);
    live.next_layer().connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), server.port()));
    live.next_layer().set_option(tcp::no_delay(true));
    live.handshake("127.0.0.1", "/live");
    live.text(true);
    live.write(asio::buffer(other_token));
    beast::flat_buffer hint;
    live.read(hint);

    protocol::PullRequest request;
    request.record_count_max = 100;
    const auto pull = [&] {
        pulling.send("/sync", octets, text_of(protocol::encode(protocol::Frame{1, request})), other_token);
        auto response = body_of<protocol::PullResponse>(pulling.receive());
        request.cursor = response.point;
        request.after = response.next;
        request.sight = response.sight;
        return response;
    };
    while (pull().more) {
    }
    std::vector<double> all, pushes;
    for (std::size_t round = 0; round < round_count; ++round) {
        const bool is_push_alone = round % 2 == 0;
        const std::string body = writer.next_push();
        const double begun = now_ms();
        pushing.send("/sync", octets, body, token);
        if (is_push_alone) {
            check_taken(pushing.receive());
            pushes.push_back(now_ms() - begun);
            live.read(hint);
            pull();
            continue;
        }
        live.read(hint);
        const auto response = pull();
        all.push_back(now_ms() - begun);
        check_taken(pushing.receive());
        if (response.records.size() != 1) {
            stop("the other device is not sent the change");
        }
    }
    const Spread whole = spread_of(all), push = spread_of(pushes);
    std::string line = "live" + figure("p50_ms", whole.median) + figure("p99_ms", p99(all));
    line += figure("push_p50_ms", push.median) + figure("push_p99_ms", p99(pushes));
    line += figure("beyond_commit_p99_ms", p99(all) - push.median) + figure("goal_ms", 15);
    std::printf("%s rounds=%zu\n", line.c_str(), all.size());
    return 0;
}

}  // namespace
}  // namespace xingke::bench

int main() {
    return xingke::bench::run();
}
