#include "app/ui/screens/people_page.h"

#include <algorithm>
#include <array>

#include "app/model/permission.h"
#include "app/model/sight.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/text_field.h"

namespace xingke::ui {
namespace {

constexpr float step_of_tree = 20;

Say words_of(model::Reach reach) {
    switch (reach) {
        case model::Reach::own:
            return Say::role_sees_own;
        case model::Reach::department:
            return Say::role_sees_department;
        case model::Reach::department_and_below:
            return Say::role_sees_below;
        case model::Reach::company:
            break;
    }
    return Say::role_sees_company;
}

std::string details_of(const kit::Ui& ui, const Person& person) {
    model::Role role{};
    std::string words = person.login;
    if (model::role_of_key(person.role, role)) {
        words += " · " + std::string(say(ui, model::title_of(role)));
    }
    return person.department.empty() ? words : words + " · " + person.department;
}

bool is_wanted(const Person& person, const std::string& words) {
    const auto has = [&words](const std::string& text) { return text.find(words) != std::string::npos; };
    return words.empty() || has(person.name) || has(person.login) || has(person.department);
}

std::string rights_of(const kit::Ui& ui, const model::RecordType& type, model::Role role) {
    const model::Actor actor{{}, role};
    std::string words;
    const auto add = [&](model::Action action, Say title) {
        if (model::may(actor, action, type)) {
            words += (words.empty() ? "" : " · ") + std::string(say(ui, title));
        }
    };
    add(model::Action::create, Say::role_may_create);
    add(model::Action::edit, Say::role_may_edit);
    add(model::Action::remove, Say::role_may_remove);
    return words;
}

}  // namespace

void PeopleScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::ScrollArea scroll(ui, "people", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::organisation), 1);
    }
    kit::soft_text(ui, say(ui, is_administrator(desk) ? Say::organisation_online : Say::organisation_admins));
    const std::array<kit::Choice, 3> tabs = {
        kit::Choice{.key = "people", .title = std::string(say(ui, Say::people_tab)), .icon = kit::Icon::user},
        kit::Choice{
            .key = "departments", .title = std::string(say(ui, Say::departments_tab)), .icon = kit::Icon::users},
        kit::Choice{.key = "roles", .title = std::string(say(ui, Say::roles_tab)), .icon = kit::Icon::shield}};
    kit::segments(ui, say(ui, Say::organisation), tabs, tab_);
    if (!organisation_.follow(desk)) {
        kit::skeleton(ui, 0, 72);
        return;
    }
    if (tab_ == "people") {
        draw_people(desk);
    } else if (tab_ == "departments") {
        draw_departments(desk);
    } else {
        draw_roles(desk);
    }
    kit::gap(ui, 24);
    person_.draw(desk, organisation_);
    department_.draw(desk, organisation_);
}

void PeopleScreen::draw_people(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool may_change = is_administrator(desk);
    if (may_change) {
        const kit::Row row(ui, {});
        if (kit::button(ui, say(ui, Say::new_person), {.kind = kit::ButtonKind::primary, .icon = kit::Icon::plus})) {
            person_.open_new();
        }
    }
    kit::text_field(ui, "wanted", wanted_,
                    {.name = say(ui, Say::person_search),
                     .placeholder = say(ui, Say::person_search),
                     .kind = kit::InputKind::search,
                     .icon = kit::Icon::search});
    const kit::Card card(ui, "list", {.padding = 4, .gap = 0});
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::people_tab));
    bool is_empty = true;
    for (const Person& person : organisation_.people()) {
        if (!is_wanted(person, wanted_)) {
            continue;
        }
        is_empty = false;
        const std::string detail = details_of(ui, person), id = print(person.id);
        if (kit::line(ui, person.name,
                      {.detail = detail,
                       .value = person.is_disabled ? say(ui, Say::person_disabled) : std::string_view(),
                       .leads_on = may_change,
                       .avatar = person.name,
                       .id = id}) &&
            may_change) {
            person_.open(person);
        }
    }
    if (is_empty) {
        kit::soft_text(ui, say(ui, Say::people_none));
    }
}

void PeopleScreen::draw_departments(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool may_change = is_administrator(desk);
    if (may_change) {
        const kit::Row row(ui, {});
        if (kit::button(ui, say(ui, Say::new_department),
                        {.kind = kit::ButtonKind::primary, .icon = kit::Icon::plus})) {
            department_.open_new();
        }
    }
    if (organisation_.departments().empty()) {
        kit::empty_state(ui, {.icon = kit::Icon::users,
                              .title = say(ui, Say::departments_none),
                              .sentence = say(ui, Say::departments_none_hint)});
        return;
    }
    kit::soft_text(ui, say(ui, Say::departments_none_hint));
    const kit::Card card(ui, "tree", {.padding = 4, .gap = 0});
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::departments_tab));
    for (const std::string& path : organisation_.departments()) {
        const kit::Row row(ui, {.gap = 0});
        kit::gap(ui, step_of_tree * static_cast<float>(std::ranges::count(path, '/')));
        const std::string count =
            say(ui, Say::department_people, {{"count", std::to_string(organisation_.count_in(path))}});
        if (kit::line(ui, leaf_of(path),
                      {.icon = kit::Icon::users, .value = count, .leads_on = may_change, .id = path}) &&
            may_change) {
            department_.open(path);
        }
    }
}

void PeopleScreen::draw_roles(Desk& desk) {
    kit::Ui& ui = desk.ui();
    kit::select_field(ui, "role", role_choices(ui), role_, {.label = say(ui, Say::role), .may_clear = false});
    model::Role role{};
    if (!model::role_of_key(role_, role)) {
        return;
    }
    const auto count = std::ranges::count_if(
        organisation_.people(), [&](const Person& person) { return person.role == role_ && !person.is_disabled; });
    kit::soft_text(ui, say(ui, Say::role_people, {{"count", std::to_string(count)}}));
    const kit::Card card(ui, "rights", {.gap = 10});
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::roles_tab));
    for (const model::RecordType* type : desk.offered_types()) {
        const Say sees =
            model::is_for_everybody(*type) ? Say::role_sees_company : words_of(model::reach_of(*type, role));
        const std::string rights = rights_of(ui, *type, role);
        const std::string words = std::string(say(ui, Say::role_sees)) + " " + std::string(say(ui, sees)) +
                                  (rights.empty() ? "" : " · " + rights);
        const kit::SemanticScope item(ui, kit::Role::listitem, say(ui, type->title));
        const kit::Stack stack(ui, {.gap = 2});
        kit::text(ui, say(ui, type->title), {.type = kit::Type::body_strong});
        kit::caption(ui, words, kit::theme(ui).text_soft);
    }
}

}  // namespace xingke::ui
