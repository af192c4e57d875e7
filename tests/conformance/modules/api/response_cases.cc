// IHttpResponse: status, headers, redirect, what is kept beside them. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

Status status(Call& call) {
  Report& report = *call.report;
  USHORT code = 0;
  USHORT sub = 99;
  PCSTR reason = nullptr;
  USHORT length = 0;
  HRESULT error = E_FAIL;
  PCWSTR module = nullptr;
  DWORD notification = 0;
  BOOL skip = FALSE;
  call.response->GetStatus(&code, &sub, &reason, &length, &error, &module);
  report.number("default", code);
  report.result("set",
                call.response->SetStatus(299, "My Reason", 7, E_ACCESSDENIED, nullptr, TRUE));
  call.response->GetStatus(&code, &sub, &reason, &length, &error, &module, &notification, nullptr,
                           &skip);
  report.number("code", code);
  report.number("sub status", sub);
  report.add("reason", reason);
  report.number("reason length", length);
  report.result("error", error);
  report.add("module", module);
  report.number("notification", notification);
  report.number("skip", skip);
  report.result("too long", call.response->SetStatus(200, std::string(600, 'r').c_str()));
  call.response->GetStatus(&code);
  report.number("afterwards", code);
  return RQ_NOTIFICATION_CONTINUE;
}

Status headers(Call& call) {
  Report& report = *call.report;
  IHttpResponse& response = *call.response;
  USHORT length = 99;
  report.add("missing", response.GetHeader("X-One", &length));
  report.number("missing length", length);
  report.result("set", response.SetHeader("X-One", "1 and more", 1, TRUE));
  report.add("X-One", response.GetHeader("x-one", &length));
  report.number("length", length);
  response.SetHeader("X-One", "2", 1, FALSE);
  report.add("appended", response.GetHeader("X-One"));
  response.SetHeader("X-One", "3", 1, TRUE);
  report.add("replaced", response.GetHeader("X-One"));
  report.result("by id", response.SetHeader(HttpHeaderEtag, "\"e\"", 3, TRUE));
  report.add("ETag", response.GetHeader("ETag"));
  report.add("ETag by id", response.GetHeader(HttpHeaderEtag));
  response.SetHeader("X-Two", "gone", 4, TRUE);
  report.result("delete", response.DeleteHeader("X-Two"));
  report.add("deleted", response.GetHeader("X-Two"));
  report.result("delete again", response.DeleteHeader("X-Two"));
  response.SetHeader("Set-Cookie", "a=1", 3, FALSE);
  response.SetHeader("Set-Cookie", "b=2", 3, FALSE);
  report.result("null name", response.SetHeader(static_cast<PCSTR>(nullptr), "x", 1, TRUE));
  report.result("line break", response.SetHeader("X-Bad", "a\r\nX-Injected: b", 16, TRUE));
  return RQ_NOTIFICATION_CONTINUE;
}

Status server_header(Call& call) {
  if (call.query == "id") {
    call.response->SetHeader(HttpHeaderServer, "Mine", 4, TRUE);
  } else if (call.query == "name") {
    call.response->SetHeader("Server", "Mine", 4, TRUE);
  } else {
    call.response->DeleteHeader("Server");
  }
  call.report->add("done", call.query);
  return RQ_NOTIFICATION_CONTINUE;
}

Status clear(Call& call) {
  call.response->SetStatus(404, "Gone Again");
  call.response->SetHeader("X-Lost", "1", 1, TRUE);
  write(call.response, "lost");
  call.response->Clear();
  USHORT code = 0;
  call.response->GetStatus(&code);
  call.report->number("code", code);
  call.report->add("X-Lost", call.response->GetHeader("X-Lost"));
  return RQ_NOTIFICATION_CONTINUE;
}

Status clear_headers(Call& call) {
  call.response->SetStatus(202, "Taken");
  call.response->SetHeader("X-Lost", "1", 1, TRUE);
  write(call.response, "kept=1\n");
  call.response->ClearHeaders();
  call.report->add("X-Lost", call.response->GetHeader("X-Lost"));
  return RQ_NOTIFICATION_CONTINUE;
}

// ?<kind>
Status redirect(Call& call) {
  write(call.response, "dropped");
  HRESULT result = S_OK;
  if (call.query.rfind("relative", 0) == 0) {
    result = call.response->Redirect("other/page");
  } else if (call.query.rfind("rooted", 0) == 0) {
    result = call.response->Redirect("/rooted");
  } else if (call.query.rfind("absolute", 0) == 0) {
    result = call.response->Redirect("https://elsewhere.test/there?x=1");
  } else if (call.query.rfind("parameters", 0) == 0) {
    result = call.response->Redirect("/rooted", TRUE, TRUE);
  } else {
    result = call.response->Redirect("/rooted", FALSE);
  }
  call.response->SetHeader("X-Result", SUCCEEDED(result) ? "ok" : "failed",
                           SUCCEEDED(result) ? 2 : 6, TRUE);
  call.context->SetRequestHandled();
  call.report->stay_silent();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status redirect_arguments(Call& call) {
  call.report->result("null", call.response->Redirect(nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

Status description(Call& call) {
  Report& report = *call.report;
  DWORD length = 99;
  report.add("none", call.response->GetErrorDescription(&length));
  report.number("none length", length);
  report.result("set", call.response->SetErrorDescription(L"a < b, and more", 5));
  report.add("encoded", call.response->GetErrorDescription(&length));
  report.number("length", length);
  call.response->SetErrorDescription(L"<b>", 3, FALSE);
  report.add("as it is", call.response->GetErrorDescription());
  report.result("null", call.response->SetErrorDescription(nullptr, 1));
  return RQ_NOTIFICATION_CONTINUE;
}

Status kernel_cache(Call& call) {
  call.report->number("before", call.response->GetKernelCacheEnabled());
  call.response->DisableKernelCache();
  call.report->number("after", call.response->GetKernelCacheEnabled());
  return RQ_NOTIFICATION_CONTINUE;
}

Status raw(Call& call) {
  HTTP_RESPONSE* raw_response = call.response->GetRawHttpResponse();
  call.response->SetStatus(203, "Raw");
  call.report->number("status", raw_response->StatusCode);
  call.report->add("reason", std::string(raw_response->pReason, raw_response->ReasonLength));
  call.response->SetHeader("Content-Language", "de", 2, TRUE);
  const HTTP_KNOWN_HEADER& language = raw_response->Headers.KnownHeaders[HttpHeaderContentLanguage];
  call.report->add("language", std::string(language.pRawValue, language.RawValueLength));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& response_cases() {
  static const Cases cases = {
      {"status", status},
      {"headers", headers},
      {"server-header", server_header},
      {"clear", clear},
      {"clear-headers", clear_headers},
      {"redirect", redirect},
      {"redirect-arguments", redirect_arguments},
      {"description", description},
      {"kernel-cache", kernel_cache},
      {"raw-response", raw},
  };
  return cases;
}

}  // namespace api
