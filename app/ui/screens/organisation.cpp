#include "app/ui/screens/organisation.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/ui/kit/overlay.h"

namespace xingke::ui {
namespace {

constexpr model::Role roles[] = {model::Role::administrator, model::Role::manager, model::Role::salesperson,
                                 model::Role::quality,       model::Role::finance, model::Role::read_only};

std::unique_ptr<client::LiveQuery> all_of(Desk& desk, const model::RecordType& type) {
    model::Query query;
    query.type = type.id;
    query.count = model::window_rows_max;
    if (const model::Field* label = model::find_field(type, type.label_field)) {
        query.sorts = {{label->id}};
    }
    return desk.link().watch(std::move(query));
}

// The values of a row stand in the order of the type's fields.
const model::Value& value_in(const model::RecordType& type, const model::Row& row, std::string_view name) {
    static const model::Value nothing;
    for (std::size_t i = 0; i < type.fields.size() && i < row.values.size(); ++i) {
        if (type.fields[i].name == name) {
            return row.values[i];
        }
    }
    return nothing;
}

std::string text_in(const model::RecordType& type, const model::Row& row, std::string_view name) {
    const auto* text = std::get_if<std::string>(&value_in(type, row, name));
    return text != nullptr ? *text : std::string();
}

}  // namespace

bool Organisation::follow(Desk& desk) {
    const model::RecordType *user = desk.catalogue().find("user"), *department = desk.catalogue().find("department");
    if (user == nullptr || department == nullptr) {
        return false;
    }
    if (users_ == nullptr) {
        users_ = all_of(desk, *user);
        paths_ = all_of(desk, *department);
    }
    if (users_->version() == 0 || paths_->version() == 0) {
        return false;
    }
    if (users_->version() != users_version_ || paths_->version() != paths_version_) {
        users_version_ = users_->version();
        paths_version_ = paths_->version();
        read(desk);
    }
    return true;
}

void Organisation::read(const Desk& desk) {
    const model::RecordType &user = *desk.catalogue().find("user"), &department = *desk.catalogue().find("department");
    people_.clear();
    // With a sign that sorts before all others between the names, those below a department follow it at once.
    const auto less = [](const std::string& a, const std::string& b) {
        return std::ranges::lexicographical_compare(a, b, [](char left, char right) {
            const auto place = [](char sign) {
                return sign == '/' ? 0 : static_cast<int>(static_cast<unsigned char>(sign));
            };
            return place(left) < place(right);
        });
    };
    std::set<std::string, decltype(less)> paths(less);
    const auto add = [&paths](const std::string& path) {
        for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
            paths.insert(path.substr(0, end));
        }
        if (!path.empty()) {
            paths.insert(path);
        }
    };
    for (const model::Row& row : users_->page().rows) {
        Person person{row.id,
                      text_in(user, row, "name"),
                      text_in(user, row, "login"),
                      text_in(user, row, "role"),
                      text_in(user, row, "department"),
                      text_in(user, row, "unit"),
                      value_in(user, row, "disabled") == model::Value(true)};
        add(person.department);
        people_.push_back(std::move(person));
    }
    for (const model::Row& row : paths_->page().rows) {
        add(text_in(department, row, "path"));
    }
    std::ranges::stable_partition(people_, [](const Person& person) { return !person.is_disabled; });
    departments_.assign(paths.begin(), paths.end());
}

const Person* Organisation::find(RecordId id) const {
    const auto found = std::ranges::find(people_, id, &Person::id);
    return found == people_.end() ? nullptr : &*found;
}

std::size_t Organisation::count_in(std::string_view department) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        people_, [&](const Person& person) { return person.department == department && !person.is_disabled; }));
}

bool is_administrator(const Desk& desk) {
    return desk.actor().role == model::Role::administrator;
}

std::string_view leaf_of(std::string_view department) {
    const std::size_t last = department.rfind('/');
    return last == std::string_view::npos ? department : department.substr(last + 1);
}

std::vector<kit::Choice> role_choices(const kit::Ui& ui) {
    std::vector<kit::Choice> choices;
    for (const model::Role role : roles) {
        choices.push_back(
            {.key = std::string(model::key_of(role)), .title = std::string(say(ui, model::title_of(role)))});
    }
    return choices;
}

std::vector<kit::Choice> department_choices(const Organisation& organisation) {
    std::vector<kit::Choice> choices;
    for (const std::string& path : organisation.departments()) {
        choices.push_back({.key = path, .title = path});
    }
    return choices;
}

void administer(Desk& desk, client::AdminAction action, std::vector<std::string> parts, std::string words,
                std::function<void(bool)> done) {
    desk.link().administer(action, std::move(parts),
                           [&context = desk.context, words = std::move(words),
                            done = std::move(done)](const client::Administered& answer) {
                               const bool is_done = answer.error.key == Text::nothing;
                               done(is_done);
                               kit::show_toast(context.ui,
                                               {.words = is_done ? words : std::string(say(context.ui, answer.error)),
                                                .tone = is_done ? kit::Tone::good : kit::Tone::bad});
                           });
}

}  // namespace xingke::ui
