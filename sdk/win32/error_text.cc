// FormatMessage: texts of error numbers, and messages with %1 to %99; declared in win32/debug.h.
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "win32/debug.h"
#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/memory.h"
#include "win32/output_text.h"

namespace penstock::win32 {
namespace {

struct ErrorText {
  DWORD code;
  const char* text;
};

constexpr ErrorText kErrorTexts[] = {
    {ERROR_SUCCESS, "The operation succeeded."},
    {ERROR_INVALID_FUNCTION, "The function is not available."},
    {ERROR_FILE_NOT_FOUND, "There is no such file."},
    {ERROR_PATH_NOT_FOUND, "There is no such path."},
    {ERROR_TOO_MANY_OPEN_FILES, "Too many files are open."},
    {ERROR_ACCESS_DENIED, "Access is denied."},
    {ERROR_INVALID_HANDLE, "The handle is not valid."},
    {ERROR_NOT_ENOUGH_MEMORY, "There is not enough memory."},
    {ERROR_OUTOFMEMORY, "There is not enough memory."},
    {ERROR_INVALID_DATA, "The data is not valid."},
    {ERROR_WRITE_PROTECT, "The medium may not be written to."},
    {ERROR_SHARING_VIOLATION, "The file is in use."},
    {ERROR_HANDLE_EOF, "The end of the file is reached."},
    {ERROR_NOT_SUPPORTED, "The request is not supported."},
    {ERROR_FILE_EXISTS, "The file exists already."},
    {ERROR_INVALID_PARAMETER, "A parameter is not valid."},
    {ERROR_BROKEN_PIPE, "The pipe has been closed."},
    {ERROR_DISK_FULL, "The disk is full."},
    {ERROR_CALL_NOT_IMPLEMENTED, "The function is not implemented."},
    {ERROR_INSUFFICIENT_BUFFER, "The buffer is too small."},
    {ERROR_INVALID_NAME, "The name is not valid."},
    {ERROR_MOD_NOT_FOUND, "The module was not found."},
    {ERROR_PROC_NOT_FOUND, "The function was not found."},
    {ERROR_DIR_NOT_EMPTY, "The directory is not empty."},
    {ERROR_BUSY, "The resource is in use."},
    {ERROR_ALREADY_EXISTS, "It exists already."},
    {ERROR_BAD_EXE_FORMAT, "The file is not a loadable module."},
    {ERROR_ENVVAR_NOT_FOUND, "There is no such environment variable."},
    {ERROR_MORE_DATA, "There is more data."},
    {WAIT_TIMEOUT, "The wait has timed out."},
    {ERROR_NO_MORE_ITEMS, "There are no more items."},
    {ERROR_NOT_OWNER, "The caller does not own it."},
    {ERROR_OPERATION_ABORTED, "The operation was cancelled."},
    {ERROR_IO_PENDING, "The operation is in progress."},
    {ERROR_NO_UNICODE_TRANSLATION, "The text has no translation."},
    {ERROR_NOT_FOUND, "It was not found."},
    {ERROR_CONNECTION_REFUSED, "The connection was refused."},
    {ERROR_CONNECTION_INVALID, "The connection is closed."},
    {ERROR_CONNECTION_ABORTED, "The connection was aborted."},
    {ERROR_LOGON_FAILURE, "The name or the password is wrong."},
    {ERROR_INVALID_SID, "The security identifier is not valid."},
    {ERROR_TIMEOUT, "The time allowed has passed."},
    {static_cast<DWORD>(E_NOTIMPL), "Not implemented."},
    {static_cast<DWORD>(E_NOINTERFACE), "The object does not have that interface."},
    {static_cast<DWORD>(E_POINTER), "The pointer is not valid."},
    {static_cast<DWORD>(E_ABORT), "The operation was aborted."},
    {static_cast<DWORD>(E_FAIL), "Unspecified failure."},
    {static_cast<DWORD>(E_UNEXPECTED), "Unexpected failure."},
    {static_cast<DWORD>(REGDB_E_CLASSNOTREG), "The class is not registered."},
    {static_cast<DWORD>(CO_E_NOTINITIALIZED), "COM has not been started on this thread."},
};

const char* find_text(DWORD code) {
  for (const ErrorText& entry : kErrorTexts) {
    if (entry.code == code) return entry.text;
  }
  return nullptr;
}

// The text ends with a line break, as the original's do and as callers strip.
std::string system_text(DWORD code) {
  const char* text = find_text(code);
  const auto hr = static_cast<HRESULT>(code);
  if (text == nullptr && FAILED(hr) && HRESULT_FACILITY(hr) == FACILITY_WIN32) {
    text = find_text(static_cast<DWORD>(HRESULT_CODE(hr)));
  }
  if (text != nullptr) return std::string(text) + "\r\n";
  char other[32];
  snprintf(other, sizeof other, FAILED(hr) ? "Error 0x%08X.\r\n" : "Error %u.\r\n", code);
  return other;
}

// The text arguments, in order of their number, from either kind of list.
template <class Char>
class Inserts {
 public:
  Inserts(DWORD flags, va_list* arguments)
      : array_((flags & FORMAT_MESSAGE_ARGUMENT_ARRAY) != 0
                   ? reinterpret_cast<const Char* const*>(arguments)
                   : nullptr),
        list_(array_ == nullptr ? arguments : nullptr) {}

