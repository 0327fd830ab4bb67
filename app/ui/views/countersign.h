// The countersignature of one record: its round and outcome, each department's place with its opinion, and the earlier
// opinions. What is shown comes with the record's answer (client/opinions.h).
#pragma once

#include <string>

#include "app/client/frames.h"
#include "app/model/countersign.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

kit::Tone tone_of(model::Verdict verdict);

// The key of the seat for which the person wants to sign; empty: none was pressed. Nothing before the first round.
std::string draw_countersign(kit::Ui& ui, const model::CountersignDeclaration& declaration,
                             const client::CountersignView& view);

}  // namespace xingke::ui::views
