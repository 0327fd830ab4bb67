// Who asks: what an authenticated session says about itself. Made by Accounts, never from a request's content.
#pragma once

#include "app/base/id.h"
#include "app/model/permission.h"

namespace xingke::server {

struct Caller {
    TenantId company;
    RecordId user;
    DeviceId device;
    model::Role role = model::Role::read_only;  // for the answer to the app; commit asks the storage again
};

}  // namespace xingke::server
