#include "app/ui/screens/desk.h"

#include <algorithm>
#include <array>

#include <utility>

#include "app/ui/kit/overlay.h"

namespace xingke::ui {
namespace {

void show_failure(Desk& desk, const client::Committed& committed) {
    const Message& why = committed.issues.empty() ? committed.error : committed.issues.front().message;
    std::string words = say(desk.ui(), why);
    if (words.empty()) {
        words = say(desk.ui(), Say::not_saved);
    }
    kit::show_toast(desk.ui(), {.words = std::move(words), .tone = kit::Tone::bad, .duration_ms = 8000});
}

}  // namespace

std::size_t place_of_group(std::string_view group) {
    constexpr std::array<std::string_view, 4> order = {"", "activity", "finance", "base"};
    return static_cast<std::size_t>(std::ranges::find(order, group) - order.begin());
}

std::string_view title_of_group(const kit::Ui& ui, std::string_view group) {
    return group == "activity"  ? say(ui, Say::nav_activity)
           : group == "finance" ? say(ui, Say::nav_finance)
           : group == "base"    ? say(ui, Say::nav_base)
                                : std::string_view();
}

std::vector<const model::RecordType*> Desk::offered_types() const {
    std::vector<const model::RecordType*> types;
    for (const model::RecordType& type : context.catalogue.types()) {
        if (!type.is_system && may(model::Action::view, type)) {
            types.push_back(&type);
        }
    }
    return types;
}

std::vector<const model::RecordType*> Desk::navigation_types() const {
    std::vector<const model::RecordType*> types = offered_types();
    std::erase_if(types, [](const model::RecordType* type) { return !type->in_navigation; });
    std::ranges::stable_sort(types, {}, [](const model::RecordType* type) { return place_of_group(type->group); });
    return types;
}

void show_saved(Desk& desk, const client::Committed& committed, std::string words) {
    kit::ToastOptions toast{.words = std::move(words), .tone = kit::Tone::good};
    if (committed.counter > 0) {
        toast.action = say(desk.ui(), Say::undo);
        toast.on_action = [&desk, counter = committed.counter] { undo(desk, counter); };
    }
    kit::show_toast(desk.ui(), std::move(toast));
}

void show_outcome(Desk& desk, const client::Committed& committed, std::string words) {
    if (committed.saved) {
        show_saved(desk, committed, std::move(words));
    } else {
        show_failure(desk, committed);
    }
}

void save(Desk& desk, Saving saving) {
    auto answered = [&desk, words = std::move(saving.words), is_final = saving.is_final,
                     done = std::move(saving.done)](const client::Committed& committed) {
        if (done) {
            done(committed);
        }
        client::Committed shown = committed;
        shown.counter = is_final ? 0 : committed.counter;
        show_outcome(desk, shown, words);
    };
    desk.link().commit(saving.intent, saving.base, std::move(saving.changes), std::move(answered),
                       std::move(saving.step), saving.absorption);
}

void undo(Desk& desk, std::uint64_t counter) {
    desk.link().undo(counter, [&desk](const client::Committed& committed) {
        if (committed.saved) {
            kit::show_toast(desk.ui(), {.words = std::string(say(desk.ui(), Say::toast_undone))});
        } else {
            show_failure(desk, committed);
        }
    });
}

std::string label_of(const Desk& desk, const model::RecordType& type, const model::Record& record) {
    if (const model::Field* field = model::find_field(type, type.label_field)) {
        if (const auto* text = std::get_if<std::string>(&model::value_of(record, field->id));
            text != nullptr && !text->empty()) {
            return *text;
        }
    }
    return std::string(say(desk.ui(), type.title));
}

RecordId make_record_id(const Desk& desk) {
    return make_id<RecordTag>(desk.now(), desk.context.platform.random);
}

}  // namespace xingke::ui
