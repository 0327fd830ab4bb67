#include "app/ui/views/detail.h"

#include <algorithm>

#include "app/base/text.h"
#include "app/model/field_rules.h"
#include "app/model/validate.h"
#include "app/model/workflow.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/signature_pad.h"
#include "app/ui/say.h"
#include "app/ui/views/attachments.h"
#include "app/ui/views/countersign.h"
#include "app/ui/views/deadlines.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/pool.h"
#include "app/ui/views/timeline.h"

namespace xingke::ui::views {

using kit::Box;
using kit::ButtonKind;
using kit::Icon;
using kit::Type;
using model::Field;

struct DetailView::Child {
    const model::RecordType* type;
    RecordList list;
    std::unique_ptr<client::LiveQuery> query;
    bool is_child = true;  // belongs to the record; otherwise it only refers to it

    explicit Child(const model::RecordType& child_type) : type(&child_type), list(child_type) {}
};

DetailView::DetailView(client::ScreenLink& link, const model::Catalogue& catalogue, const model::RecordType& type,
                       RecordId id)
    : link_(link),
      catalogue_(catalogue),
      type_(type),
      id_(id),
      record_(link.watch(id, type.id)),
      files_(std::make_unique<ShownFiles>()) {
    if (const model::RecordType* rules = catalogue.find("pool_rule"); rules != nullptr && type.is_pooled) {
        pool_rules_ = link.watch(model::pool_rule_id, rules->id);
    }
    for (const model::RecordType* child_type : catalogue.children_of(type)) {
        if (!child_type->is_system) {
            list_with(*child_type, *model::parent_field(*child_type), true);
        }
    }
    for (const auto& [listed, reference] : catalogue.listed_in(type)) {
        list_with(*listed, *reference, false);
    }
    comments_ = Comments::about(link, catalogue, type, id);
}

void DetailView::list_with(const model::RecordType& type, const Field& reference, bool is_child) {
    auto child = std::make_unique<Child>(type);
    model::Query query = child->list.query();
    model::Filter& filter = query.filters.emplace_back();
    filter.field = reference.id;
    filter.value = id_;
    child->query = link_.watch(std::move(query));
    child->is_child = is_child;
    children_.push_back(std::move(child));
}

DetailView::~DetailView() = default;

std::string DetailView::label_of(model::FieldId field) const {
    for (const auto& [id, label] : record_->answer().labels) {
        if (id == field) {
            return label;
        }
    }
    return {};
}

namespace {

const model::Value& value_of(const client::RecordAnswer& answer, const Field& field) {
    return model::value_of(answer.record, field.id);
}

void draw_loading(kit::Ui& ui) {
    const kit::Centred centred(ui, kit::metric::content_max, 16);
    kit::gap(ui, 24);
    {
        const kit::Row row(ui, {.gap = 16});
        kit::skeleton(ui, 56, 56);
        const kit::Stack stack(ui, {.gap = 10});
        kit::skeleton(ui, 220, 20);
        kit::skeleton(ui, 140, 14);
    }
    for (int i = 0; i < 4; ++i) {
        kit::skeleton(ui, 0, 72);
    }
}

// Owner, creator and times: they close the page, whatever sections the type has.
bool is_common(const Field& field) {
    return field.id >= model::common_field::owner && field.section.empty();
}

// The first field that leads to a telephone or a mail program, with its value.
std::string first_link(const model::RecordType& type, const client::RecordAnswer& answer, std::string_view scheme) {
    for (const Field& field : type.fields) {
        const std::string link = link_of(field, value_of(answer, field));
        if (link.starts_with(scheme)) {
            return link;
        }
    }
    return {};
}

}  // namespace

DetailResult DetailView::draw(kit::Ui& ui, const model::Actor& actor, std::string& tab, const DetailExtras& extras) {
    DetailResult result;
    const client::RecordAnswer& answer = record_->answer();
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, type_.title));
    const kit::IdScope scope(ui, print(id_));
    const kit::ScrollArea scroll(ui, "detail", {.bottom_space = 24});
    if (record_->version() == 0) {
        draw_loading(ui);
        return result;
    }
    if (!answer.exists) {
        const kit::EmptyAnswer pressed = kit::empty_state(ui, {.icon = Icon::file_text,
                                                               .title = say(ui, Say::record_gone_title),
                                                               .sentence = say(ui, Say::record_gone_sentence),
                                                               .action = say(ui, Say::back),
                                                               .action_icon = Icon::arrow_left});
        result.wants_back = pressed == kit::EmptyAnswer::action;
        return result;
    }
    const kit::Centred centred(ui, kit::metric::content_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20.0F : 12.0F);
    draw_header(ui, actor, extras, result);
    if (extras.in_header) {
        extras.in_header();
    }
    std::vector<kit::Tab> tabs = {{.key = "details", .title = std::string(say(ui, Say::details_tab))}};
    for (const std::unique_ptr<Child>& child : children_) {
        const std::int64_t count = child->query->version() > 0 ? child->query->page().total : -1;
        tabs.push_back({child->type->name, std::string(say(ui, child->type->title_plural)), count});
    }
    if (comments_ != nullptr) {
        tabs.push_back(
            {.key = "comments", .title = std::string(say(ui, Say::comments_tab)), .count = comments_->count()});
    }
    tabs.push_back({.key = "timeline", .title = std::string(say(ui, Say::timeline_tab))});
    if (std::none_of(tabs.begin(), tabs.end(), [&](const kit::Tab& t) { return t.key == tab; })) {
        tab = "details";
    }
    kit::tabs(ui, say(ui, type_.title), tabs, tab);
    if (tab == "details") {
        if (extras.in_details) {
            extras.in_details();
        }
        draw_details(ui, result);
    } else if (tab == "timeline") {
        if (!extras.in_timeline || !extras.in_timeline()) {
            draw_history(ui, actor, result);
        }
    } else if (tab == "comments") {
        result.comment = comments_->draw(ui, actor, answer);
    } else {
        for (const std::unique_ptr<Child>& child : children_) {
            if (child->type->name == tab) {
                draw_child(ui, actor, *child, result);
            }
        }
    }
    return result;
}

