// The first half of reading an expression's text: words and marks become a tree in which names and numbers mean nothing
// yet; expression_parse.h gives them their meaning. Pure; any thread.
//
//   expression = operand { operator operand }        operators by precedence: ||  &&  == != < <= > >=  + -  *  then ! -
//   operand    = number | "text" | true | false | empty | path | name ( arguments ) | ( expression ) | ! operand | -
//   operand number     = digits [. digits], with ¥ before it for an amount or % behind it for a percentage path       =
//   name { . name }                     a name that is not a plain word stands in `back quotes`
// The words and, or, not stand for &&, ||, !; 是, 否, 空 for true, false, empty. Full-width marks and “ ” count as
// their plain forms, since that is what a Chinese keyboard gives. Comparisons do not chain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/expression.h"

namespace xingke::model {

struct Syntax {
    enum class Form : std::uint8_t { number, text, word, path, call };
    enum class Mark : std::uint8_t { none, money, percent };
    Form form = Form::word;
    std::size_t at = 1;              // in characters from the beginning, from 1
    std::string text;                // number: its digits and point; text: its content; word: true, false or empty;
                                     // call: the function's name
    std::vector<std::string> names;  // path
    std::vector<Syntax> arguments;   // call
    Mark mark = Mark::none;          // number
    bool is_negative = false;        // number
};

Result<Syntax> parse_syntax(std::string_view text);

// `message` with the place before it.
Error error_at(std::size_t at, Message message);

// What a name must be to stand without back quotes.
bool is_plain_name(std::string_view name);

}  // namespace xingke::model
