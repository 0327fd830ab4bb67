// An expression as text that parse_expression reads back to the same tree: for the editor of rules, for the explanation
// of a refusal, for dumps of the catalogue. Pure; any thread.
#pragma once

#include <string>

#include "app/model/expression_parse.h"

namespace xingke::model {

// Fields by their present names; a field or type that is gone prints as `?7`, which does not parse.
std::string print_expression(const Expression& expression, const RecordType& type, const Catalogue& catalogue,
                             const ExpressionOptions& options = {});

}  // namespace xingke::model
