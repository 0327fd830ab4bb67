// Expected failures as values. `Result<T>` carries a value or an `Error`; it mirrors the member names of std::expected
// (C++23) so that it can become an alias once every compiler we build with has it. A person's bad input is not an
// Error but an Issue (model/validate.h); a broken invariant is a CHECK (check.h).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "app/base/message.h"

namespace xingke {

enum class Fault {
    invalid_input,  // the caller gave something that can never work: malformed bytes, an unknown name
    not_found,      // what was asked for is not there
    conflict,       // it was there, but in another state than the caller believed
    forbidden,      // the actor may not do this
    unauthorized,   // nobody is signed in, or the session has ended
    storage_full,   // the disk or the quota is exhausted; nothing was written
    storage,        // the disk failed, or what it holds is damaged
    network,        // no answer came; the outcome is unknown
    unsupported,    // this host or this version cannot do it
    cancelled,      // somebody asked to stop
};

// `message` is for people, in their language; `detail` is for the log only and never shown.
struct Error {
    Fault fault = Fault::invalid_input;
    Message message;
    std::string detail;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    Error& error() & { return std::get<1>(state_); }
    const Error& error() const& { return std::get<1>(state_); }
    Error&& error() && { return std::get<1>(std::move(state_)); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> state_;
};

struct Nothing {};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Nothing) {}
    Result(Error error) : error_(std::move(error)), failed_(true) {}

    bool has_value() const { return !failed_; }
    explicit operator bool() const { return has_value(); }
    Nothing value() const { return {}; }
    Error& error() & { return error_; }
    const Error& error() const& { return error_; }
    Error&& error() && { return std::move(error_); }

private:
    Error error_;
    bool failed_ = false;
};

}  // namespace xingke

// The value of `expression`, or return its error from this function. A GNU statement expression: one per statement,
// and never inside a coroutine (it would `return` where `co_return` is meant).
#define TRY(expression)                                             \
    __extension__({                                                 \
        auto try_result_ = (expression);                            \
        if (!try_result_.has_value()) {                             \
            return ::xingke::Error(std::move(try_result_).error()); \
        }                                                           \
        std::move(try_result_).value();                             \
    })
