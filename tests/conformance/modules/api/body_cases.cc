// IHttpRequest: the entity body. Cases: see case.h.
#include <algorithm>

#include "case.h"

namespace api {
namespace {

constexpr DWORD kSmall = 8;

// Reads all of it in small pieces, synchronously.
Status read_all(Call& call) {
  Report& report = *call.report;
  report.number("remaining", call.request->GetRemainingEntityBytes());
  std::string body;
  int reads = 0;
  HRESULT result = S_OK;
  while (SUCCEEDED(result)) {
    char piece[kSmall];
    DWORD received = 0;
    result = call.request->ReadEntityBody(piece, sizeof(piece), FALSE, &received);
    body.append(piece, received);
    reads += SUCCEEDED(result) ? 1 : 0;
  }
  report.add("body", body);
  report.number("pieces of 8 or fewer", reads >= static_cast<int>(body.size() / kSmall));
  report.result("end", result);
  report.number("left", call.request->GetRemainingEntityBytes());
  return RQ_NOTIFICATION_CONTINUE;
}

Status read_arguments(Call& call) {
  char byte = 0;
  DWORD received = 0;
  Report& report = *call.report;
  report.result("null buffer", call.request->ReadEntityBody(nullptr, 1, FALSE, &received));
  report.result("no size", call.request->ReadEntityBody(&byte, 0, FALSE, &received));
  report.result("null count", call.request->ReadEntityBody(&byte, 1, FALSE, nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

Status insert(Call& call) {
  static char first[] = "first,";
  static char second[] = "second,";
  Report& report = *call.report;
  report.result("insert", call.request->InsertEntityBody(first, sizeof(first) - 1));
  report.result("in front", call.request->InsertEntityBody(second, sizeof(second) - 1));
  report.result("null", call.request->InsertEntityBody(nullptr, 1));
  report.add("Content-Length", call.request->GetHeader("Content-Length"));
  return read_all(call);
}

Status read_some(Call& call) {
  char piece[kSmall];
  DWORD received = 0;
  call.request->ReadEntityBody(piece, sizeof(piece), FALSE, &received);
  call.report->add("piece", std::string(piece, received));
  return RQ_NOTIFICATION_CONTINUE;
}

Status ignore(Call& call) {
  call.report->add("read", "nothing");
  return RQ_NOTIFICATION_CONTINUE;
}

// --- asynchronous; `memory` is the buffer, in front of it what was read before.

constexpr std::size_t kBuffer = 64;

// Reads until the end or until a read pends.
Status go_on_reading(Call& call) {
  for (;;) {
    const std::size_t before = call.memory->size();
    call.memory->resize(before + kBuffer);
    DWORD received = 0;
    BOOL pending = FALSE;
    const HRESULT result = call.request->ReadEntityBody(call.memory->data() + before, kBuffer, TRUE,
                                                        &received, &pending);
    if (SUCCEEDED(result) && pending) {
      return RQ_NOTIFICATION_PENDING;
    }
    call.memory->resize(before + received);
    if (FAILED(result)) {
      call.report->add("body", *call.memory);
      call.report->result("end", result);
      return RQ_NOTIFICATION_CONTINUE;
    }
  }
}

Status read_async(Call& call) { return go_on_reading(call); }

Status read_completed(Call& call, IHttpCompletionInfo* info) {
  call.report->result("completed", info->GetCompletionStatus());
  call.memory->resize(call.memory->size() - kBuffer + info->GetCompletionBytes());
  if (FAILED(info->GetCompletionStatus())) {
    call.report->add("body", *call.memory);
    return RQ_NOTIFICATION_CONTINUE;
  }
  return go_on_reading(call);
}

// IHttpRequest3: a callback in place of OnAsyncCompletion.
struct CallbackRead {
  Report* report;
  char buffer[kBuffer];
};

Status WINAPI callback(IHttpContext3* context, IHttpCompletionInfo2* info, VOID* own) {
  auto* read = static_cast<CallbackRead*>(own);
  std::string text = "callback=" + std::string(read->buffer, info->GetCompletionBytes()) + "\n";
  text += "operation is a read=" + std::to_string(info->GetCompletedOperation() == RQ_READ_ENTITY) +
          "\n";
  write(context->GetResponse(), text);
  context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status read_callback(Call& call) {
  IHttpRequest3* request = nullptr;
  if (FAILED(HttpGetExtendedInterface(server, call.request, &request))) {
    call.report->add("interface", "missing");
    return RQ_NOTIFICATION_CONTINUE;
  }
  auto* read =
      static_cast<CallbackRead*>(call.context->AllocateRequestMemory(sizeof(CallbackRead)));
  read->report = call.report;
  DWORD received = 0;
  BOOL pending = FALSE;
  const HRESULT result =
      request->ReadEntityBody(read->buffer, kBuffer, TRUE, &callback, read, &received, &pending);
  if (pending) {
    return RQ_NOTIFICATION_PENDING;
  }
  call.report->result("at once", result);
  call.report->add("body", std::string(read->buffer, received));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& body_cases() {
  static const Cases cases = {
      {"read-all", read_all},
      {"read-arguments", read_arguments},
      {"insert-body", insert},
      {"read-some", read_some},
      {"read-nothing", ignore},
      {"read-async", read_async, RQ_EXECUTE_REQUEST_HANDLER, read_completed},
      {"read-callback", read_callback},
  };
  return cases;
}

}  // namespace api
