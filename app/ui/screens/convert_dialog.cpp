#include "app/ui/screens/convert_dialog.h"

#include <utility>
#include <vector>

#include "app/model/conversion.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t offered_max = 5;
constexpr std::string_view step_name = "convert";

std::string text_of(const Desk& desk, const client::RecordAnswer& lead, std::string_view field) {
    const model::Field* declared = model::find_field(*desk.catalogue().find("lead"), field);
    const auto* text =
        declared == nullptr ? nullptr : std::get_if<std::string>(&model::value_of(lead.record, declared->id));
    return text == nullptr ? std::string() : *text;
}

}  // namespace

void ConvertDialog::open(Desk& desk, const client::RecordAnswer& lead) {
    is_open_ = true;
    makes_opportunity_ = true;
    choice_.clear();
    const model::RecordType& customers = *desk.catalogue().find("customer");
    const model::FieldId name = model::find_field(customers, "name")->id;
    model::Query by_name{.type = customers.id, .fields = {name}, .count = offered_max};
    by_name.filters = {{.field = name, .value = model::customer_name_of(desk.catalogue(), lead.record)}};
    same_name_ = desk.link().watch(std::move(by_name));
    same_mobile_.reset();
    if (const std::string mobile = text_of(desk, lead, "mobile"); !mobile.empty()) {
        const model::RecordType& contacts = *desk.catalogue().find("contact");
        model::Query by_mobile{.type = contacts.id, .count = offered_max};
        by_mobile.fields = {model::find_field(contacts, "customer")->id, model::find_field(contacts, "name")->id};
        by_mobile.filters = {{.field = model::find_field(contacts, "mobile")->id, .value = mobile}};
        same_mobile_ = desk.link().watch(std::move(by_mobile));
    }
}

void ConvertDialog::draw(Desk& desk, const client::RecordAnswer& lead) {
    kit::Ui& ui = desk.ui();
    if (!is_open_) {
        return;
    }
    const kit::Dialog dialog(ui, "convert", is_open_, {.title = say(ui, Say::convert_title)});
    if (!dialog.is_open()) {
        return;
    }
    draw_duplicates(desk);
    draw_result(desk, lead);
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::convert_title), {.kind = kit::ButtonKind::primary, .id = "convert_lead"})) {
        is_open_ = false;
        convert(desk, lead);
    }
}

// What may be the same is no reason to refuse: whoever knows better goes on.
void ConvertDialog::draw_duplicates(Desk& desk) {
    kit::Ui& ui = desk.ui();
    std::vector<kit::Choice> choices = {{"", std::string(say(ui, Say::convert_new_customer))}};
    const auto offer = [&](RecordId customer, const std::string& name) {
        const std::string key = print(customer);
        for (const kit::Choice& choice : choices) {
            if (choice.key == key) {
                return;
            }
        }
        choices.push_back({key, say(ui, Say::convert_existing, {{"name", name}})});
    };
    for (const model::Row& row : same_name_->page().rows) {
        const auto* name = std::get_if<std::string>(&row.values[0]);
        offer(row.id, name == nullptr ? std::string() : *name);
    }
    const bool has_name = choices.size() > 1;
    if (same_mobile_ != nullptr) {
        for (const model::Row& row : same_mobile_->page().rows) {
            if (const auto* customer = std::get_if<RecordId>(&row.values[0])) {
                offer(*customer, row.labels[0]);
            }
        }
    }
    if (choices.size() > 1) {
        kit::banner(ui, kit::Tone::warning, say(ui, has_name ? Say::convert_same_name : Say::convert_same_mobile), {},
                    kit::Icon::alert_circle);
        kit::radio_chips(ui, say(ui, Say::convert_customer), choices, choice_);
    }
}

void ConvertDialog::draw_result(Desk& desk, const client::RecordAnswer& lead) {
    kit::Ui& ui = desk.ui();
    kit::soft_text(ui, say(ui, Say::convert_makes));
    const auto line = [&](std::string_view type_name, const std::string& name) {
        const model::RecordType& type = *desk.catalogue().find(type_name);
        const kit::IdScope scope(ui, type_name);
        const kit::Row row(ui, {.gap = 10});
        kit::chip(ui, say(ui, type.title), {.tone = kit::Tone::accent, .icon = kit::icon_named(type.icon)});
        kit::text(ui, name, {.type = kit::Type::body_strong});
    };
    if (choice_.empty()) {
        line("customer", model::customer_name_of(desk.catalogue(), lead.record));
    }
    if (const std::string contact = text_of(desk, lead, "contact_name"); !contact.empty()) {
        line("contact", contact);
    }
    if (makes_opportunity_) {
        line("opportunity", text_of(desk, lead, "name"));
    }
    kit::toggle(ui, say(ui, Say::convert_with_opportunity), makes_opportunity_);
}

void ConvertDialog::convert(Desk& desk, const client::RecordAnswer& lead) {
    const model::RecordType& type = *desk.catalogue().find("lead");
    model::LeadConversion conversion{.customer = std::nullopt, .makes_opportunity = makes_opportunity_};
    if (const auto chosen = parse_id<RecordTag>(choice_)) {
        conversion.customer = *chosen;
    }
    std::vector<model::Change> changes = model::changes_of_conversion(desk.catalogue(), lead.record, conversion,
                                                                      [&desk] { return make_record_id(desk); });
    save(desk, {.intent = model::Intent::create,
                .base = lead.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::convert_done, {{"name", label_of(desk, type, lead.record)}}),
                .step = {lead.record.id, type.id, std::string(step_name)}});
}

}  // namespace xingke::ui
