// HeaderMap: the header fields of one request or response, in arrival order. The native API's
// GetHeader and SetHeader sit directly on it; http1/ fills and writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "http/known_headers.h"

namespace penstock::http {

enum class HeaderError : std::uint8_t {
  kNone,
  kBadName,   // not a token (RFC 9110 5.1), or an id that does not exist
  kBadValue,  // holds CR, LF or NUL, with which a value could start a line of its own
};

struct HeaderEntry {
  std::string_view name;   // as received, or the usual spelling of a known header
  std::string_view value;  // NUL-terminated in memory; the NUL is not part of the view
  std::int32_t id;         // a known header's id, or kUnknownHeader
  std::uint32_t capacity;  // bytes of arena memory behind value; 0: not ours to write to
};

// Memory comes from the arena alone; views handed out live until it is reset, and stay what
// they were when a field is set anew. Not thread-safe: owned by the request's executor.
class HeaderMap {
 public:
  HeaderMap(HeaderKind kind, base::Arena& arena);

  // Forgets all fields; for use with Arena::reset().
  void reset();
  // Removes all fields; what they were stays readable until the arena is reset.
  void clear() { reset(); }

  HeaderKind kind() const { return kind_; }
  // Another one after every change; rarely 0.
  std::uint32_t change_number() const { return changes_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const HeaderEntry* begin() const { return entries_; }
  const HeaderEntry* end() const { return entries_ + size_; }
  const HeaderEntry& operator[](std::size_t index) const { return entries_[index]; }

  // The first field of that id or name, or null.
  const HeaderEntry* find(int id) const {
    if (static_cast<unsigned>(id) >= kRequestHeaderCount || first_[id] < 0) return nullptr;
    return &entries_[first_[id]];
  }
  const HeaderEntry* find(std::string_view name) const;
  bool has(int id) const { return find(id) != nullptr; }
  bool has(std::string_view name) const { return find(name) != nullptr; }

  // The value of the first such field; an empty view of "" when there is none.
  std::string_view get(int id) const { return value_of(find(id)); }
  std::string_view get(std::string_view name) const { return value_of(find(name)); }

  // Replaces every field of that name by one, in the place of the first. Copies both texts.
  [[nodiscard]] HeaderError set(int id, std::string_view value);
  [[nodiscard]] HeaderError set(std::string_view name, std::string_view value);

  // Adds to the existing value as a list member: "a, b"; cookies "a; b"; Set-Cookie, which is
  // no list, as a line of its own. As set() when there is none.
  [[nodiscard]] HeaderError append(int id, std::string_view value);
  [[nodiscard]] HeaderError append(std::string_view name, std::string_view value);

  // Adds a line of its own whatever is there.
  [[nodiscard]] HeaderError add(int id, std::string_view value);
  [[nodiscard]] HeaderError add(std::string_view name, std::string_view value);

  // Removes all fields of that name; false when there was none.
  bool remove(int id);
  bool remove(std::string_view name);

  // For parsers: texts already validated and NUL-terminated in memory that outlives the map; no
  // copy. A repeated name is joined as append() does, with amortized linear cost.
  void append_parsed(int id, std::string_view name, std::string_view value);

  // For a parser whose buffer moved: views into [old_begin, old_begin + size) now point at
  // the same offset of new_begin.
  void rebase(const char* old_begin, std::size_t size, const char* new_begin);

 private:
  static std::string_view value_of(const HeaderEntry* entry) {
    return entry == nullptr ? std::string_view("") : entry->value;
  }
  const HeaderEntry* find_unknown(std::string_view name) const;
  HeaderEntry* find_mutable(int id, std::string_view name);
  HeaderError check(int& id, std::string_view& name, std::string_view value) const;
  HeaderError set_checked(int id, std::string_view name, std::string_view value);
  HeaderError append_checked(int id, std::string_view name, std::string_view value);
  HeaderError add_checked(int id, std::string_view name, std::string_view value);
  void join(HeaderEntry& entry, std::string_view value);
  void push(int id, std::string_view name, std::string_view value);
  void grow();
  bool remove_from(std::size_t first, int id, std::string_view name);
  void index_known();

  HeaderEntry* entries_;
  std::uint32_t size_;
  std::uint32_t capacity_;
  base::Arena* arena_;
  HeaderKind kind_;
  std::uint32_t changes_ = 0;
  std::int32_t first_[kRequestHeaderCount];  // index of the first field of each id, or -1
};

}  // namespace penstock::http
