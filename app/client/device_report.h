// What a device can say of itself, for the page of its sync and for whoever helps.
#pragma once

#include "app/client/frames.h"
#include "app/client/workspace.h"

namespace xingke::client {

// Without a workspace (no database is open): of the app alone.
DeviceReport device_report(RequestId id, const model::Catalogue& catalogue, Workspace* workspace);

}  // namespace xingke::client
