#include "app/ui/screens/saved_views.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

namespace view_field = model::saved_view_field;

constexpr std::int64_t view_count_max = 200;

const model::Value& value_at(const model::Query& query, const model::Row& row, model::FieldId field) {
    static const model::Value empty;
    const auto at = std::ranges::find(query.fields, field) - query.fields.begin();
    const auto index = static_cast<std::size_t>(at);
    return index < row.values.size() ? row.values[index] : empty;
}

std::string text_at(const model::Query& query, const model::Row& row, model::FieldId field) {
    const auto* text = std::get_if<std::string>(&value_at(query, row, field));
    return text == nullptr ? "" : *text;
}

SavedView view_of(const model::Query& query, const model::Row& row, const model::Actor& actor) {
    SavedView view{.id = row.id, .name = text_at(query, row, view_field::label), .arrangement = {}};
    view.is_shared = text_at(query, row, view_field::scope) == "company";
    view.is_default = value_at(query, row, view_field::is_default) == model::Value(true);
    const bool is_own = value_at(query, row, model::common_field::creator) == model::Value(actor.user);
    view.may_edit = view.is_shared ? model::may_share_views(actor) : is_own;
    std::vector<std::pair<model::FieldId, model::Value>> values;
    for (const model::FieldId field : {view_field::filter, view_field::sorts, view_field::columns, view_field::group}) {
        values.emplace_back(field, value_at(query, row, field));
    }
    view.arrangement = model::arrangement_of(values);
    return view;
}

model::Change change_of(const Desk& desk, RecordId view, model::FieldId field, model::Value value) {
    const model::RecordType* type = desk.catalogue().find(model::saved_view_type_name);
    return {.record = view, .type = type->id, .field = field, .value = std::move(value)};
}

}  // namespace

void SavedViews::follow(Desk& desk, const model::RecordType& type) {
    const model::RecordType* const own = desk.catalogue().find(model::saved_view_type_name);
    if (live_ == nullptr && own != nullptr) {
        model::Query query{.type = own->id};
        query.filters = {{view_field::subject, model::Filter::Test::equals, type.name}};
        query.sorts = {{.field = view_field::label}};
        query.fields = {view_field::label,   view_field::scope, view_field::filter,     view_field::sorts,
                        view_field::columns, view_field::group, view_field::is_default, model::common_field::creator};
        query.count = view_count_max;
        live_ = desk.link().watch(std::move(query));
    }
    if (live_ == nullptr || live_->version() == seen_version_) {
        return;
    }
    seen_version_ = live_->version();
    views_.clear();
    for (const model::Row& row : live_->page().rows) {
        SavedView view = view_of(live_->query(), row, desk.actor());
        if (view.is_shared || view.may_edit) {
            views_.push_back(std::move(view));
        }
    }
    std::ranges::stable_sort(views_, std::ranges::greater(), &SavedView::is_shared);
}

const SavedView* SavedViews::find(RecordId id) const {
    const auto found = std::ranges::find(views_, id, &SavedView::id);
    return found == views_.end() ? nullptr : &*found;
}

const SavedView* SavedViews::default_view() const {
    const SavedView* chosen = nullptr;
    for (const SavedView& view : views_) {
        if (view.is_default && (chosen == nullptr || chosen->is_shared)) {
            chosen = &view;
        }
    }
    return chosen;
}

void SavedViews::begin_new(const model::Arrangement& arrangement) {
    is_open_ = true;
    edited_ = {};
    arrangement_ = arrangement;
    name_.clear();
    error_.clear();
    is_shared_ = is_default_ = false;
}

void SavedViews::begin_edit(const SavedView& view) {
    begin_new(view.arrangement);
    edited_ = view.id;
    name_ = view.name;
    is_shared_ = view.is_shared;
    is_default_ = view.is_default;
}

