// A live question for groups that may change from frame to frame: the answer to the one before stays until the new one
// is there.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "app/client/screen_link.h"

namespace xingke::ui {

class GroupWatch {
public:
    // Null: nothing is known yet, or it cannot be answered.
    const model::Groups* ask(client::ScreenLink& link, model::GroupQuery query) {
        if (!asked_ || *asked_ != query) {
            asked_ = query;
            next_ = link.watch(std::move(query));
        }
        if (next_ != nullptr && next_->version() > 0) {
            shown_ = std::move(next_);
            shown_query_ = asked_;
        }
        const bool is_good = shown_ != nullptr && shown_->answer().error.key == Text::nothing;
        return is_good ? &shown_->answer().groups : nullptr;
    }
    // What the answer is to.
    const std::optional<model::GroupQuery>& answered() const { return shown_query_; }
    void stop() { *this = {}; }

private:
    std::optional<model::GroupQuery> asked_, shown_query_;
    std::unique_ptr<client::LiveGroups> shown_, next_;
};

}  // namespace xingke::ui
