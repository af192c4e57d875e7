// The table of known headers and its perfect hash; see known_headers.h.
#include "http/known_headers.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace penstock::http {
namespace {

constexpr std::size_t kSharedCount = 20;

constexpr std::array<std::string_view, kRequestHeaderCount> kRequestNames = {
    "Cache-Control",
    "Connection",
    "Date",
    "Keep-Alive",
    "Pragma",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "Warning",
    "Allow",
    "Content-Length",
    "Content-Type",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-MD5",
    "Content-Range",
    "Expires",
    "Last-Modified",
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Cookie",
    "Expect",
    "From",
    "Host",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Max-Forwards",
    "Proxy-Authorization",
    "Referer",
    "Range",
    "TE",
    "Translate",
    "User-Agent",
};

constexpr std::array<std::string_view, kResponseHeaderCount - kSharedCount> kResponseOnlyNames = {
    "Accept-Ranges", "Age",    "ETag",       "Location", "Proxy-Authenticate",
    "Retry-After",   "Server", "Set-Cookie", "Vary",     "WWW-Authenticate",
};

constexpr std::string_view name_at(HeaderKind kind, std::size_t id) {
  return kind == HeaderKind::kRequest || id < kSharedCount ? kRequestNames[id]
                                                           : kResponseOnlyNames[id - kSharedCount];
}

constexpr std::size_t kSlots = 128;
constexpr std::size_t kShortest = 2;  // TE
constexpr std::size_t kLongest = 19;  // If-Unmodified-Since
constexpr std::size_t kPadded = 24;   // comparison works on whole 8-byte words

constexpr std::size_t slot_of(const char* name, std::size_t length) {
  const auto first = static_cast<unsigned char>(name[0]) | 0x20u;
  const auto last = static_cast<unsigned char>(name[length - 1]) | 0x20u;
  return (length * 63 + first * 24 + last * 8) % kSlots;
}

// A name as the comparison wants it: in lower case, and a mask with the case bit of each letter.
// Setting the mask's bits in a candidate makes it equal to `lower` exactly when it is that name
// in some case: bytes that are no letters are compared as they are.
struct FoldedName {
  char lower[kPadded] = {};
  char mask[kPadded] = {};
  std::uint8_t length = 0;
  std::int8_t id = kUnknownHeader;
};

struct Table {
  std::array<FoldedName, kRequestHeaderCount> names;
  std::array<std::int8_t, kSlots> slots;
  bool perfect = true;
};

constexpr FoldedName fold(std::string_view name, std::size_t id) {
  FoldedName folded;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char lower = static_cast<char>(name[i] | 0x20);
    const bool letter = lower >= 'a' && lower <= 'z';
    folded.lower[i] = letter ? lower : name[i];
    folded.mask[i] = letter ? 0x20 : 0;
  }
  folded.length = static_cast<std::uint8_t>(name.size());
  folded.id = static_cast<std::int8_t>(id);
  return folded;
}

constexpr Table make_table(HeaderKind kind) {
  Table table{};
  table.slots.fill(-1);
  for (std::size_t id = 0; id < static_cast<std::size_t>(known_header_count(kind)); ++id) {
    const std::string_view name = name_at(kind, id);
    auto& slot = table.slots[slot_of(name.data(), name.size())];
    if (slot != -1) table.perfect = false;
    slot = static_cast<std::int8_t>(id);
    table.names[id] = fold(name, id);
  }
  return table;
}

constexpr Table kRequestTable = make_table(HeaderKind::kRequest);
constexpr Table kResponseTable = make_table(HeaderKind::kResponse);
static_assert(kRequestTable.perfect && kResponseTable.perfect,
              "two known headers share a slot: choose other factors in slot_of()");

std::uint64_t load(const char* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

bool word_matches(const char* text, const FoldedName& name, std::size_t offset) {
  return (load(text + offset) | load(name.mask + offset)) == load(name.lower + offset);
}

bool matches(std::string_view text, const FoldedName& name) {
  const std::size_t length = text.size();
  if (length >= 8) {
    // Overlapping words cover 8 to 24 bytes.
    if (!word_matches(text.data(), name, 0)) return false;
    if (length > 16 && !word_matches(text.data(), name, 8)) return false;
    return word_matches(text.data(), name, length - 8);
  }
  for (std::size_t i = 0; i < length; ++i) {
    if ((text[i] | name.mask[i]) != name.lower[i]) return false;
  }
  return true;
}

}  // namespace

int known_header_id(HeaderKind kind, std::string_view name) {
  if (name.size() < kShortest || name.size() > kLongest) return kUnknownHeader;
  const Table& table = kind == HeaderKind::kRequest ? kRequestTable : kResponseTable;
  const int id = table.slots[slot_of(name.data(), name.size())];
  if (id < 0) return kUnknownHeader;
  const FoldedName& candidate = table.names[static_cast<std::size_t>(id)];
  return candidate.length == name.size() && matches(name, candidate) ? id : kUnknownHeader;
}

std::string_view known_header_name(HeaderKind kind, int id) {
  if (id < 0 || id >= known_header_count(kind)) return "";
  return name_at(kind, static_cast<std::size_t>(id));
}

}  // namespace penstock::http
