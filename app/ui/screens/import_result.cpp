// The last step of importing: what became of the rows, and the correction of those that had problems.
#include <algorithm>
#include <utility>

#include "app/formats/csv_write.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/import.h"

namespace xingke::ui {
namespace {

using kit::ButtonKind;
using kit::Icon;
using kit::Tone;
using kit::Type;

// More than this nobody corrects in place; the rest can be downloaded.
constexpr std::size_t bad_rows_shown = 20;

}  // namespace

void ImportScreen::draw_finished(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (problem_.key != Text::nothing) {
        kit::banner(ui, Tone::bad, say(ui, problem_), {}, Icon::alert_circle);
    }
    draw_totals(desk);
    if (!bad_.empty()) {
        draw_bad_rows(desk);
    }
}

// The same figures before and after, so that a trial can be compared with what was done.
void ImportScreen::draw_counts(Desk& desk, const client::ImportDone& counts) {
    kit::Ui& ui = desk.ui();
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 4 : 2, .gap = 12, .row_gap = 12});
    columns.next();
    kit::stat(ui, say(ui, Say::created_count), std::to_string(counts.created), Icon::plus, Tone::good);
    columns.next();
    kit::stat(ui, say(ui, Say::merged_count), std::to_string(counts.merged), Icon::git_merge);
    columns.next();
    kit::stat(ui, say(ui, Say::skipped_count), std::to_string(counts.skipped), Icon::arrow_right);
    columns.next();
    kit::stat(ui, say(ui, Say::bad_count), std::to_string(bad_.size()), Icon::alert_triangle,
              bad_.empty() ? Tone::neutral : Tone::warning);
}

// What an import would do. Its bad rows are corrected when it has been done, or in the file.
void ImportScreen::draw_tried(Desk& desk) {
    kit::Ui& ui = desk.ui();
    {
        const kit::Card card(ui, "tried", {.padding = 20, .gap = 16});
        kit::heading(ui, say(ui, Say::import_trial_title), 2);
        kit::soft_text(ui, say(ui, Say::import_trial_text));
        draw_counts(desk, totals_);
        const kit::Row row(ui, {.wraps = true});
        if (kit::button(ui, say(ui, Say::import_start), {.kind = ButtonKind::primary, .icon = Icon::file_up})) {
            start(desk, false);
            return;
        }
        if (kit::button(ui, say(ui, Say::back_to_mapping), {})) {
            step_ = Step::mapping;
        }
        if (!bad_.empty() && kit::button(ui, say(ui, Say::download_bad), {.icon = Icon::download})) {
            hand_out_bad_rows(desk);
        }
    }
    for (std::size_t i = 0; i < std::min(bad_.size(), bad_rows_shown); ++i) {
        const kit::IdScope scope(ui, bad_[i].line);
        const std::string title = say(ui, Say::line_number, {{"line", std::to_string(bad_[i].line)}});
        const kit::SemanticScope group(ui, kit::Role::group, title);
        const kit::Card card(ui, "bad", {});
        kit::text(ui, title, {.type = Type::body_strong});
        for (const model::Issue& issue : bad_[i].issues) {
            kit::text(ui, say(ui, issue.message), {.color = kit::theme(ui).bad.text});
        }
    }
}

void ImportScreen::draw_totals(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "totals", {.padding = 20, .gap = 16});
    kit::heading(ui, say(ui, Say::import_done_title), 2);
    draw_counts(desk, totals_);
    const kit::Row row(ui, {.wraps = true});
    const std::string see = say(ui, Say::see_records, {{"type", say(ui, type_->title_plural)}});
    if (kit::button(ui, see, {.kind = bad_.empty() ? ButtonKind::primary : ButtonKind::secondary})) {
        desk.go({.screen = Screen::list, .type = type_->id});
    }
    if (!counters_.empty() && kit::button(ui, say(ui, Say::undo_import), {.icon = Icon::undo})) {
        undo_import(desk);
    }
    if (kit::button(ui, say(ui, Say::choose_other_file), {})) {
        step_ = Step::choosing;
    }
}

// The last first, so that each finds the records as it left them.
void ImportScreen::undo_import(Desk& desk) {
    kit::Ui& ui = desk.ui();
    for (auto counter = counters_.rbegin(); counter != counters_.rend(); ++counter) {
        const bool is_last = counter + 1 == counters_.rend();
        desk.link().undo(*counter, [&ui, is_last](const client::Committed& committed) {
            if (!committed.saved) {
                kit::show_toast(ui, {.words = say(ui, committed.error), .tone = Tone::bad});
            } else if (is_last) {
                kit::show_toast(ui, {.words = std::string(say(ui, Say::import_undone))});
            }
        });
    }
    counters_.clear();
    totals_ = {};
    bad_.clear();
    step_ = Step::choosing;
}

