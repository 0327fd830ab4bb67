#include "app/ui/screens/record_list.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/base/text.h"
#include "app/model/pool.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/pool_actions.h"
#include "app/ui/screens/record_actions.h"

namespace xingke::ui {
namespace {

using kit::Icon;

constexpr std::array bin_columns = {model::common_field::remover, model::common_field::removed};
constexpr std::array pool_columns = {model::pool_field::former_owner, model::pool_field::pooled_at,
                                     model::pool_field::reason};
constexpr float statistics_width = 300;

model::Expression equals(const model::Field& field, const model::Value& value) {
    const model::ExpressionKind kind = model::kind_of(field.kind);
    const model::Expression path = {model::FieldPath{{field.id}, kind}};
    if (model::is_empty(value)) {
        return {model::Call{model::Function::logical_not, {{model::Call{model::Function::is_set, {path}}}}}};
    }
    return {model::Call{model::Function::equal, {path, {model::Literal{kind, value}}}}};
}

model::Expression nothing_fits() {
    return {model::Literal{model::ExpressionKind::yes_no, false}};
}

}  // namespace

ListScreen::ListScreen(const model::RecordType& type)
    : type_(&type), list_(type), bin_(type, bin_columns), pool_(type, pool_columns) {}

void ListScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    saved_views_.follow(desk, *type_);
    choose_view(desk);
    ask(desk);
    const bool wide = kit::is_wide(ui);
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const float gutter = kit::gutter(ui);
    const kit::Inside inside(ui, wide ? page.inset(gutter, 0) : page);
    kit::gap(ui, wide ? 20 : 8);
    if (wide) {
        draw_title_row(desk);
        kit::gap(ui, 12);
    } else if (!selection_.is_on()) {
        draw_narrow_bar(desk);
        kit::gap(ui, 8);
    }
    if (selection_.is_on()) {
        bulk_.draw_bar(desk, *type_, all_, total(), selection_);
    } else {
        draw_views(desk);
        draw_chips(desk);
    }
    if (!wide && !selection_.is_on()) {
        kit::gap(ui, 6);
        const std::string words = figures(desk);
        const auto lines = kit::wrap(ui, kit::Type::caption, words, kit::available_width(ui) - 2 * gutter).size();
        const float height =
            kit::line_height(ui, kit::Type::caption) * static_cast<float>(std::max(lines, std::size_t{1}));
        const kit::Inside in_line(ui, kit::place(ui, 0, height + 2).inset(gutter, 0));
        kit::caption(ui, words);
    }
    if (wide) {
        draw_letters(desk);
    }
    kit::gap(ui, wide ? 12 : 4);
    const bool has_side = wide && statistics_.is_open();
    const kit::Box room = kit::place(ui, 0, kit::available_height(ui));
    {
        const kit::Inside left(ui, has_side ? room.without_right(statistics_width + 16) : room);
        draw_rows(desk);
    }
    const kit::Inside side(ui, has_side ? room.right_part(statistics_width) : room);
    statistics_.draw(desk, *type_, all_, arrangement_.filter);
    draw_row_menu(desk);
    draw_panels(desk);
}

void ListScreen::choose_view(Desk& desk) {
    const SavedView* saved = nullptr;
    if (key_.empty()) {
        saved = saved_views_.default_view();
    } else if (const auto id = parse_id<RecordTag>(key_)) {
        saved = saved_views_.find(*id);
    }
    view_ = saved != nullptr ? ListView::all : list_view_of(key_);
    saved_ = saved != nullptr ? saved->id : RecordId{};
    const std::string shown = saved != nullptr ? print(saved->id) : std::string(key_of(view_));
    const model::Arrangement given = saved != nullptr ? saved->arrangement : model::Arrangement{};
    if (shown_key_ != shown) {
        shown_key_ = shown;
        arrangement_ = saved_arrangement_ = given;
        initial_.clear();
        selection_ = {};
        folded_.clear();
    } else if (given != saved_arrangement_) {
        // Somebody has changed the view meanwhile; what one has changed oneself stays.
        arrangement_ = arrangement_ == saved_arrangement_ ? given : arrangement_;
        saved_arrangement_ = given;
    }
    if (!desk.may(model::Action::edit, *type_) && !desk.may(model::Action::export_, *type_)) {
        selection_ = {};
    }
}

model::Query ListScreen::wanted(Desk& desk) {
    const int offset = desk.context.utc_offset_minutes();
    model::Query query =
        query_of(view_, desk.catalogue(), *type_, desk.actor(), {.now = desk.now(), .utc_offset_minutes = offset});
    if (!arrangement_.sorts.empty()) {
        query.sorts = arrangement_.sorts;
    }
    if (view_ != ListView::bin && view_ != ListView::pool) {
        list_.set_columns(arrangement_.columns);
    }
    const model::Query shown = rows().query();
    query.fields = shown.fields;
    query.count = shown.count;
    query.search = trim(search_);
    query.initial = initial_;
    const auto condition = model::expression_of(
        arrangement_.filter, *type_, desk.catalogue(),
        {.today = local_time(desk.now(), offset).date, .utc_offset_minutes = offset, .me = desk.actor().user});
    is_broken_ = !condition;
    if (is_broken_) {
        query.conditions.push_back(nothing_fits());
    } else if (*condition) {
        query.conditions.push_back(**condition);
    }
    return query;
}

