// Text that every module of these tests makes: between narrow and wide, and of results. The texts
// of tests are ASCII.
#pragma once

#include <httpserv.h>

#include <cstdio>
#include <string>

namespace conformance {

// Null is empty.
inline std::string narrow(PCWSTR text) {
  std::string narrowed;
  for (; text != nullptr && *text != L'\0'; ++text) {
    narrowed += static_cast<char>(*text);
  }
  return narrowed;
}

inline std::wstring widen(const std::string& text) { return {text.begin(), text.end()}; }

// "00000000", "80070057"
inline std::string hex(HRESULT result) {
  char text[16];
  std::snprintf(text, sizeof(text), "%08x", static_cast<unsigned>(result));
  return text;
}

}  // namespace conformance