void ImportScreen::draw_bad_rows(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::string count = std::to_string(bad_.size());
    kit::gap(ui, 8);
    kit::heading(ui, say(ui, Say::bad_rows_title, {{"count", count}}), 2);
    kit::soft_text(ui, say(ui, Say::bad_rows_text));
    const std::size_t shown = std::min(bad_.size(), bad_rows_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        draw_bad_row(desk, bad_[i]);
    }
    if (bad_.size() > shown) {
        kit::soft_text(ui, say(ui, Say::bad_rows_more, {{"count", std::to_string(bad_.size() - shown)}}));
    }
    const kit::Row row(ui, {.wraps = true});
    if (kit::button(ui, say(ui, Say::retry_corrected), {.kind = ButtonKind::primary, .icon = Icon::check})) {
        retry(desk);
    }
    if (kit::button(ui, say(ui, Say::download_bad), {.icon = Icon::download})) {
        hand_out_bad_rows(desk);
    }
}

void ImportScreen::draw_bad_row(Desk& desk, client::BadRow& bad) {
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(ui, bad.line);
    const std::string title = say(ui, Say::line_number, {{"line", std::to_string(bad.line)}});
    const kit::SemanticScope group(ui, kit::Role::group, title);
    const kit::Card card(ui, "bad", {});
    kit::text(ui, title, {.type = Type::body_strong});
    bad.cells.resize(std::max(bad.cells.size(), preview_.columns.size()));
    std::vector<bool> is_shown_at_field(bad.issues.size(), false);
    {
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 3 : 1, .gap = 16, .row_gap = 12});
        for (std::size_t i = 0; i < preview_.columns.size(); ++i) {
            if (mapping_[i] == 0) {
                continue;
            }
            const std::string name = field_name_of_column(desk, i);
            std::string error;
            for (std::size_t k = 0; k < bad.issues.size(); ++k) {
                if (!name.empty() && bad.issues[k].field == name) {
                    error = say(ui, bad.issues[k].message);
                    is_shown_at_field[k] = true;
                }
            }
            columns.next();
            const bool has_lines = bad.cells[i].find('\n') != std::string::npos;
            kit::text_field(ui, std::to_string(i), bad.cells[i],
                            {.label = preview_.columns[i],
                             .error = error,
                             .kind = has_lines ? kit::InputKind::multiline : kit::InputKind::text,
                             .lines = 2});
        }
    }
    for (std::size_t k = 0; k < bad.issues.size(); ++k) {
        if (!is_shown_at_field[k]) {
            kit::text(ui, say(ui, bad.issues[k].message), {.color = kit::theme(ui).bad.text});
        }
    }
}

// As the reasons name it: a field of the first child stands behind its type's name, "contact.mobile".
std::string ImportScreen::field_name_of_column(const Desk& desk, std::size_t column) const {
    const model::FieldId id = column < mapping_.size() ? mapping_[column] : model::FieldId{0};
    const bool is_child = (id & model::child_field_flag) != 0;
    const model::RecordType* type = is_child ? desk.catalogue().find(type_->create_with) : type_;
    const model::Field* field =
        type != nullptr ? model::find_field(*type, static_cast<model::FieldId>(id & ~model::child_field_flag))
                        : nullptr;
    if (field == nullptr || id == 0) {
        return {};
    }
    return is_child ? type->name + "." + field->name : field->name;
}

// All of them: those that are still wrong come back with their reasons.
void ImportScreen::retry(Desk& desk) {
    std::vector<std::uint32_t> lines;
    std::vector<std::vector<std::string>> rows;
    for (client::BadRow& bad : bad_) {
        lines.push_back(bad.line);
        rows.push_back(bad.cells);
    }
    problem_ = {};
    is_trial_ = false;
    step_ = Step::running;
    desk.link().import_fix(id_, std::move(lines), std::move(rows));
}

void ImportScreen::hand_out_bad_rows(Desk& desk) {
    kit::Ui& ui = desk.ui();
    std::vector<std::string> columns = preview_.columns;
    columns.emplace_back(say(ui, Say::column_line));
    columns.emplace_back(say(ui, Say::column_reason));
    formats::PackedRows rows;
    for (const client::BadRow& bad : bad_) {
        std::vector<std::string> cells = bad.cells;
        cells.resize(preview_.columns.size());
        cells.push_back(std::to_string(bad.line));
        std::string reasons;
        for (const model::Issue& issue : bad.issues) {
            reasons += (reasons.empty() ? "" : "; ") + say(ui, issue.message);
        }
        cells.push_back(std::move(reasons));
        rows.add({bad.line, std::move(cells)});
    }
    const std::string name = say(ui, Say::bad_rows_file, {{"type", say(ui, type_->title)}});
    const std::string text = formats::write_csv(columns, rows);
    desk.context.platform.file_exchange.hand_out(name + ".csv", "text/csv", as_bytes(text));
}

}  // namespace xingke::ui
