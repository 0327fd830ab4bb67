#include "app/ui/views/phrases.h"

#include <utility>

#include "app/base/text.h"
#include "app/model/permission.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"

namespace xingke::ui::views {
namespace {

constexpr std::string_view type_name = "quick_phrase";
constexpr std::int64_t offered_max = 30;

const model::Field& field_of(const model::RecordType& type, std::string_view name) {
    return *model::find_field(type, name);
}

std::unique_ptr<client::LiveQuery> watch_phrases(EditContext& context, const model::RecordType& type) {
    model::Query query{.type = type.id};
    query.sorts = {{.field = field_of(type, "position").id}, {.field = model::common_field::created}};
    query.fields = {field_of(type, "content").id};
    query.count = offered_max;
    return context.link.watch(std::move(query));
}

void keep(kit::Ui& ui, EditContext& context, const model::RecordType& type, const std::string& text) {
    const RecordId id = make_id<RecordTag>(ui.platform.clock.now(), ui.platform.random);
    std::vector<model::Change> changes;
    const auto set = [&](model::FieldId field, model::Value value) {
        changes.push_back({.record = id, .type = type.id, .field = field, .value = std::move(value)});
    };
    set(model::life_field, std::int64_t{1});
    set(field_of(type, "content").id, text);
    context.link.commit(model::Intent::create, context.link.sync().cursor, std::move(changes),
                        [&ui](const client::Committed& committed) {
                            const bool is_kept = committed.saved;
                            kit::show_toast(
                                ui, {.words = std::string(say(ui, is_kept ? Say::toast_phrase_kept : Say::not_saved)),
                                     .tone = is_kept ? kit::Tone::good : kit::Tone::bad});
                        });
}

bool may_be_kept(const model::RecordType& type, const std::string& text) {
    const auto& kind = std::get<model::kind::Text>(field_of(type, "content").kind);
    return !text.empty() && count_characters(text) <= static_cast<std::size_t>(kind.characters_max);
}

}  // namespace

bool takes_phrases(const model::Catalogue& catalogue, const model::Field& field) {
    const auto* text = std::get_if<model::kind::Text>(&field.kind);
    return text != nullptr && text->multiline && field.searchable != model::Searchable::no &&
           catalogue.find(type_name) != nullptr;
}

bool draw_phrases(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit) {
    const model::RecordType& type = *context.catalogue.find(type_name);
    if (!model::may(context.link.session().actor, model::Action::create, type)) {
        return false;
    }
    if (edit.phrases == nullptr) {
        edit.phrases = std::make_shared<PhraseMenu>();
    }
    PhraseMenu& menu = *edit.phrases;
    const std::string name = say(ui, Say::phrases_for, {{"field", say(ui, field.title)}});
    const kit::IdScope scope(ui, field.name);
    const kit::Box at = {ui.layout.flows.back().x, kit::cursor_y(ui), 220, kit::metric::touch};
    if (kit::button(ui, say(ui, Say::phrases),
                    {.kind = kit::ButtonKind::ghost, .icon = kit::Icon::message, .small = true, .description = name})) {
        menu.is_open = true;
        menu.anchor = at;
        menu.phrases = watch_phrases(context, type);
    }
    kit::Menu list(ui, "phrases", menu.anchor, menu.is_open, 320);
    if (!list.is_open()) {
        return false;
    }
    bool has_grown = false;
    if (menu.phrases->version() > 0 && menu.phrases->page().rows.empty() && edit.text.empty()) {
        const kit::Stack stack(ui, {.padding = 16});
        kit::soft_text(ui, say(ui, Say::phrase_none));
    }
    for (const model::Row& row : menu.phrases->page().rows) {
        const auto* words = row.values.empty() ? nullptr : std::get_if<std::string>(&row.values.front());
        const kit::IdScope of_row(ui, print(row.id));
        if (words != nullptr && kit::menu_item(ui, kit::Icon::message, *words, list)) {
            edit.text += (edit.text.empty() ? "" : edit.text.ends_with('\n') ? "" : "\n") + *words;
            has_grown = true;
        }
    }
    if (may_be_kept(type, edit.text) && kit::menu_item(ui, kit::Icon::plus, say(ui, Say::phrase_keep), list)) {
        keep(ui, context, type, edit.text);
    }
    return has_grown;
}

}  // namespace xingke::ui::views
