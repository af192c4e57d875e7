// SetUrl's rules; see request_url.h.
#include "native/request_url.h"

#include <algorithm>

#include "base/arena_text.h"
#include "base/text.h"
#include "http/uri.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

// The authority of an absolute http(s) URL, and what follows it; empty when it is none.
std::string_view split_authority(std::string_view url, std::string_view& rest) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.size() > scheme.size() && base::ascii_iequals(url.substr(0, scheme.size()), scheme)) {
      const std::string_view authority = url.substr(scheme.size());
      const std::size_t end = std::min(authority.find_first_of("/?"), authority.size());
      rest = authority.substr(end);
      return authority.substr(0, end);
    }
  }
  return {};
}

}  // namespace

void RequestUrl::begin(std::string_view canonical_path, std::string_view query,
                       std::string_view target) {
  target_ = target;
  original_path_ = canonical_path;
  path_ = canonical_path;
  query_ = query;
  wide_path_ = {};
  forwarded_ = nullptr;
  changed_ = false;
}

HRESULT RequestUrl::replace(std::string_view url, bool reset_query, std::string_view host) {
  std::string_view local = url;
  const std::string_view authority = split_authority(url, local);
  if (!authority.empty() && !base::ascii_iequals(authority, host)) {
    forwarded_ = base::to_wide(url, arena_).data();
    changed_ = true;
    return S_OK;
  }
  const std::string_view target = local.empty() ? "/" : local;
  const http::CanonicalUri uri = http::canonicalize(arena_.copy(target), arena_);
  if (!uri.ok()) {
    return kInvalidParameter;
  }
  path_ = uri.path;
  if (uri.has_query) {
    query_ = arena_.copy(uri.query);
  } else if (reset_query) {
    query_ = "";
  }
  wide_path_ = {};
  forwarded_ = nullptr;
  changed_ = true;
  return S_OK;
}

std::wstring_view RequestUrl::wide_path() const {
  if (wide_path_.data() == nullptr) {
    wide_path_ = base::to_wide(path_, arena_);
  }
  return wide_path_;
}

}  // namespace penstock::native
