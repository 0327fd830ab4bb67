// The bars above a list and the panels that they open: search, views, filter, display, statistics, letters, export.
#include <array>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/hand_out.h"
#include "app/ui/screens/record_list.h"
#include "app/ui/views/condition_words.h"

namespace xingke::ui {
namespace {

using kit::ButtonKind;
using kit::Icon;

constexpr float search_width = 240;

Say title_of(ListView view) {
    switch (view) {
        case ListView::all:
            return Say::view_all;
        case ListView::mine:
            return Say::view_mine;
        case ListView::to_do:
            return Say::view_to_do;
        case ListView::overdue:
            return Say::view_overdue;
        case ListView::today:
            return Say::view_today;
        case ListView::week:
            return Say::view_week;
        case ListView::month:
            return Say::view_month;
        case ListView::recent:
            return Say::view_recent;
        case ListView::pool:
            return Say::view_pool;
        case ListView::bin:
            return Say::view_bin;
    }
    return Say::view_all;
}

bool may_import(const Desk& desk, const model::RecordType& type) {
    return !type.duplicate_fields.empty() && desk.may(model::Action::import, type);
}

enum class ChipPress : std::uint8_t { none, open, remove };

// A condition in force: a press opens the panel, one on its cross takes it away.
ChipPress condition_chip(kit::Ui& ui, std::string_view id, std::string_view words, std::string_view removal) {
    const kit::Theme& t = kit::theme(ui);
    const kit::IdScope scope(ui, id);
    const float height = kit::is_wide(ui) ? 28.0F : 36.0F;
    const float width = ImMin(kit::text_width(ui, kit::Type::caption, words) + 20, 320.0F) + height - 4;
    const kit::Box box = kit::place(ui, width, height);
    kit::fill(ui, box, t.accent_soft, height / 2);
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = words;
    options.radius = height / 2;
    const kit::Box left = box.without_right(height);
    const kit::Press open = kit::press(ui, kit::id_of(ui, "open"), left, options);
    kit::draw_wash(ui, open, height / 2);
    kit::draw_text_in(ui, left.without_left(12), kit::Type::caption, t.accent, words);
    options.node.name = removal;
    const kit::Box cross = box.right_part(height);
    const kit::Press remove = kit::press(ui, kit::id_of(ui, "remove"), cross, options);
    kit::draw_wash(ui, remove, height / 2);
    kit::draw_icon(ui, Icon::x, cross, t.accent, 14);
    return remove.pressed ? ChipPress::remove : open.pressed ? ChipPress::open : ChipPress::none;
}

}  // namespace

void ListScreen::draw_title_row(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Row row(ui, {.gap = 12, .height = kit::metric::touch});
    kit::heading(ui, say(ui, type_->title_plural), 1);
    kit::caption(ui, figures(desk));
    kit::spring(ui);
    draw_search(desk, search_width);
    draw_layouts(desk);
    export_at_ = {ui.layout.flows.back().x + 8, kit::cursor_y(ui), kit::metric::touch, kit::metric::touch};
    if (desk.may(model::Action::export_, *type_) &&
        kit::button(ui, say(ui, Say::export_records), {.icon = Icon::download})) {
        is_export_open_ = true;
    }
    if (may_import(desk, *type_) && kit::button(ui, say(ui, Say::import_records), {.icon = Icon::file_up})) {
        desk.go({.screen = Screen::import, .type = type_->id});
    }
    if (desk.may(model::Action::create, *type_)) {
        const std::string label = say(ui, Say::new_record, {{"type", say(ui, type_->title)}});
        if (kit::button(ui, label, {.kind = ButtonKind::primary, .icon = Icon::plus})) {
            desk.go({.screen = Screen::create, .type = type_->id});
        }
    }
}

// "共 12 条 · 合同金额合计 ¥128,000.00"; what is folded counts, too.
std::string ListScreen::figures(Desk& desk) {
    if (query_->version() == 0) {
        return {};
    }
    const std::string sums = statistics_.sums(desk, *type_, all_);
    return say(desk.ui(), Say::row_total, {{"count", group_thousands(total())}}) + (sums.empty() ? "" : " · ") + sums;
}

void ListScreen::draw_narrow_bar(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Box bar = kit::place(ui, 0, kit::metric::touch);
    const kit::Inside in_bar(ui, bar.inset(kit::gutter(ui), 0));
    const kit::Row row(ui, {.height = bar.height});
    const float buttons = has_layouts(*type_) ? 3 : 2;
    draw_search(desk, kit::available_width(ui) - buttons * (kit::metric::touch + 8));
    export_at_ = bar;
    draw_filter_button(desk);
    draw_layouts(desk);
    if (kit::icon_button(ui, Icon::ellipsis, say(ui, Say::more))) {
        is_more_open_ = true;
    }
}

void ListScreen::draw_layouts(Desk& desk) {
    layouts_.draw(desk, *type_, {.screen = Screen::list, .type = type_->id, .view = std::string(key_of(view_))});
}

void ListScreen::draw_search(Desk& desk, float width) {
    kit::Ui& ui = desk.ui();
    const std::string name = say(ui, Say::search_in, {{"type", say(ui, type_->title_plural)}});
    kit::text_field(ui, "list_search", search_,
                    {.name = name,
                     .placeholder = name,
                     .kind = kit::InputKind::search,
                     .icon = Icon::search,
                     .focus = std::exchange(wants_search_, false),
                     .clearable = true,
                     .width = width});
}

void ListScreen::draw_views(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (!kit::is_wide(ui)) {
        draw_view_chips(desk);
        return;
    }
    const kit::Box bar = kit::place(ui, 0, 40);
    const float tools = kit::remembered(ui, kit::id_of(ui, "tools"), 300);
    {
        const kit::Inside left(ui, bar.without_right(tools + 16));
        draw_view_chips(desk);
    }
    // As wide as the whole bar, so that the tools are measured as they want to be.
    const kit::Inside right(ui, {bar.right() - tools, bar.y, bar.width, bar.height});
    const kit::Row row(ui, {.gap = 8, .height = 40});
    const float start = ui.layout.flows.back().x;
    draw_tools(desk);
    kit::remember(ui, kit::id_of(ui, "tools"), ui.layout.flows.back().x - start);
}

void ListScreen::draw_view_chips(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::list_views));
    const kit::ScrollArea scroll(ui, "views", {.height = 40, .is_horizontal = true, .draws_bar = false});
    const kit::Row row(ui, {.gap = 8, .height = 36});
    if (!kit::is_wide(ui)) {
        kit::gap(ui, kit::gutter(ui));
    }
    const auto go = [&](std::string key) {
        desk.go({.screen = Screen::list, .type = type_->id, .view = std::move(key)});
    };
    // With a default view the bare address is that one's.
    const std::string all = saved_views_.default_view() != nullptr ? "all" : "";
    for (const ListView view : list_views) {
        if (view == ListView::bin) {
            for (const SavedView& saved : saved_views_.all()) {
                const kit::IdScope id(ui, print(saved.id));
                const Icon icon = saved.is_shared ? Icon::users : Icon::star;
                if (kit::filter_chip(ui, saved.name, saved.id == saved_, icon)) {
                    go(print(saved.id));
                }
            }
        }
        const bool is_offered =
            view == ListView::bin ? desk.may(model::Action::remove, *type_) : has_view(*type_, view);
        if (!is_offered) {
            continue;
        }
        if (kit::filter_chip(ui, say(ui, title_of(view)), view == view_ && saved_.is_nil())) {
            go(view == ListView::all ? all : std::string(key_of(view)));
        }
    }
}

