// What administrators do from the app, as words over `POST /sync` (protocol/messages.h), done by the same functions as
// the commands of the server (admin.h, departments.h). Who asks is known by the session; what they may is asked of the
// account, as it is now. People are named by their record's id, and only those of the caller's own company are found.
//
//   add_person           login · name · password · role · department · signs for
//   change_person        id · role · department · signs for        another role ends the sessions
//   disable_person       id                                        ends the sessions
//   enable_person        id
//   reset_password       id · password                             ends the sessions
//   add_department       path
//   move_department      path · new path
//   withdraw_department  path
//   list_devices         → device · code · person · last seen (ms) · waiting · revoked (0, 1); administrators see all
//   revoke_device        device                                    administrators: anybody's
//
// The hash of a password takes a tenth of a second of the storage's thread; a password is set seldom, and by few.
#pragma once

#include "sync/server/commit.h"

namespace xingke::server {

// unauthorized: the account or the device is no longer welcome. invalid_input: not these words. Whatever else is wrong
// is in the response.
Result<protocol::AdminResponse> administer(Storage& storage, const Rules& rules, const Caller& caller,
                                           const protocol::AdminRequest& request);

}  // namespace xingke::server
