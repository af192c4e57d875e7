// The comparison; see change_snapshot.h.
#include "native/change_snapshot.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "http/known_headers.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

template <typename T>
std::span<T> array_of(std::size_t size, base::Arena& arena) {
  auto* items =
      static_cast<T*>(arena.allocate(std::max<std::size_t>(size, 1) * sizeof(T), alignof(T)));
  std::fill_n(items, size, T{});
  return {items, size};
}

// Null is a value that is not there, which is not the same as an empty one.
template <typename Char>
bool same_text(const Char* a, std::basic_string_view<Char> b) {
  return a != nullptr && b == a;
}

template <typename Char>
const Char* copy_of(std::basic_string_view<Char> text, base::Arena& arena) {
  return arena.copy(text).data();
}

void renew_known(const http::HeaderMap& headers, int count, const HeaderSnapshot& snapshot,
                 bool first, base::Arena& arena) {
  DWORD* changed = snapshot.changed_known;
  for (int id = 0; id < count; ++id) {
    PCSTR& kept = snapshot.known[id];
    const PCSTR before = first ? nullptr : kept;
    const http::HeaderEntry* entry = headers.find(id);
    const bool same = entry == nullptr ? before == nullptr : same_text<char>(before, entry->value);
    kept = before;
    if (!same) {
      kept = entry == nullptr ? nullptr : copy_of(entry->value, arena);
      *changed++ = static_cast<DWORD>(id);
    }
  }
  *changed = kEndOfChanges;
}

// As HTTP_UNKNOWN_HEADERs are: a second line of a known name is among them (raw_headers.h).
std::span<const NamedValue<char>> unknown_headers(const http::HeaderMap& headers,
                                                  base::Arena& arena) {
  const auto list = array_of<NamedValue<char>>(headers.size(), arena);
  std::array<bool, http::kRequestHeaderCount> seen{};
  std::size_t count = 0;
  for (const http::HeaderEntry& entry : headers) {
    if (entry.id < 0 || std::exchange(seen[static_cast<std::size_t>(entry.id)], true)) {
      list[count++] = {entry.name, entry.value};
    }
  }
  return list.first(count);
}

}  // namespace

template <typename Char>
void ListSnapshot<Char>::leave(base::Arena& arena) const {
  *changed_count = 0;
  *changed = array_of<DWORD>(1, arena).data();
  **changed = kEndOfChanges;
}

template <typename Char>
void ListSnapshot<Char>::renew(std::span<const NamedValue<Char>> now, bool first,
                               base::Arena& arena) const {
  const std::size_t old_count = first ? 0 : *count;
  const auto new_names = array_of<PCSTR>(old_count + now.size(), arena);
  const auto new_values = array_of<const Char*>(old_count + now.size(), arena);
  const auto indices = array_of<DWORD>(old_count + now.size() + 1, arena);
  const auto matched = array_of<bool>(now.size(), arena);
  DWORD size = 0;
  DWORD changes = 0;
  const auto keep = [&](PCSTR name, const Char* value, bool change) {
    if (change) {
      indices[changes++] = size;
    }
    new_names[size] = name;
    new_values[size++] = value;
  };
  for (std::size_t i = 0; i < old_count; ++i) {
    const PCSTR name = (*names)[i];
    const Char* value = (*values)[i];
    std::size_t at = 0;
    while (at < now.size() && (matched[at] || !base::ascii_iequals(now[at].name, name))) {
      ++at;
    }
    if (at < now.size()) {
      matched[at] = true;
      const bool same = same_text(value, now[at].value);
      keep(name, same ? value : copy_of(now[at].value, arena), !same);
    } else if (value != nullptr) {
      keep(name, nullptr, true);
    }
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!matched[i]) {
      keep(copy_of(now[i].name, arena), copy_of(now[i].value, arena), true);
    }
  }
  indices[changes] = kEndOfChanges;
  *count = size;
  *names = new_names.data();
  *values = new_values.data();
  *changed_count = changes;
  *changed = indices.data();
}

template struct ListSnapshot<char>;
template struct ListSnapshot<wchar_t>;

HRESULT header_changes(const http::HeaderMap& headers, DWORD old_number, DWORD* new_number,
                       const HeaderSnapshot& snapshot, base::Arena& arena) {
  if (new_number == nullptr || snapshot.known == nullptr || snapshot.changed_known == nullptr ||
      !snapshot.unknown.complete()) {
    return kInvalidParameter;
  }
  const bool first = old_number == 0;
  if (!first && !snapshot.unknown.sound()) {
    return kInvalidParameter;
  }
  if (!first && old_number == headers.change_number()) {
    *snapshot.changed_known = kEndOfChanges;
    snapshot.unknown.leave(arena);
  } else {
    const bool request = headers.kind() == http::HeaderKind::kRequest;
    renew_known(headers, request ? http::kRequestHeaderCount : http::kResponseHeaderCount, snapshot,
                first, arena);
    snapshot.unknown.renew(unknown_headers(headers, arena), first, arena);
  }
  *new_number = headers.change_number();
  return S_OK;
}

}  // namespace penstock::native
