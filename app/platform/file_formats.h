// Port: what reads and writes other programs' files (app/formats/asking.h says in which words). In the browser it is a
// wasm module of its own, loaded with the first question; natively a call. It keeps nothing from one question to the
// next.
#pragma once

#include <functional>

#include "app/base/bytes.h"

namespace xingke::platform {

class FileFormats {
public:
    virtual ~FileFormats() = default;
    // Exactly one answer, on the same thread: later, or before this returns. `body` is what is large: a file, or rows.
    virtual void ask(Bytes head, Bytes body, std::function<void(Bytes)> answer) = 0;
};

}  // namespace xingke::platform
