#include "app/model/value.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Bytes encoded(const Value& value) {
    Writer writer;
    encode(writer, value);
    return writer.take();
}

const std::vector<Value>& samples() {
    static const std::vector<Value> values = {
        Empty{},
        false,
        true,
        std::int64_t{0},
        std::int64_t{-1},
        INT64_MAX,
        INT64_MIN,
        std::string(),
        std::string("北京思优特科技发展有限公司"),
        RecordId{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
        Elements{},
        Elements{"dealer", "hospital"},
        Position{399042000, -1164074000, 25},
    };
    return values;
}

}  // namespace

TEST_CASE("every value survives encoding") {
    for (const Value& value : samples()) {
        const Bytes bytes = encoded(value);
        Reader reader(bytes);
        CHECK(decode_value(reader) == value);
        CHECK(reader.ok());
        CHECK(reader.at_end());
    }
}

TEST_CASE("a value cut short does not decode") {
    for (const Value& value : samples()) {
        const Bytes bytes = encoded(value);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            Reader reader(std::span<const std::uint8_t>(bytes).first(size));
            decode_value(reader);
            CHECK_FALSE(reader.ok());
        }
    }
}

TEST_CASE("a set has one encoding: elements out of order or doubled do not decode") {
    for (const Elements& elements : {Elements{"b", "a"}, Elements{"a", "a"}}) {
        const Bytes bytes = encoded(elements);
        Reader reader(bytes);
        decode_value(reader);
        CHECK_FALSE(reader.ok());
    }
}

TEST_CASE("what is too large does not decode") {
    const Bytes text = encoded(std::string(text_bytes_max + 1, 'x'));
    Reader text_reader(text);
    decode_value(text_reader);
    CHECK_FALSE(text_reader.ok());

    Elements elements;
    for (std::size_t i = 0; i <= element_count_max; ++i) {
        elements.push_back(std::string("k") + static_cast<char>('a' + i / 26) + static_cast<char>('a' + i % 26));
    }
    const Bytes many = encoded(elements);
    Reader many_reader(many);
    decode_value(many_reader);
    CHECK_FALSE(many_reader.ok());
}

TEST_CASE("empty means nothing to show") {
    CHECK(is_empty(Empty{}));
    CHECK(is_empty(std::string()));
    CHECK(is_empty(Elements{}));
    CHECK_FALSE(is_empty(false));
    CHECK_FALSE(is_empty(std::int64_t{0}));
}
