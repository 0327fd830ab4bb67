// The entry points of files.wasm, called by web/data_worker.js: one question, one answer, and then the instance is
// thrown away with its memory. What a file does in here it does to nobody else.
#include <emscripten/emscripten.h>

#include "app/formats/answering.h"

namespace {

xingke::Bytes answer_bytes;

std::span<const std::uint8_t> bytes(const std::uint8_t* at, int size) {
    return {at, static_cast<std::size_t>(size)};
}

}  // namespace

extern "C" {

// Returns the answer's size; files_answer_at() says where it lies.
EMSCRIPTEN_KEEPALIVE int files_answer(const std::uint8_t* head, int head_size, const std::uint8_t* body,
                                      int body_size) {
    answer_bytes = xingke::formats::answer(bytes(head, head_size), bytes(body, body_size));
    return static_cast<int>(answer_bytes.size());
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* files_answer_at() {
    return answer_bytes.data();
}
}
