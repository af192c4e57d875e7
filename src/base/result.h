// Result<T>: a value or an Error. The project's failures are values; exceptions are for
// module code only and are caught at the module boundary (pipeline/module_call).
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace penstock::base {

// What went wrong, in one line a person can act on: what, where, what was expected.
struct Error {
  std::string message;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T success) : state_(std::move(success)) {}
  Result(Error failure) : state_(std::move(failure)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  T& value() { return std::get<T>(state_); }
  const T& value() const { return std::get<T>(state_); }
  T take() { return std::move(std::get<T>(state_)); }
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

// A Result without a value.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error failure) : error_(std::move(failure)), failed_(true) {}

  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return error_; }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace penstock::base
