#include "tests/simulation/player.h"

#include <algorithm>

#include "app/catalogue/all.h"

namespace xingke::simulation {
namespace {

using catalogue::type_id::contact;
using catalogue::type_id::customer;
using catalogue::type_id::visit;
using model::Operation;

// Fields by their ids in app/catalogue, stable for ever.
constexpr model::FieldId name_field = 1, status_field = 5, postcode_field = 6, address_field = 10, remark_field = 13,
                         elements_field = 19;
constexpr model::FieldId contact_customer_field = 1, contact_name_field = 2, contact_remark_field = 10;
constexpr model::FieldId visit_customer_field = 1, visit_subject_field = 2, visit_notes_field = 9;
constexpr model::FieldId conflict_state_field = 8;

const std::vector<std::string> statuses = {"potential", "first_contact", "following", "won", "loyal", "invalid"};
const std::vector<std::string> kinds = {"dealer", "hospital", "pharmacy", "retailer"};

model::Change set(RecordId record, model::TypeId type, model::FieldId field, model::Value value) {
    return {record, type, field, Operation::set, std::move(value)};
}

model::Query all_of(model::TypeId type, bool deleted = false) {
    model::Query query;
    query.type = type;
    query.deleted = deleted;
    query.count = model::window_rows_max;
    return query;
}

std::string text_of(const std::map<model::FieldId, model::Value>& values, model::FieldId field) {
    const auto found = values.find(field);
    const auto* text = found != values.end() ? std::get_if<std::string>(&found->second) : nullptr;
    return text != nullptr ? *text : "";
}

}  // namespace

Player::Player(std::size_t index, std::uint64_t seed, Person person, std::size_t records_near, Device& device,
               Ledger& ledger, Trace trace)
    : index_(index),
      seed_(seed),
      random_(seed),
      person_(std::move(person)),
      records_near_(records_near),
      device_(device),
      ledger_(ledger),
      trace_(std::move(trace)) {}

void Player::sit_down() {
    client::ScreenLink& link = device_.link();
    customers_ = link.watch(all_of(customer));
    contacts_ = link.watch(all_of(contact));
    visits_ = link.watch(all_of(visit));
    bin_ = link.watch(all_of(customer, true));
    link.inbox();
    link.device_report([this](const client::DeviceReport& report) {
        device_id_ = parse_id<DeviceTag>(report.device).value_or(DeviceId{});
    });
    sign_in_if_needed();
}

void Player::lose_screen() {
    customers_.reset();
    looked_at_version_ = 0;
    contacts_.reset();
    visits_.reset();
    bin_.reset();
    forms_.clear();
}

void Player::sign_in_if_needed() {
    if (!device_.is_running()) {
        return;
    }
    client::ScreenLink& link = device_.link();
    const bool is_needed =
        link.session().phase == client::Phase::signed_out ||
        (link.session().phase == client::Phase::signed_in && link.sync().phase == client::SyncPhase::sign_in_needed);
    if (is_needed && !link.session().signing_in) {
        trace_(person_.login + " signs in");
        link.sign_in(person_.login, "password");
    }
}

std::string Player::new_text() {
    return person_.login + "-" + std::to_string(++text_count_) + ";";
}

const char* Player::name_of(Act act) {
    static constexpr const char* names[act_count] = {"creations",   "visits",    "edits",   "elements",  "twins",
                                                     "wrong_edits", "removals",  "undoing", "decisions", "forms",
                                                     "submits",     "handovers", "claims"};
    return names[static_cast<std::size_t>(act)];
}

void Player::act(std::uint64_t number, const std::set<std::string>& without) {
    random_ = SeededRandom(seed_ + number * 0x9E3779B97F4A7C15ULL);
    const Act act = choose();
    if (is_ready() && !without.contains(name_of(act))) {
        perform(act);
    }
}

void Player::perform(Act act, std::uint64_t number) {
    follows_script_ = true;
    random_ = SeededRandom(seed_ + number * 0x9E3779B97F4A7C15ULL);
    if (is_ready()) {
        perform(act);
    }
}

bool Player::is_ready() const {
    return device_.is_running() && device_.link().session().phase == client::Phase::signed_in;
}

Player::Act Player::choose() {
    constexpr Act acts[] = {
        Act::create_customer,   Act::create_customer, Act::create_visit, Act::edit_elements, Act::edit_elements,
        Act::remove_or_restore, Act::edit_twins,      Act::undo,         Act::decide,        Act::decide,
        Act::edit_wrongly,      Act::keep_form,       Act::keep_form,    Act::submit,        Act::hand_over,
        Act::hand_over,         Act::claim,           Act::claim};
    const std::size_t at = random_.below(20);
    return at < std::size(acts) ? acts[at] : Act::edit;
}

void Player::perform(Act act) {
    switch (act) {
        case Act::create_customer:
            return create_customer();
        case Act::create_visit:
            return create_visit();
        case Act::edit:
            if (const auto form = open_form(!one_in(3))) {
                edit(*form);
            }
            return;
        case Act::edit_elements:
            return edit_elements();
        case Act::edit_twins:
            return edit_twins();
        case Act::edit_wrongly:
            return edit_wrongly();
        case Act::remove_or_restore:
            return remove_or_restore();
        case Act::undo:
            return undo();
        case Act::decide:
            return decide();
        case Act::keep_form:
            if (const auto form = open_form(true)) {
                forms_.push_back(*form);
            }
            return;
        case Act::submit:
            if (!forms_.empty()) {
                const std::size_t which = random_.below(forms_.size());
                const Form form = forms_[which];
                forms_.erase(forms_.begin() + static_cast<std::ptrdiff_t>(which));
                edit(form);
            }
            return;
        case Act::hand_over:
            return hand_over();
        case Act::claim:
            return claim();
    }
}

Player::Form Player::form_of(const client::LiveQuery& list, const model::Row& row) const {
    Form form;
    form.record = row.id;
    form.type = list.query().type;
    form.base = list.cursor();
    const model::RecordType* type = device_.catalogue().find(form.type);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        form.values[type->fields[i].id] = row.values[i];
    }
    return form;
}

