// The newer interfaces: IHttpServer2, IHttpRequest2 and 4, IHttpResponse4, IHttpContext3 and 4; and
// what every context leads to. Cases: see case.h.
#include <windows.h>

#include "case.h"

namespace api {
namespace {

IHttpServer2* second_server() {
  IHttpServer2* second = nullptr;
  server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2, reinterpret_cast<PVOID*>(&second));
  return second;
}

Status down_cast(Call& call) {
  Report& report = *call.report;
  IHttpServer2* second = second_server();
  PVOID got = nullptr;
  report.result("newer", second->GetExtendedInterface(__uuidof(IHttpRequest), call.request,
                                                      __uuidof(IHttpRequest4), &got));
  report.number("the same object", got == static_cast<PVOID>(call.request));
  report.add("of use", static_cast<IHttpRequest4*>(got)->GetHttpMethod());
  got = second;
  report.result("another family", second->GetExtendedInterface(__uuidof(IHttpRequest), call.request,
                                                               __uuidof(IHttpResponse2), &got));
  report.number("then null", got == nullptr);
  const GUID unknown = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
  report.result("unknown",
                second->GetExtendedInterface(unknown, call.request, __uuidof(IHttpRequest2), &got));
  report.result("null input", second->GetExtendedInterface(__uuidof(IHttpRequest), nullptr,
                                                           __uuidof(IHttpRequest2), &got));
  report.result("null output", second->GetExtendedInterface(__uuidof(IHttpRequest), call.request,
                                                            __uuidof(IHttpRequest2), nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

Status versions(Call& call) {
  call.report->result("null", server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2, nullptr));
  call.report->number("command line", server->IsCommandLineLaunch());
  DWORD length = 0;
  call.report->add("config", second_server()->GetAppPoolConfigFile(&length));
  call.report->number("length", length);
  call.report->add("without length", second_server()->GetAppPoolConfigFile());
  return RQ_NOTIFICATION_CONTINUE;
}

// --- IHttpContext

Status parts(Call& call) {
  Report& report = *call.report;
  report.number("request", call.context->GetRequest() != nullptr &&
                               call.context->GetRequest() == call.context->GetRequest());
  report.add("its header", call.context->GetRequest()->GetHeader("X-Test"));
  report.number("response", call.context->GetResponse() != nullptr &&
                                call.context->GetResponse() == call.context->GetResponse());
  call.context->GetResponse()->SetHeader("X-Answer", "yes", 3, TRUE);
  report.number("container", call.context->GetModuleContextContainer() != nullptr &&
                                 call.context->GetModuleContextContainer() ==
                                     call.context->GetModuleContextContainer());
  report.number("headers sent", call.context->GetResponseHeadersSent());
  return RQ_NOTIFICATION_CONTINUE;
}

Status notify_nothing(Call& call) {
  BOOL pending = TRUE;
  call.report->result("null", call.context->NotifyCustomNotification(nullptr, &pending));
  call.report->number("pending", pending);
  return RQ_NOTIFICATION_CONTINUE;
}

Status times(Call& call) {
  Report& report = *call.report;
  IHttpContext4* context = nullptr;
  HttpGetExtendedInterface(server, call.context, &context);
  const ULONGLONG start = context->GetRequestStartTime();
  report.number("start", static_cast<long long>(start));
  report.number("same", start == context->GetRequestStartTime());
  const ULONGLONG first = context->GetRequestElapsedTime();
  const ULONGLONG now = GetTickCount64();
  report.number("now", static_cast<long long>(now));
  report.number("elapsed", static_cast<long long>(first));
  report.number("goes forward", context->GetRequestElapsedTime() >= first);
  return RQ_NOTIFICATION_CONTINUE;
}

// Reads a piece, answers it, reads the next, which the client sends when it has the answer.
Status duplex(Call& call) {
  IHttpContext3* context = nullptr;
  HttpGetExtendedInterface(server, call.context, &context);
  context->EnableFullDuplex();
  char piece[64];
  DWORD received = 0;
  while (SUCCEEDED(call.request->ReadEntityBody(piece, sizeof(piece), FALSE, &received))) {
    write(call.response, "seen " + std::string(piece, received));
    call.response->Flush(FALSE, TRUE, nullptr);
  }
  call.report->stay_silent();
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// --- IHttpRequest

Status remaining(Call& call) {
  Report& report = *call.report;
  report.number("at first", call.request->GetRemainingEntityBytes());
  char bytes[4];
  DWORD received = 0;
  call.request->ReadEntityBody(bytes, sizeof(bytes), FALSE, &received);
  report.number("received", received);
  report.number("then", call.request->GetRemainingEntityBytes());
  static char more[] = "more";
  call.request->InsertEntityBody(more, 4);
  report.number("inserted", call.request->GetRemainingEntityBytes());
  while (SUCCEEDED(call.request->ReadEntityBody(bytes, sizeof(bytes), FALSE, &received))) {
  }
  report.number("at last", call.request->GetRemainingEntityBytes());
  return RQ_NOTIFICATION_CONTINUE;
}

Status read_with_flags(Call& call) {
  Report& report = *call.report;
  IHttpRequest4* request = nullptr;
  HttpGetExtendedInterface(server, call.request, &request);
  constexpr ULONG kNone = 0;
  constexpr ULONG kFill = 1;  // HTTP_RECEIVE_REQUEST_ENTITY_BODY_FLAG_FILL_BUFFER
  char bytes[8];
  DWORD received = 99;
  BOOL pending = TRUE;
  report.result("null buffer", request->ReadEntityBody(nullptr, 4, FALSE, kNone, &received));
  report.result("no size", request->ReadEntityBody(bytes, 0, FALSE, kNone, &received));
  report.result("null count",
                request->ReadEntityBody(bytes, 4, FALSE, kNone, static_cast<DWORD*>(nullptr)));
  report.result("read", request->ReadEntityBody(bytes, 4, FALSE, kNone, &received, &pending));
  report.add("text", std::string(bytes, received));
  report.number("pending", pending);
  report.result("fill", request->ReadEntityBody(bytes, sizeof(bytes), FALSE, kFill, &received));
  report.add("rest", std::string(bytes, received));
  report.result("end", request->ReadEntityBody(bytes, sizeof(bytes), FALSE, kFill, &received));
  report.number("end count", received);
  return RQ_NOTIFICATION_CONTINUE;
}

// Without TLS there is nothing to negotiate.
Status without_tls(Call& call) {
  Report& report = *call.report;
  BOOL pending = TRUE;
  report.number("negotiate fails",
                FAILED(call.request->NegotiateClientCertificate(FALSE, &pending)));
  report.number("pending", pending);
  pending = TRUE;
  report.number("later fails", FAILED(call.request->NegotiateClientCertificate(TRUE, &pending)));
  report.number("later pending", pending);
  report.number("without flag fails",
                FAILED(call.request->NegotiateClientCertificate(FALSE, nullptr)));
  IHttpRequest2* request = nullptr;
  HttpGetExtendedInterface(server, call.request, &request);
  BYTE byte = 0;
  PBYTE token = &byte;
  DWORD size = 99;
  report.number("token fails", FAILED(request->GetChannelBindingToken(&token, &size)));
  report.number("token", token != nullptr);
  report.number("token size", size);
  return RQ_NOTIFICATION_CONTINUE;
}

// --- IHttpResponse

Status go_away(Call& call) {
  IHttpResponse4* response = nullptr;
  HttpGetExtendedInterface(server, call.response, &response);
  response->SetNeedGoAway();
  call.report->add("answer", "the last one");
  return RQ_NOTIFICATION_CONTINUE;
}

Status reset_stream(Call& call) {
  IHttpResponse4* response = nullptr;
  HttpGetExtendedInterface(server, call.response, &response);
  write(call.response, "never seen");
  response->ResetStream(8);
  call.report->stay_silent();
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status suppressed(Call& call) {
  write(call.response, call.response->GetHeadersSuppressed() ? "yes" : "no");
  call.response->SuppressHeaders();
  write(call.response, call.response->GetHeadersSuppressed() ? " then yes" : " then no");
  PCSTR name = "X-Kept";
  call.response->SetHeader(name, "1", 1, TRUE);
  write(call.response, std::string(" header ") + call.response->GetHeader(name));
  call.report->stay_silent();
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

}  // namespace

const Cases& extended_cases() {
  static const Cases cases = {
      {"down-cast", down_cast},
      {"versions", versions},
      {"parts", parts},
      {"notify-nothing", notify_nothing},
      {"times", times},
      {"duplex", duplex},
      {"remaining", remaining},
      {"read-flags", read_with_flags},
      {"without-tls", without_tls},
      {"go-away", go_away},
      {"reset-stream", reset_stream},
      {"suppressed", suppressed},
  };
  return cases;
}

}  // namespace api
