// HeaderMap's fields and their lookup; see header_map.h for the rules.
#include "http/header_map.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "http/chars.h"

namespace penstock::http {
namespace {

constexpr std::uint32_t kFirstCapacity = 16;

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && base::ascii_iequals(a, b);
}

// What joins two values of one name: cookies have their own separator (RFC 9113 8.2.3).
std::string_view separator(HeaderKind kind, int id) {
  return kind == HeaderKind::kRequest && id == header::kCookie ? "; " : ", ";
}

// A NUL-terminated copy. An empty view may have no address, which memcpy must not see.
std::string_view keep(base::Arena& arena, std::string_view text) {
  return text.empty() ? std::string_view("") : arena.copy(text);
}

bool never_joined(HeaderKind kind, int id) {
  return kind == HeaderKind::kResponse && id == header::kSetCookie;
}

}  // namespace

HeaderMap::HeaderMap(HeaderKind kind, base::Arena& arena) : arena_(&arena), kind_(kind) { reset(); }

void HeaderMap::reset() {
  entries_ = nullptr;
  size_ = 0;
  capacity_ = 0;
  ++changes_;
  std::memset(first_, 0xff, sizeof first_);
}

const HeaderEntry* HeaderMap::find(std::string_view name) const {
  const int id = known_header_id(kind_, name);
  return id >= 0 ? find(id) : find_unknown(name);
}

const HeaderEntry* HeaderMap::find_unknown(std::string_view name) const {
  const auto* found = std::find_if(begin(), end(), [name](const HeaderEntry& entry) {
    return entry.id < 0 && same_name(entry.name, name);
  });
  return found == end() ? nullptr : found;
}

HeaderEntry* HeaderMap::find_mutable(int id, std::string_view name) {
  return const_cast<HeaderEntry*>(id >= 0 ? find(id) : find_unknown(name));
}

// Completes the pair: a known name gets its id and usual spelling.
HeaderError HeaderMap::check(int& id, std::string_view& name, std::string_view value) const {
  if (id < 0) id = known_header_id(kind_, name);
  if (id >= 0) name = known_header_name(kind_, id);
  if (id < 0 ? !is_token(name) : name.empty()) return HeaderError::kBadName;
  return has_line_break_or_nul(value) ? HeaderError::kBadValue : HeaderError::kNone;
}

HeaderError HeaderMap::set(int id, std::string_view value) {
  return id < 0 ? HeaderError::kBadName : set_checked(id, {}, value);
}

HeaderError HeaderMap::set(std::string_view name, std::string_view value) {
  return set_checked(kUnknownHeader, name, value);
}

HeaderError HeaderMap::set_checked(int id, std::string_view name, std::string_view value) {
  if (const HeaderError error = check(id, name, value); error != HeaderError::kNone) return error;
  HeaderEntry* entry = find_mutable(id, name);
  if (entry == nullptr) return add_checked(id, name, value);
  // A new copy each time: views of the old value stay what they were.
  entry->value = keep(*arena_, value);
  entry->capacity = 0;
  ++changes_;
  remove_from(static_cast<std::size_t>(entry - entries_) + 1, id, entry->name);
  return HeaderError::kNone;
}

HeaderError HeaderMap::append(int id, std::string_view value) {
  return id < 0 ? HeaderError::kBadName : append_checked(id, {}, value);
}

HeaderError HeaderMap::append(std::string_view name, std::string_view value) {
  return append_checked(kUnknownHeader, name, value);
}

HeaderError HeaderMap::append_checked(int id, std::string_view name, std::string_view value) {
  if (const HeaderError error = check(id, name, value); error != HeaderError::kNone) return error;
  HeaderEntry* entry = find_mutable(id, name);
  if (entry == nullptr || never_joined(kind_, id)) return add_checked(id, name, value);
  join(*entry, value);
  return HeaderError::kNone;
}

HeaderError HeaderMap::add(int id, std::string_view value) {
  return id < 0 ? HeaderError::kBadName : add_checked(id, {}, value);
}

HeaderError HeaderMap::add(std::string_view name, std::string_view value) {
  return add_checked(kUnknownHeader, name, value);
}

