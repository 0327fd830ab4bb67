// Frames: how messages.h looks on the wire. Little endian; LEB128 varints; 16 bytes of header:
//
//   offset size
//   0      1    magic 0x58 ('X')
//   1      1    protocol version, now 3
//   2      1    type: 1 push request, 2 push response, 3 pull request, 4 pull response, 5 administration
//                 request, 6 administration response
//   3      1    flags: 0 (bit 0 reserved for compression)
//   4      4    size of the body in bytes
//   8      4    request id, echoed in the response
//   12     4    CRC-32C of the body
//   16     …    body
//
// decode() accepts exactly what encode() writes, within limits.h, and nothing else.
#pragma once

#include <cstdint>
#include <span>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "sync/protocol/messages.h"

namespace xingke::protocol {

constexpr std::uint8_t protocol_version = 3;
constexpr std::size_t frame_header_bytes = 16;

struct Frame {
    std::uint32_t request = 0;
    Body body;
};

Bytes encode(const Frame& frame);
// invalid_input: malformed, damaged or above a limit; unsupported: another protocol version.
Result<Frame> decode(std::span<const std::uint8_t> bytes);

// The transaction alone, as it stands in the outbox and in the server's log, and as its digest is taken.
void encode(Writer& writer, const model::Transaction& transaction);
model::Transaction decode_transaction(Reader& reader);

// The reasons of one rejection, as they stand in an outcome and in the server's table of outcomes. A text is written by
// its name, so that the two sides may know different sets; a name that the reader does not know becomes update_needed.
void encode(Writer& writer, const std::vector<Reason>& reasons);
std::vector<Reason> decode_reasons(Reader& reader);

}  // namespace xingke::protocol
