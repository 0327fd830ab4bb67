// A list or an import template handed out as a file, on the data side: permission, rows, format.
#pragma once

#include <functional>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/platform/file_formats.h"

namespace xingke::client {

// Reads the rows now; `done` comes once, now or later: a workbook is written by another part of the app. What cannot be
// exported comes back with `error` and without bytes.
void export_rows(Workspace& workspace, platform::FileFormats& formats, const Export& wanted,
                 std::function<void(const Exported&)> done);

// Likewise, of a table that is already made.
void export_table(platform::FileFormats& formats, const ExportTable& wanted, std::function<void(const Exported&)> done);

}  // namespace xingke::client