void DetailView::draw_history(kit::Ui& ui, const model::Actor& actor, DetailResult& result) {
    const client::RecordAnswer& answer = record_->answer();
    if (past_ != nullptr) {
        const bool may_edit = model::may(actor, model::Action::edit, type_) && model::is_alive(answer.record);
        const PastVersion::Answer given = past_->draw(ui, answer, may_edit);
        if (given == PastVersion::Answer::restore) {
            result.restored = past_->version();
        }
        if (given != PastVersion::Answer::nothing) {
            past_.reset();
        }
    }
    const kit::Card card(ui, "timeline", {.padding = 20});
    const TimelineResult pressed = draw_timeline(ui, type_, answer.timeline);
    result.undo = pressed.undo;
    if (pressed.version) {
        past_ = std::make_unique<PastVersion>(link_, type_, id_, *pressed.version);
    }
}

void DetailView::draw_header(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras, DetailResult& result) {
    const client::RecordAnswer& answer = record_->answer();
    const Field* label_field = model::find_field(type_, type_.label_field);
    const std::string label = display_text(ui, *label_field, value_of(answer, *label_field), {});
    const bool wide = kit::is_wide(ui);
    if (wide && kit::link(ui, say(ui, type_.title_plural), Icon::arrow_left)) {
        result.wants_back = true;
    }
    const kit::Stack header(ui, {.gap = 14});
    {
        const kit::Row row(ui, {.gap = 14});
        kit::avatar(ui, label, 56);
        {
            const float actions = wide ? 260.0F : 0.0F;
            const kit::Stack names(ui, {.gap = 8, .width = ImMax(120.0F, kit::available_width(ui) - actions)});
            {
                const kit::SemanticScope heading(ui, {.role = kit::Role::heading, .name = label, .level = 1});
                kit::text(ui, label, {.type = Type::title, .lines_max = 2});
            }
            draw_key_facts(ui);
        }
        if (wide) {
            kit::spring(ui);
            draw_actions(ui, actor, extras, result);
        }
    }
    if (!wide) {
        const kit::Row row(ui, {.gap = 8});
        draw_actions(ui, actor, extras, result);
    }
    draw_deadlines(ui, catalogue_, type_, answer.record);
    draw_pool(ui, actor, result);
    draw_steps(ui, actor, result);
}

