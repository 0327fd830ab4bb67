// Small helpers at the border to JavaScript (js.h): sizes as int, and answers taken over.
#pragma once

#include <cstddef>
#include <string>

#include "app/platform/browser/js.h"

namespace xingke::platform::browser {

// wasm32: everything that fits into memory fits into an int.
inline int size_of(const auto& range) {
    return static_cast<int>(range.size());
}

// The answer of a function that returned `size`; empty when there was none.
inline std::string take_text(int size) {
    std::string text(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    if (size > 0) {
        js_host_take(reinterpret_cast<std::uint8_t*>(text.data()));
    }
    return text;
}

}  // namespace xingke::platform::browser
