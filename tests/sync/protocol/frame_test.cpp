#include "sync/protocol/frame.h"

#include <random>

#include "sync/protocol/limits.h"
#include "tests/sync/protocol/examples.h"

#include <doctest/doctest.h>

namespace xingke::protocol {
namespace {

using examples::below;
using examples::Generator;

// The seed of this run; set it to a printed one to replay.
std::uint64_t seed_of_this_run() {
    static const std::uint64_t seed = std::random_device{}();
    return seed;
}

// Size and checksum as the bytes now are, so that a mutation reaches what lies behind them.
void mend_header(Bytes& bytes) {
    Writer writer;
    writer.raw(bytes);
    writer.patch_u32(4, static_cast<std::uint32_t>(bytes.size() - frame_header_bytes));
    writer.patch_u32(12, crc32c(std::span(bytes).subspan(frame_header_bytes)));
    bytes = writer.take();
}

bool asks_for_update(const std::vector<Outcome>& outcomes) {
    for (const Outcome& outcome : outcomes) {
        for (const Reason& reason : outcome.reasons) {
            if (reason.message.key == Text::update_needed) {
                return true;
            }
        }
    }
    return false;
}

bool asks_for_update(const Body& body) {
    if (const auto* pushed = std::get_if<PushResponse>(&body)) {
        return asks_for_update(pushed->outcomes);
    }
    if (const auto* answered = std::get_if<AdminResponse>(&body)) {
        return answered->refusal.key == Text::update_needed;
    }
    const auto* pulled = std::get_if<PullResponse>(&body);
    return pulled != nullptr && asks_for_update(pulled->outcomes);
}

Fault fault_of(std::span<const std::uint8_t> bytes) {
    const auto decoded = decode(bytes);
    REQUIRE_FALSE(decoded.has_value());
    return decoded.error().fault;
}

}  // namespace

TEST_CASE("every message comes back from its frame as it went in") {
    const std::uint64_t seed = seed_of_this_run();
    INFO("seed ", seed);
    Generator generator(seed);
    for (int i = 0; i < 2000; ++i) {
        const Frame frame{static_cast<std::uint32_t>(generator()), examples::random_body(generator)};
        const auto decoded = decode(encode(frame));
        REQUIRE(decoded.has_value());
        CHECK(decoded->request == frame.request);
        CHECK((decoded->body == frame.body));
    }
}

TEST_CASE("no bytes crash the decoder, and what it accepts has one form only") {
    const std::uint64_t seed = seed_of_this_run();
    INFO("seed ", seed);
    Generator generator(seed);
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        Bytes bytes = encode(Frame{1, examples::random_body(generator)});
        for (std::uint64_t edits = 1 + below(generator, 4); edits > 0; --edits) {
            const std::uint64_t at = below(generator, bytes.size());
            switch (below(generator, 4)) {
                case 0:
                    bytes[at] = static_cast<std::uint8_t>(generator());
                    break;
                case 1:
                    bytes[at] ^= static_cast<std::uint8_t>(1U << below(generator, 8));
                    break;
                case 2:
                    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                 static_cast<std::uint8_t>(generator()));
                    break;
                default:
                    bytes.resize(std::max<std::size_t>(at, frame_header_bytes));
                    break;
            }
        }
        if (below(generator, 4) != 0) {
            mend_header(bytes);
        }
        const auto decoded = decode(bytes);
        if (decoded) {
            ++accepted;
            // The key of a text that we do not know is the one thing that is not written back as it was read.
            if (!asks_for_update(decoded->body)) {
                CHECK((encode(*decoded) == bytes));
            }
        }
    }
    CHECK(accepted > 0);
}

TEST_CASE("a frame says what is wrong with it") {
    const Bytes good = encode(Frame{7, PullRequest{}});
    CHECK(decode(good).has_value());
    CHECK(fault_of({}) == Fault::invalid_input);
    CHECK(fault_of(std::span(good).first(15)) == Fault::invalid_input);

    struct Case {
        std::string what;
        std::size_t at;
        std::uint8_t byte;
        Fault fault;
    };
    const Case cases[] = {
        {"magic", 0, 0x59, Fault::invalid_input},        {"a later version", 1, 2, Fault::unsupported},
        {"an unknown type", 2, 9, Fault::invalid_input}, {"a flag", 3, 1, Fault::invalid_input},
        {"the size", 4, 1, Fault::invalid_input},        {"the checksum", 12, 0, Fault::invalid_input},
    };
    for (const Case& one : cases) {
        INFO(one.what);
        Bytes bytes = good;
        bytes[one.at] = bytes[one.at] == one.byte ? static_cast<std::uint8_t>(one.byte + 1) : one.byte;
        CHECK(fault_of(bytes) == one.fault);
    }
    Bytes longer = good;
    longer.push_back(0);
    mend_header(longer);
    CHECK(fault_of(longer) == Fault::invalid_input);
}

TEST_CASE("a push whose counters do not follow each other is refused") {
    model::Transaction first, third;
    first.counter = 1;
    third.counter = 3;
    CHECK(fault_of(encode(Frame{1, PushRequest{{first, third}}})) == Fault::invalid_input);
    CHECK(fault_of(encode(Frame{1, PushRequest{{first, first}}})) == Fault::invalid_input);
    model::Transaction zero, last;
    last.counter = UINT64_MAX;
    CHECK(fault_of(encode(Frame{1, PushRequest{{zero}}})) == Fault::invalid_input);
    CHECK(fault_of(encode(Frame{1, PushRequest{{last}}})) == Fault::invalid_input);
}

TEST_CASE("a text that this version does not know asks for an update instead of failing") {
    const std::vector<Reason> reasons = {{RecordId{}, "name", {Text::too_long, {argument("max", "60")}}}};
    Writer writer;
    encode(writer, reasons);
    Bytes bytes = writer.take();
    Reader known(bytes);
    CHECK(decode_reasons(known) == reasons);
    const std::string text(as_text(bytes));
    bytes[text.find("too_long")] = 'x';
    Reader unknown(bytes);
    const auto decoded = decode_reasons(unknown);
    CHECK(unknown.ok());
    REQUIRE(decoded.size() == 1);
    CHECK(decoded[0].message.key == Text::update_needed);
}

TEST_CASE("one small edit costs few bytes") {
    Generator generator(1);
    model::Transaction transaction;
    transaction.device = examples::random_id<DeviceTag>(generator);
    transaction.author = examples::random_id<RecordTag>(generator);
    transaction.counter = 40;
    transaction.base = 4000;
    transaction.schema = 1;
    transaction.authored.ms = 1'790'000'000'000;
    transaction.changes = {
        {examples::random_id<RecordTag>(generator), 1, 12, model::Operation::set, std::string("13800138000")}};
    CHECK(encode(Frame{1, PushRequest{{transaction}}}).size() <= 100);
}

}  // namespace xingke::protocol