std::optional<Player::Form> Player::open_form(bool prefers_customer) {
    const client::LiveQuery& list = prefers_customer ? *customers_ : one_in(2) ? *contacts_ : *visits_;
    if (list.page().rows.empty()) {
        return std::nullopt;
    }
    // The two that come first are often the twins, which nobody edits here.
    const auto is_twin = [](const Form& form) {
        const std::string name = text_of(form.values, name_field);
        return form.type == customer && (name == twin_names[0] || name == twin_names[1]);
    };
    if (follows_script_) {
        for (const model::Row& row : list.page().rows) {
            if (Form form = form_of(list, row); !is_twin(form)) {
                return form;
            }
        }
        return std::nullopt;
    }
    const std::size_t near = std::min<std::size_t>(list.page().rows.size(), records_near_ + 2);
    Form form = form_of(list, list.page().rows[random_.below(near)]);
    return is_twin(form) ? std::nullopt : std::optional(std::move(form));
}

model::Value Player::another_value(model::TypeId type, model::FieldId field) {
    if (type == customer && field == status_field) {
        return one_in(6) ? model::Value{} : model::Value{statuses[random_.below(statuses.size())]};
    }
    const bool may_be_empty = field == address_field || field == remark_field;
    return may_be_empty && one_in(6) ? model::Value{} : model::Value{new_text()};
}

void Player::create_customer() {
    const RecordId id = make_id<RecordTag>(device_.clock().now(), random_);
    const RecordId child = make_id<RecordTag>(device_.clock().now(), random_);
    commit(model::Intent::create, customers_->cursor(),
           {set(id, customer, model::life_field, std::int64_t{1}), set(id, customer, name_field, new_text()),
            set(child, contact, model::life_field, std::int64_t{1}), set(child, contact, contact_customer_field, id),
            set(child, contact, contact_name_field, new_text())},
           {});
}

