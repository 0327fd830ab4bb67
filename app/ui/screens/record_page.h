// The page of one record (views/detail.h), and what follows from its buttons. Generic over the catalogue.
#pragma once

#include <memory>
#include <string>

#include "app/ui/screens/commands.h"
#include "app/ui/screens/contract_paper.h"
#include "app/ui/screens/convert_dialog.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/follow_up.h"
#include "app/ui/screens/followed_list.h"
#include "app/ui/screens/merge_dialog.h"
#include "app/ui/screens/plan_dialog.h"
#include "app/ui/screens/pool_actions.h"
#include "app/ui/screens/presence_dialog.h"
#include "app/ui/screens/related_work.h"
#include "app/ui/screens/sign_dialog.h"
#include "app/ui/screens/step_dialog.h"
#include "app/ui/views/detail.h"
#include "app/ui/views/map_dialog.h"

namespace xingke::ui {

class RecordScreen {
public:
    RecordScreen(Desk& desk, const model::RecordType& type, RecordId record);

    void draw(Desk& desk, const Route& route);
    // What may be done with the record now, for the command palette. As long as this page is shown.
    std::vector<Command> commands(Desk& desk);
    // For the page's title; empty until it is known.
    std::string label(const Desk& desk) const;

private:
    void follow(Desk& desk, const views::DetailResult& result);
    views::DetailExtras extras(Desk& desk);
    void take_step(Desk& desk, const std::string& step);
    void follow_work(Desk& desk, const views::DetailResult& result);

    const model::RecordType* type_;
    RecordId record_;
    views::DetailView view_;
    StepDialog step_;
    SignDialog sign_;
    ConvertDialog convert_;
    PlanDialog plan_;
    MergeDialog merge_;
    PoolDialogs pool_;
    PresenceDialog presence_;
    FollowUp follow_up_;
    views::MapDialog map_;
    RelatedWork related_;
    FollowedList followed_;
    ContractPaper paper_;
    bool is_asking_remove_ = false, is_asking_purge_ = false;
};

}  // namespace xingke::ui