void ListScreen::draw_filter_button(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::size_t count = arrangement_.filter.conditions.size();
    const std::string words =
        count == 0 ? std::string(say(ui, Say::filter)) : say(ui, Say::filter_with, {{"count", std::to_string(count)}});
    const bool is_pressed =
        kit::is_wide(ui) ? kit::button(ui, words, {.icon = Icon::filter, .id = "filter"})
                         : kit::icon_button(ui, Icon::filter, words,
                                            {.selected = count > 0, .badge = static_cast<int>(count), .id = "filter"});
    if (is_pressed) {
        filter_panel_.open(ui, *type_, arrangement_.filter);
    }
}

void ListScreen::draw_tools(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (view_ == ListView::bin) {
        return;
    }
    draw_save_buttons(desk);
    draw_filter_button(desk);
    if (kit::button(ui, say(ui, Say::display), {.icon = Icon::columns})) {
        display_panel_.open();
    }
    if (kit::button(ui, say(ui, Say::statistics), {.icon = Icon::chart})) {
        statistics_.toggle();
    }
}

void ListScreen::draw_chips(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool wide = kit::is_wide(ui);
    const SavedView* const saved = saved_views_.find(saved_);
    const bool may_save = arrangement_ != saved_arrangement_ || (saved != nullptr && saved->may_edit);
    if (view_ == ListView::bin || (arrangement_.filter.conditions.empty() && (wide || !may_save))) {
        return;
    }
    kit::gap(ui, 8);
    const kit::Box bar = kit::place(ui, 0, kit::remembered(ui, kit::id_of(ui, "chips"), 36));
    const kit::Inside inside(ui, wide ? bar : bar.inset(kit::gutter(ui), 0));
    {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::filter));
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        std::vector<model::Condition>& conditions = arrangement_.filter.conditions;
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            const model::Field* const field = model::find_field(*type_, conditions[i].field);
            const std::string_view title = field != nullptr ? say(ui, field->title) : say(ui, Say::filter_broken);
            const std::string value = field != nullptr ? views::value_words(ui, *field, conditions[i]) : "";
            const std::string words = say(ui, Say::condition_chip, {{"field", title}, {"value", value}});
            const ChipPress press =
                condition_chip(ui, std::to_string(i), words, say(ui, Say::remove_condition, {{"field", title}}));
            if (press == ChipPress::open) {
                filter_panel_.open(ui, *type_, arrangement_.filter);
            } else if (press == ChipPress::remove) {
                conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i));
                kit::ask_for_frame(ui);
                break;
            }
        }
        if (!wide) {
            draw_save_buttons(desk);
        }
    }
    kit::remember(ui, kit::id_of(ui, "chips"), inside.used_height());
}

