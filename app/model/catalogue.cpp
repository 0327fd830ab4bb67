#include "app/model/catalogue.h"

#include <algorithm>

#include "app/model/countersign_fields.h"
#include "app/model/field_rules.h"
#include "app/model/pool.h"
#include "app/model/workflow.h"

namespace xingke::model {
namespace {

void add_missing(RecordType& type, std::vector<Field> fields) {
    for (Field& field : fields) {
        if (find_field(type, field.id) == nullptr) {
            type.fields.push_back(std::move(field));
        }
    }
}

}  // namespace

void complete(RecordType& type) {
    add_missing(type, common_fields());
    for (const DeadlineDeclaration& deadline : type.deadlines) {
        add_missing(type, deadline_fields(deadline));
    }
    if (type.is_pooled) {
        add_missing(type, pool_fields());
        for (Field& field : type.fields) {
            // The columns of S06.
            field.in_list = field.in_list || field.id == common_field::owner || field.id == common_field::creator ||
                            field.id == common_field::created;
        }
    }
    if (type.countersign) {
        add_missing(type, countersign_fields(*type.countersign));
        type.countersign->type = type.name;
    }
    for (Field& field : type.fields) {
        field.set_by_app =
            field.set_by_app || field.computed.is_given() || field.sum.is_given() || field.numbering.is_given();
        field.is_state = type.workflow && type.workflow->state_field == field.name;
    }
    if (type.workflow) {
        type.workflow->type = type.name;
    }
}

Catalogue::Catalogue(std::uint32_t version, std::vector<RecordType> types, WorkCalendar calendar,
                     std::shared_ptr<const std::deque<std::string>> texts)
    : version_(version), texts_(std::move(texts)), types_(std::move(types)), calendar_(std::move(calendar)) {
    for (RecordType& type : types_) {
        complete(type);
    }
    // Only now, because a rule may read fields of any type.
    for (RecordType& type : types_) {
        prepare_rules(type, *this);
        if (type.workflow) {
            if (Result<Workflow> workflow = Workflow::prepare(*type.workflow, *this)) {
                workflows_[type.id] = std::make_unique<const Workflow>(std::move(workflow).value());
            }
        }
        if (type.countersign) {
            if (Result<Countersign> countersign = Countersign::prepare(*type.countersign, *this)) {
                countersigns_[type.id] = std::make_unique<const Countersign>(std::move(countersign).value());
            }
        }
    }
}

// Workflows refer to types by address; those stay where they are when the vector that holds them moves.
Catalogue::Catalogue(Catalogue&& other) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&& other) noexcept = default;
Catalogue::~Catalogue() = default;

const Workflow* Catalogue::find_workflow(TypeId type) const {
    const auto found = workflows_.find(type);
    return found == workflows_.end() ? nullptr : found->second.get();
}

const Countersign* Catalogue::find_countersign(TypeId type) const {
    const auto found = countersigns_.find(type);
    return found == countersigns_.end() ? nullptr : found->second.get();
}

const RecordType* Catalogue::find(TypeId id) const {
    const auto found = std::ranges::find(types_, id, &RecordType::id);
    return found == types_.end() ? nullptr : &*found;
}

const RecordType* Catalogue::find(std::string_view name) const {
    const auto found = std::ranges::find(types_, name, &RecordType::name);
    return found == types_.end() ? nullptr : &*found;
}

std::vector<const RecordType*> Catalogue::children_of(const RecordType& type) const {
    std::vector<const RecordType*> children;
    for (const RecordType& candidate : types_) {
        const Field* parent = parent_field(candidate);
        if (parent != nullptr && std::get<kind::Reference>(parent->kind).type == type.name) {
            children.push_back(&candidate);
        }
    }
    return children;
}

std::vector<std::pair<const RecordType*, const Field*>> Catalogue::listed_in(const RecordType& type) const {
    std::vector<std::pair<const RecordType*, const Field*>> listed;
    for (const RecordType& candidate : types_) {
        for (const Field& field : candidate.fields) {
            const auto* reference = std::get_if<kind::Reference>(&field.kind);
            if (reference != nullptr && reference->is_listed && reference->type == type.name) {
                listed.emplace_back(&candidate, &field);
            }
        }
    }
    return listed;
}

}  // namespace xingke::model
