#include "app/client/workspace.h"

#include <charconv>

namespace xingke::client {

Result<std::uint64_t> meta_number(store::Store& store, std::string_view key) {
    const auto text = TRY(store.meta(key));
    std::uint64_t number = 0;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

Result<void> set_meta_number(store::Store& store, std::string_view key, std::uint64_t value) {
    return store.set_meta(key, std::to_string(value));
}

std::string hex_of(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> bytes_of_hex(std::string_view text) {
    if (text.size() % 2 != 0) {
        return std::nullopt;
    }
    Bytes bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char* begin = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(begin, begin + 2, bytes[i], 16);
        if (error != std::errc() || end != begin + 2) {
            return std::nullopt;
        }
    }
    return bytes;
}

}  // namespace xingke::client
