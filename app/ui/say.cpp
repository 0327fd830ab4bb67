#include "app/ui/say.h"

#include <array>

#include "app/base/check.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui {
namespace {

constexpr std::array<Title, static_cast<std::size_t>(Say::count)> texts = {{
#define SAY(key, chinese, english) {chinese, english},
#include "app/ui/messages.def"
#undef SAY
}};

std::string_view find_argument(SayArguments arguments, std::string_view name) {
    for (const auto& [argument, value] : arguments) {
        if (argument == name) {
            return value;
        }
    }
    return {};
}

// "Customer" → "customer", as inside a sentence; but "QQ" and "VAT invoice" stay.
std::string begun_small(std::string_view title) {
    std::string text(title);
    const auto is_capital = [&text](std::size_t at) { return at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; };
    if (is_capital(0) && !is_capital(1)) {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    return text;
}

// "count:row|rows": the first word when the argument is 1, the second otherwise.
std::string_view plural(SayArguments arguments, std::string_view inner) {
    const std::size_t colon = inner.find(':');
    const std::size_t bar = inner.find('|');
    CHECK(colon != std::string_view::npos && bar != std::string_view::npos && colon < bar,
          "a plural is [name:one|many]");
    const bool is_one = find_argument(arguments, inner.substr(0, colon)) == "1";
    return is_one ? inner.substr(colon + 1, bar - colon - 1) : inner.substr(bar + 1);
}

}  // namespace

std::string_view say(Language language, Say key) {
    CHECK(key < Say::count, "a text key is one of messages.def");
    return texts[static_cast<std::size_t>(key)].in(language);
}

std::string_view say(const kit::Ui& ui, Say key) {
    return say(ui.language, key);
}

std::string say(Language language, Say key, SayArguments arguments) {
    const std::string_view pattern = say(language, key);
    std::string out;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const std::size_t open = pattern.find_first_of("{[", at);
        const std::size_t close =
            open == std::string_view::npos ? open : pattern.find(pattern[open] == '{' ? '}' : ']', open);
        if (close == std::string_view::npos) {
            break;
        }
        out += pattern.substr(at, open - at);
        const std::string_view inner = pattern.substr(open + 1, close - open - 1);
        if (pattern[open] == '[') {
            out += plural(arguments, inner);
        } else if (inner == "type" && language == Language::english && !out.empty()) {
            out += begun_small(find_argument(arguments, inner));
        } else {
            out += find_argument(arguments, inner);
        }
        at = close + 1;
    }
    out += pattern.substr(at);
    return out;
}

std::string say(const kit::Ui& ui, Say key, SayArguments arguments) {
    return say(ui.language, key, arguments);
}

std::string say(const kit::Ui& ui, const Message& message) {
    return words(message, ui.language);
}

std::string_view say(const kit::Ui& ui, const Title& title) {
    return title.in(ui.language);
}

}  // namespace xingke::ui