void Player::create_visit() {
    const auto form = open_form(true);
    if (!form) {
        return;
    }
    const RecordId id = make_id<RecordTag>(device_.clock().now(), random_);
    commit(model::Intent::create, form->base,
           {set(id, visit, model::life_field, std::int64_t{1}), set(id, visit, visit_customer_field, form->record),
            set(id, visit, visit_subject_field, new_text())},
           {});
}

void Player::edit(const Form& form) {
    static const std::map<model::TypeId, std::vector<model::FieldId>> editable = {
        {customer, {name_field, status_field, address_field, remark_field}},
        {contact, {contact_name_field, contact_remark_field}},
        {visit, {visit_subject_field, visit_notes_field}}};
    std::vector<model::Change> changes;
    std::map<Place, model::Value> seen;
    for (const model::FieldId field : editable.at(form.type)) {
        if (one_in(2)) {
            changes.push_back(set(form.record, form.type, field, another_value(form.type, field)));
            seen[{form.record, field}] = form.values.at(field);
        }
    }
    if (!changes.empty()) {
        commit(model::Intent::edit, form.base, std::move(changes), std::move(seen));
    }
}

void Player::edit_elements() {
    const auto form = open_form(true);
    if (!form) {
        return;
    }
    std::vector<model::Change> changes;
    if (one_in(3)) {
        model::Elements wanted;
        for (const std::string& kind : kinds) {
            if (one_in(2)) {
                wanted.push_back(kind);
            }
        }
        std::ranges::sort(wanted);
        changes.push_back(set(form->record, customer, elements_field, wanted));
    } else {
        changes.push_back({form->record, customer, elements_field, one_in(2) ? Operation::add : Operation::remove,
                           kinds[random_.below(kinds.size())]});
    }
    commit(model::Intent::edit, form->base, std::move(changes), {});
}

// To a colleague, or to nobody.
void Player::hand_over() {
    const auto form = open_form(true);
    if (!form) {
        return;
    }
    const model::Value to = one_in(3) ? model::Value{} : model::Value{colleagues_[random_.below(colleagues_.size())]};
    commit(model::Intent::edit, form->base, {set(form->record, customer, model::common_field::owner, to)}, {});
}

// Without asking whether somebody else does the same at this moment.
void Player::claim() {
    std::vector<const model::Row*> pooled;
    for (const model::Row& row : customers_->page().rows) {
        const Form form = form_of(*customers_, row);
        const std::string name = text_of(form.values, name_field);
        const bool is_twin = name == twin_names[0] || name == twin_names[1];
        if (!is_twin && model::is_empty(form.values.at(model::common_field::owner))) {
            pooled.push_back(&row);
        }
    }
    if (!pooled.empty()) {
        const model::Row& row = *pooled[random_.below(pooled.size())];
        commit(model::Intent::edit, customers_->cursor(),
               {set(row.id, customer, model::common_field::owner, person_.user)}, {});
    }
}

void Player::remove_or_restore() {
    if (one_in(3) && !bin_->page().rows.empty()) {
        const model::Row& row = bin_->page().rows[random_.below(bin_->page().rows.size())];
        commit(model::Intent::restore, bin_->cursor(), {set(row.id, customer, model::life_field, std::int64_t{1})}, {});
    } else if (person_.role == model::Role::administrator && one_in(3) && !bin_->page().rows.empty()) {
        const model::Row& row = bin_->page().rows[random_.below(bin_->page().rows.size())];
        commit(model::Intent::remove, bin_->cursor(), {set(row.id, customer, model::life_field, model::purged_life)},
               {});
    } else if (const auto form = open_form(true)) {
        commit(model::Intent::remove, form->base, {set(form->record, customer, model::life_field, std::int64_t{2})},
               {});
    }
}

void Player::edit_twins() {
    std::vector<model::Change> changes;
    std::map<Place, model::Value> seen;
    const std::string text = new_text();
    for (const model::Row& row : customers_->page().rows) {
        const Form form = form_of(*customers_, row);
        const std::string name = text_of(form.values, name_field);
        if (name == twin_names[0] || name == twin_names[1]) {
            changes.push_back(set(row.id, customer, remark_field, text));
            seen[{row.id, remark_field}] = form.values.at(remark_field);
        }
    }
    if (changes.size() == 2) {
        commit(model::Intent::edit, customers_->cursor(), std::move(changes), std::move(seen));
    }
}

