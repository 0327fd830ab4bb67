// What happens in the demo company beside the hand-written customers of demo_data.cpp: more customers, a pool, leads,
// opportunities in every stage, contracts with lines, receivables of which some are overdue, payments, schedules and
// reports. Made from lists of words and a fixed sequence, so that it is the same each time but for the day it is told
// on.
#pragma once

#include <vector>

#include "app/model/change.h"
#include "sync/server/admin.h"

namespace xingke::server {

struct DemoPeople {
    std::vector<RecordId> sellers;  // who own customers
    RecordId manager, finance;
};

// The changes of all of it, each record whole.
std::vector<model::Change> demo_story(const Rules& rules, const DemoPeople& people);

}  // namespace xingke::server
