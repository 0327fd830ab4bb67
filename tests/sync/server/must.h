// The value of a result, or the test ends here.
#pragma once

#include <utility>

#include "app/base/result.h"

#include <doctest/doctest.h>

namespace xingke::server {

template <class T>
T must(Result<T> result) {
    if (!result.has_value()) {
        FAIL(words(result.error().message, Language::english), " · ", result.error().detail);
    }
    return std::move(result).value();
}
inline void must(const Result<void>& result) {
    if (!result.has_value()) {
        FAIL(words(result.error().message, Language::english), " · ", result.error().detail);
    }
}

}  // namespace xingke::server
