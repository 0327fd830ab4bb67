#include "app/ui/screens/shell.h"

#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/screens/shell_impl.h"

namespace xingke::ui {

using client::Phase;

Screens::Impl::Impl(Context& a_context) : desk{.context = a_context} {
    desk.go = [this](const Route& to) { go(to, true); };
    desk.leave_to = [this](const Route& to) { go(to, false); };
    desk.go_back = [this] { go_back(); };
    desk.open_search = [this] {
        search.reset();
        if (kit::is_wide(desk.ui())) {
            is_search_open = true;
        } else {
            go({.screen = Screen::search}, true);
        }
        desk.context.platform.window.request_frame(0);
    };
    desk.open_sign_in = [this] { is_sign_in_open = true; };
    search.commands = [this] { return commands(); };
    inbox.on_rework = [this](const client::InboxItem& item) {
        rework = Rework{.counter = item.counter, .record = item.record, .changes = item.changes};
        bool creates = false;
        for (const model::Change& change : item.changes) {
            creates = creates || (change.record == item.record && change.field == model::life_field);
        }
        Route to{.screen = creates ? Screen::create : Screen::edit, .type = item.type};
        if (!creates) {
            to.record = item.record;
        }
        go(to, true);
    };
}

// --- where one is
// -----------------------------------------------------------------------------------------------------

void Screens::Impl::go(const Route& to, bool asks) {
    desk.context.platform.window.request_frame(0);
    if (asks && to == route) {
        return;
    }
    if (asks && is_typing()) {
        asked = to;
        is_asking = true;
        return;
    }
    // A figure's records are a place of their own: Back leads from them to the reports.
    const bool is_same_place =
        to.screen == route.screen && to.screen != Screen::reports && to.type == route.type && to.record == route.record;
    pending = Pending{.route = to, .is_replacing = !asks || is_same_place};
}

void Screens::Impl::go_back() {
    go(!trail.empty() && trail.back() != route ? trail.back() : parent_of(route), true);
}

void Screens::Impl::go_to_address(std::string_view fragment) {
    const Route to = parse_route(desk.catalogue(), fragment);
    desk.context.platform.window.request_frame(0);
    if (to == route) {
        return;
    }
    if (is_typing()) {  // Back was pressed over something typed: the address returns until the person has answered.
        desk.context.platform.window.set_address(address_of(desk.catalogue(), route), false);
        asked = to;
        is_asking = true;
        return;
    }
    pending = Pending{.route = to, .is_in_address = true};
}

void Screens::Impl::apply_route() {
    if (!pending) {
        return;
    }
    const Pending next = *std::exchange(pending, std::nullopt);
    const bool stays = next.route.screen == route.screen && next.route.type == route.type &&
                       next.route.record == route.record && next.route.parent == route.parent;
    keep_trail(next);
    route = next.route;
    if (!next.is_in_address) {
        desk.context.platform.window.set_address(address_of(desk.catalogue(), route), next.is_replacing);
    }
    if (!stays || is_form(route.screen)) {
        open_screen();
    }
    rework.reset();
}

void Screens::Impl::keep_trail(const Pending& next) {
    const bool returns = !trail.empty() && trail.back() == next.route;
    if (returns) {
        trail.pop_back();
    } else if (!next.is_replacing && !is_form(route.screen)) {
        trail.push_back(route);
        if (trail.size() > trail_length_max) {
            trail.erase(trail.begin());
        }
    }
}

// What the route needs anew; lists stay as they were left.
void Screens::Impl::open_screen() {
    record.reset();
    form.reset();
    import.reset();
    if (route.screen == Screen::search) {
        search.reset();
    }
    if (route.screen == Screen::devices) {
        devices.open();
    }
    const model::RecordType* type = desk.catalogue().find(route.type);
    if (type == nullptr || !is_working()) {
        return;
    }
    if (route.screen == Screen::detail) {
        record = std::make_unique<RecordScreen>(desk, *type, route.record);
    } else if (is_form(route.screen)) {
        form =
            std::make_unique<FormScreen>(desk, *type, route.record, route.parent, std::exchange(rework, std::nullopt));
        form->begin_on(route.day);
        if (!route.from.is_nil()) {
            form->grow_out_of(desk, route.from_type, route.from);
        }
    } else if (route.screen == Screen::import) {
        import = std::make_unique<ImportScreen>(*type);
    }
}

bool Screens::Impl::is_working() const {
    const client::SessionState& session = desk.link().session();
    return session.phase == Phase::signed_in || (session.phase == Phase::no_storage && !session.actor.user.is_nil());
}

// Everything that holds declarations, or answers made by them.
void Screens::Impl::leave_screens() {
    home = {};
    lists.clear();
    boards.clear();
    calendars.clear();
    reports.reset();
    record.reset();
    form.reset();
    import.reset();
    sync = {};
    notifications = {};
    pool = {};
    today_route.reset();
    people = {};
    devices = {};
    search.reset();
    is_search_open = is_create_open = false;
}

// Another person must not find what the one before had on the screen.
void Screens::Impl::follow_session() {
    const RecordId now = is_working() ? desk.link().session().actor.user : RecordId{};
    if (now != user) {
        user = now;
        trail.clear();
        settings = {};
        fields = {};
        leave_screens();
        is_sign_in_open = is_shortcuts_open = is_asking = false;
        open_screen();
    }
    const bool is_ended = is_working() && desk.link().sync().phase == client::SyncPhase::sign_in_needed;
    if (is_ended && !was_signed_out_by_server) {
        is_sign_in_open = true;
    }
    was_signed_out_by_server = is_ended;
    if (was_online && !desk.context.is_online && is_working()) {
        kit::show_toast(desk.ui(), {.words = std::string(say(desk.ui(), Say::notice_offline))});
    }
    was_online = desk.context.is_online;
    tell_recovery();
}

// Once, to whoever sees the screens first.
void Screens::Impl::tell_recovery() {
    const client::SessionState& session = desk.link().session();
    if (!session.has_recovered || has_told_recovery || session.phase == client::Phase::failed) {
        return;
    }
    has_told_recovery = true;
    const Say words = session.has_lost_changes      ? Say::recovered_part
                      : session.recovered_count > 0 ? Say::recovered_all
                                                    : Say::recovered_none;
    kit::show_toast(desk.ui(), {.words = say(desk.ui(), words, {{"count", std::to_string(session.recovered_count)}}),
                                .tone = session.has_lost_changes ? kit::Tone::warning : kit::Tone::good,
                                .duration_ms = 12'000});
}

// --- title
// ----------------------------------------------------------------------------------------------------------------

std::string Screens::Impl::title() const {
    const kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(route.type);
    const auto of_type = [&](Say key) {
        return type != nullptr ? say(ui, key, {{"type", say(ui, type->title)}}) : std::string();
    };
    const auto plain = [&](Say key) { return std::string(say(ui, key)); };
    switch (route.screen) {
        case Screen::home:
            return plain(Say::home);
        case Screen::list:
            return type != nullptr ? std::string(say(ui, type->title_plural)) : std::string();
        case Screen::detail: {
            const std::string label = record != nullptr ? record->label(desk) : std::string();
            return !label.empty() ? label : type != nullptr ? std::string(say(ui, type->title)) : std::string();
        }
        case Screen::create:
            return of_type(Say::new_record);
        case Screen::edit:
            return of_type(Say::edit_type);
        case Screen::import:
            return of_type(Say::import_type);
        case Screen::sync:
            return plain(Say::sync);
        case Screen::inbox:
            return plain(Say::inbox);
        case Screen::notifications:
            return plain(Say::notifications);
        case Screen::settings:
            return plain(Say::settings);
        case Screen::search:
            return plain(Say::search);
        case Screen::fields:
            return plain(Say::fields_page);
        case Screen::pool:
            return plain(Say::pool_rules);
        case Screen::route:
            return plain(Say::today_route);
        case Screen::people:
            return plain(Say::organisation);
        case Screen::devices:
            return plain(Say::devices_page);
        case Screen::gallery:
            return plain(Say::gallery);
        case Screen::me:
            return plain(Say::me);
        case Screen::reports:
            return plain(Say::reports);
    }
    return {};
}

// --- the public face
// --------------------------------------------------------------------------------------------------------

Screens::Screens(Context& context) : impl_(std::make_unique<Impl>(context)) {}
Screens::~Screens() = default;

void Screens::draw() {
    impl_->draw();
}

void Screens::go(const Route& route) {
    impl_->go(route, true);
}

void Screens::go_to_address(std::string_view fragment) {
    impl_->go_to_address(fragment);
}

void Screens::on_file(std::string_view name, std::span<const std::uint8_t> bytes) {
    if (impl_->import != nullptr) {
        impl_->import->on_file(impl_->desk, name, bytes);
    }
}

bool Screens::on_key(const Key& key) {
    return impl_->on_key(key);
}

bool Screens::is_typing() const {
    return impl_->is_typing();
}

void Screens::leave_catalogue() {
    impl_->leave_screens();
}

void Screens::enter_catalogue() {
    impl_->open_screen();
}

const Route& Screens::route() const {
    return impl_->route;
}

std::string Screens::page_title() const {
    const Impl& impl = *impl_;
    const kit::Ui& ui = impl.desk.ui();
    const std::string product(say(ui, Say::product));
    if (!impl.is_working()) {
        return product;
    }
    std::string title = impl.title();
    const model::RecordType* type = impl.desk.catalogue().find(impl.route.type);
    if (impl.route.screen == Screen::detail && type != nullptr) {
        title += " · " + std::string(say(ui, type->title));
    }
    return title + " · " + product;
}

}  // namespace xingke::ui
