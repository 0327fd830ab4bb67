// The saved views of one record type that this person sees: the company's and his own. Reads them live, and has the
// dialog that saves, renames, shares and deletes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/saved_view.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

struct SavedView {
    RecordId id;
    std::string name;
    bool is_shared = false, is_default = false;
    bool may_edit = false;
    model::Arrangement arrangement;
};

class SavedViews {
public:
    // Once per frame, before anything else is asked. The company's first, each by name.
    void follow(Desk& desk, const model::RecordType& type);
    const std::vector<SavedView>& all() const { return views_; }
    bool is_known() const { return live_ != nullptr && live_->version() > 0; }
    const SavedView* find(RecordId id) const;
    // One's own before the company's; null: none.
    const SavedView* default_view() const;

    // Asks for a name, then saves it as a new view and goes there.
    void begin_new(const model::Arrangement& arrangement);
    void begin_edit(const SavedView& view);
    void update(Desk& desk, const SavedView& view, const model::Arrangement& arrangement);
    void draw_dialog(Desk& desk, const model::RecordType& type);

private:
    void save_new(Desk& desk, const model::RecordType& type);
    void save_edited(Desk& desk);
    void remove(Desk& desk);
    // At most one view of each kind is the default.
    void end_other_defaults(std::vector<model::Change>& changes) const;

    std::unique_ptr<client::LiveQuery> live_;
    std::uint64_t seen_version_ = 0;
    std::vector<SavedView> views_;
    // The dialog.
    bool is_open_ = false;
    RecordId edited_;  // nil: a new one
    model::Arrangement arrangement_;
    std::string name_, error_;
    bool is_shared_ = false, is_default_ = false;
};

}  // namespace xingke::ui
