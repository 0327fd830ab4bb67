#include "app/ui/screens/record_form.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/base/date.h"
#include "app/model/attachment.h"
#include "app/model/field_rules.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

using model::Change;
using model::FieldId;

constexpr std::string_view primary_field = "is_primary";

const model::RecordType* type_referred_to(const model::Catalogue& catalogue, const model::Field& field) {
    const auto* reference = std::get_if<model::kind::Reference>(&field.kind);
    return reference != nullptr ? catalogue.find(reference->type) : nullptr;
}

std::string label_in(const client::RecordAnswer& answer, FieldId field) {
    const auto found =
        std::find_if(answer.labels.begin(), answer.labels.end(), [&](const auto& l) { return l.first == field; });
    return found != answer.labels.end() ? found->second : std::string();
}

}  // namespace

FormScreen::FormScreen(Desk& desk, const model::RecordType& type, RecordId record, RecordId parent,
                       std::optional<Rework> rework)
    : type_(&type), record_(record), id_(record), parent_(parent), rework_(std::move(rework)) {
    const model::Field* parent_reference = model::parent_field(type);
    if (!is_new()) {
        live_ = desk.link().watch(record, type.id);
    } else if (!parent_.is_nil() && parent_reference != nullptr) {
        live_ = desk.link().watch(parent_, type_referred_to(desk.catalogue(), *parent_reference)->id);
    }
}

void FormScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (!is_ready(desk)) {
        const kit::Centred centred(ui, kit::metric::form_max, 16);
        kit::gap(ui, 24);
        for (int i = 0; i < 6; ++i) {
            kit::skeleton(ui, 0, 44);
        }
        return;
    }
    if (form_ == nullptr) {
        const kit::EmptyAnswer answer = kit::empty_state(ui, {.icon = kit::Icon::file_text,
                                                              .title = say(ui, Say::record_gone_title),
                                                              .sentence = say(ui, Say::record_gone_sentence),
                                                              .action = say(ui, Say::back),
                                                              .action_icon = kit::Icon::arrow_left});
        if (answer == kit::EmptyAnswer::action) {
            desk.leave_to({.screen = Screen::list, .type = type_->id});
        }
        return;
    }
    take_reply(desk);
    follow_record();
    finish_names(desk);
    follow_choices(desk);
    draw_notices(desk);
    const std::string title = say(ui, is_new() ? Say::new_record : Say::edit_type, {{"type", say(ui, type_->title)}});
    const bool is_saving = reply_ != nullptr;
    const auto below = [&](const model::Field& field, const model::Value& value) {
        if (is_new()) {
            duplicates_.draw(desk, *type_, field, value);
        }
        if (type_->name == FollowedList::report_type && field.name == FollowedList::below_field) {
            followed_.draw(desk, form_->typed());
        }
        if (type_->name == "invoice" && field.name == "amount") {
            invoices_.draw(desk, is_new() ? nullptr : &live_->answer().record, form_->typed());
        }
    };
    views::FormAction action = form_->draw(
        ui, {.title = title, .is_new = is_new(), .is_saving = is_saving, .below = below, .ticks = ticks(desk)});
    if (std::exchange(is_save_requested_, false)) {
        action = views::FormAction::save;
    }
    keep_draft(desk);
    if (action == views::FormAction::back) {
        desk.go_back();
    } else if (action != views::FormAction::none && !is_saving) {
        start_saving(desk, action == views::FormAction::save_and_new);
    }
}

// S06: a new customer may go into the pool, and an opportunity may follow it.
std::vector<views::FormTick> FormScreen::ticks(Desk& desk) {
    const model::RecordType* opportunity = desk.catalogue().find("opportunity");
    std::vector<views::FormTick> offered;
    if (!is_new() || !type_->is_pooled) {
        return offered;
    }
    offered.push_back({std::string(say(desk.ui(), Say::pool_on_creation)), &goes_into_pool_});
    if (opportunity != nullptr && desk.may(model::Action::create, *opportunity)) {
        offered.push_back({std::string(say(desk.ui(), Say::opportunity_on_creation)), &creates_opportunity_});
    }
    return offered;
}

// False: what the form begins with is not known yet.
bool FormScreen::is_ready(Desk& desk) {
    if (form_ != nullptr) {
        return true;
    }
    const bool waits_for_source = source_ != nullptr && source_->version() == 0;
    const bool waits_for_lines = source_lines_ != nullptr && source_lines_->version() == 0;
    if ((live_ != nullptr && live_->version() == 0) || waits_for_source || waits_for_lines) {
        return false;
    }
    if (is_new()) {
        open_new(desk);
    } else if (live_->answer().exists && model::is_alive(live_->answer().record)) {
        open_existing(desk);
    } else {
        return true;
    }
    const std::optional<Draft> draft = parse_draft(desk.context.platform.preferences.read(draft_key(type_->name)));
    if (rework_) {
        take_rework(desk);
    } else if (draft && draft->record == record_ && draft->parent == parent_) {
        offered_draft_ = draft;
    }
    return true;
}

