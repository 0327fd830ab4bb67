#include "app/model/personal_setting.h"

#include <algorithm>

#include "app/base/text.h"

namespace xingke::model {

namespace {

HomePart part_of(std::string_view word) {
    const bool is_hidden = word.starts_with('-');
    return {std::string(word.substr(is_hidden ? 1 : 0)), !is_hidden};
}

}  // namespace

RecordId personal_setting_of(RecordId person) {
    // The company's other fixed ids are words; this one is the person's with a mark in it.
    constexpr std::string_view mark = "setting";
    RecordId id = person;
    for (std::size_t i = 0; i < mark.size(); ++i) {
        id.bytes[id.bytes.size() - 1 - i] ^= static_cast<std::uint8_t>(mark[i]);
    }
    return id;
}

std::string print_home(const std::vector<HomePart>& parts) {
    std::string text;
    for (const HomePart& part : parts) {
        text += (text.empty() ? "" : " ") + std::string(part.is_shown ? "" : "-") + part.key;
    }
    return text;
}

std::vector<HomePart> parse_home(std::string_view text, const std::vector<std::string_view>& known) {
    std::vector<HomePart> parts;
    const auto is_there = [&](std::string_view key) {
        return std::ranges::find(parts, key, &HomePart::key) != parts.end();
    };
    for (const std::string_view word : split(text, ' ')) {
        const HomePart part = part_of(word);
        const bool is_known =
            std::ranges::find(known, part.key, [](std::string_view w) { return part_of(w).key; }) != known.end();
        if (is_known && !is_there(part.key)) {
            parts.push_back(part);
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        const HomePart part = part_of(known[i]);
        if (is_there(part.key)) {
            continue;
        }
        auto at = parts.begin();
        if (i > 0) {
            at = std::ranges::find(parts, part_of(known[i - 1]).key, &HomePart::key) + 1;
        }
        parts.insert(at, part);
    }
    return parts;
}

std::vector<HomePart> moved_part(std::vector<HomePart> parts, std::size_t from, std::size_t to) {
    HomePart part = std::move(parts[from]);
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(from));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(to), std::move(part));
    return parts;
}

}  // namespace xingke::model
