// What a screen may ask of the frame around it: to go somewhere, to save with a word about it, to open what lies above
// the page. One per Screens, passed by reference to everything that is drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/client/frames.h"
#include "app/model/change.h"
#include "app/model/permission.h"
#include "app/ui/context.h"
#include "app/ui/routes.h"
#include "app/ui/say.h"

namespace xingke::ui {

struct Desk {
    Context& context;
    // Takes effect before the next frame, so that a screen may call it while it is being drawn. Asks first when
    // something typed is not saved; `leave` does not ask (it was saved, or there is nothing to lose).
    std::function<void(const Route&)> go;
    std::function<void(const Route&)> leave_to;
    // To where one came from; one step up when that is not known.
    std::function<void()> go_back;
    std::function<void()> open_search;
    std::function<void()> open_sign_in;
    std::uint64_t unread_count = 0;  // notifications, as of this frame

    kit::Ui& ui() const { return context.ui; }
    client::ScreenLink& link() const { return context.link; }
    const model::Catalogue& catalogue() const { return context.catalogue; }
    const model::Actor& actor() const { return context.link.session().actor; }
    bool may(model::Action action, const model::RecordType& type) const { return model::may(actor(), action, type); }
    // Types that people work with, in declaration order.
    std::vector<const model::RecordType*> offered_types() const;
    // Of those, the ones that one goes to: the rest is met where it belongs.
    std::vector<const model::RecordType*> navigation_types() const;
    Instant now() const { return context.platform.clock.now(); }
};

// The groups of the navigation: where one stands among them, and what it is called (the first has no name).
std::size_t place_of_group(std::string_view group);
std::string_view title_of_group(const kit::Ui& ui, std::string_view group);

// Sends it, and says what became of it: `words` with 撤销 when saved, why not otherwise. `done` runs first.
struct Saving {
    model::Intent intent = model::Intent::edit;
    model::Seq base = 0;
    std::vector<model::Change> changes;
    std::string words;
    std::function<void(const client::Committed&)> done = {};
    client::Step step = {};  // of the record's workflow, after the changes
    client::Absorption absorption = {};
    bool is_final = false;  // cannot be undone, and so is not offered to be
};
void save(Desk& desk, Saving saving);
// Takes a transaction of this device back, and says so.
void undo(Desk& desk, std::uint64_t counter);
void show_saved(Desk& desk, const client::Committed& committed, std::string words);
// The same, or why it was not saved.
void show_outcome(Desk& desk, const client::Committed& committed, std::string words);

// The label of a record that is at hand; its type's name when it has none.
std::string label_of(const Desk& desk, const model::RecordType& type, const model::Record& record);
RecordId make_record_id(const Desk& desk);

}  // namespace xingke::ui