void DetailView::draw_pool(kit::Ui& ui, const model::Actor& actor, DetailResult& result) {
    if (pool_rules_ != nullptr) {
        const PoolPress pressed =
            views::draw_pool(ui, catalogue_, type_, record_->answer(), pool_rules_->answer(), actor);
        result.wants_claim = pressed == PoolPress::claim;
        result.wants_assign = pressed == PoolPress::assign;
    }
}

bool DetailView::may_return(const model::Actor& actor) const {
    const model::Value& owner = model::value_of(record_->answer().record, model::common_field::owner);
    return type_.is_pooled && !model::is_empty(owner) && model::may(actor, model::Action::edit, type_);
}

void DetailView::draw_steps(kit::Ui& ui, const model::Actor& actor, DetailResult& result) {
    const model::Workflow* workflow = catalogue_.find_workflow(type_.id);
    const std::vector<client::OfferedStep>& steps = record_->answer().steps;
    const bool is_alive = model::is_alive(record_->answer().record);
    std::vector<const model::Successor*> successors;
    for (const model::Successor& successor : type_.successors) {
        const model::RecordType* next = catalogue_.find(successor.type);
        if (is_alive && next != nullptr && model::may(actor, model::Action::create, *next)) {
            successors.push_back(&successor);
        }
    }
    if (steps.empty() && successors.empty()) {
        return;
    }
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, Say::next_steps));
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    kit::caption(ui, say(ui, Say::next_steps));
    for (const client::OfferedStep& step : steps) {
        const model::Transition* transition = workflow == nullptr ? nullptr : workflow->find_transition(step.name);
        if (transition != nullptr &&
            kit::button(ui, say(ui, transition->declaration.title), {.small = kit::is_wide(ui), .id = step.name})) {
            result.step = step.name;
        }
    }
    for (const model::Successor* successor : successors) {
        const model::RecordType& next = *catalogue_.find(successor->type);
        if (kit::button(ui, say(ui, successor->title),
                        {.icon = kit::icon_named(next.icon), .small = kit::is_wide(ui), .id = successor->type})) {
            result.wants_new_out_of_it = next.id;
        }
    }
    const model::RecordType* receivable = catalogue_.find("receivable");
    if (type_.name == "contract" && is_alive && receivable != nullptr &&
        model::may(actor, model::Action::create, *receivable) &&
        kit::button(ui, say(ui, Say::plan_receivables), {.icon = Icon::wallet, .small = kit::is_wide(ui)})) {
        result.wants_plan = true;
    }
}

// What one wants to know at a glance: the coloured choices, and the fields of the list.
void DetailView::draw_key_facts(kit::Ui& ui) {
    const client::RecordAnswer& answer = record_->answer();
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    for (const Field& field : type_.fields) {
        const model::Value& value = value_of(answer, field);
        if (!is_shown_as_chip(field) || model::is_empty(value) || model::is_derived(field.id)) {
            continue;  // The derived ones are shown with what they follow from.
        }
        const std::string words = display_text(ui, field, value, {});
        kit::chip(ui, words, {.tone = display_tone(field, value), .has_dot = true});
    }
    for (const Field& field : type_.fields) {
        const model::Value& value = value_of(answer, field);
        const bool is_yes = std::holds_alternative<bool>(value) && std::get<bool>(value);
        const bool is_plain = std::holds_alternative<bool>(value) ? is_yes : true;
        if (!field.in_list || field.name == type_.label_field || is_shown_as_chip(field) || model::is_empty(value) ||
            !is_plain || field.set_by_app) {
            continue;
        }
        const std::string words =
            is_yes ? std::string(say(ui, field.title)) : display_text(ui, field, value, label_of(field.id));
        kit::chip(ui, words, {.icon = icon_of(field)});
    }
    if (!answer.pending.empty()) {
        kit::chip(ui, say(ui, Say::waiting_to_sync), {.tone = kit::Tone::warning, .icon = Icon::cloud_upload});
    }
}

