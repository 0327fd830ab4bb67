// How much one request or message may bring: the settings of it, with what they are when nobody says otherwise.
#pragma once

#include "sync/protocol/limits.h"
#include "sync/server/limits.h"

namespace xingke::server {

struct SizeSettings {
    std::size_t header_bytes = header_bytes_max;
    std::size_t sync_bytes = protocol::frame_bytes_max;  // of a frame, compressed and not
    std::size_t session_bytes = session_body_bytes_max;
    std::size_t live_bytes = live_message_bytes_max;
};

}  // namespace xingke::server