void FormScreen::open_new(Desk& desk) {
    kit::scroll_to_top(desk.ui(), "form");  // wherever the form before it was left
    id_ = rework_ ? rework_->record : make_record_id(desk);
    model::Record initial{.id = id_, .type = type_->id, .fields = {}};
    std::vector<std::pair<FieldId, std::string>> labels;
    const model::Field* parent_reference = model::parent_field(*type_);
    if (live_ != nullptr && parent_reference != nullptr && live_->answer().exists) {
        initial.fields[parent_reference->id] = {.value = parent_};
        const model::RecordType* parent_type = desk.catalogue().find(live_->answer().record.type);
        labels.emplace_back(parent_reference->id, label_of(desk, *parent_type, live_->answer().record));
    }
    if (const model::Field* owner = model::find_field(*type_, model::common_field::owner);
        owner != nullptr && !owner->set_by_app) {
        initial.fields[owner->id] = {.value = desk.actor().user};
        labels.emplace_back(owner->id, desk.link().session().user_name);
    }
    const model::ExpressionContext context{
        .now = desk.now(), .utc_offset_minutes = desk.context.utc_offset_minutes(), .me = desk.actor().user};
    for (auto& [field, value] : model::starting_values(*type_, context)) {
        initial.fields[field] = {.value = std::move(value)};
        if (const auto* person = std::get_if<RecordId>(&initial.fields[field].value);
            person != nullptr && *person == desk.actor().user) {
            labels.emplace_back(field, desk.link().session().user_name);
        }
    }
    put_day(desk, initial);
    take_over(desk, initial, labels);
    new_base_ = desk.link().sync().cursor;
    form_ = std::make_unique<views::Form>(desk.link(), desk.catalogue(), initial, labels);
    child_type_ = desk.catalogue().find(type_->create_with);
    if (child_type_ == nullptr || !desk.may(model::Action::create, *child_type_)) {
        child_type_ = nullptr;
        return;
    }
    child_id_ = make_record_id(desk);
    if (rework_) {
        const auto of_child = std::find_if(rework_->changes.begin(), rework_->changes.end(),
                                           [&](const Change& change) { return change.type == child_type_->id; });
        child_id_ = of_child != rework_->changes.end() ? of_child->record : child_id_;
    }
    model::Record child{.id = child_id_, .type = child_type_->id, .fields = {}};
    if (const model::Field* reference = model::parent_field(*child_type_)) {
        child.fields[reference->id] = {.value = id_};
    }
    if (const model::Field* primary = model::find_field(*child_type_, primary_field)) {
        child.fields[primary->id] = {.value = true};
    }
    form_->add_part(child);
}

// A time begins at nine in the morning of that day.
void FormScreen::put_day(Desk& desk, model::Record& initial) const {
    const std::size_t colon = day_.find(':');
    if (colon == std::string::npos) {
        return;
    }
    const model::Field* field = model::find_field(*type_, std::string_view(day_).substr(0, colon));
    const std::optional<Date> date = parse_date(std::string_view(day_).substr(colon + 1));
    if (field == nullptr || !date) {
        return;
    }
    if (std::holds_alternative<model::kind::Date>(field->kind)) {
        initial.fields[field->id] = {.value = days_since_epoch(*date)};
    } else if (std::holds_alternative<model::kind::DateTime>(field->kind)) {
        const Instant nine = instant_of({.date = *date, .hour = 9}, desk.context.utc_offset_minutes());
        initial.fields[field->id] = {.value = nine.ms};
    }
}

void FormScreen::open_existing(Desk& desk) {
    kit::scroll_to_top(desk.ui(), "form");
    const client::RecordAnswer& answer = live_->answer();
    form_ = std::make_unique<views::Form>(desk.link(), desk.catalogue(), answer.record, answer.labels);
    base_.emplace(*type_, answer.record, answer.cursor);
    followed_version_ = live_->version();
}

// What others did to the record meanwhile.
void FormScreen::follow_record() {
    if (!base_ || followed_version_ == live_->version() || is_saved_) {
        return;
    }
    followed_version_ = live_->version();
    const client::RecordAnswer& answer = live_->answer();
    for (const Takeover& takeover : base_->follow(answer.record, answer.cursor, form_->changes())) {
        apply(id_, takeover);
    }
}

void FormScreen::apply(RecordId record, const Takeover& takeover) {
    form_->set_start(record, takeover.field, takeover.start);
    if (takeover.typed) {
        form_->set(record, takeover.field, *takeover.typed, label_in(live_->answer(), takeover.field));
    }
}

