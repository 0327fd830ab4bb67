#include "app/ui/views/record_pick.h"

#include <utility>
#include <vector>

#include "app/base/text.h"
#include "app/ui/say.h"

namespace xingke::ui::views {
namespace {

constexpr std::int64_t hit_count = 30;

model::Query query_for(const model::RecordType& type, std::string_view words) {
    model::Query query;
    query.type = type.id;
    query.search = trim(words);
    const model::Field* label = model::find_field(type, type.label_field);
    query.fields = {label->id};
    query.sorts = {{model::common_field::updated, true}};
    query.count = hit_count;
    return query;
}

}  // namespace

RecordPick pick_record(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                       kit::PickerOptions picker) {
    const model::RecordType* type = context.catalogue.find(model::type_referred_to(field.kind));
    std::vector<kit::Choice> hits;
    if (edit.hits != nullptr) {
        for (const model::Row& row : edit.hits->page().rows) {
            const auto* label = row.values.empty() ? nullptr : std::get_if<std::string>(&row.values.front());
            hits.push_back({.key = print(row.id), .title = label == nullptr ? "" : *label});
        }
    }
    picker.search_placeholder = say(ui, Say::pick_search);
    picker.is_loading = edit.hits == nullptr || edit.hits->version() == 0;
    const kit::PickerResult result = kit::picker_field(ui, field.name, edit.search, hits, picker);
    if (result.is_open && type != nullptr) {
        if (edit.hits == nullptr) {
            edit.hits = context.link.watch(query_for(*type, edit.search));
        } else if (result.search_changed) {
            edit.hits->change(query_for(*type, edit.search));
        }
    } else if (!result.is_open && !result.picked) {
        edit.hits.reset();
    }
    RecordPick pick{.picked = {}, .cleared = result.cleared};
    if (result.picked) {
        pick.picked = {edit.hits->page().rows[*result.picked].id, std::move(hits[*result.picked].title)};
        edit.hits.reset();
    }
    return pick;
}

}  // namespace xingke::ui::views
