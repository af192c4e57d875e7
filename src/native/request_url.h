// RequestUrl: the request's URL as the client sent it and as SetUrl left it.
// Pages: IHttpRequest::SetUrl, GetForwardedUrl. Owner: http_request.h.
#pragma once

#include <httpserv.h>

#include <string_view>

#include "base/arena.h"

namespace penstock::native {

// All texts live in the request's arena and are NUL-terminated. Owned by the executor.
class RequestUrl {
 public:
  explicit RequestUrl(base::Arena& arena) : arena_(arena) {}

  // The URL as parsed; `target` in origin form, as received.
  void begin(std::string_view canonical_path, std::string_view query, std::string_view target);

  // What SetUrl was given: a path with or without query, or an absolute URL. One of another host
  // than `host` is kept as the forwarded URL, and path and query stay what they were.
  HRESULT replace(std::string_view url, bool reset_query, std::string_view host);

  // A child begins: the URL it was given is the one it came with; `target` in its arena.
  void rebase(std::string_view target) {
    original_path_ = path_;
    target_ = target;
  }

  std::string_view path() const { return path_; }    // canonical, decoded UTF-8
  std::string_view query() const { return query_; }  // raw, without '?'
  // As the client sent them: what the URL server variable says after SetUrl, too.
  std::string_view original_path() const { return original_path_; }
  std::string_view target() const { return target_; }
  bool changed() const { return changed_; }

  std::wstring_view wide_path() const;
  PCWSTR forwarded() const { return forwarded_; }

 private:
  base::Arena& arena_;
  std::string_view target_;
  std::string_view original_path_;
  std::string_view path_;
  std::string_view query_;
  mutable std::wstring_view wide_path_;
  PCWSTR forwarded_ = nullptr;
  bool changed_ = false;
};

}  // namespace penstock::native
