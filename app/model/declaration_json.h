// Declarations as JSON text: what is made at run time is stored and synced in this form, and the app carries its core
// catalogue as one such text (made from app/catalogue by tools that build it). One list of members per struct serves
// both directions (declaration_shape.h). What stands at its default is left out. Pure; any thread.
//
// What a layer declares (layer.h) is printed and parsed here, too.
//
//   {"id": 2001, "name": "x_grade", "title": ["等级", "Grade"], "kind": {"is": "text", "characters_max": 20}}
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/model/record_type.h"

namespace xingke::model {

// Titles are views; whoever keeps declarations that were read keeps the texts behind them as long.
using DeclaredTexts = std::deque<std::string>;

// No text is longer than this, whoever made it.
constexpr std::size_t declaration_bytes_max = 1 << 20;

std::string print_declarations(std::span<const RecordType> types);
std::string print_declaration(const RecordType& type);

// Fault invalid_input: no JSON, a member that is unknown, missing or of the wrong kind; the message says where
// ("fields[3].title"). Whether the declaration makes sense is for self_check to say.
Result<std::vector<RecordType>> parse_declarations(std::string_view json, DeclaredTexts& texts);
Result<RecordType> parse_record_type(std::string_view json, DeclaredTexts& texts);

}  // namespace xingke::model
