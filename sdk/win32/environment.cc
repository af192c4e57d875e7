// Environment variables, and the names of the machine and the account; declared in
// win32/environment.h.
#include "win32/environment.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/immortal.h"
#include "win32/output_text.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {
namespace {

// Orders these functions among themselves: setenv may move what getenv has returned.
std::mutex& environment_mutex() {
  static Immortal<std::mutex> mutex;
  return mutex.get();
}

bool look_up(const std::string& name, std::string& value) {
  const std::lock_guard lock(environment_mutex());
  const char* const found = getenv(name.c_str());
  if (found != nullptr) value = found;
  return found != nullptr;
}

std::string expand(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t first = text.find('%');
    const size_t second = first == text.npos ? text.npos : text.find('%', first + 1);
    if (second == text.npos) break;
    result += text.substr(0, first);
    std::string value;
    if (look_up(std::string(text.substr(first + 1, second - first - 1)), value)) {
      result += value;
      text.remove_prefix(second + 1);
    } else {
      // The second sign may begin a name of its own.
      result += text.substr(first, second - first);
      text.remove_prefix(second);
    }
  }
  return result.append(text);
}

// Copies with the terminator if that fits.
template <class Char>
bool store(const std::basic_string<Char>& text, Char* out, DWORD size) {
  if (text.size() + 1 > size) return false;
  memcpy(out, text.c_str(), (text.size() + 1) * sizeof(Char));
  return true;
}

template <class Char>
DWORD expand_strings(const Char* text, Char* out, DWORD size) {
  if (text == nullptr) return static_cast<DWORD>(fail(ERROR_INVALID_PARAMETER));
  TextScratch scratch;
  const auto expanded = output_text<Char>(expand(scratch.utf8(text)));
  store(expanded, out, out != nullptr ? size : 0);
  return static_cast<DWORD>(expanded.size() + 1);
}

template <class Char>
DWORD get_variable(const Char* name, Char* out, DWORD size) {
  TextScratch scratch;
  std::string value;
  if (name == nullptr || !look_up(std::string(scratch.utf8(name)), value)) {
    return static_cast<DWORD>(fail(ERROR_ENVVAR_NOT_FOUND));
  }
  const auto text = output_text<Char>(value);
  // An empty value is told apart from a missing one by the last error alone.
  SetLastError(ERROR_SUCCESS);
  const bool stored = store(text, out, out != nullptr ? size : 0);
  return static_cast<DWORD>(stored ? text.size() : text.size() + 1);
}

template <class Char>
BOOL set_variable(const Char* name, const Char* value) {
  if (name == nullptr) return fail(ERROR_INVALID_PARAMETER);
  TextScratch scratch;
  const std::string key(scratch.utf8(name));
  const std::lock_guard lock(environment_mutex());
  const int result = value != nullptr
                         ? setenv(key.c_str(), std::string(scratch.utf8(value)).c_str(), 1)
                         : unsetenv(key.c_str());
  return result == 0 ? TRUE : fail_errno();
}

template <class Char>
BOOL computer_name(Char* out, DWORD* size) {
  char name[256] = {};
  if (gethostname(name, sizeof name - 1) != 0) return fail_errno();
  const auto text = output_text<Char>(name);
  const bool stored = store(text, out, *size);
  *size = static_cast<DWORD>(stored ? text.size() : text.size() + 1);
  return stored ? TRUE : fail(ERROR_BUFFER_OVERFLOW);
}

std::string account_name() {
  std::vector<char> buffer(4096);
  passwd entry;
  passwd* found = nullptr;
  const int error = getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found);
  // An account without a name, as in a container, is known by its number.
  return error == 0 && found != nullptr ? entry.pw_name : std::to_string(geteuid());
}

template <class Char>
BOOL user_name(Char* out, DWORD* size) {
  const auto text = output_text<Char>(account_name());
  const bool stored = store(text, out, *size);
  *size = static_cast<DWORD>(text.size() + 1);
  return stored ? TRUE : fail(ERROR_INSUFFICIENT_BUFFER);
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

DWORD ExpandEnvironmentStringsA(LPCSTR text, LPSTR out, DWORD size) {
  return expand_strings(text, out, size);
}
DWORD ExpandEnvironmentStringsW(LPCWSTR text, LPWSTR out, DWORD size) {
  return expand_strings(text, out, size);
}
DWORD GetEnvironmentVariableA(LPCSTR name, LPSTR out, DWORD size) {
  return get_variable(name, out, size);
}
DWORD GetEnvironmentVariableW(LPCWSTR name, LPWSTR out, DWORD size) {
  return get_variable(name, out, size);
}
BOOL SetEnvironmentVariableA(LPCSTR name, LPCSTR value) { return set_variable(name, value); }
BOOL SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value) { return set_variable(name, value); }
BOOL GetComputerNameA(LPSTR out, LPDWORD size) { return computer_name(out, size); }
BOOL GetComputerNameW(LPWSTR out, LPDWORD size) { return computer_name(out, size); }
BOOL GetUserNameA(LPSTR out, LPDWORD size) { return user_name(out, size); }
BOOL GetUserNameW(LPWSTR out, LPDWORD size) { return user_name(out, size); }
