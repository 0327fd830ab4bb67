// Whether somebody is among those whom a declaration names (Who, role.h). Used by transitions (workflow.h) and seats
// (countersign.h). Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/expression_evaluate.h"
#include "app/model/permission.h"
#include "app/model/role.h"

namespace xingke::model {

class PreparedWho {
public:
    // Everybody.
    PreparedWho() = default;
    // Reads the expressions, over records of `type`. Fault invalid_input.
    static Result<PreparedWho> prepare(const Who& who, const RecordType& type, const Catalogue& catalogue);

    // me() and me.… are the actor, whoever the context is about.
    bool includes(const Record& record, const Actor& actor, const ExpressionContext& context) const;
    const std::vector<Role>& roles() const { return roles_; }
    // Whom the expressions give, each once.
    std::vector<RecordId> people(const Record& record, const ExpressionContext& context) const;

private:
    bool is_everybody_ = true;
    std::vector<Role> roles_;
    std::vector<Expression> people_;
    std::vector<Expression> when_;  // one or none
};

// "销售经理、负责人", as the argument {name} of a message.
MessageArgument who_argument(std::string name, const Who& who, const RecordType& type);
// Titles side by side: "生产部、质量部".
MessageArgument titles_argument(std::string name, const std::vector<Title>& titles);

}  // namespace xingke::model
