// See file_names.h; the rules are documented in win32/files.h.
#include "win32/file_names.h"

#include <strings.h>

#include <algorithm>

namespace penstock::win32 {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool starts_with_drive(std::string_view path) {
  return path.size() >= 2 && is_letter(path[0]) && path[1] == ':';
}

}  // namespace

std::string native_path(std::string_view path) {
  if (path.substr(0, 4) == "\\\\?\\" || path.substr(0, 4) == "\\\\.\\") path.remove_prefix(4);
  if (starts_with_drive(path)) path.remove_prefix(2);
  std::string result(path);
  std::replace(result.begin(), result.end(), '\\', '/');
  return strcasecmp(result.c_str(), "NUL") == 0 ? "/dev/null" : result;
}

}  // namespace penstock::win32
