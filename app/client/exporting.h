// A list handed out as a file, on the data side: permission, rows, format. One call does all of it, as reading is quick
// next to what the person does with the file.
#pragma once

#include "app/client/frames.h"
#include "app/client/workspace.h"

namespace xingke::client {

// What cannot be exported comes back with `error` and without bytes.
Exported exported(Workspace& workspace, const Export& wanted);

}  // namespace xingke::client
