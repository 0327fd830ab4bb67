// The rules that every declaration must keep, over a whole catalogue (after Tryton's ModuleTestCase).
#include <algorithm>
#include <set>

#include "app/model/catalogue.h"

namespace xingke::model {
namespace {

bool is_lower_snake(std::string_view name) {
    if (name.empty() || name.front() < 'a' || name.front() > 'z') {
        return false;
    }
    return std::ranges::all_of(name,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_complete(const Title& title) {
    return !title.chinese.empty() && !title.english.empty();
}

const std::vector<Option>* options_of(const Field& field) {
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind)) {
        return &choice->options;
    }
    if (const auto* choices = std::get_if<kind::Choices>(&field.kind)) {
        return &choices->options;
    }
    return nullptr;
}

class Checker {
public:
    explicit Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

    std::vector<std::string> run() {
        std::set<TypeId> ids;
        std::set<std::string_view> names;
        for (const RecordType& type : catalogue_.types()) {
            require(ids.insert(type.id).second && type.id != 0, type, "", "needs an id of its own, above 0");
            require(names.insert(type.name).second, type, "", "needs a name of its own");
            check_type(type);
        }
        return std::move(problems_);
    }

private:
    void require(bool holds, const RecordType& type, std::string_view field, std::string_view rule) {
        if (!holds) {
            std::string where = type.name;
            if (!field.empty()) {
                where += '.';
                where += field;
            }
            problems_.push_back(where + " " + std::string(rule));
        }
    }

    void check_type(const RecordType& type) {
        require(is_lower_snake(type.name), type, "", "must be named in lower_snake");
        require(is_complete(type.title) && is_complete(type.title_plural), type, "", "needs titles in both languages");
        require(!type.source.empty(), type, "", "needs a source");
        const Field* label = find_field(type, type.label_field);
        require(label != nullptr && std::holds_alternative<kind::Text>(label->kind), type, "",
                "needs a label field that is text");
        require(type.duplicate_field.empty() || find_field(type, type.duplicate_field) != nullptr, type, "",
                "names a duplicate field that it has not");
        check_child(type);
        std::set<FieldId> ids;
        std::set<std::string_view> names;
        for (const Field& field : type.fields) {
            require(field.id != life_field && ids.insert(field.id).second, type, field.name,
                    "needs an id of its own, above 0");
            require(names.insert(field.name).second, type, field.name, "needs a name of its own");
            check_field(type, field);
        }
    }

    void check_child(const RecordType& type) {
        if (type.create_with.empty()) {
            return;
        }
        const RecordType* child = catalogue_.find(type.create_with);
        const Field* parent = child == nullptr ? nullptr : parent_field(*child);
        require(parent != nullptr && std::get<kind::Reference>(parent->kind).type == type.name, type, "",
                "is created with a type that is not its child");
    }

    void check_field(const RecordType& type, const Field& field) {
        require(is_lower_snake(field.name), type, field.name, "must be named in lower_snake");
        require(field.id < 0x4000, type, field.name,
                "needs an id below 16384, which is where child columns of an import begin");
        require(is_complete(field.title), type, field.name, "needs a title in both languages");
        require(field.section.empty() || std::ranges::count(type.sections, field.section, &Section::key) == 1, type,
                field.name, "names a section that does not exist");
        require(!(field.required && field.server_only), type, field.name, "cannot be required and the server's");
        check_condition(type, field, field.visible_when);
        check_condition(type, field, field.required_when);
        check_options(type, field);
        if (const auto* reference = std::get_if<kind::Reference>(&field.kind)) {
            require(catalogue_.find(reference->type) != nullptr, type, field.name,
                    "refers to a type that does not exist");
        }
        const bool is_text = std::holds_alternative<kind::Text>(field.kind);
        require(field.searchable != Searchable::name || is_text, type, field.name,
                "is searched as a name but is no text");
    }

    void check_options(const RecordType& type, const Field& field) {
        const std::vector<Option>* options = options_of(field);
        if (options == nullptr) {
            return;
        }
        std::set<std::string_view> keys;
        std::set<std::string_view> titles;
        require(!options->empty(), type, field.name, "needs options");
        for (const Option& option : *options) {
            require(is_lower_snake(option.key) && keys.insert(option.key).second, type, field.name,
                    "needs option keys that are unique and lower_snake");
            require(is_complete(option.title) && titles.insert(option.title.chinese).second, type, field.name,
                    "needs option titles in both languages, without doubles");
        }
    }

    void check_condition(const RecordType& type, const Field& field, const Condition& condition) {
        for (const Condition::Term& term : condition.terms) {
            const Field* other = find_field(type, term.field);
            require(other != nullptr && other != &field, type, field.name, "depends on a field that does not exist");
            const std::vector<Option>* options = other == nullptr ? nullptr : options_of(*other);
            const bool needs_option = term.test == Condition::Test::is || term.test == Condition::Test::is_not;
            require(options == nullptr || !needs_option || std::ranges::count(*options, term.value, &Option::key) == 1,
                    type, field.name, "depends on an option that does not exist");
        }
    }

    const Catalogue& catalogue_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> self_check(const Catalogue& catalogue) {
    return Checker(catalogue).run();
}

}  // namespace xingke::model
