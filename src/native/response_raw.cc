// Writes HTTP_RESPONSE and finds out what a module changed in it; see response_raw.h.
#include "native/response_raw.h"

#include <algorithm>

#include "http/chars.h"
#include "native/http_response.h"
#include "native/raw_headers.h"

namespace penstock::native {
namespace {

bool same(const HTTP_KNOWN_HEADER& a, const HTTP_KNOWN_HEADER& b) {
  return a.pRawValue == b.pRawValue && a.RawValueLength == b.RawValueLength;
}

bool same(const HTTP_UNKNOWN_HEADER& a, const HTTP_UNKNOWN_HEADER& b) {
  return a.pName == b.pName && a.NameLength == b.NameLength && a.pRawValue == b.pRawValue &&
         a.RawValueLength == b.RawValueLength;
}

std::string_view name_of(const HTTP_UNKNOWN_HEADER& header) {
  return header.pName == nullptr ? std::string_view()
                                 : std::string_view(header.pName, header.NameLength);
}

std::string_view value_of(const HTTP_UNKNOWN_HEADER& header) {
  return header.pRawValue == nullptr ? std::string_view()
                                     : std::string_view(header.pRawValue, header.RawValueLength);
}

}  // namespace

HTTP_RESPONSE* RawResponse::get() {
  if (raw_ == nullptr) {
    raw_ = arena_.make<HTTP_RESPONSE>();
    made_ = arena_.make<HTTP_RESPONSE>();
    fill();
  } else {
    take_edits();
  }
  return raw_;
}

void RawResponse::fill() {
  raw_->Version = {1, 1};
  raw_->StatusCode = response_.status_.code;
  raw_->pReason = response_.status_.reason.data();
  raw_->ReasonLength = raw_length(response_.status_.reason.size());
  const std::span<HTTP_UNKNOWN_HEADER> unknown =
      fill_raw_headers(response_.headers_, raw_->Headers.KnownHeaders, arena_);
  raw_->Headers.pUnknownHeaders = unknown.data();
  raw_->Headers.UnknownHeaderCount = raw_length(unknown.size());
  raw_->pEntityChunks = response_.body_.data();
  raw_->EntityChunkCount = raw_length(response_.body_.count());
  *made_ = *raw_;
  auto* copy = static_cast<HTTP_UNKNOWN_HEADER*>(
      arena_.allocate(unknown.size_bytes(), alignof(HTTP_UNKNOWN_HEADER)));
  std::copy(unknown.begin(), unknown.end(), copy);
  made_unknown_ = {copy, unknown.size()};
}

void RawResponse::take_edits() {
  bool edited = take_status();
  edited = take_known_headers() || edited;
  edited = take_unknown_headers() || edited;
  edited = take_chunks() || edited;
  if (edited) {
    fill();
  }
}

bool RawResponse::take_status() {
  const bool code = raw_->StatusCode != made_->StatusCode;
  const bool reason = raw_->pReason != made_->pReason || raw_->ReasonLength != made_->ReasonLength;
  if (!code && !reason) {
    return false;
  }
  std::string_view text;  // empty: the registered phrase
  if (reason && raw_->pReason != nullptr) {
    text = {raw_->pReason, raw_->ReasonLength};
  }
  if (raw_->StatusCode >= 100 && raw_->StatusCode <= 999 && !http::has_line_break_or_nul(text)) {
    response_.change_status(raw_->StatusCode, text);
  }
  return true;
}

bool RawResponse::take_known_headers() {
  bool edited = false;
  for (int id = 0; id < HttpHeaderResponseMaximum; ++id) {
    const HTTP_KNOWN_HEADER& now = raw_->Headers.KnownHeaders[id];
    if (same(now, made_->Headers.KnownHeaders[id])) {
      continue;
    }
    edited = true;
    if (now.pRawValue == nullptr || now.RawValueLength == 0) {
      response_.headers_.remove(id);
    } else {
      // A value that could start a line of its own is refused, and the old one stays.
      static_cast<void>(response_.headers_.set(id, {now.pRawValue, now.RawValueLength}));
    }
  }
  return edited;
}

// Any difference replaces them all: the list has no identity but its order.
bool RawResponse::take_unknown_headers() {
  const HTTP_RESPONSE_HEADERS& headers = raw_->Headers;
  const std::span<HTTP_UNKNOWN_HEADER> now(
      headers.pUnknownHeaders, headers.pUnknownHeaders == nullptr ? 0 : headers.UnknownHeaderCount);
  if (std::equal(now.begin(), now.end(), made_unknown_.begin(), made_unknown_.end(),
                 [](const auto& a, const auto& b) { return same(a, b); })) {
    return false;
  }
  for (const HTTP_UNKNOWN_HEADER& header : made_unknown_) {
    if (http::known_header_id(http::HeaderKind::kResponse, name_of(header)) < 0) {
      response_.headers_.remove(name_of(header));
    }
  }
  for (const HTTP_UNKNOWN_HEADER& header : now) {
    const int id = http::known_header_id(http::HeaderKind::kResponse, name_of(header));
    const bool kept = id >= 0 && std::any_of(made_unknown_.begin(), made_unknown_.end(),
                                             [&](const auto& old) { return same(old, header); });
    if (!kept) {
      static_cast<void>(response_.headers_.add(name_of(header), value_of(header)));
    }
  }
  return true;
}

bool RawResponse::take_chunks() {
  const bool edited = raw_->pEntityChunks != made_->pEntityChunks ||
                      raw_->EntityChunkCount != made_->EntityChunkCount;
  if (!edited) {
    return false;
  }
  const std::size_t count = raw_->pEntityChunks == nullptr ? 0 : raw_->EntityChunkCount;
  static_cast<void>(response_.body_.assign({raw_->pEntityChunks, count}));
  return true;
}

}  // namespace penstock::native