void SavedViews::draw_dialog(Desk& desk, const model::RecordType& type) {
    kit::Ui& ui = desk.ui();
    const std::string title(say(ui, edited_.is_nil() ? Say::save_view : Say::edit_view));
    kit::Dialog dialog(ui, "saved_view", is_open_, {.title = title});
    if (!dialog.is_open()) {
        return;
    }
    const kit::TextFieldResult typed =
        kit::text_field(ui, "view_name", name_, {.label = say(ui, Say::view_name), .error = error_, .required = true});
    if (model::may_share_views(desk.actor())) {
        kit::toggle(ui, say(ui, Say::view_is_shared), is_shared_);
    }
    kit::toggle(ui, say(ui, Say::view_is_default), is_default_, say(ui, Say::view_is_default_hint));
    const kit::Row row(ui, {.height = kit::metric::touch});
    if (!edited_.is_nil() && kit::button(ui, say(ui, Say::remove_view), {.kind = kit::ButtonKind::danger_ghost})) {
        is_open_ = false;
        remove(desk);
        return;
    }
    kit::spring(ui);
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::save), {.kind = kit::ButtonKind::primary}) || typed.entered) {
        name_ = trim(name_);
        error_ = name_.empty() ? std::string(say(ui, Say::fill_view_name)) : "";
        is_open_ = name_.empty();
        if (!is_open_ && edited_.is_nil()) {
            save_new(desk, type);
        } else if (!is_open_) {
            save_edited(desk);
        }
    }
}

void SavedViews::end_other_defaults(std::vector<model::Change>& changes) const {
    const model::TypeId type = live_->query().type;
    for (const SavedView& view : views_) {
        const bool is_rival = view.is_shared == is_shared_ && view.id != edited_;
        if (is_default_ && is_rival && view.is_default && view.may_edit) {
            changes.push_back({.record = view.id, .type = type, .field = view_field::is_default, .value = false});
        }
    }
}

void SavedViews::save_new(Desk& desk, const model::RecordType& type) {
    const RecordId id = make_record_id(desk);
    const auto set = [&](model::FieldId field, model::Value value) {
        return change_of(desk, id, field, std::move(value));
    };
    std::vector<model::Change> changes = {set(model::life_field, std::int64_t{1}), set(view_field::label, name_),
                                          set(view_field::scope, std::string(is_shared_ ? "company" : "person")),
                                          set(view_field::subject, type.name),
                                          set(view_field::is_default, is_default_)};
    for (auto& [field, value] : model::values_of(arrangement_)) {
        if (!model::is_empty(value)) {
            changes.push_back(set(field, std::move(value)));
        }
    }
    end_other_defaults(changes);
    save(desk, {.intent = model::Intent::create,
                .base = desk.link().sync().cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_view_saved, {{"name", name_}}),
                .done = [&desk, id, type = type.id](const client::Committed& committed) {
                    if (committed.saved) {
                        desk.go({.screen = Screen::list, .type = type, .view = print(id)});
                    }
                }});
}

void SavedViews::save_edited(Desk& desk) {
    std::vector<model::Change> changes = {
        change_of(desk, edited_, view_field::label, name_),
        change_of(desk, edited_, view_field::scope, std::string(is_shared_ ? "company" : "person")),
        change_of(desk, edited_, view_field::is_default, is_default_)};
    end_other_defaults(changes);
    save(desk, {.base = live_->cursor(),
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_view_saved, {{"name", name_}})});
}

void SavedViews::update(Desk& desk, const SavedView& view, const model::Arrangement& arrangement) {
    std::vector<model::Change> changes;
    for (auto& [field, value] : model::values_of(arrangement)) {
        changes.push_back(change_of(desk, view.id, field, std::move(value)));
    }
    save(desk, {.base = live_->cursor(),
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_view_saved, {{"name", view.name}})});
}

void SavedViews::remove(Desk& desk) {
    save(desk, {.intent = model::Intent::remove,
                .base = live_->cursor(),
                .changes = {change_of(desk, edited_, model::life_field, std::int64_t{2})},
                .words = say(desk.ui(), Say::toast_view_removed, {{"name", name_}})});
}

}  // namespace xingke::ui