  // nullptr when there is no list.
  const Char* at(size_t number) {
    if (array_ != nullptr) return array_[number - 1];
    if (list_ == nullptr) return nullptr;
    while (fetched_.size() < number) fetched_.push_back(va_arg(*list_, const Char*));
    return fetched_[number - 1];
  }

 private:
  const Char* const* const array_;
  va_list* const list_;
  std::vector<const Char*> fetched_;
};

// %1 to %99 are arguments, %n a line break, %0 ends the text, %% and any other %c is c. A format in
// exclamation marks after a number must be !s!.
template <class Char>
bool expand(std::basic_string_view<Char> text, Inserts<Char>& inserts,
            std::basic_string<Char>& result) {
  const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    ++i;
    if (text[i] == 'n') {
      result += '\r';
      result += '\n';
    } else if (text[i] == '0') {
      return true;
    } else if (digit(i)) {
      size_t number = static_cast<size_t>(text[i] - '0');
      if (digit(i + 1)) number = number * 10 + static_cast<size_t>(text[++i] - '0');
      if (i + 3 < text.size() && text[i + 1] == '!') {
        if (text[i + 2] != 's' || text[i + 3] != '!') return false;
        i += 3;
      }
      const Char* const argument = inserts.at(number);
      if (argument == nullptr) return false;
      result += argument;
    } else {
      result += text[i];
    }
  }
  return true;
}

template <class Char>
DWORD give_out(const std::basic_string<Char>& text, DWORD flags, Char* buffer, DWORD size) {
  const size_t bytes = (text.size() + 1) * sizeof(Char);
  if ((flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0) {
    void* const block = LocalAlloc(LMEM_FIXED, bytes);
    if (block == nullptr) return 0;
    memcpy(block, text.c_str(), bytes);
    *reinterpret_cast<void**>(buffer) = block;
  } else {
    if (text.size() + 1 > size) return static_cast<DWORD>(fail(ERROR_INSUFFICIENT_BUFFER));
    memcpy(buffer, text.c_str(), bytes);
  }
  return static_cast<DWORD>(text.size());
}

template <class Char>
DWORD format_message(DWORD flags, const void* source, DWORD message_id, Char* buffer, DWORD size,
                     va_list* arguments) {
  if (buffer == nullptr) return static_cast<DWORD>(fail(ERROR_INVALID_PARAMETER));
  const bool from_string = (flags & FORMAT_MESSAGE_FROM_STRING) != 0;
  if (!from_string && (flags & FORMAT_MESSAGE_FROM_SYSTEM) == 0) {
    const bool from_module = (flags & FORMAT_MESSAGE_FROM_HMODULE) != 0;
    return static_cast<DWORD>(fail(from_module ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER));
  }
  if (from_string && source == nullptr) return static_cast<DWORD>(fail(ERROR_INVALID_PARAMETER));
  const std::basic_string<Char> text =
      from_string ? std::basic_string<Char>(static_cast<const Char*>(source))
                  : output_text<Char>(system_text(message_id));
  if ((flags & FORMAT_MESSAGE_IGNORE_INSERTS) != 0 || !from_string) {
    return give_out(text, flags, buffer, size);
  }
  Inserts<Char> inserts(flags, arguments);
  std::basic_string<Char> expanded;
  if (!expand<Char>(text, inserts, expanded)) {
    return static_cast<DWORD>(fail(ERROR_INVALID_PARAMETER));
  }
  return give_out(expanded, flags, buffer, size);
}

}  // namespace
}  // namespace penstock::win32

DWORD FormatMessageA(DWORD flags, LPCVOID source, DWORD message_id, DWORD, LPSTR buffer, DWORD size,
                     va_list* arguments) {
  return penstock::win32::format_message(flags, source, message_id, buffer, size, arguments);
}

DWORD FormatMessageW(DWORD flags, LPCVOID source, DWORD message_id, DWORD, LPWSTR buffer,
                     DWORD size, va_list* arguments) {
  return penstock::win32::format_message(flags, source, message_id, buffer, size, arguments);
}