// The groups of all that the list has, and of them the folded ones left out of it.
void ListScreen::follow_groups(Desk& desk, model::Query& query) {
    const model::Field* const field = model::find_field(*type_, arrangement_.group);
    groups_ = {};
    if (field == nullptr || !makes_groups(*field) || view_ == ListView::bin) {
        group_watch_.stop();
        return;
    }
    model::GroupQuery groups{.query = query, .by = {{.field = field->id}}, .measures = {}};
    groups.query.sorts.clear();
    groups.query.fields.clear();
    groups.query.count = 0;
    groups_.groups = group_watch_.ask(desk.link(), std::move(groups));
    groups_.field = field;
    std::erase_if(query.sorts, [field](const model::Sort& sort) { return sort.field == field->id; });
    query.sorts.insert(query.sorts.begin(), {.field = field->id});
    for (const model::Value& key : folded_) {
        query.conditions.push_back({model::Call{model::Function::logical_not, {equals(*field, key)}}});
    }
    if (groups_.groups != nullptr) {
        for (const model::Group& group : groups_.groups->groups) {
            groups_.is_folded.push_back(std::ranges::find(folded_, group.keys.front()) != folded_.end());
        }
    }
}

void ListScreen::ask(Desk& desk) {
    model::Query query = wanted(desk);
    all_ = query;
    follow_groups(desk, query);
    if (query_ == nullptr) {
        query_ = desk.link().watch(std::move(query));
        return;
    }
    // The list itself moves its window.
    query.first = query_->query().first;
    query.count = query_->query().count;
    if (query != query_->query()) {
        query.first = 0;
        query_->change(std::move(query));
    }
}

std::int64_t ListScreen::total() const {
    if (groups_.groups == nullptr) {
        return query_->page().total;
    }
    std::int64_t total = 0;
    for (const model::Group& group : groups_.groups->groups) {
        total += group.count;
    }
    return total;
}

bool ListScreen::is_narrowed() const {
    return (view_ != ListView::all && saved_.is_nil()) || !query_->query().search.empty() ||
           !arrangement_.filter.conditions.empty() || !initial_.empty();
}

void ListScreen::show_all(Desk& desk) {
    search_.clear();
    initial_.clear();
    arrangement_.filter = {};
    if (view_ != ListView::all) {
        desk.go({.screen = Screen::list, .type = type_->id});
    }
}

void ListScreen::draw_rows(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool is_filtered = is_narrowed();
    const bool may_import = !type_->duplicate_fields.empty() && desk.may(model::Action::import, *type_);
    views::ListOptions options{
        .may_create = desk.may(model::Action::create, *type_), .may_import = may_import, .is_filtered = is_filtered};
    std::string bin_sentence;
    if (view_ == ListView::bin && query_->query().search.empty() && !initial_.size()) {
        bin_sentence = say(ui, Say::bin_empty_sentence, {{"type", say(ui, type_->title_plural)}});
        options = {.empty_title = say(ui, Say::bin_empty_title), .empty_sentence = bin_sentence};
    } else if (view_ == ListView::pool) {
        options = {.is_filtered = is_filtered && !(query_->query().search.empty() && initial_.empty() &&
                                                   arrangement_.filter.conditions.empty()),
                   .empty_title = say(ui, Say::pool_empty_title),
                   .empty_sentence = say(ui, Say::pool_empty_sentence)};
        if (desk.may(model::Action::edit, *type_)) {
            options.row_action = say(ui, Say::pool_claim);
        }
    } else if (!options.may_import && !is_filtered) {
        options.empty_sentence = say(ui, Say::list_empty_create_only);
    }
    if (is_broken_) {
        options.empty_title = say(ui, Say::filter_broken);
    }
    if (view_ != ListView::bin) {
        options.selection = &selection_;
        options.total = total();
        options.groups = groups_.groups != nullptr ? &groups_ : nullptr;
    }
    options.sorts = &all_.sorts;
    const bool has_index = type_->has_letters && !kit::is_wide(ui) && view_ != ListView::bin;
    options.end_space = has_index ? 24.0F : 0.0F;
    const kit::Box room = {ui.layout.flows.back().x, kit::cursor_y(ui), kit::available_width(ui),
                           kit::available_height(ui)};
    take(desk, rows().draw(ui, *query_, options));
    if (has_index) {
        draw_letter_index(desk, room.right_part(28));
    }
}

void ListScreen::take(Desk& desk, const views::ListResult& result) {
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
        show_all(desk);
    }
    if (result.sorted) {
        // What was sorted by before decides between equals.
        std::vector<model::Sort> sorts = {*result.sorted};
        if (view_ != ListView::bin && !arrangement_.sorts.empty() &&
            arrangement_.sorts.front().field != result.sorted->field) {
            sorts.push_back(arrangement_.sorts.front());
        }
        arrangement_.sorts = std::move(sorts);
    }
    if (result.folded && groups_.groups != nullptr) {
        const model::Value& key = groups_.groups->groups[*result.folded].keys.front();
        if (std::erase(folded_, key) == 0) {
            folded_.push_back(key);
        }
    }
    if (result.menu) {
        menu_record_ = result.menu;
        menu_at_ = result.menu_at;
        is_menu_open_ = true;
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
            if (kit::menu_item(ui, Icon::square_check, say(ui, Say::select), menu)) {
                selection_.records.insert(*menu_record_);
            }
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
