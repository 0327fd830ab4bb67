// What a record becomes: a lead a customer with its contact and an opportunity, an opportunity a contract, a contract
// its receivables. Made as changes for one transaction, so that all of it is there or nothing, offline too, and undone
// in one go. Nothing is decided here that the checks of a transaction decide. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/change.h"

namespace xingke::model {

// A new id for each record made.
using MakeRecordId = std::function<RecordId()>;

struct LeadConversion {
    // Belongs to this customer, who was there already; nullopt: a new one.
    std::optional<RecordId> customer;
    bool makes_opportunity = true;
};
// Requirements 2.2.5: the records, and what the lead keeps of them. The step `convert` of the lead goes with them in
// the same transaction; its guard lets a lead be converted only once. Without a contact's name there is no contact.
std::vector<Change> changes_of_conversion(const Catalogue& catalogue, const Record& lead,
                                          const LeadConversion& conversion, const MakeRecordId& make_id);
// What the new customer is called: by its company, else by the contact, else by the lead.
std::string customer_name_of(const Catalogue& catalogue, const Record& lead);

// The receivables of a contract, in equal parts that add up to the amount (the last takes what is left over), the first
// due on `first_due` and the others each so many months later, on the same day or the month's last.
struct InstalmentPlan {
    std::int64_t amount = 0;  // fen
    int count = 1;            // 1–36
    Date first_due;
    int months_between = 1;
};
struct Instalment {
    std::int64_t amount = 0;
    Date due;
};
std::vector<Instalment> instalments_of(const InstalmentPlan& plan);
std::vector<Change> changes_of_plan(const Catalogue& catalogue, const Record& contract, const InstalmentPlan& plan,
                                    const MakeRecordId& make_id);

// The fields of `successor`'s new record that are filled from `record`, and the link back to it.
std::vector<std::pair<FieldId, Value>> carried_over(const Catalogue& catalogue, const Record& record,
                                                    const Successor& successor);
// Its lines, as copies of `lines` under the new record.
std::vector<Change> carried_lines(const Catalogue& catalogue, const std::vector<Record>& lines,
                                  const Successor& successor, RecordId new_record, const MakeRecordId& make_id);

}  // namespace xingke::model
