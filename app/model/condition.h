// When something applies: a small, total expression held as data and evaluated alike on device and server.
#pragma once

#include <string>
#include <vector>

namespace xingke::model {

struct Record;
struct RecordType;

// All terms must hold; no terms = always true.
struct Condition {
    enum class Test { is, is_not, is_set, is_not_set };
    struct Term {
        std::string field;
        Test test = Test::is;
        std::string value;   // an option key, or "yes"/"no" for yes/no fields; unused by is_set
        bool operator==(const Term&) const = default;
    };
    std::vector<Term> terms;

    bool is_always() const { return terms.empty(); }
    bool operator==(const Condition&) const = default;
};

bool holds(const Condition& condition, const RecordType& type, const Record& record);

}  // namespace xingke::model
