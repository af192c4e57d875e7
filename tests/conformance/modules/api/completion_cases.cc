// Asynchronous operations, and what their completion tells: IHttpCompletionInfo in
// OnAsyncCompletion and in callbacks, IHttpContext3::PostCompletion, AssociateWithThreadPool.
// Cases: see case.h.
#include <windows.h>

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "case.h"

namespace api {
namespace {

constexpr DWORD kBuffer = 64;

void describe(Report& report, IHttpCompletionInfo* info) {
  IHttpCompletionInfo2* second = nullptr;
  report.number("bytes", info->GetCompletionBytes());
  report.result("status", info->GetCompletionStatus());
  report.result("interface", HttpGetExtendedInterface(server, info, &second));
  report.number("operation", second->GetCompletedOperation());
}

// Reads that pend; a client that waits for one knows that its bytes complete it.
class PendingReads {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  void wait_for_one() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return count_ > 0; });
    --count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

PendingReads pending_reads;

Status await_read(Call& call) {
  pending_reads.wait_for_one();
  call.report->add("read", "pending");
  return RQ_NOTIFICATION_CONTINUE;
}

// --- OnAsyncCompletion

Status read(Call& call) {
  call.memory->resize(kBuffer);
  DWORD received = 0;
  BOOL pending = FALSE;
  const HRESULT result =
      call.request->ReadEntityBody(call.memory->data(), kBuffer, TRUE, &received, &pending);
  if (pending) {
    pending_reads.add();
    return RQ_NOTIFICATION_PENDING;
  }
  call.report->result("at once", result);
  return RQ_NOTIFICATION_CONTINUE;
}

Status read_completed(Call& call, IHttpCompletionInfo* info) {
  describe(*call.report, info);
  call.report->add("text", call.memory->substr(0, info->GetCompletionBytes()));
  log(FAILED(info->GetCompletionStatus()) ? "read failed" : "read");
  return RQ_NOTIFICATION_CONTINUE;
}

Status flush(Call& call) {
  *call.memory = std::string(std::strtoul(call.query.c_str(), nullptr, 10), 'y');
  HTTP_DATA_CHUNK chunk = memory_chunk(*call.memory);
  call.response->WriteEntityChunkByReference(&chunk);
  DWORD sent = 0;
  BOOL pending = FALSE;
  call.response->Flush(TRUE, TRUE, &sent, &pending);
  return pending ? RQ_NOTIFICATION_PENDING : RQ_NOTIFICATION_CONTINUE;
}

Status completed(Call& call, IHttpCompletionInfo* info) {
  describe(*call.report, info);
  return RQ_NOTIFICATION_CONTINUE;
}

Status post(Call& call) {
  call.context->PostCompletion(4711);
  return RQ_NOTIFICATION_PENDING;
}

// --- callbacks: what they are given is in the request's memory

struct Callback {
  Call call;
  char buffer[kBuffer];
};

Callback* make_callback(Call& call) {
  return new (call.context->AllocateRequestMemory(sizeof(Callback))) Callback{call, ""};
}

Status answer(Call& call) {
  write(call.response, call.report->text());
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// The callback stands in OnAsyncCompletion's place: its status is the notification's.
Status WINAPI called_back(IHttpContext3* context, IHttpCompletionInfo2* info, VOID* own) {
  auto* callback = static_cast<Callback*>(own);
  Report& report = *callback->call.report;
  describe(report, info);
  report.number("context", context == callback->call.context);
  report.add("text", std::string(callback->buffer));
  return answer(callback->call);
}

Status read_with_callback(Call& call) {
  IHttpRequest3* request = nullptr;
  HttpGetExtendedInterface(server, call.request, &request);
  Callback* own = make_callback(call);
  std::memset(own->buffer, 0, kBuffer);
  DWORD received = 0;
  BOOL pending = FALSE;
  const HRESULT result = request->ReadEntityBody(own->buffer, kBuffer - 1, TRUE, &called_back, own,
                                                 &received, &pending);
  if (pending) {
    pending_reads.add();
    return RQ_NOTIFICATION_PENDING;
  }
  call.report->result("at once", result);
  call.report->add("text", std::string(own->buffer, received));
  return RQ_NOTIFICATION_CONTINUE;
}

Status read_callback_arguments(Call& call) {
  Report& report = *call.report;
  IHttpRequest3* request = nullptr;
  HttpGetExtendedInterface(server, call.request, &request);
  char bytes[kBuffer];
  DWORD received = 0;
  BOOL pending = TRUE;
  report.result("no callback",
                request->ReadEntityBody(bytes, 4, TRUE, nullptr, nullptr, &received, &pending));
  report.result("null buffer",
                request->ReadEntityBody(nullptr, 4, FALSE, nullptr, nullptr, &received, &pending));
  report.result("synchronous",
                request->ReadEntityBody(bytes, 4, FALSE, nullptr, nullptr, &received, &pending));
  report.add("text", std::string(bytes, received));
  report.number("pending", pending);
  return RQ_NOTIFICATION_CONTINUE;
}

// ?<bytes>, unbuffered: more than the socket takes.
Status write_with_callback(Call& call) {
  IHttpResponse2* response = nullptr;
  HttpGetExtendedInterface(server, call.response, &response);
  response->DisableBuffering();
  *call.memory = std::string(std::strtoul(call.query.c_str(), nullptr, 10), 'y');
  HTTP_DATA_CHUNK chunk = memory_chunk(*call.memory);
  Callback* own = make_callback(call);
  DWORD sent = 0;
  BOOL pending = FALSE;
  response->WriteEntityChunks(&chunk, 1, TRUE, TRUE, &called_back, own, &sent, &pending);
  if (pending) {
    return RQ_NOTIFICATION_PENDING;
  }
  call.report->number("at once", sent);
  return RQ_NOTIFICATION_CONTINUE;
}

Status flush_with_callback(Call& call) {
  IHttpResponse2* response = nullptr;
  HttpGetExtendedInterface(server, call.response, &response);
  *call.memory = std::string(std::strtoul(call.query.c_str(), nullptr, 10), 'y');
  HTTP_DATA_CHUNK chunk = memory_chunk(*call.memory);
  response->WriteEntityChunkByReference(&chunk);
  Callback* own = make_callback(call);
  DWORD sent = 0;
  BOOL pending = FALSE;
  response->Flush(TRUE, TRUE, &called_back, own, &sent, &pending);
  if (pending) {
    return RQ_NOTIFICATION_PENDING;
  }
  call.report->number("at once", sent);
  return RQ_NOTIFICATION_CONTINUE;
}

Status write_callback_arguments(Call& call) {
  Report& report = *call.report;
  IHttpResponse2* response = nullptr;
  HttpGetExtendedInterface(server, call.response, &response);
  HTTP_DATA_CHUNK chunk = memory_chunk("text=written\n");
  DWORD sent = 99;
  BOOL pending = TRUE;
  report.result(
      "write without callback",
      response->WriteEntityChunks(&chunk, 1, TRUE, TRUE, nullptr, nullptr, &sent, &pending));
  report.result("flush without callback",
                response->Flush(TRUE, TRUE, nullptr, nullptr, &sent, &pending));
  report.result("null chunks", response->WriteEntityChunks(nullptr, 1, FALSE, TRUE, nullptr,
                                                           nullptr, &sent, &pending));
  report.result("synchronous write", response->WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr,
                                                                 nullptr, &sent, &pending));
  report.number("written", sent);
  report.number("headers sent", call.context->GetResponseHeadersSent());
  report.result("synchronous flush",
                response->Flush(FALSE, TRUE, nullptr, nullptr, &sent, &pending));
  report.number("flushed", sent);
  report.number("headers sent then", call.context->GetResponseHeadersSent());
  report.number("pending", pending);
  return RQ_NOTIFICATION_CONTINUE;
}

// --- IHttpContext3::PostCompletion: the routine runs instead of OnAsyncCompletion, and says itself
// how the request goes on.

VOID WINAPI posted(DWORD error, DWORD bytes, LPOVERLAPPED own) {
  auto* callback = reinterpret_cast<Callback*>(own);
  Call& call = callback->call;
  call.report->number("error", error);
  call.report->number("bytes", bytes);
  answer(call);
  call.context->IndicateCompletion(RQ_NOTIFICATION_FINISH_REQUEST);
}

Status post_routine(Call& call) {
  IHttpContext3* context = nullptr;
  HttpGetExtendedInterface(server, call.context, &context);
  Callback* own = make_callback(call);
  call.report->result("no routine", context->PostCompletion(1, nullptr, own));
  call.report->result("posted", context->PostCompletion(4711, &posted, own));
  return RQ_NOTIFICATION_PENDING;
}

Status post_routine_twice(Call& call) {
  IHttpContext3* context = nullptr;
  HttpGetExtendedInterface(server, call.context, &context);
  Callback* own = make_callback(call);
  const HRESULT first = context->PostCompletion(1, &posted, own);
  const HRESULT second = context->PostCompletion(2, &posted, own);
  call.report->result("first", first);
  call.report->result("second", second);
  return RQ_NOTIFICATION_PENDING;
}

// --- AssociateWithThreadPool

struct FileRead {
  OVERLAPPED overlapped;  // first: the routine is given its address
  Call call;
  HANDLE file;
  char bytes[kBuffer];
};

VOID WINAPI file_read(DWORD error, DWORD bytes, LPOVERLAPPED overlapped) {
  auto* own = reinterpret_cast<FileRead*>(overlapped);
  own->call.report->number("error", error);
  own->call.report->add("text", std::string(own->bytes, bytes));
  CloseHandle(own->file);
  answer(own->call);
  own->call.context->IndicateCompletion(RQ_NOTIFICATION_FINISH_REQUEST);
}

Status associate(Call& call) {
  WCHAR path[1024];
  DWORD size = sizeof(path);
  call.context->MapPath(L"/numbers.txt", path, &size);
  auto* own =
      new (call.context->AllocateRequestMemory(sizeof(FileRead))) FileRead{{}, call, {}, ""};
  own->file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                          FILE_FLAG_OVERLAPPED, nullptr);
  own->overlapped.Offset = 4;
  Report& report = *call.report;
  report.result("no routine", server->AssociateWithThreadPool(own->file, nullptr));
  report.number("no handle fails",
                FAILED(server->AssociateWithThreadPool(INVALID_HANDLE_VALUE, &file_read)));
  report.result("associated", server->AssociateWithThreadPool(own->file, &file_read));
  ReadFile(own->file, own->bytes, kBuffer, nullptr, &own->overlapped);
  return RQ_NOTIFICATION_PENDING;
}

}  // namespace

const Cases& completion_cases() {
  static const Cases cases = {
      {"await-read", await_read},
      {"complete-read", read, RQ_EXECUTE_REQUEST_HANDLER, read_completed},
      {"complete-flush", flush, RQ_EXECUTE_REQUEST_HANDLER, completed},
      {"complete-post", post, RQ_EXECUTE_REQUEST_HANDLER, completed},
      {"callback-read", read_with_callback},
      {"callback-read-arguments", read_callback_arguments},
      {"callback-write", write_with_callback},
      {"callback-flush", flush_with_callback},
      {"callback-write-arguments", write_callback_arguments},
      {"post-routine", post_routine},
      {"post-routine-twice", post_routine_twice},
      {"associate", associate},
  };
  return cases;
}

}  // namespace api
