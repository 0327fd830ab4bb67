// The second step of importing: which column is which field, and what happens to duplicates.
#include <algorithm>
#include <array>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/import.h"

namespace xingke::ui {
namespace {

using client::DuplicatePolicy;
using kit::ButtonKind;
using kit::Icon;
using kit::Tone;
using kit::Type;

constexpr std::size_t example_count = 3, sample_rows_max = 5;
constexpr float sample_column_width = 148, sample_row_height = 32;

std::string_view delimiter_words(const kit::Ui& ui, char delimiter) {
    return say(ui, delimiter == '\t'  ? Say::delimiter_tab
                   : delimiter == ';' ? Say::delimiter_semicolon
                                      : Say::delimiter_comma);
}

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find_first_of("\r\n")));
}

}  // namespace

void ImportScreen::draw_mapping(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::vector<Target> fields = targets(desk);
    if (problem_.key != Text::nothing) {
        kit::banner(ui, Tone::bad, say(ui, problem_), {}, Icon::alert_circle);
    }
    draw_file(desk);
    draw_policy(desk);
    draw_columns(desk, fields);
    draw_sample(desk);
    draw_missing(desk, fields);
}

void ImportScreen::draw_file(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "file", {});
    {
        const kit::Row row(ui, {.gap = 12});
        kit::draw_icon(ui, Icon::file_spreadsheet, kit::place(ui, 24, 24), kit::theme(ui).text_soft, 24);
        {
            const float button = kit::button_width(ui, say(ui, Say::choose_other_file));
            const kit::Stack stack(ui, {.gap = 2, .width = kit::available_width(ui) - button - 16});
            kit::text(ui, file_name_, {.type = Type::body_strong, .lines_max = 1});
            const std::string count = std::to_string(preview_.row_count);
            const bool is_workbook = preview_.delimiter == 0;
            kit::caption(ui, say(ui, is_workbook ? Say::import_summary_workbook : Say::import_summary,
                                 {{"count", count},
                                  {"encoding", preview_.encoding},
                                  {"delimiter", delimiter_words(ui, preview_.delimiter)}}));
        }
        kit::spring(ui);
        if (kit::button(ui, say(ui, Say::choose_other_file))) {
            desk.context.platform.file_exchange.ask_for_file(accepted_files);
        }
    }
    if (preview_.sheets.size() < 2) {
        return;
    }
    std::vector<kit::Choice> sheets;
    for (std::size_t i = 0; i < preview_.sheets.size(); ++i) {
        sheets.push_back({.key = std::to_string(i), .title = preview_.sheets[i]});
    }
    std::string key = std::to_string(preview_.sheet);
    if (kit::select_field(ui, "sheet", sheets, key, {.label = say(ui, Say::sheet_label), .may_clear = false})) {
        const auto chosen =
            std::find_if(sheets.begin(), sheets.end(), [&](const kit::Choice& s) { return s.key == key; });
        step_ = Step::reading;
        desk.link().import_sheet(id_, static_cast<std::uint32_t>(chosen - sheets.begin()));
    }
}

void ImportScreen::draw_start(Desk& desk, const kit::Box& box) {
    kit::Ui& ui = desk.ui();
    const std::vector<Target> fields = targets(desk);
    const bool is_ready = std::none_of(fields.begin(), fields.end(), [&](const Target& f) { return lacks(f); });
    const kit::ActionBar bar(ui, box, mapping_width - 32);
    if (kit::is_wide(ui)) {
        kit::spring(ui);
    }
    if (kit::button(ui, say(ui, Say::cancel))) {
        desk.link().import_cancel(id_);
        desk.go({.screen = Screen::list, .type = type_->id});
    }
    if (kit::button(ui, say(ui, Say::import_try), {.disabled = !is_ready})) {
        start(desk, true);
    }
    if (kit::button(
            ui, say(ui, Say::import_start),
            {.kind = ButtonKind::primary, .icon = Icon::file_up, .disabled = !is_ready, .fills = !kit::is_wide(ui)})) {
        start(desk, false);
    }
}

void ImportScreen::start(Desk& desk, bool is_trial) {
    problem_ = {};
    bad_.clear();
    totals_ = {};
    is_trial_ = is_trial;
    step_ = Step::running;
    desk.link().import_run({.id = id_, .mapping = mapping_, .duplicates = policy_, .is_trial = is_trial});
}

// In form order, the first child's after the type's own.
std::vector<ImportScreen::Target> ImportScreen::targets(Desk& desk) const {
    const std::vector<model::ImportField> fields = model::importable_fields(desk.catalogue(), *type_);
    std::vector<Target> out;
    for (const model::ImportField& field : fields) {
        out.push_back({field.id, model::column_title(fields, field, desk.ui().language), field.is_required()});
    }
    return out;
}

