// What GetHeaderChanges and GetServerVarChanges do: compare what is now with the snapshot that the
// caller keeps, tell which entries differ, and make the snapshot new. Pages:
// IHttpRequest::GetHeaderChanges, IHttpResponse::GetHeaderChanges,
// IHttpContext::GetServerVarChanges.
//
// A snapshot's texts are copies in the request's arena, so that they stay what they were when a
// value grows in place. Change number 0 stands for no snapshot: everything there is, is a change.
#pragma once

#include <httpserv.h>

#include <span>
#include <string_view>

#include "base/arena.h"
#include "http/header_map.h"

namespace penstock::native {

// Ends a list of indices.
inline constexpr DWORD kEndOfChanges = static_cast<DWORD>(-1);

template <typename Char>
struct NamedValue {
  std::string_view name;
  std::basic_string_view<Char> value;  // NUL-terminated
};

// The caller's list of names and values, and where the indices of what changed go.
template <typename Char>
struct ListSnapshot {
  DWORD* count;
  PCSTR** names;
  const Char*** values;
  DWORD* changed_count;
  DWORD** changed;

  bool complete() const {
    return count != nullptr && names != nullptr && values != nullptr && changed_count != nullptr &&
           changed != nullptr;
  }
  // There are arrays where the count says so.
  bool sound() const { return *count == 0 || (*names != nullptr && *values != nullptr); }
  // Nothing has changed.
  void leave(base::Arena& arena) const;
  // A name that is gone stays in the list once more, with a null value, so that its index can be
  // told; the next call drops it. Names compare without case.
  void renew(std::span<const NamedValue<Char>> now, bool first, base::Arena& arena) const;
};

extern template struct ListSnapshot<char>;
extern template struct ListSnapshot<wchar_t>;

// Both halves of a header snapshot. `known` and `changed_known` are arrays by header id, the second
// one longer by the end mark.
struct HeaderSnapshot {
  PCSTR* known;
  DWORD* changed_known;
  ListSnapshot<char> unknown;
};

HRESULT header_changes(const http::HeaderMap& headers, DWORD old_number, DWORD* new_number,
                       const HeaderSnapshot& snapshot, base::Arena& arena);

}  // namespace penstock::native
