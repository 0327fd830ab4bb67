// Records for the rules of steps and countersignatures, as the storage has them: as they stood before the transaction.
#pragma once

#include <optional>

#include "app/model/expression_evaluate.h"
#include "sync/server/apply.h"

namespace xingke::server {

class StoredRecords : public model::RecordSource {
public:
    explicit StoredRecords(ReadTransaction& storage) : storage_(storage) {}

    const model::Record* find(RecordId record) const override {
        Result<std::optional<model::Record>> found = storage_.find_record(record);
        if (!found) {
            error_ = found.error();
            return nullptr;
        }
        found_ = *std::move(found);
        return found_ && model::is_alive(*found_) ? &*found_ : nullptr;
    }
    // self_check lets no rule of a workflow ask.
    std::vector<model::Record> children(model::TypeId, model::FieldId, RecordId) const override { return {}; }

    // What happened while a rule was asked; the answer is then worth nothing.
    const std::optional<Error>& error() const { return error_; }

    model::ExpressionContext context(const Application& application) const {
        return {.now = application.received, .me = application.actor.user, .records = this};
    }

private:
    ReadTransaction& storage_;
    mutable std::optional<model::Record> found_;
    mutable std::optional<Error> error_;
};

}  // namespace xingke::server
