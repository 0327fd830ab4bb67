// A date that is typed, or picked from a month.
#include "app/base/text.h"
#include "app/ui/kit/choice_field_base.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/field_frame.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

int days_in_month(int year, int month) {
    return static_cast<int>(days_since_epoch({month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1}) -
                            days_since_epoch({year, month, 1}));
}

bool draw_day(Ui& ui, const Box& box, Date day, Date today, std::optional<Date> chosen) {
    const bool is_chosen = chosen && *chosen == day;
    PressOptions options;
    options.node.role = Role::button;
    options.node.name = print(day);
    options.node.has_selected = true;
    options.node.is_selected = is_chosen;
    options.radius = 8;
    const Press p = press(ui, id_of(ui, options.node.name), box, options);
    const Theme& t = theme(ui);
    const Box inner = box.inset(2);
    if (is_chosen) {
        fill(ui, inner, t.accent, 8);
    } else {
        draw_wash(ui, p, 8);
    }
    if (day == today && !is_chosen) {
        stroke(ui, inner, t.accent, 8, 1.5F);
    }
    const Color color = is_chosen ? t.on_accent : weekday(day) > 5 ? t.text_faint : t.text;
    draw_text_in(ui, box, Type::body, color, std::to_string(day.day), Align::centre);
    return p.pressed;
}

void draw_month_bar(Ui& ui, Date& month) {
    Row bar(ui, {.gap = 4});
    const std::string number = std::to_string(month.month);
    text(ui, say(ui, Say::month_title, {{"year", std::to_string(month.year)}, {"month", number}}),
         {.type = Type::body_strong});
    spring(ui);
    if (icon_button(ui, Icon::chevron_left, say(ui, Say::previous_month))) {
        month = month.month == 1 ? Date{month.year - 1, 12, 1} : Date{month.year, month.month - 1, 1};
    }
    if (icon_button(ui, Icon::chevron_right, say(ui, Say::next_month))) {
        month = month.month == 12 ? Date{month.year + 1, 1, 1} : Date{month.year, month.month + 1, 1};
    }
}

std::optional<Date> draw_month(Ui& ui, Date month, Date today, std::optional<Date> chosen) {
    std::optional<Date> picked;
    const float cell = available_width(ui) / 7;
    const std::string_view letters = say(ui, Say::weekday_letters);
    const Box names = place(ui, 0, 24);
    std::size_t at = 0;
    for (int column = 0; column < 7 && at < letters.size(); ++column) {
        const std::size_t begin = at;
        next_code_point(letters, at);
        draw_text_in(ui, {names.x + cell * static_cast<float>(column), names.y, cell, 24}, Type::caption,
                     theme(ui).text_faint, letters.substr(begin, at - begin), Align::centre);
    }
    const int before = weekday({month.year, month.month, 1}) - 1;
    const int count = days_in_month(month.year, month.month);
    const float height = is_wide(ui) ? 36.0F : metric::touch;
    const Box area = place(ui, 0, height * 6);
    for (int day = 1; day <= count; ++day) {
        const int index = before + day - 1;
        const Box box = {area.x + cell * static_cast<float>(index % 7), area.y + height * static_cast<float>(index / 7),
                         cell, height};
        const Date date = {month.year, month.month, day};
        if (draw_day(ui, box, date, today, chosen)) {
            picked = date;
        }
    }
    return picked;
}

}  // namespace

bool date_field(Ui& ui, std::string_view id_name, std::string& text_value, Date today,
                const ChoiceFieldOptions& options) {
    const ItemId id = id_of(ui, id_name);
    IdScope scope(ui, id_name);
    Stack stack(ui, {.width = options.width});
    if (ui.focus.requested == id) {
        ui.focus.requested = id_of(ui, "typed");
    }
    bool changed = false;
    const std::string_view placeholder = options.placeholder.empty() ? say(ui, Say::date_example) : options.placeholder;
    const TextFieldResult typed = text_field(ui, "typed", text_value,
                                             {.label = options.label,
                                              .placeholder = placeholder,
                                              .help = options.help,
                                              .error = options.error,
                                              .required = options.required,
                                              .read_only = options.read_only,
                                              .end_space = 28});
    changed = typed.changed;
    std::optional<Date> chosen = parse_date(text_value);
    if (typed.ended && chosen) {
        text_value = print(*chosen);
    }
    if (options.read_only) {
        return changed;
    }
    bool& is_open = is_list_open(ui, id);
    Date& month = ui.lists[id].month;
    // The button lies over the end of the field, whose label stands above it and whose note below.
    const Box frame = {ui.layout.flows.back().frame.x, cursor_y(ui), available_width(ui), 0};
    const float label = options.label.empty() ? 0 : line_height(ui, Type::caption) + 6;
    const Box whole = {frame.x, ui.layout.flows.back().frame.y + label, frame.width, control_height(ui)};
    const Box at = whole.right_part(40).middle(32, 32);
    PressOptions press_options;
    press_options.node.role = Role::button;
    press_options.node.name = say(ui, Say::open_calendar);
    press_options.radius = 6;
    const Press p = press(ui, id ^ 0xCA1U, at, press_options);
    draw_wash(ui, p, 6);
    draw_icon(ui, Icon::calendar, at, theme(ui).text_faint, 18);
    if (p.pressed) {
        is_open = true;
        const Date from = chosen.value_or(today);
        month = {from.year, from.month, 1};
    }
    Menu menu(ui, options.label.empty() ? id_name : options.label, whole, is_open, 300);
    if (menu.is_open()) {
        Stack inner(ui, {.gap = 4, .padding = 6});
        draw_month_bar(ui, month);
        std::optional<Date> picked = draw_month(ui, month, today, chosen);
        if (button(ui, say(ui, Say::today), {.kind = ButtonKind::ghost, .fills = true})) {
            picked = today;
        }
        if (picked) {
            text_value = print(*picked);
            changed = true;
            is_open = false;
        }
    }
    return changed;
}

}  // namespace xingke::ui::kit
