#include "app/ui/screens/search.h"

#include <algorithm>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

using kit::Icon;
using kit::Type;

constexpr std::string_view recent_key = "recent_searches";
constexpr std::size_t recent_count_max = 8;
constexpr float hit_height = 56;
constexpr std::uint32_t hit_count_max = 50;

// The label with the found parts in the accent colour, cut where the place ends.
void draw_highlighted(kit::Ui& ui, const kit::Box& box, const client::SearchHit& hit) {
    const kit::Theme& theme = kit::theme(ui);
    const std::string shown = kit::cut_to_width(ui, Type::body_strong, hit.label, box.width);
    // What was cut off ends in an ellipsis that is not of the label: found parts are shown up to there.
    const auto same = std::ranges::mismatch(shown, hit.label);
    auto same_size = static_cast<std::size_t>(same.in1 - shown.begin());
    while (same_size < shown.size() && (static_cast<unsigned char>(shown[same_size]) & 0xC0) == 0x80) {
        --same_size;  // never inside a character
    }
    float x = box.x;
    const float y = box.y + (box.height - kit::line_height(ui, Type::body_strong)) / 2;
    std::size_t at = 0;
    const auto draw_part = [&](std::size_t end, kit::Color color) {
        const std::string_view part = std::string_view(shown).substr(at, end - at);
        kit::draw_text(ui, {x, y}, Type::body_strong, color, part);
        x += kit::text_width(ui, Type::body_strong, part);
        at = end;
    };
    for (const auto& [from, to] : hit.highlights) {
        if (from < at || from >= to || from >= same_size) {
            continue;
        }
        draw_part(from, theme.text);
        draw_part(std::min<std::size_t>(to, same_size), theme.accent);
    }
    draw_part(shown.size(), theme.text);
}

// Side by side what is of one type, the type of the best hit first (S65).
void group_by_type(std::vector<client::SearchHit>& hits) {
    for (auto begin = hits.begin(); begin != hits.end();) {
        begin = std::stable_partition(begin, hits.end(),
                                      [type = begin->type](const client::SearchHit& hit) { return hit.type == type; });
    }
}

}  // namespace

void SearchPanel::reset() {
    words_.clear();
    asked_.clear();
    *found_ = {};
    offered_.clear();
    selected_ = 0;
    wants_focus_ = true;
    was_opened_ = false;
}

void SearchPanel::draw_page(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const float gutter = kit::gutter(ui);
    const kit::Inside inside(ui, page.inset(gutter, 0), 8);
    kit::gap(ui, 8);
    draw_field(desk);
    const kit::ScrollArea scroll(ui, "hits", {});
    draw_results(desk);
    kit::gap(ui, 16);
}

void SearchPanel::draw_dialog(Desk& desk, bool& open) {
    kit::Ui& ui = desk.ui();
    if (std::exchange(was_opened_, false)) {
        open = false;
    }
    const float height = std::min(560.0F, ui.view.height - 80);
    const kit::Dialog dialog(
        ui, "search", open,
        {.title = {}, .width = 640, .height = height, .has_close_button = false, .padding = 16, .gap = 8});
    if (!dialog.is_open()) {
        return;
    }
    // The panel has no title that would be its name.
    ui.semantics.nodes.back().name = say(ui, Say::search);
    draw_field(desk);
    const kit::ScrollArea scroll(ui, "hits", {});
    draw_results(desk);
}

void SearchPanel::draw_field(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const auto field = kit::text_field(ui, "words", words_,
                                       {.name = say(ui, Say::search_all),
                                        .placeholder = say(ui, Say::search_hint),
                                        .kind = kit::InputKind::search,
                                        .icon = Icon::search,
                                        .focus = std::exchange(wants_focus_, false),
                                        .clearable = true});
    ask(desk);
    offered_ = commands ? matching_commands(commands(), trim(words_)) : std::vector<Command>();
    const std::vector<client::SearchHit>& hits = found_->answer.hits;
    if (field.entered && selected_ < offered_.size()) {
        run(desk, selected_);
    } else if (field.entered && selected_ - offered_.size() < hits.size()) {
        open(desk, hits[selected_ - offered_.size()]);
    }
}

