// Asks the server for what only it can do: accounts, departments, devices. Needs a connection; nothing of it is kept on
// the device, least of all a password.
#pragma once

#include <functional>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/platform/network.h"

namespace xingke::client {

// `answer` is called once, unless the line ends before; at once when nobody is signed in (`workspace` null, or its
// session has ended). What was changed comes back as records, by the next pull.
void administer(platform::Network& line, const Workspace* workspace, Administer wanted,
                std::function<void(const Administered&)> answer);

}  // namespace xingke::client
