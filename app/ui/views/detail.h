// The page of one record: header with avatar, label, key facts and actions; its fields by section; tabs with the
// records that belong to it or refer to it, its comments, and its timeline. Generic over the catalogue.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/permission.h"
#include "app/ui/kit/ui.h"
#include "app/ui/views/comments.h"
#include "app/ui/views/list.h"
#include "app/ui/views/past_version.h"

namespace xingke::ui::views {

struct ShownFiles;

struct DetailResult {
    bool wants_back = false, wants_edit = false, wants_remove = false, wants_purge = false;
    bool wants_print = false;
    bool wants_claim = false, wants_return = false, wants_assign = false;  // of the customer pool
    std::optional<std::pair<model::TypeId, RecordId>> opened;              // a child or a referred record
    std::optional<model::TypeId> wants_new_child;
    std::optional<model::TypeId> wants_new_out_of_it;  // one that grows out of this one, or refers to it
    bool wants_plan = false;                           // of receivables
    bool wants_merge = false;                          // of another record with this one
    std::vector<model::Change> comment;                // to be saved
    std::optional<std::uint64_t> undo;
    std::optional<Version> restored;           // the version that shall be the present one
    std::string seat_to_sign;                  // of the countersignature, by key; empty: none was pressed
    std::string step;                          // of the record's workflow, by name; empty: none was pressed
    std::optional<model::Position> wants_way;  // to this place
};

// What the screen adds for one type or another; drawn once the record is known.
struct DetailExtras {
    std::function<void()> in_header;                                    // below the next steps
    std::function<void()> in_details;                                   // before the sections of the fields
    std::function<bool()> in_timeline;                                  // before the record's own; true: instead of it
    std::vector<std::pair<std::string, std::function<void()>>> prints;  // beside the usual one, by name
};

class DetailView {
public:
    // Subscribes to the record and to its children, whose counts stand in the tabs.
    DetailView(client::ScreenLink& link, const model::Catalogue& catalogue, const model::RecordType& type, RecordId id);
    ~DetailView();

    // `tab` is the key of the one shown: "details", a child type's name, or "timeline"; pressing another changes it.
    DetailResult draw(kit::Ui& ui, const model::Actor& actor, std::string& tab, const DetailExtras& extras = {});
    const client::LiveRecord& record() const { return *record_; }
    RecordId id() const { return id_; }

private:
    struct Child;
    void draw_header(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras, DetailResult& result);
    void draw_key_facts(kit::Ui& ui);
    void draw_actions(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras, DetailResult& result);
    void draw_steps(kit::Ui& ui, const model::Actor& actor, DetailResult& result);
    void list_with(const model::RecordType& type, const model::Field& reference, bool is_child);
    void draw_menu(kit::Ui& ui, const model::Actor& actor, const DetailExtras& extras, DetailResult& result);
    void draw_details(kit::Ui& ui, DetailResult& result);
    void draw_pool(kit::Ui& ui, const model::Actor& actor, DetailResult& result);
    bool may_return(const model::Actor& actor) const;
    void draw_history(kit::Ui& ui, const model::Actor& actor, DetailResult& result);
    void draw_facts(kit::Ui& ui, std::string_view id, std::string_view title,
                    const std::vector<const model::Field*>& fields, DetailResult& result);
    void draw_field(kit::Ui& ui, const model::Field& field, DetailResult& result);
    void draw_set_or_signature(kit::Ui& ui, const model::Field& field, DetailResult& result);
    void draw_child(kit::Ui& ui, const model::Actor& actor, Child& child, DetailResult& result);
    std::string label_of(model::FieldId field) const;

    client::ScreenLink& link_;
    const model::Catalogue& catalogue_;
    const model::RecordType& type_;
    RecordId id_;
    std::unique_ptr<PastVersion> past_;  // while an earlier version is looked at
    std::unique_ptr<client::LiveRecord> record_;
    std::unique_ptr<ShownFiles> files_;
    std::unique_ptr<client::LiveRecord> pool_rules_;  // of pooled types
    std::vector<std::unique_ptr<Child>> children_;
    std::unique_ptr<Comments> comments_;
    bool shows_blank_ = false;
    bool is_menu_open_ = false;
};

}  // namespace xingke::ui::views
