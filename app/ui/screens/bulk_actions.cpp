#include "app/ui/screens/bulk_actions.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/base/text.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/hand_out.h"

namespace xingke::ui {
namespace {

using kit::ButtonKind;
using kit::Icon;

model::Query selected_of(const model::Query& query, const views::ListSelection& selection) {
    model::Query selected = query;
    if (!selection.is_all) {
        selected.records.assign(selection.records.begin(), selection.records.end());
        selected.records.resize(std::min(selected.records.size(), model::query_records_max));
    }
    return selected;
}

// Fields of which many records may take one value: what is typed, and follows no steps.
std::vector<kit::Choice> changeable_fields(const kit::Ui& ui, const model::RecordType& type) {
    std::vector<kit::Choice> choices;
    for (const model::Field& field : type.fields) {
        const bool is_owner = field.id == model::common_field::owner;
        const bool is_free =
            model::is_typed(field) && !field.is_state && !field.unique && field.name != type.label_field;
        if (is_free && !is_owner) {
            choices.push_back({.key = field.name, .title = std::string(say(ui, field.title))});
        }
    }
    return choices;
}

std::string outcome_words(const kit::Ui& ui, const client::BulkDone& done) {
    const std::string count = group_thousands(done.changed), refused = group_thousands(done.refused);
    if (done.cancelled) {
        return std::string(say(ui, Say::bulk_cancelled));
    }
    if (done.error.key != Text::nothing) {
        return say(ui, done.error);
    }
    if (done.refused == 0) {
        return done.changed == 0 ? std::string(say(ui, Say::toast_unchanged))
                                 : say(ui, Say::bulk_done, {{"count", count}});
    }
    return say(ui, done.changed == 0 ? Say::bulk_none : Say::bulk_part,
               {{"count", count}, {"refused", refused}, {"reason", say(ui, done.reason)}});
}

}  // namespace

struct BulkActions::Work {
    bool is_running = false;
    client::RequestId id = 0;
    client::BulkProgress progress;
};

BulkActions::BulkActions() : work_(std::make_shared<Work>()) {}
BulkActions::~BulkActions() = default;

void BulkActions::draw_bar(Desk& desk, const model::RecordType& type, const model::Query& query, std::int64_t total,
                           views::ListSelection& selection) {
    kit::Ui& ui = desk.ui();
    count_ = selection.is_all ? total : static_cast<std::int64_t>(selection.records.size());
    const kit::SemanticScope scope(ui, kit::Role::group,
                                   say(ui, Say::selected_count, {{"count", group_thousands(count_)}}));
    const kit::ScrollArea scroll(ui, "bulk", {.height = 44, .is_horizontal = true, .draws_bar = false});
    const kit::Row row(ui, {.gap = 8, .height = 40});
    if (!kit::is_wide(ui)) {
        kit::gap(ui, 8);
    }
    if (kit::icon_button(ui, Icon::x, say(ui, Say::clear_selection))) {
        selection = {};
        return;
    }
    kit::text(ui, say(ui, Say::selected_count, {{"count", group_thousands(count_)}}), {.type = kit::Type::body_strong});
    if (!selection.is_all && count_ < total &&
        kit::button(ui, say(ui, Say::select_all_of, {{"count", group_thousands(total)}}),
                    {.kind = ButtonKind::ghost, .id = "select_all"})) {
        selection = {.records = {}, .is_all = true};
    }
    const bool may_edit = desk.may(model::Action::edit, type);
    if (may_edit && kit::button(ui, say(ui, Say::bulk_transfer), {.icon = Icon::user_round})) {
        ask(desk, type, Asked::transfer);
    }
    if (may_edit && kit::button(ui, say(ui, Say::bulk_change), {.icon = Icon::pencil})) {
        ask(desk, type, Asked::change);
    }
    draw_pool_button(desk, type, query, selection);
    if (desk.may(model::Action::export_, type) &&
        kit::button(ui, say(ui, Say::export_records), {.icon = Icon::download})) {
        export_them(desk, type, query, selection);
    }
    if (desk.may(model::Action::remove, type) &&
        kit::button(ui, say(ui, Say::remove), {.kind = ButtonKind::danger_ghost, .icon = Icon::trash})) {
        ask(desk, type, Asked::remove);
    }
    if (!kit::is_wide(ui)) {
        kit::gap(ui, 8);
    }
}

void BulkActions::draw_pool_button(Desk& desk, const model::RecordType& type, const model::Query& query,
                                   views::ListSelection& selection) {
    kit::Ui& ui = desk.ui();
    if (!type.is_pooled || !desk.may(model::Action::edit, type)) {
        return;
    }
    const bool is_pool = std::ranges::any_of(query.filters, [](const model::Filter& filter) {
        return filter.field == model::common_field::owner && filter.test == model::Filter::Test::is_empty;
    });
    if (!is_pool) {
        if (kit::button(ui, say(ui, Say::pool_return), {.icon = Icon::inbox})) {
            ask(desk, type, Asked::to_pool);
        }
    } else if (!selection.is_all && kit::button(ui, say(ui, Say::pool_claim), {.kind = ButtonKind::primary})) {
        claim_all(desk, type, {selection.records.begin(), selection.records.end()});
        selection = {};
    }
}

void BulkActions::ask(const Desk& desk, const model::RecordType& type, Asked what) {
    asked_ = what;
    is_asking_ = true;
    field_.clear();
    edit_ = {};
    if (what == Asked::to_pool) {
        return_question_.ask(desk, type);
    } else if (what == Asked::transfer) {
        const model::Field* owner = model::find_field(type, model::common_field::owner);
        field_ = owner->name;
        edit_ = views::begin_edit(desk.ui(), *owner, {}, {});
    }
}

void BulkActions::export_them(Desk& desk, const model::RecordType& type, const model::Query& query,
                              const views::ListSelection& selection) const {
    client::Export wanted;
    wanted.query = selected_of(query, selection);
    wanted.format = client::ExportFormat::xlsx;
    hand_out(desk, std::string(say(desk.ui(), type.title)), std::move(wanted));
    kit::show_toast(desk.ui(), {.words = std::string(say(desk.ui(), Say::exporting))});
}

void BulkActions::draw_dialogs(Desk& desk, const model::RecordType& type, const model::Query& query,
                               views::ListSelection& selection) {
    kit::Ui& ui = desk.ui();
    if (asked_ == Asked::remove) {
        const std::string title = say(ui, Say::bulk_remove_question, {{"count", group_thousands(count_)}});
        const kit::Answer answer = kit::ask(ui, "bulk_remove", is_asking_,
                                            {.title = title,
                                             .sentence = say(ui, Say::bulk_remove_text),
                                             .yes = say(ui, Say::remove),
                                             .no = say(ui, Say::cancel),
                                             .is_dangerous = true});
        if (answer == kit::Answer::yes) {
            run(desk, type, query, selection, {{model::life_field, std::int64_t{2}}});
        }
    } else if (asked_ == Asked::to_pool) {
        const std::string title = say(ui, Say::bulk_pool_question, {{"count", group_thousands(count_)}});
        if (auto set = return_question_.draw(desk, type, title)) {
            run(desk, type, query, selection, std::move(*set));
        }
        is_asking_ = return_question_.is_open();
    } else if (asked_ != Asked::nothing) {
        draw_change(desk, type, query, selection);
    }
    if (!is_asking_) {
        asked_ = Asked::nothing;
    }
    draw_progress(desk);
}

void BulkActions::draw_change(Desk& desk, const model::RecordType& type, const model::Query& query,
                              views::ListSelection& selection) {
    kit::Ui& ui = desk.ui();
    const std::string title = say(ui, asked_ == Asked::transfer ? Say::bulk_transfer_title : Say::bulk_change_title,
                                  {{"count", group_thousands(count_)}});
    kit::Dialog dialog(ui, "bulk_change", is_asking_, {.title = title});
    if (!dialog.is_open()) {
        return;
    }
    if (asked_ == Asked::change && kit::select_field(ui, "bulk_field", changeable_fields(ui, type), field_,
                                                     {.label = say(ui, Say::bulk_field), .may_clear = false})) {
        edit_ = {};
    }
    const model::Field* field = model::find_field(type, field_);
    bool entered = false;
    if (field != nullptr) {
        views::EditContext context{desk.link(), desk.catalogue()};
        const std::string error = edit_.is_text_wrong ? say(ui, edit_.problem) : "";
        const bool must_be_set = field->required || asked_ == Asked::transfer;
        views::edit_field(ui, context, *field, edit_, {.error = error, .required = must_be_set}, entered);
    }
    const bool is_missing = field == nullptr || edit_.is_text_wrong ||
                            (model::is_empty(edit_.value) && (field->required || asked_ == Asked::transfer));
    const kit::Row row(ui, {.height = kit::metric::touch, .align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_asking_ = false;
    }
    if (kit::button(ui, say(ui, Say::ok), {.kind = ButtonKind::primary, .disabled = is_missing})) {
        is_asking_ = false;
        run(desk, type, query, selection, {{field->id, edit_.value}});
    }
}

void BulkActions::run(Desk& desk, const model::RecordType& type, const model::Query& query,
                      views::ListSelection& selection, std::vector<client::NewValue> set) {
    client::Bulk wanted{.query = selected_of(query, selection), .set = std::move(set)};
    wanted.query.type = type.id;
    work_->is_running = true;
    work_->progress = {.id = 0, .done = 0, .total = static_cast<std::uint32_t>(count_)};
    client::ScreenLink::BulkListener listener;
    listener.on_progress = [work = work_](const client::BulkProgress& progress) { work->progress = progress; };
    listener.on_done = [work = work_, &desk](const client::BulkDone& done) {
        work->is_running = false;
        std::string words = outcome_words(desk.ui(), done);
        if (done.counter > 0) {
            client::Committed committed;
            committed.counter = done.counter;
            show_saved(desk, committed, std::move(words));
        } else {
            const bool is_bad = done.refused > 0 || done.error.key != Text::nothing;
            kit::show_toast(
                desk.ui(),
                {.words = std::move(words), .tone = is_bad ? kit::Tone::bad : kit::Tone::neutral, .duration_ms = 8000});
        }
    };
    work_->id = desk.link().bulk(std::move(wanted), std::move(listener));
    selection = {};
}

void BulkActions::draw_progress(Desk& desk) {
    constexpr std::uint32_t quick_count = 500;  // done before anybody could read of it
    const client::BulkProgress& progress = work_->progress;
    if (!work_->is_running || progress.total <= quick_count) {
        return;
    }
    kit::Ui& ui = desk.ui();
    bool is_open = true;
    const std::string words = say(
        ui, Say::bulk_running, {{"done", group_thousands(progress.done)}, {"total", group_thousands(progress.total)}});
    kit::Dialog dialog(ui, "bulk_progress", is_open, {.title = words, .may_close = false, .has_close_button = false});
    if (!dialog.is_open()) {
        return;
    }
    kit::progress(ui, words, static_cast<float>(progress.done) / static_cast<float>(progress.total));
    const kit::Row row(ui, {.height = kit::metric::touch, .align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        desk.link().bulk_cancel(work_->id);
    }
}

}  // namespace xingke::ui