void ImportScreen::draw_policy(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (preview_.duplicate_count == 0) {
        return;
    }
    const kit::Card card(ui, "duplicates", {});
    const std::string count = std::to_string(preview_.duplicate_count);
    std::string fields;
    for (const std::string& name : type_->duplicate_fields) {
        if (const model::Field* const field = model::find_field(*type_, name)) {
            fields.append(fields.empty() ? "" : " / ").append(say(ui, field->title));
        }
    }
    kit::text(ui,
              say(ui, Say::duplicates_found, {{"count", count}, {"type", say(ui, type_->title)}, {"fields", fields}}));
    constexpr std::array keys = {"skip", "merge", "create"};
    constexpr std::array titles = {Say::duplicate_skip, Say::duplicate_merge, Say::duplicate_create};
    std::vector<kit::Choice> choices;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        choices.push_back({.key = keys[i], .title = std::string(say(ui, titles[i]))});
    }
    std::string key = keys[static_cast<std::size_t>(policy_)];
    if (kit::radio_chips(ui, say(ui, Say::duplicate_policy), choices, key)) {
        const auto* chosen = std::find(keys.begin(), keys.end(), key);
        policy_ = static_cast<DuplicatePolicy>(chosen - keys.begin());
    }
}

void ImportScreen::draw_columns(Desk& desk, const std::vector<Target>& fields) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "columns", {});
    kit::heading(ui, say(ui, Say::columns_to_fields), 3);
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 2 : 1, .gap = 24, .row_gap = 14});
    for (std::size_t i = 0; i < preview_.columns.size(); ++i) {
        const kit::IdScope scope(ui, static_cast<std::int64_t>(i));
        columns.next();
        draw_column(desk, i, fields);
    }
}

void ImportScreen::draw_column(Desk& desk, std::size_t column, const std::vector<Target>& fields) {
    kit::Ui& ui = desk.ui();
    std::vector<kit::Choice> choices = {{.key = "0", .title = std::string(say(ui, Say::column_ignored))}};
    for (const Target& field : fields) {
        choices.push_back({.key = std::to_string(field.id), .title = field.title});
    }
    std::string examples;
    for (std::size_t i = 0, shown = 0; i < preview_.sample.size() && shown < example_count; ++i) {
        const std::vector<std::string>& cells = preview_.sample[i];
        if (column < cells.size() && !cells[column].empty()) {
            examples += (shown++ > 0 ? " · " : "") + first_line(cells[column]);
        }
    }
    const std::string help = examples.empty() ? std::string() : say(ui, Say::column_examples, {{"examples", examples}});
    const std::string label = say(ui, Say::column_label, {{"column", preview_.columns[column]}});
    std::string key = std::to_string(mapping_[column]);
    if (!kit::select_field(ui, "field", choices, key, {.label = label, .help = help, .may_clear = false})) {
        return;
    }
    const auto chosen =
        std::find_if(fields.begin(), fields.end(), [&](const Target& f) { return std::to_string(f.id) == key; });
    const model::FieldId id = chosen != fields.end() ? chosen->id : model::FieldId{0};
    if (id != 0) {  // Never the same field twice: the column that had it gives it up.
        std::replace(mapping_.begin(), mapping_.end(), id, model::FieldId{0});
    }
    mapping_[column] = id;
}

void ImportScreen::draw_sample(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "sample", {});
    kit::heading(ui, say(ui, Say::first_rows), 3);
    const std::size_t row_count = std::min(sample_rows_max, preview_.sample.size());
    const float height = sample_row_height * static_cast<float>(row_count + 1);
    const kit::ScrollArea scroll(ui, "rows", {.height = height, .is_horizontal = true});
    const float width = sample_column_width * static_cast<float>(preview_.columns.size());
    const kit::SemanticScope grid(ui, kit::Role::grid, say(ui, Say::first_rows));
    const kit::Box table = kit::place(ui, width, height);
    const auto draw_row = [&](std::size_t index, const std::vector<std::string>& cells, bool is_header) {
        const kit::SemanticScope row(ui, kit::Role::row,
                                     is_header ? say(ui, Say::columns_to_fields) : std::string_view());
        const float y = table.y + sample_row_height * static_cast<float>(index);
        for (std::size_t i = 0; i < cells.size() && i < preview_.columns.size(); ++i) {
            const kit::Box cell{table.x + sample_column_width * static_cast<float>(i), y, sample_column_width - 12,
                                sample_row_height};
            const std::string words = first_line(cells[i]);
            kit::draw_text_in(ui, cell, is_header ? Type::caption_strong : Type::body,
                              is_header ? kit::theme(ui).text_soft : kit::theme(ui).text, words);
            kit::add_node(ui, {.id = kit::next_id(ui),
                               .role = is_header ? kit::Role::columnheader : kit::Role::cell,
                               .name = words,
                               .rect = cell});
        }
        kit::draw_line(ui, {table.x, y + sample_row_height}, {table.right(), y + sample_row_height},
                       kit::theme(ui).border);
    };
    draw_row(0, preview_.columns, true);
    for (std::size_t i = 0; i < row_count; ++i) {
        draw_row(i + 1, preview_.sample[i], false);
    }
}

bool ImportScreen::lacks(const Target& field) const {
    return field.is_required && std::find(mapping_.begin(), mapping_.end(), field.id) == mapping_.end();
}

void ImportScreen::draw_missing(Desk& desk, const std::vector<Target>& fields) {
    kit::Ui& ui = desk.ui();
    for (const Target& field : fields) {
        if (lacks(field)) {
            const kit::IdScope scope(ui, field.id);
            const std::string words = say(ui, Say::required_unmapped, {{"field", field.title}});
            kit::banner(ui, Tone::warning, words, {}, Icon::alert_triangle);
        }
    }
}

}  // namespace xingke::ui
