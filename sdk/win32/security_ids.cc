// Security identifiers and their text form; declared in win32/security.h and sddl.h.
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "sddl.h"
#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/output_text.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {
namespace {

size_t size_of(size_t sub_authorities) {
  return offsetof(SID, SubAuthority) + sub_authorities * sizeof(DWORD);
}

// A sub-authority by its position; the structure declares the first alone.
DWORD sub_authority(const SID& sid, size_t index) {
  DWORD value = 0;
  memcpy(&value, reinterpret_cast<const char*>(&sid) + size_of(index), sizeof value);
  return value;
}

uint64_t authority_of(const SID& sid) {
  uint64_t value = 0;
  for (const BYTE byte : sid.IdentifierAuthority.Value) value = (value << 8) | byte;
  return value;
}

std::string text_of(const SID& sid) {
  const uint64_t authority = authority_of(sid);
  char head[40];
  // An authority beyond 32 bits is written in hexadecimal (MS-DTYP 2.4.2.1).
  snprintf(head, sizeof head, authority > UINT32_MAX ? "S-%u-0x%012llX" : "S-%u-%llu", sid.Revision,
           static_cast<unsigned long long>(authority));
  std::string text = head;
  for (size_t i = 0; i < sid.SubAuthorityCount; ++i) {
    text += '-' + std::to_string(sub_authority(sid, i));
  }
  return text;
}

// One number of the text with the hyphen before it.
bool take_number(const char*& text, uint64_t limit, uint64_t& value) {
  if (*text != '-' || text[1] < '0' || text[1] > '9') return false;
  const bool hexadecimal = text[1] == '0' && (text[2] == 'x' || text[2] == 'X');
  char* end = nullptr;
  errno = 0;
  value = strtoull(text + 1, &end, hexadecimal ? 16 : 10);
  text = end;
  return errno == 0 && value <= limit;
}

bool parse(const char* text, std::vector<char>& sid) {
  uint64_t revision = 0;
  uint64_t authority = 0;
  if (*text != 'S' && *text != 's') return false;
  ++text;
  if (!take_number(text, SID_REVISION, revision) || revision != SID_REVISION) return false;
  if (!take_number(text, (uint64_t{1} << 48) - 1, authority)) return false;
  std::vector<DWORD> parts;
  while (*text != '\0') {
    uint64_t part = 0;
    if (!take_number(text, UINT32_MAX, part)) return false;
    parts.push_back(static_cast<DWORD>(part));
  }
  if (parts.empty() || parts.size() > SID_MAX_SUB_AUTHORITIES) return false;
  sid.resize(size_of(parts.size()));
  sid[0] = SID_REVISION;
  sid[1] = static_cast<char>(parts.size());
  for (size_t i = 0; i < 6; ++i) sid[2 + i] = static_cast<char>(authority >> (40 - 8 * i));
  memcpy(sid.data() + size_of(0), parts.data(), parts.size() * sizeof(DWORD));
  return true;
}

// A copy for LocalFree.
void* local_copy(const void* data, size_t size) {
  void* const block = LocalAlloc(LMEM_FIXED, size);
  if (block != nullptr) memcpy(block, data, size);
  return block;
}

template <class Char>
BOOL to_text(PSID sid, Char** text) {
  if (text == nullptr) return fail(ERROR_INVALID_PARAMETER);
  if (!IsValidSid(sid)) return fail(ERROR_INVALID_SID);
  const auto form = output_text<Char>(text_of(*static_cast<const SID*>(sid)));
  *text = static_cast<Char*>(local_copy(form.c_str(), (form.size() + 1) * sizeof(Char)));
  return *text != nullptr;
}

template <class Char>
BOOL from_text(const Char* text, PSID* sid) {
  if (text == nullptr || sid == nullptr) return fail(ERROR_INVALID_PARAMETER);
  TextScratch scratch;
  std::vector<char> parsed;
  if (!parse(scratch.utf8(text).data(), parsed)) return fail(ERROR_INVALID_SID);
  *sid = local_copy(parsed.data(), parsed.size());
  return *sid != nullptr;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

BOOL IsValidSid(PSID sid) {
  const auto* const known = static_cast<const SID*>(sid);
  return known != nullptr && known->Revision == SID_REVISION &&
         known->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES;
}

DWORD GetLengthSid(PSID sid) {
  return static_cast<DWORD>(size_of(static_cast<const SID*>(sid)->SubAuthorityCount));
}

BOOL EqualSid(PSID a, PSID b) {
  if (!IsValidSid(a) || !IsValidSid(b)) return FALSE;
  return GetLengthSid(a) == GetLengthSid(b) && memcmp(a, b, GetLengthSid(a)) == 0;
}

BOOL CopySid(DWORD size, PSID destination, PSID source) {
  if (!IsValidSid(source)) return fail(ERROR_INVALID_SID);
  if (size < GetLengthSid(source)) return fail(ERROR_INSUFFICIENT_BUFFER);
  memcpy(destination, source, GetLengthSid(source));
  return TRUE;
}

BOOL ConvertSidToStringSidA(PSID sid, LPSTR* text) { return to_text(sid, text); }
BOOL ConvertSidToStringSidW(PSID sid, LPWSTR* text) { return to_text(sid, text); }
BOOL ConvertStringSidToSidA(LPCSTR text, PSID* sid) { return from_text(text, sid); }
BOOL ConvertStringSidToSidW(LPCWSTR text, PSID* sid) { return from_text(text, sid); }
