// XML read forwards, event by event, as office files need it: elements, attributes, texts. A tree of a sheet of 100,000
// rows would take hundreds of megabytes; this takes a piece of the file at a time. Expat reads the language; this hands
// out what it found one by one. Document types are refused, so that there are no entities to expand and nothing to
// fetch. Prefixes of names are dropped. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xingke::formats {

class XmlReader {
public:
    enum class Event : std::uint8_t { start, end, text, done, malformed };
    // Fills in up to so many more bytes and says how many; 0 at the end.
    using Source = std::function<std::size_t(std::span<char>)>;

    explicit XmlReader(Source source);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    // An element that is closed in itself comes as start and end; a text may come in several pieces. After done or
    // malformed: the same again.
    Event next();

    // Of the present event, until the next: the name of the start or end, without prefix; the text.
    std::string_view name() const;
    std::string_view text() const;
    // Of the start; without prefix, so r:id is asked for as id.
    std::optional<std::string> attribute(std::string_view name) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::formats