void ListScreen::draw_save_buttons(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const SavedView* const saved = saved_views_.find(saved_);
    const bool may_edit = saved != nullptr && saved->may_edit;
    if (arrangement_ != saved_arrangement_) {
        if (may_edit && kit::button(ui, say(ui, Say::save_view_changes), {.kind = ButtonKind::ghost, .small = true})) {
            saved_views_.update(desk, *saved, arrangement_);
        }
        const Say words = saved != nullptr ? Say::save_view_as : Say::save_view;
        if (kit::button(ui, say(ui, words), {.kind = ButtonKind::ghost, .icon = Icon::save, .small = true})) {
            saved_views_.begin_new(arrangement_);
        }
        if (kit::button(ui, say(ui, Say::reset), {.kind = ButtonKind::ghost, .small = true})) {
            arrangement_ = saved_arrangement_;
            kit::ask_for_frame(ui);
        }
    } else if (may_edit && kit::button(ui, say(ui, Say::edit_view),
                                       {.kind = ButtonKind::ghost, .icon = Icon::pencil, .small = true})) {
        saved_views_.begin_edit(*saved);
    }
}

namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz#";

}  // namespace

bool ListScreen::draw_letter(kit::Ui& ui, const kit::Box& box, std::string_view letter) {
    const kit::Theme& t = kit::theme(ui);
    const bool is_chosen = initial_ == letter;
    const std::string shown(1, letter == "#" ? '#' : static_cast<char>(letter[0] - 'a' + 'A'));
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = say(ui, Say::letter_of, {{"letter", shown}});
    options.node.has_selected = true;
    options.node.is_selected = is_chosen;
    options.radius = 6;
    options.group = kit::id_of(ui, "letters");
    options.is_group_entry = is_chosen || (initial_.empty() && letter == "a");
    const kit::Press p = kit::press(ui, kit::id_of(ui, shown), box, options);
    const kit::Box square = box.middle(ImMin(box.width, 22.0F), ImMin(box.height, 22.0F));
    kit::fill(ui, square, is_chosen ? t.accent : 0, 6);
    kit::draw_wash(ui, p, 6);
    kit::draw_text_in(ui, box, kit::Type::caption_strong, is_chosen ? t.on_accent : t.text_soft, shown,
                      kit::Align::centre);
    return p.pressed;
}

