#include "app/ui/screens/record_actions.h"

#include <string>
#include <utility>

#include "app/model/print_form.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

// Odd is alive, even is deleted; each step counts up by one.
Saving next_life(const model::RecordType& type, const client::RecordAnswer& answer) {
    const auto* life = std::get_if<std::int64_t>(&model::value_of(answer.record, model::life_field));
    const std::int64_t next = (life != nullptr ? *life : 1) + 1;
    return {.base = answer.cursor,
            .changes = {{.record = answer.record.id, .type = type.id, .field = model::life_field, .value = next}}};
}

}  // namespace

bool ask_remove(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer, bool& open) {
    kit::Ui& ui = desk.ui();
    const std::string name = label_of(desk, type, answer.record);
    const std::string title = say(ui, Say::remove_question, {{"name", name}});
    const kit::Answer given = kit::ask(ui, "remove_record", open,
                                       {.title = title,
                                        .sentence = say(ui, Say::remove_text),
                                        .yes = say(ui, Say::remove),
                                        .no = say(ui, Say::cancel),
                                        .is_dangerous = true});
    if (given != kit::Answer::yes || !model::is_alive(answer.record)) {
        return false;
    }
    Saving saving = next_life(type, answer);
    saving.intent = model::Intent::remove;
    saving.words = say(ui, Say::toast_removed, {{"name", name}});
    save(desk, std::move(saving));
    return true;
}

bool ask_purge(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer, bool& open) {
    kit::Ui& ui = desk.ui();
    const std::string name = label_of(desk, type, answer.record);
    const std::string title = say(ui, Say::purge_question, {{"name", name}});
    const kit::Answer given = kit::ask(ui, "purge_record", open,
                                       {.title = title,
                                        .sentence = say(ui, Say::purge_text),
                                        .yes = say(ui, Say::purge),
                                        .no = say(ui, Say::cancel),
                                        .is_dangerous = true});
    if (given != kit::Answer::yes || model::is_alive(answer.record)) {
        return false;
    }
    save(desk,
         {.intent = model::Intent::remove,
          .base = answer.cursor,
          .changes =
              {{.record = answer.record.id, .type = type.id, .field = model::life_field, .value = model::purged_life}},
          .words = say(ui, Say::toast_purged, {{"name", name}}),
          .is_final = true});
    return true;
}

void print_record(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer) {
    const client::SessionState& session = desk.link().session();
    desk.context.platform.window.print(model::print_form({type, answer.record, answer.labels},
                                                         {.language = desk.ui().language,
                                                          .utc_offset_minutes = desk.context.utc_offset_minutes(),
                                                          .company = session.company,
                                                          .printed_by = session.user_name,
                                                          .printed_at = views::display_moment(desk.ui(), desk.now())}));
}

void restore(Desk& desk, const model::RecordType& type, const client::RecordAnswer& answer) {
    if (model::is_alive(answer.record)) {
        return;
    }
    Saving saving = next_life(type, answer);
    saving.intent = model::Intent::restore;
    saving.words = say(desk.ui(), Say::toast_restored, {{"name", label_of(desk, type, answer.record)}});
    save(desk, std::move(saving));
}

}  // namespace xingke::ui
