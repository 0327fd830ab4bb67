// A rule in a declaration: the text that a person writes (expression_parse.h) and, once a catalogue holds it, the
// expression that it stands for. field_rules.h asks it.
#pragma once

#include <memory>
#include <string>

namespace xingke::model {

struct Expression;

struct Rule {
    std::string text;
    // Null until the catalogue has prepared it, and when it is wrong (self_check says why). Copies of a declaration
    // share it; nobody changes it.
    std::shared_ptr<const Expression> expression = nullptr;

    Rule() = default;
    Rule(const char* written) : text(written) {}

    bool is_given() const { return !text.empty(); }
};

}  // namespace xingke::model
