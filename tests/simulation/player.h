// A person at a device: looks at what it shows, fills in forms (and leaves some open for long), saves, deletes, takes
// back, decides conflicts. Writes down in the ledger what the device said is saved.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/device.h"
#include "tests/simulation/ledger.h"

namespace xingke::simulation {

using Trace = std::function<void(const std::string&)>;

class Player {
public:
    // `records_near`: how many records of each kind people work on; the fewer, the more often they meet.
    Player(std::size_t index, std::uint64_t seed, Person person, std::size_t records_near, Device& device,
           Ledger& ledger, Trace trace);

    // The program has just been started: opens the screens that it looks at.
    void sit_down();
    // The program is gone, and with it what was on the screen.
    void lose_screen();
    // What a person may do; `submit` is of a form kept open before.
    enum class Act : std::uint8_t {
        create_customer,
        create_visit,
        edit,
        edit_elements,
        edit_twins,
        edit_wrongly,
        remove_or_restore,
        undo,
        decide,
        keep_form,
        submit,
        hand_over,
        claim
    };
    // Does one thing, whatever comes to mind; `number` tells the actions of a run apart. What one action is does not
    // depend on the others, so that some can be left out.
    void act(std::uint64_t number, const std::set<std::string>& without);
    // Exactly this.
    void perform(Act act, std::uint64_t number);
    static const char* name_of(Act act);
    static constexpr std::size_t act_count = 13;
    // Signs in when asked to.
    void sign_in_if_needed();

    // The two records that are only ever changed together, with the same text, show the same text (I6).
    bool sees_whole_transactions();
    bool has_settled() const;
    DeviceId device_id() const { return device_id_; }
    const Person& person() const { return person_; }
    // To whom this person hands customers.
    void meet(RecordId colleague) { colleagues_.push_back(colleague); }

    // Two customers that this world keeps for that purpose.
    static constexpr const char* twin_names[2] = {"双生一", "双生二"};

private:
    struct Form {
        RecordId record;
        model::TypeId type = 0;
        model::Seq base = 0;
        std::map<model::FieldId, model::Value> values;
    };
    struct List {
        std::unique_ptr<client::LiveQuery> rows;
        model::TypeId type = 0;
    };

    Act choose();
    void perform(Act act);
    std::optional<Form> open_form(bool prefers_customer);
    Form form_of(const client::LiveQuery& list, const model::Row& row) const;
    model::Value another_value(model::TypeId type, model::FieldId field);
    void create_customer();
    void create_visit();
    void edit(const Form& form);
    void edit_elements();
    void hand_over();
    void claim();
    void remove_or_restore();
    void edit_twins();
    void edit_wrongly();
    void undo();
    void decide();
    void commit(model::Intent intent, model::Seq base, std::vector<model::Change> changes,
                std::map<Place, model::Value> seen);
    void note(const client::Committed& committed, std::map<Place, model::Value> seen, const char* what);
    std::string new_text();
    bool is_ready() const;
    bool one_in(std::uint64_t count) { return random_.below(count) == 0; }

    std::size_t index_;
    std::uint64_t seed_;
    SeededRandom random_;
    Person person_;
    std::size_t records_near_;
    Device& device_;
    Ledger& ledger_;
    Trace trace_;
    DeviceId device_id_;
    std::unique_ptr<client::LiveQuery> customers_, contacts_, visits_, bin_;
    std::uint64_t looked_at_version_ = 0;  // of the list of customers, for sees_whole_transactions()
    std::vector<Form> forms_;
    bool follows_script_ = false;  // then every action finds the record that it is meant for
    std::vector<std::uint64_t> own_counters_;
    std::vector<RecordId> colleagues_;
    std::uint64_t text_count_ = 0;
};

}  // namespace xingke::simulation