void FormScreen::put(Desk& desk, const model::RecordType& type, RecordId record, FieldId field,
                     const model::Value& value) {
    const model::Field* declared = model::find_field(type, field);
    if (declared == nullptr || !model::is_typed(*declared)) {
        return;
    }
    const auto* referred = std::get_if<RecordId>(&value);
    const model::RecordType* referred_type = type_referred_to(desk.catalogue(), *declared);
    if (referred == nullptr || referred_type == nullptr) {
        form_->set(record, field, value, {});
    } else if (*referred != id_) {  // A first child refers to the very record of this form: that stands already.
        named_later_.push_back({record, field, desk.link().watch(*referred, referred_type->id)});
    }
}

void FormScreen::finish_names(Desk& desk) {
    std::erase_if(named_later_, [&](const NamedLater& later) {
        if (later.live->version() == 0) {
            return false;
        }
        const client::RecordAnswer& answer = later.live->answer();
        if (answer.exists) {
            const model::RecordType* type = desk.catalogue().find(answer.record.type);
            form_->set(later.record, later.field, answer.record.id, label_of(desk, *type, answer.record));
        }
        return true;
    });
}

void FormScreen::take_rework(Desk& desk) {
    for (const Change& change : rework_->changes) {
        const model::RecordType* type = desk.catalogue().find(change.type);
        const bool is_here = change.record == id_ || (child_type_ != nullptr && change.record == child_id_);
        if (type == nullptr || !is_here || change.field == model::life_field) {
            continue;
        }
        const auto start = model::value_of(live_ != nullptr ? live_->answer().record : model::Record{}, change.field);
        const auto value = typed_value(change.record == id_ && !is_new() ? start : model::Value{}, change.record,
                                       change.field, rework_->changes);
        put(desk, *type, change.record, change.field, value.value_or(change.value));
    }
}

void FormScreen::start_saving(Desk& desk, bool then_new) {
    kit::Ui& ui = desk.ui();
    if (!form_->check()) {
        return;
    }
    std::vector<Change> changes = form_->changes();
    for (const Change& change : rework_ ? rework_->changes : std::vector<Change>()) {
        // Files that came with what was refused are still on this device, and are made with it again.
        if (change.type == model::attachment_type) {
            changes.push_back(change);
        }
    }
    if (changes.empty()) {
        kit::show_toast(ui, {.words = std::string(say(ui, Say::toast_unchanged))});
        drop_draft(desk);
        is_saved_ = true;
        leave_saved(desk);
        return;
    }
    std::ranges::move(changes_of_source(desk), std::back_inserter(changes));
    if (goes_into_pool_ && is_new() && type_->is_pooled) {
        // Said outright: a record of which nothing is said belongs to its author.
        std::erase_if(changes, [&](const Change& each) {
            return each.record == id_ && each.field == model::common_field::owner;
        });
        changes.push_back({.record = id_, .type = type_->id, .field = model::common_field::owner, .value = {}});
    }
    then_new_ = then_new;
    reply_ = std::make_shared<Reply>();
    const Say words = is_new() ? Say::toast_created : Say::toast_saved;
    Saving saving{.intent = is_new() ? model::Intent::create : model::Intent::edit,
                  .base = base_ ? base_->base() : new_base_,
                  .changes = {},
                  .words = say(ui, words, {{"name", shown_label(desk, changes)}}),
                  .done = [reply = reply_](const client::Committed& committed) { reply->committed = committed; }};
    saving.changes = std::move(changes);
    save(desk, std::move(saving));
}

std::string FormScreen::shown_label(const Desk& desk, const std::vector<Change>& changes) const {
    model::Record record = is_new() ? model::Record{} : live_->answer().record;
    for (const Change& change : changes) {
        if (change.record == id_ && change.operation == model::Operation::set) {
            record.fields[change.field] = {.value = change.value};
        }
    }
    return label_of(desk, *type_, record);
}

void FormScreen::take_reply(Desk& desk) {
    if (reply_ == nullptr || !reply_->committed) {
        return;
    }
    const client::Committed committed = *std::exchange(reply_, nullptr)->committed;
    if (!committed.saved) {
        form_->show(committed.issues);
        return;
    }
    is_saved_ = true;
    drop_draft(desk);
    if (rework_) {
        desk.link().resolve_rejected(rework_->counter, false);
        rework_.reset();
    }
    if (!then_new_) {
        leave_saved(desk);
        return;
    }
    is_saved_ = goes_into_pool_ = creates_opportunity_ = false;
    named_later_.clear();
    chosen_.clear();
    source_.reset();
    source_lines_.reset();
    successor_.reset();
    open_new(desk);
}

void FormScreen::leave_saved(Desk& desk) {
    const model::RecordType* opportunity = desk.catalogue().find("opportunity");
    if (is_new() && creates_opportunity_ && opportunity != nullptr) {
        desk.leave_to({.screen = Screen::create, .type = opportunity->id, .parent = id_});
        return;
    }
    if (is_new() && !parent_.is_nil() && live_ != nullptr) {
        desk.leave_to(
            {.screen = Screen::detail, .type = live_->answer().record.type, .record = parent_, .view = type_->name});
    } else {
        desk.leave_to({.screen = Screen::detail, .type = type_->id, .record = id_});
    }
}

}  // namespace xingke::ui
