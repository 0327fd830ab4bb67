#include "app/store/transfer/cell_reader.h"

#include <algorithm>
#include <array>
#include <variant>

#include "app/base/text.h"

namespace xingke::store {
namespace {

// How many different answers a column remembers.
constexpr std::size_t known_count_max = 10'000;

template <class... Kinds>
bool is_one_of(const model::Kind& kind) {
    return (std::holds_alternative<Kinds>(kind) || ...);
}

bool repeats(const model::Kind& kind) {
    return is_one_of<model::kind::Choice, model::kind::Choices, model::kind::Region, model::kind::YesNo,
                     model::kind::Reference, model::kind::References>(kind);
}

// What people write into a cell that has nothing to say. In a text it may be meant, and for yes or no 无 is an answer.
bool means_nothing(std::string_view text, const model::Kind& kind) {
    if (is_one_of<model::kind::Text, model::kind::YesNo>(kind)) {
        return false;
    }
    constexpr std::array fillers = {"-", "--", "/", "\\", "—", "——", "无", "暂无", "n/a", "#n/a", "na", "null", "none"};
    const std::string folded = fold(text);
    return std::ranges::find(fillers, folded) != fillers.end();
}

constexpr std::string_view malformed_mark = "\xEF\xBF\xBD";  // U+FFFD
// How much of a wrong text a message repeats.
constexpr std::size_t shown_characters = 40;

}  // namespace

std::string_view plain_cell(std::string_view cell) {
    std::string_view text = trim(cell);
    if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"')) {
        text = trim(text.substr(2, text.size() - 3));
    }
    if (text.size() < 2 || text.front() != '\'') {
        return text;
    }
    constexpr std::u32string_view guarded = U"=+-@0123456789\t\r\n";
    std::size_t at = 1;
    const char32_t next = fold_code_point(next_code_point(text, at));
    return guarded.find(next) != std::u32string_view::npos ? trim(text.substr(1)) : text;
}

Result<CellValue> CellReader::read(std::string_view cell) {
    const std::string_view text = plain_cell(cell);
    const model::Field& field = *field_.field;
    if (text.empty() || means_nothing(text, field.kind)) {
        return CellValue{};
    }
    if (text.find(malformed_mark) != std::string_view::npos) {
        return wrong({Text::unreadable_text, {argument("field", field.title)}});
    }
    if (!repeats(field.kind)) {
        return parse(text);
    }
    const auto known = known_.find(std::string(text));
    if (known != known_.end()) {
        return CellValue{known->second, std::nullopt};
    }
    Result<CellValue> answer = parse(text);
    if (answer && !answer->issue && known_.size() < known_count_max) {
        known_.emplace(text, answer->value);
    }
    return answer;
}

Result<CellValue> CellReader::parse(std::string_view text) {
    if (std::holds_alternative<model::kind::Reference>(field_.field->kind)) {
        return find_reference(text);
    }
    if (std::holds_alternative<model::kind::References>(field_.field->kind)) {
        return find_references(text);
    }
    Result<model::Value> value = model::parse_value(*field_.field, text);
    if (!value) {
        return wrong(std::move(value.error().message));
    }
    return CellValue{std::move(*value), std::nullopt};
}

Result<CellValue> CellReader::find_reference(std::string_view text) {
    const model::Field& field = *field_.field;
    const model::RecordType* target = store_->catalogue().find(model::type_referred_to(field.kind));
    const model::Field* label = target == nullptr ? nullptr : model::find_field(*target, target->label_field);
    if (label == nullptr) {
        return CellValue{};
    }
    if (!labels_) {
        labels_ = TRY(LabelIndex::load(*store_, *target, *label));
    }
    const std::vector<MessageArgument> arguments = {
        argument("field", field.title), argument("value", std::string(first_characters(text, shown_characters)))};
    if (const LabelEntry* entry = labels_->find(key_of(*label, text))) {
        return entry->is_ambiguous ? wrong({Text::ambiguous_reference, arguments})
                                   : CellValue{entry->record, std::nullopt};
    }
    const std::optional<RecordId> id = parse_id<RecordTag>(text);
    if (id) {
        const std::optional<model::Record> record = TRY(store_->read(target->id, *id));
        if (record && is_alive(*record)) {
            return CellValue{*id, std::nullopt};
        }
    }
    return wrong({Text::not_reference, arguments});
}

Result<CellValue> CellReader::find_references(std::string_view text) {
    model::Elements elements;
    for (const std::string& name : model::split_list(text)) {
        CellValue one = TRY(find_reference(name));
        if (one.issue) {
            return one;
        }
        if (const auto* id = std::get_if<RecordId>(&one.value)) {
            elements.push_back(print(*id));
        }
    }
    std::ranges::sort(elements);
    elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
    return elements.empty() ? CellValue{} : CellValue{std::move(elements), std::nullopt};
}

CellValue CellReader::wrong(Message message) const {
    return {{}, model::Issue{field_.field->name, std::move(message)}};
}

}  // namespace xingke::store
