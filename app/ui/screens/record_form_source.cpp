// A form that begins with what another record says: 合同 out of a 商机, 回款 of an 应收款.
#include <algorithm>
#include <utility>

#include "app/model/conversion.h"
#include "app/ui/screens/record_form.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t lines_max = model::window_rows_max;

// As the catalogue declares it; otherwise the new record refers to that one and belongs to what that one belongs to.
std::optional<model::Successor> successor_of(const model::Catalogue& catalogue, const model::RecordType& from,
                                             const model::RecordType& to) {
    for (const model::Successor& successor : from.successors) {
        if (successor.type == to.name) {
            return successor;
        }
    }
    const model::Field *own = model::parent_field(from), *theirs = model::parent_field(to);
    for (const auto& [type, field] : catalogue.listed_in(from)) {
        if (type == &to) {
            model::Successor successor{.type = to.name, .title = to.title, .link = field->name};
            const auto target = [](const model::Field* parent) {
                return parent == nullptr ? std::string() : std::get<model::kind::Reference>(parent->kind).type;
            };
            if (own != nullptr && target(own) == target(theirs)) {
                successor.fields.emplace_back(own->name, theirs->name);
            }
            return successor;
        }
    }
    return std::nullopt;
}

std::string label_in(const client::RecordAnswer& answer, model::FieldId field) {
    const auto found = std::ranges::find(answer.labels, field, [](const auto& each) { return each.first; });
    return found != answer.labels.end() ? found->second : std::string();
}

}  // namespace

void FormScreen::grow_out_of(Desk& desk, model::TypeId type, RecordId record) {
    const model::RecordType* from = desk.catalogue().find(type);
    successor_ = from == nullptr ? std::nullopt : successor_of(desk.catalogue(), *from, *type_);
    if (!successor_) {
        return;
    }
    source_ = desk.link().watch(record, type);
    const model::RecordType* lines = desk.catalogue().find(successor_->lines);
    if (lines != nullptr) {
        model::Query query{.type = lines->id, .count = lines_max};
        query.filters = {{.field = model::parent_field(*lines)->id, .value = record}};
        source_lines_ = desk.link().watch(std::move(query));
    }
}

void FormScreen::take_over(Desk& desk, model::Record& initial,
                           std::vector<std::pair<model::FieldId, std::string>>& labels) const {
    if (!successor_ || source_ == nullptr || !source_->answer().exists) {
        return;
    }
    const client::RecordAnswer& answer = source_->answer();
    const model::RecordType& from = *desk.catalogue().find(answer.record.type);
    for (auto& [field, value] : model::carried_over(desk.catalogue(), answer.record, *successor_)) {
        initial.fields[field] = {.value = std::move(value)};
    }
    labels.emplace_back(model::find_field(*type_, successor_->link)->id, label_of(desk, from, answer.record));
    for (const auto& [own, theirs] : successor_->fields) {
        const model::FieldId id = model::find_field(from, own)->id;
        const auto label = std::ranges::find(answer.labels, id, [](const auto& each) { return each.first; });
        if (label != answer.labels.end()) {
            labels.emplace_back(model::find_field(*type_, theirs)->id, label->second);
        }
    }
}

// What somebody typed stays: only what is empty is filled, and what an earlier choice filled.
void FormScreen::follow_choices(Desk& desk) {
    if (std::ranges::all_of(type_->fields, [](const model::Field& field) { return field.fills.empty(); })) {
        return;
    }
    const model::Record typed = form_->typed();
    for (const model::Field& field : type_->fields) {
        if (field.fills.empty()) {
            continue;
        }
        const model::Value& value = model::value_of(typed, field.id);
        auto chosen = std::ranges::find(chosen_, field.id, &Chosen::field);
        if (chosen == chosen_.end()) {
            // What a record has when its form opens, it has; what a new one begins with is a choice.
            chosen_.push_back(
                {.field = field.id, .value = is_new() ? model::Value{} : value, .live = {}, .filled = {}});
            chosen = chosen_.end() - 1;
        }
        if (chosen->value != value) {
            chosen->value = value;
            const auto* id = std::get_if<RecordId>(&value);
            const model::RecordType* type = desk.catalogue().find(model::type_referred_to(field.kind));
            chosen->live = id == nullptr || type == nullptr ? nullptr : desk.link().watch(*id, type->id);
        }
        if (chosen->live == nullptr || chosen->live->version() == 0) {
            continue;
        }
        fill_from(desk, field, *chosen, typed);
        chosen->live.reset();
    }
}

void FormScreen::fill_from(Desk& desk, const model::Field& field, Chosen& chosen, const model::Record& typed) {
    const client::RecordAnswer& answer = chosen.live->answer();
    const model::RecordType* from = answer.exists ? desk.catalogue().find(answer.record.type) : nullptr;
    if (from == nullptr) {
        return;
    }
    for (const auto& [theirs, own] : field.fills) {
        const model::FieldId theirs_id = model::find_field(*from, theirs)->id;
        const model::FieldId own_id = model::find_field(*type_, own)->id;
        const model::Value& given = model::value_of(answer.record, theirs_id);
        const model::Value& present = model::value_of(typed, own_id);
        const auto filled = std::ranges::find(chosen.filled, own_id, [](const auto& each) { return each.first; });
        const bool is_ours = filled != chosen.filled.end() && filled->second == present;
        if (model::is_empty(given) || (!model::is_empty(present) && !is_ours)) {
            continue;
        }
        if (is_new()) {
            form_->set_start(id_, own_id, given);  // Nobody typed it: leaving the form loses nothing.
        }
        form_->set(id_, own_id, given, label_in(answer, theirs_id));
        if (filled == chosen.filled.end()) {
            chosen.filled.emplace_back(own_id, given);
        } else {
            filled->second = given;
        }
    }
}

std::vector<model::Change> FormScreen::changes_of_source(Desk& desk) const {
    if (source_ == nullptr || !successor_ || !source_->answer().exists) {
        return {};
    }
    std::vector<model::Change> changes = taken_over_lines(desk);
    const model::Record& source = source_->answer().record;
    const model::Field* back = model::find_field(*desk.catalogue().find(source.type), successor_->back);
    if (back != nullptr && model::is_empty(model::value_of(source, back->id))) {
        model::Change& change = changes.emplace_back();
        change.record = source.id;
        change.type = source.type;
        change.field = back->id;
        change.value = id_;
    }
    return changes;
}

std::vector<model::Change> FormScreen::taken_over_lines(Desk& desk) const {
    if (source_lines_ == nullptr || !successor_) {
        return {};
    }
    const model::RecordType& type = *desk.catalogue().find(successor_->lines);
    std::vector<model::Record> lines;
    for (const model::Row& row : source_lines_->page().rows) {
        model::Record& line = lines.emplace_back(model::Record{.id = row.id, .type = type.id, .fields = {}});
        for (std::size_t i = 0; i < row.values.size() && i < type.fields.size(); ++i) {
            line.fields[type.fields[i].id].value = row.values[i];
        }
    }
    return model::carried_lines(desk.catalogue(), lines, *successor_, id_, [&desk] { return make_record_id(desk); });
}

}  // namespace xingke::ui