void SearchPanel::run(Desk& desk, std::size_t command) {
    was_opened_ = true;
    const std::function<void()> wanted = offered_[command].run;
    offered_.clear();
    wanted();
    kit::ask_for_frame(desk.ui());
}

void SearchPanel::ask(Desk& desk) {
    const std::string words(trim(words_));
    if (words == asked_) {
        return;
    }
    asked_ = words;
    selected_ = 0;
    if (words.empty()) {
        *found_ = {};
        return;
    }
    desk.link().search(words, [found = found_, words](const client::SearchAnswer& answer) {
        *found = {.answer = answer, .words = words, .is_there = true};
        group_by_type(found->answer.hits);
    });
}

void SearchPanel::draw_results(Desk& desk) {
    kit::Ui& ui = desk.ui();
    draw_commands(desk);
    if (asked_.empty()) {
        draw_recent(desk);
        return;
    }
    if (!found_->is_there) {
        for (int i = 0; i < 3; ++i) {
            kit::skeleton(ui, 0, 44);
            kit::gap(ui, 8);
        }
        return;
    }
    const std::vector<client::SearchHit>& hits = found_->answer.hits;
    if (hits.empty() && !offered_.empty()) {
        return;
    }
    if (hits.empty()) {
        const std::string title = say(ui, Say::nothing_found_for, {{"words", found_->words}});
        kit::empty_state(ui, {.icon = Icon::search, .title = title, .sentence = say(ui, Say::nothing_found_hint)});
        return;
    }
    {
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::search_results));
        for (std::size_t i = 0; i < hits.size(); ++i) {
            const model::RecordType* type = desk.catalogue().find(hits[i].type);
            if (type != nullptr && (i == 0 || hits[i - 1].type != hits[i].type)) {
                const auto count = std::ranges::count(hits, hits[i].type, &client::SearchHit::type);
                kit::heading(ui, std::string(say(ui, type->title_plural)) + " " + std::to_string(count), 3);
            }
            if (draw_hit(desk, hits[i], i)) {
                open(desk, hits[i]);
                return;
            }
        }
    }
    if (found_->answer.more) {
        kit::gap(ui, 8);
        kit::caption(ui, say(ui, Say::search_more, {{"count", std::to_string(hit_count_max)}}),
                     kit::theme(ui).text_soft);
    }
}

bool SearchPanel::draw_hit(Desk& desk, const client::SearchHit& hit, std::size_t index) {
    kit::Ui& ui = desk.ui();
    const kit::Theme& theme = kit::theme(ui);
    const model::RecordType* type = desk.catalogue().find(hit.type);
    const std::string_view type_title = type != nullptr ? say(ui, type->title) : std::string_view();
    const bool is_selected = index + offered_.size() == selected_;
    const kit::Box box = kit::place(ui, 0, hit_height);
    kit::PressOptions options{.node = {.role = kit::Role::option,
                                       .name = hit.label,
                                       .value = std::string(type_title),
                                       .description = hit.excerpt,
                                       .is_selected = is_selected,
                                       .has_selected = true}};
    options.node.row_index = static_cast<int>(index) + 1;
    options.node.row_count = static_cast<int>(found_->answer.hits.size());
    if (is_selected) {
        kit::fill(ui, box, theme.selection, kit::metric::radius);
    }
    const kit::Press press = kit::press(ui, kit::id_of(ui, print(hit.record)), box, options);
    kit::draw_wash(ui, press, kit::metric::radius);
    kit::draw_icon(ui, type != nullptr ? kit::icon_named(type->icon) : Icon::file_text, box.left_part(44),
                   theme.text_soft);
    const float type_width = kit::text_width(ui, Type::caption, type_title) + 12;
    const kit::Box words = box.without_left(44).without_right(type_width + 12);
    const bool has_excerpt = !hit.excerpt.empty() && hit.excerpt != hit.label;
    draw_highlighted(ui, has_excerpt ? words.inset(0, 6).top_part(22) : words, hit);
    if (has_excerpt) {
        kit::draw_text_in(ui, words.inset(0, 6).bottom_part(20), Type::caption, theme.text_soft, hit.excerpt);
    }
    kit::draw_text_in(ui, box.right_part(type_width), Type::caption, theme.text_faint, type_title);
    return press.pressed;
}

