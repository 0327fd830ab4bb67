#include "app/client/derived_values.h"

#include <algorithm>

#include "app/client/opinions.h"
#include "app/client/steps.h"

namespace xingke::client {

Result<model::FieldValues> outdated_derived_values(Workspace& workspace, const model::RecordType& type,
                                                   const model::Passage& passage,
                                                   const std::vector<model::Record>& opinions) {
    const model::Workflow* workflow = workspace.catalogue.find_workflow(type.id);
    model::FieldValues values = model::outdated_deadlines(type, workflow, passage, workspace.catalogue.calendar(),
                                                          model::Catalogue::utc_offset_minutes);
    const model::Countersign* countersign = workspace.catalogue.find_countersign(type.id);
    const model::RecordType* opinion_type =
        countersign == nullptr ? nullptr : workspace.catalogue.find(countersign->declaration().opinions);
    if (workflow == nullptr || opinion_type == nullptr) {
        return values;
    }
    std::vector<model::Record> records = TRY(opinion_records(workspace, passage.after, *opinion_type));
    for (const model::Record& written : opinions) {
        std::erase_if(records, [&](const model::Record& record) { return record.id == written.id; });
        if (model::is_alive(written)) {
            records.push_back(written);
        }
    }
    const LocalRecords others(workspace);
    for (auto& each : model::outdated_countersign(*countersign, *workflow, passage, opinions_in(records, *opinion_type),
                                                  others.context())) {
        values.push_back(std::move(each));
    }
    return values;
}

Result<std::vector<Message>> refusals_of_opinion(Workspace& workspace, const model::RecordType& opinion_type,
                                                 const model::Record* before, const model::Record& after,
                                                 const model::Record& subject, bool is_undo) {
    const model::Countersign* countersign = model::find_countersign_of_opinions(workspace.catalogue, opinion_type);
    const model::Workflow* workflow =
        countersign == nullptr ? nullptr : workspace.catalogue.find_workflow(countersign->type().id);
    if (workflow == nullptr) {
        return std::vector<Message>();
    }
    const auto earlier = opinions_in(TRY(opinion_records(workspace, subject, opinion_type)), opinion_type);
    const LocalRecords others(workspace);
    const model::OpinionChange change{
        .before = before, .after = after, .subject = subject, .opinions = earlier, .is_undo = is_undo};
    return model::refusals_of_opinion(*countersign, *workflow, opinion_type, change, workspace.account.actor(),
                                      others.context());
}

}  // namespace xingke::client
