#include "app/ui/screens/record_list.h"

#include <array>
#include <utility>

#include "app/base/text.h"
#include "app/model/pool.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/hand_out.h"
#include "app/ui/screens/pool_actions.h"
#include "app/ui/screens/record_actions.h"

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

constexpr std::array bin_columns = {model::common_field::remover, model::common_field::removed};
constexpr std::array pool_columns = {model::pool_field::former_owner, model::pool_field::pooled_at,
                                     model::pool_field::reason};

bool may_import(const Desk& desk, const model::RecordType& type) {
    return !type.duplicate_fields.empty() && desk.may(model::Action::import, type);
}

}  // namespace

ListScreen::ListScreen(const model::RecordType& type)
    : type_(&type), list_(type), bin_(type, bin_columns), pool_(type, pool_columns) {}

void ListScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    ask(desk);
    const bool wide = kit::is_wide(ui);
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const float gutter = kit::gutter(ui);
    const kit::Inside inside(ui, wide ? page.inset(gutter, 0) : page);
    kit::gap(ui, wide ? 20 : 8);
    if (wide) {
        draw_title_row(desk);
        kit::gap(ui, 12);
        draw_views(desk);
    } else {
        const kit::Box bar = kit::place(ui, 0, kit::metric::touch);
        {
            const kit::Inside in_bar(ui, bar.inset(gutter, 0));
            const kit::Row row(ui, {.height = bar.height});
            const bool imports = may_import(desk, *type_);
            const bool exports = desk.may(model::Action::export_, *type_);
            const float buttons =
                static_cast<float>(imports) + static_cast<float>(exports) + static_cast<float>(has_layouts(*type_));
            draw_search(desk, kit::available_width(ui) - buttons * (kit::metric::touch + 8));
            export_at_ = {bar.x, bar.y, bar.width, bar.height};
            if (exports && kit::icon_button(ui, Icon::download, say(ui, Say::export_records))) {
                is_export_open_ = true;
            }
            if (imports && kit::icon_button(ui, Icon::file_up, say(ui, Say::import_records))) {
                desk.go({.screen = Screen::import, .type = type_->id});
            }
            draw_layouts(desk);
        }
        kit::gap(ui, 8);
        draw_views(desk);
    }
    kit::gap(ui, wide ? 12 : 4);
    draw_rows(desk);
    draw_row_menu(desk);
    draw_export_menu(desk);
}

void ListScreen::ask(Desk& desk) {
    const ViewMoment moment{.now = desk.now(), .utc_offset_minutes = desk.context.utc_offset_minutes()};
    model::Query wanted = query_of(view_, type_->id, desk.actor(), moment);
    const std::string words(trim(search_));
    if (query_ == nullptr) {
        model::Query query = rows().query();
        query.deleted = wanted.deleted;
        query.filters = std::move(wanted.filters);
        query.sorts = std::move(wanted.sorts);
        query.search = words;
        query_ = desk.link().watch(std::move(query));
        asked_view_ = view_;
        return;
    }
    const model::Query& now = query_->query();
    if (now.filters == wanted.filters && now.search == words && asked_view_ == view_) {
        return;
    }
    model::Query query = now;
    query.filters = std::move(wanted.filters);
    query.search = words;
    query.first = 0;
    if (asked_view_ != view_) {  // The order that was chosen stays while only the words change.
        query.sorts = std::move(wanted.sorts);
        query.deleted = wanted.deleted;
        query.fields = rows().query().fields;
        asked_view_ = view_;
    }
    query_->change(std::move(query));
}

void ListScreen::draw_title_row(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Row row(ui, {.gap = 12, .height = kit::metric::touch});
    kit::heading(ui, say(ui, type_->title_plural), 1);
    if (query_->version() > 0) {
        kit::caption(ui, say(ui, Say::row_total, {{"count", group_thousands(query_->page().total)}}));
    }
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
    const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::list_views));
    const kit::ScrollArea scroll(ui, "views", {.height = 40, .is_horizontal = true, .draws_bar = false});
    const kit::Row row(ui, {.gap = 8, .height = 36});
    if (!kit::is_wide(ui)) {
        kit::gap(ui, kit::gutter(ui));
    }
    for (const ListView view : list_views) {
        const bool is_offered = view == ListView::bin    ? desk.may(model::Action::remove, *type_)
                                : view == ListView::pool ? type_->is_pooled
                                                         : true;
        if (!is_offered) {
            continue;
        }
        if (kit::filter_chip(ui, say(ui, title_of(view)), view == view_)) {
            desk.go({.screen = Screen::list, .type = type_->id, .view = std::string(key_of(view))});
        }
    }
}

