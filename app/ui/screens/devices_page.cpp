#include "app/ui/screens/devices_page.h"

#include <charconv>
#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {

using client::AdminAction;

void DevicesScreen::ask(Desk& desk) {
    is_asked_ = true;
    desk.link().administer(AdminAction::list_devices, {}, [this](const client::Administered& answer) {
        problem_ = answer.error;
        is_known_ = true;
        if (problem_.key != Text::nothing) {
            return;
        }
        devices_.clear();
        for (const std::vector<std::string>& row : answer.rows) {
            if (row.size() != 6) {
                continue;
            }
            Device device{row[0], row[1], row[2], {}, row[4], row[5] == "1"};
            std::from_chars(row[3].data(), row[3].data() + row[3].size(), device.last_seen.ms);
            devices_.push_back(std::move(device));
        }
    });
}

void DevicesScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    organisation_.follow(desk);
    if (!is_asked_) {
        ask(desk);
    }
    const kit::ScrollArea scroll(ui, "devices", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::devices_page), 1);
    }
    kit::soft_text(ui, say(ui, Say::devices_hint));
    if (problem_.key != Text::nothing) {
        if (kit::banner(ui, kit::Tone::warning, say(ui, problem_), say(ui, Say::try_again_now), kit::Icon::wifi_off)) {
            ask(desk);
        }
    }
    if (!is_known_) {
        kit::skeleton(ui, 0, 72);
        return;
    }
    if (!devices_.empty()) {
        const kit::Card card(ui, "list", {.gap = 16});
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::devices_page));
        for (const Device& device : devices_) {
            draw_device(desk, device);
        }
    } else if (problem_.key == Text::nothing) {
        kit::soft_text(ui, say(ui, Say::devices_none));
    }
    kit::gap(ui, 24);
    draw_question(desk);
}

void DevicesScreen::draw_device(Desk& desk, const Device& device) {
    kit::Ui& ui = desk.ui();
    const auto id = parse_id<RecordTag>(device.person);
    const Person* person = id ? organisation_.find(*id) : nullptr;
    const std::string title = say(ui, Say::device_title, {{"code", device.code}});
    const kit::SemanticScope item(ui, kit::Role::listitem, title);
    const kit::IdScope scope(ui, device.id);
    const kit::Row row(ui, {.gap = 12});
    {
        const float button =
            device.is_revoked ? 0 : kit::button_width(ui, say(ui, Say::device_revoke), {.small = true});
        const kit::Stack stack(ui, {.gap = 2, .width = kit::available_width(ui) - button - 16});
        kit::text(ui, person == nullptr ? title : person->name + " · " + title, {.type = kit::Type::body_strong});
        kit::caption(ui, say(ui, Say::device_seen, {{"time", views::display_moment(ui, device.last_seen)}}),
                     kit::theme(ui).text_soft);
        kit::caption(ui,
                     device.is_revoked       ? std::string(say(ui, Say::device_is_revoked))
                     : device.waiting == "0" ? std::string(say(ui, Say::device_clean))
                                             : say(ui, Say::device_waiting, {{"count", device.waiting}}),
                     kit::theme(ui).text_soft);
    }
    kit::spring(ui);
    if (!device.is_revoked &&
        kit::button(ui, say(ui, Say::device_revoke), {.kind = kit::ButtonKind::danger_ghost, .small = true})) {
        wanted_ = device;
        wanted_.person = person == nullptr ? "" : person->name;
        asks_ = true;
    }
}

void DevicesScreen::draw_question(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::string title =
        say(ui, Say::device_revoke_question, {{"person", wanted_.person}, {"code", wanted_.code}});
    const kit::Answer answer = kit::ask(ui, "revoke", asks_,
                                        {.title = title,
                                         .sentence = say(ui, Say::device_revoke_text),
                                         .yes = say(ui, Say::person_disable),
                                         .no = say(ui, Say::cancel),
                                         .is_dangerous = true});
    if (answer == kit::Answer::yes) {
        administer(desk, AdminAction::revoke_device, {wanted_.id},
                   say(ui, Say::toast_device_revoked, {{"code", wanted_.code}}), [this, &desk](bool) { ask(desk); });
    }
}

}  // namespace xingke::ui
