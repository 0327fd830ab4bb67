#include "app/ui/screens/pool_actions.h"

#include <memory>
#include <utility>

#include "app/base/text.h"
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

void claim_all(Desk& desk, const model::RecordType& type, const std::vector<RecordId>& records) {
    struct Tally {
        std::size_t left = 0, refused = 0;
        std::uint64_t counter = 0;
        Message reason;
    };
    const auto tally = std::make_shared<Tally>();
    tally->left = records.size();
    const bool is_offline = desk.link().sync().phase == client::SyncPhase::offline;
    const auto answered = [&desk, tally, is_offline, count = records.size()](const client::Committed& committed) {
        if (!committed.saved && tally->refused++ == 0) {
            tally->reason = committed.issues.empty() ? committed.error : committed.issues.front().message;
        }
        if (--tally->left > 0) {
            return;
        }
        kit::Ui& ui = desk.ui();
        const std::string claimed = group_thousands(static_cast<std::int64_t>(count - tally->refused));
        if (tally->refused == 0) {
            const Say words = is_offline ? Say::bulk_claim_waits : Say::bulk_claimed;
            kit::show_toast(ui, {.words = say(ui, words, {{"count", claimed}}), .tone = kit::Tone::good});
            return;
        }
        const std::string refused = group_thousands(static_cast<std::int64_t>(tally->refused));
        kit::show_toast(ui,
                        {.words = say(ui, tally->refused == count ? Say::bulk_none : Say::bulk_part,
                                      {{"count", claimed}, {"refused", refused}, {"reason", say(ui, tally->reason)}}),
                         .tone = kit::Tone::bad,
                         .duration_ms = 8000});
    };
    for (const RecordId record : records) {
        desk.link().commit(model::Intent::edit, desk.link().sync().cursor, {owner_of(type, record, desk.actor().user)},
                           answered);
    }
}

void ReturnQuestion::ask(const Desk& desk, const model::RecordType& type) {
    if (const model::Field* field = reason_field(type)) {
        reason_ = views::begin_edit(desk.ui(), *field, {}, {});
    }
    is_open_ = true;
}

std::optional<std::vector<client::NewValue>> ReturnQuestion::draw(Desk& desk, const model::RecordType& type,
                                                                  const std::string& title) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "pool_return", is_open_, {.title = title});
    if (!dialog.is_open()) {
        return std::nullopt;
    }
    kit::soft_text(ui, say(ui, Say::pool_return_text));
    bool entered = false;
    views::EditContext context{desk.link(), desk.catalogue()};
    const model::Field* field = reason_field(type);
    if (field != nullptr) {
        views::edit_field(ui, context, *field, reason_, {.required = true}, entered);
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const bool is_said = field == nullptr || !model::is_empty(reason_.value);
    if (!kit::button(ui, say(ui, Say::pool_return),
                     {.kind = kit::ButtonKind::primary, .disabled = !is_said, .id = "really"})) {
        return std::nullopt;
    }
    is_open_ = false;
    std::vector<client::NewValue> set = {{model::common_field::owner, model::Empty{}}};
    if (field != nullptr) {
        set.push_back({field->id, reason_.value});
    }
    return set;
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
    const auto set = question_.draw(desk, *type_, std::string(say(desk.ui(), Say::pool_return)));
    if (!set) {
        return;
    }
    std::vector<model::Change> changes;
    for (const client::NewValue& one : *set) {
        changes.push_back({.record = answer.record.id, .type = type_->id, .field = one.field, .value = one.value});
    }
    save(desk, {.base = answer.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_returned, {{"name", label_of(desk, *type_, answer.record)}})});
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