HeaderError HeaderMap::add_checked(int id, std::string_view name, std::string_view value) {
  if (const HeaderError error = check(id, name, value); error != HeaderError::kNone) return error;
  push(id, id >= 0 ? name : keep(*arena_, name), keep(*arena_, value));
  return HeaderError::kNone;
}

bool HeaderMap::remove(int id) {
  const HeaderEntry* entry = find(id);
  return entry != nullptr && remove_from(static_cast<std::size_t>(entry - entries_), id, {});
}

bool HeaderMap::remove(std::string_view name) {
  const HeaderEntry* entry = find(name);
  if (entry == nullptr) return false;
  return remove_from(static_cast<std::size_t>(entry - entries_), entry->id, entry->name);
}

void HeaderMap::append_parsed(int id, std::string_view name, std::string_view value) {
  HeaderEntry* entry = find_mutable(id, name);
  if (entry == nullptr || never_joined(kind_, id)) {
    push(id, name, value);
  } else {
    join(*entry, value);
  }
}

void HeaderMap::rebase(const char* old_begin, std::size_t size, const char* new_begin) {
  const auto old = reinterpret_cast<std::uintptr_t>(old_begin);
  auto move = [old, size, new_begin](std::string_view& view) {
    const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(view.data()) - old;
    if (offset < size) view = {new_begin + offset, view.size()};
  };
  for (std::uint32_t i = 0; i < size_; ++i) {
    move(entries_[i].name);
    move(entries_[i].value);
  }
}

// Doubles the room when it moves the value, so that many short lines of one name stay linear in
// time and memory. In place where there is room: a reader of the old view still sees its bytes.
void HeaderMap::join(HeaderEntry& entry, std::string_view value) {
  const std::string_view between = separator(kind_, entry.id);
  const std::size_t old_size = entry.value.size();
  const std::size_t size = old_size + between.size() + value.size();
  char* text = const_cast<char*>(entry.value.data());
  if (size + 1 > entry.capacity) {
    const std::size_t capacity = 2 * (size + 1);
    text = static_cast<char*>(arena_->allocate(capacity, 1));
    std::memcpy(text, entry.value.data(), old_size);
    entry.capacity = static_cast<std::uint32_t>(std::min<std::size_t>(capacity, UINT32_MAX));
  }
  std::memcpy(text + old_size, between.data(), between.size());
  if (!value.empty()) std::memmove(text + old_size + between.size(), value.data(), value.size());
  text[size] = '\0';
  ++changes_;
  entry.value = {text, size};
}

void HeaderMap::push(int id, std::string_view name, std::string_view value) {
  if (size_ == capacity_) grow();
  entries_[size_] = HeaderEntry{name, value, id, 0};
  if (id >= 0 && first_[id] < 0) first_[id] = static_cast<std::int32_t>(size_);
  ++size_;
  ++changes_;
}

void HeaderMap::grow() {
  capacity_ = capacity_ == 0 ? kFirstCapacity : capacity_ * 2;
  auto* bigger = static_cast<HeaderEntry*>(
      arena_->allocate(capacity_ * sizeof(HeaderEntry), alignof(HeaderEntry)));
  if (size_ != 0) std::memcpy(bigger, entries_, size_ * sizeof(HeaderEntry));
  entries_ = bigger;
}

bool HeaderMap::remove_from(std::size_t first, int id, std::string_view name) {
  HeaderEntry* const last = entries_ + size_;
  HeaderEntry* const kept = std::remove_if(entries_ + first, last, [&](const HeaderEntry& entry) {
    return id >= 0 ? entry.id == id : entry.id < 0 && same_name(entry.name, name);
  });
  if (kept == last) return false;
  ++changes_;
  size_ = static_cast<std::uint32_t>(kept - entries_);
  index_known();
  return true;
}

void HeaderMap::index_known() {
  std::memset(first_, 0xff, sizeof first_);
  for (std::uint32_t i = size_; i-- > 0;) {
    if (entries_[i].id >= 0) first_[entries_[i].id] = static_cast<std::int32_t>(i);
  }
}

}  // namespace penstock::http