void ListScreen::draw_letters(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (!type_->has_letters || view_ == ListView::bin) {
        return;
    }
    kit::gap(ui, 8);
    const kit::Box bar = kit::place(ui, 0, 28);
    const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::letter_bar));
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const kit::Box box = {bar.x + 28.0F * static_cast<float>(i), bar.y, 28, bar.height};
        if (draw_letter(ui, box, letters.substr(i, 1))) {
            initial_ = initial_ == letters.substr(i, 1) ? "" : letters.substr(i, 1);
        }
    }
}

// A finger is wider than one letter, so that letters under it are chosen as it comes down.
void ListScreen::draw_letter_index(Desk& desk, const kit::Box& box) {
    kit::Ui& ui = desk.ui();
    const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::letter_bar));
    const float height = ImMin(box.height / static_cast<float>(letters.size()), 22.0F);
    const float top = box.y + (box.height - height * static_cast<float>(letters.size())) / 2;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const kit::Box own = {box.x, top + height * static_cast<float>(i), box.width, height};
        if (draw_letter(ui, own, letters.substr(i, 1))) {
            initial_ = initial_ == letters.substr(i, 1) ? "" : letters.substr(i, 1);
        }
    }
}

void ListScreen::draw_panels(Desk& desk) {
    const auto count = query_->version() > 0 ? std::optional(total()) : std::nullopt;
    filter_panel_.draw(desk, *type_, arrangement_.filter, count);
    display_panel_.draw(desk, *type_, arrangement_, list_.columns());
    saved_views_.draw_dialog(desk, *type_);
    bulk_.draw_dialogs(desk, *type_, all_, selection_);
    draw_more_menu(desk);
    draw_export_menu(desk);
    ledger_.follow(desk);
}

// What a laptop has in its bars.
void ListScreen::draw_more_menu(Desk& desk) {
    kit::Ui& ui = desk.ui();
    kit::Menu menu(ui, "more_menu", export_at_, is_more_open_, 260);
    if (!menu.is_open()) {
        return;
    }
    if (view_ != ListView::bin && kit::menu_item(ui, Icon::columns, say(ui, Say::display_settings), menu)) {
        display_panel_.open();
    }
    if (view_ != ListView::bin && kit::menu_item(ui, Icon::chart, say(ui, Say::statistics), menu)) {
        statistics_.toggle();
    }
    if (desk.may(model::Action::export_, *type_) &&
        kit::menu_item(ui, Icon::download, say(ui, Say::export_records), menu)) {
        is_export_open_ = true;
    }
    if (may_import(desk, *type_) && kit::menu_item(ui, Icon::file_up, say(ui, Say::import_records), menu)) {
        desk.go({.screen = Screen::import, .type = type_->id});
    }
}

// What the list shows, all of its rows, with its filter, order and columns.
void ListScreen::draw_export_menu(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (kit::Menu menu(ui, "export_menu", export_at_, is_export_open_, 260); menu.is_open()) {
        const bool as_workbook = kit::menu_item(ui, Icon::file_spreadsheet, say(ui, Say::export_as_workbook), menu);
        const bool as_csv = kit::menu_item(ui, Icon::download, say(ui, Say::export_as_csv), menu);
        if (type_->name == "contract" &&
            kit::menu_item(ui, Icon::file_spreadsheet, say(ui, Say::contract_ledger), menu)) {
            ledger_.begin(desk, all_);
        }
        if (as_workbook || as_csv) {
            client::Export wanted;
            wanted.query = all_;
            wanted.format = as_workbook ? client::ExportFormat::xlsx : client::ExportFormat::csv;
            hand_out(desk, std::string(say(ui, type_->title)), std::move(wanted));
            kit::show_toast(ui, {.words = std::string(say(ui, Say::exporting))});
        }
    }
}

}  // namespace xingke::ui
