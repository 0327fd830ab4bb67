#include "app/model/layer.h"

#include <algorithm>
#include <tuple>

#include "app/model/field_rules.h"

namespace xingke::model {
namespace {

bool is_complete(const Title& title) {
    return !title.chinese.empty() && !title.english.empty();
}

bool is_layered_name(std::string_view name) {
    return name.starts_with(layered_prefix) && name.size() > layered_prefix.size();
}

std::vector<Option>* options_of(Field& field) {
    if (auto* choice = std::get_if<kind::Choice>(&field.kind)) {
        return &choice->options;
    }
    auto* choices = std::get_if<kind::Choices>(&field.kind);
    return choices != nullptr ? &choices->options : nullptr;
}

// Puts one declaration onto the types below it, or says why not and leaves them as they are.
class Laying {
public:
    Laying(std::vector<RecordType>& types, Layer layer) : types_(types), layer_(layer) {}

    std::optional<Message> operator()(const layered::NewType& addition) {
        const RecordType& type = addition.type;
        if (layer_ == Layer::person) {
            return Message{Text::declaration_only_company, {}};
        }
        if (!is_complete(type.title) || !is_complete(type.title_plural)) {
            return Message{Text::declaration_needs_titles, {}};
        }
        if (type.id < layered_type_id_min || std::ranges::count(types_, type.id, &RecordType::id) > 0) {
            return Message{Text::declaration_needs_own_id, {}};
        }
        if (!is_layered_name(type.name) || std::ranges::count(types_, type.name, &RecordType::name) > 0) {
            return Message{Text::declaration_needs_own_name, {argument("name", type.name)}};
        }
        const auto has_title = [&](const RecordType& other) { return other.title.chinese == type.title.chinese; };
        if (std::ranges::any_of(types_, has_title)) {
            return Message{Text::declaration_needs_own_title, {argument("title", type.title)}};
        }
        types_.push_back(type);
        complete(types_.back());
        return {};
    }

    std::optional<Message> operator()(const layered::NewField& addition) {
        const Field& field = addition.field;
        if (layer_ == Layer::person) {
            return Message{Text::declaration_only_company, {}};
        }
        RecordType* type = find_type(addition.of);
        if (type == nullptr || type->is_system) {
            return Message{Text::declaration_type_unknown, {argument("name", addition.of)}};
        }
        if (!is_complete(field.title)) {
            return Message{Text::declaration_needs_titles, {}};
        }
        if (field.id < layered_field_id_min || field.id > layered_field_id_max ||
            std::ranges::count(type->fields, field.id, &Field::id) > 0) {
            return Message{Text::declaration_needs_own_id, {}};
        }
        if (!is_layered_name(field.name) || std::ranges::count(type->fields, field.name, &Field::name) > 0) {
            return Message{Text::declaration_needs_own_name, {argument("name", field.name)}};
        }
        const auto has_title = [&](const Field& other) { return other.title.chinese == field.title.chinese; };
        if (std::ranges::any_of(type->fields, has_title)) {
            return Message{Text::declaration_needs_own_title, {argument("title", field.title)}};
        }
        type->fields.push_back(field);
        complete(*type);
        return {};
    }

    std::optional<Message> operator()(const layered::NewOption& addition) {
        if (layer_ == Layer::person) {
            return Message{Text::declaration_only_company, {}};
        }
        Field* field = nullptr;
        if (std::optional<Message> problem = find(addition.of, addition.field, field)) {
            return problem;
        }
        std::vector<Option>* options = options_of(*field);
        const bool is_layered = is_layered_name(field->name) || is_layered_name(addition.of);
        if (options == nullptr || !(field->company_options || is_layered)) {
            return Message{Text::declaration_fixed_options, {argument("field", field->title)}};
        }
        if (!is_complete(addition.option.title)) {
            return Message{Text::declaration_needs_titles, {}};
        }
        if (!is_layered_name(addition.option.key) ||
            std::ranges::count(*options, addition.option.key, &Option::key) > 0) {
            return Message{Text::declaration_needs_own_name, {argument("name", addition.option.key)}};
        }
        const auto has_title = [&](const Option& other) {
            return other.title.chinese == addition.option.title.chinese;
        };
        if (std::ranges::any_of(*options, has_title)) {
            return Message{Text::declaration_needs_own_title, {argument("title", addition.option.title)}};
        }
        options->push_back(addition.option);
        return {};
    }

