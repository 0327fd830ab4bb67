// The deadlines of one record that have begun: how each stands at this moment, in colour, and why. From the record's
// own fields and the clock alone, so it is right without a network.
#pragma once

#include "app/model/deadline.h"
#include "app/model/record.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

kit::Tone tone_of(model::DeadlineState state);
std::string_view words_of(const kit::Ui& ui, model::DeadlineState state);

// Nothing when none has begun. Asks for another frame when a status changes by time alone.
void draw_deadlines(kit::Ui& ui, const model::Catalogue& catalogue, const model::RecordType& type,
                    const model::Record& record);

}  // namespace xingke::ui::views
