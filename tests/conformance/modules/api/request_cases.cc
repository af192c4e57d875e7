// IHttpRequest: headers, method, URL, addresses. Cases: see case.h.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

#include "case.h"

namespace api {
namespace {

Status get_header(Call& call) {
  USHORT length = 99;
  call.report->add("any case", call.request->GetHeader("x-TEST", &length));
  call.report->number("length", length);
  call.report->add("by id", call.request->GetHeader(HttpHeaderUserAgent, &length));
  length = 99;
  call.report->add("missing", call.request->GetHeader("X-Missing", &length));
  call.report->number("missing length", length);
  length = 99;
  call.report->add("missing id", call.request->GetHeader(HttpHeaderReferer, &length));
  call.report->number("missing id length", length);
  call.report->add("without length", call.request->GetHeader("X-Test"));
  return RQ_NOTIFICATION_CONTINUE;
}

Status set_header(Call& call) {
  Report& report = *call.report;
  report.result("new", call.request->SetHeader("X-New", "one", 3, FALSE));
  report.add("X-New", call.request->GetHeader("X-New"));
  report.result("append", call.request->SetHeader("X-New", "two", 3, FALSE));
  report.add("appended", call.request->GetHeader("X-New"));
  report.result("replace", call.request->SetHeader("X-New", "three", 5, TRUE));
  report.add("replaced", call.request->GetHeader("X-New"));
  report.result("by id", call.request->SetHeader(HttpHeaderReferer, "there", 5, TRUE));
  report.add("Referer", call.request->GetHeader("Referer"));
  report.result("null name", call.request->SetHeader(static_cast<PCSTR>(nullptr), "x", 1, TRUE));
  report.result("null value", call.request->SetHeader("X-New", nullptr, 0, TRUE));
  PCSTR value = nullptr;
  DWORD length = 0;
  call.context->GetServerVariable("HTTP_X_NEW", &value, &length);
  report.add("variable", value);
  return RQ_NOTIFICATION_CONTINUE;
}

Status delete_header(Call& call) {
  Report& report = *call.report;
  report.result("present", call.request->DeleteHeader("X-Test"));
  report.add("after", call.request->GetHeader("X-Test"));
  report.result("missing", call.request->DeleteHeader("X-Test"));
  report.result("by id", call.request->DeleteHeader(HttpHeaderUserAgent));
  report.add("after id", call.request->GetHeader("User-Agent"));
  return RQ_NOTIFICATION_CONTINUE;
}

Status method(Call& call) {
  Report& report = *call.report;
  report.add("before", call.request->GetHttpMethod());
  report.result("set", call.request->SetHttpMethod("PATCH"));
  report.add("after", call.request->GetHttpMethod());
  report.result("null", call.request->SetHttpMethod(nullptr));
  PCSTR value = nullptr;
  DWORD length = 0;
  call.context->GetServerVariable("REQUEST_METHOD", &value, &length);
  report.add("variable", value);
  return RQ_NOTIFICATION_CONTINUE;
}

// In BeginRequest; the static file module then serves the new URL.
Status set_method(Call& call) {
  call.request->SetHttpMethod(call.query.c_str());
  call.request->SetUrl(L"/a.txt", 6, TRUE);
  call.report->stay_silent();
  return RQ_NOTIFICATION_CONTINUE;
}

Status rewrite(Call& call) {
  call.request->SetUrl(L"/a.txt", 6, TRUE);
  call.report->stay_silent();
  return RQ_NOTIFICATION_CONTINUE;
}

void report_url(Call& call, const std::string& step) {
  PCSTR value = nullptr;
  DWORD length = 0;
  call.report->add(step + " path", call.context->GetScriptName());
  for (PCSTR name : {"URL", "QUERY_STRING", "SCRIPT_NAME"}) {
    call.context->GetServerVariable(name, &value, &length);
    call.report->add(step + " " + name, value);
  }
  call.report->number(step + " changed", call.request->GetUrlChanged());
  call.report->add(step + " forwarded", call.request->GetForwardedUrl());
}

Status set_url(Call& call) {
  report_url(call, "0");
  call.report->result("keep", call.request->SetUrl(L"/kept", 5, FALSE));
  report_url(call, "1");
  call.report->result("own", call.request->SetUrl("/own?b=2", 8, FALSE));
  report_url(call, "2");
  call.report->result("reset", call.request->SetUrl("/reset and more", 6, TRUE));
  report_url(call, "3");
  call.report->result("far", call.request->SetUrl("http://elsewhere.test/x", 23, TRUE));
  report_url(call, "4");
  call.report->result("null", call.request->SetUrl(static_cast<PCWSTR>(nullptr), 1, TRUE));
  return RQ_NOTIFICATION_CONTINUE;
}

std::string address_of(PSOCKADDR address) {
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
  char text[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &v4->sin_addr, text, sizeof(text));
  return std::string(text) + ":" + std::to_string(ntohs(v4->sin_port));
}

Status addresses(Call& call) {
  call.report->number("family", call.request->GetLocalAddress()->sa_family == AF_INET);
  call.report->add("local", address_of(call.request->GetLocalAddress()));
  call.report->add("remote", address_of(call.request->GetRemoteAddress()));
  return RQ_NOTIFICATION_CONTINUE;
}

Status version(Call& call) {
  USHORT major = 99;
  USHORT minor = 99;
  call.request->GetHttpVersion(&major, &minor);
  call.report->add("version", std::to_string(major) + "." + std::to_string(minor));
  call.report->number("site", call.request->GetSiteId());
  return RQ_NOTIFICATION_CONTINUE;
}

Status raw(Call& call) {
  const HTTP_REQUEST* raw_request = call.request->GetRawHttpRequest();
  call.report->number("verb is POST", raw_request->Verb == HttpVerbPOST);
  call.report->add("url", std::string(raw_request->pRawUrl, raw_request->RawUrlLength));
  const HTTP_KNOWN_HEADER& agent = raw_request->Headers.KnownHeaders[HttpHeaderUserAgent];
  call.report->add("agent", std::string(agent.pRawValue, agent.RawValueLength));
  for (USHORT i = 0; i < raw_request->Headers.UnknownHeaderCount; ++i) {
    const HTTP_UNKNOWN_HEADER& one = raw_request->Headers.pUnknownHeaders[i];
    call.report->add(std::string(one.pName, one.NameLength),
                     std::string(one.pRawValue, one.RawValueLength));
  }
  call.report->add("remote", address_of(raw_request->Address.pRemoteAddress));
  call.report->add("path", std::string(narrow(raw_request->CookedUrl.pAbsPath)));
  return RQ_NOTIFICATION_CONTINUE;
}

Status certificate(Call& call) {
  HTTP_SSL_CLIENT_CERT_INFO* info = nullptr;
  BOOL negotiated = TRUE;
  call.report->result("none", call.request->GetClientCertificate(&info, &negotiated));
  call.report->number("null", info == nullptr);
  call.report->number("negotiated", negotiated);
  call.report->result("null argument", call.request->GetClientCertificate(nullptr, nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& request_cases() {
  static const Cases cases = {
      {"get-header", get_header},
      {"set-header", set_header},
      {"delete-header", delete_header},
      {"method", method},
      {"set-method", set_method, RQ_BEGIN_REQUEST},
      {"rewrite", rewrite, RQ_BEGIN_REQUEST},
      {"set-url", set_url, RQ_BEGIN_REQUEST},
      {"addresses", addresses},
      {"version", version},
      {"raw", raw},
      {"certificate", certificate},
  };
  return cases;
}

}  // namespace api