void DetailView::draw_actions(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras,
                              DetailResult& result) {
    const client::RecordAnswer& answer = record_->answer();
    if (!model::is_alive(answer.record)) {
        result.wants_purge =
            model::may(actor, model::Action::purge, type_) &&
            kit::button(ui, say(ui, Say::purge), {.kind = ButtonKind::danger_ghost, .icon = Icon::trash});
        return;
    }
    const std::string phone = first_link(type_, answer, "tel:");
    if (!phone.empty() && kit::button(ui, say(ui, Say::call), {.icon = Icon::phone})) {
        ui.platform.window.open_link(phone);
    }
    if (model::may(actor, model::Action::edit, type_) &&
        kit::button(ui, say(ui, Say::edit), {.kind = ButtonKind::primary, .icon = Icon::pencil})) {
        result.wants_edit = true;
    }
    draw_menu(ui, actor, extras, result);
}

void DetailView::draw_menu(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras, DetailResult& result) {
    const Box before = {ui.layout.flows.back().x + 8, kit::cursor_y(ui), kit::metric::touch, kit::metric::touch};
    if (kit::icon_button(ui, Icon::ellipsis, say(ui, Say::more))) {
        is_menu_open_ = true;
    }
    const Box anchor = {before.x - 150, before.y, before.width + 150, before.height};
    kit::Menu menu(ui, say(ui, Say::more), anchor, is_menu_open_, 190);
    if (!menu.is_open()) {
        return;
    }
    result.wants_print = kit::menu_item(ui, Icon::printer, say(ui, Say::print), menu);
    for (const auto& [name, begin] : extras.prints) {
        if (kit::menu_item(ui, Icon::printer, name, menu)) {
            begin();
        }
    }
    // Only what is known to have duplicates is merged, and one of the two is deleted by it.
    result.wants_merge = !type_.duplicate_fields.empty() && model::may(actor, model::Action::remove, type_) &&
                         model::may(actor, model::Action::edit, type_) &&
                         kit::menu_item(ui, Icon::git_merge, say(ui, Say::merge_into), menu);
    result.wants_return = may_return(actor) && kit::menu_item(ui, Icon::users, say(ui, Say::pool_return), menu);
    result.wants_remove = model::may(actor, model::Action::remove, type_) &&
                          kit::menu_item(ui, Icon::trash, say(ui, Say::remove), menu, kit::Tone::bad);
}

void DetailView::draw_details(kit::Ui& ui, DetailResult& result) {
    const client::RecordAnswer& answer = record_->answer();
    if (type_.countersign) {
        result.seat_to_sign = draw_countersign(ui, *type_.countersign, answer.countersign);
    }
    std::size_t blank_count = 0;
    const auto is_listed = [&](const Field& field, const model::Section& section) {
        const bool is_here =
            field.section == section.key || (field.section.empty() && &section == &type_.sections.front());
        return is_here && !is_common(field) && !model::is_derived(field.id) && field.name != type_.label_field &&
               model::is_shown(field, answer.record);
    };
    for (const model::Section& section : type_.sections) {
        std::vector<const Field*> fields;
        for (const Field& field : type_.fields) {
            if (!is_listed(field, section)) {
                continue;
            }
            if (model::is_empty(value_of(answer, field)) && !shows_blank_) {
                ++blank_count;
            } else {
                fields.push_back(&field);
            }
        }
        if (fields.empty()) {
            continue;
        }
        draw_facts(ui, section.key, say(ui, section.title), fields, result);
    }
    std::vector<const Field*> common;
    for (const Field& field : type_.fields) {
        if (is_common(field) && !model::is_derived(field.id) && !model::is_empty(value_of(answer, field))) {
            common.push_back(&field);
        }
    }
    if (!common.empty()) {
        draw_facts(ui, "system", say(ui, Say::system_section), common, result);
    }
    if (blank_count > 0 || shows_blank_) {
        const std::string label = shows_blank_ ? std::string(say(ui, Say::hide_blank))
                                               : say(ui, Say::show_blank, {{"count", std::to_string(blank_count)}});
        if (kit::link(ui, label, shows_blank_ ? Icon::chevron_up : Icon::chevron_down)) {
            shows_blank_ = !shows_blank_;
        }
    }
}

void DetailView::draw_facts(kit::Ui& ui, std::string_view id, std::string_view title,
                            const std::vector<const model::Field*>& fields, DetailResult& result) {
    const kit::IdScope scope(ui, id);
    const kit::Card card(ui, "section", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 14});
    kit::heading(ui, title, 3);
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 3 : 2, .gap = 20, .row_gap = 16});
    for (const Field* field : fields) {
        columns.next();
        draw_field(ui, *field, result);
    }
}

