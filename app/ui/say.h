// The words of the interface itself, in both languages beside each other (app/ui/messages.def). What is named in the
// catalogue carries its own titles; what is made below the screen is a Message (app/base/message.h).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "app/base/message.h"

namespace xingke::ui {

namespace kit {
struct Ui;
}

enum class Say : std::uint16_t {
#define SAY(key, chinese, english) key,
#include "app/ui/messages.def"
#undef SAY
    count,
};

using SayArguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string_view say(Language language, Say key);
std::string_view say(const kit::Ui& ui, Say key);
// With {placeholders} replaced: say(ui, Say::row_total, {{"count", "512"}}); [count:row|rows] gives "row" when count
// is 1. A {type} inside an English sentence begins small: "New customer".
std::string say(Language language, Say key, SayArguments arguments);
std::string say(const kit::Ui& ui, Say key, SayArguments arguments);
// A Message from below, in the reader's language.
std::string say(const kit::Ui& ui, const Message& message);
std::string_view say(const kit::Ui& ui, const Title& title);

}  // namespace xingke::ui