    std::optional<Message> operator()(const layered::Narrowing& narrowing) {
        Field* found = nullptr;
        if (std::optional<Message> problem = find(narrowing.of, narrowing.field, found)) {
            return problem;
        }
        // On a copy: all of it or nothing.
        Field field = *found;
        const bool binds_others = narrowing.required || narrowing.characters_max || narrowing.least || narrowing.most ||
                                  !narrowing.without_options.empty() || !narrowing.read_only_when.empty() ||
                                  !narrowing.secret_from.empty();
        if (layer_ == Layer::person && binds_others) {
            return Message{Text::declaration_only_company, {}};
        }
        if (!narrow_value(narrowing, field) || !narrow_use(narrowing, field)) {
            return Message{Text::declaration_loosens, {argument("field", field.title)}};
        }
        *found = std::move(field);
        return {};
    }

private:
    RecordType* find_type(std::string_view name) {
        const auto type = std::ranges::find(types_, name, &RecordType::name);
        return type == types_.end() ? nullptr : &*type;
    }

    std::optional<Message> find(const std::string& type_name, const std::string& field_name, Field*& field) {
        RecordType* type = find_type(type_name);
        if (type == nullptr || type->is_system) {
            return Message{Text::declaration_type_unknown, {argument("name", type_name)}};
        }
        const auto found = std::ranges::find(type->fields, field_name, &Field::name);
        if (found == type->fields.end()) {
            return Message{Text::declaration_field_unknown,
                           {argument("type", type->title), argument("name", field_name)}};
        }
        field = &*found;
        return {};
    }

    static bool narrow_value(const layered::Narrowing& narrowing, Field& field) {
        if (narrowing.characters_max) {
            auto* text = std::get_if<kind::Text>(&field.kind);
            if (text == nullptr || *narrowing.characters_max < 1 || *narrowing.characters_max > text->characters_max) {
                return false;
            }
            text->characters_max = *narrowing.characters_max;
        }
        if (narrowing.least || narrowing.most) {
            auto* number = std::get_if<kind::Number>(&field.kind);
            if (number == nullptr || narrowing.least.value_or(number->least) < number->least ||
                narrowing.most.value_or(number->most) > number->most ||
                narrowing.least.value_or(number->least) > narrowing.most.value_or(number->most)) {
                return false;
            }
            number->least = narrowing.least.value_or(number->least);
            number->most = narrowing.most.value_or(number->most);
        }
        std::vector<Option>* options = options_of(field);
        for (const std::string& key : narrowing.without_options) {
            const auto option =
                options == nullptr ? std::vector<Option>::iterator{} : std::ranges::find(*options, key, &Option::key);
            // The states of a workflow are its own.
            if (options == nullptr || option == options->end() || field.is_state) {
                return false;
            }
            option->is_retired = true;
        }
        return options == nullptr || std::ranges::any_of(*options, [](const Option& one) { return !one.is_retired; });
    }

    static bool narrow_use(const layered::Narrowing& narrowing, Field& field) {
        const bool is_typed_here = is_typed(field);
        if (narrowing.required) {
            if (!is_typed_here) {
                return false;
            }
            field.required = true;
        }
        if (narrowing.hidden) {
            if (field.required || field.required_when.is_given() || field.is_state) {
                return false;
            }
            field.visible_when = "false";
            field.in_list = false;
        } else if (narrowing.in_list) {
            field.in_list = *narrowing.in_list;
        }
        if (!narrowing.read_only_when.empty()) {
            if (!is_typed_here) {
                return false;
            }
            const std::string below = field.read_only_when.text;
            field.read_only_when.text =
                below.empty() ? narrowing.read_only_when : "(" + below + ") || (" + narrowing.read_only_when + ")";
        }
        for (const Role role : narrowing.secret_from) {
            // What an administrator cannot see nobody could put right.
            if (role == Role::administrator || field.required) {
                return false;
            }
            if (std::ranges::count(field.secret_from, role) == 0) {
                field.secret_from.push_back(role);
            }
        }
        return true;
    }

