#include "app/ui/screens/import.h"

#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/hand_out.h"

namespace xingke::ui {
namespace {

using kit::ButtonKind;
using kit::Icon;
using kit::Tone;

}  // namespace

void ImportScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    take_answers(desk);
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    // The decision stays in view however long the mapping is.
    const bool has_bar = step_ == Step::mapping;
    {
        const kit::Inside inside(ui, has_bar ? page.without_bottom(kit::ActionBar::height) : page);
        draw_step(desk);
    }
    if (has_bar && step_ == Step::mapping) {
        draw_start(desk, page.bottom_part(kit::ActionBar::height));
    }
}

void ImportScreen::draw_step(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::ScrollArea scroll(ui, "import", {});
    const bool is_wide_step = step_ != Step::choosing;
    const kit::Centred centred(ui, is_wide_step ? mapping_width : kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        const kit::Row row(ui, {});
        if (kit::icon_button(ui, Icon::arrow_left, say(ui, Say::back))) {
            desk.go({.screen = Screen::list, .type = type_->id});
        }
        kit::heading(ui, say(ui, Say::import_type, {{"type", say(ui, type_->title_plural)}}), 1);
    }
    switch (step_) {
        case Step::choosing:
            draw_choosing(desk);
            break;
        case Step::reading:
            draw_reading(desk);
            break;
        case Step::mapping:
            draw_mapping(desk);
            break;
        case Step::running:
            draw_running(desk);
            break;
        case Step::tried:
            draw_tried(desk);
            break;
        case Step::finished:
            draw_finished(desk);
            break;
    }
    kit::gap(ui, 24);
}

void ImportScreen::on_file(Desk& desk, std::string_view name, std::span<const std::uint8_t> bytes) {
    if (step_ == Step::running) {
        return;
    }
    file_name_ = std::string(name);
    problem_ = {};
    totals_ = {};
    counters_.clear();
    bad_.clear();
    answers_ = std::make_shared<Answers>();
    step_ = Step::reading;
    id_ = desk.link().import_open(
        type_->id, file_name_, Bytes(bytes.begin(), bytes.end()),
        {.on_preview = [a = answers_](const client::ImportPreview& preview) { a->preview = preview; },
         .on_progress = [a = answers_](const client::ImportProgress& progress) { a->progress = progress; },
         .on_done = [a = answers_](const client::ImportDone& done) { a->done = done; }});
}

void ImportScreen::take_answers(Desk& desk) {
    if (answers_ == nullptr) {
        return;
    }
    if (auto preview = std::exchange(answers_->preview, std::nullopt)) {
        if (preview->error.key != Text::nothing) {
            problem_ = preview->error;
            step_ = Step::choosing;
            return;
        }
        preview_ = std::move(*preview);
        mapping_ = preview_.mapping;
        mapping_.resize(preview_.columns.size(), 0);
        step_ = Step::mapping;
    }
    if (auto done = std::exchange(answers_->done, std::nullopt)) {
        answers_->progress.reset();
        if (done->cancelled) {
            step_ = Step::choosing;
            kit::show_toast(desk.ui(), {.words = std::string(say(desk.ui(), Say::import_cancelled))});
            return;
        }
        if (done->error.key != Text::nothing) {
            problem_ = done->error;
            step_ = counters_.empty() ? Step::mapping : Step::finished;
            return;
        }
        if (done->is_trial) {
            bad_ = std::move(done->bad);
            totals_ = std::move(*done);
            step_ = Step::tried;
            return;
        }
        totals_.created += done->created;
        totals_.merged += done->merged;
        totals_.skipped += done->skipped;
        if (done->counter > 0) {
            counters_.push_back(done->counter);
        }
        bad_ = std::move(done->bad);
        step_ = Step::finished;
    }
}

void ImportScreen::draw_choosing(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (problem_.key != Text::nothing) {
        const std::string words = say(ui, problem_);
        kit::banner(ui, Tone::bad, words, {}, Icon::alert_circle);
    }
    const kit::Card card(ui, "choose", {.padding = 24});
    const kit::EmptyAnswer answer = kit::empty_state(ui, {.icon = Icon::file_spreadsheet,
                                                          .title = say(ui, Say::import_choose_title),
                                                          .sentence = say(ui, Say::import_choose_text),
                                                          .action = say(ui, Say::choose_file),
                                                          .action_icon = Icon::file_up,
                                                          .second_action = say(ui, Say::download_template)});
    if (answer == kit::EmptyAnswer::action) {
        desk.context.platform.file_exchange.ask_for_file(accepted_files);
    } else if (answer == kit::EmptyAnswer::second_action) {
        hand_out_template(desk, client::ExportFormat::xls);
    }
    if (kit::button(ui, say(ui, Say::download_template_xlsx), {.kind = ButtonKind::ghost})) {
        hand_out_template(desk, client::ExportFormat::xlsx);
    }
    if (kit::button(ui, say(ui, Say::download_template_csv), {.kind = ButtonKind::ghost})) {
        hand_out_template(desk, client::ExportFormat::csv);
    }
}

void ImportScreen::hand_out_template(Desk& desk, client::ExportFormat format) {
    client::Export wanted;
    wanted.query.type = type_->id;
    wanted.format = format;
    wanted.is_template = true;
    hand_out(desk, say(desk.ui(), Say::template_file, {{"type", say(desk.ui(), type_->title)}}), std::move(wanted));
}

void ImportScreen::draw_reading(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "reading", {});
    kit::text(ui, say(ui, Say::reading_file, {{"name", file_name_}}));
    kit::skeleton(ui, 0, 36);
    kit::skeleton(ui, 0, 36);
}

void ImportScreen::draw_running(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "running", {.padding = 24});
    const std::string_view what = say(ui, is_trial_ ? Say::import_trying : Say::importing);
    kit::heading(ui, what, 2);
    kit::soft_text(ui, file_name_);
    if (answers_->progress) {
        const client::ImportProgress& progress = *answers_->progress;
        const std::string done = std::to_string(progress.done);
        const std::string words = say(ui, progress.is_writing ? Say::import_writing : Say::import_progress,
                                      {{"done", done}, {"total", std::to_string(progress.total)}});
        const auto total = static_cast<float>(progress.total > 0 ? progress.total : 1);
        kit::progress(ui, what, static_cast<float>(progress.done) / total);
        kit::caption(ui, words);
    } else {
        kit::progress(ui, what, -1);
    }
    if (kit::button(ui, say(ui, Say::cancel))) {
        desk.link().import_cancel(id_);
    }
}

}  // namespace xingke::ui
