// Comments on one record, of whatever type: what was said, oldest first, and a field to say something, to answer
// somebody, to mention somebody. Whoever is mentioned, answered or owns the record is told by the server.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/change.h"
#include "app/model/permission.h"
#include "app/ui/kit/ui.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

class Comments {
public:
    // Null when the catalogue has no comments, or the type is the system's own.
    static std::unique_ptr<Comments> about(client::ScreenLink& link, const model::Catalogue& catalogue,
                                           const model::RecordType& type, RecordId record);

    std::int64_t count() const { return query_->version() > 0 ? query_->page().total : -1; }
    // The changes of a comment that was just posted; the caller saves them. Otherwise nothing.
    std::vector<model::Change> draw(kit::Ui& ui, const model::Actor& actor, const client::RecordAnswer& about);

private:
    Comments(client::ScreenLink& link, const model::Catalogue& catalogue, const model::RecordType& type,
             RecordId record);
    void draw_comment(kit::Ui& ui, const model::Row& row);
    void draw_new(kit::Ui& ui);
    std::vector<model::Change> post(kit::Ui& ui, const client::RecordAnswer& about);
    const model::Field& field(std::string_view name) const;

    client::ScreenLink& link_;
    const model::Catalogue& catalogue_;
    const model::RecordType& type_;      // of the record
    const model::RecordType& comments_;  // the type
    RecordId record_;
    std::unique_ptr<client::LiveQuery> query_;
    std::map<std::string, FieldEdit> edits_;  // of what is being typed, by field
    RecordId reply_to_;
    std::string reply_name_;
};

}  // namespace xingke::ui::views
