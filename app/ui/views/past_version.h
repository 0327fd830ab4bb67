// A record as it was at a moment of its history: read only, what differs from now is marked, and it can be restored.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/model/record_type.h"
#include "app/ui/kit/ui.h"
#include "app/ui/views/timeline.h"

namespace xingke::ui::views {

class PastVersion {
public:
    PastVersion(client::ScreenLink& link, const model::RecordType& type, RecordId record, const Version& version);

    const Version& version() const { return version_; }

    enum class Answer : std::uint8_t { nothing, close, restore };
    // `now` is the record as it stands.
    Answer draw(kit::Ui& ui, const client::RecordAnswer& now, bool may_edit);

private:
    struct Differences {
        std::size_t all = 0, restorable = 0;
    };
    Differences differences(const client::RecordAnswer& now) const;
    void draw_fields(kit::Ui& ui, const client::RecordAnswer& now) const;
    Answer draw_buttons(kit::Ui& ui, const Differences& differences, bool may_edit);

    const model::RecordType& type_;
    Version version_;
    std::unique_ptr<client::LiveRecord> then_;
    bool is_asking_ = false;
};

}  // namespace xingke::ui::views
