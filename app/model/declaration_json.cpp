#include "app/model/declaration_json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/model/declaration_shape.h"
#include "app/model/layer.h"

namespace xingke::model {
namespace {

using Json = nlohmann::json;

template <class Enum>
concept Named = requires { shape::Names<Enum>::all; };

std::string print(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// ---- writing -------------------------------------------------------------------------------------------------------

class Writing {
public:
    static constexpr bool is_writing = true;

    template <class T>
    static Json object_of(const T& value) {
        Writing writing;
        shape::describe(writing, value);
        return std::move(writing.object_);
    }

    template <class T>
    void member(const char* name, const T& value) {
        if (is_said(value)) {
            object_[name] = json_of(value);
        }
    }
    template <class T>
    void member(const char* name, const T& value, const T& absent) {
        if (value != absent) {
            object_[name] = json_of(value);
        }
    }
    void tone(const char* name, std::string_view value) {
        if (!value.empty()) {
            object_[name] = std::string(value);
        }
    }
    // An alternative is an object that says which one it `is`.
    template <class Variant, std::size_t count>
    void one_of(const char* name, const Variant& value, const std::array<std::string_view, count>& names) {
        object_[name] = alternative(value, names);
    }

    template <class Variant, std::size_t count>
    static Json alternative(const Variant& value, const std::array<std::string_view, count>& names) {
        Json json = std::visit([](const auto& held) { return object_of(held); }, value);
        json["is"] = std::string(names[value.index()]);
        return json;
    }

private:
    static bool is_said(bool value) { return value; }
    static bool is_said(std::uint16_t value) { return value != 0; }
    static bool is_said(std::int64_t value) { return value != 0; }
    static bool is_said(const std::string& value) { return !value.empty(); }
    static bool is_said(const Title& value) { return !value.chinese.empty() || !value.english.empty(); }
    static bool is_said(const Rule& value) { return value.is_given(); }
    static bool is_said(const Numbering& value) { return value.is_given(); }
    static bool is_said(const Sum& value) { return value.is_given(); }
    static bool is_said(const Who& who) { return !who.roles.empty() || !who.people.empty() || !who.when.empty(); }
    template <class T>
        requires std::is_class_v<T>
    static bool is_said(const T&) {
        return true;
    }
    template <class T>
    static bool is_said(const std::vector<T>& value) {
        return !value.empty();
    }
    template <class T>
    static bool is_said(const std::optional<T>& value) {
        return value.has_value();
    }

    static Json json_of(bool value) { return value; }
    static Json json_of(int value) { return value; }
    static Json json_of(std::uint16_t value) { return value; }
    static Json json_of(std::int64_t value) { return value; }
    static Json json_of(const std::string& value) { return value; }
    static Json json_of(const Title& value) {
        return Json::array({std::string(value.chinese), std::string(value.english)});
    }
    static Json json_of(const Rule& value) { return value.text; }
    static Json json_of(const std::pair<std::string, std::string>& value) {
        return Json::array({value.first, value.second});
    }
    static Json json_of(const Effect& value) { return alternative(value, shape::effect_names); }
    template <Named Enum>
    static Json json_of(Enum value) {
        return std::string(shape::Names<Enum>::all[static_cast<std::size_t>(value)]);
    }
    template <class T>
    static Json json_of(const std::vector<T>& values) {
        Json json = Json::array();
        for (const T& value : values) {
            json.push_back(json_of(value));
        }
        return json;
    }
    template <class T>
    static Json json_of(const std::optional<T>& value) {
        return json_of(*value);
    }
    template <class T>
        requires std::is_class_v<T>
    static Json json_of(const T& value) {
        return object_of(value);
    }

    Json object_ = Json::object();
};

// ---- reading -------------------------------------------------------------------------------------------------------

// What went wrong first, and where: the path is put together on the way out.
struct Problem {
    bool is_found = false;
    std::string where;
    Text what = Text::nothing;
};

class Reading {
public:
    static constexpr bool is_writing = false;

    Reading(const Json& object, DeclaredTexts& texts, Problem& problem)
        : object_(object), texts_(texts), problem_(problem) {}

    template <class T>
    static void read_object(const Json& json, T& value, DeclaredTexts& texts, Problem& problem) {
        if (!json.is_object()) {
            fail(problem, Text::declaration_wrong_kind);
            return;
        }
        Reading reading(json, texts, problem);
        shape::describe(reading, value);
        reading.finish();
    }

    template <class Variant, std::size_t count>
    static void read_alternative(const Json& json, Variant& value, const std::array<std::string_view, count>& names,
                                 DeclaredTexts& texts, Problem& problem) {
        Reading(json, texts, problem).alternative(json, value, names);
    }

    template <class T>
    void member(const char* name, T& value) {
        if (const Json* json = find(name)) {
            read(*json, value);
            leave(name);
        }
    }
    template <class T, class Absent>
    void member(const char* name, T& value, const Absent&) {
        member(name, value);  // Absent is what the struct says itself.
    }
    void tone(const char* name, std::string_view& value) {
        if (const Json* json = find(name)) {
            const std::string text = json->is_string() ? json->get<std::string>() : "?";
            const auto* known = std::ranges::find(shape::tones, text);
            if (known == shape::tones.end()) {
                fail(problem_, Text::declaration_unknown_word);
            } else {
                value = *known;
            }
            leave(name);
        }
    }
    template <class Variant, std::size_t count>
    void one_of(const char* name, Variant& value, const std::array<std::string_view, count>& names) {
        if (const Json* json = find(name)) {
            alternative(*json, value, names);
            leave(name);
        }
    }

private:
    const Json* find(const char* name) {
        const auto found = problem_.is_found ? object_.end() : object_.find(name);
        if (found == object_.end()) {
            return nullptr;
        }
        ++read_count_;
        return &*found;
    }

    // A member that nobody asked for is a mistake, or of a newer version: better said than dropped.
    void finish() {
        if (!problem_.is_found && read_count_ + (is_alternative_ ? 1 : 0) != object_.size()) {
            fail(problem_, Text::declaration_unknown_member);
        }
    }

    static void fail(Problem& problem, Text what) {
        if (!problem.is_found) {
            problem.is_found = true;
            problem.what = what;
        }
    }
    void leave(std::string_view step) const {
        if (problem_.is_found) {
            const bool joins = !problem_.where.empty() && problem_.where.front() != '[';
            problem_.where = std::string(step) + (joins ? "." : "") + problem_.where;
        }
    }

    template <class Variant, std::size_t count>
    void alternative(const Json& json, Variant& value, const std::array<std::string_view, count>& names) const {
        const auto is = json.is_object() ? json.find("is") : json.end();
        const std::string word = json.is_object() && is != json.end() && is->is_string() ? is->get<std::string>() : "";
        const auto* known = std::ranges::find(names, word);
        if (known == names.end()) {
            return fail(problem_, Text::declaration_unknown_word);
        }
        make(json, value, static_cast<std::size_t>(known - names.begin()),
             std::make_index_sequence<std::variant_size_v<Variant>>());
    }
    template <class Variant, std::size_t... indexes>
    void make(const Json& json, Variant& value, std::size_t wanted, std::index_sequence<indexes...>) const {
        const auto one = [&]<std::size_t index>() {
            if (index == wanted) {
                Reading reading(json, texts_, problem_);
                reading.is_alternative_ = true;
                shape::describe(reading, value.template emplace<index>());
                reading.finish();
            }
        };
        (one.template operator()<indexes>(), ...);
    }

    void read(const Json& json, bool& value) const {
        json.is_boolean() ? static_cast<void>(value = json.get<bool>()) : fail(problem_, Text::declaration_wrong_kind);
    }
    template <class Integer>
        requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
    void read(const Json& json, Integer& value) const {
        // Numbers above the largest that is signed are none of ours either.
        if (!json.is_number_integer() ||
            (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())) {
            return fail(problem_, Text::declaration_wrong_kind);
        }
        const auto number = json.get<std::int64_t>();
        if (!std::in_range<Integer>(number)) {
            return fail(problem_, Text::declaration_wrong_kind);
        }
        value = static_cast<Integer>(number);
    }
    void read(const Json& json, std::string& value) const {
        json.is_string() ? static_cast<void>(value = json.get<std::string>())
                         : fail(problem_, Text::declaration_wrong_kind);
    }
    void read(const Json& json, Title& value) const {
        if (!json.is_array() || json.size() != 2 || !json[0].is_string() || !json[1].is_string()) {
            return fail(problem_, Text::declaration_wrong_kind);
        }
        value = {texts_.emplace_back(json[0].get<std::string>()), texts_.emplace_back(json[1].get<std::string>())};
    }
    void read(const Json& json, Rule& value) const { read(json, value.text); }
    void read(const Json& json, std::pair<std::string, std::string>& value) const {
        if (!json.is_array() || json.size() != 2) {
            return fail(problem_, Text::declaration_wrong_kind);
        }
        read(json[0], value.first);
        read(json[1], value.second);
    }
    void read(const Json& json, Effect& value) const { alternative(json, value, shape::effect_names); }
    template <Named Enum>
    void read(const Json& json, Enum& value) const {
        const std::string word = json.is_string() ? json.get<std::string>() : "?";
        const auto* known = std::ranges::find(shape::Names<Enum>::all, word);
        if (known == shape::Names<Enum>::all.end()) {
            return fail(problem_, Text::declaration_unknown_word);
        }
        value = static_cast<Enum>(known - shape::Names<Enum>::all.begin());
    }
    template <class T>
    void read(const Json& json, std::vector<T>& values) const {
        if (!json.is_array()) {
            return fail(problem_, Text::declaration_wrong_kind);
        }
        values.clear();
        values.reserve(json.size());
        for (std::size_t i = 0; i < json.size() && !problem_.is_found; ++i) {
            read(json[i], values.emplace_back());
            leave("[" + std::to_string(i) + "]");
        }
    }
    template <class T>
    void read(const Json& json, std::optional<T>& value) const {
        read(json, value.emplace());
    }
    template <class T>
        requires std::is_class_v<T>
    void read(const Json& json, T& value) const {
        read_object(json, value, texts_, problem_);
    }

    const Json& object_;
    DeclaredTexts& texts_;
    Problem& problem_;
    std::size_t read_count_ = 0;
    bool is_alternative_ = false;
};

Error error_of(const Problem& problem) {
    return {Fault::invalid_input, {problem.what, {argument("where", problem.where)}}, problem.where};
}

Result<Json> parse(std::string_view text) {
    if (text.size() > declaration_bytes_max) {
        return Error{Fault::invalid_input, {Text::declaration_no_json, {}}, "too long"};
    }
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        return Error{Fault::invalid_input, {Text::declaration_no_json, {}}, ""};
    }
    return json;
}

}  // namespace

std::string print_declarations(std::span<const RecordType> types) {
    Json json = Json::array();
    for (const RecordType& type : types) {
        json.push_back(Writing::object_of(type));
    }
    return print(json);
}

std::string print_declaration(const RecordType& type) {
    return print(Writing::object_of(type));
}

std::string print_addition(const Addition& addition) {
    return print(Writing::alternative(addition, shape::addition_names));
}

Result<std::vector<RecordType>> parse_declarations(std::string_view json, DeclaredTexts& texts) {
    const Json parsed = TRY(parse(json));
    std::vector<RecordType> types;
    if (!parsed.is_array()) {
        return error_of({true, "", Text::declaration_wrong_kind});
    }
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        Problem problem;
        Reading::read_object(parsed[i], types.emplace_back(), texts, problem);
        if (problem.is_found) {
            problem.where = "[" + std::to_string(i) + "]." + problem.where;
            return error_of(problem);
        }
    }
    return types;
}

Result<RecordType> parse_record_type(std::string_view json, DeclaredTexts& texts) {
    const Json parsed = TRY(parse(json));
    RecordType type;
    Problem problem;
    Reading::read_object(parsed, type, texts, problem);
    if (problem.is_found) {
        return error_of(problem);
    }
    return type;
}

Result<Addition> parse_addition(std::string_view json, DeclaredTexts& texts) {
    const Json parsed = TRY(parse(json));
    Addition addition;
    Problem problem;
    Reading::read_alternative(parsed, addition, shape::addition_names, texts, problem);
    if (problem.is_found) {
        return error_of(problem);
    }
    return addition;
}

}  // namespace xingke::model