void DetailView::draw_field(kit::Ui& ui, const Field& field, DetailResult& result) {
    const client::RecordAnswer& answer = record_->answer();
    const model::Value& value = value_of(answer, field);
    const std::string words = display_text(ui, field, value, label_of(field.id));
    const std::string link = link_of(field, value);
    const auto* reference = std::get_if<model::kind::Reference>(&field.kind);
    const model::RecordType* target = reference == nullptr ? nullptr : catalogue_.find(reference->type);
    const bool leads_to_record =
        target != nullptr && !target->is_system && std::holds_alternative<RecordId>(value) && !words.empty();
    const kit::IdScope scope(ui, field.name);
    if (model::refers_to_several(field.kind) || std::holds_alternative<model::kind::Signature>(field.kind)) {
        draw_set_or_signature(ui, field, result);
        return;
    }
    if (link.empty() && !leads_to_record) {
        kit::fact(ui, say(ui, field.title), words);
        return;
    }
    const kit::Stack stack(ui, {.gap = 2});
    kit::caption(ui, say(ui, field.title));
    if (kit::link(ui, words)) {
        if (leads_to_record) {
            result.opened = {target->id, std::get<RecordId>(value)};
        } else if (const auto* place = std::get_if<model::Position>(&value)) {
            result.wants_way = *place;
        } else {
            ui.platform.window.open_link(link);
        }
    }
}

void DetailView::draw_set_or_signature(kit::Ui& ui, const Field& field, DetailResult& result) {
    const model::Value& value = value_of(record_->answer(), field);
    const kit::Stack stack(ui, {.gap = 4});
    kit::caption(ui, say(ui, field.title));
    if (const auto* strokes = std::get_if<std::string>(&value)) {
        const Box box = kit::place(ui, ImMin(kit::available_width(ui), 240.0F), 80);
        kit::draw_signature(ui, box, *strokes);
        const kit::SemanticScope picture(ui, kit::Role::img, say(ui, field.title), box);
        kit::add_text_node(ui, display_text(ui, field, value, {}), box);
        return;
    }
    if (std::holds_alternative<model::kind::Attachment>(field.kind)) {
        draw_attachments(ui, link_, value, *files_);
        return;
    }
    const model::RecordType* target = catalogue_.find(model::type_referred_to(field.kind));
    const std::string labels = label_of(field.id);
    const std::vector<std::string_view> names = split(labels, model::label_separator);
    const std::vector<RecordId> records = model::records_in(value);
    const kit::Row row(ui, {.gap = 6, .wraps = true});
    for (std::size_t i = 0; i < std::min(names.size(), records.size()); ++i) {
        const kit::IdScope scope(ui, print(records[i]));
        if (target == nullptr || target->is_system) {
            kit::chip(ui, names[i]);
        } else if (kit::link(ui, names[i])) {
            result.opened = {target->id, records[i]};
        }
    }
}

void DetailView::draw_child(kit::Ui& ui, const model::Actor& actor, Child& child, DetailResult& result) {
    const bool may_create = model::may(actor, model::Action::create, *child.type);
    const bool is_empty = child.query->version() > 0 && child.query->page().total == 0;
    if (may_create && !is_empty) {
        const kit::Row row(ui, {.align = kit::is_wide(ui) ? kit::Align::end : kit::Align::start});
        const std::string label = say(ui, Say::new_record, {{"type", say(ui, child.type->title)}});
        if (kit::button(ui, label, {.icon = Icon::plus, .fills = !kit::is_wide(ui)})) {
            (child.is_child ? result.wants_new_child : result.wants_new_out_of_it) = child.type->id;
        }
    }
    const ListResult pressed = child.list.draw(
        ui, *child.query,
        {.may_create = may_create, .compact = true, .empty_sentence = say(ui, Say::child_empty_sentence)});
    if (pressed.opened) {
        result.opened = {child.type->id, *pressed.opened};
    }
    if (pressed.wants_new) {
        (child.is_child ? result.wants_new_child : result.wants_new_out_of_it) = child.type->id;
    }
}

}  // namespace xingke::ui::views