    std::vector<RecordType>& types_;
    Layer layer_;
};

struct Read {
    const Declaration* declaration = nullptr;
    Addition addition;
};

void hide_secrets(std::vector<RecordType>& types, Role role) {
    for (RecordType& type : types) {
        for (Field& field : type.fields) {
            if (is_secret(field, role)) {
                field.visible_when = "false";
                field.in_list = false;
            }
        }
    }
}

}  // namespace

Layered with_layers(const Catalogue& core, std::span<const Declaration> declarations, const Actor& viewer) {
    const auto texts = std::make_shared<DeclaredTexts>();
    std::vector<std::pair<RecordId, Message>> left_out;
    std::vector<Read> reads;
    for (const Declaration& declaration : declarations) {
        if (declaration.layer == Layer::person && (viewer.user.is_nil() || declaration.person != viewer.user)) {
            continue;
        }
        if (Result<Addition> addition = parse_addition(declaration.body, *texts)) {
            reads.push_back({&declaration, *std::move(addition)});
        } else {
            left_out.emplace_back(declaration.record, addition.error().message);
        }
    }
    std::ranges::sort(reads, {}, [](const Read& read) {
        return std::tuple(read.declaration->layer, read.addition.index(), read.declaration->record);
    });
    std::vector<RecordType> types = core.types();
    for (const Read& read : reads) {
        if (std::optional<Message> problem = std::visit(Laying(types, read.declaration->layer), read.addition)) {
            left_out.emplace_back(read.declaration->record, *std::move(problem));
        }
    }
    if (!viewer.user.is_nil()) {
        hide_secrets(types, viewer.role);
    }
    return {Catalogue(core.version(), std::move(types), core.calendar(), texts), std::move(left_out)};
}

std::vector<Message> problems(const Catalogue& core, std::span<const Declaration> others,
                              const Declaration& candidate) {
    std::vector<Declaration> all(others.begin(), others.end());
    all.push_back(candidate);
    const Actor author{candidate.layer == Layer::person ? candidate.person : RecordId{}, Role::administrator};
    const Layered layered = with_layers(core, all, author);
    std::vector<Message> found;
    for (const auto& [record, problem] : layered.left_out) {
        if (record == candidate.record) {
            found.push_back(problem);
        }
    }
    if (!found.empty()) {
        return found;
    }
    const std::vector<std::string> before = self_check(with_layers(core, others, author).catalogue);
    for (const std::string& problem : self_check(layered.catalogue)) {
        if (std::ranges::count(before, problem) == 0) {
            found.push_back({Text::declaration_wrong, {argument("detail", problem)}});
        }
    }
    return found;
}

std::string_view key_of(Layer layer) {
    return layer == Layer::company ? "company" : "person";
}

std::optional<Declaration> declaration_of(const Record& record) {
    const auto* layer = std::get_if<std::string>(&value_of(record, declaration_field::layer));
    const auto* body = std::get_if<std::string>(&value_of(record, declaration_field::body));
    if (!is_alive(record) || layer == nullptr || body == nullptr) {
        return {};
    }
    Declaration declaration{record.id, *layer == key_of(Layer::person) ? Layer::person : Layer::company, {}, *body};
    if (const auto* creator = std::get_if<RecordId>(&value_of(record, common_field::creator))) {
        declaration.person = *creator;
    }
    return declaration;
}

std::vector<Message> refusals_of_declaration(const Catalogue& core, std::span<const Declaration> others,
                                             const Record* before, const Record& after, const Actor& actor) {
    const auto may_touch = [&](const Record& record) {
        const auto* layer = std::get_if<std::string>(&value_of(record, declaration_field::layer));
        const bool is_own = layer != nullptr && *layer == key_of(Layer::person) &&
                            value_of(record, common_field::creator) == Value(actor.user);
        return is_own || (actor.role == Role::administrator && (layer == nullptr || *layer == key_of(Layer::company)));
    };
    if (!may_touch(after) || (before != nullptr && !may_touch(*before))) {
        const RecordType* type = core.find(declaration_type_name);
        return {{Text::may_not_edit, {argument("type", type != nullptr ? type->title : Title{})}}};
    }
    const std::optional<Declaration> declaration = declaration_of(after);
    return declaration ? problems(core, others, *declaration) : std::vector<Message>();
}

namespace {

// The random end of a UUIDv7.
std::uint32_t number_of(RecordId id) {
    std::uint32_t number = 0;
    for (std::size_t i = 12; i < 16; ++i) {
        number = number << 8 | id.bytes[i];
    }
    return number;
}

}  // namespace

TypeId new_type_id(const Catalogue& catalogue, RecordId declaration) {
    constexpr std::uint32_t count = 0x7fff - layered_type_id_min;
    std::uint32_t number = number_of(declaration);
    while (catalogue.find(static_cast<TypeId>(layered_type_id_min + number % count)) != nullptr) {
        ++number;
    }
    return static_cast<TypeId>(layered_type_id_min + number % count);
}

FieldId new_field_id(const RecordType& type, RecordId declaration) {
    constexpr std::uint32_t count = layered_field_id_max - layered_field_id_min + 1;
    std::uint32_t number = number_of(declaration);
    while (find_field(type, static_cast<FieldId>(layered_field_id_min + number % count)) != nullptr) {
        ++number;
    }
    return static_cast<FieldId>(layered_field_id_min + number % count);
}

}  // namespace xingke::model
