#include "app/formats/xml_reader.h"

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

using xingke::formats::XmlReader;
using Event = XmlReader::Event;

namespace {

// "<a x=1>" "text" "</a>", and "!" when it is malformed.
std::string events_of(std::string_view xml, std::string_view attribute = "x") {
    std::string out, texts;
    // In pieces of three bytes, so that everything is cut somewhere.
    XmlReader reader([&xml](std::span<char> piece) {
        const std::size_t size = std::min<std::size_t>({3, piece.size(), xml.size()});
        std::copy_n(xml.begin(), size, piece.begin());
        xml.remove_prefix(size);
        return size;
    });
    for (Event event = reader.next(); event != Event::done; event = reader.next()) {
        if (event == Event::malformed) {
            CHECK(reader.next() == Event::malformed);
            return out + "!";
        }
        if (event == Event::text) {
            texts += reader.text();
            continue;
        }
        if (!texts.empty()) {
            out += "[" + std::exchange(texts, "") + "]";
        }
        out += (event == Event::start ? "<" : "</") + std::string(reader.name());
        const auto value = event == Event::start ? reader.attribute(attribute) : std::nullopt;
        out += (value ? " " + *value : "") + ">";
    }
    return out;
}

}  // namespace

TEST_CASE("elements, attributes and texts come in their order") {
    struct Case {
        const char* xml;
        const char* events;
    };
    const Case cases[] = {
        {"<?xml version=\"1.0\"?><a><b x=\"1\"/>t</a>", "<a><b 1></b>[t]</a>"},
        {"<n:a n:x='1' y=\"2\"></n:a>", "<a 1></a>"},
        {"<a y=\"x='no'\" x = '>' />", "<a >></a>"},
        {"<a>&lt;&amp;&#65;&#x4E2D;&quot;&apos;&gt;</a>", "<a>[<&A中\"'>]</a>"},
        {"<a><!-- <b> --><![CDATA[<&lt;]]></a>", "<a>[<&lt;]</a>"},
        {"<a>&unknown;</a>", "<a>!"},
        {"<a><b></a></b>", "<a><b>!"},
        {"<a>\xFF</a>", "<a>!"},
        {"<a x>", "!"},
        {"", "!"},
        {"<a", "!"},
        {"<a x=\"", "!"},
        {"<a><!-- ", "<a>!"},
        {"<a><![CDATA[ ", "<a>!"},
        {"<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>", "!"},
        {"<>", "!"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.xml);
        CHECK(events_of(one.xml) == one.events);
    }
}

TEST_CASE("any text whatever is read to an end") {
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr std::string_view alphabet = "<<>>//!?-[]=\"'&;#x a1:";
    for (int round = 0; round < 20'000; ++round) {
        std::string xml(random() % 40, ' ');
        for (char& letter : xml) {
            letter = alphabet[random() % alphabet.size()];
        }
        CAPTURE(xml);
        CHECK(events_of(xml).size() <= xml.size() * 8 + 8);
    }
}