void Player::edit_wrongly() {
    const auto form = open_form(true);
    if (!form) {
        return;
    }
    device_.link().commit(model::Intent::edit, form->base,
                          {set(form->record, customer, postcode_field, std::string("1"))},
                          [this](const client::Committed& committed) {
                              if (committed.saved) {
                                  note(committed, {}, "saves what is wrong");
                              }
                          });
}

void Player::undo() {
    if (own_counters_.empty()) {
        return;
    }
    const std::uint64_t counter = own_counters_[random_.below(own_counters_.size())];
    device_.link().undo(counter, [this](const client::Committed& committed) { note(committed, {}, "undoes"); });
}

void Player::decide() {
    const auto& items = device_.link().inbox().items;
    if (items.empty()) {
        return;
    }
    const client::InboxItem item = items[random_.below(items.size())];
    if (item.what == client::InboxItem::What::rejected) {
        for (Deed& deed : ledger_) {
            if (deed.device == device_id_ && deed.counter == item.counter) {
                deed.is_settled_by_author = true;
            }
        }
        const bool retry = one_in(2);
        trace_(person_.login + (retry ? " retries " : " lets go ") + std::to_string(item.counter));
        device_.link().resolve_rejected(item.counter, retry);
        return;
    }
    const bool is_twin = item.record_label == twin_names[0] || item.record_label == twin_names[1];
    const bool takes_mine = !is_twin && one_in(2);
    std::vector<model::Change> changes = {{item.conflict, catalogue::type_id::conflict, conflict_state_field,
                                           Operation::set, std::string(takes_mine ? "taken" : "kept")}};
    if (takes_mine) {
        changes.push_back(set(item.record, item.type, item.field, item.mine));
    }
    commit(model::Intent::resolve, device_.link().sync().cursor, std::move(changes), {});
}

void Player::commit(model::Intent intent, model::Seq base, std::vector<model::Change> changes,
                    std::map<Place, model::Value> seen) {
    device_.link().commit(
        intent, base, std::move(changes),
        [this, seen = std::move(seen)](const client::Committed& committed) { note(committed, seen, "saves"); });
}

void Player::note(const client::Committed& committed, std::map<Place, model::Value> seen, const char* what) {
    if (!committed.saved) {
        return;
    }
    trace_(person_.login + " " + what + ", counter " + std::to_string(committed.counter));
    own_counters_.push_back(committed.counter);
    ledger_.push_back({index_, device_id_, committed.counter, std::move(seen), false});
}

bool Player::sees_whole_transactions() {
    if (!device_.is_running() || !customers_ || !device_.link().sync().first_sync_done) {
        return true;
    }
    if (customers_->version() == looked_at_version_) {
        return true;  // Asked after every event, and most events change no list.
    }
    looked_at_version_ = customers_->version();
    const std::vector<model::Field>& fields = device_.catalogue().find(customer)->fields;
    const auto place_of = [&fields](model::FieldId field) {
        return static_cast<std::size_t>(std::ranges::find(fields, field, &model::Field::id) - fields.begin());
    };
    const std::size_t name_place = place_of(name_field), remark_place = place_of(remark_field);
    std::vector<const model::Value*> remarks;
    for (const model::Row& row : customers_->page().rows) {
        const auto* name = std::get_if<std::string>(&row.values[name_place]);
        if (name != nullptr && (*name == twin_names[0] || *name == twin_names[1])) {
            remarks.push_back(&row.values[remark_place]);
        }
    }
    return remarks.empty() || (remarks.size() == 2 && *remarks[0] == *remarks[1]);
}

bool Player::has_settled() const {
    return device_.is_running() && device_.link().session().phase == client::Phase::signed_in &&
           device_.link().sync().phase == client::SyncPhase::idle && device_.link().sync().waiting == 0;
}

}  // namespace xingke::simulation
