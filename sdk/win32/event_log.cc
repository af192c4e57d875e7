// RegisterEventSource, ReportEvent, DeregisterEventSource; declared in win32/event_log.h. The names
// are in event_sources.cc; events go to the host's sink (penstock/host.h).
//
// One ReportEvent a response is the expected load: text is converted into a block on the stack, and
// nothing here locks.
#include "win32/event_log.h"

#include <cstdio>
#include <string_view>

#include "penstock/host.h"
#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/event_sources.h"
#include "win32/hook.h"
#include "win32/immortal.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {
namespace {

// ReportEvent's documented limit for one insertion string.
constexpr size_t kMaxStringLength = 31839;

Hook<PenstockEventSink>& event_hook() {
  static Immortal<Hook<PenstockEventSink>> hook;
  return hook.get();
}

bool is_local(std::string_view server) {
  return server.empty() || server == "." || server == "\\\\." || server == "localhost" ||
         server == "\\\\localhost";
}

bool names_security_log(std::string_view source) {
  static constexpr std::string_view kSecurity = "security";
  if (source.size() != kSecurity.size()) return false;
  for (size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != kSecurity[i]) return false;
  }
  return true;
}

HANDLE refuse(DWORD code) {
  SetLastError(code);
  return nullptr;
}

template <class Char>
HANDLE register_source(const Char* server, const Char* source) {
  TextScratch scratch;
  if (server != nullptr && !is_local(scratch.utf8(server))) return refuse(RPC_S_SERVER_UNAVAILABLE);
  if (source == nullptr || *source == 0) return refuse(ERROR_INVALID_PARAMETER);
  const std::string_view name = scratch.utf8(source);
  if (names_security_log(name)) return refuse(ERROR_ACCESS_DENIED);
  HANDLE const handle = event_sources().intern(name);
  return handle != nullptr ? handle : refuse(ERROR_NOT_ENOUGH_MEMORY);
}

bool is_event_type(WORD type) {
  switch (type) {
    case EVENTLOG_SUCCESS:
    case EVENTLOG_ERROR_TYPE:
    case EVENTLOG_WARNING_TYPE:
    case EVENTLOG_INFORMATION_TYPE:
    case EVENTLOG_AUDIT_SUCCESS:
    case EVENTLOG_AUDIT_FAILURE:
      return true;
    default:
      return false;
  }
}

const char* name_of_type(uint16_t type) {
  switch (type) {
    case EVENTLOG_ERROR_TYPE:
      return "error";
    case EVENTLOG_WARNING_TYPE:
      return "warning";
    case EVENTLOG_AUDIT_SUCCESS:
      return "audit success";
    case EVENTLOG_AUDIT_FAILURE:
      return "audit failure";
    default:
      return "information";
  }
}

// What happens to an event in a process without a sink, such as a module's own unit test.
bool write_to_stderr(const PenstockEvent& event) {
  std::string line = std::string(event.log) + ": " + name_of_type(event.type) + ": " +
                     event.source + " (event " + std::to_string(event.event_id) + ")";
  for (size_t i = 0; i < event.string_count; ++i) {
    line += i == 0 ? ": " : " | ";
    line.append(event.strings[i], event.string_sizes[i]);
  }
  if (event.data_size != 0) line += " [" + std::to_string(event.data_size) + " bytes of data]";
  line += '\n';
  return std::fwrite(line.data(), 1, line.size(), stderr) == line.size();
}

bool deliver(const PenstockEvent& event) {
  const auto* hook = event_hook().current();
  return hook != nullptr ? hook->function(hook->context, event) : write_to_stderr(event);
}

// The converted strings of one event. Sixteen fit without the heap; few events have more than two.
class EventStrings {
 public:
  // False when one of them is missing or too long.
  template <class Char>
  bool convert(const Char* const* strings, size_t count) {
    if (count > kInlineCount) {
      more_texts_.resize(count);
      more_sizes_.resize(count);
      texts_ = more_texts_.data();
      sizes_ = more_sizes_.data();
    }
    for (size_t i = 0; i < count; ++i) {
      if (strings[i] == nullptr) return false;
      if (std::char_traits<Char>::length(strings[i]) > kMaxStringLength) return false;
      const std::string_view text = scratch_.utf8(strings[i]);
      texts_[i] = text.data();
      sizes_[i] = text.size();
    }
    return true;
  }
  const char* const* texts() const { return texts_; }
  const size_t* sizes() const { return sizes_; }

 private:
  static constexpr size_t kInlineCount = 16;

  TextScratch scratch_;
  const char* few_texts_[kInlineCount];
  size_t few_sizes_[kInlineCount];
  std::vector<const char*> more_texts_;
  std::vector<size_t> more_sizes_;
  const char** texts_ = few_texts_;
  size_t* sizes_ = few_sizes_;
};

template <class Char>
BOOL report(HANDLE handle, WORD type, WORD category, DWORD id, size_t count, DWORD data_size,
            const Char* const* strings, const void* data) {
  const EventSource* const source = event_sources().find(handle);
  if (source == nullptr) return fail(ERROR_INVALID_HANDLE);
  if (!is_event_type(type) || (count != 0 && strings == nullptr) ||
      (data_size != 0 && data == nullptr)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  EventStrings converted;
  if (!converted.convert(strings, count)) return fail(ERROR_INVALID_PARAMETER);
  const PenstockEvent event = {"Application",     source->name.c_str(), type,  category, id,
                               converted.texts(), converted.sizes(),    count, data,     data_size};
  const DWORD before = GetLastError();
  SetLastError(ERROR_SUCCESS);
  if (deliver(event)) {
    SetLastError(before);
    return TRUE;
  }
  return GetLastError() != ERROR_SUCCESS ? FALSE : fail(ERROR_DISK_FULL);
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

void penstock_set_event_sink(PenstockEventSink sink, void* context) {
  event_hook().set(sink, context);
}

HANDLE RegisterEventSourceA(LPCSTR server, LPCSTR source) {
  return register_source(server, source);
}

HANDLE RegisterEventSourceW(LPCWSTR server, LPCWSTR source) {
  return register_source(server, source);
}

BOOL DeregisterEventSource(HANDLE log) {
  return event_sources().find(log) != nullptr ? TRUE : fail(ERROR_INVALID_HANDLE);
}

BOOL ReportEventA(HANDLE log, WORD type, WORD category, DWORD id, PSID, WORD count, DWORD size,
                  const CHAR* const* strings, LPVOID data) {
  return report(log, type, category, id, count, size, strings, data);
}

BOOL ReportEventW(HANDLE log, WORD type, WORD category, DWORD id, PSID, WORD count, DWORD size,
                  const WCHAR* const* strings, LPVOID data) {
  return report(log, type, category, id, count, size, strings, data);
}
