// See associate.h.
#include "associate.h"

#include "../text.h"

namespace {

using conformance::hex;

struct Reading : OVERLAPPED {
  IHttpContext* context;
  HANDLE file;
  char bytes[64];
  DWORD count;
  std::string errors;
};

thread_local int inside_read_file = 0;

void WINAPI completed(DWORD error, DWORD bytes, LPOVERLAPPED overlapped) {
  auto* reading = static_cast<Reading*>(overlapped);
  reading->count = error == ERROR_SUCCESS && inside_read_file == 0 ? bytes : 0;
  reading->context->PostCompletion(bytes);
}

Reading* g_reading = nullptr;

}  // namespace

REQUEST_NOTIFICATION_STATUS start_reading(IHttpServer* server, IHttpContext* context, PCWSTR path,
                                          std::string& text) {
  auto* reading = new Reading{};
  reading->context = context;
  reading->file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                              FILE_FLAG_OVERLAPPED, nullptr);
  reading->errors = hex(server->AssociateWithThreadPool(reading->file, nullptr));
  for (const HANDLE handle : {HANDLE{}, reading->file, reading->file}) {
    reading->errors += " " + hex(server->AssociateWithThreadPool(handle, completed));
  }
  g_reading = reading;
  ++inside_read_file;
  const BOOL done =
      ReadFile(reading->file, reading->bytes, sizeof(reading->bytes), nullptr, reading);
  --inside_read_file;
  if (!done && GetLastError() != ERROR_IO_PENDING) {
    text = "cannot read";
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  return RQ_NOTIFICATION_PENDING;
}

std::string what_was_read(IHttpContext*) {
  const Reading* reading = g_reading;
  std::string text = std::to_string(reading->count) + " " +
                     std::string(reading->bytes, reading->count) + " " + reading->errors;
  CloseHandle(reading->file);
  delete reading;
  return text;
}
