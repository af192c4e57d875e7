// IHttpResponse: flush, buffering, and the connection's end. These answer the request themselves.
// Cases: see case.h.
#include <cstdlib>

#include "case.h"

namespace api {
namespace {

Status handled(Call& call) {
  call.report->stay_silent();
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status flush_more(Call& call) {
  DWORD sent = 0;
  write(call.response, "one");
  call.response->Flush(FALSE, TRUE, &sent);
  write(call.response, "," + std::to_string(sent) + ",two");
  call.response->Flush(FALSE, TRUE, nullptr);
  write(call.response,
        std::string(",headers sent ") + (call.context->GetResponseHeadersSent() ? "yes" : "no"));
  return handled(call);
}

Status flush_last(Call& call) {
  write(call.response, "all");
  call.response->Flush(FALSE, FALSE, nullptr);
  write(call.response, "too late");
  return handled(call);
}

Status flush_known_length(Call& call) {
  call.response->SetHeader("Content-Length", "6", 1, TRUE);
  write(call.response, "one");
  call.response->Flush(FALSE, TRUE, nullptr);
  write(call.response, "two");
  return handled(call);
}

Status flush_nothing(Call& call) {
  call.response->Flush(FALSE, TRUE, nullptr);
  write(call.response, "later");
  return handled(call);
}

Status headers_late(Call& call) {
  write(call.response, "one");
  call.response->Flush(FALSE, TRUE, nullptr);
  call.response->SetHeader("X-Late", "1", 1, TRUE);
  call.response->SetStatus(404, "Too Late");
  return handled(call);
}

Status clear_after_flush(Call& call) {
  write(call.response, "sent,");
  call.response->Flush(FALSE, TRUE, nullptr);
  write(call.response, "dropped,");
  call.response->Clear();
  write(call.response, "rest");
  return handled(call);
}

Status unbuffered(Call& call) {
  call.response->DisableBuffering();
  for (const char* piece : {"one", "two", "three"}) {
    HTTP_DATA_CHUNK chunk = memory_chunk(piece);
    DWORD sent = 0;
    call.response->WriteEntityChunks(&chunk, 1, FALSE, TRUE, &sent);
  }
  return handled(call);
}

// ?<bytes>: written in pieces of 64 KiB.
Status large(Call& call) {
  const std::string piece(64 * 1024, 'x');
  for (long left = std::atol(call.query.c_str()); left > 0;
       left -= static_cast<long>(piece.size())) {
    HTTP_DATA_CHUNK chunk = memory_chunk(piece);
    DWORD sent = 0;
    call.response->WriteEntityChunks(&chunk, 1, FALSE, TRUE, &sent);
  }
  return handled(call);
}

Status suppress(Call& call) {
  call.response->SetHeader("X-Hidden", "1", 1, TRUE);
  call.response->SuppressHeaders();
  write(call.response, std::string("HTTP/1.1 200 Own Words\r\nX-Mine: ") +
                           (call.response->GetHeadersSuppressed() ? "yes" : "no") + "\r\n\r\nbody");
  return handled(call);
}

Status need_disconnect(Call& call) {
  call.response->SetNeedDisconnect();
  write(call.response, "the last one");
  return handled(call);
}

Status say_close(Call& call) {
  call.response->SetHeader("Connection", "close", 5, TRUE);
  write(call.response, "the last one");
  return handled(call);
}

Status reset(Call& call) {
  write(call.response, "never seen");
  call.response->ResetConnection();
  return handled(call);
}

Status close(Call& call) {
  write(call.response, "never seen");
  call.response->CloseConnection();
  return handled(call);
}

Status no_body(Call& call) { return handled(call); }

Status not_modified(Call& call) {
  call.response->SetStatus(304, "Not Modified");
  write(call.response, "has no body");
  return handled(call);
}

// --- asynchronous

// A flush of more than the socket takes; ?<bytes>.
Status flush_async(Call& call) {
  *call.memory = std::string(std::strtoul(call.query.c_str(), nullptr, 10), 'y');
  HTTP_DATA_CHUNK chunk = memory_chunk(*call.memory);
  call.response->WriteEntityChunkByReference(&chunk);
  DWORD sent = 0;
  BOOL pending = FALSE;
  call.report->stay_silent();
  const HRESULT result = call.response->Flush(TRUE, TRUE, &sent, &pending);
  if (SUCCEEDED(result) && pending) {
    return RQ_NOTIFICATION_PENDING;
  }
  write(call.response, "at once " + std::to_string(sent));
  return handled(call);
}

Status flush_completed(Call& call, IHttpCompletionInfo* info) {
  write(call.response, "completed " + std::to_string(info->GetCompletionBytes()) + " " +
                           (SUCCEEDED(info->GetCompletionStatus()) ? "well" : "badly"));
  return handled(call);
}

Status WINAPI flush_callback(IHttpContext3* context, IHttpCompletionInfo2* info, VOID*) {
  write(context->GetResponse(), "callback " + std::to_string(info->GetCompletionBytes()));
  context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status flush_with_callback(Call& call) {
  IHttpResponse2* response = nullptr;
  if (FAILED(HttpGetExtendedInterface(server, call.response, &response))) {
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  *call.memory = std::string(std::strtoul(call.query.c_str(), nullptr, 10), 'y');
  HTTP_DATA_CHUNK chunk = memory_chunk(*call.memory);
  call.response->WriteEntityChunkByReference(&chunk);
  DWORD sent = 0;
  BOOL pending = FALSE;
  call.report->stay_silent();
  response->Flush(TRUE, TRUE, &flush_callback, nullptr, &sent, &pending);
  if (pending) {
    return RQ_NOTIFICATION_PENDING;
  }
  write(call.response, "at once " + std::to_string(sent));
  return handled(call);
}

// While the response is buffered an asynchronous write is complete at once.
Status write_async(Call& call) {
  BOOL pending = TRUE;
  DWORD sent = 0;
  {
    const std::string gone = "copied";
    HTTP_DATA_CHUNK chunk = memory_chunk(gone);
    call.response->WriteEntityChunks(&chunk, 1, TRUE, TRUE, &sent, &pending);
  }
  write(call.response, " " + std::to_string(sent) + (pending ? " pending" : " done"));
  return handled(call);
}

}  // namespace

const Cases& sending_cases() {
  static const Cases cases = {
      {"flush-more", flush_more},
      {"flush-last", flush_last},
      {"flush-known-length", flush_known_length},
      {"flush-nothing", flush_nothing},
      {"headers-late", headers_late},
      {"clear-after-flush", clear_after_flush},
      {"unbuffered", unbuffered},
      {"large", large},
      {"suppress", suppress},
      {"need-disconnect", need_disconnect},
      {"say-close", say_close},
      {"reset", reset},
      {"close", close},
      {"no-body", no_body},
      {"not-modified", not_modified},
      {"flush-async", flush_async, RQ_EXECUTE_REQUEST_HANDLER, flush_completed},
      {"flush-callback", flush_with_callback},
      {"write-async", write_async},
  };
  return cases;
}

}  // namespace api
