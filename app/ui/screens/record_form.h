// The form of a record, new or existing, and what happens around it: other people's changes underneath (form_base.h),
// the draft of what was typed (form_draft.h), saving, and where one goes afterwards. Generic over the catalogue.
//
//   loading --answer of the record or its parent--> open --保存, all valid--> saving --saved--> left (record or parent
//   page)
//                                                   open <------------------- saving --not saved: issues at the fields
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/duplicates.h"
#include "app/ui/screens/followed_list.h"
#include "app/ui/screens/form_base.h"
#include "app/ui/screens/form_draft.h"
#include "app/ui/screens/invoice_check.h"
#include "app/ui/views/form.h"

namespace xingke::ui {

// A change that the server did not accept, to be typed over and sent again.
struct Rework {
    std::uint64_t counter = 0;
    RecordId record;
    std::vector<model::Change> changes;
};

class FormScreen {
public:
    // `record` nil: a new one, belonging to `parent` unless that is nil.
    FormScreen(Desk& desk, const model::RecordType& type, RecordId record, RecordId parent,
               std::optional<Rework> rework);

    // The new record grows out of that one (model::Successor), or refers to it.
    void grow_out_of(Desk& desk, model::TypeId type, RecordId record);

    void draw(Desk& desk);
    bool is_dirty() const { return form_ != nullptr && !is_saved_ && form_->is_dirty(); }
    // A new record begins with that day: Route::day. Before the first draw.
    void begin_on(std::string_view day) { day_ = day; }
    // Ctrl+S.
    void request_save() { is_save_requested_ = true; }

private:
    // What the data side answered; shared with the commit's callback, which may outlive the form.
    struct Reply {
        std::optional<client::Committed> committed;
    };
    // A value that is set as soon as the name of the record it refers to is known.
    struct NamedLater {
        RecordId record;
        model::FieldId field = 0;
        std::unique_ptr<client::LiveRecord> live;
    };

    // What a reference that fills other fields (model::Field::fills) leads to, and what was taken over from it.
    struct Chosen {
        model::FieldId field = 0;
        model::Value value;
        std::unique_ptr<client::LiveRecord> live;
        std::vector<std::pair<model::FieldId, model::Value>> filled;
    };

    bool is_new() const { return record_.is_nil(); }
    void take_over(Desk& desk, model::Record& initial,
                   std::vector<std::pair<model::FieldId, std::string>>& labels) const;
    std::vector<model::Change> changes_of_source(Desk& desk) const;
    std::vector<model::Change> taken_over_lines(Desk& desk) const;
    bool is_ready(Desk& desk);
    void open_new(Desk& desk);
    void put_day(Desk& desk, model::Record& initial) const;
    void open_existing(Desk& desk);
    void follow_record();
    void apply(RecordId record, const Takeover& takeover);
    void put(Desk& desk, const model::RecordType& type, RecordId record, model::FieldId field,
             const model::Value& value);
    void finish_names(Desk& desk);
    void follow_choices(Desk& desk);
    void fill_from(Desk& desk, const model::Field& field, Chosen& chosen, const model::Record& typed);
    void take_rework(Desk& desk);

    void draw_notices(Desk& desk);
    void draw_draft_offer(Desk& desk);
    void draw_clashes(Desk& desk);
    void keep_draft(Desk& desk);
    void take_draft(Desk& desk);
    void drop_draft(Desk& desk);

    void start_saving(Desk& desk, bool then_new);
    void take_reply(Desk& desk);
    void leave_saved(Desk& desk);
    std::vector<views::FormTick> ticks(Desk& desk);
    std::string shown_label(const Desk& desk, const std::vector<model::Change>& changes) const;

    const model::RecordType* type_;
    const model::RecordType* child_type_ = nullptr;  // of the first child in the same form
    RecordId record_;                                // nil for a new one
    RecordId id_, child_id_;                         // of what is being typed
    RecordId parent_;
    std::string day_;
    std::unique_ptr<client::LiveRecord> live_;  // the record itself, or the new one's parent
    // What it grows out of: how, the record, and the rows that are copied with it.
    std::optional<model::Successor> successor_;
    std::unique_ptr<client::LiveRecord> source_;
    std::unique_ptr<client::LiveQuery> source_lines_;
    Duplicates duplicates_;
    FollowedList followed_;
    InvoiceCheck invoices_;
    std::uint64_t followed_version_ = 0;
    std::unique_ptr<views::Form> form_;
    std::optional<FormBase> base_;
    model::Seq new_base_ = 0;
    std::optional<Rework> rework_;
    std::optional<Draft> offered_draft_;
    std::string kept_draft_;
    std::vector<NamedLater> named_later_;
    std::vector<Chosen> chosen_;
    std::shared_ptr<Reply> reply_;
    bool goes_into_pool_ = false, creates_opportunity_ = false;
    bool is_save_requested_ = false, then_new_ = false, is_saved_ = false;
};

}  // namespace xingke::ui