void SearchPanel::draw_commands(Desk& desk) {
    if (offered_.empty()) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::palette_commands));
    for (std::size_t i = 0; i < offered_.size(); ++i) {
        const kit::Box box = kit::place(ui, 0, kit::metric::touch);
        kit::PressOptions options{
            .node = {.role = kit::Role::option, .name = offered_[i].title, .is_selected = i == selected_}};
        options.node.has_selected = true;
        if (i == selected_) {
            kit::fill(ui, box, kit::theme(ui).selection, kit::metric::radius);
        }
        const kit::Press press = kit::press(ui, kit::id_of(ui, "command-" + offered_[i].title), box, options);
        kit::draw_wash(ui, press, kit::metric::radius);
        kit::draw_icon(ui, offered_[i].icon, box.left_part(44), kit::theme(ui).text_soft, 18);
        kit::draw_text_in(ui, box.without_left(44), Type::body, kit::theme(ui).text, offered_[i].title);
        if (press.pressed) {
            run(desk, i);
            return;
        }
    }
    kit::gap(ui, 8);
}

void SearchPanel::draw_recent(Desk& desk) {
    kit::Ui& ui = desk.ui();
    kit::gap(ui, 8);
    kit::soft_text(ui, say(ui, Say::search_begin));
    const std::vector<std::string> recent = recent_searches(desk.context);
    if (recent.empty()) {
        return;
    }
    kit::gap(ui, 16);
    {
        const kit::Row row(ui, {});
        kit::heading(ui, say(ui, Say::search_recent), 3);
        kit::spring(ui);
        if (kit::link(ui, say(ui, Say::clear_recent))) {
            forget_searches(desk.context);
        }
    }
    kit::gap(ui, 4);
    for (const std::string& words : recent) {
        if (kit::line(ui, words, {.icon = Icon::history, .id = words})) {
            words_ = words;
            wants_focus_ = true;
        }
    }
}

void SearchPanel::open(Desk& desk, const client::SearchHit& hit) {
    remember_search(desk.context, asked_);
    was_opened_ = true;
    desk.go({.screen = Screen::detail, .type = hit.type, .record = hit.record});
    kit::ask_for_frame(desk.ui());
}

bool SearchPanel::on_key(Desk& desk, const Key& key) {
    const std::vector<client::SearchHit>& hits = found_->answer.hits;
    const std::size_t count = offered_.size() + hits.size();
    if (!key.down || count == 0) {
        return false;
    }
    if (key.name == "ArrowDown") {
        selected_ = std::min(selected_ + 1, count - 1);
    } else if (key.name == "ArrowUp") {
        selected_ = selected_ > 0 ? selected_ - 1 : 0;
    } else {
        return false;
    }
    kit::ask_for_frame(desk.ui());
    return true;
}

std::vector<std::string> recent_searches(Context& context) {
    std::vector<std::string> recent;
    const std::string text = context.platform.preferences.read(recent_key);
    for (const std::string_view line : split(text, '\n')) {
        if (!line.empty()) {
            recent.emplace_back(line);
        }
    }
    return recent;
}

void remember_search(Context& context, std::string_view words) {
    if (words.empty()) {
        return;
    }
    std::vector<std::string> recent = recent_searches(context);
    std::erase(recent, words);
    recent.insert(recent.begin(), std::string(words));
    if (recent.size() > recent_count_max) {
        recent.resize(recent_count_max);
    }
    std::string text;
    for (const std::string& line : recent) {
        text += line + "\n";
    }
    context.platform.preferences.write(recent_key, text);
}

void forget_searches(Context& context) {
    context.platform.preferences.write(recent_key, "");
}

}  // namespace xingke::ui
