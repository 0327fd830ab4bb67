#include "app/ui/screens/pool_actions.h"

#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

const model::Field* reason_field(const model::RecordType& type) {
    return model::find_field(type, "return_reason");
}

model::Change owner_of(const model::RecordType& type, RecordId record, model::Value owner) {
    return {.record = record, .type = type.id, .field = model::common_field::owner, .value = std::move(owner)};
}

}  // namespace

void claim(Desk& desk, const model::RecordType& type, RecordId record, model::Seq base, std::string name) {
    const bool is_offline = desk.link().sync().phase == client::SyncPhase::offline;
    save(desk, {.base = base,
                .changes = {owner_of(type, record, desk.actor().user)},
                .words = say(desk.ui(), is_offline ? Say::toast_claim_waits : Say::toast_claimed,
                             {{"name", std::move(name)}})});
}

void PoolDialogs::ask_return(const Desk& desk) {
    if (const model::Field* field = reason_field(*type_)) {
        reason_ = views::begin_edit(desk.ui(), *field, {}, {});
    }
    is_returning_ = true;
}

void PoolDialogs::ask_owner(const Desk& desk) {
    owner_ = views::begin_edit(desk.ui(), *model::find_field(*type_, model::common_field::owner), {}, {});
    is_assigning_ = true;
}

void PoolDialogs::draw(Desk& desk, const client::RecordAnswer& answer) {
    draw_return(desk, answer);
    draw_owner(desk, answer);
}

void PoolDialogs::draw_return(Desk& desk, const client::RecordAnswer& answer) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "pool_return", is_returning_, {.title = say(ui, Say::pool_return)});
    if (!dialog.is_open()) {
        return;
    }
    kit::soft_text(ui, say(ui, Say::pool_return_text));
    bool entered = false;
    views::EditContext context{desk.link(), desk.catalogue()};
    const model::Field* field = reason_field(*type_);
    if (field != nullptr) {
        views::edit_field(ui, context, *field, reason_, {.required = true}, entered);
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_returning_ = false;
    }
    const bool is_said = field == nullptr || !model::is_empty(reason_.value);
    if (kit::button(ui, say(ui, Say::pool_return),
                    {.kind = kit::ButtonKind::primary, .disabled = !is_said, .id = "really"})) {
        is_returning_ = false;
        std::vector<model::Change> changes = {owner_of(*type_, answer.record.id, model::Empty{})};
        if (field != nullptr) {
            changes.push_back(
                {.record = answer.record.id, .type = type_->id, .field = field->id, .value = reason_.value});
        }
        save(desk, {.base = answer.cursor,
                    .changes = std::move(changes),
                    .words = say(ui, Say::toast_returned, {{"name", label_of(desk, *type_, answer.record)}})});
    }
}

void PoolDialogs::draw_owner(Desk& desk, const client::RecordAnswer& answer) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "pool_assign", is_assigning_, {.title = say(ui, Say::pool_assign)});
    if (!dialog.is_open()) {
        return;
    }
    bool entered = false;
    views::EditContext context{desk.link(), desk.catalogue()};
    const model::Field& field = *model::find_field(*type_, model::common_field::owner);
    views::edit_field(ui, context, field, owner_, {.required = true}, entered);
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_assigning_ = false;
    }
    if (kit::button(ui, say(ui, Say::pool_assign),
                    {.kind = kit::ButtonKind::primary, .disabled = model::is_empty(owner_.value), .id = "really"})) {
        is_assigning_ = false;
        save(desk, {.base = answer.cursor,
                    .changes = {owner_of(*type_, answer.record.id, owner_.value)},
                    .words = say(ui, Say::toast_assigned,
                                 {{"name", label_of(desk, *type_, answer.record)}, {"owner", owner_.label}})});
    }
}

}  // namespace xingke::ui
