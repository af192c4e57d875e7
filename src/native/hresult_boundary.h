// Where the project's own results become the HRESULTs of the module API.
#pragma once

#include <httpserv.h>

#include "http/header_map.h"

namespace penstock::native {

inline constexpr HRESULT kInvalidParameter = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
inline constexpr HRESULT kInvalidData = HRESULT_FROM_WIN32(ERROR_INVALID_DATA);
inline constexpr HRESULT kInvalidIndex = HRESULT_FROM_WIN32(ERROR_INVALID_INDEX);
inline constexpr HRESULT kInsufficientBuffer = HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
inline constexpr HRESULT kNotEnoughMemory = HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
inline constexpr HRESULT kTooManyChunks = HRESULT_FROM_WIN32(ERROR_ARITHMETIC_OVERFLOW);
inline constexpr HRESULT kHandleEof = HRESULT_FROM_WIN32(ERROR_HANDLE_EOF);
inline constexpr HRESULT kNotSupported = HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED);

// A name that is no token, or a value that could start a line of its own, is a bad parameter.
constexpr HRESULT from_header_error(http::HeaderError error) {
  return error == http::HeaderError::kNone ? S_OK : kInvalidParameter;
}

// Writes an out parameter that the caller may leave away.
template <typename To, typename From>
void store(To* out, const From& value) {
  if (out != nullptr) {
    *out = static_cast<To>(value);
  }
}

}  // namespace penstock::native
