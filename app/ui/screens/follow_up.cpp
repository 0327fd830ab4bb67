#include "app/ui/screens/follow_up.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

constexpr std::string_view field_name = "next_follow_up";
constexpr int hour_of_follow_up = 9;

struct Choice {
    FollowUpIn in;
    Say title;
};
constexpr std::array choices = {
    Choice{FollowUpIn::one_day, Say::in_one_day}, Choice{FollowUpIn::three_days, Say::in_three_days},
    Choice{FollowUpIn::one_week, Say::in_one_week}, Choice{FollowUpIn::one_month, Say::in_one_month}};

}  // namespace

Date follow_up_day(FollowUpIn in, Date today) {
    const std::int64_t day = days_since_epoch(today);
    switch (in) {
        case FollowUpIn::one_day:
            return date_of_days(day + 1);
        case FollowUpIn::three_days:
            return date_of_days(day + 3);
        case FollowUpIn::one_week:
            return date_of_days(day + 7);
        case FollowUpIn::one_month:
            break;
    }
    Date later = today.month == 12 ? Date{today.year + 1, 1, today.day} : Date{today.year, today.month + 1, today.day};
    while (!exists(later)) {
        --later.day;
    }
    return later;
}

bool FollowUp::is_for(const model::RecordType& type) {
    return model::find_field(type, field_name) != nullptr;
}

void FollowUp::draw(Desk& desk, const model::RecordType& type, const client::RecordAnswer& record) {
    kit::Ui& ui = desk.ui();
    // Nobody follows up what is nobody's.
    const bool is_pooled =
        type.is_pooled && model::is_empty(model::value_of(record.record, model::common_field::owner));
    if (!model::is_alive(record.record) || is_pooled || !desk.may(model::Action::edit, type)) {
        return;
    }
    {
        const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, Say::next_follow_up));
        const kit::IdScope scope(ui, field_name);
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        kit::caption(ui, say(ui, Say::next_follow_up));
        for (const Choice& choice : choices) {
            if (kit::button(ui, say(ui, choice.title), {.small = kit::is_wide(ui)})) {
                const int offset = desk.context.utc_offset_minutes();
                const Date day = follow_up_day(choice.in, local_time(desk.now(), offset).date);
                wanted_ = instant_of({.date = day, .hour = hour_of_follow_up}, offset);
            }
        }
    }
    save_when_known(desk, type, record);
}

void FollowUp::save_when_known(Desk& desk, const model::RecordType& type, const client::RecordAnswer& record) {
    if (!wanted_) {
        return;
    }
    const model::RecordType* customers = desk.catalogue().find("customer");
    const model::Field* parent = model::parent_field(type);
    const auto* customer =
        parent == nullptr ? nullptr : std::get_if<RecordId>(&model::value_of(record.record, parent->id));
    const bool has_customer = customers != nullptr && customer != nullptr && parent->name == "customer";
    if (has_customer && customer_ == nullptr) {
        customer_ = desk.link().watch(*customer, customers->id);
    }
    if (customer_ != nullptr && customer_->version() == 0) {
        return;
    }
    const Instant at = *std::exchange(wanted_, std::nullopt);
    std::vector<model::Change> changes;
    const auto set = [&](const model::RecordType& of, RecordId id) {
        if (const model::Field* field = model::find_field(of, field_name)) {
            model::Change& change = changes.emplace_back();
            change.record = id;
            change.type = of.id;
            change.field = field->id;
            change.value = at.ms;
        }
    };
    set(type, record.record.id);
    const model::Record* owned = customer_ == nullptr ? nullptr : &customer_->answer().record;
    if (owned != nullptr && customer_->answer().exists && model::is_alive(*owned) &&
        model::value_of(*owned, model::common_field::owner) == model::Value(desk.actor().user)) {
        set(*customers, owned->id);
    }
    customer_.reset();
    save(desk, {.base = record.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_follow_up, {{"time", views::display_moment(desk.ui(), at)}})});
}

}  // namespace xingke::ui
