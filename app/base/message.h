// A text for people: a key and its arguments, turned into words as late as possible, in the reader's language.
// Every text has both languages beside each other in one line of app/base/messages.def; an unknown key or a missing
// language does not compile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xingke {

enum class Language : std::uint8_t { chinese, english };

// A name in both languages, for what is declared as data (record types, fields, options).
struct Title {
    std::string_view chinese;
    std::string_view english;
    constexpr std::string_view in(Language language) const { return language == Language::chinese ? chinese : english; }
};

// doctest has a macro of that name, too, which comes back afterwards.
#pragma push_macro("MESSAGE")
#undef MESSAGE
enum class Text : std::uint16_t {
#define MESSAGE(key, chinese, english) key,
#include "app/base/messages.def"
#undef MESSAGE
    count,
};
#pragma pop_macro("MESSAGE")

// The text itself with its {placeholders}, as declared.
std::string_view text_of(Text key, Language language);

// An argument is either the same in both languages (a number, a typed value) or a title.
struct MessageArgument {
    std::string name;
    std::string chinese;
    std::string english;
    bool operator==(const MessageArgument&) const = default;
};
inline MessageArgument argument(std::string name, std::string value) {
    return {std::move(name), value, value};
}
inline MessageArgument argument(std::string name, Title title) {
    return {std::move(name), std::string(title.chinese), std::string(title.english)};
}

struct Message {
    Text key = Text::nothing;
    std::vector<MessageArgument> arguments;
    bool operator==(const Message&) const = default;
};

// The words, with every {name} replaced by its argument; a placeholder without argument stays as it is.
std::string words(const Message& message, Language language);

// The key's name as in messages.def ("too_long"), for logs, JSON answers and tests.
std::string_view name_of(Text key);

}  // namespace xingke
