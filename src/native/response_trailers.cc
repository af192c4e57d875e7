// Setting and asking; see response_trailers.h.
#include "native/response_trailers.h"

#include <cstring>

#include "http/known_headers.h"
#include "native/header_access.h"

namespace penstock::native {
namespace {

// RFC 9110 6.5.1: what frames, routes, controls or authenticates a message, and what must be known
// before its content, means nothing behind it.
bool is_forbidden(std::string_view name) {
  switch (http::known_header_id(http::HeaderKind::kResponse, name)) {
    case http::header::kCacheControl:
    case http::header::kConnection:
    case http::header::kDate:
    case http::header::kKeepAlive:
    case http::header::kPragma:
    case http::header::kTrailer:
    case http::header::kTransferEncoding:
    case http::header::kUpgrade:
    case http::header::kContentLength:
    case http::header::kContentType:
    case http::header::kContentEncoding:
    case http::header::kContentRange:
    case http::header::kExpires:
    case http::header::kAge:
    case http::header::kLocation:
    case http::header::kProxyAuthenticate:
    case http::header::kRetryAfter:
    case http::header::kSetCookie:
    case http::header::kVary:
    case http::header::kWwwAuthenticate:
      return true;
    default:
      return false;
  }
}

}  // namespace

void ResponseTrailers::begin(bool supported) {
  fields_ = nullptr;
  supported_ = supported;
  ended_ = false;
}

void ResponseTrailers::clear() {
  if (fields_ != nullptr && !ended_) {
    fields_->clear();
  }
}

std::string_view ResponseTrailers::names() const {
  std::size_t size = 0;
  for (const http::HeaderEntry& field : *fields_) {
    size += field.name.size() + 2;
  }
  char* const text = static_cast<char*>(arena_.allocate(size + 1, 1));
  char* at = text;
  for (const http::HeaderEntry& field : *fields_) {
    if (at != text) {
      std::memcpy(at, ", ", 2);
      at += 2;
    }
    std::memcpy(at, field.name.data(), field.name.size());
    at += field.name.size();
  }
  return {text, static_cast<std::size_t>(at - text)};
}

HRESULT ResponseTrailers::check_open() const {
  if (!supported_) {
    return kNotSupported;
  }
  return ended_ ? HRESULT_FROM_WIN32(ERROR_INVALID_STATE) : S_OK;
}

HRESULT ResponseTrailers::set(PCSTR name, PCSTR value, USHORT length, BOOL replace) {
  if (name == nullptr || value == nullptr || is_forbidden(name)) {
    return kInvalidParameter;
  }
  const HRESULT open = check_open();
  if (FAILED(open)) {
    return open;
  }
  if (fields_ == nullptr) {
    fields_ = arena_.make<http::HeaderMap>(http::HeaderKind::kResponse, arena_);
  }
  return change_header(*fields_, std::string_view(name), value, length, replace);
}

HRESULT ResponseTrailers::remove(PCSTR name) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  const HRESULT open = check_open();
  if (SUCCEEDED(open) && fields_ != nullptr) {
    fields_->remove(std::string_view(name));
  }
  return open;
}

PCSTR ResponseTrailers::get(PCSTR name, USHORT* length) const {
  const bool asked = name != nullptr && fields_ != nullptr;
  return header_value(asked ? fields_->find(std::string_view(name)) : nullptr, length);
}

}  // namespace penstock::native
