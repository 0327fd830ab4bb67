#include "app/base/message.h"

#include <array>

#include "app/base/check.h"

namespace xingke {
namespace {

struct Entry {
    std::string_view name;
    Title title;
};

constexpr std::array<Entry, static_cast<std::size_t>(Text::count)> entries = {{
#define MESSAGE(key, chinese, english) {#key, {chinese, english}},
#include "app/base/messages.def"
#undef MESSAGE
}};

const Entry& entry(Text key) {
    CHECK(key < Text::count, "a text key is one of messages.def");
    return entries[static_cast<std::size_t>(key)];
}

const MessageArgument* find_argument(const Message& message, std::string_view name) {
    for (const MessageArgument& argument : message.arguments) {
        if (argument.name == name) {
            return &argument;
        }
    }
    return nullptr;
}

}  // namespace

std::string_view text_of(Text key, Language language) {
    return entry(key).title.in(language);
}

std::string_view name_of(Text key) {
    return entry(key).name;
}

std::string words(const Message& message, Language language) {
    const std::string_view pattern = text_of(message.key, language);
    std::string out;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) {
            break;
        }
        out += pattern.substr(at, open - at);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        if (const MessageArgument* found = find_argument(message, name)) {
            out += language == Language::chinese ? found->chinese : found->english;
        } else {
            out += pattern.substr(open, close - open + 1);
        }
        at = close + 1;
    }
    out += pattern.substr(at);
    return out;
}

}  // namespace xingke