void ListScreen::draw_rows(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool is_filtered = view_ != ListView::all || !query_->query().search.empty();
    views::ListOptions options{.may_create = desk.may(model::Action::create, *type_),
                               .may_import = may_import(desk, *type_),
                               .is_filtered = is_filtered};
    std::string bin_sentence;
    if (view_ == ListView::bin && query_->query().search.empty()) {
        bin_sentence = say(ui, Say::bin_empty_sentence, {{"type", say(ui, type_->title_plural)}});
        options = {.empty_title = say(ui, Say::bin_empty_title), .empty_sentence = bin_sentence};
    } else if (view_ == ListView::pool) {
        options = {.is_filtered = !query_->query().search.empty(),
                   .empty_title = say(ui, Say::pool_empty_title),
                   .empty_sentence = say(ui, Say::pool_empty_sentence)};
        if (desk.may(model::Action::edit, *type_)) {
            options.row_action = say(ui, Say::pool_claim);
        }
    } else if (!options.may_import && !is_filtered) {
        options.empty_sentence = say(ui, Say::list_empty_create_only);
    }
    const views::ListResult result = rows().draw(ui, *query_, options);
    if (result.opened) {
        desk.go({.screen = Screen::detail, .type = type_->id, .record = *result.opened});
    }
    if (result.acted) {
        claim(desk, *type_, *result.acted, query_->cursor(), result.acted_label);
    }
    if (result.wants_new) {
        desk.go({.screen = Screen::create, .type = type_->id});
    }
    if (result.wants_import) {
        desk.go({.screen = Screen::import, .type = type_->id});
    }
    if (result.wants_clear) {
        search_.clear();
        desk.go({.screen = Screen::list, .type = type_->id});
    }
    if (result.menu) {
        menu_record_ = result.menu;
        menu_at_ = result.menu_at;
        is_menu_open_ = true;
    }
}

// What the list shows, all of its rows, with its filter, order and columns.
void ListScreen::draw_export_menu(Desk& desk) {
    kit::Ui& ui = desk.ui();
    if (kit::Menu menu(ui, "export_menu", export_at_, is_export_open_, 260); menu.is_open()) {
        const bool as_workbook = kit::menu_item(ui, Icon::file_spreadsheet, say(ui, Say::export_as_workbook), menu);
        const bool as_csv = kit::menu_item(ui, Icon::download, say(ui, Say::export_as_csv), menu);
        if (as_workbook || as_csv) {
            client::Export wanted;
            wanted.query = query_->query();
            wanted.format = as_workbook ? client::ExportFormat::xlsx : client::ExportFormat::csv;
            hand_out(desk, std::string(say(ui, type_->title)), std::move(wanted));
            kit::show_toast(ui, {.words = std::string(say(ui, Say::exporting))});
        }
    }
}

void ListScreen::draw_row_menu(Desk& desk) {
    if (!menu_record_) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const Route detail{.screen = Screen::detail, .type = type_->id, .record = *menu_record_};
    if (kit::Menu menu(ui, "row_menu", menu_at_, is_menu_open_); menu.is_open()) {
        if (kit::menu_item(ui, Icon::eye, say(ui, Say::open_record), menu)) {
            desk.go(detail);
        }
        if (view_ == ListView::bin) {
            draw_bin_items(desk, menu);
        } else {
            if (desk.may(model::Action::edit, *type_) && kit::menu_item(ui, Icon::pencil, say(ui, Say::edit), menu)) {
                desk.go({.screen = Screen::edit, .type = type_->id, .record = *menu_record_});
            }
            if (desk.may(model::Action::remove, *type_) &&
                kit::menu_item(ui, Icon::trash, say(ui, Say::remove), menu, kit::Tone::bad)) {
                begin(desk, Act::remove);
            }
        }
    }
    act_on_record(desk);
}

void ListScreen::draw_bin_items(Desk& desk, kit::Menu& menu) {
    kit::Ui& ui = desk.ui();
    if (desk.may(model::Action::remove, *type_) && kit::menu_item(ui, Icon::rotate_ccw, say(ui, Say::restore), menu)) {
        begin(desk, Act::restore);
    }
    if (desk.may(model::Action::purge, *type_) &&
        kit::menu_item(ui, Icon::trash, say(ui, Say::purge), menu, kit::Tone::bad)) {
        begin(desk, Act::purge);
    }
}

void ListScreen::begin(Desk& desk, Act act) {
    act_ = act;
    menu_live_ = desk.link().watch(*menu_record_, type_->id);
    is_asking_ = act != Act::restore;
}

// As soon as all is known of the record.
void ListScreen::act_on_record(Desk& desk) {
    if (menu_live_ == nullptr || menu_live_->version() == 0) {
        return;
    }
    if (act_ == Act::restore) {
        restore(desk, *type_, menu_live_->answer());
    } else if (act_ == Act::remove) {
        ask_remove(desk, *type_, menu_live_->answer(), is_asking_);
    } else {
        ask_purge(desk, *type_, menu_live_->answer(), is_asking_);
    }
    if (!is_asking_) {
        menu_live_.reset();
    }
}

}  // namespace xingke::ui
