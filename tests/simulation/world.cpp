#include "tests/simulation/world.h"

#include <cstdio>

#include "app/catalogue/all.h"
#include "sync/server/admin.h"
#include "tests/simulation/disk_image.h"
#include "tests/simulation/sight_oracle.h"

namespace xingke::simulation {
namespace {

// More of one run's violations help nobody.
constexpr std::size_t violations_max = 20;

constexpr const char* departments[] = {"", "销售部", "销售部/华东"};

}  // namespace

World::World(const WorldOptions& options, const model::Catalogue& catalogue)
    : options_(options), catalogue_(catalogue), random_(options.seed), server_(random_.next(), timeline_, catalogue) {
    draw_options();
    seat_people();
    server_.on_leak = [this](const std::string& login, RecordId record) {
        violated("I9: " + login + " is sent " + print(record));
    };
    server_.on_commit = [this](model::Seq head) {
        for (const Seat& seat : seats_) {
            seat.device->network().hint(head);
        }
    };
}

// Everything is drawn, given or not: what is given changes nothing else.
void World::draw_options() {
    const Faults faults = random_faults(random_);
    const std::size_t device_count = random_.below(3) == 0 ? 3 + random_.below(2) : 2;
    const auto action_every_ms = 100 + static_cast<std::int64_t>(random_.below(2'000));
    const auto busy_ms = 1'000 * static_cast<std::int64_t>(10 + random_.below(51));
    options_.device_count = options_.device_count == 0 ? device_count : options_.device_count;
    options_.action_every_ms = options_.action_every_ms == 0 ? action_every_ms : options_.action_every_ms;
    options_.busy_ms = options_.busy_ms == 0 ? busy_ms : options_.busy_ms;
    if (options_.choices != nullptr) {
        faults_.request_loss_percent = faults_.response_loss_percent = faults_.repeat_percent = 1;
    } else if (options_.has_faults) {
        faults_ = faults;
    }
    for (const NamedFault& fault : named_faults()) {
        if (options_.without.contains(fault.name)) {
            fault.remove(faults_);
        }
    }
    if (options_.seed % 2 == 1 && options_.choices == nullptr) {
        // So short that many are renewed in a run; the grace is longer than anything is on its way.
        server_.use_sessions({.access_lifetime_ms = 20'000, .renewal_grace_ms = 180'000});
    }
    report_.device_count = options_.device_count;
    report_.busy_ms = options_.busy_ms;
}

void World::seat_people() {
    const std::size_t records_near = 1 + random_.below(8);
    for (std::size_t i = 0; i < options_.device_count; ++i) {
        const model::Role office = options_.seed % 2 == 0 ? model::Role::manager : model::Role::administrator;
        const model::Role role = i % 2 == 0 ? model::Role::salesperson : office;
        const std::string login = "p" + std::to_string(i);
        const Person person = server_.add_person(login, login, role);
        Seat seat;
        seat.device = std::make_unique<Device>(random_.next(), timeline_, server_, faults_, catalogue_);
        seat.player = std::make_unique<Player>(i, random_.next(), person, records_near, *seat.device, ledger_,
                                               [this](const std::string& what) { trace(what); });
        seats_.push_back(std::move(seat));
    }
    for (Seat& seat : seats_) {
        for (const Seat& other : seats_) {
            seat.player->meet(other.player->person().user);
        }
    }
}

void World::trace(const std::string& what) const {
    if (options_.traces) {
        std::printf("%8.3f s  %s\n", static_cast<double>(timeline_.now_ms()) / 1000, what.c_str());
    }
}

void World::violated(const std::string& what) {
    trace("VIOLATION " + what);
    if (report_.violations.size() < violations_max) {
        report_.violations.push_back(what);
    }
}

void World::make_twins() {
    const model::RecordType& type = *catalogue_.find("customer");
    std::vector<model::Change> changes;
    for (const char* name : Player::twin_names) {
        const RecordId id = make_id<RecordTag>({1'795'000'000'000}, random_);
        changes.push_back(server::begin_life(id, type));
        changes.push_back(server::set_field(id, type, "name", std::string(name)));
    }
    server_.commit(std::move(changes));
}

Report World::run() {
    make_twins();
    server_.page_records_max = static_cast<std::uint32_t>(faults_.page_records_max);
    sit_down();
    if (options_.choices == nullptr) {
        live();
    } else {
        play();
    }
    is_busy_ = false;
    calm_down();
    check_end();
    for (const Seat& seat : seats_) {
        report_.fault_count += seat.device->network().fault_count();
    }
    return report_;
}

void World::sit_down() {
    for (Seat& seat : seats_) {
        const auto span = static_cast<std::uint64_t>(faults_.clock_off_ms_max);
        seat.device->clock().off_ms =
            span == 0 ? 0 : static_cast<std::int64_t>(random_.below(2 * span)) - faults_.clock_off_ms_max;
        seat.device->start();
        seat.player->sit_down();
    }
}

void World::live() {
    for (Seat& seat : seats_) {
        every(options_.action_every_ms, [this, &seat] {
            const std::uint64_t number = ++report_.action_count;
            seat.player->sign_in_if_needed();
            if (!options_.skipped.contains(number)) {
                ++report_.performed_count;
                seat.player->act(number, options_.without);
            }
            seat.device->pump();
        });
    }
    start_faults();
    while (timeline_.now_ms() < options_.busy_ms && !timeline_.is_empty()) {
        timeline_.step();
        after_event();
    }
}

// The usual course until all are signed in and agree; then one cue after the other, faster than a slow answer comes.
void World::play() {
    constexpr std::int64_t arrival_ms = 3'000, between_cues_ms = 60;
    for (Seat& seat : seats_) {
        seat.device->network().choose_by(*options_.choices);
    }
    timeline_.run_until(arrival_ms);
    options_.choices->ask(true);
    for (const Cue& cue : options_.script) {
        Seat& seat = seats_[cue.seat];
        trace(seat.player->person().login + ": " + Player::name_of(cue.act));
        seat.player->perform(cue.act, ++report_.action_count);
        seat.device->pump();
        if (options_.choices->choose(2) == 1) {
            crash(seat);
            reboot(seat);
        }
        const std::int64_t until_ms = timeline_.now_ms() + between_cues_ms;
        while (!timeline_.is_empty() && timeline_.next_ms() <= until_ms) {
            timeline_.step();
            after_event();
        }
        timeline_.run_until(until_ms);
    }
}

// Again and again while people are busy, at random times.
void World::every(std::int64_t mean_ms, std::function<void()> what) {
    if (mean_ms <= 0) {
        return;
    }
    const auto wait_ms = static_cast<std::int64_t>(random_.below(2 * static_cast<std::uint64_t>(mean_ms))) + 1;
    timeline_.after(wait_ms, [this, mean_ms, what = std::move(what)]() mutable {
        if (is_busy_) {
            what();
            every(mean_ms, std::move(what));
        }
    });
}

void World::start_faults() {
    for (Seat& seat : seats_) {
        every(faults_.partition_every_ms, [this, &seat] {
            trace(seat.player->person().login + " is cut off");
            seat.device->network().set_partitioned(true);
            if (faults_.partition_is_announced) {
                seat.device->set_online(false);
            }
            const auto length_ms = random_.below(static_cast<std::uint64_t>(faults_.partition_ms_max)) + 1;
            timeline_.after(static_cast<std::int64_t>(length_ms), [this, &seat] {
                trace(seat.player->person().login + " is reachable");
                seat.device->network().set_partitioned(false);
                seat.device->set_online(true);
            });
        });
        every(faults_.revoke_every_ms, [this, &seat] {
            ++report_.fault_count;
            trace(seat.player->person().login + "'s session ends");
            server_.revoke(seat.player->person().login);
        });
        every(faults_.crash_every_ms, [this, &seat] {
            if (random_.below(100) < static_cast<std::uint64_t>(faults_.crash_inside_percent)) {
                seat.device->cut_power_after(random_.below(40));
            } else {
                crash(seat);
            }
        });
        every(faults_.clock_jump_every_ms, [this, &seat] {
            ++report_.fault_count;
            const auto span = static_cast<std::uint64_t>(faults_.clock_off_ms_max);
            seat.device->clock().off_ms = static_cast<std::int64_t>(random_.below(2 * span)) - faults_.clock_off_ms_max;
        });
    }
    every(faults_.move_every_ms, [this] {
        const std::string& login = seats_[random_.below(seats_.size())].player->person().login;
        const char* department = departments[random_.below(std::size(departments))];
        trace(login + " is now of " + department);
        server_.move(login, department);
    });
    every(faults_.intrude_every_ms, [this] { intrude(); });
    every(faults_.server_crash_every_ms, [this] {
        ++report_.fault_count;
        trace("the server crashes");
        server_.crash(random_);
    });
}

void World::intrude() {
    const Seat &intruder = seats_[random_.below(seats_.size())], &victim = seats_[random_.below(seats_.size())];
    const std::string& login = intruder.player->person().login;
    ++report_.fault_count;
    if (server_.takes_from_another_device(login, victim.player->device_id())) {
        violated("I19: " + login + " speaks for the device of " + victim.player->person().login);
    }
}

void World::crash(Seat& seat) {
    if (!seat.device->is_running()) {
        return;
    }
    ++report_.fault_count;
    trace(seat.player->person().login + " crashes");
    seat.player->lose_screen();
    seat.device->crash();
    timeline_.after(static_cast<std::int64_t>(random_.below(5'000)), [this, &seat] { reboot(seat); });
}

void World::reboot(Seat& seat) {
    if (!seat.device->is_running()) {
        trace(seat.player->person().login + " starts again");
        seat.device->start();
        seat.player->sit_down();
        seat.device->pump();
    }
}

void World::after_event() {
    for (Seat& seat : seats_) {
        if (seat.device->is_running() && seat.device->has_stopped()) {
            crash(seat);
        }
        if (!seat.player->sees_whole_transactions()) {
            violated("I6: " + seat.player->person().login + " sees half of a transaction");
        }
    }
}

void World::calm_down() {
    trace("---- calm");
    if (options_.choices != nullptr) {
        options_.choices->ask(false);
    }
    faults_ = {};
    server_.page_records_max = 0;
    for (Seat& seat : seats_) {
        reboot(seat);
        if (seat.device->has_stopped()) {
            crash(seat);
        } else {
            seat.device->disk().stop_at(ModelDisk::never);  // A power cut that has not come yet does not come.
        }
        seat.device->network().set_partitioned(false);
        seat.device->set_online(true);
    }
    const std::int64_t until_ms = timeline_.now_ms() + options_.calm_ms_max;
    // All must agree, and still agree a poll later: whatever was under way has then been heard.
    int agreed_count = 0;
    while (timeline_.now_ms() < until_ms && agreed_count < 2) {
        timeline_.run_until(timeline_.now_ms() + (agreed_count == 0 ? 1'000 : 40'000));
        after_event();
        for (const Seat& seat : seats_) {
            seat.player->sign_in_if_needed();
            seat.device->pump();
        }
        agreed_count = all_agree() ? agreed_count + 1 : 0;
    }
}

bool World::all_agree() const {
    for (const Seat& seat : seats_) {
        if (!seat.player->has_settled()) {
            return false;
        }
    }
    return true;
}

void World::check_end() {
    const ServerContent content = server_.content();
    for (Seat& seat : seats_) {
        if (!seat.player->has_settled()) {
            const client::SyncState& state = seat.device->link().sync();
            violated("I14: " + seat.player->person().login + " does not come to rest: phase " +
                     std::to_string(static_cast<int>(state.phase)) + ", " + std::to_string(state.waiting) + " wait");
            continue;
        }
        check_device(seat, content);
    }
    check_accounts(content);
    Oracle oracle(catalogue_, ledger_);
    for (const std::string& wrong : oracle.replay(content)) {
        violated(wrong);
    }
    for (Seat& seat : seats_) {
        if (seat.player->has_settled()) {
            check_file(seat, content);
        }
    }
    if (server_.lost_session_count() > 0) {
        violated("a session ended for being renewed with an old token, though nobody copied one");
    }
    report_.transaction_count = content.log.size();
    report_.conflict_count = oracle.conflict_count();
}

// I1: the device shows exactly what the server has, field by field, and at the same seq.
void World::check_device(Seat& seat, const ServerContent& content) {
    client::ScreenLink& link = seat.device->link();
    const std::string& who = seat.player->person().login;
    if (link.sync().cursor != content.head) {
        violated("I1: " + who + " stands at " + std::to_string(link.sync().cursor) + " of " +
                 std::to_string(content.head));
    }
    std::map<model::TypeId, std::int64_t> counts;
    const Person& person = seat.player->person();
    const std::set<RecordId> visible = visible_records(catalogue_, content.records, person.user, person.role);
    for (const model::Record& record : content.records) {
        const auto live = link.watch(record.id, record.type);
        const client::RecordAnswer& answer = live->answer();
        if (!visible.contains(record.id)) {
            if (answer.exists) {
                violated("I9: " + who + " still has " + print(record.id) + ", which is out of sight");
            }
            continue;
        }
        if (model::is_purged(record)) {
            if (answer.exists) {
                violated("I10: " + who + " still has the purged " + print(record.id));
            }
            continue;
        }
        ++counts[record.type];
        if (!answer.exists) {
            violated("I1: " + who + " lacks " + print(record.id));
        } else if (answer.record.fields != record.fields) {
            std::string fields;
            for (const auto& [field, state] : record.fields) {
                const auto here = answer.record.fields.find(field);
                if (here == answer.record.fields.end() || here->second != state) {
                    fields += " " + std::to_string(field) + "@" + std::to_string(state.seq);
                }
            }
            violated("I1: " + who + " has another " + print(record.id) + ", fields" + fields);
        }
        if (!answer.pending.empty()) {
            violated("I14: " + who + " still marks fields of " + print(record.id) + " as pending");
        }
    }
    for (const model::RecordType& type : catalogue_.types()) {
        std::int64_t count = 0;
        for (const bool deleted : {false, true}) {
            model::Query query;
            query.type = type.id;
            query.deleted = deleted;
            const auto live = link.watch(query);
            count += live->page().total;
            for (const model::Row& row : live->page().rows) {
                if (row.is_pending) {
                    violated("I14: " + who + " still marks " + print(row.id) + " as pending");
                }
            }
        }
        if (count != counts[type.id]) {
            violated("I1: " + who + " has " + std::to_string(count) + " records of type " + type.name +
                     ", the server " + std::to_string(counts[type.id]));
        }
    }
}

// I9: what others wrote into records that are out of this person's sight stands nowhere in the device's files either.
void World::check_file(Seat& seat, const ServerContent& content) {
    const Person& person = seat.player->person();
    const std::set<RecordId> visible = visible_records(catalogue_, content.records, person.user, person.role);
    std::set<std::string> secrets, known;
    for (const model::Record& record : content.records) {
        for (const auto& [field, state] : record.fields) {
            const auto* text = std::get_if<std::string>(&state.value);
            if (text != nullptr && text->ends_with(';') && !text->starts_with(person.login + "-")) {
                (visible.contains(record.id) ? known : secrets).insert(*text);
            }
        }
    }
    seat.player->lose_screen();
    seat.device->stop();
    for (const auto& [name, bytes] : take_image(seat.device->disk(), "crm.db")) {
        const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        for (const std::string& secret : secrets) {
            if (!known.contains(secret) && file.find(secret) != std::string_view::npos) {
                violated("I9: " + person.login + " has " + secret + " in " + name + ", out of sight");
            }
        }
    }
}

// I2, I4, I15: what a device has said is saved is in exactly one place.
void World::check_accounts(const ServerContent& content) {
    std::map<std::pair<DeviceId, std::uint64_t>, const OutcomeRow*> outcomes;
    for (const OutcomeRow& outcome : content.outcomes) {
        outcomes[{outcome.device, outcome.counter}] = &outcome;
        report_.rejection_count += outcome.status == protocol::Status::rejected ? 1 : 0;
    }
    std::map<std::pair<DeviceId, std::uint64_t>, model::Seq> logged;
    for (const LogRow& row : content.log) {
        logged[{row.device, row.counter}] = row.seq;
    }
    for (const Deed& deed : ledger_) {
        const std::string what = seats_[deed.person].player->person().login + "'s " + std::to_string(deed.counter);
        const auto outcome = outcomes.find({deed.device, deed.counter});
        if (outcome == outcomes.end()) {
            violated("I15: " + what + " was saved and never reached the server");
            continue;
        }
        const bool is_rejected = outcome->second->status == protocol::Status::rejected;
        const auto entry = logged.find({deed.device, deed.counter});
        if (is_rejected == (entry != logged.end())) {
            violated("I2: " + what + " is rejected and applied, or neither");
        } else if (!is_rejected && entry->second != outcome->second->seq) {
            violated("I4: " + what + " is logged elsewhere than its outcome says");
        }
        bool is_in_inbox = false;
        for (const client::InboxItem& item : seats_[deed.person].device->link().inbox().items) {
            is_in_inbox =
                is_in_inbox || (item.what == client::InboxItem::What::rejected && item.counter == deed.counter);
        }
        if (is_in_inbox && !is_rejected) {
            violated("I2: " + what + " was applied and asks for repair");
        } else if (is_rejected && !is_in_inbox && !deed.is_settled_by_author) {
            violated("I2: " + what + " was rejected and is nowhere");
        }
    }
}

}  // namespace xingke::simulation
