// Files that the data side makes and the host gives to the person: exported lists and import templates.
#pragma once

#include <string>

#include "app/client/frames.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

// In the language and the time of the screen; the name gets the ending of its format. Says how many rows a list has
// when it is there, or why there is none.
void hand_out(Desk& desk, std::string file_name, client::Export wanted);
void hand_out(Desk& desk, std::string file_name, client::ExportTable wanted);

}  // namespace xingke::ui
